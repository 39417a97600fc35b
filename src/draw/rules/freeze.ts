/**
 * Why a draw may not be frozen: every reason at once. What can be judged before the dice are known is judged here; who
 * is drawn is not known yet, so teams are tried on the hardest selection that could come out. @module
 */
import {
  assign,
  isCreditCode,
  quotas,
  suiteOf,
  textProblem,
  type HallSet,
  type MatchingInput,
  type Post,
} from 'verifiable-draw';
import { addDays } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import { windowRefusalsOn } from '../../plan/rules/steps.ts';
import type { PlanForDraw, PlanState } from '../../plan/types.ts';
import type { DrawConfig, StratumConfig, StratumSummary } from '../types.ts';
import { formationRefusals, meansRefusals } from './means.ts';
import { nextCodes, sealedBeforeRefusals, type ChainNow } from './sealed.ts';
import {
  isJoint,
  jointTag,
  LEAD,
  OWN,
  sizeOf,
  VALID,
  type ConflictEntry,
  type PersonEntry,
  type RosterEntry,
} from './pool.ts';

/** Everything the freeze is judged by. */
export interface FreezeFacts {
  readonly config: DrawConfig;
  readonly plan: PlanForDraw;
  /** Day of the freeze. */
  readonly today: string;
  /** Codes of the items published on that day. */
  readonly publishedCodes: readonly string[];
  /** Enterprises drawn under this plan already, without void draws. */
  readonly drawnCount: number;
  readonly roster: readonly RosterEntry[];
  readonly officers: readonly PersonEntry[];
  readonly experts: readonly PersonEntry[];
  readonly conflicts: readonly ConflictEntry[];
  readonly vehicles: readonly PersonEntry[];
  readonly devices: readonly PersonEntry[];
  /** What a sealed draw is judged by. */
  readonly chains: readonly ChainNow[];
  readonly sealedBefore: { readonly name: string; readonly openBy: string } | undefined;
  /** Name of another draw that holds the vehicles and devices until it is released or void. */
  readonly heldBy: string | undefined;
}

const DRAWABLE: readonly PlanState[] = ['in-progress', 'adjusting'];
/** Ids in public documents (protocol §3.2). */
const PUBLIC_ID = /^[A-Z0-9._-]{1,64}$/;
/** Nothing is random yet: quotas and feasibility are tried with a key of zeros. */
const NO_KEY = new Uint8Array(32);
/** Names in a refusal, so that a sentence stays a sentence. */
const NAMED = 10;

/** Every reason against freezing, each with its facts; empty means the draw may be frozen. */
export function freezeRefusals(facts: FreezeFacts): Refusal[] {
  const ids = idRefusals(facts);
  const size = sizeRefusals(facts);
  return [
    ...planRefusals(facts),
    ...itemRefusals(facts),
    ...ids,
    ...size,
    ...officerRefusals(facts),
    ...jointRefusals(facts),
    ...meansRefusals(facts),
    ...sealedRefusals(facts),
    // Quotas need sizes that agree, teams need officers that can be told apart.
    ...(ids.length === 0 && size.length === 0 ? [...chanceRefusals(facts), ...teamRefusals(facts)] : []),
  ];
}

/** Draws are made from a plan that is approved, published and in execution (a later version being on its way does not matter). */
export function planStateRefusals(plan: Pick<PlanForDraw, 'state'> | undefined): Refusal[] {
  if (plan === undefined) return [{ code: 'plan-not-found' }];
  return DRAWABLE.includes(plan.state) ? [] : [{ code: 'draw-plan-state', facts: { state: plan.state } }];
}

function planRefusals({ plan, config, today }: FreezeFacts): Refusal[] {
  const refusals = planStateRefusals(plan);
  refusals.push(
    ...windowRefusalsOn(plan, 'draw', today).map((refusal) => ({ ...refusal, code: 'draw-day-outside-window' })),
  );
  const outside = daysOf(config).filter((day) => windowRefusalsOn(plan, 'inspection', day).length > 0);
  const [first] = outside;
  if (first !== undefined) {
    const facts = {
      first,
      last: outside.at(-1) ?? first,
      days: outside.length,
      from: plan.windowFrom,
      to: plan.windowTo,
    };
    refusals.push({ code: 'draw-dates-outside-window', at: 'inspectTo', facts });
  }
  return refusals;
}

function daysOf({ inspectFrom, inspectTo }: DrawConfig): string[] {
  const days: string[] = [];
  for (let day = inspectFrom; day <= inspectTo; day = addDays(day, 1)) days.push(day);
  return days;
}

