/** Reads the files of a bundle, part by part, proving nothing yet. SPEC §14. @module */
import { announcementShape, type Announcement } from './announcement.ts';
import { churnLeafShape, churnShape, type ChurnLeaf, type ChurnReport } from './churn.ts';
import { fromUtf8, toHex } from './bytes.ts';
import { parseCanonical } from './canonical.ts';
import { parseDeed, type Deed } from './deeds.ts';
import { conflictShape, parseLeaves, personShape, rosterShape, type CommittedList } from './leaves.ts';
import type { DrawLists } from './lists.ts';
import { narrowingShape, type NarrowingReport } from './narrowing.ts';
import { parsePolicy, type Policy } from './policy.ts';
import {
  detailsShape,
  outcomeShape,
  resultShape,
  type DetailsDocument,
  type OutcomeLeaf,
  type ResultDocument,
} from './result.ts';
import {
  CHURN_LEAVES,
  DOCUMENTS,
  FREE,
  LIST_FILES,
  LOG_FILE,
  logPath,
  MANIFEST,
  POLICY,
  SUBSTITUTIONS,
  type BundleFiles,
} from './bundle-files.ts';
import { read, reasonOf, type Shape } from './shape.ts';
import { substitutionShape, type SubstitutionDocument } from './substitution.ts';
import { sha256Suite, suiteOf } from './suite.ts';

/** A log entry of a bundle, read. */
export interface BundleDeed {
  readonly deed: Deed;
  readonly entry: Uint8Array;
  readonly proof: string;
}

