/** Whom the draw sent where. @module */
import type { ReadTx } from '../../core/transact.ts';
import type { NewVisit } from '../types/visit.ts';

/** Every drawn enterprise of a released draw with its team, lead officer first, in the order it was drawn. */
export async function listAssignments(
  tx: ReadTx,
  drawId: string,
): Promise<Omit<NewVisit, 'inspectionId' | 'drawId'>[]> {
  const picks = await tx.db
    .selectFrom('draw_pick as p')
    .innerJoin('draw_roster as r', (join) =>
      join.onRef('r.bureau_id', '=', 'p.bureau_id').onRef('r.draw_id', '=', 'p.draw_id').onRef('r.id', '=', 'p.id'),
    )
    .select(['p.id', 'p.enterprise_id', 'r.name'])
    .where('p.bureau_id', '=', tx.bureauId)
    .where('p.draw_id', '=', drawId)
    .orderBy('p.stratum')
    .orderBy('p.rank')
    .execute();
  const seats = await tx.db
    .selectFrom('draw_seat')
    .select(['enterprise', 'kind', 'person_id'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('seat')
    .execute();
  return picks.map((pick) => {
    const team = seats.filter(({ enterprise }) => enterprise === pick.id);
    const idsOf = (kind: 'officer' | 'expert'): string[] =>
      team.filter((seat) => seat.kind === kind).map((seat) => seat.person_id);
    return {
      enterpriseId: pick.enterprise_id,
      enterpriseName: pick.name,
      creditCode: pick.id,
      officerIds: idsOf('officer'),
      expertIds: idsOf('expert'),
    };
  });
}
