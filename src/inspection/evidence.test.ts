/** 证据: what was attached by mistake is withdrawn with a reason, and stays where everybody sees that it was. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { codes } from '../testing/refusal-codes.ts';
import { withdrawEvidence } from './actions/evidence.ts';
import { listEvidence } from './reads/evidence.ts';
import { openScene, STRANGER, type Scene } from './scene.testing.ts';
import { attachPhoto, carry } from './steps.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

test('evidence is withdrawn by the team, once, with its reason; the rest of the file stands', async () => {
  const team = await carry(scene, scene.take(), 'checked-in');
  const { inspectionId, lead, second } = team;
  const [wrong, right] = [await attachPhoto(scene, team), await attachPhoto(scene, team)];
  const withdraw = (evidenceId: string, actor = second) =>
    act(scene.runtime, actor, withdrawEvidence, { inspectionId, evidenceId, reason: '拍的是邻厂' });
  expect(codes(await withdraw(wrong, STRANGER))).toEqual(['inspection-not-member']);
  expect(codes(await withdraw(newId()))).toEqual(['evidence-not-found']);
  await done(scene.runtime, second, withdrawEvidence, { inspectionId, evidenceId: wrong, reason: '拍的是邻厂' });
  const rows = await read(scene.runtime, 1, (tx) => listEvidence(tx, inspectionId));
  expect(new Map(rows.map(({ evidenceId, withdrawReason }) => [evidenceId, withdrawReason]))).toEqual(
    new Map([
      [wrong, '拍的是邻厂'],
      [right, null],
    ]),
  );
  expect(await loggedDeeds(scene.runtime, 'inspection.withdraw-evidence')).toEqual([
    { subject: `inspection/${inspectionId}`, actor: second.staffId, facts: { evidence: wrong } },
  ]);
  expect(codes(await withdraw(wrong, lead))).toEqual(['evidence-not-found']);
});
