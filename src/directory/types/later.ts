/**
 * What modules to the right know of an enterprise. The directories may not import them; `src/http/modules.ts` hands these
 * functions in (docs/adr/0030). @module
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { BookedType, BookInput, Booking } from './bookings.ts';
import type { Scope } from './scope.ts';

export interface LaterModules {
  /** 为什么不在抽查范围: every reason by the rules of the draw, by enterprise; none for one that can be drawn. */
  readonly scopeOf: (tx: ReadTx, enterpriseIds: readonly string[]) => Promise<ReadonlyMap<string, readonly Refusal[]>>;
  /** The same as a condition on a row `t` of the enterprises: one of these is said of it. */
  readonly scopeCondition: (tx: ReadTx, scopes: readonly Scope[]) => Promise<RawBuilder<SqlBool>>;
  /** What stands against joining these records with another: open draws, open visits. */
  readonly mergeHolds: (tx: ReadTx, enterpriseIds: readonly string[]) => Promise<readonly Refusal[]>;
  /** What stands against booking: the draw has given these days, or is frozen with the vehicles and devices. */
  readonly bookingHolds: (tx: ReadTx, booking: BookInput) => Promise<readonly Refusal[]>;
  /** What released draws have given this person, vehicle or device, the latest days first. */
  readonly drawnUses: (tx: ReadTx, type: BookedType, subjectId: string) => Promise<readonly Booking[]>;
  /** 检查次数 of the year and the day of the last visit, of these records together. */
  readonly visitsOf: (tx: ReadTx, enterpriseIds: readonly string[]) => Promise<VisitCount>;
  /** 工作负荷 of an officer or expert: the same of the visits he was on the team of. */
  readonly loadOf: (tx: ReadTx, personId: string) => Promise<VisitCount>;
}

export interface VisitCount {
  readonly thisYear: number;
  readonly lastOn: string | null;
}

/** The directories alone. */
export const NO_LATER_MODULES: LaterModules = {
  scopeOf: async () => new Map(),
  scopeCondition: async (_tx, scopes) => sql`${scopes.includes('in')}::boolean`,
  mergeHolds: async () => [],
  bookingHolds: async () => [],
  drawnUses: async () => [],
  visitsOf: async () => ({ thisYear: 0, lastOn: null }),
  loadOf: async () => ({ thisYear: 0, lastOn: null }),
};
