import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { concat, toBase64, utf8 } from './bytes.ts';
import {
  cosign,
  formatVkey,
  NoteError,
  noteKeyId,
  openNote,
  parseVkey,
  signNote,
  verifyEd25519,
  type NoteSigner,
} from './note.ts';
import { signSm2, sm2PublicKey } from './sm2.ts';

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

function refusal(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof NoteError && error.name === 'NoteError') return error.message;
    throw error;
  }
  throw new Error('was accepted');
}

const log = signer('log.example/2026', 1);
const witness = signer('witness.example', 2);
const logKey = parseVkey(formatVkey(log.name, log.publicKey));
const witnessKey = parseVkey(formatVkey(witness.name, witness.publicKey, 4));

const secret = new Uint8Array(32).fill(3);
const sm2: NoteSigner = {
  name: log.name,
  type: 255,
  publicKey: sm2PublicKey(secret),
  sign: (message) => signSm2(message, secret, new Uint8Array(32).fill(5)) as Uint8Array,
};
const sm2Vkey = formatVkey(sm2.name, sm2.publicKey, 255);
const parts = concat(Uint8Array.of(255), utf8('sunlot-sm2-sm3-v1'), sm2.publicKey);
const renamed = concat(Uint8Array.of(255), utf8('sunlot-sm2-sm3-v2'), sm2.publicKey);

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

  it('of one empty line, of the greatest length and with the most signatures are read', () => {
    expect(openNote(signNote('\n', [log]), [logKey]).text).toBe('\n');
    const rest = signNote('\n', [log]).length - 1;
    const longest = signNote(`${'a'.repeat(100_000 - rest - 1)}\n`, [log]);
    expect(longest).toHaveLength(100_000);
    expect(openNote(longest, [logKey]).signatures).toEqual([{ key: logKey }]);
    const many = signNote('a\n', [log]) + '— x AAAAAAA=\n'.repeat(63);
    expect(openNote(many, [logKey]).signatures).toEqual([{ key: logKey }]);
  });

  it('carry the signature of everyone who signs', () => {
    const both = openNote(signNote('a\n', [log, signer('second', 3)]), [
      parseVkey(formatVkey('second', signer('second', 3).publicKey)),
      logKey,
    ]);
    expect(both.signatures.map(({ key }) => key.name)).toEqual(['log.example/2026', 'second']);
  });

  const form = 'expected a text, an empty line, and signature lines';
  it.each([
    ['no signature', 'a\n', form],
    ['no last newline', 'a\n\n— x AAAAAAA=', form],
    ['a carriage return', 'a\r\n\n— x AAAAAAA=\n', 'a note has no control characters but newline'],
    ['a lone surrogate', 'a\ud800\n\n— x AAAAAAA=\n', 'a note is well-formed Unicode'],
    ['a hyphen for the dash', 'a\n\n- x AAAAAAA=\n', 'not a signature line: "- x AAAAAAA="'],
    ['a word before the dash', 'a\n\nx— x AAAAAAA=\n', 'not a signature line: "x— x AAAAAAA="'],
    ['a word after the signature', 'a\n\n— x AAAAAAA= y\n', 'not a signature line: "— x AAAAAAA= y"'],
    ['a name without a signature', 'a\n\n— x\n', 'not a signature line: "— x"'],
    ['nothing but a dash', 'a\n\n—\n', 'not a signature line: "—"'],
    ['a long line that is none', `a\n\n${'b'.repeat(61)}\n`, `not a signature line: "${'b'.repeat(60)}"`],
    ['a key name with plus', 'a\n\n— x+y AAAAAAA=\n', 'key name "x+y" is empty or has white space or a plus sign'],
    ['a key name that is empty', 'a\n\n—  AAAAAAA=\n', 'key name "" is empty or has white space or a plus sign'],
    ['a signature that is not Base64', 'a\n\n— x AAA\n', 'signature: not Base64'],
    ['a signature without content', 'a\n\n— x AAAAAA==\n', 'signature too short'],
    ['a signature of five bytes by a stranger', 'a\n\n— x AAAAAAA=\n', 'no signature by a trusted key'],
    ['too many signatures', `a\n\n${'— x AAAAAAA=\n'.repeat(65)}`, 'more than 64 signatures'],
    ['too long a text', `${'a'.repeat(100_001)}\n\n— x AAAAAAA=\n`, 'longer than 100000 characters'],
  ])('with %s are refused', (_, note, problem) => {
    expect(refusal(() => openNote(note, [logKey]))).toBe(problem);
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

describe('the SM2 signature of a log', () => {
  it('stands beside its Ed25519 one, and each is verified by its own key', () => {
    const note = signNote('a\n', [log, sm2]);
    const sm2Key = parseVkey(sm2Vkey);
    expect(sm2Key).toEqual({ name: log.name, type: 255, publicKey: sm2.publicKey });
    expect(openNote(note, [logKey, sm2Key]).signatures).toEqual([{ key: logKey }, { key: sm2Key }]);
    expect(openNote(note, [logKey]).signatures).toEqual([{ key: logKey }]);
    expect(openNote(note, [sm2Key]).signatures).toEqual([{ key: sm2Key }]);
  });

  it('is not believed over another text or by another key', () => {
    const note = signNote('a\n', [sm2]);
    expect(() => openNote(note.replace('a\n', 'b\n'), [parseVkey(sm2Vkey)])).toThrow('wrong signature by log.example');
    const other = formatVkey(log.name, sm2PublicKey(new Uint8Array(32).fill(4)), 255);
    expect(() => openNote(note, [parseVkey(other)])).toThrow('no signature by a trusted key');
  });

  it('has a key that is named by its algorithm: its id is the same for everybody who computes it', () => {
    // The id: printf 'log.example/2026\\n' and the bytes behind the second plus sign, through sha256sum.
    expect(sm2Vkey).toBe(
      'log.example/2026+3f402992+/3N1bmxvdC1zbTItc20zLXYxBEB4CyYAVtAaq9a5nF449zCMl43Dzmq65xSRZT/fJBUXbaW2BBzD34YTjkRYdkmp+sLQLuEH634jjp3girk2p28=',
    );
    expect(() => formatVkey('a', log.publicKey, 255)).toThrow('an SM2 public key has 65 bytes, this has 32');
  });
});

describe('verifier keys', () => {
  const type = 'verifier key: expected Ed25519 of type 1 or 4, or SM2';
  it.each([
    ['of another algorithm', `x+00000000+${toBase64(Uint8Array.of(2, ...log.publicKey))}`, type],
    ['of an algorithm with another name', `x+00000000+${toBase64(renamed)}`, type],
    ['of SM2 with too few bytes', `x+00000000+${toBase64(parts.slice(0, -1))}`, type],
    ['of SM2 with too many bytes', `x+00000000+${toBase64(concat(parts, Uint8Array.of(0)))}`, type],
    ['of too few bytes', `x+00000000+${toBase64(Uint8Array.of(1, 2, 3))}`, type],
    ['of too many bytes', `x+00000000+${toBase64(Uint8Array.of(4, ...log.publicKey, 0))}`, type],
    [
      'with a foreign key id',
      NEUMANN.replace('c74f20a3', 'c74f20a4'),
      'verifier key PeterNeumann: the key id is not that of the key',
    ],
    [
      'without a name',
      `+00000000+${toBase64(Uint8Array.of(1, ...log.publicKey))}`,
      'key name "" is empty or has white space or a plus sign',
    ],
    ['that are no Base64', 'x+00000000+?', 'verifier key: not Base64'],
    ['without a key', 'x+00000000', 'verifier key: expected a name, a key id and a key'],
    ['that are empty', '', 'verifier key: expected a name, a key id and a key'],
  ])('%s are refused', (_, vkey, problem) => {
    expect(refusal(() => parseVkey(vkey))).toBe(problem);
  });

  it('are read as they are written, also with a plus sign in the key and an id that begins with zero', () => {
    const keys = Array.from({ length: 80 }, (_, i) => ({ name: `log${i}`, publicKey: signer('', i).publicKey }));
    const vkeys = keys.map(({ name, publicKey }) => formatVkey(name, publicKey));
    expect(vkeys.filter((vkey) => vkey.split('+').length > 3)).not.toEqual([]);
    expect(vkeys.filter((vkey) => /^log\d+\+0/.test(vkey))).not.toEqual([]);
    for (const vkey of vkeys) expect(vkey).toMatch(/^log\d+\+[0-9a-f]{8}\+/);
    expect(vkeys.map(parseVkey)).toEqual(keys.map((key) => ({ ...key, type: 1 })));
  });

  it('are not formatted for a name that cannot stand in a note', () => {
    expect(refusal(() => formatVkey('two words', log.publicKey))).toContain('key name "two words"');
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

  it('verify nothing for the key that would verify everything', () => {
    // The neutral point as key and as R, with S = 0: the equation holds for every message, strictness refuses it.
    const neutral = Uint8Array.of(1, ...new Uint8Array(31));
    expect(verifyEd25519(concat(neutral, new Uint8Array(32)), utf8('x'), neutral)).toBe(false);
  });
});
