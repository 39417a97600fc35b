/** Signatures that the phone's own verification stands for (WebAuthn §7.2, ES256, docs/adr/0045). @module */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { Passkey } from '../types/field.ts';
import type { Assertion } from '../types/operation.ts';

const ClientData = z.looseObject({ type: z.literal('webauthn.get'), challenge: z.string(), origin: z.string() });
/** Flags of the authenticator's data: somebody was there, and it was he. */
const [PRESENT, VERIFIED] = [0x01, 0x04];
const FLAGS_AT = 32;
const LEAST_BYTES = 37;

/** Whether this credential says, verified by its holder, that `text` is signed. */
export async function isAssertionOf(passkey: Passkey, text: string, assertion: Assertion): Promise<boolean> {
  const clientBytes = Buffer.from(assertion.clientData, 'base64');
  const client = ClientData.safeParse(parsed(clientBytes));
  if (!client.success || client.data.origin !== passkey.origin) return false;
  if (client.data.challenge !== sha256(Buffer.from(text)).toString('base64url')) return false;
  const data = Buffer.from(assertion.authenticatorData, 'base64');
  if (data.length < LEAST_BYTES) return false;
  const party = sha256(Buffer.from(new URL(passkey.origin).hostname));
  const flags = data[FLAGS_AT] ?? 0;
  if (!data.subarray(0, FLAGS_AT).equals(party) || (flags & PRESENT) === 0 || (flags & VERIFIED) === 0) return false;
  const key = createPublicKey({ key: Buffer.from(passkey.publicKey, 'base64'), format: 'der', type: 'spki' });
  const signature = Buffer.from(assertion.signature, 'base64');
  return new Promise((resolve) => {
    verify('sha256', Buffer.concat([data, sha256(clientBytes)]), key, signature, (error, isRight) =>
      resolve(error === null && isRight),
    );
  });
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
