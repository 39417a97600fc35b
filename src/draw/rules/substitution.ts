/** When a substitution may be asked for, decided and fed with fresh randomness. Browser-safe. @module */
import type { Announcement } from 'verifiable-draw';
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { DrawState } from '../types.ts';
import type { Replaced } from '../types/after.ts';

/** A draw has substitutions from its confirmation on, and none once it is void. */
const STAGES: readonly DrawState[] = ['confirmed', 'released'];

interface Stage {
  readonly state: DrawState;
  readonly isVoid: boolean;
  /** A sealed draw that was opened: its visits are over. */
  readonly isOpened: boolean;
}

/** The stage of a draw from its row. */
export function stageOf(draw: {
  readonly state: DrawState;
  readonly voided_at: string | null;
  readonly opened_at: string | null;
}): Stage {
  return { state: draw.state, isVoid: draw.voided_at !== null, isOpened: draw.opened_at !== null };
}

export function substitutionStageRefusals(draw: Stage): Refusal[] {
  if (draw.isOpened) return [{ code: 'substitution-opened' }];
  if (draw.isVoid) return [{ code: 'draw-void' }];
  return STAGES.includes(draw.state) ? [] : [{ code: 'draw-stage', facts: { state: draw.state, stages: [...STAGES] } }];
}

/**
 * Why this person may not ask: while a draw is sealed only who goes there knows where, so the team asks; else the office does.
 * @param isOwn - whether he holds a place at the enterprise
 */
export function askerRefusals(isSealed: boolean, isOwn: boolean, actor: Pick<Actor, 'roles'>): Refusal[] {
  if (isSealed) return isOwn ? [] : [{ code: 'substitution-not-own' }];
  return actor.roles.includes('group-office') ? [] : [{ code: 'substitution-office' }];
}

/** A draw from outside without a beacon takes an issue of the lottery, which whoever approves has to name. */
export function needsLottery({ mode, profile, sources }: Pick<Announcement, 'mode' | 'profile' | 'sources'>): boolean {
  return mode === 'open' && profile === 'public' && !sources.some(({ type }) => type === 'drand');
}

/** One request as the rules see it. */
export interface RequestNow {
  readonly request: number;
  readonly what: Replaced;
  readonly enterprise: string;
  readonly requestedBy: string;
  readonly state: 'requested' | 'rejected' | 'approved' | 'substituted';
}

/**
 * Why nothing may be asked for an enterprise: another request on it is not settled. So nobody asks twice for a better one.
 */
export function openRequestRefusals(requests: readonly RequestNow[], enterprise: string): Refusal[] {
  const open = requests.find(
    (each) => each.enterprise === enterprise && (each.state === 'requested' || each.state === 'approved'),
  );
  return open === undefined ? [] : [{ code: 'substitution-open', facts: { request: open.request } }];
}

/** Why a request cannot be decided by this person now. */
export function decisionRefusals(request: RequestNow | undefined, actor: Pick<Actor, 'staffId' | 'name'>): Refusal[] {
  if (request === undefined) return [{ code: 'substitution-not-found' }];
  return [
    ...(request.state === 'requested' ? [] : [{ code: 'substitution-decided', facts: { request: request.request } }]),
    ...(request.requestedBy === actor.staffId
      ? [{ code: 'substitution-own-request', facts: { name: actor.name } }]
      : []),
  ];
}

/** One fresh source as the rules see it. */
export interface FreshNow {
  readonly hasValue: boolean;
  readonly needsCheck: boolean;
  /** Who typed the value that waits to be typed again; undefined when none does. */
  readonly typedBy: string | undefined;
}

/** Why a fresh value cannot be recorded now: too early, settled, or waiting for its check. */
export function freshRefusals(
  request: RequestNow | undefined,
  isLogged: boolean,
  source: FreshNow | undefined,
): Refusal[] {
  if (request === undefined || source === undefined) return [{ code: 'substitution-not-found' }];
  return [
    ...(request.state === 'approved'
      ? []
      : [{ code: 'substitution-not-approved', facts: { request: request.request } }]),
    ...(isLogged ? [] : [{ code: 'substitution-unlogged' }]),
    ...(source.hasValue ? [{ code: 'substitution-value-known' }] : []),
    ...(source.typedBy === undefined ? [] : [{ code: 'substitution-await-check' }]),
  ];
}

/** Why this person cannot type it again. */
export function checkRefusals(
  request: RequestNow | undefined,
  source: FreshNow | undefined,
  actor: Pick<Actor, 'staffId' | 'name'>,
): Refusal[] {
  if (request === undefined || source === undefined) return [{ code: 'substitution-not-found' }];
  return [
    ...(request.state === 'approved'
      ? []
      : [{ code: 'substitution-not-approved', facts: { request: request.request } }]),
    ...(source.typedBy === undefined ? [{ code: 'substitution-not-recorded' }] : []),
    ...(source.typedBy === actor.staffId ? [{ code: 'substitution-own-typing', facts: { name: actor.name } }] : []),
  ];
}
