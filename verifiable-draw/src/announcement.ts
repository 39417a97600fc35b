/** The announcement (抽取公告): everything that decides a draw, fixed before the last randomness exists. SPEC §6.4. @module */
import { toHex } from './bytes.ts';
import { canonicalDocument } from './canonical.ts';
import type { Balance, Slot } from './assign/instance.ts';
import { leafHash } from './merkle.ts';
import type { Stratum } from './quotas.ts';
import type { Weighting } from './select.ts';
import {
  day,
  hash32,
  instant,
  integer,
  list,
  object,
  oneOf,
  optional,
  read,
  shortName,
  ShapeError,
  table,
  text,
  type Shape,
} from './shape.ts';
import { announcementProblems } from './announcement-rules.ts';
import { sourceShape, type SourceSpec } from './sources.ts';
import { suiteOf, type SuiteId } from './suite.ts';

/** A committed list: root of its tree and number of leaves. */
export interface ListCommitment {
  readonly root: string;
  readonly size: number;
}

export interface RosterCommitment extends ListCommitment {
  readonly eligible: number;
  /** Number of excluded enterprises by reason. */
  readonly excluded: Readonly<Record<string, number>>;
  /** When the directory was read. */
  readonly snapshot: string;
  /** Version or hash of the rules that decided status and stratum. */
  readonly rules: string;
}

/** A stratum with its name for people. */
export interface AnnouncedStratum extends Stratum {
  readonly name?: string;
}

export interface SelectRule {
  /** Number to draw. */
  readonly k: number;
  /** How k comes about: a number, or `ceil(200*40/100)`, `floor(…)`. */
  readonly kRule: string;
  readonly strata: readonly AnnouncedStratum[];
  readonly weights: Weighting;
  /** Reserves listed per stratum; 0 when left out. */
  readonly reserve?: number;
}

/** Places by stratum. */
export type Templates = Readonly<Record<string, readonly Slot[]>>;

export interface AssignRule {
  /** Place 0 is the lead and alone asks for the tag `lead`; every place asks for `valid`. */
  readonly slots: Templates;
  readonly balance: Balance;
  /** Tried in order when no matching exists: `cap+1`, `cap+2`, … */
  readonly relax: readonly string[];
  /** Expert places, each filled if possible. */
  readonly experts?: Templates;
  /** Fixed teams instead of teams made for each enterprise. */
  readonly teams?: TeamRule;
  readonly days?: DayRule;
  /** Places in the vehicles that go out together, each filled if possible. */
  readonly vehicles?: Templates;
  /** Devices a visit takes along, each if possible. */
  readonly devices?: Templates;
}

/** 固定编组: officers are put into teams first, then teams are sent to enterprises (SPEC §10.6). */
export interface TeamRule {
  readonly count: number;
  /** As the places of a stratum: place 0 leads. */
  readonly slots: readonly Slot[];
  /** Most enterprises a team may take. */
  readonly cap: number;
}

/** 检查日期: `drawn` by lot, or `planned` in the order in which enterprises were drawn (SPEC §11.2). */
export interface DayRule {
  readonly by: 'drawn' | 'planned';
  /** `2026-03-09`, strictly ascending. */
  readonly list: readonly string[];
  /** Most visits of one person on a day. */
  readonly perPerson: number;
}

export interface Deadlines {
  /** Shares are revealed (and, with an outside source, dice recorded) up to then. */
  readonly reveal: string;
  /** Every outside source has become known; only with the profile `public`. */
  readonly beacon?: string;
  /** The result is in the log. */
  readonly result: string;
  /** The bundle is public. */
  readonly open?: string;
}

/** What happens to a source without a value. */
export type MissingRule = 'skip' | 'void';

export interface Announcement {
  readonly type: 'vdraw/1/announcement';
  readonly suite: SuiteId;
  /** `public`: an outside source becomes known last; `offline`: dice after the shares (weaker, and shown as such). */
  readonly profile: 'public' | 'offline';
  readonly mode: 'open' | 'sealed';
  readonly draw: string;
  readonly agency: string;
  readonly plan: string;
  readonly task: string;
  readonly batch: number;
  /** Number of this announcement among all of the agency, gap-free. */
  readonly seq: number;
  /** Leaf hash of the announcement before. */
  readonly prevAnnouncement?: string;
  /** Id of the void draw that this one replaces. */
  readonly voids?: string;
  /** Leaf hash of the plan document. */
  readonly planHash?: string;
  readonly roster: RosterCommitment;
  readonly officers: ListCommitment;
  readonly conflicts: ListCommitment;
  readonly experts?: ListCommitment;
  readonly expertConflicts?: ListCommitment;
  readonly vehicles?: ListCommitment;
  readonly devices?: ListCommitment;
  readonly bookings?: ListCommitment;
  readonly select: SelectRule;
  readonly assign: AssignRule;
  readonly sources: readonly SourceSpec[];
  readonly deadlines: Deadlines;
  /** Seconds between the announcement and an outside source, at least 600; only with the profile `public`. */
  readonly margin?: number;
  /** By source id, or by its beginning and an asterisk: `party:*`. */
  readonly missing: Readonly<Record<string, MissingRule>>;
  /** Leaf hash of the narrowing report. */
  readonly narrowing?: string;
  /** Leaf hash of the churn report. */
  readonly churn?: string;
  /** Hashes of the programs that compute the draw. */
  readonly verifier?: Readonly<Record<string, string>>;
}

