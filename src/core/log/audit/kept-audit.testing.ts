/** A log of three hundred and forty deeds in memory, and its audit as the database's is done. @module */
import type { Beside } from './beside.ts';
import { checkPage, type ChainState } from './deed-page.ts';
import { openFindings, type LogFinding } from './findings.ts';
import { besideOf, BUREAU, deeds, KEYS, type Row } from './kept.testing.ts';
import type { OutsideCheckpoint } from './outside.ts';
import { openAudit } from './walk.ts';

const SIZES = [3, 100, 257, 300];
/** Three hundred deeds of 2026, then forty of 2027, which a checkpoint at 40 covers. */
export const rows = deeds(40, '2027-05-04T01:00:00Z', deeds(300));
export const beside = new Map([
  [2026, besideOf(rows, 2026, SIZES)],
  [2027, besideOf(rows, 2027, [40])],
]);

export interface Audited {
  readonly findings: readonly LogFinding[];
  readonly counts: object;
  readonly from: number;
  readonly trees: readonly { readonly year: number; readonly size: number; readonly root: string }[];
}

/** Audits rows in pages of 50, as those of the database come. */
export function audit(
  of: readonly Row[],
  {
    around = beside,
    outside = [],
  }: { around?: ReadonlyMap<number, Beside>; outside?: readonly OutsideCheckpoint[] } = {},
): Audited {
  const found = openFindings();
  const chain: ChainState = { bureau: BUREAU, seq: 0, prev: Buffer.alloc(32), at: '' };
  const walked = openAudit(KEYS, outside, found);
  const newest = new Map([
    [2026, 300],
    [2027, 40],
  ]);
  for (let n = 0; n < of.length; n += 50)
    walked.walk(checkPage(of.slice(n, n + 50), chain, found), { beside: around, newest });
  const { trees, from } = walked.end();
  return { findings: found.kept(), counts: walked.counts, from, trees };
}

/** The rows with one of them as somebody changed it. */
export const changed = (seq: number, change: (row: Row) => Row): Row[] =>
  rows.map((row) => (row.seq === seq ? change(row) : row));

/** What stands beside 2026 with one thing changed. */
export function around(change: (of: Beside) => Partial<Beside>): ReadonlyMap<number, Beside> {
  const of = beside.get(2026);
  if (of === undefined) throw new Error('nothing stands beside 2026');
  return new Map([...beside, [2026, { ...of, ...change(of) }]]);
}
