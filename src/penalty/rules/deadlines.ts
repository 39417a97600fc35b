/** The terms of a case, from its dates by the one deadline engine (domain §16.1). Pure. Browser-safe. @module */
import { addDays } from '../../core/calendar/day.ts';
import { deadline, type Deadline, type DayTerm } from '../../core/calendar/deadline.ts';
import { tableDate } from '../../core/calendar/sentences.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { CaseFile, Notice } from '../types/file.ts';
import type { Service } from '../types/case.ts';
import type { PenaltySetting } from '../types/settings.ts';
import type { CaseTerm, TermKey } from '../types/turn.ts';
import { appraisedBy, decisionPauses, seizurePauses } from './pauses.ts';

const HEARING_WORKDAYS = 5;
export const HOLD_WORKDAYS = 7;
const DECIDE_DAYS = 90;
/** 当场实施之后向负责人报告 (行政强制法 §19). */
const SEIZURE_REPORT_HOURS = 24;
/** 查封、扣押: thirty days, once thirty more (行政强制法 §25). */
const SEIZURE_DAYS = 30;
const SERVE_WORKDAYS = 7;
const PAY_DAYS = 15;
const URGE_DAYS = 10;
const COURT_MONTHS = 3;
/** 行政复议法 §20. */
const RECONSIDER_DAYS = 60;
/** 行政诉讼法 §46. */
const SUIT_MONTHS = 6;
const SUIT_AFTER_RECONSIDERATION_DAYS = 15;
const TRANSFER_DAYS = 3;
const TRANSFER_HOURS = 24;
/** 公告送达 (民事诉讼法 2023 §95). */
const PUBLIC_NOTICE_DAYS = 30;
/** 听证的七日前通知 (行政处罚法 §64(二)): whole workdays between the notice and the hearing. */
export const HEARING_NOTICE_WORKDAYS = 7;

/** When what was served has arrived: a public notice when its thirty days are over. */
export function arrivedOn({ means, on }: Pick<Service, 'means' | 'on'>): string {
  return means === 'public' ? addDays(on, PUBLIC_NOTICE_DAYS) : on;
}

/** The last day to argue, or to ask for a hearing where one was told of. */
export function argueBy(
  { isHeard, arrivedOn: start }: Pick<Notice, 'isHeard' | 'arrivedOn'>,
  { argueWorkdays }: PenaltySetting,
  calendar: WorkCalendar,
): string {
  return deadline(
    { unit: 'workday', n: isHeard ? Math.max(HEARING_WORKDAYS, argueWorkdays) : argueWorkdays, start },
    calendar,
  ).due;
}

/** The last day to decide: ninety days from the filing and what was added, without what the field lets it wait for. */
export function decideTerm(
  file: Pick<CaseFile, 'filedOn' | 'extensions' | 'appraisals' | 'hearing' | 'notices'>,
  { setting, calendar }: { readonly setting: Pick<PenaltySetting, 'pausedBy'>; readonly calendar: WorkCalendar },
): Deadline | null {
  if (file.filedOn === null) return null;
  const n = DECIDE_DAYS + file.extensions.reduce((sum, { days }) => sum + days, 0);
  return deadline({ unit: 'day', n, start: file.filedOn, pauses: decisionPauses(file, setting) }, calendar);
}

type Seizure = CaseFile['seizures'][number];

/** The day from which something is sealed or seized; null while it is only asked for. */
export function seizedOn({ urgentAt, approvedOn }: Pick<Seizure, 'urgentAt' | 'approvedOn'>): string | null {
  return urgentAt?.slice(0, 10) ?? approvedOn;
}

/** The instant, in UTC, of what was written down as a minute of the clock on the wall. */
export function instantOf(minute: string, calendar: WorkCalendar): string {
  return deadline({ unit: 'hour', n: 0, start: `${minute}:00+08:00` }, calendar).due;
}

/** The last day of a seizure, without the testing the party was told of; null while it is only asked for. */
export function seizureTerm(
  file: Pick<CaseFile, 'appraisals' | 'papers'>,
  seizure: Pick<Seizure, 'seizureId' | 'urgentAt' | 'approvedOn' | 'extendedOn'>,
  calendar: WorkCalendar,
): Deadline | null {
  const start = seizedOn(seizure);
  if (start === null) return null;
  const n = seizure.extendedOn === null ? SEIZURE_DAYS : 2 * SEIZURE_DAYS;
  return deadline({ unit: 'day', n, start, pauses: seizurePauses(file, seizure.seizureId) }, calendar);
}

