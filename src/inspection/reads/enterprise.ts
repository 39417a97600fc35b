/** The visits of an enterprise or a person, for their pages in the directory and for joining records. @module */
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { VisitCount } from '../../directory/types/later.ts';
import '../tables.ts';
import { INSPECTION_STATES, type InspectionState } from '../types/visit.ts';

/** Nothing more is signed in these. */
const ENDED: readonly InspectionState[] = ['signed', 'following-up', 'closed', 'impossible', 'replaced'];

/** 检查次数 of the year and the day of the last visit, of these records together: signed visits only. */
export async function visitsOf(tx: ReadTx, enterpriseIds: readonly string[]): Promise<VisitCount> {
  const rows = await tx.db
    .selectFrom('inspection')
    .select('signed_on')
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', 'in', enterpriseIds)
    .where('signed_on', 'is not', null)
    .orderBy('signed_on')
    .execute();
  return countOf(tx, rows);
}

/** 工作负荷: the same of the visits whose team an officer or expert was on. */
export async function loadOf(tx: ReadTx, personId: string): Promise<VisitCount> {
  const rows = await tx.db
    .selectFrom('inspection_member as m')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.bureau_id', '=', 'm.bureau_id').onRef('i.inspection_id', '=', 'm.inspection_id'),
    )
    .select('i.signed_on')
    .where('m.bureau_id', '=', tx.bureauId)
    .where('m.person_id', '=', personId)
    .where('i.signed_on', 'is not', null)
    .orderBy('i.signed_on')
    .execute();
  return countOf(tx, rows);
}

function countOf(tx: ReadTx, rows: readonly { readonly signed_on: string | null }[]): VisitCount {
  const days = rows.flatMap(({ signed_on: day }) => day ?? []);
  return { thisYear: days.filter((day) => day >= `${tx.today.slice(0, 4)}-01-01`).length, lastOn: days.at(-1) ?? null };
}

/** Visits that are not signed yet: their enterprise may not be joined with another under the team's hands. */
export async function mergeHoldsOfVisits(tx: ReadTx, enterpriseIds: readonly string[]): Promise<readonly Refusal[]> {
  const rows = await tx.db
    .selectFrom('inspection as i')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'i.bureau_id').onRef('e.enterprise_id', '=', 'i.enterprise_id'),
    )
    .select(['e.name', 'i.state'])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.enterprise_id', 'in', enterpriseIds)
    .where('i.state', 'not in', ENDED)
    .execute();
  return rows.map(({ name, state }) => ({
    code: 'merge-visit-open',
    facts: { name, state: INSPECTION_STATES[state] },
  }));
}
