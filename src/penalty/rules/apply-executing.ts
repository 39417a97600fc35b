/** What paying, urging, the court, contesting, the police and the closing make of a case. Browser-safe. @module */
import type { ActOnCase, Applied } from './apply.ts';
import { arrivedOn } from './deadlines.ts';
import { keptFiles } from './evidence.ts';
import { extraThrough, outstandingOf } from './money.ts';
import { servedPapers, waitingPapers } from './papers.ts';

type Executing = Extract<
  ActOnCase,
  | 'report-back'
  | 'note-payment'
  | 'request-instalments'
  | 'decide-instalments'
  | 'impose-extra'
  | 'remind-payment'
  | 'issue-urge'
  | 'urge'
  | 'serve'
  | 'void-paper'
  | 'apply-court'
  | 'note-court'
  | 'end-execution'
  | 'note-executed'
  | 'note-challenge'
  | 'end-challenge'
  | 'revoke-decision'
  | 'ask-transfer'
  | 'decide-transfer'
  | 'send-transfer'
  | 'note-police'
  | 'recheck'
  | 'open-daily'
  | 'request-closing'
  | 'return-closing'
  | 'approve-closing'
>;
const OVER = ['executed', 'closing', 'closed'];

export const EXECUTING: { readonly [A in Executing]: Applied<A> } = {
  'report-back': (_file, _input, { today }) => ({ reportedBackOn: today }),
  'note-payment': (file, { on, fen, means, receipt, claimId }, { today }) => ({
    payments: [...file.payments, { on, fen, means, receipt }],
    claims: file.claims.map((claim) =>
      claim.claimId === claimId ? { ...claim, settled: { on: today, isFound: true, reason: '' } } : claim,
    ),
  }),
  'request-instalments': (_file, { on, plan }) => ({ instalments: { requestedOn: on, plan, outcome: null } }),
  'decide-instalments': (file, { outcome }) => ({ instalments: file.instalments && { ...file.instalments, outcome } }),
  'impose-extra': (file, { waivedFen }, { today, calendar }) => ({
    extra: { fen: extraThrough(file, today, calendar) - waivedFen, throughOn: today },
  }),
  'remind-payment': () => ({}),
  'issue-urge': () => ({}),
  urge: (file, { service }) => ({
    urgedOn: arrivedOn(service),
    papers: servedPapers(file, waitingPapers(file, ['urge']), service),
  }),
  serve: (file, { documentIds, service }) => ({
    papers: servedPapers(
      file,
      file.papers.filter(({ documentId }) => documentIds.includes(documentId)),
      service,
    ),
  }),
  'void-paper': () => ({}),
  'apply-court': (_file, _input, { today }) => ({ state: 'court', courtOn: today }),
  'note-court': (file, { on, outcome, fen, number }) => {
    if (outcome === 'refused') return { state: 'executing', courtRefusedOn: on };
    const paid =
      outcome === 'done' && fen !== undefined && outstandingOf(file) > 0
        ? [{ on, fen, means: 'court' as const, receipt: number }]
        : [];
    return { state: 'executed', executedOn: on, payments: [...file.payments, ...paid] };
  },
  'end-execution': (_file, _input, { today }) => ({ state: 'executed', executedOn: today }),
  'note-executed': (_file, _input, { today }) => ({ state: 'executed', executedOn: today }),
  'note-challenge': (file, { on, kind }) => ({
    challenges: [...file.challenges, { kind, since: on, until: null, outcome: null }],
  }),
  'end-challenge': (file, { on, outcome }) => ({
    challenges: file.challenges.map((each) => (each.until === null ? { ...each, until: on, outcome } : each)),
  }),
  'revoke-decision': (file, _input, { today }) => ({
    revokedOn: today,
    ...(OVER.includes(file.state) ? {} : { state: 'executed' as const, executedOn: today }),
  }),
  'ask-transfer': (_file, { crime }, { today }) => ({
    state: 'transfer-asked',
    transfer: { askedOn: today, crime, approvedAt: null, sentOn: null, outcome: null },
  }),
  'decide-transfer': (file, { outcome }, { now }) => ({
    state: outcome === 'granted' ? 'transfer-approved' : 'investigating',
    transfer: file.transfer && {
      ...file.transfer,
      ...(outcome === 'granted' ? { approvedAt: now } : { outcome: 'refused' as const }),
    },
  }),
  'send-transfer': (file, _input, { today }) => ({
    state: 'transferred',
    transfer: file.transfer && { ...file.transfer, sentOn: today },
  }),
  'note-police': (file, { on, outcome }) => ({
    state: outcome === 'accepted' ? 'executed' : 'investigating',
    transfer: file.transfer && { ...file.transfer, outcome },
    ...(outcome === 'accepted' ? { executedOn: on } : {}),
  }),
  recheck: (file, { recheck: { files, ...said } }, now) => ({
    rechecks: [...file.rechecks, { ...said, files: keptFiles(files, now), recheckId: now.newId(), dailyCaseId: null }],
  }),
  'open-daily': (file, { recheckId }, { newId }) => ({
    rechecks: file.rechecks.map((each) => (each.recheckId === recheckId ? { ...each, dailyCaseId: newId() } : each)),
  }),
  'request-closing': (_file, _input, { today }) => ({ state: 'closing', closingRequestedOn: today }),
  'return-closing': () => ({ state: 'executed', closingRequestedOn: null }),
  'approve-closing': (_file, _input, { today }) => ({ state: 'closed', endedOn: today }),
};
