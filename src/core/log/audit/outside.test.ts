/** Checkpoints in files, the lines under them, and which of many findings says where it began. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cosign, formatVkey, parseVkey, toBase64 } from 'verifiable-draw';
import { strangers } from './audit.ts';
import { openFindings, type LogFinding } from './findings.ts';
import { deeds, KEYS, noteOf, ORIGIN, outsideOf, rootAt, SM2, WITNESS } from './kept.testing.ts';
import { readOutside } from './outside.ts';
import { checkpointText, cosignedAt, isSigned, isSignedSm2, signingKey } from './signatures.ts';

const rows = deeds(20);
const root = rootAt(rows, 2026, 9);
const note = noteOf(2026, 9, root);
const text = note.slice(0, note.indexOf('\n\n') + 1);
const [ed25519 = '', sm2 = ''] = note.slice(text.length + 1, -1).split('\n');

describe('files that were kept', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sunlot-outside-'));
    await mkdir(join(folder, 'tree/deep/er'), { recursive: true });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const put = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  test('a checkpoint alone, behind a proof, behind a request, or with lines of its own, in whole trees of folders', async () => {
    const path = await put('tree/deep/er/a.note', note);
    await put('tree/deep/b.tlog-proof', `c2sp.org/tlog-proof@v1\nindex 3\nAAAA\n\n${note}`);
    await put('tree/c.request', `old 3\n\n${noteOf(2026, 12, rootAt(rows, 2026, 12))}`);
    await put('tree/d.extended', `${text}extension of tomorrow\n${note.slice(text.length)}`);
    await put('tree/e.txt', 'nothing of the kind');
    const behind = (length: number): string => `${'x'.repeat(length - Buffer.byteLength(note) - 2)}\n\n${note}`;
    await put('tree/f.large', behind(1_000_001));
    await put('tree/g.largest', behind(1_000_000));
    const { checkpoints, others } = await readOutside([join(folder, 'tree')], KEYS.publicKey);
    const kept = checkpoints.map(({ file, ...of }) => `${file.slice(folder.length + 6)} ${of.size} ${of.isSigned}`);
    expect(kept.toSorted()).toEqual([
      'c.request 12 true',
      // A line that was put under it later takes nothing from what was signed.
      'd.extended 9 true',
      'deep/b.tlog-proof 9 true',
      'deep/er/a.note 9 true',
      'g.largest 9 true',
    ]);
    expect(others).toBe(2);
    expect((await readOutside([path], KEYS.publicKey)).checkpoints).toEqual([
      { ...outsideOf(rows, 2026, 9), file: path },
    ]);
  });

  test('in the order of logs and sizes, however they are listed', async () => {
    const other = note.replace(`${ORIGIN}/2026`, `${ORIGIN}/2025`);
    const paths = [
      await put('1', noteOf(2026, 12, rootAt(rows, 2026, 12))),
      await put('2', note),
      await put('3', other),
      await put('4', noteOf(2027, 3, root)),
    ];
    const { checkpoints } = await readOutside(paths, KEYS.publicKey);
    expect(checkpoints.map(({ origin, size }) => `${origin.slice(-4)} ${size}`)).toEqual([
      '2025 9',
      '2026 9',
      '2026 12',
      '2027 3',
    ]);
    // The name of the year is in the key: what was signed for another log is not signed.
    expect(checkpoints.map(({ isSigned: signed }) => signed)).toEqual([false, true, true, true]);
  });

  test.each([
    ['no signature', text],
    ['a root that is too short', note.replace(toBase64(root), 'AAAA')],
    ['a size that is no number', note.replace('\n9\n', '\nnine\n')],
    ['words behind it', `${note}more\n`],
    ['words right before it', `words\n${note}`],
  ])('with %s is none', async (_what, content) => {
    expect(await readOutside([await put('bad', content)], KEYS.publicKey)).toEqual({ checkpoints: [], others: 1 });
  });

  test('a path that does not exist is an error, not an empty answer', async () => {
    await expect(readOutside([join(folder, 'gone')], KEYS.publicKey)).rejects.toThrow('ENOENT');
  });

  test('those of logs that none of our bureaus has are strangers', () => {
    const one = { ...outsideOf(rows, 2026, 9), file: 'f' };
    const of = (origin: string): unknown => strangers([{ ...one, origin }], ['x', ORIGIN]);
    expect(of(`${ORIGIN}/2026`)).toEqual([]);
    for (const origin of [`${ORIGIN}/26`, `${ORIGIN}/20266`, `a${ORIGIN}/2026`, 'other.example/2026', `${ORIGIN}2026`])
      expect(of(origin)).toEqual([{ code: 'outside-unknown', size: 9, detail: `${origin}（f）` }]);
  });
});

describe('a line under a checkpoint', () => {
  const key = signingKey(parseVkey(formatVkey(`${ORIGIN}/2026`, KEYS.publicKey)));
  const witness = signingKey({ name: WITNESS.name, type: 4, publicKey: WITNESS.publicKey });
  const line = cosign(text, WITNESS, 1_777_000_000);

  test('is of the text of origin, size and root', () => {
    expect(checkpointText(`${ORIGIN}/2026`, 9, root)).toBe(text);
  });
  test('of the log: by its name and key, over this text, with or without its newline', () => {
    expect(isSigned(text, ed25519, key)).toBe(true);
    expect(isSigned(text, `${ed25519}\n`, key)).toBe(true);
    expect(isSigned(`${text} `, ed25519, key)).toBe(false);
    expect(isSigned(text, ed25519, { ...key, name: 'other' })).toBe(false);
    expect(isSigned(text, ed25519, { ...key, id: key.id + 1 })).toBe(false);
  });
  test.each([
    ['another dash', ed25519.replace('—', '-')],
    ['a word behind it', `${ed25519} more`],
    ['nothing behind the name', ed25519.slice(0, ed25519.lastIndexOf(' '))],
    [
      'a signature that is too short',
      `${ed25519.slice(0, ed25519.lastIndexOf(' '))} ${Buffer.from(ed25519.split(' ')[2] ?? '', 'base64')
        .subarray(0, 4)
        .toString('base64')}`,
    ],
    [
      'a byte too many',
      `${ed25519.slice(0, ed25519.lastIndexOf(' '))} ${Buffer.concat([Buffer.from(ed25519.split(' ')[2] ?? '', 'base64'), Buffer.of(0)]).toString('base64')}`,
    ],
  ])('with %s is none', (_what, other) => {
    expect(isSigned(text, other, key)).toBe(false);
  });
  test('of the SM2 key: over this text, by this key', () => {
    const name = `${ORIGIN}/2026`;
    expect(isSignedSm2(text, sm2, name, SM2.publicKey)).toBe(true);
    expect(isSignedSm2(`${text} `, sm2, name, SM2.publicKey)).toBe(false);
    expect(isSignedSm2(text, ed25519, name, SM2.publicKey)).toBe(false);
    expect(isSignedSm2(text, sm2, 'other', SM2.publicKey)).toBe(false);
  });
  test('of a witness: states the time that it signed', () => {
    expect(cosignedAt(text, line, witness)).toBe(1_777_000_000);
    expect(cosignedAt(`${text} `, line, witness)).toBeUndefined();
    expect(cosignedAt(text, ed25519, key)).toBeUndefined();
    expect(cosignedAt(text, 'nothing', witness)).toBeUndefined();
    const bytes = Buffer.from(line.trimEnd().split(' ')[2] ?? '', 'base64');
    bytes.writeBigUInt64BE(1_777_000_001n, 4);
    expect(cosignedAt(text, `— ${WITNESS.name} ${bytes.toString('base64')}`, witness)).toBeUndefined();
  });
});

describe('of many findings', () => {
  const first = (...found: LogFinding[]): LogFinding | undefined => {
    const findings = openFindings();
    for (const one of found) findings.add(one);
    return findings.firstBad();
  };
  const at = (seq: number | undefined, upTo?: number): LogFinding => ({
    code: 'deed-hash',
    ...(seq === undefined ? {} : { seq }),
    ...(upTo === undefined ? {} : { upTo }),
  });

  test('the earliest says where it began, and of two of which one lies within the other the narrower', () => {
    expect(first()).toBeUndefined();
    expect(first(at(undefined))).toBeUndefined();
    for (const [better, other] of [
      [at(5), at(6)],
      [at(5), at(undefined)],
      [at(3, 4), at(5, 9)],
      [at(5), at(3, 9)],
      [at(4, 6), at(4, 9)],
      [at(3, 6), at(3, 7)],
      [at(6, 9), at(3, 9)],
      [at(3, 6), at(5, 9)],
    ] as const) {
      expect(first(better, other)).toBe(better);
      expect(first(other, better)).toBe(better);
    }
    const same = at(5, 7);
    expect(first(same, at(5, 7))).toBe(same);
  });
  test('a hundred are kept, and all are counted', () => {
    const findings = openFindings();
    for (let seq = 1; seq <= 101; seq += 1) findings.add(at(seq));
    expect(findings.count()).toBe(101);
    expect(findings.kept()).toEqual(Array.from({ length: 100 }, (_, n) => at(n + 1)));
  });
});
