/** When each deed on a draw may be done, and by whom: stage, order, deadlines, separation of duties. @module */
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { drawDeeds } from '../deeds.ts';
import type { SourceSpec } from 'verifiable-draw';
import { PARTIES, type DrawState, type Party } from '../types.ts';
import type { Profile } from '../types/inputs.ts';
import { OPERATOR_DEEDS, WITNESS_DEEDS } from './duties.ts';
import { DICE } from './sources.ts';

type DrawDeed = keyof typeof drawDeeds;

/** 承诺 of a party, with the hashes of its envelopes if it has any. */
export interface Committed {
  readonly party: Party;
  readonly staffId: string;
  readonly commitment: string;
  readonly envelopes: readonly string[];
}

/** What the step rules need to know of a draw. */
export interface Progress {
  readonly state: DrawState;
  readonly isVoid: boolean;
  /** RFC 3339; the announced deadlines of the reveals and of the result. */
  readonly revealBy: string;
  readonly resultBy: string;
  readonly committed: readonly Committed[];
  readonly revealed: readonly Party[];
  readonly profile: Profile;
  /** Every source but the shares, as announced or as it will be. */
  readonly sources: readonly SourceState[];
  /** Seconds between the announcement and the first outside source. */
  readonly margin: number;
  /** Whether a published checkpoint of the log covers the announcement (protocol §4.3 R1). */
  readonly isAnnouncementLogged: boolean;
  /** 收窄审计 between freeze and announcement; undefined for a draw without one. */
  readonly audit: { readonly runs: number; readonly done: number; readonly isReported: boolean } | undefined;
  /** Of a sealed draw: whether its result is hidden still, and whether a code of it was forced out of its escrow. */
  readonly isSealed: boolean;
  readonly isForced: boolean;
  readonly duties: Duties;
}

/** 随机源 apart from the shares: whether its value is known, or typed once and not yet again. */
export interface SourceState {
  readonly id: string;
  readonly type: SourceSpec['type'];
  /** When an outside source becomes known, RFC 3339. */
  readonly knownAt: string | undefined;
  readonly isSettled: boolean;
  readonly awaitsCheck: boolean;
}

/** 职责分离: who has acted in which capacity on this draw and its plan; staff ids. */
interface Duties {
  readonly planners: readonly string[];
  /** Who changed the directories shortly before the draw was set up. */
  readonly editors: readonly string[];
  readonly operators: readonly string[];
  readonly witnesses: readonly string[];
}

/** In which stages a deed may be done. A void draw goes on to its result, so that it can be published (protocol §7). */
export const STAGES: Readonly<Record<DrawDeed, readonly DrawState[]>> = {
  'draw.configure': ['configuring'],
  'draw.freeze': ['configuring'],
  'draw.commit': ['frozen'],
  'draw.announce': ['frozen'],
  'draw.reveal': ['announced', 'rolling'],
  'draw.recover': ['announced', 'rolling'],
  'draw.record-dice': ['announced', 'rolling'],
  'draw.confirm-dice': ['rolling'],
  'draw.record-source': ['announced', 'rolling'],
  'draw.confirm-source': ['rolling'],
  'draw.complete': ['seeded'],
  'draw.confirm': ['drawn'],
  'draw.release': ['confirmed'],
  'draw.sign-record': ['confirmed', 'released'],
  'draw.propose-void': ['configuring', 'frozen', 'announced', 'rolling', 'seeded', 'drawn'],
  'draw.void': ['configuring', 'frozen', 'announced', 'rolling', 'seeded', 'drawn'],
};

/** Deeds that carry a void draw to its result; every other is refused once it is void. */
const AFTER_VOID: readonly DrawDeed[] = [
  'draw.reveal',
  'draw.recover',
  'draw.record-dice',
  'draw.confirm-dice',
  'draw.record-source',
  'draw.confirm-source',
  'draw.complete',
];

/** Every reason against `deed` that can be known before its input: stage, duty, and in the right stage what else it waits for. */
export function stepRefusals(deed: DrawDeed, draw: Progress, actor: Actor, now: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (draw.isVoid && !AFTER_VOID.includes(deed)) refusals.push({ code: 'draw-void' });
  if (!STAGES[deed].includes(draw.state)) {
    refusals.push({ code: 'draw-stage', facts: { state: draw.state, stages: [...STAGES[deed]] } });
  }
  return [
    ...refusals,
    ...dutyRefusals(deed, draw, actor),
    ...(refusals.length > 0 ? [] : waitRefusals(deed, draw, actor, now)),
  ];
}

