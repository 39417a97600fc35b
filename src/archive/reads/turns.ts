/** What of the archive waits (待办). @module */
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { Asked, OpenDuty } from '../../core/turns.ts';
import { addDays } from '../../core/calendar/day.ts';
import { LOAN_OWED, VOLUME_OWED, type archiveDuties } from '../rules/duties.ts';
import { VOLUME_STATES, type VolumeState } from '../types/volume.ts';
import { readArchiveSettings } from './volumes.ts';

type ArchiveDuty = keyof typeof archiveDuties;

interface Row {
  readonly record: string;
  readonly volume_id: string;
  readonly title: string;
  readonly stands: string;
  readonly due: string | null;
  readonly total: number;
}

/** A year before the last day a volume asks to be transferred. */
const TRANSFER_NOTICE_DAYS = 365;

export async function archiveTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const { settings } = await readArchiveSettings(tx);
  const found: OpenDuty[] = [];
  for (const [state, duties] of Object.entries(VOLUME_OWED) as [VolumeState, readonly ArchiveDuty[]][])
    for (const duty of duties)
      if (asked.duties.has(duty)) found.push(...(await volumesIn(tx, state, duty, settings.bindDays, asked)));
  for (const duty of Object.values(LOAN_OWED).flat())
    if (asked.duties.has(duty)) found.push(...(await loansOf(tx, duty, asked)));
  return found;
}

async function volumesIn(
  tx: ReadTx,
  state: VolumeState,
  duty: ArchiveDuty,
  bindDays: number,
  asked: Asked,
): Promise<OpenDuty[]> {
  const [isOwed, due] = whenOwed(tx, duty, bindDays);
  return pageOf(
    tx,
    duty,
    sql`SELECT volume_id::text AS record, volume_id, title, ${VOLUME_STATES[state]} AS stands, (${due})::date AS due
      FROM archive_volume WHERE bureau_id = ${tx.bureauId} AND state = ${state} AND ${isOwed}`,
    asked,
  );
}

/** The condition, and the last day. */
function whenOwed(tx: ReadTx, duty: ArchiveDuty, bindDays: number): [RawBuilder<boolean>, RawBuilder<unknown>] {
  switch (duty) {
    case 'archive.amend':
      return [sql`later_on IS NOT NULL`, sql`later_on + ${bindDays}::int`];
    case 'archive.appraise':
      return [sql`keep_until < ${tx.today}::date`, sql`keep_until`];
    case 'archive.list-transfer':
      return [
        sql`transfer_by <= ${addDays(tx.today, TRANSFER_NOTICE_DAYS)}::date AND (keep_until IS NULL OR keep_until > transfer_by)`,
        sql`transfer_by`,
      ];
    case 'archive.check':
    case 'archive.assemble':
    case 'archive.examine':
    case 'archive.seal':
      return [sql`true`, sql`closed_on + ${bindDays}::int`];
    default:
      return [sql`true`, sql`NULL`];
  }
}

async function loansOf(tx: ReadTx, duty: ArchiveDuty, asked: Asked): Promise<OpenDuty[]> {
  const isWanted =
    duty === 'archive.return-loan'
      ? sql<boolean>`l.state = 'lent' AND l.due_on <= ${tx.today}::date`
      : sql<boolean>`l.state = 'requested' AND l.with_inner = ${duty === 'archive.decide-loan/inner'} AND l.borrower <> ${asked.staffId}`;
  return pageOf(
    tx,
    duty,
    sql`SELECT l.loan_id::text AS record, v.volume_id, v.title, l.purpose AS stands, l.due_on AS due
      FROM archive_loan l JOIN archive_volume v ON v.bureau_id = l.bureau_id AND v.volume_id = l.volume_id
      WHERE l.bureau_id = ${tx.bureauId} AND ${isWanted}`,
    asked,
  );
}

async function pageOf(
  tx: ReadTx,
  duty: ArchiveDuty,
  question: RawBuilder<unknown>,
  { most, skip }: Asked,
): Promise<OpenDuty[]> {
  const { rows } = await sql<Row>`
    SELECT q.*, count(*) OVER ()::int AS total FROM (${question}) q ORDER BY due NULLS LAST, record LIMIT ${most} OFFSET ${skip}`.execute(
    tx.db,
  );
  const [first] = rows;
  if (first === undefined) return [];
  return [
    {
      duty,
      total: first.total,
      turns: rows.map(({ record, volume_id: id, title, stands, due }) => ({
        record,
        where: title,
        stands,
        dueOn: due,
        href: `/archive/${id}` as const,
      })),
    },
  ];
}
