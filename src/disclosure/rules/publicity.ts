/** 公示类别 and period of a penalty decision (信用修复管理办法, domain §10.4). Browser-safe. @module */
import { publicityOf, type PublicityClass } from '../../credit/rules/publicity.ts';
import type { Refusal } from '../../core/result.ts';
import type { PenaltyKind, Procedure } from '../../penalty/types/case.ts';
import type { PublicPenalty } from '../types/penalty.ts';

const MINOR: readonly PenaltyKind[] = ['warning', 'criticism'];
const SERIOUS: readonly PenaltyKind[] = ['revoke', 'close', 'profession'];

/** What is proposed: by procedure and kinds. Whether an amount is 巨大 is said by the handler. */
export function proposedClass(procedure: Procedure, kinds: readonly PenaltyKind[]): PublicityClass {
  if (kinds.some((kind) => SERIOUS.includes(kind))) return 'serious';
  return procedure === 'simple' || kinds.every((kind) => MINOR.includes(kind)) ? 'minor' : 'general';
}

/** The decision with this class and the days that follow from it. */
export function inClass(
  penalty: Omit<PublicPenalty, 'level' | 'rules' | 'repairFrom' | 'publicUntil'>,
  level: PublicityClass,
): PublicPenalty {
  const period = publicityOf(level, penalty.decidedOn);
  return {
    ...penalty,
    level,
    rules: period?.rules ?? '',
    repairFrom: period?.repairFrom ?? null,
    publicUntil: period?.until ?? null,
  };
}

/** The period is over before the first day of publication. */
export function overRefusals({ publicUntil }: Pick<PublicPenalty, 'publicUntil'>, today: string): Refusal[] {
  return publicUntil !== null && publicUntil < today
    ? [{ code: 'disclosure-term-over', facts: { until: publicUntil } }]
    : [];
}

/** 信用修复: of a penalty, and not before the least period is over. */
export function repairRefusals(penalty: PublicPenalty | undefined, today: string): Refusal[] {
  if (penalty === undefined) return [{ code: 'disclosure-repair-penalty-only' }];
  const { repairFrom } = penalty;
  return repairFrom !== null && today < repairFrom
    ? [{ code: 'disclosure-repair-early', facts: { from: repairFrom } }]
    : [];
}