function waitRefusals(deed: DrawDeed, draw: Progress, actor: Actor, now: string): Refusal[] {
  switch (deed) {
    case 'draw.commit':
      return commitRefusals(draw, actor, partyOf(actor));
    case 'draw.announce':
      return [...announceRefusals(draw, now), ...marginRefusals(draw, now), ...auditRefusals(draw)];
    case 'draw.reveal':
      return revealRefusals(draw, actor, now);
    case 'draw.recover':
      return recoverRefusals(draw, now);
    case 'draw.record-dice':
      return typingRefusals(draw, DICE, now);
    case 'draw.confirm-dice':
      return checkRefusals(draw, DICE, now);
    case 'draw.record-source':
    case 'draw.confirm-source':
      // Which source is meant is known with the input.
      return draw.isAnnouncementLogged ? [] : [{ code: 'draw-announcement-unlogged' }];
    case 'draw.freeze':
      return marginRefusals(draw, now);
    case 'draw.confirm':
      return draw.isForced ? [{ code: 'draw-forced' }] : [];
    case 'draw.sign-record':
      return draw.isSealed ? [{ code: 'draw-sealed' }] : [];
    case 'draw.configure':
    case 'draw.complete':
    case 'draw.release':
    case 'draw.propose-void':
    case 'draw.void':
      return [];
  }
}

function dutyRefusals(deed: DrawDeed, draw: Progress, actor: Actor): Refusal[] {
  const { planners, editors, operators, witnesses } = draw.duties;
  const refusals: Refusal[] = [];
  const keepApart = (code: string, people: readonly string[]): void => {
    if (people.includes(actor.staffId)) refusals.push({ code, facts: { name: actor.name } });
  };
  const committed = draw.committed.map(({ staffId }) => staffId);
  if (OPERATOR_DEEDS.includes(deed) || deed === 'draw.complete') keepApart('draw-planner-operates', planners);
  if (OPERATOR_DEEDS.includes(deed)) {
    keepApart('draw-editor-operates', editors);
    keepApart('draw-witness-operates', witnesses);
    keepApart('draw-party-operates', committed);
  }
  if (WITNESS_DEEDS.includes(deed)) {
    keepApart('draw-planner-witnesses', planners);
    keepApart('draw-editor-witnesses', editors);
    keepApart('draw-operator-witnesses', operators);
  }
  if (deed === 'draw.commit') keepApart('draw-operator-commits', operators);
  if (deed === 'draw.confirm') keepApart('draw-operator-confirms', operators);
  if (deed === 'draw.propose-void' || deed === 'draw.void') keepApart('draw-operator-voids', operators);
  return refusals;
}

/** 承诺方 of a person by role: the leading group's share or the supervisor's. */
export function partyOf(actor: Pick<Actor, 'roles'>): Party {
  return actor.roles.includes('head') || actor.roles.includes('deputy-head') ? 'leader' : 'supervisor';
}

/** A share is given once, and one person gives only one. */
function commitRefusals(draw: Progress, actor: Actor, party: Party): Refusal[] {
  const refusals: Refusal[] = [];
  if (draw.committed.some((one) => one.party === party))
    refusals.push({ code: 'draw-party-committed', facts: { party } });
  if (draw.committed.some((one) => one.staffId === actor.staffId)) {
    refusals.push({ code: 'draw-person-committed', facts: { name: actor.name } });
  }
  return refusals;
}

/** Parties not among `all`. */
function missing(all: readonly Party[]): Party[] {
  return (Object.keys(PARTIES) as Party[]).filter((party) => !all.includes(party));
}

/** Both commitments, and time left to reveal. */
function announceRefusals(draw: Progress, now: string): Refusal[] {
  const refusals: Refusal[] = [];
  const absent = missing(draw.committed.map(({ party }) => party));
  if (absent.length > 0) refusals.push({ code: 'draw-commitments-missing', facts: { parties: absent } });
  if (isAfter(now, draw.revealBy))
    refusals.push({ code: 'draw-reveal-deadline-past', facts: { until: draw.revealBy } });
  return refusals;
}

/** Who committed, once, in time. The nonce itself is checked against the commitment by the action. */
function revealRefusals(draw: Progress, actor: Actor, now: string): Refusal[] {
  const refusals: Refusal[] = [];
  const own = draw.committed.find(({ staffId }) => staffId === actor.staffId);
  if (own === undefined) refusals.push({ code: 'draw-nothing-committed', facts: { name: actor.name } });
  if (own !== undefined && draw.revealed.includes(own.party))
    refusals.push({ code: 'draw-revealed-already', facts: { party: own.party } });
  return [...refusals, ...revealTimeRefusals(draw, now)];
}