function itemRefusals({ config, publishedCodes }: FreezeFacts): Refusal[] {
  const unpublished = config.itemCodes.filter((code) => !publishedCodes.includes(code));
  return unpublished.length === 0
    ? []
    : [{ code: 'draw-item-unpublished', at: 'itemCodes', facts: { codes: unpublished } }];
}

/** What cannot be written into a public document as it stands in the directory. */
function idRefusals({ roster, officers, experts }: FreezeFacts): Refusal[] {
  const codes = roster.map(({ id }) => id).filter((id) => !isCreditCode(id));
  const ids = [...new Set([...codes, ...[roster, officers, experts].flatMap(unusableIds)])];
  const names = roster.filter(({ name }) => textProblem(name) !== undefined).map(({ id }) => id);
  return [
    ...(ids.length === 0 ? [] : [{ code: 'draw-id-unusable', facts: { count: ids.length, ids: ids.slice(0, NAMED) } }]),
    ...(names.length === 0
      ? []
      : [{ code: 'draw-name-unusable', facts: { count: names.length, ids: names.slice(0, NAMED) } }]),
  ];
}

/** Ids that no public document can hold, and those that an earlier entry has. A district's list may have a hundred thousand. */
function unusableIds(entries: readonly { readonly id: string }[]): string[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id }) => {
    const isTaken = seen.has(id);
    seen.add(id);
    return isTaken || !PUBLIC_ID.test(id) ? [id] : [];
  });
}

function sizeRefusals({ config, plan, drawnCount, roster }: FreezeFacts): Refusal[] {
  const { k } = sizeOf(config.size, plan, eligibleOf(roster).length);
  const eligible = eligibleOf(roster).length;
  const bounds = boundsOf(config, roster);
  const refusals: Refusal[] = [];
  if (k > eligible)
    refusals.push({ code: 'draw-size-beyond-eligible', at: 'size', facts: { k, eligible, listed: roster.length } });
  if (drawnCount + k > plan.count)
    refusals.push({ code: 'draw-size-beyond-plan', at: 'size', facts: { k, drawn: drawnCount, count: plan.count } });
  for (const { name, eligible: size, min, max } of bounds) {
    if (min > max)
      refusals.push({ code: 'draw-stratum-bounds', at: 'strata', facts: { name, eligible: size, min, max } });
  }
  const [least, most] = [total(bounds.map(({ min }) => min)), total(bounds.map(({ max }) => max))];
  if (k <= eligible && (k < least || k > most))
    refusals.push({ code: 'draw-size-outside-strata', at: 'strata', facts: { k, least, most } });
  return refusals;
}

/**
 * A stratum with enterprises that can be drawn gives at least one of them: nobody in scope is without a chance. A batch of
 * fewer than there are strata cannot do that; the plan it belongs to does.
 */
function chanceRefusals({ config, plan, roster }: FreezeFacts): Refusal[] {
  const { k } = sizeOf(config.size, plan, eligibleOf(roster).length);
  const strata = strataOf(config, roster, k).filter(({ eligible }) => eligible > 0);
  return strata
    .filter(({ quota }) => quota === 0 && k >= strata.length)
    .map(({ name, eligible }) => ({ code: 'draw-stratum-without-chance', at: 'strata', facts: { name, eligible } }));
}

function officerRefusals({ config, officers }: FreezeFacts): Refusal[] {
  const valid = isJoint(config) ? validOf(officers).filter(({ tags }) => tags.includes(OWN)) : validOf(officers);
  const largestTeam = Math.max(...config.strata.map(({ seats }) => seats.length));
  const refusals: Refusal[] = [];
  if (valid.length < largestTeam) {
    refusals.push({
      code: 'draw-officers-too-few',
      facts: { certified: valid.length, needed: largestTeam, listed: officers.length },
    });
  }
  if (!valid.some(({ tags }) => tags.includes(LEAD)))
    refusals.push({ code: 'draw-no-lead', facts: { certified: valid.length } });
  return refusals;
}

/** A sealed draw takes a code of each body; no draw may tell by its list what an earlier one keeps sealed. */
function sealedRefusals({ config, chains, sealedBefore }: FreezeFacts): readonly Refusal[] {
  const codes = config.mode === 'sealed' ? nextCodes(config.suite, chains).refusals : [];
  return [...codes, ...sealedBeforeRefusals(sealedBefore)];
}

/** A department that is asked for must be one of the plan's and have somebody whose certificate holds. */
function jointRefusals({ config, plan, officers }: FreezeFacts): Refusal[] {
  const asked = [...new Set(config.strata.flatMap(({ joint = [] }) => joint))];
  return [
    ...asked
      .filter((organ) => !plan.joint.includes(organ))
      .map((organ) => ({ code: 'draw-joint-unplanned', at: 'strata', facts: { organ } })),
    ...asked
      .filter((organ) => !validOf(officers).some(({ tags }) => tags.includes(jointTag(organ))))
      .map((organ) => ({ code: 'draw-joint-nobody', at: 'strata', facts: { organ } })),
    ...(asked.length > 0 && config.teams !== undefined ? [{ code: 'draw-joint-teams', at: 'teams' }] : []),
  ];
}

