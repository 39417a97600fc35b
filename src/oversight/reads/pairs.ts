/** 人员与企业配对: who went where how often. @module */
import { sql } from 'kysely';
import { addMonths } from '../../core/calendar/day.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listSubdistricts } from '../../directory/reads/pools.ts';
import type { PairMap } from '../types/alerts.ts';

const MONTHS = 36;
/** Of the pairs that met more than once the most frequent. */
const MOST_PAIRS = 50;

export async function readPairs(tx: ReadTx): Promise<PairMap> {
  const from = addMonths(tx.today, -MONTHS);
  const met = sql`FROM inspection_member m
    JOIN inspection i ON i.bureau_id = m.bureau_id AND i.inspection_id = m.inspection_id
    JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id
    JOIN enterprise e ON e.bureau_id = i.bureau_id AND e.enterprise_id = i.enterprise_id
    WHERE m.bureau_id = ${tx.bureauId} AND m.kind = 'officer' AND i.signed_on > ${from}`;
  const cells = await sql<{ certificate: string; name: string; code: string; visits: number }>`
    SELECT o.certificate_number AS certificate, o.name, e.subdistrict_code AS code, count(*)::int AS visits ${met}
    GROUP BY 1, 2, 3 ORDER BY 1, 3`.execute(tx.db);
  const pairs = await sql<PairMap['pairs'][number]>`
    SELECT o.certificate_number AS certificate, o.name, max(i.enterprise_name) AS enterprise, max(i.credit_code) AS "creditCode",
      count(*)::int AS visits, max(i.signed_on) AS last ${met}
    GROUP BY o.certificate_number, o.name, i.enterprise_id HAVING count(*) > 1 ORDER BY 5 DESC, 1, 4 LIMIT ${MOST_PAIRS}`.execute(
    tx.db,
  );
  const officers = [...Map.groupBy(cells.rows, ({ certificate }) => certificate)].map(([certificate, rows]) => ({
    certificate,
    name: rows[0]?.name ?? '',
    visits: Object.fromEntries(rows.map(({ code, visits }) => [code, visits])),
  }));
  return {
    asOf: tx.now,
    from,
    subdistricts: (await listSubdistricts(tx)).map(({ code, name }) => ({ code, name })),
    officers,
    pairs: pairs.rows,
  };
}
