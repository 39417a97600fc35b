/** Signed notes (c2sp.org/signed-note) and witness cosignatures v1 (c2sp.org/tlog-cosignature). SPEC §5. @module */
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bigEndian, concat, equalBytes, fromBase64, fromUtf8, toBase64, utf8 } from './bytes.ts';
import { verifySm2 } from './sm2.ts';

/** 1: Ed25519 over the text, by the log; 4: timestamped cosignature, by a witness; 255: SM2 over the text, by the log. */
export type SignatureType = 1 | 4 | 255;

/** What names an algorithm that has no number of its own: it stands behind the type 0xff. */
const SM2_NAME = utf8('sunlot-sm2-sm3-v1');

export interface VerifierKey {
  readonly name: string;
  readonly type: SignatureType;
  /** Ed25519, 32 bytes; SM2, 65 bytes that begin with 4. */
  readonly publicKey: Uint8Array;
}

/** One who signs; the private key stays with the caller. */
export interface NoteSigner {
  readonly name: string;
  /** Ed25519 (1) when nothing is said. */
  readonly type?: 1 | 255;
  readonly publicKey: Uint8Array;
  /** Signature (64 bytes) of the message. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A verified signature of a note. */
export interface NoteSignature {
  readonly key: VerifierKey;
  /** POSIX seconds a witness states; the log's own signature has none. */
  readonly timestamp?: number;
}

export interface OpenedNote {
  /** The signed text with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Why a note cannot be trusted. */
export class NoteError extends Error {
  override readonly name = 'NoteError';
}

const MAX_NOTE = 100_000;
const MAX_SIGNATURES = 64;

/** First four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key), as a number. */
export function noteKeyId(key: VerifierKey): number {
  const digest = sha256(concat(utf8(`${key.name}\n`), keyBytes(key)));
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0);
}

/** Type, name of the algorithm where the type does not say it, and public key. */
function keyBytes({ type, publicKey }: Pick<VerifierKey, 'type' | 'publicKey'>): Uint8Array {
  return concat(Uint8Array.of(type), type === 255 ? SM2_NAME : new Uint8Array(), publicKey);
}

/**
 * `<name>+<key id>+<base64 of type and key>`: the key as it is printed in public.
 * @param type - 1 for a log (default), 4 for a witness, 255 for the SM2 key of a log
 * @throws {NoteError} on a name with white space or plus, a key that has not the length of its kind
 */
export function formatVkey(name: string, publicKey: Uint8Array, type: SignatureType = 1): string {
  checkName(name);
  const [kind, length] = type === 255 ? ['SM2', 65] : ['Ed25519', 32];
  if (publicKey.length !== length)
    throw new NoteError(`an ${kind} public key has ${length} bytes, this has ${publicKey.length}`);
  const id = noteKeyId({ name, type, publicKey }).toString(16).padStart(8, '0');
  return `${name}+${id}+${toBase64(keyBytes({ type, publicKey }))}`;
}

/**
 * Reads a verifier key.
 * @throws {NoteError} on another form, another algorithm, or a key id that is not the key's
 */
export function parseVkey(vkey: string): VerifierKey {
  const parts = vkey.split('+');
  if (parts.length < 3) throw new NoteError('verifier key: expected a name, a key id and a key');
  // Base64 has plus signs of its own.
  const [name, id, ...rest] = parts as [string, string, ...string[]];
  const bytes = decodeBase64(rest.join('+'), 'verifier key');
  const key = { name, ...keyOf(bytes) };
  checkName(name);
  if (noteKeyId(key).toString(16).padStart(8, '0') !== id)
    throw new NoteError(`verifier key ${name}: the key id is not that of the key`);
  return key;
}

function keyOf(bytes: Uint8Array): Pick<VerifierKey, 'type' | 'publicKey'> {
  const [type] = bytes;
  const start = 1 + SM2_NAME.length;
  if (type === 255 && bytes.length === start + 65 && equalBytes(bytes.subarray(1, start), SM2_NAME))
    return { type, publicKey: bytes.slice(start) };
  if ((type !== 1 && type !== 4) || bytes.length !== 33)
    throw new NoteError('verifier key: expected Ed25519 of type 1 or 4, or SM2');
  return { type, publicKey: bytes.slice(1) };
}

/**
 * Signs a text as a note.
 * @param text - one or more lines, each ended by a newline
 * @throws {NoteError} when the text cannot be a note or a signature is not 64 bytes
 */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  checkText(text);
  if (!text.endsWith('\n')) throw new NoteError('the text of a note ends with a newline');
  const lines = signers.map((signer) => {
    checkName(signer.name);
    const signature = signer.sign(utf8(text));
    if (signature.length !== 64) throw new NoteError(`a signature has 64 bytes, this has ${signature.length}`);
    return signatureLine({ name: signer.name, type: signer.type ?? 1, publicKey: signer.publicKey }, signature);
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * The line a witness adds to a checkpoint: its statement that it saw this tree at this time and only growing before.
 * @param timestamp - POSIX seconds
 */
export function cosign(text: string, signer: NoteSigner, timestamp: number): string {
  const signature = signer.sign(cosignedMessage(text, timestamp));
  return signatureLine(
    { name: signer.name, type: 4, publicKey: signer.publicKey },
    concat(bigEndian(timestamp, 8), signature),
  );
}

function signatureLine(key: VerifierKey, signature: Uint8Array): string {
  return `— ${key.name} ${toBase64(concat(bigEndian(noteKeyId(key), 4), signature))}\n`;
}

interface RawSignature {
  readonly name: string;
  readonly id: number;
  readonly bytes: Uint8Array;
}

function parseNote(note: string): { readonly text: string; readonly signatures: readonly RawSignature[] } {
  if (note.length > MAX_NOTE) throw new NoteError(`longer than ${MAX_NOTE} characters`);
  checkText(note);
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) throw new NoteError('expected a text, an empty line, and signature lines');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new NoteError(`more than ${MAX_SIGNATURES} signatures`);
  return { text: note.slice(0, split + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): RawSignature {
  const [dash, name, base64, more] = line.split(' ');
  if (dash !== '—' || name === undefined || base64 === undefined || more !== undefined)
    throw new NoteError(`not a signature line: ${JSON.stringify(line.slice(0, 60))}`);
  checkName(name);
  const bytes = decodeBase64(base64, 'signature');
  if (bytes.length < 5) throw new NoteError('signature too short');
  return { name, id: new DataView(bytes.buffer).getUint32(0), bytes: bytes.slice(4) };
}

/**
 * Verifies a note with the keys one trusts. Signatures by other keys are ignored, as the note format demands.
 * @returns the text and which keys signed it, at least one
 * @throws {NoteError} when the note is malformed, a signature of a known key is wrong, or no known key signed
 */
export function openNote(note: string | Uint8Array, keys: readonly VerifierKey[]): OpenedNote {
  const { text, signatures } = parseNote(typeof note === 'string' ? note : decodeUtf8(note));
  const verified = signatures.flatMap((signature): NoteSignature[] => {
    const key = keys.find((known) => known.name === signature.name && noteKeyId(known) === signature.id);
    return key === undefined ? [] : [verifySignature(text, key, signature.bytes)];
  });
  if (verified.length === 0) throw new NoteError('no signature by a trusted key');
  return { text, signatures: verified };
}

function verifySignature(text: string, key: VerifierKey, bytes: Uint8Array): NoteSignature {
  if (key.type !== 4) {
    const verify = key.type === 1 ? verifyEd25519 : verifySm2;
    if (!verify(bytes, utf8(text), key.publicKey)) throw new NoteError(`wrong signature by ${key.name}`);
    return { key };
  }
  if (bytes.length !== 72) throw new NoteError(`a cosignature has 72 bytes, that of ${key.name} has ${bytes.length}`);
  const timestamp = Number(new DataView(bytes.buffer).getBigUint64(0));
  if (
    !Number.isSafeInteger(timestamp) ||
    !verifyEd25519(bytes.slice(8), cosignedMessage(text, timestamp), key.publicKey)
  ) {
    throw new NoteError(`wrong cosignature by ${key.name}`);
  }
  return { key, timestamp };
}

/**
 * Ed25519 (RFC 8032), strict: no second spelling of a signature is accepted.
 * @returns false also when signature or key are not of the right length or not points of the curve
 */
export function verifyEd25519(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 32) return false;
  return ed25519.verify(signature, message, publicKey, { zip215: false });
}

function cosignedMessage(text: string, timestamp: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${timestamp}\n${text}`);
}

function checkName(name: string): void {
  if (!/^[^\s+]+$/u.test(name))
    throw new NoteError(`key name ${JSON.stringify(name)} is empty or has white space or a plus sign`);
}

function checkText(text: string): void {
  // oxlint-disable-next-line no-control-regex -- the format names exactly these
  if (/[\u0000-\u0009\u000B-\u001F]/.test(text)) throw new NoteError('a note has no control characters but newline');
  if (!text.isWellFormed()) throw new NoteError('a note is well-formed Unicode');
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new NoteError('not valid UTF-8');
  }
}

function decodeBase64(text: string, what: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw new NoteError(`${what}: not Base64`);
  }
}
