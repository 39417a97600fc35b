/** Checkpoints, cosignatures and tiles one by one: what each is held against, and what it vouches for. */
import { describe, expect, test } from 'vitest';
import { checkAtSize, checkTile, yearKey, type Beside } from './beside.ts';
import { checkPage, type ChainState } from './deed-page.ts';
import { openFindings, type LogFinding } from './findings.ts';
import { around, audit, beside, changed, rows } from './kept-audit.testing.ts';
import { BUREAU, deeds, KEYS, noteOf, rootAt, withEntry, type Row } from './kept.testing.ts';
import { openAudit } from './walk.ts';

const NOTHING: Beside = { checkpoints: new Map(), cosignatures: new Map(), tiles: new Map() };
const startOfLog = (): ChainState => ({ bureau: BUREAU, seq: 0, prev: Buffer.alloc(32), at: '' });
const except100 = <T>(of: ReadonlyMap<number, T>) => new Map([...of].filter(([size]) => size !== 100));

describe('a size beside which nothing stands', () => {
  test('is not asked for its root: that would be the work of the whole tree at every deed', () => {
    const [leaf] = checkPage(rows.slice(0, 1), startOfLog(), openFindings());
    if (leaf === undefined) throw new Error('no deed');
    const root = (): Buffer => {
      throw new Error('asked for');
    };
    const at = { year: 2026, size: 1, leaf, from: leaf, root, key: yearKey(KEYS, 2026), isNewest: false };
    const found = checkAtSize(NOTHING, KEYS, at, openFindings());
    expect(found).toEqual({ checkpoints: 0, cosignatures: 0, isGood: false });
    expect(() => checkAtSize(beside.get(2026) ?? NOTHING, KEYS, { ...at, size: 3 }, openFindings())).toThrow(
      'asked for',
    );
  });
});

describe('a checkpoint vouches for what lies before it', () => {
  const bent = changed(120, (row) => withEntry(row, rows[118]?.hash ?? row.hash, { facts: {} }));
  const firstLink = (besides: ReadonlyMap<number, Beside>): LogFinding | undefined =>
    audit(bent, { around: besides }).findings.find(({ code }) => code === 'deed-link');

  test('when it stands, and everything beside it holds', () => {
    expect(firstLink(beside)).toMatchObject({ seq: 101, upTo: 121 });
    expect(firstLink(around((of) => ({ cosignatures: except100(of.cosignatures) })))).toMatchObject({
      seq: 101,
      upTo: 121,
    });
  });
  test('not when only a witness signed that size, or a cosignature is none', () => {
    expect(firstLink(around((of) => ({ checkpoints: except100(of.checkpoints) })))).toMatchObject({
      seq: 4,
      upTo: 121,
    });
    const forged = (of: Beside) => {
      const lines = (of.cosignatures.get(100) ?? []).map((row) => ({ ...row, signed_at: '2026-05-04T05:00:01Z' }));
      return { cosignatures: new Map([...of.cosignatures, [100, lines]]) };
    };
    expect(firstLink(around(forged))).toMatchObject({ seq: 4, upTo: 121 });
  });
  test('not with another text above a signature that is good', () => {
    const root = rootAt(rows, 2026, 100);
    const note = noteOf(2026, 100, root).replace('\n100\n', '\n101\n');
    const other = (of: Beside) => ({ checkpoints: new Map([...of.checkpoints, [100, { size: 100, root, note }]]) });
    expect(audit(rows, { around: around(other) }).findings).toEqual([
      { code: 'checkpoint-signature', year: 2026, size: 100 },
    ]);
  });
});

describe('a tile', () => {
  const tile = { year: 2026, level: 0, index: 0, hashes: rows.slice(0, 256).map(({ hash }) => hash) };
  const bentAt = (hashes: readonly Buffer[], at: number): Buffer => {
    const bytes = Buffer.concat(hashes);
    bytes[32 * at] = (bytes[32 * at] ?? 0) ^ 1;
    return bytes;
  };
  const told = (of: typeof tile, stored: Buffer, first = 1): readonly LogFinding[] => {
    const findings = openFindings();
    const tiles = new Map([[`${of.level}/${of.index}`, stored]]);
    checkTile({ ...NOTHING, tiles }, of, first, true, findings);
    return findings.kept();
  };

  test('names the deed whose hash is another, the very first one too', () => {
    expect(told(tile, Buffer.concat(tile.hashes))).toEqual([]);
    for (const at of [0, 1, 255])
      expect(told(tile, bentAt(tile.hashes, at), 1_000)).toEqual([
        { code: 'tile', year: 2026, detail: '0/0', seq: 1_000 + at, upTo: 1_000 + at },
      ]);
  });
  test('above others names all the deeds that a hash stands for', () => {
    expect(told({ ...tile, level: 1, index: 2 }, bentAt(tile.hashes, 3), 1_000)).toEqual([
      { code: 'tile', year: 2026, detail: '1/2', seq: 1_000 + (2 * 256 + 3) * 256, upTo: 999 + (2 * 256 + 4) * 256 },
    ]);
  });

  const long = deeds(512);
  const missing = (newest: number): unknown => {
    const findings = openFindings();
    const leaves = checkPage(long, startOfLog(), openFindings());
    openAudit(KEYS, [], findings).walk(leaves, {
      beside: new Map([[2026, NOTHING]]),
      newest: new Map([[2026, newest]]),
    });
    return findings.kept().map(({ code, detail }) => `${code} ${detail}`);
  };
  test('may be missing until a checkpoint covers the whole of it', () => {
    expect(missing(0)).toEqual([]);
    expect(missing(255)).toEqual([]);
    expect(missing(256)).toEqual(['tile 0/0']);
    expect(missing(511)).toEqual(['tile 0/0']);
    expect(missing(512)).toEqual(['tile 0/0', 'tile 0/1']);
  });
});

describe('the clock of the log', () => {
  const findingsOf = (of: readonly Row[]): readonly LogFinding[] => {
    const findings = openFindings();
    checkPage(of, startOfLog(), findings);
    return findings.kept();
  };
  test('may stand still between two deeds, and never goes back', () => {
    const at = '2026-05-04T01:00:00Z';
    expect(findingsOf(deeds(1, at, deeds(1, at)))).toEqual([]);
    expect(findingsOf(deeds(1, '2026-05-04T00:59:59Z', deeds(1, at)))).toMatchObject([{ code: 'deed-time', seq: 2 }]);
  });
});
