/** What of the archive waits (待办). @module */
import { sql, type RawBuilder } from 'kysely';
import { askOpen, type OpenRow } from '../../core/open-duties.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { Asked, OpenDuty, Turn } from '../../core/turns.ts';
import { addDays } from '../../core/calendar/day.ts';
import { LOAN_OWED, VOLUME_OWED, type archiveDuties } from '../rules/duties.ts';
import { VOLUME_STATES, type VolumeState } from '../types/volume.ts';
import { readArchiveSettings } from './volumes.ts';

type ArchiveDuty = keyof typeof archiveDuties;

/** A year before the last day a volume asks to be transferred. */
const TRANSFER_NOTICE_DAYS = 365;

export async function archiveTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const { settings } = await readArchiveSettings(tx);
  const volumes = (Object.entries(VOLUME_OWED) as [VolumeState, readonly ArchiveDuty[]][]).flatMap(([state, duties]) =>
    duties.map((duty) => ({ duty, open: volumesIn(tx, state, duty, settings.bindDays), turn: turnOf })),
  );
  const loans = Object.values(LOAN_OWED)
    .flat()
    .map((duty) => ({ duty, open: loansOf(tx, duty, asked.staffId), turn: turnOf }));
  return askOpen(tx, [...volumes, ...loans], asked);
}

function turnOf({ record, title, stands, day, page }: OpenRow): Turn {
  return { record, where: title, stands, dueOn: day, href: `/archive/${page}` };
}

function volumesIn(tx: ReadTx, state: VolumeState, duty: ArchiveDuty, bindDays: number): RawBuilder<unknown> {
  const [isOwed, due] = whenOwed(tx, duty, bindDays);
  return sql`SELECT volume_id, title, ${VOLUME_STATES[state]}, ${due}, volume_id
    FROM archive_volume WHERE bureau_id = ${tx.bureauId} AND state = ${state} AND ${isOwed}`;
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

function loansOf(tx: ReadTx, duty: ArchiveDuty, staffId: string): RawBuilder<unknown> {
  const isWanted =
    duty === 'archive.return-loan'
      ? sql<boolean>`l.state = 'lent' AND l.due_on <= ${tx.today}::date`
      : sql<boolean>`l.state = 'requested' AND l.with_inner = ${duty === 'archive.decide-loan/inner'} AND l.borrower <> ${staffId}`;
  return sql`SELECT l.loan_id, v.title, l.purpose, l.due_on, v.volume_id
    FROM archive_loan l JOIN archive_volume v ON v.bureau_id = l.bureau_id AND v.volume_id = l.volume_id
    WHERE l.bureau_id = ${tx.bureauId} AND ${isWanted}`;
}
