/** What the party's own acts, and what answers them, make of a case. Browser-safe. @module */
import type { ActOnCase, Applied } from './apply.ts';
import { keptFiles } from './evidence.ts';

type OfParty = Extract<
  ActOnCase,
  | 'file-argument'
  | 'ask-hearing'
  | 'withdraw-hearing'
  | 'confirm-address'
  | 'note-address'
  | 'report-payment'
  | 'return-payment'
  | 'ask-instalments'
  | 'tell-rights'
>;

export const OF_PARTY: { readonly [A in OfParty]: Applied<A> } = {
  'file-argument': (file, { text, files }, now) => ({
    statements: [
      ...file.statements,
      { statementId: now.newId(), on: now.today, text, files: keptFiles(files, now), answer: null },
    ],
  }),
  'ask-hearing': (_file, _input, { today }) => ({
    state: 'hearing',
    hearing: { requestedOn: today, on: null, place: '', presiderId: null, heardOn: null, droppedOn: null },
  }),
  'withdraw-hearing': (file, _input, { today }) => ({
    state: 'submitting',
    hearing: file.hearing && { ...file.hearing, droppedOn: today },
  }),
  'confirm-address': (_file, { address }, { today }) => ({ address: { ...address, on: today, by: 'party' } }),
  'note-address': (_file, { address }, { today }) => ({ address: { ...address, on: today, by: 'officer' } }),
  'report-payment': (file, { on, fen, receipt, files }, now) => ({
    claims: [
      ...file.claims,
      {
        claimId: now.newId(),
        on: now.today,
        paidOn: on,
        fen,
        receipt,
        files: keptFiles(files, now),
        settled: null,
      },
    ],
  }),
  'return-payment': (file, { claimId, reason }, { today }) => ({
    claims: file.claims.map((claim) =>
      claim.claimId === claimId ? { ...claim, settled: { on: today, isFound: false, reason } } : claim,
    ),
  }),
  'ask-instalments': (_file, { plan }, { today }) => ({ instalments: { requestedOn: today, plan, outcome: null } }),
  'tell-rights': () => ({}),
};
