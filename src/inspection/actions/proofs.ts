/** Signatures that a device's own key has made on the screen. @module */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { signedText } from '../rules/sync/judge.ts';
import { stableText } from '../rules/sync/registers.ts';
import { OperationBody, type SentOperation } from '../types/operation.ts';

/** Operations whose proof the device's key did not make. One without a proof claims none. */
export async function wrongProofs(sent: readonly SentOperation[], publicKey: Buffer | null): Promise<Set<string>> {
  const wrong = new Set<string>();
  for (const { operationId, inspectionId, body } of sent) {
    const read = OperationBody.safeParse(body);
    if (!read.success || (read.data.kind !== 'sign' && read.data.kind !== 'sign-enterprise')) continue;
    const { proof, recordHash, strokes } = read.data;
    if (proof === undefined) continue;
    const person = read.data.kind === 'sign' ? read.data.personId : 'enterprise';
    const text = signedText(inspectionId, recordHash, person, strokesHash(strokes));
    if (!(await isProof(publicKey, text, proof))) wrong.add(operationId);
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
