/** 复查: two officers look again, say a verdict for each finding, and sign one opinion. @module */
import { bureauCode } from '../../bureau/reads.ts';
import { z } from 'zod';
import { canonicalize } from 'verifiable-draw';
import { readCalendar } from '../../calendar/reads.ts';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { rectificationDeeds } from '../deeds.ts';
import { listOfficers, listRounds, type OfficerWithAccount } from '../reads/orders.ts';
import {
  closeRefusals,
  dueForRound,
  openRefusals,
  outcomeOf,
  roundDocument,
  roundRefusals,
  signRefusals,
} from '../rules/round.ts';
import { isRunning } from '../rules/void.ts';
import {
  DocumentHash,
  OneOrder,
  OpenRound,
  Reason,
  Round,
  ROUND_STATES,
  ItemId,
  Verdict,
  type Reinspection,
} from '../types/order.ts';
import { insertRound, insertRoundSignature, saveVerdict, updateOrder, updateRound } from '../writes.ts';
import { openOrder, type OpenOrder } from './open.ts';
import { issueOpinion } from './opinion.ts';
import { closeIfOver, moveItem } from './settle.ts';

const RoundAnswer = OneOrder.extend({ round: Round, state: z.enum(ROUND_STATES) });

export const openRound = defineDeed({
  kind: 'rectification.open-round',
  rule: rectificationDeeds['rectification.open-round'],
  input: OpenRound,
  output: RoundAnswer.extend({ findings: z.int() }),
  run: async (tx, { orderId, officerIds }) => {
    const found = await openOrder(tx, orderId);
    if (!found.ok) return found;
    const { order } = found.value;
    const officers = await listOfficers(tx);
    const mine = officerOf(officers, tx.actor.staffId)?.personId;
    const refusals = openRefusals(order, officerIds, officers, { mine, today: tx.today });
    if (refusals.length > 0) return refuse(refusals);
    const round = (await listRounds(tx, orderId)).length + 1;
    const due = dueForRound(order.items, tx.today);
    await insertRound(tx, orderId, {
      round,
      officerIds: [...new Set(officerIds)],
      findingIds: due.map(({ findingId }) => findingId),
    });
    await updateOrder(tx, orderId, { state: 'reinspecting' });
    tx.record({
      kind: 'rectification.open-round',
      subject: `rectification/${orderId}`,
      facts: { round, findings: due.map(({ findingId }) => findingId) },
    });
    return ok({ orderId, round, state: 'open' as const, findings: due.length });
  },
});

export const stateVerdict = defineDeed({
  kind: 'rectification.state-verdict',
  rule: rectificationDeeds['rectification.state-verdict'],
  input: OneOrder.extend({ findingId: ItemId, verdict: Verdict }),
  output: RoundAnswer,
  run: async (tx, { orderId, findingId, verdict }) => {
    const running = await openRunning(tx, orderId, 'open');
    if (!running.ok) return running;
    const { round } = running.value;
    if (!round.verdicts.some((each) => each.findingId === findingId))
      return refuse([{ code: 'round-finding-unknown', at: 'findingId' }]);
    await saveVerdict(tx, { orderId, round: round.round, findingId }, verdict);
    tx.record({
      kind: 'rectification.state-verdict',
      subject: `rectification/${orderId}`,
      facts: { round: round.round, finding: findingId, outcome: verdict.outcome },
    });
    return ok({ orderId, round: round.round, state: round.state });
  },
});

/** Freezes 整改复查意见书: from here its bytes and hash are what the officers sign. */
export const closeRound = defineDeed({
  kind: 'rectification.close-round',
  rule: rectificationDeeds['rectification.close-round'],
  input: OneOrder,
  output: RoundAnswer.extend({ documentHash: DocumentHash }),
  run: async (tx, { orderId }) => {
    const running = await openRunning(tx, orderId, 'open');
    if (!running.ok) return running;
    const { order, round } = running.value;
    const refusals = closeRefusals(round, order.items);
    if (refusals.length > 0) return refuse(refusals);
    const document = await documentOf(tx, running.value);
    const hash = documentHash(document);
    await updateRound(tx, orderId, round.round, {
      state: 'awaiting-signatures',
      document: Buffer.from(canonicalize(document)),
      document_hash: hash,
    });
    tx.record({
      kind: 'rectification.close-round',
      subject: `rectification/${orderId}`,
      facts: { round: round.round, document: hash },
    });
    return ok({ orderId, round: round.round, state: 'awaiting-signatures' as const, documentHash: hash });
  },
});