/** Tries teams on the hardest selection that could come out, within the announced caps; a failure names its Hall set. */
function teamRefusals(facts: FreezeFacts): Refusal[] {
  const { config, officers, plan, roster } = facts;
  if (config.teams !== undefined)
    return formationRefusals(config, officers, sizeOf(config.size, plan, eligibleOf(roster).length).k);
  const result = assign(suiteOf(facts.config.suite), { order: NO_KEY, pair: NO_KEY }, hardestCase(facts));
  if (result.feasible) return [];
  return [{ code: 'draw-teams-impossible', facts: hallFacts(result.hall, facts.roster) }];
}

/** A Hall set as facts: which enterprises' seats, which officers, how many are wanted and can be given. */
export function hallFacts(
  hall: HallSet,
  roster: readonly Pick<RosterEntry, 'id' | 'name'>[],
): Record<string, number | string[]> {
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  const enterprises = [...new Set(hall.slots.map((slot) => slot.slice(0, slot.lastIndexOf('#'))))];
  return {
    seats: hall.slots.length,
    capacity: hall.capacity,
    enterpriseCount: enterprises.length,
    enterprises: enterprises.slice(0, NAMED).map((id) => names.get(id) ?? id),
    officerCount: hall.officers.length,
    officers: hall.officers.slice(0, NAMED),
  };
}

/** Of each stratum as many as its quota, those first who have the most conflicts with officers that could come. */
function hardestCase({ config, plan, roster, officers, conflicts }: FreezeFacts): MatchingInput {
  const conflictCount = new Map<string, number>();
  for (const { enterprise } of conflicts) conflictCount.set(enterprise, (conflictCount.get(enterprise) ?? 0) + 1);
  const summaries = strataOf(config, roster, sizeOf(config.size, plan, eligibleOf(roster).length).k);
  const posts = config.strata.flatMap((stratum) => {
    const quota = summaries.find(({ id }) => id === stratum.id)?.quota ?? 0;
    const hardest = eligibleOf(roster)
      .filter((entry) => entry.stratum === stratum.id)
      .toSorted((a, b) => (conflictCount.get(b.id) ?? 0) - (conflictCount.get(a.id) ?? 0));
    return hardest.slice(0, quota).map(({ id }): Post => ({ id, slots: officerSlots(stratum, isJoint(config)) }));
  });
  return {
    posts,
    officers: officers.map(({ id, tags, cap, prior }) => ({ id, tags, cap, prior })),
    conflicts: conflicts.map(({ person, enterprise }) => ({ officer: person, ent: enterprise })),
    balance: 'cap-only',
  };
}

/** The seats of a stratum as slots: everyone valid, the first one a lead; after them those of other departments. */
export function officerSlots({ seats, joint = [] }: StratumConfig, hasJoint: boolean): { all: string[] }[] {
  const ours = hasJoint ? [VALID, OWN] : [VALID];
  const own = seats.map((tags, seat) => ({ all: [...ours, ...(seat === 0 ? [LEAD] : []), ...tags] }));
  return [...own, ...joint.map((organ) => ({ all: [VALID, jointTag(organ)] }))];
}

/** The strata with their bounds and the quota of each (equal remainders aside). Sizes must fit (`sizeRefusals`). */
export function strataOf(config: DrawConfig, roster: readonly RosterEntry[], k: number): StratumSummary[] {
  const bounds = boundsOf(config, roster);
  const counts = quotas(suiteOf(config.suite), NO_KEY, k, bounds);
  return bounds.map((stratum) => ({ ...stratum, quota: counts.get(stratum.id) ?? 0 }));
}

function boundsOf(config: DrawConfig, roster: readonly RosterEntry[]): Omit<StratumSummary, 'quota'>[] {
  const eligible = eligibleOf(roster);
  return config.strata.map(({ id, name, rate, min, max }) => {
    const size = eligible.filter(({ stratum }) => stratum === id).length;
    return { id, name, eligible: size, a: size * rate, min, max: Math.min(max ?? size, size) };
  });
}

export function eligibleOf(roster: readonly RosterEntry[]): RosterEntry[] {
  return roster.filter(({ status }) => status === 'eligible');
}

export function validOf(people: readonly PersonEntry[]): PersonEntry[] {
  return people.filter(({ tags }) => tags.includes(VALID));
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