/** A share counts only once the announcement is public, and only up to its deadline. */
function revealTimeRefusals(draw: Progress, now: string): Refusal[] {
  return [
    ...(draw.isAnnouncementLogged ? [] : [{ code: 'draw-announcement-unlogged' }]),
    ...(isAfter(now, draw.revealBy) ? [{ code: 'draw-reveal-late', facts: { until: draw.revealBy } }] : []),
  ];
}

/** Somebody's envelopes are there, and his share is not. Whose are opened is known with the input. */
function recoverRefusals(draw: Progress, now: string): Refusal[] {
  const waits = draw.committed.some(({ party, envelopes }) => envelopes.length > 0 && !draw.revealed.includes(party));
  return [...(waits ? [] : [{ code: 'draw-nothing-to-recover' }]), ...revealTimeRefusals(draw, now)];
}

/** The announcement names the report of the audit, so the audit comes first. */
function auditRefusals({ audit }: Progress): Refusal[] {
  if (audit === undefined || audit.isReported) return [];
  return [{ code: 'draw-audit-running', facts: { done: audit.done, runs: audit.runs } }];
}

/** R3: an outside source is announced before anybody can know it, by the margin. */
function marginRefusals({ sources, margin }: Progress, now: string): Refusal[] {
  return sources.flatMap(({ id, knownAt }) => {
    if (knownAt === undefined) return [];
    const latest = Temporal.Instant.from(knownAt).subtract({ seconds: margin }).toString();
    const facts = { source: id, known: knownAt, minutes: margin / 60, latest };
    return isAfter(now, latest) ? [{ code: 'draw-margin-short', at: 'sources.outside', facts }] : [];
  });
}

/**
 * What speaks against typing the value of a source now. Without an outside source dice and balls come last: after every
 * share is revealed, or after the deadline, when a share that was withheld counts as empty by the announced rule; so
 * withholding is decided before the dice are known. With one, they come before the deadline of the reveals.
 */
export function typingRefusals(draw: Progress, sourceId: string, now: string): Refusal[] {
  const source = draw.sources.find(({ id }) => id === sourceId);
  if (source === undefined) return [{ code: 'draw-source-unknown', facts: { source: sourceId } }];
  const facts = { source: sourceId };
  const refusals: Refusal[] = [];
  if (source.isSettled) refusals.push({ code: 'draw-source-settled', facts });
  if (source.knownAt !== undefined) refusals.push(...outsideRefusals(draw, source.knownAt, sourceId, now));
  else if (draw.profile === 'offline') refusals.push(...lastRefusals(draw, now));
  if (!draw.isAnnouncementLogged) refusals.push({ code: 'draw-announcement-unlogged' });
  if (source.awaitsCheck) refusals.push({ code: 'draw-dice-await-check', facts });
  return [...refusals, ...lateRefusals(draw, source, now)];
}

/** What speaks against typing it again: nobody typed it before, or it comes too late. */
export function checkRefusals(draw: Progress, sourceId: string, now: string): Refusal[] {
  const source = draw.sources.find(({ id }) => id === sourceId);
  if (source === undefined) return [{ code: 'draw-source-unknown', facts: { source: sourceId } }];
  return [
    ...(source.awaitsCheck ? [] : [{ code: 'draw-dice-not-recorded', facts: { source: sourceId } }]),
    ...lateRefusals(draw, source, now),
  ];
}

/** R-LAST without an outside source: every share is known before anything is thrown. */
function lastRefusals(draw: Progress, now: string): Refusal[] {
  const absent = missing(draw.revealed);
  return absent.length > 0 && !isAfter(now, draw.revealBy)
    ? [{ code: 'draw-reveals-missing', facts: { parties: absent, until: draw.revealBy } }]
    : [];
}

/** R3: it is known, and everything people bring in was settled before. */
function outsideRefusals(draw: Progress, knownAt: string, source: string, now: string): Refusal[] {
  const open = draw.sources
    // Codes come after everything: their chains were published long before (R3).
    .filter((each) => each.knownAt === undefined && each.type !== 'otc' && !each.isSettled)
    .map(({ id }) => id);
  return [
    ...(isAfter(knownAt, now) ? [{ code: 'draw-source-not-known', facts: { source, known: knownAt } }] : []),
    ...(open.length > 0 ? [{ code: 'draw-thrown-missing', facts: { sources: open } }] : []),
  ];
}

/** A value counts only up to its announced deadline; a bundle with a later one does not verify. */
function lateRefusals(draw: Progress, { knownAt }: SourceState, now: string): Refusal[] {
  const until = draw.profile === 'public' && knownAt === undefined ? draw.revealBy : draw.resultBy;
  return isAfter(now, until) ? [{ code: 'draw-result-late', facts: { until } }] : [];
}

function isAfter(a: string, b: string): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}
