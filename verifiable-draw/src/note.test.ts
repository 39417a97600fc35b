import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from './bytes.ts';
import {
  cosign,
  formatVkey,
  noteKeyId,
  openNote,
  parseVkey,
  signNote,
  verifyEd25519,
  type NoteSigner,
} from './note.ts';

/** The example of the Go implementation, which defined the format. */
const NEUMANN = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const QUOTE = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

function signer(name: string, seed: number): NoteSigner {
  const secret = new Uint8Array(32).fill(seed);
  return { name, publicKey: ed25519.getPublicKey(secret), sign: (message) => ed25519.sign(message, secret) };
}

const log = signer('log.example/2026', 1);
const witness = signer('witness.example', 2);
const logKey = parseVkey(formatVkey(log.name, log.publicKey));
const witnessKey = parseVkey(formatVkey(witness.name, witness.publicKey, 4));

describe('signed notes', () => {
  it('of another implementation verify', () => {
    const key = parseVkey(NEUMANN);
    expect(formatVkey(key.name, key.publicKey)).toBe(NEUMANN);
    expect(openNote(utf8(QUOTE), [key]).text).toMatch(/^If you think .* is\.\n$/s);
  });

  it('are signed by the log and cosigned with a time by a witness', () => {
    const note = signNote('a\n\nb\n', [log]) + cosign('a\n\nb\n', witness, 1_679_315_147);
    const opened = openNote(note, [logKey, witnessKey]);
    expect(opened.text).toBe('a\n\nb\n');
    expect(opened.signatures).toEqual([{ key: logKey }, { key: witnessKey, timestamp: 1_679_315_147 }]);
    expect(openNote(note, [witnessKey]).signatures).toHaveLength(1);
  });

  it('with a changed text, signature or time are refused', () => {
    const note = signNote('a\n', [log]) + cosign('a\n', witness, 5);
    const [, , , cosignature = ''] = note.split('\n');
    const [name = '', blob = ''] = cosignature.slice(2).split(' ');
    const later = Buffer.from(blob, 'base64');
    later[11] = 6;
    expect(() => openNote(note.replace('a\n', 'b\n'), [logKey])).toThrow('wrong signature by log.example/2026');
    expect(() => openNote(note.replace('a\n', 'b\n'), [witnessKey])).toThrow('wrong cosignature by witness.example');
    expect(() => openNote(note.replace(blob, later.toString('base64')), [witnessKey])).toThrow('wrong cosignature');
    later[4] = 0x7f;
    expect(() => openNote(note.replace(blob, later.toString('base64')), [witnessKey])).toThrow('wrong cosignature');
    const short = `a\n\n— ${name} ${later.subarray(0, 60).toString('base64')}\n`;
    expect(() => openNote(short, [witnessKey])).toThrow('a cosignature has 72 bytes, that of witness.example has 56');
  });

  it('without a signature by a known key are refused, even if name or id alone fit', () => {
    const note = signNote('a\n', [log]);
    expect(() => openNote(note, [])).toThrow('no signature by a trusted key');
    expect(() => openNote(note, [{ ...logKey, name: 'other' }])).toThrow('no signature by a trusted key');
    expect(() => openNote(note, [parseVkey(formatVkey(log.name, witness.publicKey))])).toThrow(
      'no signature by a trusted key',
    );
  });

  it.each([
    ['no signature', 'a\n'],
    ['no last newline', 'a\n\n— x AAAAAAA='],
    ['a carriage return', 'a\r\n\n— x AAAAAAA=\n'],
    ['a lone surrogate', 'a\ud800\n\n— x AAAAAAA=\n'],
    ['a hyphen for the dash', 'a\n\n- x AAAAAAA=\n'],
    ['a key name with plus', 'a\n\n— x+y AAAAAAA=\n'],
    ['a signature that is not Base64', 'a\n\n— x AAA\n'],
    ['a signature without content', 'a\n\n— x AAAAAA==\n'],
    ['too many signatures', `a\n\n${'— x AAAAAAA=\n'.repeat(65)}`],
    ['too long a text', `${'a'.repeat(100_001)}\n\n— x AAAAAAA=\n`],
  ])('with %s are refused', (_, note) => {
    expect(() => openNote(note, [logKey])).toThrow(expect.objectContaining({ name: 'NoteError' }) as Error);
  });

  it('that are not UTF-8 are refused', () => {
    expect(() => openNote(Uint8Array.of(0xff), [logKey])).toThrow('not valid UTF-8');
  });

  it('are not signed when the text or the signer is not fit', () => {
    expect(() => signNote('a', [log])).toThrow('newline');
    expect(() => signNote('a\tb\n', [log])).toThrow('control characters');
    expect(() => signNote('a\n', [{ ...log, name: 'two words' }])).toThrow('key name');
    expect(() => signNote('a\n', [{ ...log, sign: () => new Uint8Array(63) }])).toThrow('64 bytes, this has 63');
  });
});

describe('verifier keys', () => {
  it.each([
    ['of another algorithm', `x+00000000+${toBase64(Uint8Array.of(2, ...log.publicKey))}`],
    ['of another length', `x+00000000+${toBase64(Uint8Array.of(1, 2, 3))}`],
    ['with a foreign key id', NEUMANN.replace('c74f20a3', 'c74f20a4')],
    ['without a name', `+00000000+${toBase64(Uint8Array.of(1, ...log.publicKey))}`],
    ['that are no Base64', 'x+00000000+?'],
    ['that are empty', ''],
  ])('%s are refused', (_, vkey) => {
    expect(() => parseVkey(vkey)).toThrow(expect.objectContaining({ name: 'NoteError' }) as Error);
  });

  it('are formatted only from 32 bytes', () => {
    expect(() => formatVkey('x', new Uint8Array(31))).toThrow('32 bytes, this has 31');
    expect(noteKeyId(logKey)).not.toBe(noteKeyId({ ...logKey, type: 4 }));
  });

  it('verify nothing when lengths are wrong or the key is no point', () => {
    const signature = log.sign(utf8('x'));
    expect(verifyEd25519(signature, utf8('x'), log.publicKey)).toBe(true);
    expect(verifyEd25519(signature.slice(1), utf8('x'), log.publicKey)).toBe(false);
    expect(verifyEd25519(signature, utf8('x'), new Uint8Array(31))).toBe(false);
    expect(verifyEd25519(signature, utf8('x'), new Uint8Array(32).fill(255))).toBe(false);
    expect(verifyEd25519(new Uint8Array(64).fill(255), utf8('x'), log.publicKey)).toBe(false);
  });
});
