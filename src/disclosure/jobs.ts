/** A signed visit becomes a draft for the public. @module */
import { dayOf } from '../core/clock.ts';
import type { Follower } from '../core/follow.ts';
import { publicResultOf } from './reads/entries.ts';
import { discloseBy } from './rules.ts';
import { insertEntry } from './writes.ts';

const draftResult: Follower = {
  job: 'disclosure.draft',
  kinds: ['inspection.sign-off', 'inspection.report-impossible'],
  handle: async (tx, deed) => {
    const content = await publicResultOf(tx, deed.subjectId);
    if (content === undefined) return;
    const entryId = tx.newId();
    const dueOn = discloseBy(dayOf(deed.at));
    if (!(await insertEntry(tx, { entryId, inspectionId: deed.subjectId, content, dueOn }))) return;
    tx.record({
      kind: 'disclosure.draft',
      subject: `disclosure/${entryId}`,
      facts: { inspection: deed.subjectId, dueOn },
    });
  },
};

export const disclosureFollowers: readonly Follower[] = [draftResult];
