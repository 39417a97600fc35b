/** 移出: at the end of the term, early, or because the penalty was revoked; and back again when it was got by fraud. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { creditDeeds } from '../deeds.ts';
import { findEntry, listSteps, type StoredEntry } from '../reads/entries.ts';
import { enterpriseOf } from '../reads/enterprise.ts';
import { findPenalty, listPenalties } from '../../hazard/reads/penalties.ts';
import { listingRules } from '../rules/listing.ts';
import { endOf, expiryRefusals, removalHandRefusals, removalRefusals, type CreditDeed } from '../rules/moves.ts';
import {
  OneEntry,
  Reason,
  REMOVAL_ENDS,
  RemovalDecision,
  Verification,
  type CreditState,
  type RemovalEnd,
} from '../types/credit.ts';
import { insertEntry, markForLifting } from '../writes.ts';
import { EntryAnswer } from './list.ts';
import { issueCreditDocument, moveEntry, openMove } from './open.ts';

/** 满十二个月, 处罚已履行, 没有新的处罚 (令第11号); what the party asks is entered for it. */
export const askRemoval = defineDeed({
  kind: 'credit.ask-removal',
  rule: creditDeeds['credit.ask-removal'],
  input: OneEntry.extend({ reason: Reason }),
  output: EntryAnswer,
  run: async (tx, { entryId, reason }) => {
    const opened = await openMove(tx, 'credit.ask-removal', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const penalties = await listPenalties(tx, entry.row.credit_code);
    const refusals = removalRefusals(entry, listingRules(entry.rules), {
      isPerformed: penalties.find(({ caseId }) => caseId === entry.penaltyCaseId)?.isPerformed === true,
      isClean: penalties.every(({ decidedOn }) => decidedOn <= (entry.publishedOn ?? '')),
      today: tx.today,
    });
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveEntry(tx, entry, { deed: 'credit.ask-removal', note: reason });
    tx.record({ kind: 'credit.ask-removal', subject: `credit/${entryId}`, facts: {} });
    return ok({ entryId, state });
  },
});

export const verifyRemoval = defineDeed({
  kind: 'credit.verify-removal',
  rule: creditDeeds['credit.verify-removal'],
  input: Verification,
  output: EntryAnswer,
  run: async (tx, { entryId, isHarmRemoved, opinion }) => {
    const opened = await openMove(tx, 'credit.verify-removal', entryId);
    if (!opened.ok) return opened;
    const hands = { proposedBy: opened.value.proposedBy, steps: await listSteps(tx, entryId) };
    const refusals = removalHandRefusals('credit.verify-removal', hands, tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    const note = `${isHarmRemoved ? '不良影响已消除' : '不良影响没有消除'}；${opinion}`;
    const state = await moveEntry(tx, opened.value, { deed: 'credit.verify-removal', note });
    tx.record({ kind: 'credit.verify-removal', subject: `credit/${entryId}`, facts: { harmRemoved: isHarmRemoved } });
    return ok({ entryId, state });
  },
});

export const decideRemoval = defineDeed({
  kind: 'credit.decide-removal',
  rule: creditDeeds['credit.decide-removal'],
  input: RemovalDecision,
  output: EntryAnswer,
  run: async (tx, { entryId, outcome, opinion }, runtime) => {
    const opened = await openMove(tx, 'credit.decide-removal', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const hands = { proposedBy: entry.proposedBy, steps: await listSteps(tx, entryId) };
    const refusals = removalHandRefusals('credit.decide-removal', hands, tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    if (outcome === 'granted')
      return ok(await leave(tx, runtime, entry, { deed: 'credit.decide-removal', end: 'early', note: opinion }));
    const state = await moveEntry(tx, entry, { deed: 'credit.decide-removal', to: 'published', note: opinion });
    tx.record({ kind: 'credit.decide-removal', subject: `credit/${entryId}`, facts: { outcome } });
    return ok({ entryId, state });
  },
});

/** The portal has stopped showing it by itself; this lifts the rest and issues the paper. */
export const removeExpired = defineDeed({
  kind: 'credit.remove-expired',
  rule: creditDeeds['credit.remove-expired'],
  input: OneEntry,
  output: EntryAnswer,
  run: async (tx, { entryId }, runtime) => {
    const opened = await openMove(tx, 'credit.remove-expired', entryId);
    if (!opened.ok) return opened;
    const refusals = expiryRefusals(opened.value, tx.today);
    if (refusals.length > 0) return refuse(refusals);
    const note = REMOVAL_ENDS.expired;
    return ok(await leave(tx, runtime, opened.value, { deed: 'credit.remove-expired', end: 'expired', note }));
  },
});

/** 决定被撤销 → 立即移出. */
export const removeRevoked = defineDeed({
  kind: 'credit.remove-revoked',
  rule: creditDeeds['credit.remove-revoked'],
  input: OneEntry.extend({ reason: Reason }),
  output: EntryAnswer,
  run: async (tx, { entryId, reason }, runtime) => {
    const opened = await openMove(tx, 'credit.remove-revoked', entryId);
    if (!opened.ok) return opened;
    if ((await findPenalty(tx, opened.value.penaltyCaseId)) !== undefined)
      return refuse([{ code: 'credit-penalty-stands' }]);
    return ok(await leave(tx, runtime, opened.value, { deed: 'credit.remove-revoked', end: 'revoked', note: reason }));
  },
});

/** Off the list: paper, measures to be lifted, and the class the directory had before. */
async function leave(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  entry: StoredEntry,
  { deed, end, note }: { readonly deed: CreditDeed; readonly end: RemovalEnd; readonly note: string },
): Promise<{ entryId: string; state: CreditState }> {
  await issueCreditDocument(tx, runtime, entry, 'removal', { 移出原因: REMOVAL_ENDS[end], 意见: note });
  const toLift = await markForLifting(tx, entry.entryId);
  const state = await moveEntry(tx, entry, { deed, to: 'removed', note, change: { removal_end: end } });
  tx.record({
    kind: deed,
    subject: `credit/${entry.entryId}`,
    facts: { end, toLift, enterprise: entry.enterpriseId, class: entry.row.class_before ?? '' },
  });
  return { entryId: entry.entryId, state };
}

/** 弄虚作假骗取移出: back on the list by an entry of its own, whose term runs from the start. */
export const restoreListing = defineDeed({
  kind: 'credit.restore',
  rule: creditDeeds['credit.restore'],
  input: OneEntry.extend({ reason: Reason }),
  output: EntryAnswer.extend({ restoredFrom: z.uuid() }),
  run: async (tx, { entryId: from, reason }) => {
    const before = await findEntry(tx, from);
    if (before === undefined) return refuse([{ code: 'credit-not-found' }]);
    if (before.state !== 'removed' || before.row.removal_end !== 'early') return refuse([{ code: 'credit-not-early' }]);
    if (before.decidedBy === tx.actor.staffId && before.reviewedBy === null)
      return refuse([{ code: 'credit-own-hand' }]);
    const { row } = before;
    const entryId = await insertEntry(tx, {
      enterprise_id: row.enterprise_id,
      enterprise_name: row.enterprise_name,
      credit_code: row.credit_code,
      penalty_case_id: row.penalty_case_id,
      rules: row.rules,
      situation: row.situation,
      facts: reason,
      state: 'reviewed',
      reviewed_by: row.reviewed_by,
      restored_from: from,
      class_before: (await enterpriseOf(tx, row.credit_code))?.creditClass ?? null,
      ends_on: endOf(listingRules(row.rules), tx.today),
    });
    if (entryId === undefined) return refuse([{ code: 'credit-listed-already' }]);
    tx.record({ kind: 'credit.restore', subject: `credit/${entryId}`, facts: { from } });
    return ok({ entryId, state: 'reviewed' as const, restoredFrom: from });
  },
});
