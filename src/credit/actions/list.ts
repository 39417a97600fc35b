/** 列入: proposed from a penalty in force, reviewed by another, told to the party, decided by a third, published by a fourth. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { creditDeeds } from '../deeds.ts';
import { earlierEntries } from '../reads/entries.ts';
import { enterpriseOf } from '../reads/enterprise.ts';
import { findPenalty } from '../../hazard/reads/penalties.ts';
import { listingRules, listingRulesOn } from '../rules/listing.ts';
import { decideRefusals, endOf, handRefusals, proposalRefusals } from '../rules/moves.ts';
import { Argument, CREDIT_STATES, ListDecision, Notice, OneEntry, Proposal, Review } from '../types/credit.ts';
import { insertEntry } from '../writes.ts';
import { issueCreditDocument, moveEntry, openMove } from './open.ts';

export const EntryAnswer = OneEntry.extend({ state: z.enum(codesOf(CREDIT_STATES)) });

/** Nobody is listed without a penalty in force (令第11号: 受到行政处罚). */
export const proposeListing = defineDeed({
  kind: 'credit.propose',
  rule: creditDeeds['credit.propose'],
  input: Proposal,
  output: EntryAnswer,
  run: async (tx, { penaltyCaseId, situation, facts }) => {
    const rules = listingRulesOn(tx.today);
    const penalty = await findPenalty(tx, penaltyCaseId);
    const enterprise = penalty && (await enterpriseOf(tx, penalty.creditCode));
    const earlier = await earlierEntries(tx, enterprise?.enterpriseId, penaltyCaseId);
    const refusals = proposalRefusals(situation, rules, penalty, { isKnown: enterprise !== undefined, ...earlier });
    if (refusals.length > 0 || enterprise === undefined) return refuse(refusals);
    const entryId = await insertEntry(tx, {
      enterprise_id: enterprise.enterpriseId,
      enterprise_name: enterprise.name,
      credit_code: enterprise.creditCode,
      penalty_case_id: penaltyCaseId,
      rules: rules.code,
      situation,
      facts,
      state: 'proposed',
      class_before: enterprise.creditClass,
    });
    if (entryId === undefined) return refuse([{ code: 'credit-listed-already' }]);
    tx.record({
      kind: 'credit.propose',
      subject: `credit/${entryId}`,
      facts: { penalty: penaltyCaseId, rules: rules.code, situation },
    });
    return ok({ entryId, state: 'proposed' as const });
  },
});

