/** In which state of a case what is owed (docs/adr/0052). Browser-safe. @module */
import type { OwedIn } from '../../core/turns.ts';
import type { CaseState } from '../types/case.ts';
import type { penaltyDuties } from './duties.ts';

/** In every state from the filing on: who keeps out, what is to be served, what is sealed. */
const ALONGSIDE = ['penalty.decide-recusal', 'penalty.serve', 'penalty.settle-seizure'] as const;
const CONTEST = ['penalty.end-challenge', 'penalty.revoke-decision'] as const;

/** In each state; what hangs on more than the state (a hold, a recusal, money) stands with every state it may be owed in. */
export const CASE_OWED: OwedIn<CaseState, typeof penaltyDuties> = {
  lead: ['penalty.request-filing'],
  filing: ['penalty.approve-filing'],
  investigating: [
    'penalty.finish-investigation',
    'penalty.approve-hold',
    'penalty.settle-hold',
    'penalty.approve-seizure',
    'penalty.end-appraisal',
    ...ALONGSIDE,
  ],
  reviewing: ['penalty.review', ...ALONGSIDE],
  noticing: ['penalty.serve-notice', ...ALONGSIDE],
  noticed: ['penalty.submit-decision', 'penalty.note-argument', ...ALONGSIDE],
  hearing: [
    'penalty.schedule-hearing',
    'penalty.record-hearing/section-chief',
    'penalty.record-hearing/legal-reviewer',
    'penalty.record-hearing/deputy-head',
    'penalty.record-hearing/officer',
    ...ALONGSIDE,
  ],
  'reviewing-hearing': ['penalty.review', ...ALONGSIDE],
  submitting: ['penalty.submit-decision', 'penalty.note-argument', ...ALONGSIDE],
  discussing: ['penalty.discuss', ...ALONGSIDE],
  deciding: ['penalty.decide', ...ALONGSIDE],
  decided: ['penalty.serve-decision', ...ALONGSIDE],
  executing: [
    'penalty.issue-urge',
    'penalty.urge',
    'penalty.impose-extra',
    'penalty.apply-court',
    'penalty.end-execution',
    'penalty.note-executed',
    'penalty.decide-instalments',
    'penalty.note-payment',
    'penalty.open-daily',
    'penalty.report-back',
    ...CONTEST,
    ...ALONGSIDE,
  ],
  court: [
    'penalty.note-court',
    'penalty.open-daily',
    'penalty.note-payment',
    'penalty.report-back',
    ...CONTEST,
    ...ALONGSIDE,
  ],
  executed: ['penalty.request-closing', 'penalty.open-daily', 'penalty.report-back', ...CONTEST, ...ALONGSIDE],
  closing: ['penalty.approve-closing', 'penalty.open-daily', ...CONTEST, ...ALONGSIDE],
  'transfer-asked': ['penalty.decide-transfer', ...ALONGSIDE],
  'transfer-approved': ['penalty.send-transfer', ...ALONGSIDE],
  transferred: ['penalty.note-police', ...ALONGSIDE],
  closed: ['penalty.serve', 'penalty.open-daily', ...CONTEST],
  'not-filed': [],
};
