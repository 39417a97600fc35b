/** Every act on a case: lock, check by the table and its guard, apply, save, log. @module */
import { z } from 'zod';
import { bureauCode } from '../../bureau/reads.ts';
import { defineDeed, documentHash, type DeedSpec } from '../../core/command.ts';
import { takeSerial } from '../../core/register/register.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { isOwnEnterprise } from '../../rectification/rules/access.ts';
import { deedOf, penaltyDeeds } from '../deeds.ts';
import { aboutCase, contextOf } from '../reads/context.ts';
import { applyAct, type ActOnCase } from '../rules/apply.ts';
import { newCase, spotCase } from '../rules/begin.ts';
import { actRefusals } from '../rules/check.ts';
import { namedFiles } from '../rules/evidence.ts';
import { decisionDocument } from '../rules/document.ts';
import { leadRefusals, spotRefusals } from '../rules/guards/filing.ts';
import { ACT_INPUTS, type ActInput } from '../types/acts.ts';
import { CASE_STATES, CaseId } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import { ACT_NAMES, isPartyAct } from '../types/table.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { insertCase, lockCase, saveAct } from '../writes.ts';
import { SERIES } from '../types/documents.ts';
import { giveAccess } from './access.ts';
import { openDailyCase } from './daily.ts';
import { issueActForms } from './issue.ts';

const CaseAnswer = z.object({ caseId: CaseId, state: z.enum(codesOf(CASE_STATES)) });
type CaseAnswer = z.output<typeof CaseAnswer>;

/** 登记线索 by hand; findings become leads by themselves (`jobs.ts`). */
export const openLead = defineDeed({
  kind: 'penalty.open-lead',
  rule: penaltyDeeds['penalty.open-lead'],
  input: ACT_INPUTS['open-lead'],
  output: CaseAnswer,
  run: async (tx, input) => {
    const context = await contextOf(tx, tx.actor, {
      party: input.lead.party,
      caseId: null,
      findingId: null,
      baseCaseId: null,
    });
    const refusals = leadRefusals(input.lead, context);
    if (refusals.length > 0) return refuse(refusals);
    const file = newCase(tx.newId(), input.lead, { openedOn: tx.today, findingId: null });
    await insertCase(tx, file, { act: 'open-lead', content: input }, context);
    tx.record({ kind: 'penalty.open-lead', subject: `penalty/${file.caseId}`, facts: { source: input.lead.source } });
    return ok({ caseId: file.caseId, state: file.state });
  },
});

/** 当场处罚决定 (行政处罚法 §51–52): two officers, within the limits, handed over at once. */
export const decideOnSpot = defineDeed({
  kind: 'penalty.decide-on-spot',
  rule: penaltyDeeds['penalty.decide-on-spot'],
  input: ACT_INPUTS['decide-on-spot'],
  output: CaseAnswer,
  run: async (tx, input, runtime) => {
    const context = await contextOf(tx, tx.actor, {
      party: input.lead.party,
      caseId: null,
      findingId: null,
      baseCaseId: null,
    });
    const refusals = spotRefusals(input, context);
    if (refusals.length > 0) return refuse(refusals);
    const draft = spotCase(tx.newId(), input, context, () => tx.newId());
    const hash = await decisionHash(tx, draft);
    const after = { ...draft, decision: draft.decision && { ...draft.decision, documentHash: hash } };
    const hand = { act: 'decide-on-spot' as const, input, seq: 1, before: after, after };
    const file = { ...after, papers: await issueActForms(tx, runtime, hand, context) };
    await insertCase(tx, file, { act: 'decide-on-spot', content: input }, context);
    await giveAccess(tx, runtime, file);
    tx.record({
      kind: 'penalty.decide-on-spot',
      subject: `penalty/${file.caseId}`,
      facts: { document: hash, benchmark: input.benchmark, grade: input.grade },
    });
    return ok({ caseId: file.caseId, state: file.state });
  },
});

const ON_CASE = ACT_NAMES.filter((act): act is ActOnCase => act !== 'open-lead' && act !== 'decide-on-spot');

/** One deed for each act of the table. */
export const caseDeedSpecs: readonly DeedSpec[] = ON_CASE.map((act) => caseDeed(act));

export function caseDeed<A extends ActOnCase>(act: A) {
  const kind = deedOf(act);
  return defineDeed({
    kind,
    rule: penaltyDeeds[kind],
    input: ACT_INPUTS[act],
    output: CaseAnswer,
    run: (tx, input, runtime) => actOnCase(tx, runtime, act, input as ActInput<A>),
  });
}

/** Refusals: `case-not-found`, what the table says of state, seat and separation, and the act's own guard, all at once. */
async function actOnCase<A extends ActOnCase>(
  tx: Tx,
  runtime: Runtime,
  act: A,
  input: ActInput<A>,
): Promise<Result<CaseAnswer>> {
  const { caseId } = input as { caseId: string };
  const locked = await lockCase(tx, caseId);
  if (locked === undefined) return refuse([{ code: 'case-not-found', at: 'caseId' }]);
  const { file } = locked;
  // Whoever is not this party learns nothing of the case.
  if (isPartyAct(act) && !isOwnEnterprise(tx.actor, caseId)) return refuse([{ code: 'case-not-found', at: 'caseId' }]);
  const context = await contextOf(tx, tx.actor, aboutCase(file), namedFiles(input));
  const refusals = actRefusals(file, act, input, context);
  if (
    act === 'decide' &&
    refusals.length === 0 &&
    (input as ActInput<'decide'>).documentHash !== (await decisionHash(tx, file))
  )
    refusals.push({ code: 'sign-other-record', at: 'documentHash' });
  if (refusals.length > 0) return refuse(refusals);
  if (act === 'approve-filing') await takeSerial(tx, SERIES, caseId);
  const applied = applyAct(file, act, input, { ...context, newId: () => tx.newId() });
  const hand = { act, input, seq: locked.acts + 1, before: file, after: applied };
  const after = { ...applied, papers: await issueActForms(tx, runtime, hand, context) };
  await giveAccess(tx, runtime, after);
  if (act === 'open-daily')
    await openDailyCase(tx, { before: file, after, recheckId: (input as ActInput<'open-daily'>).recheckId }, context);
  await saveAct(tx, locked, after, { act, content: input }, context);
  tx.record({ kind: deedOf(act), subject: `penalty/${caseId}`, facts: factsOf(after, locked.acts + 1) });
  return ok({ caseId, state: after.state });
}

/** No name, no words: states, counts and the hash of what was signed. */
function factsOf({ state, decision, findingId }: CaseFile, seq: number): Readonly<Record<string, string | number>> {
  return {
    act: seq,
    state,
    ...(decision === null ? {} : { outcome: decision.outcome.kind, document: decision.documentHash }),
    ...(findingId === null ? {} : { finding: findingId }),
  };
}

/** Hash of what would be signed now. The serial was taken at the filing; a case on the spot takes it here. */
async function decisionHash(tx: Tx, file: CaseFile): Promise<string> {
  const outcome = file.submission?.outcome ?? file.decision?.outcome;
  if (outcome === undefined) throw new Error(`case ${file.caseId} has nothing to be signed`);
  const serial = await takeSerial(tx, SERIES, file.caseId);
  return documentHash(decisionDocument(file, outcome, { bureau: await bureauCode(tx), serial }));
}
