/** Signatures that a device's own key, or the phone's verification of its holder, has made on the screen. @module */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { signedText } from '../rules/sync/judge.ts';
import { stableText } from '../rules/sync/registers.ts';
import type { Passkey } from '../types/field.ts';
import { OperationBody, type SentOperation } from '../types/operation.ts';
import { isAssertionOf } from './passkeys.ts';

/** What the server knows of the phone that sends. */
export interface KnownPhone {
  readonly publicKey: Buffer | null;
  readonly passkey: Passkey | null;
  /** Its holder in the team; only he is verified by it. */
  readonly holder: string;
}

/** Operations whose proof the phone did not make. One without a proof claims none. */
export async function wrongProofs(sent: readonly SentOperation[], phone: KnownPhone): Promise<Set<string>> {
  const wrong = new Set<string>();
  for (const { operationId, inspectionId, body } of sent) {
    const read = OperationBody.safeParse(body);
    if (!read.success || (read.data.kind !== 'sign' && read.data.kind !== 'sign-enterprise')) continue;
    const { proof, assertion, recordHash, strokes } = read.data;
    const person = read.data.kind === 'sign' ? read.data.personId : 'enterprise';
    const text = signedText(inspectionId, recordHash, person, strokesHash(strokes));
    const isRight =
      (proof === undefined || (await isProof(phone.publicKey, text, proof))) &&
      (assertion === undefined ||
        (person === phone.holder && phone.passkey !== null && (await isAssertionOf(phone.passkey, text, assertion))));
    if (!isRight) wrong.add(operationId);
  }
  return wrong;
}

/** Lower-case hex SHA-256 of the strokes as the phone writes them. */
function strokesHash(strokes: readonly (readonly number[])[]): string {
  return createHash('sha256').update(stableText(strokes)).digest('hex');
}

/** ECDSA P-256 with SHA-256; WebCrypto gives r ‖ s (IEEE P1363). */
async function isProof(publicKey: Buffer | null, text: string, proof: string): Promise<boolean> {
  if (publicKey === null) return false;
  const key = createPublicKey({ key: publicKey, format: 'der', type: 'spki' });
  const signature = Buffer.from(proof, 'base64');
  return new Promise((resolve) => {
    verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature, (error, isRight) =>
      resolve(error === null && isRight),
    );
  });
}
