/** A new holiday notice moves the days by which the next step of an entry is due. @module */
import { readCalendar } from '../calendar/reads.ts';
import type { Follower } from '../core/follow.ts';
import { timerOf } from './rules/moves.ts';
import { lockTimers, moveTimer } from './writes/timers.ts';

const recount: Follower = {
  job: 'credit.recount',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { entryId, state, from, endsOn, timerOn: before } of await lockTimers(tx)) {
      const due = timerOf(state, from, endsOn, calendar);
      if (due === null || due === before) continue;
      await moveTimer(tx, entryId, due);
      tx.record({
        kind: 'credit.recount',
        subject: `credit/${entryId}`,
        facts: { notice: seq, from: before, to: due },
      });
    }
  },
};

export const creditFollowers: readonly Follower[] = [recount];
