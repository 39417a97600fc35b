/** What earlier draws of the year decided: who was drawn, who carries how much. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';

/** Enterprises drawn this year in draws that are not void, each with the public id of its draw. */
export async function drawnBefore(tx: ReadTx, year: number): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db
    .selectFrom('draw_pick')
    .innerJoin('draw', (join) =>
      join.onRef('draw.bureau_id', '=', 'draw_pick.bureau_id').onRef('draw.draw_id', '=', 'draw_pick.draw_id'),
    )
    .select(['draw_pick.enterprise_id as enterpriseId', 'draw.public_id as publicId'])
    .where('draw_pick.bureau_id', '=', tx.bureauId)
    .where('draw.year', '=', year)
    .where('draw.voided_at', 'is', null)
    .execute();
  return new Map(rows.map(({ enterpriseId, publicId }) => [enterpriseId, publicId]));
}

/** Visits already given this year to each officer or expert, by person id, without void draws. */
export async function priorLoads(
  tx: ReadTx,
  year: number,
  kind: 'officer' | 'expert',
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom('draw_seat')
    .innerJoin('draw', (join) =>
      join.onRef('draw.bureau_id', '=', 'draw_seat.bureau_id').onRef('draw.draw_id', '=', 'draw_seat.draw_id'),
    )
    .select(({ fn }) => ['draw_seat.person_id as personId', fn.countAll<number>().as('visits')])
    .where('draw_seat.bureau_id', '=', tx.bureauId)
    .where('draw_seat.kind', '=', kind)
    .where('draw.year', '=', year)
    .where('draw.voided_at', 'is', null)
    .groupBy('draw_seat.person_id')
    .execute();
  return new Map(rows.map(({ personId, visits }) => [personId, visits]));
}
