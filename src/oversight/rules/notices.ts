/** What may follow what in a 督办, and by whom (docs/adr/0053). Browser-safe. @module */
import type { Role } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { Duties, OwedIn } from '../../core/turns.ts';
import { ADDRESSEES, NOTICE_STATES, type Addressee, type NoticeState } from '../types/notices.ts';

/** From where each step leads to where; what is closed is never left. */
export const NOTICE_MOVES = {
  'oversight.reply-notice': { from: 'issued', to: 'replied' },
  'oversight.close-notice': { from: 'replied', to: 'closed' },
  'oversight.return-notice': { from: 'replied', to: 'issued' },
} as const satisfies Readonly<Record<string, { readonly from: NoticeState; readonly to: NoticeState }>>;
export type NoticeDeed = keyof typeof NOTICE_MOVES;

export interface NoticeNow {
  readonly state: NoticeState;
  readonly addressee: Addressee;
  readonly issuedBy: string;
}

/** Every reason the step may not be taken now by this person. */
export function noticeRefusals(
  deed: NoticeDeed,
  notice: NoticeNow,
  actor: { readonly staffId: string; readonly roles: readonly Role[] },
): Refusal[] {
  const refusals: Refusal[] = [];
  const { from } = NOTICE_MOVES[deed];
  if (from !== notice.state)
    refusals.push({
      code: 'notice-state',
      facts: { state: NOTICE_STATES[notice.state], allowed: [NOTICE_STATES[from]] },
    });
  if (deed === 'oversight.reply-notice') {
    if (!actor.roles.includes(notice.addressee))
      refusals.push({ code: 'notice-not-addressee', facts: { addressee: ADDRESSEES[notice.addressee] } });
    if (actor.staffId === notice.issuedBy) refusals.push({ code: 'notice-own' });
  }
  return refusals;
}

/** Why this day cannot be the last one to reply. */
export function replyDayRefusals(replyBy: string, today: string): Refusal[] {
  return replyBy > today ? [] : [{ code: 'notice-day-past', at: 'replyBy', facts: { today } }];
}

const reply = (owner: Addressee) =>
  ({
    deed: 'oversight.reply-notice',
    owners: [owner],
    unit: 'day',
    why: '执法监督发出督办，在督办写明的期限前回复',
  }) as const;

export const noticeDuties = {
  'oversight.reply-notice/head': reply('head'),
  'oversight.reply-notice/group-office': reply('group-office'),
  'oversight.reply-notice/section-chief': reply('section-chief'),
  'oversight.close-notice': {
    deed: 'oversight.close-notice',
    owners: ['supervisor'],
    unit: 'day',
    why: '督办已有回复，认可后办结，或写明理由退回',
  },
} as const satisfies Duties;

/** Of the three replies the one of the addressee is owed. */
export const NOTICE_OWED: OwedIn<NoticeState, typeof noticeDuties> = {
  issued: [
    'oversight.reply-notice/head',
    'oversight.reply-notice/group-office',
    'oversight.reply-notice/section-chief',
  ],
  replied: ['oversight.close-notice'],
  closed: [],
};
