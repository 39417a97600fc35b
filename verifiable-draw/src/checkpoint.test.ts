import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { toBase64, utf8 } from './bytes.ts';
import {
  checkpointOpener,
  formatCheckpoint,
  formatTlogProof,
  openTlogProof,
  parseCheckpoint,
  parseTlogProof,
} from './checkpoint.ts';
import { inclusionPath, leafHash, merkleRoot } from './merkle.ts';
import { cosign, formatVkey, NoteError, parseVkey, type NoteSigner } from './note.ts';
import { sha256Suite as suite } from './suite.ts';

const secret = new Uint8Array(32).fill(1);
const log: NoteSigner = {
  name: 'log.example/2026',
  publicKey: ed25519.getPublicKey(secret),
  sign: (m) => ed25519.sign(m, secret),
};
const key = parseVkey(formatVkey(log.name, log.publicKey));
const entries = ['a', 'b', 'c', 'd', 'e'].map(utf8);
const leaves = entries.map((entry) => leafHash(suite, entry));
const head = { origin: log.name, size: 5, root: merkleRoot(suite, leaves) };
const checkpoint = formatCheckpoint(head, [log]);
const proof = formatTlogProof({ index: 2, path: inclusionPath(suite, leaves, 2), checkpoint });
const entry = entries[2] as Uint8Array;

describe('checkpoints', () => {
  it('are three lines, which are read back', () => {
    expect(checkpoint.split('\n').slice(0, 4)).toEqual(['log.example/2026', '5', toBase64(head.root), '']);
    expect(parseCheckpoint(`${log.name}\n5\n${toBase64(head.root)}\nan extension\n`)).toEqual(head);
  });

  it('may be of a log without entries, or of more than there will ever be', () => {
    for (const size of [0, 10, Number.MAX_SAFE_INTEGER]) {
      const text = formatCheckpoint({ ...head, size }, [log]);
      expect(parseCheckpoint(text.slice(0, text.lastIndexOf('\n\n') + 1)).size).toBe(size);
    }
  });

  const form = 'expected origin, size and root of a checkpoint, one a line';
  it.each([
    ['no origin', `\n5\n${toBase64(head.root)}\n`, form],
    ['a leading zero', `x\n05\n${toBase64(head.root)}\n`, form],
    ['a size with a letter', `x\n5a\n${toBase64(head.root)}\n`, form],
    ['a negative size', `x\n-5\n${toBase64(head.root)}\n`, form],
    ['a size past 2^53', `x\n9999999999999999\n${toBase64(head.root)}\n`, form],
    ['a short root', 'x\n5\nAAAA\n', 'not a Base64 hash of 32 bytes: "AAAA"'],
    ['no last newline', `x\n5\n${toBase64(head.root)}`, form],
    ['an extension without a last newline', `x\n5\n${toBase64(head.root)}\nan extension`, form],
    ['an empty extension', `x\n5\n${toBase64(head.root)}\n\n`, form],
    ['no root', 'x\n5\n', form],
    ['nothing', '', form],
  ])('with %s are refused', (_, text, problem) => {
    expect(() => parseCheckpoint(text)).toThrow(new NoteError(problem));
  });

  it('are not made from what is none', () => {
    expect(() => formatCheckpoint({ ...head, origin: 'a\nb' }, [log])).toThrow('origin');
    expect(() => formatCheckpoint({ ...head, origin: '' }, [log])).toThrow('origin');
    expect(() => formatCheckpoint({ ...head, size: -1 }, [log])).toThrow('size');
    expect(() => formatCheckpoint({ ...head, size: 0.5 }, [log])).toThrow('size');
    expect(() => formatCheckpoint({ ...head, root: new Uint8Array(20) }, [log])).toThrow('32 bytes');
  });
});

