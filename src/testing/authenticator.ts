/** An authenticator in software: what a phone or a security key answers (WebAuthn §6), for tests without a browser. @module */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Authenticator {
  /** Another address than the one it was made for, as a page of somebody else's would be. */
  create(question: { challenge: string }, origin: string): Record<string, string>;
  get(question: { challenge: string }, origin: string, flags?: number): Record<string, string>;
}

const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

export function softAuthenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const credentialId = randomBytes(32);
  let count = 0;

  const clientData = (type: string, challenge: string, origin: string): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const data = (origin: string, flags: number, rest = Buffer.alloc(0)): Buffer => {
    const counter = Buffer.alloc(4);
    count += 1;
    counter.writeUInt32BE(count);
    const party = createHash('sha256').update(new URL(origin).hostname).digest();
    return Buffer.concat([party, Buffer.from([flags]), counter, rest]);
  };

  return {
    create: ({ challenge }, origin) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, Buffer.alloc(77)]);
      return {
        credentialId: credentialId.toString('base64url'),
        publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
        clientData: clientData('webauthn.create', challenge, origin).toString('base64url'),
        authenticatorData: data(origin, PRESENT | VERIFIED | ATTESTED, attested).toString('base64url'),
      };
    },
    get: ({ challenge }, origin, flags = PRESENT | VERIFIED) => {
      const client = clientData('webauthn.get', challenge, origin);
      const authenticatorData = data(origin, flags);
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(client).digest()]);
      return {
        credentialId: credentialId.toString('base64url'),
        clientData: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      };
    },
  };
}
