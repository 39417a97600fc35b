/** Which visits of a sealed draw have ended, by the log; and the opening at the deadline, which waits for nobody. @module */
import { systemActor } from '../core/actor.ts';
import type { Follower } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { read, transact, type Tx } from '../core/transact.ts';
import { openOne } from './actions/open.ts';
import { listDueOpenings } from './reads/codes.ts';
import { findDraw } from './reads/progress.ts';
import { endTask, insertTask } from './writes/sealed.ts';

const ENDS = ['inspection.sign-off', 'inspection.report-impossible'];

const followTasks: Follower = {
  job: 'draw.tasks',
  kinds: ['inspection.assign', 'inspection.follow-substitution', ...ENDS],
  handle: async (tx, { kind, subjectId, facts }) => {
    if (ENDS.includes(kind)) return endTask(tx, subjectId);
    const drawId = String(facts['draw']);
    if ((await findDraw(tx, drawId))?.mode !== 'sealed') return;
    await insertTask(tx, drawId, subjectId);
    if (facts['change'] === 'skipped') await endTask(tx, subjectId);
  },
};

export const drawFollowers: readonly Follower[] = [followTasks];

/** Opens every sealed draw whose deadline has come. Part of the work of each round; two servers at once open it once. */
export async function openDueDraws(runtime: Runtime, bureauId: number): Promise<number> {
  const due = await read(runtime, bureauId, listDueOpenings);
  let opened = 0;
  for (const drawId of due) {
    const command = { id: newId(), actor: systemActor(bureauId) };
    const result = await transact(runtime, command, (tx: Tx) => openOne(tx, drawId));
    if (result.ok) opened += 1;
  }
  return opened;
}
