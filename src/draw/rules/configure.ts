/** Contradictions inside a draw's configuration; what needs the directories is judged at the freeze. @module */
import { MAX_TICKETS } from 'verifiable-draw';
import type { Refusal } from '../../core/result.ts';
import type { DrawConfig } from '../types.ts';
import { meansConfigRefusals } from './means.ts';
import { sealedConfigRefusals } from './sealed.ts';
import { sourceRefusals } from './sources.ts';

/** Longest stretch of planned inspection days: one year. */
const MAX_DAYS = 366;

export function configRefusals(config: DrawConfig): Refusal[] {
  const { strata, itemCodes, inspectFrom, inspectTo, revealBy, resultBy, exclusions } = config;
  const refusals: Refusal[] = [];
  for (const id of duplicates(strata.map((stratum) => stratum.id)))
    refusals.push({ code: 'draw-stratum-twice', at: 'strata', facts: { id } });
  for (const code of duplicates(itemCodes))
    refusals.push({ code: 'draw-item-twice', at: 'itemCodes', facts: { code } });
  for (const { name, min, max } of strata) {
    if (max !== undefined && min > max)
      refusals.push({ code: 'draw-stratum-reversed', at: 'strata', facts: { name, min, max } });
  }
  if (inspectFrom > inspectTo)
    refusals.push({ code: 'draw-dates-reversed', at: 'inspectTo', facts: { from: inspectFrom, to: inspectTo } });
  const days = Temporal.PlainDate.from(inspectFrom).until(inspectTo).days + 1;
  if (days > MAX_DAYS) refusals.push({ code: 'draw-dates-too-long', at: 'inspectTo', facts: { days, most: MAX_DAYS } });
  if (Temporal.Instant.compare(revealBy, resultBy) >= 0) {
    refusals.push({ code: 'draw-deadlines-reversed', at: 'resultBy', facts: { reveal: revealBy, result: resultBy } });
  }
  refusals.push(
    ...sourceRefusals(config),
    ...weightRefusals(config),
    ...ladderRefusals(config),
    ...meansConfigRefusals(config),
    ...sealedConfigRefusals(config),
  );
  for (const code of duplicates(exclusions.map(({ creditCode }) => creditCode)))
    refusals.push({ code: 'draw-exclusion-twice', at: 'exclusions', facts: { code } });
  return refusals;
}

/** An enterprise has as many tickets as its weight, and at most 255 of them (SPEC §8.2). */
function weightRefusals({ weights }: DrawConfig): Refusal[] {
  if (weights.by !== 'tickets') return [];
  const most = Math.max(...Object.values(weights.riskColors)) * Math.max(...Object.values(weights.creditClasses));
  return most > MAX_TICKETS ? [{ code: 'draw-tickets-many', at: 'weights', facts: { most, limit: MAX_TICKETS } }] : [];
}

/** Each step of the ladder raises the caps further than the one before. */
function ladderRefusals({ relax }: DrawConfig): Refusal[] {
  const isRising = relax.every((step, index) => index === 0 || step > (relax[index - 1] ?? step));
  return isRising ? [] : [{ code: 'draw-ladder-order', at: 'relax' }];
}

function duplicates(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