/** Opens the opinion again; signatures given stay on file and count for nothing, since the next document is another one. */
export const reopenRound = defineDeed({
  kind: 'rectification.reopen-round',
  rule: rectificationDeeds['rectification.reopen-round'],
  input: OneOrder.extend({ reason: Reason }),
  output: RoundAnswer,
  run: async (tx, { orderId }) => {
    const running = await openRunning(tx, orderId, 'awaiting-signatures');
    if (!running.ok) return running;
    const { round } = running.value;
    await updateRound(tx, orderId, round.round, { state: 'open', document: null, document_hash: null });
    tx.record({
      kind: 'rectification.reopen-round',
      subject: `rectification/${orderId}`,
      facts: { round: round.round, document: round.documentHash ?? '' },
    });
    return ok({ orderId, round: round.round, state: 'open' as const });
  },
});

/** Signs the opinion; with the last signature its verdicts take effect. */
export const signRound = defineDeed({
  kind: 'rectification.sign-round',
  rule: rectificationDeeds['rectification.sign-round'],
  input: OneOrder.extend({ documentHash: DocumentHash }),
  output: RoundAnswer,
  run: async (tx, { orderId, documentHash: seen }, runtime) => {
    const running = await openRunning(tx, orderId, 'awaiting-signatures');
    if (!running.ok) return running;
    const { order, round, officer } = running.value;
    const refusals = signRefusals(round, officer, seen, tx.today);
    if (refusals.length > 0) return refuse(refusals);
    await insertRoundSignature(tx, orderId, round.round, { officerId: officer.personId, documentHash: seen });
    tx.record({
      kind: 'rectification.sign-round',
      subject: `rectification/${orderId}`,
      facts: { round: round.round, document: seen, certificate: officer.certificateNumber },
    });
    const signed = new Set([...round.signedBy, officer.personId]);
    if (!round.officerIds.every((id) => signed.has(id))) return ok({ orderId, round: round.round, state: round.state });
    await issueOpinion(tx, runtime, running.value);
    await applyVerdicts(tx, { order, round });
    return ok({ orderId, round: round.round, state: 'done' as const });
  },
});

export interface Running extends OpenOrder {
  readonly round: Reinspection;
  readonly officer: OfficerWithAccount;
}

/** The round that runs, for one of its officers. */
async function openRunning(tx: Tx, orderId: string, allowed: Reinspection['state']): Promise<Result<Running>> {
  const found = await openOrder(tx, orderId);
  if (!found.ok) return found;
  const round = (await listRounds(tx, orderId)).find(({ state }) => isRunning(state));
  const officer = officerOf(await listOfficers(tx), tx.actor.staffId);
  const refusals = roundRefusals(round, officer?.personId, allowed);
  if (refusals.length > 0 || round === undefined || officer === undefined) return refuse(refusals);
  return ok({ ...found.value, round, officer });
}

async function applyVerdicts(
  tx: Tx,
  { order, round }: { readonly order: OpenOrder['order']; readonly round: Reinspection },
): Promise<void> {
  const calendar = await readCalendar(tx);
  for (const { findingId, verdict } of round.verdicts) {
    const item = order.items.find((each) => each.findingId === findingId);
    if (item === undefined || verdict === null) throw new Error(`round ${round.round} has no verdict of ${findingId}`);
    const { state, dueOn } = outcomeOf(item, verdict, tx.today, calendar);
    await moveItem(tx, item, {
      state,
      due_on: dueOn,
      ...(verdict.outcome === 'case' ? { ground: verdict.ground } : {}),
    });
  }
  await updateRound(tx, order.orderId, round.round, { state: 'done', done_on: tx.today });
  await closeIfOver(tx, order.orderId);
}

async function documentOf(tx: Tx, { order, round, visit }: Running) {
  const officers = await listOfficers(tx);
  return roundDocument(order, round, {
    bureau: await bureauCode(tx),
    enterprise: { name: visit.row.enterprise_name, creditCode: visit.row.credit_code },
    orderHash: order.row.document_hash ?? '',
    closedAt: tx.now,
    officers: officers.filter(({ personId }) => round.officerIds.includes(personId)),
  });
}

function officerOf(officers: readonly OfficerWithAccount[], staffId: string): OfficerWithAccount | undefined {
  return officers.find((officer) => officer.staffId === staffId);
}
