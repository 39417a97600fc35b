/** What the monthly verification counts, and what was verified. @module */
import { sql, type RawBuilder } from 'kysely';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import { openMonths, type OpenMonth } from '../rules/verification.ts';
import '../tables-beside.ts';
import type { Attention } from '../types/attention.ts';
import type { Verification, VerificationCounts } from '../types/verification.ts';
import { attentionCondition } from './attention.ts';
import { listDuplicateGroups } from './duplicates.ts';

/** The directories in figures, as they stand now. */
export async function countForVerification(tx: ReadTx): Promise<VerificationCounts> {
  const counted = (attention: Attention): RawBuilder<number> =>
    sql<number>`count(*) FILTER (WHERE ${attentionCondition(attention, tx.today)})::int`;
  const month = Temporal.PlainDate.from(tx.today).subtract({ months: 1 }).toString();
  const { rows } = await sql<Omit<VerificationCounts, 'duplicates'>>`
    SELECT e.*, o.*, x.*, v.*, q.* FROM
    (SELECT count(*)::int AS enterprises, count(*) FILTER (WHERE status = 'active')::int AS active,
      ${counted('unverified')} AS unverified, ${counted('licence-expired')} AS "licencesExpired"
      FROM enterprise t WHERE bureau_id = ${tx.bureauId} AND NOT removed) e,
    (SELECT count(*)::int AS officers,
      ${counted('certificate-expired')} AS "certificatesExpired",
      ${counted('certificate-expiring')} AS "certificatesExpiring"
      FROM officer t WHERE bureau_id = ${tx.bureauId} AND NOT removed) o,
    (SELECT count(*)::int AS experts, ${counted('term-over')} AS "termsOver"
      FROM expert t WHERE bureau_id = ${tx.bureauId} AND NOT removed) x,
    (SELECT count(*)::int AS vehicles FROM vehicle WHERE bureau_id = ${tx.bureauId} AND NOT removed) v,
    (SELECT count(*)::int AS equipment,
      ${counted('calibration-overdue')} AS "calibrationsOverdue"
      FROM equipment t WHERE bureau_id = ${tx.bureauId} AND NOT removed) q`.execute(tx.db);
  const { changed } = await tx.db
    .selectFrom('directory_version')
    .select((select) => select.fn.count<number>('record_id').distinct().as('changed'))
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', '=', 'enterprise')
    .where('at', '>', (await lastVerifiedAt(tx)) ?? month)
    .executeTakeFirstOrThrow();
  const [counts] = rows;
  if (counts === undefined) throw new Error('a SELECT of counts has one row');
  return { ...counts, changed, duplicates: (await listDuplicateGroups(tx)).length };
}

async function lastVerifiedAt(tx: ReadTx): Promise<string | undefined> {
  const last = await tx.db
    .selectFrom('directory_verification')
    .select('verified_at')
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('verified_at', 'desc')
    .executeTakeFirst();
  return last?.verified_at;
}

/** The verifications of the last two years, the newest first. */
export async function listVerifications(tx: ReadTx): Promise<readonly Verification[]> {
  const rows = await tx.db
    .selectFrom('directory_verification')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('month', 'desc')
    .limit(24)
    .execute();
  const names = await staffNames(tx, [...new Set(rows.map(({ verified_by: by }) => by))]);
  return rows.map(({ month, counts, note, verified_by: by, verified_at: at }) => ({
    month,
    counts,
    note,
    byName: names.get(by) ?? by,
    at,
  }));
}

/** Months that wait for their verification, the oldest first. */
export async function listOpenMonths(tx: ReadTx): Promise<readonly OpenMonth[]> {
  const first = await tx.db
    .selectFrom('directory_version')
    .select('at')
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', '=', 'enterprise')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  const done = await tx.db
    .selectFrom('directory_verification')
    .select('month')
    .where('bureau_id', '=', tx.bureauId)
    .execute();
  return openMonths(tx.today, first && dayOf(first.at), new Set(done.map(({ month }) => month)));
}
