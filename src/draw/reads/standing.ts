/** Where a draw stands now: its result with every substitution that was computed since. @module */
import type { SubstitutionDocument } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import { listSubstitutions } from './substitutions.ts';

export type StaffKind = 'officer' | 'expert';

export interface SeatNow {
  readonly place: number;
  /** Public id. */
  readonly person: string;
}

/** One enterprise to be visited, with its team by public ids. */
export interface VisitNow {
  readonly enterprise: string;
  readonly officer: readonly SeatNow[];
  readonly expert: readonly SeatNow[];
}

/** Everything to be visited, the drawn ones first, then the substitutes in the order they came. */
export async function standingVisits(tx: ReadTx, drawId: string): Promise<readonly VisitNow[]> {
  const picks = await tx.db
    .selectFrom('draw_pick')
    .select('id')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('stratum')
    .orderBy('rank')
    .execute();
  const seats = await tx.db
    .selectFrom('draw_seat')
    .select(['enterprise', 'kind', 'seat as place', 'person'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('seat')
    .execute();
  const visits = new Map<string, VisitNow>();
  for (const { id } of picks) {
    const own = seats.filter(({ enterprise }) => enterprise === id);
    const of = (kind: StaffKind): SeatNow[] =>
      own.filter((seat) => seat.kind === kind).map(({ place, person }) => ({ place, person }));
    visits.set(id, { enterprise: id, officer: of('officer'), expert: of('expert') });
  }
  for (const { document } of await listSubstitutions(tx, drawId)) if (document !== null) apply(visits, document);
  return [...visits.values()];
}

function apply(visits: Map<string, VisitNow>, document: SubstitutionDocument): void {
  const { what, enterprise, substitute, officers, experts } = document;
  if (what === 'enterprise') visits.delete(enterprise);
  const visited = what === 'enterprise' ? substitute : enterprise;
  if (visited !== undefined) visits.set(visited, { enterprise: visited, officer: officers, expert: experts });
}