/** The last day to pay what the decision says; the last instalment where instalments were granted. */
export function payBy(
  { servedOn, instalments }: Pick<CaseFile, 'servedOn' | 'instalments'>,
  calendar: WorkCalendar,
): string | null {
  if (servedOn === null) return null;
  if (instalments?.outcome === 'granted') return instalments.plan.at(-1)?.on ?? null;
  return deadline({ unit: 'day', n: PAY_DAYS, start: servedOn }, calendar).due;
}

/** The day after which nothing can be contested any more; null while something is being contested, or nothing was served. */
export function remediesEnd(
  { servedOn, challenges }: Pick<CaseFile, 'servedOn' | 'challenges'>,
  calendar: WorkCalendar,
): string | null {
  if (servedOn === null || challenges.some(({ until }) => until === null)) return null;
  const ends = challenges.map(({ kind, until }) =>
    kind === 'suit'
      ? (until ?? '')
      : deadline({ unit: 'day', n: SUIT_AFTER_RECONSIDERATION_DAYS, start: until ?? '' }, calendar).due,
  );
  const suit = sueBy(servedOn, calendar);
  return [suit, ...ends].toSorted().at(-1) ?? suit;
}

/** The last day to ask for reconsideration of what was served. */
export function reconsiderBy(servedOn: string, calendar: WorkCalendar): string {
  return deadline({ unit: 'day', n: RECONSIDER_DAYS, start: servedOn }, calendar).due;
}

/** The last day to sue over what was served, where nothing was contested before. */
export function sueBy(servedOn: string, calendar: WorkCalendar): string {
  return deadline({ unit: 'month', n: SUIT_MONTHS, start: servedOn }, calendar).due;
}

/** The last day to ask the court, three months after the remedies. */
export function courtBy(file: Pick<CaseFile, 'servedOn' | 'challenges'>, calendar: WorkCalendar): string | null {
  const from = remediesEnd(file, calendar);
  return from === null ? null : deadline({ unit: 'month', n: COURT_MONTHS, start: from }, calendar).due;
}

/** The last day that is left to the party after it was urged to perform. */
export function urgedUntil({ urgedOn }: Pick<CaseFile, 'urgedOn'>, calendar: WorkCalendar): string | null {
  return urgedOn === null ? null : deadline({ unit: 'day', n: URGE_DAYS, start: urgedOn }, calendar).due;
}

