/** What the check points of an item must hold to besides their form. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import type { BasisRef, CheckPoint } from '../types.ts';
import { formatCitation } from './citations.ts';

/** Why these points may not be saved beside these citations of their item; `at` names the field inside the content. */
export function pointRefusals(points: readonly CheckPoint[], bases: readonly BasisRef[]): Refusal[] {
  const isNumbered = points.every(({ no }, index) => no === index + 1);
  return [
    ...(isNumbered ? [] : [{ code: 'points-not-numbered', at: 'points' }]),
    // A 重大 mark needs a criterion (domain §9).
    ...points.flatMap(({ no, severity, criterion }, index) =>
      severity === 'general' || (criterion ?? '') !== ''
        ? []
        : [{ code: 'criterion-missing', at: `points.${index}.criterion`, facts: { no } }],
    ),
    ...points.flatMap((point, index) => strayRefusals(point, index, bases)),
  ];
}

/** What an item does not cite is judged by nobody on the day of the act: its points do not cite it either. */
function strayRefusals({ no, bases: own = [] }: CheckPoint, index: number, bases: readonly BasisRef[]): Refusal[] {
  const strays = own.filter((ref) => !bases.some((each) => isSameArticle(each, ref)));
  return strays.length === 0
    ? []
    : [
        {
          code: 'point-basis-stray',
          at: `points.${index}.bases.${strays[0]?.role ?? 'duty'}`,
          facts: { no, citations: strays.map(formatCitation) },
        },
      ];
}

/** Whether two citations mean one article in one role; the part is a matter of precision. */
function isSameArticle(a: BasisRef, b: BasisRef): boolean {
  return a.role === b.role && a.instrument === b.instrument && a.article === b.article;
}

/** The citations of a point: its own, or all of its item's. */
export function basesOfPoint(point: Pick<CheckPoint, 'bases'>, bases: readonly BasisRef[]): readonly BasisRef[] {
  return point.bases === undefined || point.bases.length === 0 ? bases : point.bases;
}
