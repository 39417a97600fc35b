/** A signed visit becomes a draft for the public; a new holiday notice moves the deadlines of what is not published yet. @module */
import { readCalendar } from '../calendar/reads.ts';
import { dayOf } from '../core/clock.ts';
import type { Follower } from '../core/follow.ts';
import type { Tx } from '../core/transact.ts';
import { isVisitSealed, listConcluded } from '../inspection/reads/concluded.ts';
import { listUnfinished, publicResultOf } from './reads/entries.ts';
import { publicExposureOf } from './reads/exposures.ts';
import { discloseBy } from './rules.ts';
import { insertEntry, updateEntry } from './writes.ts';
import { insertExposureDraft } from './writes/exposures.ts';

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
  const entryId = tx.newId();
  const dueOn = discloseBy(countedFrom, await readCalendar(tx));
  if (!(await insertEntry(tx, { entryId, inspectionId, content, countedFrom, dueOn }))) return;
  tx.record({
    kind: 'disclosure.draft',
    subject: `disclosure/${entryId}`,
    facts: { inspection: inspectionId, dueOn },
  });
}

const recount: Follower = {
  job: 'disclosure.recount',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { entry_id: entryId, counted_from: from, due_on: before } of await listUnfinished(tx)) {
      const due = discloseBy(from, calendar);
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

/** 决定公开曝光: its public copy waits for the review of what may be public. */
const draftExposure: Follower = {
  job: 'disclosure.draft-exposure',
  kinds: ['rectification.decide-exposure'],
  handle: async (tx, deed) => {
    if (deed.facts['outcome'] !== 'expose') return;
    const draft = await publicExposureOf(tx, deed.subjectId);
    if (draft === undefined) throw new Error(`exposure ${deed.subjectId} was decided and cannot be read`);
    if (!(await insertExposureDraft(tx, { exposureId: deed.subjectId, ...draft }))) return;
    tx.record({ kind: 'disclosure.draft-exposure', subject: `exposure/${deed.subjectId}`, facts: {} });
  },
};

export const disclosureFollowers: readonly Follower[] = [draftResult, draftOpened, recount, draftExposure];