export const reviewListing = defineDeed({
  kind: 'credit.review',
  rule: creditDeeds['credit.review'],
  input: Review,
  output: EntryAnswer,
  run: async (tx, { entryId, outcome, opinion }) => {
    const opened = await openMove(tx, 'credit.review', entryId);
    if (!opened.ok) return opened;
    const refusals = handRefusals('credit.review', opened.value, tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveEntry(tx, opened.value, {
      deed: 'credit.review',
      to: outcome === 'agree' ? 'reviewed' : 'declined',
      note: opinion,
      change: { reviewed_by: tx.actor.staffId },
    });
    tx.record({ kind: 'credit.review', subject: `credit/${entryId}`, facts: { outcome } });
    return ok({ entryId, state });
  },
});

/** 事先告知 with its paper: what is proposed, and the five workdays to argue. */
export const notifyListing = defineDeed({
  kind: 'credit.notify',
  rule: creditDeeds['credit.notify'],
  input: Notice,
  output: EntryAnswer.extend({ number: z.string() }),
  run: async (tx, { entryId, servedOn, recipient }, runtime) => {
    const opened = await openMove(tx, 'credit.notify', entryId);
    if (!opened.ok) return opened;
    // The paper is issued with this deed: it cannot have been served before.
    if (servedOn !== tx.today)
      return refuse([{ code: 'credit-served-today', at: 'servedOn', facts: { today: tx.today } }]);
    const number = await issueCreditDocument(tx, runtime, opened.value, 'notice', {});
    const state = await moveEntry(tx, opened.value, {
      deed: 'credit.notify',
      note: `送达 ${recipient}`,
      change: { notified_on: servedOn },
    });
    tx.record({ kind: 'credit.notify', subject: `credit/${entryId}`, facts: { on: servedOn, number } });
    return ok({ entryId, state, number });
  },
});

export const hearParty = defineDeed({
  kind: 'credit.hear',
  rule: creditDeeds['credit.hear'],
  input: Argument,
  output: EntryAnswer,
  run: async (tx, { entryId, heardOn, argument, reply }) => {
    const opened = await openMove(tx, 'credit.hear', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const refusals: Refusal[] = [];
    if (heardOn > tx.today || (entry.notifiedOn !== null && heardOn < entry.notifiedOn))
      refusals.push({ code: 'credit-heard-day', at: 'heardOn', facts: { from: entry.notifiedOn ?? '', to: tx.today } });
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveEntry(tx, entry, {
      deed: 'credit.hear',
      note: `${argument}；复核：${reply}`,
      change: { heard_on: heardOn },
    });
    tx.record({ kind: 'credit.hear', subject: `credit/${entryId}`, facts: { on: heardOn } });
    return ok({ entryId, state });
  },
});

/** Decided by a person; the directory's credit class, and with it the weight in the next draw, follows this deed. */
export const decideListing = defineDeed({
  kind: 'credit.decide',
  rule: creditDeeds['credit.decide'],
  input: ListDecision,
  output: EntryAnswer,
  run: async (tx, { entryId, outcome, opinion }, runtime) => {
    const opened = await openMove(tx, 'credit.decide', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const isInForce = (await findPenalty(tx, entry.penaltyCaseId)) !== undefined;
    const refusals = [
      ...handRefusals('credit.decide', entry, tx.actor.staffId),
      ...decideRefusals(entry, isInForce || outcome === 'decline', tx.today),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const endsOn = endOf(listingRules(entry.rules), tx.today);
    if (outcome === 'list')
      await issueCreditDocument(tx, runtime, entry, 'listing', {
        意见: opinion,
        列入日期: sentenceDate(tx.today),
        截止日期: sentenceDate(endsOn),
      });
    const before = (await enterpriseOf(tx, entry.row.credit_code))?.creditClass ?? null;
    const state = await moveEntry(tx, entry, {
      deed: 'credit.decide',
      to: outcome === 'list' ? 'listed' : 'declined',
      note: opinion,
      change: {
        decided_by: tx.actor.staffId,
        ...(outcome === 'list' ? { listed_on: tx.today, ends_on: endsOn, class_before: before } : {}),
      },
    });
    tx.record({
      kind: 'credit.decide',
      subject: `credit/${entryId}`,
      facts: { outcome, enterprise: entry.enterpriseId, ...(outcome === 'list' ? { class: 'D', until: endsOn } : {}) },
    });
    return ok({ entryId, state });
  },
});

/** Out at once; the term runs from here. */
export const publishListing = defineDeed({
  kind: 'credit.publish',
  rule: creditDeeds['credit.publish'],
  input: OneEntry,
  output: EntryAnswer.extend({ endsOn: z.string() }),
  run: async (tx, { entryId }) => {
    const opened = await openMove(tx, 'credit.publish', entryId);
    if (!opened.ok) return opened;
    const refusals = handRefusals('credit.publish', opened.value, tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    const endsOn = endOf(listingRules(opened.value.rules), tx.today);
    const state = await moveEntry(tx, opened.value, {
      deed: 'credit.publish',
      change: { published_on: tx.today, ends_on: endsOn },
    });
    tx.record({ kind: 'credit.publish', subject: `credit/${entryId}`, facts: { until: endsOn } });
    return ok({ entryId, state, endsOn });
  },
});
