/** Which step of an exposure or of the enterprise's words may follow. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { exposureDeeds } from '../deeds.ts';
import { EXPOSURE_STATES, WORDS_STATES, type ExposureState, type WordsState } from '../types/exposure.ts';

/** 曝光: from → to of every deed. */
export const EXPOSURE_MOVES = {
  'disclosure.publish-exposure': { from: ['drafted'], to: 'published' },
  'disclosure.withdraw-exposure': { from: ['published'], to: 'withdrawn' },
} as const satisfies Readonly<
  Partial<Record<keyof typeof exposureDeeds, { from: readonly ExposureState[]; to: ExposureState }>>
>;

/** Published by somebody who neither proposed nor decided it. */
export function exposureStepRefusals(
  deed: keyof typeof EXPOSURE_MOVES,
  state: ExposureState,
  hands: { readonly proposedBy: string; readonly decidedBy: string },
  staffId: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  const allowed: readonly ExposureState[] = EXPOSURE_MOVES[deed].from;
  if (!allowed.includes(state))
    refusals.push({
      code: 'disclosure-state',
      facts: { state: EXPOSURE_STATES[state], allowed: allowed.map((each) => EXPOSURE_STATES[each]) },
    });
  if (deed === 'disclosure.publish-exposure' && (hands.proposedBy === staffId || hands.decidedBy === staffId))
    refusals.push({ code: 'disclosure-own-draft' });
  return refusals;
}

/** A statement is decided once. */
export function wordsRefusals(state: WordsState): Refusal[] {
  return state === 'waiting'
    ? []
    : [{ code: 'disclosure-state', facts: { state: WORDS_STATES[state], allowed: [WORDS_STATES.waiting] } }];
}
