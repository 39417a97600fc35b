/** A new holiday notice moves the publication deadline of plans that are not published yet. @module */
import { readCalendar } from '../calendar/reads.ts';
import type { Follower } from '../core/follow.ts';
import { listPlans } from './reads.ts';
import { discloseBy } from './rules/steps.ts';
import { updatePlan } from './writes.ts';

const recount: Follower = {
  job: 'plan.recount',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { planId, state, approvedOn, discloseBy: before } of await listPlans(tx)) {
      if (state !== 'approved' || approvedOn === null || before === null) continue;
      const due = discloseBy(approvedOn, calendar);
      if (due === before) continue;
      await updatePlan(tx, planId, { disclose_by: due });
      tx.record({ kind: 'plan.recount', subject: `plan/${planId}`, facts: { notice: seq, from: before, to: due } });
    }
  },
};

export const planFollowers: readonly Follower[] = [recount];
