/** A holiday notice that is loaded late moves what still runs, and says so in the log. */
import { expect, test } from 'vitest';
import { loadNotice } from '../calendar/actions.ts';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { penaltyFollowers } from './jobs.ts';
import { carryCase, doAct, FINE, lead, openedCaseScene, sampleLead, sampleService } from './scene.testing.ts';

const scene = openedCaseScene();

const dueOf = (caseId: string): Promise<string | null> =>
  read(scene.runtime, 1, async ({ db }) => {
    const { next_due: due } = await db
      .selectFrom('penalty_case')
      .select('next_due')
      .where('case_id', '=', caseId)
      .executeTakeFirstOrThrow();
    return due;
  });
const moved = (): Promise<string[]> =>
  read(scene.runtime, 1, async ({ db }) => {
    const rows = await db.selectFrom('deed').select('subject_id').where('kind', '=', 'penalty.move-deadline').execute();
    return rows.map(({ subject_id: id }) => id);
  });

test('the seven workdays of a service end a day later, a case that was served keeps its day, and nothing moves twice', async () => {
  scene.at('2026-12-28');
  const given = () => sampleLead({ violatedOn: '2026-12-01' });
  const running = await carryCase(scene, 'decided', FINE, given());
  const served = await carryCase(scene, 'decided', FINE, given());
  await doAct(scene, lead(scene), 'serve-decision', served.caseId, { service: sampleService(scene) });
  expect(await dueOf(running.caseId)).toBe('2027-01-06');
  const before = await dueOf(served.caseId);
  const notice = {
    year: 2027,
    title: '关于2027年部分节假日安排的通知（示例）',
    source: '国办发明电〔2026〕0号',
    off: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03' }],
    work: [],
  };
  await done(scene.runtime, actorOf(['group-office']), loadNotice, { notice });
  for (const follower of penaltyFollowers) await follow(scene.runtime, 1, follower);
  expect([await dueOf(running.caseId), await dueOf(served.caseId)]).toEqual(['2027-01-07', before]);
  expect(await moved()).toEqual([running.caseId]);
  for (const follower of penaltyFollowers) expect(await follow(scene.runtime, 1, follower)).toBe(0);
});
