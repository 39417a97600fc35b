/** 职责: which deeds make somebody the operator or the witness of a draw. @module */
import type { drawDeeds } from '../deeds.ts';
import { isCode } from './sealed.ts';

/** Deeds of the operator (操作员) and of the witness (见证人): planner, directory editor ≠ operator ≠ witness (domain §20). */
export const OPERATOR_DEEDS: readonly (keyof typeof drawDeeds)[] = [
  'draw.freeze',
  'draw.announce',
  'draw.record-dice',
  'draw.record-source',
];
export const WITNESS_DEEDS: readonly (keyof typeof drawDeeds)[] = ['draw.confirm-dice', 'draw.confirm-source'];

/** Deeds that make their actor the operator or the witness of a draw; handing over a code makes nobody either. */
export function dutyOf(kind: string, source: string | null): 'operator' | 'witness' | undefined {
  if (source !== null && isCode(source)) return undefined;
  if (OPERATOR_DEEDS.some((deed) => deed === kind)) return 'operator';
  return WITNESS_DEEDS.some((deed) => deed === kind) ? 'witness' : undefined;
}
