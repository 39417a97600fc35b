/** What becomes a draft by itself, what must be withdrawn, what is over; a new holiday notice moves the deadlines of what is not published yet. @module */
import { readCalendar } from '../calendar/reads.ts';
import { systemActor } from '../core/actor.ts';
import { dayOf } from '../core/clock.ts';
import type { Follower } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { ok } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, transact, type Tx } from '../core/transact.ts';
import { isVisitSealed, listConcluded } from '../inspection/reads/concluded.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { findEntryOfCase, findEntryOfVisit, listOver, listToWithdraw, listUnfinished } from './reads/entries.ts';
import { publicExposureOf } from './reads/exposures.ts';
import { listOpenObjections } from './reads/objections.ts';
import { knownOfCase, knownOfVisit } from './reads/known.ts';
import { publicPenaltyOf } from './reads/penalties.ts';
import { publicResultOf } from './reads/results.ts';
import { discloseBy, withdrawBy } from './rules.ts';
import { markedTexts, redacted, textsOf } from './rules/copy.ts';
import { answerBy } from './rules/objection.ts';
import { dropReason, stillNamed, withoutFindings } from './rules/void.ts';
import type { Known } from './types/protected.ts';
import type { PublicCopy } from './types.ts';
import { insertEntry, lockEntry, updateEntry } from './writes.ts';
import { cancelExposures, insertExposureDraft } from './writes/exposures.ts';
import { moveAnswerDay } from './writes/objections.ts';

const draftResult: Follower = {
  job: 'disclosure.draft',
  kinds: ['inspection.sign-off', 'inspection.report-impossible'],
  handle: async (tx, deed) => {
    // The visits of a sealed draw are drafted when it is opened: nobody here may know of them before.
    if (!(await isVisitSealed(tx, deed.subjectId))) await draft(tx, deed.subjectId, dayOf(deed.at));
  },
};

/** 公开封存抽取: what its visits found is drafted now; the deadline counts from the visit all the same. */
const draftOpened: Follower = {
  job: 'disclosure.draft-opened',
  kinds: ['draw.open'],
  handle: async (tx, deed) => {
    for (const { inspectionId, concludedOn } of await listConcluded(tx, deed.subjectId))
      await draft(tx, inspectionId, concludedOn);
  },
};

async function draft(tx: Tx, inspectionId: string, countedFrom: string): Promise<void> {
  const content = await publicResultOf(tx, inspectionId);
  if (content === undefined) return;
  await insertDraft(tx, { source: 'visit', content }, inspectionId, await knownOfVisit(tx, inspectionId), countedFrom);
}

/** The copy begins masked: nobody has to find what a machine finds. */
async function insertDraft(tx: Tx, written: PublicCopy, of: string, known: Known, countedFrom: string): Promise<void> {
  const entryId = tx.newId();
  const words = Object.fromEntries(textsOf(written).map(({ at, text }) => [at, text]));
  const copy = redacted(written, markedTexts(written, words, known, []));
  const dueOn = discloseBy(countedFrom, await readCalendar(tx), copy.source);
  if (!(await insertEntry(tx, { entryId, of, copy, words, countedFrom, dueOn }))) return;
  tx.record({
    kind: 'disclosure.draft',
    subject: `disclosure/${entryId}`,
    facts: { [copy.source === 'visit' ? 'inspection' : 'case']: of, dueOn },
  });
}

const draftPenalty: Follower = {
  job: 'disclosure.draft-penalty',
  kinds: ['penalty.decide', 'penalty.decide-on-spot'],
  handle: async (tx, { subjectId }) => {
    const content = await publicPenaltyOf(tx, subjectId);
    if (content === undefined) return;
    const known = await knownOfCase(tx, subjectId);
    await insertDraft(tx, { source: 'penalty', content }, subjectId, known, content.decidedOn);
  },
};

/** 撤销、变更: what is out must be withdrawn in time by a person; what is not out yet never will be. */
const requireWithdrawal: Follower = {
  job: 'disclosure.require-withdrawal',
  kinds: ['penalty.revoke-decision', 'penalty.end-challenge'],
  handle: async (tx, { kind, at, subjectId }) => {
    const file = await findCase(tx, subjectId);
    const isOverturned = file?.challenges.at(-1)?.outcome === 'overturned';
    if (kind === 'penalty.end-challenge' && !isOverturned) return;
    const found = await findEntryOfCase(tx, subjectId);
    const entry = found && (await lockEntry(tx, found.entry_id));
    if (entry === undefined) return;
    const subject = `disclosure/${entry.entry_id}` as const;
    if (entry.state === 'published' && entry.withdraw_by === null) {
      const from = dayOf(at);
      const by = withdrawBy(from, await readCalendar(tx));
      await updateEntry(tx, entry.entry_id, { withdraw_from: from, withdraw_by: by });
      tx.record({ kind: 'disclosure.require-withdrawal', subject, facts: { case: subjectId, dueOn: by } });
    } else if (WAITING.some((state) => state === entry.state)) {
      await updateEntry(tx, entry.entry_id, { state: 'cancelled' });
      tx.record({ kind: 'disclosure.cancel', subject, facts: { case: subjectId } });
    }
  },
};
const WAITING = ['drafted', 'confirmed', 'approved'] as const;