/** Every term of the case that has begun, ended ones too, in the order in which they began. */
export function termsOf(file: CaseFile, setting: PenaltySetting, calendar: WorkCalendar): CaseTerm[] {
  const term = (key: TermKey, days: DayTerm, metOn: string | null, of: string | null = null): CaseTerm =>
    caseTerm(key, days.start, deadline(days, calendar), metOn, of);
  /** A last day that a rule above has counted. */
  const until = (key: TermKey, start: string, due: string | null, metOn: string | null): CaseTerm[] =>
    due === null ? [] : [caseTerm(key, start, { due, provisional: due > calendar.coveredTo, paused: 0 }, metOn)];
  /** The same, of a rule that leaves days out. */
  const counted = (
    key: TermKey,
    start: string | null,
    end: Deadline | null,
    metOn: string | null,
    of: string | null = null,
  ): CaseTerm[] => (start === null || end === null ? [] : [caseTerm(key, start, end, metOn, of)]);
  const { decision, transfer, servedOn, urgedOn, filedOn } = file;
  const notice = file.notices.at(-1);
  const isOwing = decision?.outcome.kind === 'penalty' && file.revokedOn === null;
  return [
    ...(file.procedure === 'general'
      ? [
          term(
            'file',
            { unit: 'workday', n: setting.filingWorkdays, start: file.openedOn },
            file.filingRequestedOn ?? file.endedOn,
          ),
        ]
      : []),
    ...counted('decide', filedOn, decideTerm(file, { setting, calendar }), decidedOn(file)),
    ...file.holds.flatMap(({ holdId, approvedOn, endedOn }) =>
      approvedOn === null
        ? []
        : [term('hold', { unit: 'workday', n: HOLD_WORKDAYS, start: approvedOn }, endedOn, holdId)],
    ),
    ...file.seizures.flatMap((seizure) => reportTerm(seizure, calendar)),
    ...file.seizures.flatMap((seizure) =>
      counted('seizure', seizedOn(seizure), seizureTerm(file, seizure, calendar), seizure.endedOn, seizure.seizureId),
    ),
    // A day that was agreed on, not counted: no rest day moves it.
    ...file.appraisals.map((each) => {
      const end = { due: appraisedBy(each), provisional: false, paused: 0 };
      return caseTerm('appraisal', each.periods[0]?.on ?? '', end, each.endedOn, each.appraisalId);
    }),
    ...(notice === undefined
      ? []
      : until(
          'argue',
          notice.arrivedOn,
          argueBy(notice, setting, calendar),
          file.waivedOn ?? file.submission?.on ?? null,
        )),
    ...(decision === null || file.procedure === 'simple'
      ? []
      : [term('serve', { unit: 'workday', n: SERVE_WORKDAYS, start: decision.on }, file.service?.on ?? null)]),
    ...(servedOn === null || !isOwing ? [] : until('pay', servedOn, payBy(file, calendar), file.executedOn)),
    ...(urgedOn === null || !isOwing
      ? []
      : until('urge', urgedOn, urgedUntil(file, calendar), file.executedOn ?? file.courtOn)),
    ...(servedOn === null || !isOwing || urgedOn === null
      ? []
      : until(
          'court',
          remediesEnd(file, calendar) ?? servedOn,
          courtBy(file, calendar),
          file.courtOn ?? file.executedOn,
        )),
    ...file.rechecks.flatMap(({ recheckId, on, isCorrected, dailyCaseId }) =>
      isCorrected
        ? []
        : [
            term(
              'daily',
              { unit: 'workday', n: setting.filingWorkdays, start: on },
              dailyCaseId === null ? file.revokedOn : on,
              recheckId,
            ),
          ],
    ),
    ...(transfer === null ? [] : transferTerms(transfer, calendar)),
  ];
}

function caseTerm(
  key: TermKey,
  start: string,
  { due, provisional, paused }: Pick<Deadline, 'due' | 'provisional' | 'paused'>,
  metOn: string | null,
  of: string | null = null,
): CaseTerm {
  return { key, of, start, due, metOn, provisional, paused };
}

/** What was done on the spot is reported and approved, or lifted, within a day and a night, holiday or not. */
function reportTerm({ seizureId, urgentAt, approvedOn, endedOn }: Seizure, calendar: WorkCalendar): CaseTerm[] {
  if (urgentAt === undefined) return [];
  const start = instantOf(urgentAt, calendar);
  const end = deadline({ unit: 'hour', n: SEIZURE_REPORT_HOURS, start }, calendar);
  return [caseTerm('seizure-report', start, end, approvedOn ?? endedOn, seizureId)];
}

function transferTerms(
  { askedOn, approvedAt, sentOn, outcome }: NonNullable<CaseFile['transfer']>,
  calendar: WorkCalendar,
): CaseTerm[] {
  const decided = approvedAt === null ? (outcome === null ? null : askedOn) : tableDate(approvedAt);
  const first = deadline({ unit: 'day', n: TRANSFER_DAYS, start: askedOn }, calendar);
  const terms = [caseTerm('transfer-decide', askedOn, first, decided)];
  if (approvedAt === null) return terms;
  const second = deadline({ unit: 'hour', n: TRANSFER_HOURS, start: approvedAt }, calendar);
  return [...terms, caseTerm('transfer-send', approvedAt, second, sentOn)];
}

/** The day on which the case was decided, or handed to the police who took it. */
export function decidedOn({ decision, transfer }: Pick<CaseFile, 'decision' | 'transfer'>): string | null {
  return decision?.on ?? (transfer?.outcome === 'accepted' ? transfer.sentOn : null);
}

/** The day of a last day or instant. */
export function dueDay(due: string): string {
  return tableDate(due);
}
