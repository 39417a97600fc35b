/** What a decision imposes, in words. Browser-safe. @module */
import type { PublicPenalty } from '../../disclosure/types/penalty.ts';
import { PENALTY_KINDS } from '../../penalty/types/case.ts';

/** `罚款8000.00元`: the kind, the sum to the fen where there is one, and what else the decision says of it. */
export function penaltyWords({ kind, fen, detail }: PublicPenalty['items'][number]): string {
  return `${PENALTY_KINDS[kind]}${fen === null ? '' : `${(fen / 100).toFixed(2)}元`}${detail === '' ? '' : `：${detail}`}`;
}

/** Sum of one kind, in fen. */
export function fenOf(items: PublicPenalty['items'], kind: 'fine' | 'gains'): number {
  return items.reduce((sum, item) => sum + (item.kind === kind ? (item.fen ?? 0) : 0), 0);
}
