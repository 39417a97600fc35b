/** A signed visit becomes a draft for the public; a new holiday notice moves the deadlines of what is not published yet. @module */
import { readCalendar } from '../calendar/reads.ts';
import { dayOf } from '../core/clock.ts';
import type { Follower } from '../core/follow.ts';
import { listUnfinished, publicResultOf } from './reads/entries.ts';
import { discloseBy } from './rules.ts';
import { insertEntry, updateEntry } from './writes.ts';

const draftResult: Follower = {
  job: 'disclosure.draft',
  kinds: ['inspection.sign-off', 'inspection.report-impossible'],
  handle: async (tx, deed) => {
    const content = await publicResultOf(tx, deed.subjectId);
    if (content === undefined) return;
    const entryId = tx.newId();
    const countedFrom = dayOf(deed.at);
    const dueOn = discloseBy(countedFrom, await readCalendar(tx));
    if (!(await insertEntry(tx, { entryId, inspectionId: deed.subjectId, content, countedFrom, dueOn }))) return;
    tx.record({
      kind: 'disclosure.draft',
      subject: `disclosure/${entryId}`,
      facts: { inspection: deed.subjectId, dueOn },
    });
  },
};

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

export const disclosureFollowers: readonly Follower[] = [draftResult, recount];
