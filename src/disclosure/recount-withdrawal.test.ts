import { expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { carryCase, doAct, HEAD, lead, openedCaseScene } from '../penalty/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { loadNewYear } from '../testing/new-year.ts';
import { actorOf } from '../testing/runtime.ts';
import { approveEntry, confirmEntry, publishEntry } from './actions.ts';
import { disclosureFollowers } from './jobs.ts';
import { findEntryOfCase, type Entry } from './reads/entries.ts';
import { hashOf, must } from './sample.testing.ts';

const scene = openedCaseScene();

async function entryOf(caseId: string): Promise<Entry> {
  for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
  const entry = await read(scene.runtime, 1, (tx) => findEntryOfCase(tx, caseId));
  if (entry === undefined) throw new Error(`case ${caseId} has no entry`);
  return entry;
}

test('a holiday notice moves the day by which a revoked decision has to be withdrawn', async () => {
  scene.at('2026-12-01');
  const { caseId } = await carryCase(scene, 'executing');
  const { entry_id: entryId } = await entryOf(caseId);
  const one = { entryId };
  await done(scene.runtime, lead(scene), confirmEntry, one);
  await done(scene.runtime, actorOf(['section-chief'], 'chief'), approveEntry, one);
  const hash = await hashOf(scene.runtime, entryId);
  const reviewer = actorOf(['disclosure-reviewer'], 'reviewer');
  await must(execute(scene.runtime, reviewer, publishEntry, newId(), { ...one, hash }));
  scene.at('2026-12-30');
  await doAct(scene, HEAD, 'revoke-decision', caseId, { reason: '主要证据不足' });
  expect((await entryOf(caseId)).withdraw_by).toBe('2027-01-04');
  await loadNewYear(scene.runtime);
  expect((await entryOf(caseId)).withdraw_by).toBe('2027-01-05');
});
