/** What the audit of a log may find. Their sentences: `src/cli/verify-db.zh.ts`. @module */

export type LogFindingCode =
  /** Numbers are missing: from `seq` to `upTo`. */
  | 'deed-missing'
  /** The stored leaf is not the hash of the entry. */
  | 'deed-hash'
  /** The entry is not canonical JSON of a deed. */
  | 'deed-form'
  /** The entry does not name the hash of the deed before it. */
  | 'deed-link'
  /** A column says something else than the entry; `detail` names the columns. */
  | 'deed-columns'
  /** The deed lies before the one before it. */
  | 'deed-time'
  /** The head is not at the last deed. */
  | 'head'
  /** A stored tile is not made of the leaves, or is missing though a checkpoint covers it. */
  | 'tile'
  /** A checkpoint of ours has another root, text or signature. */
  | 'checkpoint-root'
  | 'checkpoint-signature'
  /** A checkpoint or cosignature of ours states more deeds than there are. */
  | 'checkpoint-beyond'
  /** A witness signed another tree, or the line is not its signature. */
  | 'cosignature'
  /** Outside: more deeds than there are; another root; not signed with the log's key; a log that is not here. */
  | 'outside-short'
  | 'outside-root'
  | 'outside-signature'
  | 'outside-unknown';

export interface LogFinding {
  readonly code: LogFindingCode;
  /** The first deed that can be the bad one, and the last; the same when it is known exactly. */
  readonly seq?: number;
  readonly upTo?: number;
  /** Of deed `seq` as the database has it: when, and its kind. */
  readonly at?: string;
  readonly kind?: string;
  readonly year?: number;
  /** Size of the tree at which it was found. */
  readonly size?: number;
  /** File, columns or witness it is about. */
  readonly detail?: string;
}

export interface LogReport {
  readonly deeds: number;
  readonly checkpoints: number;
  readonly cosignatures: number;
  readonly tiles: number;
  /** Outside checkpoints that agree. */
  readonly agreeing: number;
  /** Each year's tree as it was computed from the entries; root in hex. */
  readonly years: readonly { readonly year: number; readonly size: number; readonly root: string }[];
  /** The first of them in the order of the log, at most a hundred; empty when all holds. */
  readonly findings: readonly LogFinding[];
  /** How many there were. */
  readonly problems: number;
  /** The first deed that cannot be trusted, or the deeds among which it is. */
  readonly firstBad: LogFinding | undefined;
}

const MOST_KEPT = 100;

export interface Findings {
  add(finding: LogFinding): void;
  kept(): readonly LogFinding[];
  count(): number;
  firstBad(): LogFinding | undefined;
}

/** Collects findings in bounded memory. */
export function openFindings(): Findings {
  const kept: LogFinding[] = [];
  let count = 0;
  let first: LogFinding | undefined;
  return {
    add: (finding) => {
      count += 1;
      if (kept.length < MOST_KEPT) kept.push(finding);
      if (isEarlier(finding, first)) first = finding;
    },
    kept: () => kept,
    count: () => count,
    firstBad: () => first,
  };
}

/** Whether a finding says better where it began: earlier, or, of two of which one lies within the other, the narrower. */
function isEarlier(finding: LogFinding, than: LogFinding | undefined): boolean {
  if (finding.seq === undefined) return false;
  if (than?.seq === undefined) return true;
  const { seq, upTo = seq } = finding;
  const { seq: otherSeq, upTo: otherUpTo = otherSeq } = than;
  if (seq >= otherSeq && upTo <= otherUpTo) return upTo - seq < otherUpTo - otherSeq;
  if (otherSeq >= seq && otherUpTo <= upTo) return false;
  return seq < otherSeq;
}
