/** The churn report (变动报告): what changed in the roster since the one before. SPEC §13a. @module */
import type { Announcement } from './announcement.ts';
import { toHex } from './bytes.ts';
import { canonicalDocument } from './canonical.ts';
import { orderProblems, saltsOf, type CommittedList, type RosterLeaf } from './leaves.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import {
  boolean,
  hash32,
  integer,
  list,
  object,
  oneOf,
  optional,
  publicId,
  shortName,
  text,
  type Shape,
} from './shape.ts';
import type { Suite } from './suite.ts';

/** An enterprise as a roster has it. */
export interface RosterSide {
  readonly status: 'eligible' | 'excluded';
  readonly stratum?: string;
  readonly weight: number;
}

/** One enterprise that is not as it was: only `after` when it was added, only `before` when it is gone. */
export interface ChurnLeaf {
  readonly id: string;
  readonly before?: RosterSide;
  readonly after?: RosterSide;
  readonly salt: string;
}

export const CHANGES = ['added', 'removed', 'status', 'stratum', 'weight'] as const;
export type Change = (typeof CHANGES)[number];

/** Public with the announcement, which names its hash. */
export interface ChurnReport {
  readonly type: 'vdraw/1/churn';
  readonly draw: string;
  readonly before: {
    readonly draw: string;
    readonly announcement: string;
    readonly root: string;
    readonly size: number;
  };
  readonly after: { readonly root: string; readonly size: number };
  /** Root and number of the salted leaves of what changed. */
  readonly root: string;
  readonly size: number;
  /** An enterprise may count under status, stratum and weight at once. */
  readonly counts: Readonly<Record<Change, number>>;
  /** How many changes of the directory each author made in between, by the log; descending, without ids. */
  readonly authors: readonly number[];
  /** Hundredths of a per cent of the roster before. */
  readonly alarm: { readonly threshold: number; readonly share: number; readonly isRaised: boolean };
}

const side = object<RosterSide>({
  status: oneOf('eligible', 'excluded'),
  stratum: optional(shortName),
  weight: integer(1),
});
export const churnLeafShape: Shape<ChurnLeaf> = object<ChurnLeaf>({
  id: publicId,
  before: optional(side),
  after: optional(side),
  salt: text(/^[0-9a-f]{32}$/, '32 lower-case hexadecimal digits'),
});
const count = integer(0);
export const churnShape: Shape<ChurnReport> = object<ChurnReport>({
  type: oneOf('vdraw/1/churn'),
  draw: shortName,
  before: object<ChurnReport['before']>({ draw: shortName, announcement: hash32, root: hash32, size: count }),
  after: object<ChurnReport['after']>({ root: hash32, size: count }),
  root: hash32,
  size: count,
  counts: object<ChurnReport['counts']>({ added: count, removed: count, status: count, stratum: count, weight: count }),
  authors: list(integer(1)),
  alarm: object<ChurnReport['alarm']>({ threshold: integer(0, 10_000), share: count, isRaised: boolean }),
});

/** What a churn report is made from, apart from the leaves. */
export interface ChurnBasis {
  readonly draw: string;
  readonly before: ChurnReport['before'];
  readonly after: ChurnReport['after'];
  readonly authors: readonly number[];
  readonly threshold: number;
}

export interface Churn {
  readonly report: ChurnReport;
  readonly leaves: readonly ChurnLeaf[];
}

