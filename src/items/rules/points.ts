/** What the check points of an item must hold to besides their form. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { CheckPoint } from '../types.ts';

/** Why these points may not be saved; `at` names the field inside the content. */
export function pointRefusals(points: readonly CheckPoint[]): Refusal[] {
  const isNumbered = points.every(({ no }, index) => no === index + 1);
  return [
    ...(isNumbered ? [] : [{ code: 'points-not-numbered', at: 'points' }]),
    // A 重大 mark needs a criterion (domain §9).
    ...points.flatMap(({ no, severity, criterion }, index) =>
      severity === 'general' || (criterion ?? '') !== ''
        ? []
        : [{ code: 'criterion-missing', at: `points.${index}.criterion`, facts: { no } }],
    ),
  ];
}
