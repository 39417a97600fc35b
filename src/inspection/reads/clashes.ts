/** Who and what of a visit is given to something else on a day: shown to whoever approves, never a refusal (docs/adr/0047). @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { listAway } from '../../directory/reads/bookings.ts';
import { BOOKING_USES } from '../../directory/types/bookings.ts';
import { findVisitMeans } from '../../draw/reads/means.ts';
import type { Clash } from '../types/board.ts';
import type { InspectionState } from '../types/visit.ts';
import type { Visit } from './visits.ts';

/** Nobody goes anywhere for these any more. */
const OVER: readonly InspectionState[] = ['signed', 'following-up', 'closed', 'impossible', 'replaced'];

export async function clashesOf(tx: ReadTx, visit: Visit, day: string): Promise<Clash[]> {
  const means = (await findVisitMeans(tx, visit.drawId, visit.row.credit_code)) ?? { vehicles: [], devices: [] };
  const things = new Map<string, Pick<Clash, 'kind' | 'what'>>([
    ...means.vehicles.map(({ id, plate }) => [id, { kind: 'vehicle', what: plate }] as const),
    ...means.devices.map(({ id, serial }) => [id, { kind: 'device', what: serial }] as const),
  ]);
  const clashes: Clash[] = [];
  for (const other of await othersOn(tx, visit, day)) {
    for (const { personId, name } of visit.team)
      if (other.people.includes(personId)) clashes.push({ kind: 'person', what: name, with: other.enterprise });
    const theirs = await findVisitMeans(tx, other.drawId, other.creditCode);
    for (const { id } of [...(theirs?.vehicles ?? []), ...(theirs?.devices ?? [])]) {
      const thing = things.get(id);
      if (thing !== undefined) clashes.push({ ...thing, with: other.enterprise });
    }
  }
  for (const { subjectId, use } of await listAway(tx, [...things.keys()], day)) {
    // A draw writes ids in capitals (SPEC.md), the database does not.
    const thing = things.get(subjectId.toUpperCase());
    if (thing !== undefined) clashes.push({ ...thing, with: BOOKING_USES[use] });
  }
  return clashes;
}

interface OtherVisit {
  readonly drawId: string;
  readonly creditCode: string;
  readonly enterprise: string;
  readonly people: readonly string[];
}

/** Other visits that are planned for the day and still to be made. */
async function othersOn(tx: ReadTx, visit: Visit, day: string): Promise<OtherVisit[]> {
  const rows = await tx.db
    .selectFrom('inspection as i')
    .innerJoin('inspection_member as m', (join) =>
      join.onRef('m.bureau_id', '=', 'i.bureau_id').onRef('m.inspection_id', '=', 'i.inspection_id'),
    )
    .select(['i.draw_id as drawId', 'i.credit_code as creditCode', 'i.enterprise_name as enterprise'])
    .select(sql<string[]>`array_agg(m.person_id::text ORDER BY m.person_id)`.as('people'))
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.inspection_id', '<>', visit.inspectionId)
    .where('i.state', 'not in', OVER)
    .where(sql<boolean>`i.plan->>'inspectOn' = ${day}`)
    .groupBy(['i.inspection_id', 'i.draw_id', 'i.credit_code', 'i.enterprise_name'])
    .orderBy('i.enterprise_name')
    .execute();
  return rows;
}
