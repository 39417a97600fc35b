/**
 * What modules to the right know of an enterprise. The directories may not import them; `src/http/modules.ts` hands these
 * functions in (docs/adr/0030). @module
 */
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';

export interface LaterModules {
  /** 为什么不在抽查范围: every reason by the rules of the draw, by enterprise; none for one that can be drawn. */
  readonly scopeOf: (tx: ReadTx, enterpriseIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Refusal[]>>;
  /** What stands against joining these records with another: open draws, open visits. */
  readonly mergeHolds: (tx: ReadTx, enterpriseIds: readonly string[]) => Promise<readonly Refusal[]>;
  /** 检查次数 of the year and the day of the last visit, of these records together. */
  readonly visitsOf: (tx: ReadTx, enterpriseIds: readonly string[]) => Promise<VisitCount>;
}

export interface VisitCount {
  readonly thisYear: number;
  readonly lastOn: string | null;
}

/** The directories alone. */
export const NO_LATER_MODULES: LaterModules = {
  scopeOf: async () => new Map(),
  mergeHolds: async () => [],
  visitsOf: async () => ({ thisYear: 0, lastOn: null }),
};