/** Compares two rosters by id. `saltKey`: that of the new one. */
export function compareRosters(
  suite: Suite,
  saltKey: Uint8Array,
  basis: ChurnBasis,
  before: readonly (RosterSide & { readonly id: string })[],
  after: readonly (RosterSide & { readonly id: string })[],
): Churn {
  const old = new Map(before.map((leaf) => [leaf.id, sideOf(leaf)]));
  const now = new Map(after.map((leaf) => [leaf.id, sideOf(leaf)]));
  const ids = [...new Set([...old.keys(), ...now.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
  const changed = ids.flatMap((id): Omit<ChurnLeaf, 'salt'>[] => {
    const [was, is] = [old.get(id), now.get(id)];
    const entry = { id, ...(was && { before: was }), ...(is && { after: is }) };
    return changesOf(entry).length === 0 ? [] : [entry];
  });
  const salts = saltsOf(
    suite,
    saltKey,
    changed.map(({ id }) => `churn|${id}`),
  );
  const leaves = changed.map((entry, i): ChurnLeaf => ({ ...entry, salt: salts[i] as string }));
  const hashes = leaves.map((leaf) => leafHash(suite, canonicalDocument(leaf)));
  const share = shareOf(leaves.length, basis.before.size);
  const { threshold, ...rest } = basis;
  return {
    leaves,
    report: {
      type: 'vdraw/1/churn',
      ...rest,
      authors: basis.authors.toSorted((a, b) => b - a),
      root: toHex(merkleRoot(suite, hashes)),
      size: leaves.length,
      counts: countsOf(leaves),
      alarm: { threshold, share, isRaised: share > threshold },
    },
  };
}

function sideOf({ status, stratum, weight }: RosterSide): RosterSide {
  return { status, ...(stratum === undefined ? {} : { stratum }), weight };
}

/** In which ways an enterprise is not as it was. */
export function changesOf({ before, after }: Pick<ChurnLeaf, 'before' | 'after'>): Change[] {
  if (before === undefined) return after === undefined ? [] : ['added'];
  if (after === undefined) return ['removed'];
  return (['status', 'stratum', 'weight'] as const).filter((member) => before[member] !== after[member]);
}

function countsOf(leaves: readonly ChurnLeaf[]): ChurnReport['counts'] {
  const all = leaves.flatMap(changesOf);
  const countOf = (change: Change): number => all.filter((each) => each === change).length;
  return {
    added: countOf('added'),
    removed: countOf('removed'),
    status: countOf('status'),
    stratum: countOf('stratum'),
    weight: countOf('weight'),
  };
}

/** Hundredths of a per cent, rounded down; of an empty roster before, everything. */
function shareOf(changed: number, before: number): number {
  return before === 0 ? 10_000 : Math.floor((changed * 10_000) / before);
}

/**
 * Everything that is wrong with a churn report beside its draw; empty when they agree. What the roster before was is
 * checked against its own announcement by whoever has that.
 * @param leaves - what changed; undefined while a sealed draw hides it
 */
export function churnProblems(
  { draw, roster }: Pick<Announcement, 'draw' | 'roster'>,
  report: ChurnReport,
  leaves: CommittedList<ChurnLeaf> | undefined,
  rosterLeaves: readonly RosterLeaf[],
): string[] {
  const { before, after, counts, alarm } = report;
  const problems: string[] = [];
  const expect = (ok: boolean, problem: string): void => {
    if (!ok) problems.push(problem);
  };
  expect(report.draw === draw, `the report is of draw ${report.draw}`);
  expect(after.root === roster.root && after.size === roster.size, 'the roster after is not the announced one');
  expect(
    before.size + counts.added - counts.removed === after.size,
    'added and removed do not lead from one size to the other',
  );
  expect(
    alarm.share === shareOf(report.size, before.size),
    `share ${alarm.share} is not that of ${report.size} changes`,
  );
  expect(alarm.isRaised === alarm.share > alarm.threshold, 'the alarm is not as its threshold says');
  if (leaves === undefined) return problems;
  expect(leaves.root === report.root && leaves.size === report.size, 'the changes are not the committed ones');
  problems.push(...orderProblems(leaves.leaves));
  const counted = countsOf(leaves.leaves);
  for (const change of CHANGES)
    expect(counted[change] === counts[change], `${change}: ${counted[change]}, not ${counts[change]}`);
  const now = new Map(rosterLeaves.map((leaf) => [leaf.id, sideOf(leaf)]));
  for (const leaf of leaves.leaves) {
    const is = now.get(leaf.id);
    expect(changesOf(leaf).length > 0, `${leaf.id} did not change`);
    expect(
      is === undefined
        ? leaf.after === undefined
        : leaf.after !== undefined && changesOf({ before: is, after: leaf.after }).length === 0,
      `${leaf.id} is not what the roster has`,
    );
  }
  return problems;
}
