/** The frozen lists as committed leaves, and the announcement made from them. Pure; the draw itself is `verifiable-draw`. @module */
import {
  buildAnnouncement,
  commitConflicts,
  commitPeople,
  commitRoster,
  leafHash,
  toHex,
  type Announcement,
  type BuiltAnnouncement,
  type CommittedList,
  type ConflictLeaf,
  type DrawLists,
  type NarrowingRule,
  type PersonLeaf,
  type RosterLeaf,
  type SourceSpec,
  type Suite,
  type Templates,
} from 'verifiable-draw';
import { type DrawConfig, type Exclusion, type FrozenSummary, type ListSummary } from '../types.ts';
import { eligibleOf, officerSlots, strataOf, validOf } from './freeze.ts';
import { meansRule, type BookingEntry } from './means.ts';
import { beaconDeadline, sourceSpecs, type NamedCommitment } from './sources.ts';
import { isJoint, VALID, type ConflictEntry, type PersonEntry, type RosterEntry } from './pool.ts';

/** What makes the id by which a draw is known in public. */
export interface DrawName {
  readonly agency: string;
  readonly year: number;
  readonly task: string;
  readonly batch: number;
}

/** Public id of a draw, e.g. `120111-2026-T1-2`: fixed when it is configured, so that shares can be committed for it. */
export function publicIdOf({ agency, year, task, batch }: DrawName): string {
  return `${agency}-${year}-${task}-${batch}`;
}

/** Everything that is frozen, before it is salted and hashed. */
export interface Pools {
  readonly roster: readonly RosterEntry[];
  readonly officers: readonly PersonEntry[];
  readonly experts: readonly PersonEntry[];
  readonly vehicles: readonly PersonEntry[];
  readonly devices: readonly PersonEntry[];
  readonly conflicts: readonly ConflictEntry[];
  readonly expertConflicts: readonly ConflictEntry[];
  readonly bookings: readonly BookingEntry[];
}

/** The committed lists of a draw; all of them, also when no expert or device is asked for. */
export type FrozenLists = Required<DrawLists>;

/** Salts, sorts and hashes the lists (protocol §3.3). `saltKey`: 32 random bytes of this draw. */
export function commitLists(suite: Suite, pools: Pools, saltKey: Uint8Array): FrozenLists {
  const people = (entries: readonly PersonEntry[]): CommittedList<PersonLeaf> =>
    commitPeople(
      suite,
      saltKey,
      entries.map(({ id, tags, cap, prior }) => ({ id, tags, cap, prior })),
    );
  const conflicts = (entries: readonly ConflictEntry[]): CommittedList<ConflictLeaf> =>
    commitConflicts(
      suite,
      saltKey,
      entries.map(({ enterprise, ...rest }) => ({ ...rest, ent: enterprise })),
    );
  return {
    roster: commitRoster(suite, saltKey, pools.roster.map(rosterLeaf)),
    officers: people(pools.officers),
    experts: people(pools.experts),
    vehicles: people(pools.vehicles),
    devices: people(pools.devices),
    conflicts: conflicts(pools.conflicts),
    expertConflicts: conflicts(pools.expertConflicts),
    bookings: commitConflicts(
      suite,
      saltKey,
      pools.bookings.map(({ id, day, since }) => ({ person: id, ent: day, reason: 'DRAW', registeredAt: since })),
    ),
  };
}

function rosterLeaf({ id, name, status, reason, ref, stratum, weight }: RosterEntry): Omit<RosterLeaf, 'salt'> {
  const optional = { ...(reason && { reason }), ...(ref && { ref }), ...(stratum && { stratum }) };
  return { id, name, status, ...optional, weight };
}

/** The lists an announcement names: without those of experts, devices and bookings when it asks for none. */
export function announcedLists(announcement: Announcement, lists: FrozenLists): DrawLists {
  const { experts, expertConflicts, devices, bookings, ...others } = lists;
  return {
    ...others,
    ...(announcement.experts === undefined ? {} : { experts, expertConflicts }),
    ...(announcement.devices === undefined ? {} : { devices }),
    ...(announcement.bookings === undefined ? {} : { bookings }),
  };
}

/** Hash of one leaf of a committed list, hex. */
export function leafHashOf(suite: Suite, leaf: Uint8Array): string {
  return toHex(leafHash(suite, leaf));
}

/** Size of the draw and the leaf hash of the plan document it comes from. */
export interface Sizing {
  readonly k: number;
  readonly kRule: string;
  readonly planHash: string;
}

/** What is kept and shown of the freeze. `frozenAt`: RFC 3339, whole seconds. */
export function summaryOf(
  config: DrawConfig,
  pools: Pools,
  lists: FrozenLists,
  sizing: Sizing,
  frozenAt: string,
): FrozenSummary {
  return {
    frozenAt,
    ...sizing,
    roster: { ...rootOf(lists.roster), eligible: eligibleOf(pools.roster).length, excluded: excludedBy(pools.roster) },
    officers: { ...rootOf(lists.officers), valid: validOf(pools.officers).length },
    experts: { ...rootOf(lists.experts), valid: validOf(pools.experts).length },
    vehicles: rootOf(lists.vehicles),
    devices: { ...rootOf(lists.devices), valid: validOf(pools.devices).length },
    bookings: rootOf(lists.bookings),
    conflicts: rootOf(lists.conflicts),
    expertConflicts: rootOf(lists.expertConflicts),
    strata: strataOf(config, pools.roster, sizing.k),
  };
}