/** A bundle as far as it could be read. A part that could not has its reason among the problems. */
export interface OpenedBundle {
  readonly problems: readonly string[];
  readonly announcement?: Announcement;
  readonly announcementBytes?: Uint8Array;
  readonly lists?: DrawLists;
  readonly result?: ResultDocument;
  readonly resultBytes?: Uint8Array;
  readonly details?: DetailsDocument;
  readonly detailsBytes?: Uint8Array;
  readonly outcomes?: CommittedList<OutcomeLeaf>;
  readonly substitutions?: CommittedList<SubstitutionDocument>;
  readonly narrowing?: NarrowingReport;
  readonly narrowingBytes?: Uint8Array;
  readonly churn?: ChurnReport;
  readonly churnBytes?: Uint8Array;
  readonly churnLeaves?: CommittedList<ChurnLeaf>;
  readonly planBytes?: Uint8Array;
  /** In order of their numbers. */
  readonly deeds: readonly BundleDeed[];
  readonly policy?: Policy;
  /** The programs in `ref/`, as `verifier` of announcements names them. */
  readonly references: readonly string[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function referencesIn(files: BundleFiles): string[] {
  const programs = [...files].filter(([path]) => path.startsWith('ref/'));
  return programs.map(([, bytes]) => `sha256:${toHex(sha256Suite.hash(bytes))}`);
}

/** Reads a bundle part by part. Never throws: what cannot be read is a problem. */
export function openBundle(files: BundleFiles): OpenedBundle {
  const problems: string[] = [];
  const opened: Mutable<OpenedBundle> = { problems, deeds: [], references: referencesIn(files) };
  const attempt = (path: string, take: (bytes: Uint8Array) => void): void => {
    const bytes = files.get(path);
    if (bytes === undefined) return;
    try {
      take(bytes);
    } catch (error) {
      problems.push(`${path}: ${reasonOf(error)}`);
    }
  };
  const document = <T>(path: string, shape: Shape<T>, take: (value: T, bytes: Uint8Array) => void): void =>
    attempt(path, (bytes) => take(read(shape, parseCanonical(bytes), path), bytes));

  attempt('plan.json', (bytes) => (opened.planBytes = bytes));
  document('announcement.json', announcementShape, (value, bytes) => {
    [opened.announcement, opened.announcementBytes] = [value, bytes];
  });
  document(
    'narrowing.json',
    narrowingShape,
    (value, bytes) => ([opened.narrowing, opened.narrowingBytes] = [value, bytes]),
  );
  document('churn.json', churnShape, (value, bytes) => ([opened.churn, opened.churnBytes] = [value, bytes]));
  document('result.json', resultShape, (value, bytes) => ([opened.result, opened.resultBytes] = [value, bytes]));
  document('details.json', detailsShape, (value, bytes) => ([opened.details, opened.detailsBytes] = [value, bytes]));
  attempt(POLICY, (bytes) => (opened.policy = parsePolicy(fromUtf8(bytes))));
  const { announcement } = opened;
  if (announcement !== undefined) {
    const suite = suiteOf(announcement.suite);
    const lists: Mutable<Partial<DrawLists>> = {};
    attempt(LIST_FILES.roster, (bytes) => (lists.roster = parseLeaves(suite, bytes, rosterShape, 'roster')));
    for (const name of ['officers', 'experts', 'vehicles', 'devices'] as const) {
      attempt(LIST_FILES[name], (bytes) => (lists[name] = parseLeaves(suite, bytes, personShape, name)));
    }
    for (const name of ['conflicts', 'expertConflicts', 'bookings'] as const) {
      attempt(LIST_FILES[name], (bytes) => (lists[name] = parseLeaves(suite, bytes, conflictShape, name)));
    }
    const { roster, officers, conflicts } = lists;
    if (roster !== undefined && officers !== undefined && conflicts !== undefined)
      opened.lists = { ...lists, roster, officers, conflicts };
    attempt(CHURN_LEAVES, (bytes) => (opened.churnLeaves = parseLeaves(suite, bytes, churnLeafShape, 'churn')));
    attempt('outcomes.jsonl', (bytes) => (opened.outcomes = parseLeaves(suite, bytes, outcomeShape, 'outcomes')));
    attempt(
      SUBSTITUTIONS,
      (bytes) => (opened.substitutions = parseLeaves(suite, bytes, substitutionShape, 'substitutions')),
    );
  }
  opened.deeds = [...files.keys()]
    .filter((path) => LOG_FILE.test(path) && path.endsWith('.json'))
    .sort()
    .flatMap((path) => {
      const found: BundleDeed[] = [];
      attempt(path, (entry) => {
        const deed = parseDeed(entry);
        if (path !== `${logPath(deed.seq)}.json`) throw new RangeError(`holds entry ${deed.seq}`);
        const proof = files.get(`${logPath(deed.seq)}.tlog-proof`);
        if (proof === undefined) throw new RangeError('has no .tlog-proof');
        found.push({ deed, entry, proof: fromUtf8(proof) });
      });
      return found;
    });
  return opened;
}

/** Whether the bundle says that its draw is sealed and not opened. */
function isSealedBundle({ announcement, deeds }: Pick<OpenedBundle, 'announcement' | 'deeds'>): boolean {
  return announcement?.mode === 'sealed' && !deeds.some(({ deed }) => deed.kind === 'draw.open');
}

/** Files that must not be there, and those that must but are not. */
export function fileProblems(files: BundleFiles, bundle: Pick<OpenedBundle, 'announcement' | 'deeds'>): string[] {
  const allowed = new Set([MANIFEST, ...DOCUMENTS, ...Object.values(LIST_FILES)]);
  const isAllowed = (path: string): boolean => allowed.has(path) || FREE.test(path) || LOG_FILE.test(path);
  const required = ['announcement.json', POLICY, LIST_FILES.roster, LIST_FILES.officers, LIST_FILES.conflicts];
  const results = ['result.json', 'details.json', 'outcomes.jsonl'];
  const isWhole = !isSealedBundle(bundle) && results.some((path) => files.has(path));
  const missing = isWhole ? [...required, ...results] : required;
  return [
    ...[...files.keys()].filter((path) => !isAllowed(path)).map((path) => `${path}: does not belong into a bundle`),
    ...[...files.keys()]
      .filter((path) => path.endsWith('.tlog-proof') && !files.has(path.replace('.tlog-proof', '.json')))
      .map((path) => `${path}: has no entry`),
    ...missing.filter((path) => !files.has(path)).map((path) => `${path}: is missing`),
  ];
}

/** A bundle whose every part is readable. */
export type Bundle = OpenedBundle &
  Required<Pick<OpenedBundle, 'announcement' | 'announcementBytes' | 'lists' | 'policy'>>;

/** Why files are no bundle: all reasons. */
export class BundleError extends Error {
  override readonly name = 'BundleError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/**
 * Reads a whole bundle. Nothing is proved by this: that is `verifyBundle`.
 * @throws {BundleError} with everything that is missing or cannot be read
 */
export function readBundle(files: BundleFiles): Bundle {
  const whole = wholeBundle(files, openBundle(files));
  if (whole instanceof BundleError) throw whole;
  return whole;
}

/** An opened bundle as a whole one, or everything that is missing or cannot be read. */
export function wholeBundle(files: BundleFiles, opened: OpenedBundle): Bundle | BundleError {
  const problems = [...fileProblems(files, opened), ...opened.problems];
  const { announcement, announcementBytes, lists, policy } = opened;
  if (
    problems.length > 0 ||
    announcement === undefined ||
    announcementBytes === undefined ||
    lists === undefined ||
    policy === undefined
  ) {
    return new BundleError(problems);
  }
  return { ...opened, announcement, announcementBytes, lists, policy };
}
