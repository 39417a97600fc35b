/** Reading a log again, without a database: the trees, what stands beside them, and what was kept outside. */
import { describe, expect, test } from 'vitest';
import type { Beside } from './beside.ts';
import { checkPage, type ChainState } from './deed-page.ts';
import { openFindings } from './findings.ts';
import { around, audit, beside, changed, rows } from './kept-audit.testing.ts';
import { BUREAU, KEYS, noteOf, ORIGIN, outsideOf, rootAt, withEntry } from './kept.testing.ts';
import { openAudit } from './walk.ts';

describe('a log that nobody touched', () => {
  test('has no finding, each of its things was looked at, and its trees are those of its checkpoints', () => {
    const { findings, counts, trees, from } = audit(rows);
    expect(findings).toEqual([]);
    expect(counts).toEqual({ checkpoints: 5, cosignatures: 5, tiles: 1, agreeing: 0 });
    expect(trees).toEqual([
      { year: 2026, size: 300, root: rootAt(rows, 2026, 300).toString('hex') },
      { year: 2027, size: 40, root: rootAt(rows, 2027, 40).toString('hex') },
    ]);
    // Everything is vouched for by a checkpoint of ours: the first deed that is not would be the next.
    expect(from).toBe(341);
  });
  test('agrees with what was kept outside, however often and of whichever year', () => {
    const outside = [
      outsideOf(rows, 2026, 100),
      outsideOf(rows, 2026, 100),
      outsideOf(rows, 2026, 300),
      outsideOf(rows, 2027, 7),
    ];
    const { findings, counts, from } = audit(rows, { outside });
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ agreeing: 4 });
    // Only what was kept outside vouches now.
    expect(from).toBe(308);
  });
  test('tells how many leaves of the year it is in it has seen', () => {
    const walked = openAudit(KEYS, [], openFindings());
    const chain: ChainState = { bureau: BUREAU, seq: 0, prev: Buffer.alloc(32), at: '' };
    expect(walked.sizeOf(2026)).toBe(0);
    walked.walk(checkPage(rows.slice(0, 5), chain, openFindings()), { beside, newest: new Map() });
    expect(walked.sizeOf(2026)).toBe(5);
    expect(walked.sizeOf(2027)).toBe(0);
  });
  test('of no deed at all has no tree', () => {
    expect(audit([])).toMatchObject({ findings: [], trees: [], from: 1 });
  });
});

describe('what stands beside the deeds', () => {
  const checkpoint = (size: number, change: object) => (of: Beside) => {
    const row = of.checkpoints.get(size);
    if (row === undefined) throw new Error('no such checkpoint');
    return { checkpoints: new Map([...of.checkpoints, [size, { ...row, ...change }]]) };
  };

  test('a checkpoint of another root', () => {
    const root = rootAt(rows, 2026, 4);
    expect(audit(rows, { around: around(checkpoint(100, { root })) }).findings).toEqual([
      {
        code: 'checkpoint-root',
        seq: 4,
        upTo: 100,
        at: '2026-05-04T01:03:00.000000Z',
        kind: 'test.kind-1',
        year: 2026,
        size: 100,
      },
    ]);
  });
  test('a checkpoint that the log did not sign so', () => {
    const root = rootAt(rows, 2026, 100);
    const told = [{ code: 'checkpoint-signature', year: 2026, size: 100 }];
    const note = noteOf(2026, 100, root);
    for (const other of [
      noteOf(2026, 101, root),
      noteOf(2027, 100, root),
      `x${note}`,
      note.replace('\n\n', '\n\n— a b\n'),
      '',
      note.slice(0, note.indexOf('\n\n') + 2),
    ])
      expect(audit(rows, { around: around(checkpoint(100, { note: other })) }).findings, other).toEqual(told);
  });
  test('the SM2 line of the newest checkpoint of a year, which need not be there', () => {
    const root = rootAt(rows, 2026, 300);
    const good = noteOf(2026, 300, root);
    expect(audit(rows, { around: around(checkpoint(300, { note: noteOf(2026, 300, root, false) })) }).findings).toEqual(
      [],
    );
    const stranger = good.replace(
      /\n— (\S+) \S+\n$/,
      (_all, name: string) => `\n— ${name} ${Buffer.alloc(68, 1).toString('base64')}\n`,
    );
    expect(audit(rows, { around: around(checkpoint(300, { note: stranger })) }).findings).toEqual([
      { code: 'checkpoint-signature', year: 2026, size: 300 },
    ]);
  });
  test('a cosignature that is none, is of another time, or of a witness that nobody knows', () => {
    const line = (change: object) => (of: Beside) => {
      const [row] = of.cosignatures.get(100) ?? [];
      if (row === undefined) throw new Error('no such cosignature');
      return { cosignatures: new Map([...of.cosignatures, [100, [{ ...row, ...change }]]]) };
    };
    const told = (detail: string): unknown => [
      {
        code: 'cosignature',
        seq: 4,
        upTo: 100,
        at: '2026-05-04T01:03:00.000000Z',
        kind: 'test.kind-1',
        year: 2026,
        size: 100,
        detail,
      },
    ];
    expect(audit(rows, { around: around(line({ line: '— jijian.example/w1 AAAA\n' })) }).findings).toEqual(
      told('jijian.example/w1'),
    );
    expect(audit(rows, { around: around(line({ signed_at: '2026-05-04T05:00:01Z' })) }).findings).toEqual(
      told('jijian.example/w1'),
    );
    expect(audit(rows, { around: around(line({ witness_id: 'w2' })) }).findings).toEqual(told('w2'));
  });
  test('a cosignature without its checkpoint is held against the tree all the same', () => {
    const without = (of: Beside) => ({ checkpoints: new Map([...of.checkpoints].filter(([size]) => size !== 100)) });
    const { findings, counts } = audit(rows, { around: around(without) });
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ checkpoints: 4, cosignatures: 5 });
  });
  test('a tile with another hash names the deed; one that is missing is told when a checkpoint covers it', () => {
    const tile = (bytes: Buffer | undefined) => (of: Beside) => ({
      tiles: new Map(bytes === undefined ? [] : [...of.tiles, ['0/0', bytes] as const]),
    });
    const bytes = Buffer.concat(rows.slice(0, 256).map(({ hash }) => hash));
    bytes[32 * 9 + 5] = (bytes[32 * 9 + 5] ?? 0) ^ 1;
    expect(audit(rows, { around: around(tile(bytes)) }).findings).toEqual([
      { code: 'tile', year: 2026, detail: '0/0', seq: 10, upTo: 10 },
    ]);
    expect(audit(rows, { around: around(tile(undefined)) })).toMatchObject({
      findings: [{ code: 'tile', year: 2026, detail: '0/0' }],
      counts: { tiles: 0 },
    });
    const fresh = audit(rows.slice(0, 256), {
      around: around((of) => ({ ...tile(undefined)(of), checkpoints: new Map() })),
    });
    // The newest checkpoint states 300, so the tile was published.
    expect(fresh.findings).toEqual([{ code: 'tile', year: 2026, detail: '0/0' }]);
  });
  test('nothing was read beside a year: a bug', () => {
    expect(() => audit(rows, { around: new Map() })).toThrow('nothing was read beside the deeds of 2026');
  });
});

