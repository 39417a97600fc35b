/** Signature lines of checkpoints, checked by the hundred thousand: as `openNote` reads them, with the system's own Ed25519. @module */
import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { noteKeyId, toBase64, verifySm2, type VerifierKey } from 'verifiable-draw';

export interface SigningKey {
  readonly name: string;
  /** The first bytes of its signature lines. */
  readonly id: number;
  readonly key: KeyObject;
}

/** A key to check many lines with. */
export function signingKey(vkey: VerifierKey): SigningKey {
  const x = Buffer.from(vkey.publicKey).toString('base64url');
  return {
    name: vkey.name,
    id: noteKeyId(vkey),
    key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
  };
}

/** The text of a checkpoint that is signed. */
export function checkpointText(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/** Whether the line (with or without its newline) is the log's signature of the text. */
export function isSigned(text: string, line: string, by: SigningKey): boolean {
  const bytes = signatureOf(line, by);
  return bytes?.length === 64 && verify(null, Buffer.from(text), by.key, bytes);
}

/** Whether the line is the SM2 signature of the text: some milliseconds each, so not for every checkpoint. */
export function isSignedSm2(text: string, line: string, name: string, publicKey: Uint8Array): boolean {
  const bytes = signatureOf(line, { name, id: noteKeyId({ name, type: 255, publicKey }) });
  return bytes !== undefined && verifySm2(bytes, Buffer.from(text), publicKey);
}

/** The time, in POSIX seconds, that a witness states in its line on the text; undefined when it is not its line. */
export function cosignedAt(text: string, line: string, by: SigningKey): number | undefined {
  const bytes = signatureOf(line, by);
  if (bytes?.length !== 72) return undefined;
  const time = Number(bytes.readBigUInt64BE(0));
  const message = Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
  return verify(null, message, by.key, bytes.subarray(8)) ? time : undefined;
}

function signatureOf(line: string, by: Pick<SigningKey, 'name' | 'id'>): Buffer | undefined {
  const [dash, name, base64 = '', more] = line.trimEnd().split(' ');
  const bytes = Buffer.from(base64, 'base64');
  if (dash !== '—' || name !== by.name || more !== undefined || bytes.length < 5) return undefined;
  return bytes.readUInt32BE(0) === by.id ? bytes.subarray(4) : undefined;
}
