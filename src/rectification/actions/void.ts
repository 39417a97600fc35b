/** 撤销整改事项 (domain §21.4, docs/adr/0085): the section chief takes back what stands in an order, and says on what. @module */
import { z } from 'zod';
import { portalAddress } from '../../bureau/reads.ts';
import { defineDeed } from '../../core/command.ts';
import { issueNumbered } from '../../core/register/issue.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { readVisitFile, SERIES } from '../../inspection/reads/documents.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import { rectificationDeeds } from '../deeds.ts';
import { VOID_CATEGORY, VOID_TEMPLATE, voidFields } from '../documents/void.ts';
import { listItems, listOfficers, listRounds } from '../reads/orders.ts';
import { standingPapers } from '../reads/papers.ts';
import { isInvestigator } from '../reads/voids.ts';
import { isNamedIn } from '../rules/order.ts';
import { isRunning, orderAfterVoid, roundOn, voidRefusals, type VoidFacts } from '../rules/void.ts';
import type { LaterOfFindings } from '../types/later.ts';
import { ITEM_STATES, OneItem, ORDER_STATES, VOID_FORM, type Order, type OrderState } from '../types/order.ts';
import { VoidInput, type KeptBasis, type VoidBasis } from '../types/void.ts';
import { decidePending, updateOrder, updateRound } from '../writes.ts';
import { decideExposureRow, lockPendingExposure } from '../writes/remind.ts';
import { insertVoid, takeBackVerdict } from '../writes/void.ts';
import { openItem, openOrder, type OpenItem } from './open.ts';
import { moveItem } from './settle.ts';

const VoidAnswer = OneItem.extend({
  state: z.enum(codesOf(ITEM_STATES)),
  order: z.enum(codesOf(ORDER_STATES)),
  /** 文号 of the decision. */
  number: z.string(),
});

/** Refusals: state, an open hazard, a case that rests on the finding, one's own finding, a basis that does not fit, a paper still to be served. */
export const voidFindingWith = (later: LaterOfFindings) =>
  defineDeed({
    kind: 'rectification.void-finding',
    rule: rectificationDeeds['rectification.void-finding'],
    input: VoidInput,
    output: VoidAnswer,
    run: async (tx, { orderId, findingId, reason, basis }, runtime) => {
      const found = openItem(await openOrder(tx, orderId), findingId);
      if (!found.ok) return found;
      const { order, item, visit } = found.value;
      const facts = await factsOf(tx, later, found.value);
      const refusals = voidRefusals(order, item, basis, facts);
      if (refusals.length > 0) return refuse(refusals);
      const decision = { reason, basis: keptBasis(basis, facts) };
      const { documentId, number } = await issueDecision(tx, runtime, found.value, decision, facts);
      await insertVoid(tx, findingId, { ...decision, was: item.state, documentId });
      tx.record({
        kind: 'rectification.void-finding',
        subject: `rectification/${orderId}`,
        facts: {
          finding: findingId,
          number: item.number,
          inspection: visit.inspectionId,
          was: item.state,
          basis: basis.kind,
          matter: basis.kind === 'matter' ? basis.matterId : '',
          document: number,
        },
      });
      await endWhatWaits(tx, orderId, findingId);
      await moveItem(tx, item, { state: 'voided' });
      return ok({ orderId, findingId, state: 'voided' as const, order: await settleOrder(tx, order), number });
    },
  });

async function factsOf(tx: Tx, later: LaterOfFindings, { order, item, visit }: OpenItem): Promise<VoidFacts> {
  const investigation = {
    visit,
    findings: await listFindings(tx, order.inspectionId),
    rounds: await listRounds(tx, order.orderId),
    officers: await listOfficers(tx),
  };
  return {
    isOwn: isInvestigator(investigation, tx.actor.staffId),
    ofCase: await later.caseOf(tx, item.findingId),
    matters: await later.mattersOf(tx, order.inspectionId),
    papers: await standingPapers(tx, order.inspectionId),
    signedOn: visit.signedOn ?? tx.today,
    today: tx.today,
  };
}

function keptBasis(basis: VoidBasis, { matters }: VoidFacts): KeptBasis {
  if (basis.kind !== 'matter') return basis;
  const matter = matters.find(({ matterId }) => matterId === basis.matterId);
  if (matter === undefined) throw new Error(`matter ${basis.matterId} was judged fit and is not there`);
  return { kind: 'matter', matter };
}

/** 责令整改事项撤销决定书, under the visit's own serial. */
async function issueDecision(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  { order, item, visit }: OpenItem,
  decision: { readonly reason: string; readonly basis: KeptBasis },
  { papers }: VoidFacts,
): Promise<{ readonly documentId: string; readonly number: string }> {
  const { enterprise, findings } = await readVisitFile(tx, visit, { asSigned: true });
  const finding = findings.find(({ findingId }) => findingId === item.findingId);
  if (finding === undefined) throw new Error(`finding ${item.findingId} stands in an order and in no record`);
  return issueNumbered(tx, runtime, {
    series: SERIES,
    fileId: order.inspectionId,
    aboutId: item.findingId,
    form: VOID_FORM,
    category: VOID_CATEGORY,
    template: VOID_TEMPLATE,
    fields: voidFields({
      ...decision,
      enterprise,
      inspectedOn: visit.plan?.inspectOn ?? visit.signedOn ?? tx.today,
      finding,
      servedOn: order.servedOn,
      orderNumber: papers.find(({ form }) => isNamedIn(form, item))?.number ?? '',
      decidedBy: tx.actor.name,
    }),
    prefix: (await readSettings(tx)).settings,
    portal: await portalAddress(tx),
  });
}

const ENDED_WITH_IT = '该项问题已撤销';

/** What was asked or looked at about the finding ends with it; an opinion that names it is written again. */
async function endWhatWaits(tx: Tx, orderId: string, findingId: string): Promise<void> {
  await decidePending(tx, findingId, { outcome: 'refused', reply: ENDED_WITH_IT });
  const exposure = await lockPendingExposure(tx, findingId);
  if (exposure !== undefined)
    await decideExposureRow(tx, exposure.exposureId, { outcome: 'refuse', opinion: ENDED_WITH_IT });
  const round = roundOn(await listRounds(tx, orderId), findingId);
  if (round === undefined) return;
  await takeBackVerdict(tx, { orderId, round: round.round, findingId });
  const state = round.verdicts.length === 1 ? 'dropped' : 'open';
  await updateRound(tx, orderId, round.round, { state, document: null, document_hash: null });
}

async function settleOrder(tx: Tx, { orderId, state: before }: Order): Promise<OrderState> {
  const isLookedAt = (await listRounds(tx, orderId)).some((round) => isRunning(round.state));
  const state = orderAfterVoid(before, await listItems(tx, orderId), isLookedAt);
  if (state !== before)
    await updateOrder(tx, orderId, { state, ...(state === 'closed' ? { closed_on: tx.today } : {}) });
  return state;
}
