/** Signatures that the phone's own verification stands for (ES256, docs/adr/0045). @module */
import { createHash } from 'node:crypto';
import { isAssertion } from '../../core/webauthn.ts';
import type { Passkey } from '../types/field.ts';
import type { Assertion } from '../types/operation.ts';

/** Whether this credential says, verified by its holder, that `text` is signed. */
export async function isAssertionOf(passkey: Passkey, text: string, assertion: Assertion): Promise<boolean> {
  const challenge = createHash('sha256').update(text).digest('base64url');
  return isAssertion(
    Buffer.from(passkey.publicKey, 'base64'),
    { origin: passkey.origin, challenge },
    {
      clientData: Buffer.from(assertion.clientData, 'base64'),
      authenticatorData: Buffer.from(assertion.authenticatorData, 'base64'),
      signature: Buffer.from(assertion.signature, 'base64'),
    },
  );
}
