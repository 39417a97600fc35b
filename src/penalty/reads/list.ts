/** Cases by where they stand, the nearest deadline first. @module */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { daysBetween } from '../../core/calendar/day.ts';
import { isFound, searchForms } from '../../core/search-text.ts';
import type { ReadTx } from '../../core/transact.ts';
import { recordSearch } from '../../directory/reads/record-search.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import '../tables.ts';
import type { CaseState } from '../types/case.ts';
import { CASE_STAGES, STAGE_OF, type CaseQuery, type CaseRow, type CaseStage } from '../types/views.ts';

/** Cases that match. `mine` keeps to those the account handles, or whose turn is its. */
export async function listCases(
  tx: ReadTx,
  query: CaseQuery,
  staffId: string,
): Promise<{ total: number; rows: CaseRow[]; counts: Record<CaseStage, number> }> {
  const isSearched = await caseSearch(tx, query.q);
  const counted = await selection(tx, query, isSearched, staffId)
    .select((eb) => ['state', eb.fn.countAll<string>().as('count')])
    .groupBy('state')
    .execute();
  const counts = Object.fromEntries(codesOf(CASE_STAGES).map((stage) => [stage, 0])) as Record<CaseStage, number>;
  for (const { state, count } of counted) counts[STAGE_OF[state]] += Number(count);
  const { stage } = query;
  const states = (Object.keys(STAGE_OF) as CaseState[]).filter(
    (state) => stage === undefined || STAGE_OF[state] === stage,
  );
  const rows = await selection(tx, query, isSearched, staffId)
    .select([
      'case_id',
      'party_name',
      'credit_code',
      'cause',
      'state',
      'procedure',
      'opened_on',
      'filed_on',
      'turns',
      'next_due',
      'ended_on',
    ])
    .where('state', 'in', states)
    .orderBy(sql`ended_on IS NOT NULL`)
    .orderBy(sql`next_due NULLS LAST`)
    .orderBy('opened_on', 'desc')
    .orderBy('case_id')
    .limit(query.size)
    .offset((query.page - 1) * query.size)
    .execute();
  const total = stage === undefined ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[stage];
  return {
    total,
    counts,
    rows: rows.map((row) => ({
      caseId: row.case_id,
      partyName: row.party_name,
      creditCode: row.credit_code,
      cause: row.cause,
      state: row.state,
      procedure: row.procedure,
      openedOn: row.opened_on,
      filedOn: row.filed_on,
      next: row.turns.map(({ act }) => act),
      dueOn: row.next_due,
      daysLeft: row.next_due === null ? null : daysBetween(tx.today, row.next_due),
    })),
  };
}

// oxlint-disable-next-line typescript/explicit-function-return-type -- the builder's type is its own documentation
function selection(tx: ReadTx, { mine }: Pick<CaseQuery, 'mine'>, isSearched: RawBuilder<SqlBool>, staffId: string) {
  return tx.db
    .selectFrom('penalty_case')
    .where('bureau_id', '=', tx.bureauId)
    .where(isSearched)
    .$if(mine === true, (query) =>
      query.where(sql<boolean>`content -> 'handlers' @> ${JSON.stringify([{ staffId }])}::jsonb`),
    );
}

/** Cases by their party, code and cause, in pinyin too; a person who is a party stands in no directory. */
async function caseSearch(tx: ReadTx, q = ''): Promise<RawBuilder<SqlBool>> {
  const isSearched = await recordSearch(tx, q, {
    creditCode: sql`penalty_case.credit_code`,
    texts: [sql`party_name`, sql`penalty_case.credit_code`, sql`cause`],
  });
  if (q === '') return isSearched;
  const people = await tx.db
    .selectFrom('penalty_case')
    .select('party_name as name')
    .distinct()
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', '')
    .execute();
  const named = people.flatMap(({ name }) => (isFound(q, searchForms(name, { isPerson: true })) ? [name] : []));
  return sql<SqlBool>`(${isSearched} OR party_name = ANY(${named}::text[]) AND penalty_case.credit_code = '')`;
}
