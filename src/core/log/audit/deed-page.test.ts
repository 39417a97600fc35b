/** A row of the log that was changed, without a database: what the audit says of it, and where. */
import { describe, expect, test } from 'vitest';
import type { Beside } from './beside.ts';
import { audit, beside, changed, rows } from './kept-audit.testing.ts';
import { deeds, withEntry } from './kept.testing.ts';

describe('a row that was changed', () => {
  const place = { seq: 120, at: '2026-05-04T02:59:00.000000Z', kind: 'test.kind-0' };
  test('in its entry: the leaf is not its hash any more', () => {
    const bent = changed(120, (row) => ({
      ...row,
      entry: withEntry(row, rows[118]?.hash ?? row.hash, { facts: {} }).entry,
    }));
    // The tree is computed from the entries: the next checkpoints do not have its root.
    expect(audit(bent).findings[0]).toEqual({ code: 'deed-hash', ...place });
    expect(
      audit(bent)
        .findings.map(({ code, size }) => [code, size])
        .slice(1, 3),
    ).toEqual([
      ['tile', undefined],
      ['checkpoint-root', 257],
    ]);
  });
  test('with its leaf: the next one names another', () => {
    const bent = changed(120, (row) => withEntry(row, rows[118]?.hash ?? row.hash, { facts: {} }));
    expect(audit(bent).findings[0]).toEqual({
      code: 'deed-link',
      // Since the checkpoint at 100 nobody vouches.
      seq: 101,
      upTo: 121,
      at: '2026-05-04T02:40:00.000000Z',
      kind: 'test.kind-2',
    });
  });
  test.each(['kind', 'actor_id', 'subject', 'command_id'] as const)(
    'in its column %s: it says another thing than the entry',
    (column) => {
      const names = { kind: 'kind', actor_id: 'actor', subject: 'subject', command_id: 'command' };
      const { findings } = audit(changed(120, (row) => ({ ...row, [column]: 'other' })));
      expect(findings).toMatchObject([{ code: 'deed-columns', seq: 120, detail: names[column] }]);
      expect(findings).toHaveLength(1);
    },
  );
  test('in its year, its time, and the bureau it is of', () => {
    const year = audit(changed(120, (row) => ({ ...row, year: 2025 }))).findings;
    expect(year).toEqual([{ code: 'deed-columns', ...place, detail: 'year' }]);
    const at = '2026-05-04T02:59:00.500000Z';
    expect(audit(changed(120, (row) => ({ ...row, at }))).findings).toEqual([
      { code: 'deed-columns', ...place, at, detail: 'at' },
    ]);
    const foreign = changed(120, (row) => withEntry(row, rows[118]?.hash ?? row.hash, { bureau: '999999' }));
    expect(audit(foreign).findings[0]).toMatchObject({ code: 'deed-columns', seq: 120, detail: 'bureau' });
  });
  test('so that it lies before the one before it', () => {
    const at = '2026-05-04T01:00:00.000000Z';
    expect(audit(changed(120, (row) => ({ ...row, at }))).findings).toEqual([
      { code: 'deed-time', ...place, at },
      { code: 'deed-columns', ...place, at, detail: 'at' },
    ]);
  });
  test.each(['not json', '[1]', '"text"', '{"v":1 }'])('into what is no deed: %s', (text) => {
    const { findings } = audit(changed(120, (row) => ({ ...row, entry: Buffer.from(text) })));
    expect(findings.map(({ code }) => code).slice(0, 2)).toEqual(['deed-hash', 'deed-form']);
    expect(findings[1]).toEqual({ code: 'deed-form', ...place });
  });
  test('into one without a time of its own: the row’s year stands, and the entry is told to differ', () => {
    for (const at of ['yesterday', '2026-05-04T02:59:00Zx', 'x2026-05-04T02:59:00Z', 7]) {
      const bent = changed(120, (row) => withEntry(row, rows[118]?.hash ?? row.hash, { at }));
      expect(audit(bent).findings[0], String(at)).toMatchObject({ code: 'deed-columns', detail: 'at' });
    }
  });
  test('gone: its numbers are missing, and the next one names what is not there', () => {
    const { findings } = audit(rows.filter(({ seq }) => seq !== 120 && seq !== 121));
    expect(findings.slice(0, 2)).toMatchObject([
      { code: 'deed-missing', seq: 120, upTo: 121 },
      { code: 'deed-link', seq: 101, upTo: 122 },
    ]);
  });
  test('in the year’s first hour of Asia/Shanghai belongs to that year', () => {
    const [last] = deeds(1, '2026-12-31T15:59:00Z');
    const [first] = deeds(1, '2026-12-31T16:00:00Z');
    expect([last?.year, first?.year]).toEqual([2026, 2027]);
    for (const row of [last, first])
      expect(
        audit(row === undefined ? [] : [row], {
          around: new Map([
            [2026, beside.get(2027)],
            [2027, beside.get(2027)],
          ] as [number, Beside][]),
        }).findings,
      ).toEqual([]);
  });
});
