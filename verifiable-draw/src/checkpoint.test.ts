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
import { formatVkey, parseVkey, type NoteSigner } from './note.ts';
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

  it.each([
    ['no origin', `\n5\n${toBase64(head.root)}\n`],
    ['a leading zero', `x\n05\n${toBase64(head.root)}\n`],
    ['a negative size', `x\n-5\n${toBase64(head.root)}\n`],
    ['a size past 2^53', `x\n9999999999999999\n${toBase64(head.root)}\n`],
    ['a short root', 'x\n5\nAAAA\n'],
    ['no last newline', `x\n5\n${toBase64(head.root)}`],
    ['an empty extension', `x\n5\n${toBase64(head.root)}\n\n`],
    ['nothing', ''],
  ])('with %s are refused', (_, text) => {
    expect(() => parseCheckpoint(text)).toThrow(expect.objectContaining({ name: 'NoteError' }) as Error);
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

  it.each([
    ['another header', proof.replace('@v1', '@v2')],
    ['an extra line', proof.replace('index', 'extra AAAA\nindex')],
    ['no index', proof.replace('index 2\n', '')],
    ['an index with leading zero', proof.replace('index 2', 'index 02')],
    ['a hash that is not Base64', proof.replace('index 2\n', 'index 2\n?\n')],
    ['a short hash', proof.replace('index 2\n', 'index 2\nAAAA\n')],
    ['too many hashes', proof.replace('index 2\n', `index 2\n${`${toBase64(head.root)}\n`.repeat(64)}`)],
    ['no checkpoint', proof.slice(0, 40)],
    ['nothing', ''],
  ])('with %s are refused', (_, text) => {
    expect(() => openTlogProof(entry, text, checkpointOpener([key]))).toThrow(
      expect.objectContaining({ name: 'NoteError' }) as Error,
    );
  });
});
