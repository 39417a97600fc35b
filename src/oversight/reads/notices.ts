/** 督办 as they stand. @module */
import type { Selectable } from 'kysely';
import { staffNames } from '../../bureau/reads.ts';
import type { Actor } from '../../core/actor.ts';
import type { ReadTx, Tx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import { NOTICE_OWED } from '../rules/notices.ts';
import '../tables.ts';
import type { SupervisionNoticeTable } from '../tables.ts';
import { NOTICE_STATES, type NoticeView } from '../types/notices.ts';

type NoticeRow = Selectable<SupervisionNoticeTable>;

export async function lockNotice(tx: Tx, noticeId: string): Promise<NoticeRow | undefined> {
  return tx.db
    .selectFrom('supervision_notice')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('notice_id', '=', noticeId)
    .forUpdate()
    .executeTakeFirst();
}

/** Supervision sees every one; others those that their role answers. The open ones first, the nearest deadline before. */
export async function listNotices(
  tx: ReadTx,
  { roles }: Pick<Actor, 'roles'>,
  noticeId?: string,
): Promise<NoticeView[]> {
  let found = tx.db.selectFrom('supervision_notice').selectAll().where('bureau_id', '=', tx.bureauId);
  if (noticeId !== undefined) found = found.where('notice_id', '=', noticeId);
  const rows = await found
    .orderBy('closed_on', (ob) => ob.desc().nullsFirst())
    .orderBy('reply_by')
    .orderBy('number')
    .execute();
  const seen = roles.includes('supervisor') ? rows : rows.filter(({ addressee }) => roles.includes(addressee));
  const names = await staffNames(
    tx,
    seen.flatMap((row) => [row.issued_by, row.replied_by ?? '']),
  );
  return seen.map((row) => ({
    noticeId: row.notice_id,
    number: row.number,
    alert: row.alert,
    records: [...row.rows],
    request: row.request,
    addressee: row.addressee,
    state: row.state,
    replyBy: row.reply_by,
    isLate: row.state === 'issued' && row.reply_by < tx.today,
    issuedOn: row.issued_on,
    issuedBy: names.get(row.issued_by) ?? row.issued_by,
    reply: row.reply,
    repliedBy: row.replied_by === null ? null : (names.get(row.replied_by) ?? row.replied_by),
    repliedOn: row.replied_on,
    returnReason: row.return_reason,
    opinion: row.opinion,
    closedOn: row.closed_on,
  }));
}

export async function oversightTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const rows = await tx.db
    .selectFrom('supervision_notice')
    .select(['notice_id', 'number', 'state', 'addressee', 'reply_by'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '<>', 'closed')
    .execute();
  const open = rows.flatMap(({ notice_id: id, number, state, addressee, reply_by: replyBy }) =>
    NOTICE_OWED[state]
      .filter((duty) => state !== 'issued' || duty.endsWith(`/${addressee}`))
      .map((duty) => ({
        duty,
        record: id,
        where: number,
        stands: NOTICE_STATES[state],
        dueOn: state === 'issued' ? replyBy : null,
        href: `/oversight/notices/${id}` as const,
      })),
  );
  return pagesOfTurns(open, asked);
}
