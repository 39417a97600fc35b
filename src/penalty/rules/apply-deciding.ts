/** What telling, hearing, discussing and deciding make of a case. Browser-safe. @module */
import type { ActOnCase, Applied } from './apply.ts';
import { merged } from './apply-filing.ts';
import { DECISIONS, NOTICES } from './forms.ts';
import { explainedOutcome } from './daily.ts';
import { arrivedOn } from './deadlines.ts';
import { isDiscussed } from './outcome.ts';
import { servedPapers, waitingPapers } from './papers.ts';

type Deciding = Extract<
  ActOnCase,
  | 'serve-notice'
  | 'note-argument'
  | 'note-waiver'
  | 'request-hearing'
  | 'schedule-hearing'
  | 'record-hearing'
  | 'drop-hearing'
  | 'submit-decision'
  | 'reinvestigate'
  | 'discuss'
  | 'return-decision'
  | 'decide'
  | 'serve-decision'
>;

export const DECIDING: { readonly [A in Deciding]: Applied<A> } = {
  'serve-notice': (file, { service }) => {
    if (file.report === null) throw new Error(`case ${file.caseId} tells what nobody has proposed`);
    const { outcome } = file.report;
    const notice = {
      outcome,
      // The paper that is served says so, whatever the setting has become since.
      isHeard: waitingPapers(file, ['hearing-notice']).length > 0,
      service,
      arrivedOn: arrivedOn(service),
    };
    // A new notice opens the party's time again, whatever was given up before.
    return {
      state: 'noticed',
      notices: [...file.notices, notice],
      papers: servedPapers(file, waitingPapers(file, NOTICES), service),
      waivedOn: null,
      hearing: null,
    };
  },
  'note-argument': (file, { heardOn, isAdopted, reply, statementId }, { today }) => ({
    argumentsHeard: [...file.argumentsHeard, { on: heardOn, isAdopted }],
    statements: file.statements.map((each) =>
      each.statementId === statementId ? { ...each, answer: { on: today, isAdopted, reply } } : each,
    ),
  }),
  'note-waiver': (_file, { on }) => ({ waivedOn: on }),
  'request-hearing': (_file, { on }) => ({
    state: 'hearing',
    hearing: {
      requestedOn: on,
      on: null,
      place: '',
      presiderId: null,
      heardOn: null,
      droppedOn: null,
    },
  }),
  'schedule-hearing': (file, { on, place, presiderId }) => ({
    hearing: file.hearing && { ...file.hearing, on, place, presiderId },
  }),
  'record-hearing': (file, _input, { today, staffId }) => ({
    state: 'reviewing-hearing',
    hearing: file.hearing && { ...file.hearing, heardOn: today },
    argumentsHeard: [...file.argumentsHeard, { on: today, isAdopted: false }],
    seats: { ...file.seats, presider: merged(file.seats.presider, [staffId]) },
  }),
  'drop-hearing': (file, { on }) => ({
    state: 'submitting',
    hearing: file.hearing && { ...file.hearing, droppedOn: on },
  }),
  'submit-decision': (file, { outcome }, { today, setting }) => ({
    state: isDiscussed(file, outcome, setting) ? 'discussing' : 'deciding',
    submission: { outcome: explainedOutcome(file, outcome), on: today },
  }),
  reinvestigate: () => ({ state: 'investigating', submission: null }),
  discuss: (file, { on, outcome }) => ({
    state: 'deciding',
    discussedOn: on,
    submission: { outcome: explainedOutcome(file, outcome), on },
  }),
  'return-decision': () => ({ state: 'investigating', submission: null }),
  decide: (file, { documentHash }, { today, staffId }) => {
    if (file.submission === null) throw new Error(`case ${file.caseId} is decided without a submission`);
    return {
      state: 'decided',
      decision: { outcome: file.submission.outcome, on: today, by: staffId, documentHash },
      seats: { ...file.seats, decider: merged(file.seats.decider, [staffId]) },
    };
  },
  'serve-decision': (file, { service }, { today }) => {
    const isOwing = file.decision?.outcome.kind === 'penalty';
    return {
      state: isOwing ? 'executing' : 'executed',
      service,
      servedOn: arrivedOn(service),
      papers: servedPapers(file, waitingPapers(file, DECISIONS), service),
      ...(isOwing ? {} : { executedOn: today }),
    };
  },
};
