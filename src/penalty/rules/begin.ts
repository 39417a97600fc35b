/** How a case begins: as a lead, or with a decision on the spot. Pure. Browser-safe. @module */
import type { ActInput, Lead } from '../types/acts.ts';
import type { Outcome } from '../types/case.ts';
import type { CaseFile, Handler } from '../types/file.ts';
import type { CaseContext } from './context.ts';
import { officerById } from './context.ts';

/** A case in which nothing has happened yet. */
export function newCase(
  caseId: string,
  lead: Lead,
  { openedOn, findingId }: { readonly openedOn: string; readonly findingId: string | null },
): CaseFile {
  return {
    caseId,
    procedure: 'general',
    state: 'lead',
    lead,
    findingId,
    openedOn,
    handlers: [],
    seats: { handler: [], reviewer: [], presider: [], decider: [] },
    filingRequestedOn: null,
    filedOn: null,
    extensions: [],
    recusals: [],
    evidence: [],
    holds: [],
    seizures: [],
    appraisals: [],
    address: null,
    statements: [],
    claims: [],
    papers: [],
    report: null,
    reportedOn: null,
    notices: [],
    argumentsHeard: [],
    waivedOn: null,
    hearing: null,
    submission: null,
    discussedOn: null,
    decision: null,
    service: null,
    servedOn: null,
    reportedBackOn: null,
    payments: [],
    instalments: null,
    extra: null,
    urgedOn: null,
    courtOn: null,
    courtRefusedOn: null,
    challenges: [],
    revokedOn: null,
    rechecks: [],
    daily: null,
    transfer: null,
    executedOn: null,
    closingRequestedOn: null,
    endedOn: null,
  };
}

/** 当场处罚: decided and handed over in one act; what is left is the paying and the reporting back. */
export function spotCase(
  caseId: string,
  input: ActInput<'decide-on-spot'>,
  context: CaseContext,
  newId: () => string,
): CaseFile {
  const { today } = context;
  const outcome: Outcome = {
    kind: 'penalty',
    items: [input.fen === undefined ? { kind: 'warning' } : { kind: 'fine', fen: input.fen }],
  };
  const evidenceId = newId();
  const handlers = handlersOf(input.officerIds, context);
  const seated = handlers.map(({ staffId }) => staffId);
  return {
    ...newCase(caseId, input.lead, { openedOn: today, findingId: null }),
    procedure: 'simple',
    state: 'executing',
    handlers,
    seats: { handler: seated, reviewer: [], presider: [], decider: seated },
    evidence: [
      {
        ...input.evidence,
        source: '现场取得',
        originality: 'original',
        officerIds: input.officerIds,
        findingIds: [],
        files: [],
        evidenceId,
        addedOn: today,
        addedBy: context.staffId,
        addition: null,
        excluded: null,
      },
    ],
    report: {
      facts: [{ text: input.lead.facts, evidenceIds: [evidenceId] }],
      benchmark: input.benchmark,
      grade: input.grade,
      circumstances: '当场处罚',
      correction: input.correction,
      isCorrected: false,
      hasHarm: false,
      isComplex: false,
      outcome,
    },
    reportedOn: today,
    decision: { outcome, on: today, by: context.staffId, documentHash: '' },
    service: {
      means: 'direct',
      on: today,
      recipient: input.recipient,
      officerIds: input.officerIds,
      ...(input.refusal === undefined ? {} : { witness: input.refusal }),
    },
    servedOn: today,
  };
}

export function handlersOf(officerIds: readonly string[], context: Pick<CaseContext, 'officers'>): Handler[] {
  return [...new Set(officerIds)].map((officerId) => {
    const staffId = officerById(context, officerId)?.staffId;
    if (staffId === null || staffId === undefined) throw new Error(`officer ${officerId} has no account`);
    return { officerId, staffId };
  });
}
