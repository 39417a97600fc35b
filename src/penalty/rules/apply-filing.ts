/** What the acts up to the review make of a case. Browser-safe. @module */
import type { CaseFile } from '../types/file.ts';
import type { ActOnCase, Applied, Now } from './apply.ts';
import { handlersOf } from './begin.ts';
import { explainedOutcome } from './daily.ts';
import { pieceOf } from './evidence.ts';

type Filing = Extract<
  ActOnCase,
  | 'decline-lead'
  | 'request-filing'
  | 'return-filing'
  | 'approve-filing'
  | 'request-recusal'
  | 'decide-recusal'
  | 'change-handler'
  | 'call-interview'
  | 'add-evidence'
  | 'supplement-evidence'
  | 'exclude-evidence'
  | 'commission-appraisal'
  | 'extend-appraisal'
  | 'end-appraisal'
  | 'request-hold'
  | 'approve-hold'
  | 'settle-hold'
  | 'request-seizure'
  | 'approve-seizure'
  | 'extend-seizure'
  | 'settle-seizure'
  | 'extend-case'
  | 'finish-investigation'
  | 'review'
>;

export const FILING: { readonly [A in Filing]: Applied<A> } = {
  'decline-lead': (_file, _input, { today }) => ({ state: 'not-filed', endedOn: today }),
  'request-filing': (file, { officerIds, cause, facts }, now) => {
    const handlers = handlersOf(officerIds, now);
    return {
      state: 'filing',
      lead: { ...file.lead, cause, facts },
      handlers,
      seats: {
        ...file.seats,
        handler: merged(
          file.seats.handler,
          handlers.map(({ staffId }) => staffId),
        ),
      },
      filingRequestedOn: now.today,
    };
  },
  'return-filing': () => ({ state: 'lead', filingRequestedOn: null }),
  'approve-filing': (_file, _input, { today }) => ({ state: 'investigating', filedOn: today }),
  'request-recusal': (file, { officerId, by, reason }, { today, newId }) => ({
    recusals: [...file.recusals, { recusalId: newId(), officerId, by, reason, requestedOn: today, outcome: null }],
  }),
  'decide-recusal': (file, { recusalId, outcome, replacementId }, now) => {
    const recusals = file.recusals.map((each) => (each.recusalId === recusalId ? { ...each, outcome } : each));
    const leaving = file.recusals.find((each) => each.recusalId === recusalId)?.officerId ?? '';
    return outcome === 'refused' || replacementId === undefined
      ? { recusals }
      : { recusals, ...replaced(file, leaving, replacementId, now) };
  },
  'change-handler': (file, { officerId, replacementId }, now) => replaced(file, officerId, replacementId, now),
  'call-interview': () => ({}),
  'commission-appraisal': (file, { appraisal: { dueOn, seizureId = null, ...said } }, { today, newId }) => ({
    appraisals: [
      ...file.appraisals,
      { ...said, appraisalId: newId(), seizureId, periods: [{ on: today, to: dueOn }], outcome: null, endedOn: null },
    ],
  }),
  'extend-appraisal': (file, { appraisalId, dueOn }, { today }) => ({
    appraisals: file.appraisals.map((each) =>
      each.appraisalId === appraisalId ? { ...each, periods: [...each.periods, { on: today, to: dueOn }] } : each,
    ),
  }),
  'end-appraisal': (file, { appraisalId, outcome, on }) => ({
    appraisals: file.appraisals.map((each) =>
      each.appraisalId === appraisalId ? { ...each, outcome, endedOn: on } : each,
    ),
  }),
  'add-evidence': (file, { evidence }, now) => ({ evidence: [...file.evidence, pieceOf(evidence, now)] }),
  'supplement-evidence': (file, { evidence, reason }, now) => ({
    evidence: [...file.evidence, { ...pieceOf(evidence, now), addition: reason }],
  }),
  'exclude-evidence': (file, { evidenceId, reason }, { today }) => ({
    evidence: file.evidence.map((each) =>
      each.evidenceId === evidenceId ? { ...each, excluded: { on: today, reason } } : each,
    ),
  }),
  'request-hold': (file, { hold }, { today, newId }) => ({
    holds: [
      ...file.holds,
      { ...hold, holdId: newId(), requestedOn: today, approvedOn: null, end: null, endedOn: null },
    ],
  }),
  'approve-hold': (file, { holdId }, { today }) => ({
    holds: file.holds.map((each) => (each.holdId === holdId ? { ...each, approvedOn: today } : each)),
  }),
  'settle-hold': (file, { holdId, end }, { today }) => ({
    holds: file.holds.map((each) => (each.holdId === holdId ? { ...each, end, endedOn: today } : each)),
  }),
  'request-seizure': (file, { seizure }, { today, newId }) => ({
    seizures: [
      ...file.seizures,
      {
        ...seizure,
        seizureId: newId(),
        requestedOn: today,
        approvedOn: null,
        extendedOn: null,
        end: null,
        endedOn: null,
      },
    ],
  }),
  'approve-seizure': (file, { seizureId }, { today }) => ({
    seizures: file.seizures.map((each) => (each.seizureId === seizureId ? { ...each, approvedOn: today } : each)),
  }),
  'extend-seizure': (file, { seizureId }, { today }) => ({
    seizures: file.seizures.map((each) => (each.seizureId === seizureId ? { ...each, extendedOn: today } : each)),
  }),
  'settle-seizure': (file, { seizureId, end }, { today }) => ({
    seizures: file.seizures.map((each) => (each.seizureId === seizureId ? { ...each, end, endedOn: today } : each)),
  }),
  'extend-case': (file, _input, { today, setting }) => ({
    extensions: [...file.extensions, { on: today, days: setting.extensionDays }],
  }),
  'finish-investigation': (file, { report }, { today }) => ({
    state: 'reviewing',
    report: { ...report, outcome: explainedOutcome(file, report.outcome) },
    reportedOn: today,
    submission: null,
  }),
  review: (file, { outcome }, { staffId, today }) => {
    const seats = { ...file.seats, reviewer: merged(file.seats.reviewer, [staffId]) };
    if (outcome === 'returned') return { state: 'investigating', seats };
    if (file.state === 'reviewing-hearing') return { state: 'submitting', seats };
    // What does not burden the party goes to the head as it was reported (行政处罚法 §57).
    const report = file.report?.outcome;
    return report === undefined || report.kind === 'penalty'
      ? { state: 'noticing', seats }
      : { state: 'deciding', seats, submission: { outcome: report, on: today } };
  },
};

export function merged(had: readonly string[], more: readonly string[]): string[] {
  return [...new Set([...had, ...more])];
}

function replaced(
  file: CaseFile,
  leaving: string,
  replacementId: string,
  now: Now,
): Pick<CaseFile, 'handlers' | 'seats'> {
  const [newcomer] = handlersOf([replacementId], now);
  if (newcomer === undefined) throw new Error(`no officer ${replacementId}`);
  return {
    handlers: file.handlers.map((each) => (each.officerId === leaving ? newcomer : each)),
    seats: { ...file.seats, handler: merged(file.seats.handler, [newcomer.staffId]) },
  };
}