describe('log proofs', () => {
  it('prove an entry offline', () => {
    expect(openTlogProof(entry, proof, checkpointOpener([key]))).toEqual({
      index: 2,
      checkpoint: head,
      signatures: [{ key }],
    });
    expect(formatTlogProof(parseTlogProof(proof))).toBe(proof);
  });

  it('do not prove another entry, another index, or with another key', () => {
    expect(() => openTlogProof(utf8('x'), proof, checkpointOpener([key]))).toThrow('entry 2 is not in the tree');
    expect(() => openTlogProof(entry, proof.replace('index 2', 'index 3'), checkpointOpener([key]))).toThrow(
      'entry 3 is not in the tree',
    );
    expect(() => openTlogProof(entry, proof, checkpointOpener([]))).toThrow('no signature by a trusted key');
  });

  it('do not count when a trusted key signed for a log of another name', () => {
    const foreign = formatCheckpoint({ ...head, origin: 'other.example/2026' }, [log]);
    const moved = formatTlogProof({ ...parseTlogProof(proof), checkpoint: foreign });
    expect(() => openTlogProof(entry, moved, checkpointOpener([key]))).toThrow(
      'the log other.example/2026 has not signed',
    );
  });

  it('count when the log itself signed, whoever else did', () => {
    const other = new Uint8Array(32).fill(2);
    const second = {
      name: 'second',
      publicKey: ed25519.getPublicKey(other),
      sign: (m: Uint8Array) => ed25519.sign(m, other),
    };
    const keys = [parseVkey(formatVkey('second', second.publicKey)), key];
    const both = formatTlogProof({ ...parseTlogProof(proof), checkpoint: formatCheckpoint(head, [second, log]) });
    expect(openTlogProof(entry, both, checkpointOpener(keys)).signatures).toHaveLength(2);
    const witness = new Uint8Array(32).fill(3);
    const line = cosign(
      checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1),
      {
        name: log.name,
        publicKey: ed25519.getPublicKey(witness),
        sign: (m) => ed25519.sign(m, witness),
      },
      1,
    );
    const cosigned = formatTlogProof({
      ...parseTlogProof(proof),
      checkpoint: `${checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 2)}${line}`,
    });
    const alone = parseVkey(formatVkey(log.name, ed25519.getPublicKey(witness), 4));
    expect(() => openTlogProof(entry, cosigned, checkpointOpener([alone]))).toThrow(
      new NoteError('the log log.example/2026 has not signed its checkpoint with a trusted key'),
    );
  });

  it('verify a checkpoint once for all entries', () => {
    const open = checkpointOpener([key]);
    expect(open(checkpoint)).toBe(open(checkpoint));
  });

  const expected = 'expected c2sp.org/tlog-proof@v1, an index, and hashes';
  const hashes = (count: number): string =>
    proof.replace('index 2\n', `index 2\n${`${toBase64(head.root)}\n`.repeat(count)}`);
  it.each([
    ['another header', proof.replace('@v1', '@v2'), expected],
    ['an extra line', proof.replace('index', 'extra AAAA\nindex'), expected],
    ['another word', proof.replace('index 2', 'place 2'), expected],
    ['a word more', proof.replace('index 2', 'index 2 3'), expected],
    ['no index', proof.replace('index 2\n', ''), expected],
    ['no number', proof.replace('index 2\n', 'index\n'), expected],
    ['an index with leading zero', proof.replace('index 2', 'index 02'), expected],
    ['a hash that is not Base64', proof.replace('index 2\n', 'index 2\n?\n'), 'not a Base64 hash of 32 bytes: "?"'],
    [
      'a long line that is none',
      proof.replace('index 2\n', `index 2\n${'A'.repeat(61)}\n`),
      `not a Base64 hash of 32 bytes: "${'A'.repeat(60)}"`,
    ],
    ['a short hash', proof.replace('index 2\n', 'index 2\nAAAA\n'), 'not a Base64 hash of 32 bytes: "AAAA"'],
    ['too many hashes', hashes(61), 'an inclusion path has at most 63 hashes'],
    ['as many hashes as can be, and those the wrong ones', hashes(60), 'entry 2 is not in the tree of the checkpoint'],
    ['no checkpoint', proof.slice(0, 40), expected],
    ['nothing', '', expected],
  ])('with %s are refused', (_, text, problem) => {
    expect(() => openTlogProof(entry, text, checkpointOpener([key]))).toThrow(new NoteError(problem));
  });
});