/** Number of excluded enterprises by reason. */
export function excludedBy(roster: readonly RosterEntry[]): FrozenSummary['roster']['excluded'] {
  const counts: Partial<Record<Exclusion, number>> = {};
  for (const { reason } of roster) if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function rootOf({ root, size }: ListSummary): ListSummary {
  return { root, size };
}

/** What the announcement takes besides the frozen draw. */
export interface AnnouncementParts {
  readonly draw: DrawName & { readonly publicId: string };
  readonly config: DrawConfig;
  readonly frozen: FrozenSummary;
  /** Hash of the configuration, which says how status and stratum were decided. */
  readonly rules: string;
  readonly commitments: readonly NamedCommitment[];
  readonly seq: number;
  /** Hash of the announcement before; undefined for the first. */
  readonly previous: string | undefined;
  /** The programs that lie in the bundle: `sha256:<hex>` by name. */
  readonly verifier: Readonly<Record<string, string>>;
  /** Public id of the void draw whose place this one takes. */
  readonly voids: string | undefined;
  /** Leaf hashes of the audit's report and of the churn report; undefined when there is none. */
  readonly narrowing: string | undefined;
  readonly churn: string | undefined;
  /** Of a sealed draw: the code it takes of each holder. */
  readonly codes: readonly SourceSpec[];
}

/** The announcement (protocol §3.6): the shares, what is thrown, and in the public profile what comes from outside. @throws ShapeError with every problem */
export function announcementOf(parts: AnnouncementParts): BuiltAnnouncement {
  const { draw, config, frozen } = parts;
  const experts = expertTemplates(config);
  const { profile, marginMinutes } = config.sources;
  const sources = sourceSpecs(config, parts.commitments, parts.codes);
  const beacon = beaconDeadline(sources);
  const fixed = narrowingRuleOf(draw.publicId, config, frozen, parts.rules);
  return buildAnnouncement({
    type: 'vdraw/1/announcement',
    profile,
    mode: config.mode,
    agency: draw.agency,
    plan: String(draw.year),
    task: draw.task,
    batch: draw.batch,
    seq: parts.seq,
    ...(parts.previous === undefined ? {} : { prevAnnouncement: parts.previous }),
    ...(parts.voids === undefined ? {} : { voids: parts.voids }),
    planHash: frozen.planHash,
    ...fixed,
    vehicles: rootOf(frozen.vehicles),
    ...(config.means === undefined || frozen.devices === undefined || frozen.bookings === undefined
      ? {}
      : { devices: rootOf(frozen.devices), bookings: rootOf(frozen.bookings) }),
    ...(experts === undefined
      ? {}
      : { experts: rootOf(frozen.experts), expertConflicts: rootOf(frozen.expertConflicts) }),
    sources,
    deadlines: {
      reveal: config.revealBy,
      ...(beacon === undefined ? {} : { beacon }),
      result: config.resultBy,
      ...(config.openBy === undefined ? {} : { open: config.openBy }),
    },
    ...(profile === 'public' ? { margin: marginMinutes * 60 } : {}),
    // A share may be withheld, since what comes later decides; anything else that is missing ends in a void.
    missing: Object.fromEntries([
      ['party:*', 'skip' as const],
      ...sources.filter(({ type }) => type !== 'commit').map(({ id }) => [id, 'void' as const]),
    ]),
    ...(parts.narrowing === undefined ? {} : { narrowing: parts.narrowing }),
    ...(parts.churn === undefined ? {} : { churn: parts.churn }),
    verifier: parts.verifier,
  });
}

/** What is fixed at the freeze and decides the draw: the audit simulates with it, the announcement says it. */
export function narrowingRuleOf(draw: string, config: DrawConfig, frozen: FrozenSummary, rules: string): NarrowingRule {
  const experts = expertTemplates(config);
  return {
    suite: config.suite,
    draw,
    roster: {
      ...rootOf(frozen.roster),
      eligible: frozen.roster.eligible,
      excluded: frozen.roster.excluded,
      snapshot: frozen.frozenAt,
      rules: `sha256:${rules}`,
    },
    officers: rootOf(frozen.officers),
    conflicts: rootOf(frozen.conflicts),
    select: {
      k: frozen.k,
      kRule: frozen.kRule,
      strata: frozen.strata.map(({ id, name: title, a, min, max }) => ({ id, name: title, a, min, max })),
      weights: config.weights.by,
      ...(config.reserve === 0 ? {} : { reserve: config.reserve }),
    },
    assign: {
      slots: Object.fromEntries(config.strata.map((stratum) => [stratum.id, officerSlots(stratum, isJoint(config))])),
      balance: config.balance,
      relax: config.relax.map((step) => `cap+${step}`),
      ...(experts === undefined ? {} : { experts }),
      ...meansRule(config),
    },
  };
}

/** Expert places by stratum; undefined when no stratum asks for an expert. */
function expertTemplates({ strata }: DrawConfig): Templates | undefined {
  const asked = strata.filter(({ experts }) => experts.length > 0);
  if (asked.length === 0) return undefined;
  return Object.fromEntries(
    asked.map(({ id, experts }) => [id, experts.map((specialty) => ({ all: [VALID, specialty] }))]),
  );
}