/** 撤销整改事项: what is out is corrected in time by a person; what is on its way no longer names it, and is confirmed again. */
const followVoid: Follower = {
  job: 'disclosure.follow-void',
  kinds: ['rectification.void-finding'],
  handle: async (tx, { at, facts }) => {
    for (const exposureId of await cancelExposures(tx, String(facts['finding'])))
      tx.record({ kind: 'disclosure.cancel-exposure', subject: `exposure/${exposureId}`, facts: {} });
    const number = Number(facts['number']);
    const found = await findEntryOfVisit(tx, String(facts['inspection']));
    const entry = found && (await lockEntry(tx, found.entry_id));
    if (entry?.source !== 'visit' || stillNamed(entry.content, [number]).length === 0) return;
    const subject = `disclosure/${entry.entry_id}` as const;
    if (entry.state === 'published') {
      // What had to be corrected before keeps its day.
      if (entry.withdraw_by !== null && entry.corrected_on === null) return;
      const from = dayOf(at);
      const by = withdrawBy(from, await readCalendar(tx));
      await updateEntry(tx, entry.entry_id, { withdraw_from: from, withdraw_by: by, corrected_on: null });
      tx.record({ kind: 'disclosure.require-correction', subject, facts: { number, dueOn: by } });
    } else if (WAITING.some((state) => state === entry.state)) {
      await updateEntry(tx, entry.entry_id, {
        state: 'drafted',
        content: JSON.stringify(withoutFindings(entry.content, [number])),
        confirmed_by: null,
        approved_by: null,
        return_reason: dropReason(number),
      });
      tx.record({ kind: 'disclosure.drop-finding', subject, facts: { number } });
    }
  },
};

/** 期满下线: notes every publication whose last day has passed. Pages have not shown it since then; two servers at once note it once. */
export async function endPublications(runtime: Runtime, bureauId: number): Promise<number> {
  const over = await read(runtime, bureauId, listOver);
  let ended = 0;
  for (const entryId of over) {
    const result = await transact(runtime, { id: newId(), actor: systemActor(bureauId) }, async (tx) => {
      const entry = await lockEntry(tx, entryId);
      const until = entry?.public_until ?? null;
      if (entry?.state !== 'published' || until === null || until >= tx.today) return ok(false);
      await updateEntry(tx, entryId, { state: 'ended', ended_on: tx.today, end_reason: '' });
      tx.record({ kind: 'disclosure.expire', subject: `disclosure/${entryId}`, facts: { until } });
      return ok(true);
    });
    if (result.ok && result.value) ended += 1;
  }
  return ended;
}

const recount: Follower = {
  job: 'disclosure.recount',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { entry_id: entryId, source, counted_from: from, due_on: before } of await listUnfinished(tx)) {
      const due = discloseBy(from, calendar, source);
      if (due === before) continue;
      await updateEntry(tx, entryId, { due_on: due });
      tx.record({
        kind: 'disclosure.recount',
        subject: `disclosure/${entryId}`,
        facts: { notice: seq, from: before, to: due },
      });
    }
  },
};

/** The same of what is public and has to be withdrawn. */
const recountWithdrawals: Follower = {
  job: 'disclosure.recount-withdrawal',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { entryId, from, before } of await listToWithdraw(tx)) {
      const due = withdrawBy(from, calendar);
      if (due === before) continue;
      await updateEntry(tx, entryId, { withdraw_by: due });
      tx.record({
        kind: 'disclosure.recount-withdrawal',
        subject: `disclosure/${entryId}`,
        facts: { notice: seq, from: before, to: due },
      });
    }
  },
};

/** A new holiday notice moves the days of answers that are still awaited. */
const recountObjections: Follower = {
  job: 'disclosure.recount-objection',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { objection_id: id, received_on: from, workdays, due_on: before } of await listOpenObjections(tx)) {
      const due = answerBy(from, workdays, calendar);
      if (due === before) continue;
      await moveAnswerDay(tx, id, due);
      tx.record({
        kind: 'disclosure.recount-objection',
        subject: `objection/${id}`,
        facts: { notice: seq, from: before, to: due },
      });
    }
  },
};

/** 决定公开曝光: its public copy waits for the review of what may be public. */
const draftExposure: Follower = {
  job: 'disclosure.draft-exposure',
  kinds: ['rectification.decide-exposure'],
  handle: async (tx, deed) => {
    if (deed.facts['outcome'] !== 'expose') return;
    const draft = await publicExposureOf(tx, deed.subjectId);
    if (draft === undefined) throw new Error(`exposure ${deed.subjectId} was decided and cannot be read`);
    if (draft.isVoid) return;
    if (!(await insertExposureDraft(tx, { exposureId: deed.subjectId, ...draft }))) return;
    tx.record({ kind: 'disclosure.draft-exposure', subject: `exposure/${deed.subjectId}`, facts: {} });
  },
};

export const disclosureFollowers: readonly Follower[] = [
  draftResult,
  draftOpened,
  draftPenalty,
  requireWithdrawal,
  followVoid,
  recount,
  recountWithdrawals,
  recountObjections,
  draftExposure,
];