const commitment = { root: hash32, size: integer(0) };
const places = list(object<Slot>({ all: list(text()) }));
const templates: Shape<Templates> = table(places);
const count = integer(0);

export const announcementShape: Shape<Announcement> = object<Announcement>({
  type: oneOf('vdraw/1/announcement'),
  suite: oneOf('vd1-sha256', 'vd1-sm3'),
  profile: oneOf('public', 'offline'),
  mode: oneOf('open', 'sealed'),
  draw: shortName,
  agency: text(),
  plan: text(),
  task: text(),
  batch: integer(1),
  seq: integer(1),
  prevAnnouncement: optional(hash32),
  voids: optional(shortName),
  planHash: optional(hash32),
  roster: object<RosterCommitment>({
    ...commitment,
    eligible: count,
    excluded: table(count),
    snapshot: instant,
    rules: text(),
  }),
  officers: object<ListCommitment>(commitment),
  conflicts: object<ListCommitment>(commitment),
  experts: optional(object<ListCommitment>(commitment)),
  expertConflicts: optional(object<ListCommitment>(commitment)),
  vehicles: optional(object<ListCommitment>(commitment)),
  devices: optional(object<ListCommitment>(commitment)),
  bookings: optional(object<ListCommitment>(commitment)),
  select: object<SelectRule>({
    k: integer(1),
    kRule: text(),
    strata: list(object<AnnouncedStratum>({ id: shortName, name: optional(text()), a: count, min: count, max: count })),
    weights: oneOf('none', 'tickets', 'explog'),
    reserve: optional(integer(0, 1000)),
  }),
  assign: object<AssignRule>({
    slots: templates,
    balance: oneOf('strict', 'cap-only'),
    relax: list(text(/^cap\+[1-9]\d?$/, 'cap+1 … cap+99')),
    experts: optional(templates),
    teams: optional(object<TeamRule>({ count: integer(1, 1000), slots: places, cap: integer(1, 1000) })),
    days: optional(object<DayRule>({ by: oneOf('drawn', 'planned'), list: list(day), perPerson: integer(1, 20) })),
    vehicles: optional(templates),
    devices: optional(templates),
  }),
  sources: list(sourceShape),
  deadlines: object<Deadlines>({
    reveal: instant,
    beacon: optional(instant),
    result: instant,
    open: optional(instant),
  }),
  margin: optional(integer(600)),
  missing: table(oneOf('skip', 'void')),
  narrowing: optional(hash32),
  churn: optional(hash32),
  verifier: optional(table(text())),
});

/** An announcement ready for the log. */
export interface BuiltAnnouncement {
  readonly announcement: Announcement;
  /** What is logged and published. */
  readonly bytes: Uint8Array;
  /** Its leaf hash: `facts.document` of the deed `draw.announce`, and salt of every key of the draw. */
  readonly hash: string;
}

/**
 * Takes a document for an announcement.
 * @throws {ShapeError} with every problem of form, or of sense if the form is right
 */
export function readAnnouncement(value: unknown): Announcement {
  const announcement = read(announcementShape, value, 'announcement');
  const problems = announcementProblems(announcement);
  if (problems.length > 0) throw new ShapeError('announcement', problems);
  return announcement;
}

/**
 * Checks and serialises an announcement.
 * @throws {ShapeError} with every problem
 */
export function buildAnnouncement(draft: Announcement): BuiltAnnouncement {
  const announcement = readAnnouncement(draft);
  const bytes = canonicalDocument(announcement);
  return { announcement, bytes, hash: toHex(leafHash(suiteOf(announcement.suite), bytes)) };
}

/** Leaf hash of an announcement, 32 bytes. */
export function announcementHash(announcement: Announcement): Uint8Array {
  return leafHash(suiteOf(announcement.suite), canonicalDocument(announcement));
}
