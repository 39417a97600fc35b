/** The states of a major hazard as one table: what leads where, whose turn each state is, and its term. Browser-safe. @module */
import type { Role } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { hazardDeeds } from '../deeds.ts';
import {
  ENDED_STATES,
  HAZARD_STATES,
  OPEN_STATES,
  POWER_CUT_STATES,
  type HazardState,
  type MeasureState,
  type PowerCutState,
} from '../types/hazard.ts';
import type { HazardTerm } from './terms.ts';

export type HazardDeed = Exclude<keyof typeof hazardDeeds, 'hazard.open' | 'hazard.recount'>;

interface Move {
  readonly from: readonly HazardState[];
  /** Where it leads; left out where the hazard stays as it is. */
  readonly to?: readonly HazardState[];
}

const UNDER_TREATMENT: readonly HazardState[] = ['planning', 'plan-submitted', 'treating'];

export const HAZARD_MOVES: Readonly<Record<HazardDeed, Move>> = {
  'hazard.register': { from: ['found'], to: ['registered'] },
  'hazard.supervise': { from: ['registered'], to: ['planning'] },
  'hazard.submit-plan': { from: ['planning'], to: ['plan-submitted'] },
  'hazard.return-plan': { from: ['plan-submitted'], to: ['planning'] },
  'hazard.approve-plan': { from: ['plan-submitted'], to: ['treating'] },
  'hazard.report-progress': { from: ['treating'] },
  'hazard.claim': { from: ['treating'], to: ['claimed'] },
  'hazard.return-claim': { from: ['claimed'], to: ['treating'] },
  'hazard.close-acceptance': { from: ['claimed'], to: ['accepting'] },
  'hazard.reopen-acceptance': { from: ['accepting'], to: ['claimed'] },
  'hazard.sign-acceptance': { from: ['accepting'], to: ['accepting', 'accepted', 'treating'] },
  'hazard.remove': { from: ['accepted'], to: ['removed'] },
  'hazard.send-back': { from: ['accepted'], to: ['treating'] },
  'hazard.extend': { from: UNDER_TREATMENT },
  'hazard.assign': { from: OPEN_STATES },
  'hazard.dismiss': { from: OPEN_STATES, to: ['dismissed'] },
  'hazard.transfer': { from: OPEN_STATES, to: ['transferred'] },
  'hazard.note-refusal': { from: ['registered', ...UNDER_TREATMENT, 'claimed'] },
  'hazard.note-compliance': { from: OPEN_STATES },
};

/** Only from the states of the table. */
export function moveRefusals(deed: HazardDeed, state: HazardState): Refusal[] {
  const allowed = HAZARD_MOVES[deed].from;
  if (allowed.includes(state)) return [];
  return [
    {
      code: 'hazard-state',
      facts: { state: HAZARD_STATES[state], allowed: allowed.map((each) => HAZARD_STATES[each]) },
    },
  ];
}

/** Whether the table knows this step: what every row of the course must be. */
export function isMove(deed: string, from: HazardState, to: HazardState): boolean {
  const move = (HAZARD_MOVES as Readonly<Record<string, Move>>)[deed];
  return move !== undefined && move.from.includes(from) && (move.to ?? [from]).includes(to);
}

/** Whose turn each open state is, and how long it may take. What waits for the enterprise is watched by the owner. */
export const HAZARD_TURNS: Readonly<
  Record<
    Exclude<HazardState, (typeof ENDED_STATES)[number]>,
    { readonly roles: readonly Role[]; readonly term: HazardTerm }
  >
> = {
  found: { roles: ['officer'], term: 'register' },
  registered: { roles: ['head'], term: 'decide' },
  planning: { roles: ['officer'], term: 'plan' },
  'plan-submitted': { roles: ['section-chief'], term: 'decide' },
  treating: { roles: ['officer'], term: 'progress' },
  claimed: { roles: ['officer'], term: 'accept' },
  accepting: { roles: ['officer'], term: 'decide' },
  accepted: { roles: ['head', 'deputy-head'], term: 'decide' },
};

export function isEnded(state: HazardState): state is (typeof ENDED_STATES)[number] {
  return ENDED_STATES.some((ended) => ended === state);
}

/** 停止供电 (安全生产法 §70): from approval to lifting. */
export const POWER_CUT_MOVES = {
  'hazard.notify-power-cut': { from: ['approved'], to: 'notified' },
  'hazard.carry-out-power-cut': { from: ['notified'], to: 'carried-out' },
  'hazard.lift-power-cut': { from: ['approved', 'notified', 'carried-out'], to: 'lifted' },
} as const satisfies Readonly<Record<string, { from: readonly PowerCutState[]; to: PowerCutState }>>;

export function powerCutRefusals(deed: keyof typeof POWER_CUT_MOVES, state: MeasureState | undefined): Refusal[] {
  const allowed: readonly MeasureState[] = POWER_CUT_MOVES[deed].from;
  if (state !== undefined && allowed.includes(state)) return [];
  return [
    {
      code: 'power-cut-state',
      facts: {
        state: state === undefined || state === 'done' ? '还没有批准' : POWER_CUT_STATES[state],
        allowed: POWER_CUT_MOVES[deed].from.map((each) => POWER_CUT_STATES[each]),
      },
    },
  ];
}
