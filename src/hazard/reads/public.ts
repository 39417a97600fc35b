/** What the public learns of a major hazard whose finding is published: how far it is and until when, nothing that anybody wrote. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import '../tables.ts';
import type { HazardState, SupervisionLevel } from '../types/hazard.ts';
import { PUBLIC_STANDINGS, type PublicHazard } from '../types/public.ts';

/** By visit and number of the finding. What is not registered yet, or was dismissed, is not there. */
export async function publicHazardsOf(
  tx: ReadTx,
  inspectionIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, PublicHazard>>> {
  if (inspectionIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('hazard as h')
    .innerJoin('finding as f', (join) =>
      join.onRef('f.bureau_id', '=', 'h.bureau_id').onRef('f.finding_id', '=', 'h.finding_id'),
    )
    .select(['h.inspection_id', 'f.number', 'h.state', 'h.level', 'h.treat_by', 'h.ended_on'])
    .where('h.bureau_id', '=', tx.bureauId)
    .where(sql<boolean>`h.inspection_id = ANY(${[...inspectionIds]}::uuid[])`)
    .where('h.state', 'not in', ['found', 'dismissed'])
    .execute();
  const found = new Map<string, Map<number, PublicHazard>>();
  for (const { inspection_id: inspectionId, number, state, level, treat_by: treatBy, ended_on: endedOn } of rows) {
    const own = found.get(inspectionId) ?? new Map<number, PublicHazard>();
    found.set(inspectionId, own.set(number, { ...standingOf(state, level), treatBy, endedOn }));
  }
  return found;
}

/** The steps inside the bureau are no business of the public (政府信息公开条例 §16): what is open is under treatment. */
function standingOf(
  state: HazardState,
  supervision: SupervisionLevel | null,
): Pick<PublicHazard, 'standing' | 'supervision'> {
  const standing = codes.find((each) => each === state) ?? 'treating';
  return { standing, supervision };
}
const codes = Object.keys(PUBLIC_STANDINGS) as (keyof typeof PUBLIC_STANDINGS)[];
