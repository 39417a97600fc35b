/** Telling the party, hearing it, discussing, deciding (行政处罚法 §44–45, §57–65). Browser-safe. @module */
import { addWorkdays } from '../../../core/calendar/work-calendar.ts';
import type { Refusal } from '../../../core/result.ts';
import type { CaseFile } from '../../types/file.ts';
import type { CaseContext } from '../context.ts';
import { dailyRefusals } from '../daily.ts';
import { argueBy, decideTerm, HEARING_NOTICE_WORKDAYS } from '../deadlines.ts';
import { servable } from '../forms.ts';
import { aboveGradeRefusals, beyondRefusals } from '../outcome.ts';
import { missingPaper, paperInForce } from '../papers.ts';
import type { Guards } from './index.ts';
import { dayRefusals, serviceRefusals, toldOutcome, undecidedRecusals } from './parts.ts';

export const DECISION_GUARDS = {
  'serve-notice': (file, { service }, context) => [
    ...missingPaper(file, 'notice'),
    ...serviceRefusals(file, service, context, paperInForce(file, 'notice')?.on ?? file.reportedOn ?? file.openedOn),
  ],
  'note-argument': (file, { heardOn, statementId }, { today }) => [
    ...dayRefusals(heardOn, 'heardOn', { from: file.notices.at(-1)?.service.on ?? file.openedOn, to: today }),
    ...(statementId === undefined || unanswered(file).some((each) => each.statementId === statementId)
      ? []
      : [{ code: 'argument-unknown', at: 'statementId' }]),
  ],
  'note-waiver': (file, { on }, { today }) => [
    ...dayRefusals(on, 'on', { from: file.notices.at(-1)?.service.on ?? file.openedOn, to: today }),
    ...(file.waivedOn === null ? [] : [{ code: 'argument-waived' }]),
  ],
  'request-hearing': (file, { on }, context) => {
    const notice = file.notices.at(-1);
    if (notice === undefined) return [{ code: 'hearing-not-told' }];
    const by = argueBy(notice, context.setting, context.calendar);
    const refusals = dayRefusals(on, 'on', { from: notice.service.on, to: context.today });
    if (!notice.isHeard) refusals.push({ code: 'hearing-not-told' });
    if (on > by) refusals.push({ code: 'hearing-too-late', at: 'on', facts: { by } });
    // A right that was given up by a plain statement is not taken back (行政处罚法 §62).
    if (file.waivedOn !== null) refusals.push({ code: 'argument-waived' });
    return refusals;
  },
  'schedule-hearing': (file, input, context) => {
    const { on, presiderId, isClosed, reason } = input;
    const refusals: Refusal[] = [];
    const earliest = addWorkdays(context.today, HEARING_NOTICE_WORKDAYS, context.calendar);
    if (on <= earliest) refusals.push({ code: 'hearing-too-soon', at: 'on', facts: { after: earliest } });
    if (file.seats.handler.includes(presiderId)) refusals.push({ code: 'presider-investigated', at: 'presiderId' });
    if (file.seats.reviewer.includes(presiderId)) refusals.push({ code: 'presider-reviewed', at: 'presiderId' });
    if (isClosed && (reason ?? '') === '') refusals.push({ code: 'hearing-closed-reason', at: 'reason' });
    return refusals;
  },
  'record-hearing': (file, _input, { today, calendar }) => {
    const on = file.hearing?.on ?? null;
    if (on === null || on > today) return [{ code: 'hearing-not-yet', facts: { on: on ?? '' } }];
    const served = paperInForce(file, 'hearing-call')?.servedOn ?? null;
    if (served === null) return [{ code: 'hearing-call-unserved' }];
    const after = addWorkdays(served, HEARING_NOTICE_WORKDAYS, calendar);
    return on <= after ? [{ code: 'hearing-call-late', facts: { after } }] : [];
  },
  'drop-hearing': (file, { on }, { today }) =>
    dayRefusals(on, 'on', { from: file.hearing?.requestedOn ?? file.openedOn, to: today }),
  'submit-decision': (file, { outcome }, context) => [
    ...undecidedRecusals(file),
    ...beyondRefusals(outcome, toldOutcome(file)),
    ...aboveGradeRefusals(file, outcome, context),
    ...dailyRefusals(file, outcome, 'outcome'),
    ...waitRefusals(file, context),
    ...(unanswered(file).length === 0 ? [] : [{ code: 'argument-unanswered' }]),
  ],
  discuss: (file, { on, attendeeIds, outcome }, context) => {
    const refusals = [
      ...dayRefusals(on, 'on', { from: file.submission?.on ?? file.openedOn, to: context.today }),
      ...beyondRefusals(outcome, toldOutcome(file)),
      ...aboveGradeRefusals(file, outcome, context),
      ...dailyRefusals(file, outcome, 'outcome'),
    ];
    const attendees = new Set(attendeeIds);
    if (!attendees.has(context.staffId)) refusals.push({ code: 'discussion-without-chair', at: 'attendeeIds' });
    if (file.seats.handler.some((id) => attendees.has(id)))
      refusals.push({ code: 'discussion-handler', at: 'attendeeIds' });
    if (attendees.size < context.setting.discussants)
      refusals.push({
        code: 'discussion-too-few',
        at: 'attendeeIds',
        facts: { present: attendees.size, required: context.setting.discussants },
      });
    return refusals;
  },
  decide: (file, _input, context) => {
    const { submission } = file;
    if (submission === null) return [{ code: 'decision-not-submitted' }];
    const refusals = [
      ...undecidedRecusals(file),
      ...beyondRefusals(submission.outcome, toldOutcome(file)),
      ...aboveGradeRefusals(file, submission.outcome, context),
    ];
    // Without the first fine there is no amount for a day.
    if (submission.outcome.kind === 'penalty' && context.isBaseRevoked) refusals.push({ code: 'daily-base-revoked' });
    const by = decideTerm(file, context)?.due ?? null;
    // Past its term nobody is punished any more; not punishing and withdrawing stay open, so that no case hangs for ever.
    if (submission.outcome.kind === 'penalty' && by !== null && context.today > by)
      refusals.push({ code: 'decision-too-late', facts: { by } });
    return refusals;
  },
  'serve-decision': (file, { service }, context) =>
    serviceRefusals(file, service, context, file.decision?.on ?? file.openedOn),
  'void-paper': (file, { documentId }) =>
    servable(file).some((paper) => paper.documentId === documentId)
      ? []
      : [{ code: 'document-not-to-serve', at: 'documentId' }],
  serve: (file, { documentIds, service }, context) => {
    const chosen = servable(file).filter(({ documentId }) => documentIds.includes(documentId));
    const from =
      chosen
        .map(({ on }) => on)
        .toSorted()
        .at(-1) ?? file.openedOn;
    return [
      ...(chosen.length === new Set(documentIds).size ? [] : [{ code: 'document-not-to-serve', at: 'documentIds' }]),
      ...serviceRefusals(file, service, context, from),
    ];
  },
} as const satisfies Guards;

/** Until the party has argued its time out, or has given it up, nothing is decided (行政处罚法 §62). */
function waitRefusals(file: CaseFile, { setting, calendar, today }: CaseContext): Refusal[] {
  const notice = file.notices.at(-1);
  if (file.state !== 'noticed' || notice === undefined || file.waivedOn !== null) return [];
  const by = argueBy(notice, setting, calendar);
  return today > by ? [] : [{ code: 'argument-running', facts: { by } }];
}

/** What the party has said by its page and nobody has answered (行政处罚法 §45). */
export function unanswered({ statements }: Pick<CaseFile, 'statements'>): CaseFile['statements'] {
  return statements.filter(({ answer }) => answer === null);
}
