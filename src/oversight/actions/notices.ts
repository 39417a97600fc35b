/** 预警阈值 and 督办. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { takeSerial } from '../../core/register/register.ts';
import { ok, refuse } from '../../core/result.ts';
import { oversightDeeds } from '../deeds.ts';
import { findAlert, readLimits } from '../reads/console.ts';
import { lockNotice } from '../reads/notices.ts';
import { noticeRefusals, NOTICE_MOVES, replyDayRefusals } from '../rules/notices.ts';
import { AlertLimits } from '../types/alerts.ts';
import { NewNotice, NoticeId, NoticeOpinion, NoticeReply, NoticeReturn } from '../types/notices.ts';
import { insertLimits, insertNotice, updateNotice } from '../writes.ts';

const OneNotice = z.object({ noticeId: NoticeId });
const SERIES = 'supervision-notice';
const NUMBER = '督办';
/** So many rows of a rule can be looked at and taken into a 督办. */
const MOST = 1_000;

export const setLimits = defineDeed({
  kind: 'oversight.set-limits',
  rule: oversightDeeds['oversight.set-limits'],
  /** `version` is the one that was looked at. */
  input: z.object({ version: z.int().min(0), limits: AlertLimits }),
  output: z.object({ version: z.int() }),
  run: async (tx, { version, limits }) => {
    if ((await readLimits(tx)).version !== version) return refuse([{ code: 'limits-changed-meanwhile' }]);
    await insertLimits(tx, version + 1, limits);
    tx.record({
      kind: 'oversight.set-limits',
      subject: 'settings/oversight',
      facts: { version: version + 1, ...limits },
    });
    return ok({ version: version + 1 });
  },
});

/** Takes the rows as the rule shows them now: what is no alert any more is not asked about. */
export const issueNotice = defineDeed({
  kind: 'oversight.issue-notice',
  rule: oversightDeeds['oversight.issue-notice'],
  input: NewNotice,
  output: z.object({ noticeId: NoticeId, number: z.string() }),
  run: async (tx, input) => {
    const { limits } = await readLimits(tx);
    const shown = (await findAlert(tx, input.alert, limits, MOST)).rows;
    const keys = new Set(input.keys);
    const records = shown.flatMap(({ key, where, what, href }) => (keys.has(key) ? [{ key, where, what, href }] : []));
    const refusals = [
      ...replyDayRefusals(input.replyBy, tx.today),
      ...(records.length < keys.size
        ? [{ code: 'notice-rows-gone', facts: { count: keys.size - records.length } }]
        : []),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const noticeId = tx.newId();
    const { year, serial } = await takeSerial(tx, SERIES, noticeId);
    const number = `${NUMBER}〔${year}〕${serial}号`;
    await insertNotice(tx, noticeId, number, input, records);
    tx.record({
      kind: 'oversight.issue-notice',
      subject: `notice/${noticeId}`,
      facts: {
        number,
        alert: input.alert,
        rows: records.map(({ key }) => key),
        addressee: input.addressee,
        replyBy: input.replyBy,
      },
    });
    return ok({ noticeId, number });
  },
});

export const replyNotice = defineDeed({
  kind: 'oversight.reply-notice',
  rule: oversightDeeds['oversight.reply-notice'],
  input: NoticeReply,
  output: OneNotice,
  run: async (tx, { noticeId, reply }) => {
    const notice = await lockNotice(tx, noticeId);
    if (notice === undefined) return refuse([{ code: 'notice-not-found' }]);
    const now = { state: notice.state, addressee: notice.addressee, issuedBy: notice.issued_by };
    const refusals = noticeRefusals('oversight.reply-notice', now, tx.actor);
    if (refusals.length > 0) return refuse(refusals);
    await updateNotice(tx, noticeId, {
      state: NOTICE_MOVES['oversight.reply-notice'].to,
      reply,
      replied_by: tx.actor.staffId,
      replied_on: tx.today,
    });
    tx.record({
      kind: 'oversight.reply-notice',
      subject: `notice/${noticeId}`,
      facts: { isLate: tx.today > notice.reply_by },
    });
    return ok({ noticeId });
  },
});

export const closeNotice = defineDeed({
  kind: 'oversight.close-notice',
  rule: oversightDeeds['oversight.close-notice'],
  input: NoticeOpinion,
  output: OneNotice,
  run: async (tx, { noticeId, opinion }) => {
    const notice = await lockNotice(tx, noticeId);
    if (notice === undefined) return refuse([{ code: 'notice-not-found' }]);
    const now = { state: notice.state, addressee: notice.addressee, issuedBy: notice.issued_by };
    const refusals = noticeRefusals('oversight.close-notice', now, tx.actor);
    if (refusals.length > 0) return refuse(refusals);
    await updateNotice(tx, noticeId, {
      state: NOTICE_MOVES['oversight.close-notice'].to,
      opinion,
      closed_on: tx.today,
    });
    tx.record({ kind: 'oversight.close-notice', subject: `notice/${noticeId}`, facts: {} });
    return ok({ noticeId });
  },
});

/** The reply stays in the row until the next one; the log knows of both. */
export const returnNotice = defineDeed({
  kind: 'oversight.return-notice',
  rule: oversightDeeds['oversight.return-notice'],
  input: NoticeReturn,
  output: OneNotice,
  run: async (tx, { noticeId, reason, replyBy }) => {
    const notice = await lockNotice(tx, noticeId);
    if (notice === undefined) return refuse([{ code: 'notice-not-found' }]);
    const now = { state: notice.state, addressee: notice.addressee, issuedBy: notice.issued_by };
    const refusals = [
      ...noticeRefusals('oversight.return-notice', now, tx.actor),
      ...replyDayRefusals(replyBy, tx.today),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await updateNotice(tx, noticeId, {
      state: NOTICE_MOVES['oversight.return-notice'].to,
      return_reason: reason,
      reply_by: replyBy,
    });
    tx.record({ kind: 'oversight.return-notice', subject: `notice/${noticeId}`, facts: { replyBy } });
    return ok({ noticeId });
  },
});