describe('what was kept outside', () => {
  test('another root: the first deed since the last that agreed can be the bad one', () => {
    const root = rootAt(rows, 2026, 4);
    const outside = [outsideOf(rows, 2026, 100), { ...outsideOf(rows, 2026, 200), root }];
    expect(audit(rows, { outside }).findings).toEqual([
      {
        code: 'outside-root',
        seq: 101,
        upTo: 200,
        year: 2026,
        size: 200,
        detail: '2026-200.note',
        at: '2026-05-04T02:40:00.000000Z',
        kind: 'test.kind-2',
      },
    ]);
  });
  test('not signed with the log’s key: it vouches for nothing', () => {
    const outside = [{ ...outsideOf(rows, 2026, 100), isSigned: false }];
    const { findings, counts, from } = audit(rows, { outside });
    expect(findings).toEqual([{ code: 'outside-signature', year: 2026, size: 100, detail: '2026-100.note' }]);
    expect(counts).toMatchObject({ agreeing: 0 });
    expect(from).toBe(301);
  });
  test('more deeds than there are', () => {
    const long = { ...outsideOf(rows, 2027, 40), size: 41, file: 'long' };
    expect(audit(rows, { outside: [outsideOf(rows, 2027, 30), long] }).findings).toEqual([
      { code: 'outside-short', seq: 331, upTo: 341, year: 2027, size: 41, detail: 'long' },
    ]);
    expect(audit(rows, { outside: [outsideOf(rows, 2027, 40), long] }).findings).toEqual([
      { code: 'outside-short', seq: 341, upTo: 341, year: 2027, size: 41, detail: 'long' },
    ]);
  });
  test('of a year of which no deed is left', () => {
    const lost = { ...outsideOf(rows, 2027, 9), origin: `${ORIGIN}/2028`, file: 'lost' };
    expect(audit(rows, { outside: [lost] }).findings).toEqual([
      { code: 'outside-short', seq: 301, upTo: 349, size: 9, detail: 'lost' },
    ]);
  });
  test('of another log, or of an empty one, says nothing here', () => {
    const one = outsideOf(rows, 2026, 100);
    expect(
      audit(rows, {
        outside: [
          { ...one, origin: 'other.example/2026' },
          { ...one, size: 0 },
        ],
      }).findings,
    ).toEqual([]);
  });
  test('a link that breaks is only as near as what vouches outside says', () => {
    const bent = changed(120, (row) => withEntry(row, rows[118]?.hash ?? row.hash, { facts: {} }));
    const outside = [outsideOf(rows, 2026, 50)];
    expect(audit(bent, { outside }).findings[0]).toMatchObject({ code: 'deed-link', seq: 51, upTo: 121 });
  });
});
