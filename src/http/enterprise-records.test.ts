import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { draftPlanWith, readFileWith } from '../inspection/actions/prepare.ts';
import { fileHashOf, viewEnterprise } from '../inspection/reads/enterprise-file.ts';
import { packageFor } from '../inspection/reads/package.ts';
import type { LaterRecord } from '../inspection/types/later.ts';
import { openScene, samplePlan, visitOf, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { hazardIn } from '../hazard/scene.testing.ts';
import { openLead } from '../penalty/actions/case.ts';
import { sampleLead } from '../penalty/scene.testing.ts';
import { served } from '../rectification/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { recordsOf } from './enterprise-records.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

async function recordsIn(team: Team): Promise<readonly LaterRecord[]> {
  const visit = await visitOf(scene, team);
  return read(scene.runtime, 1, async (tx) => (await viewEnterprise(tx, visit, recordsOf)).records);
}

async function hashIn(team: Team): Promise<string> {
  const visit = await visitOf(scene, team);
  return read(scene.runtime, 1, async (tx) => fileHashOf(await viewEnterprise(tx, visit, recordsOf)));
}

/** 投诉举报 against the enterprise of the visit. */
async function complain(team: Team): Promise<void> {
  const { row, enterpriseId } = await visitOf(scene, team);
  const party = { ...sampleLead().party, name: row.enterprise_name, creditCode: row.credit_code, enterpriseId };
  await done(scene.runtime, team.lead, openLead, { lead: sampleLead({ party }) });
}

test('今日任务 holds the same file: what came of complaints and cases is at hand without a line', async () => {
  const team = await carry(scene, scene.take(), 'notified');
  await complain(team);
  const { visits } = await read(scene.runtime, 1, (tx) => packageFor(tx, team.lead, recordsOf));
  const mine = visits.find(({ inspectionId }) => inspectionId === team.inspectionId);
  expect(mine?.records).toEqual(await recordsIn(team));
  expect(mine?.records).toHaveLength(1);
});

describe('the file that is read before a visit', () => {
  test('tells what the enterprise was ordered to rectify and how that stands', async () => {
    const { team } = await served(scene, [{ description: '灭火器压力不足' }]);
    expect(await recordsIn(team)).toEqual([
      { kind: 'rectification', on: expect.any(String), what: '灭火器压力不足', state: '整改中', isOpen: true },
    ]);
  });

  test('tells a major hazard, once it is one', async () => {
    const { team } = await hazardIn(scene);
    expect((await recordsIn(team)).map(({ kind, isOpen }) => ({ kind, isOpen }))).toContainEqual({
      kind: 'hazard',
      isOpen: true,
    });
  });

  test('keeps a complaint apart from a penalty, and both apart from other enterprises', async () => {
    const [mine, other] = [await carry(scene, scene.take(), 'accepted'), await carry(scene, scene.take(), 'accepted')];
    await complain(mine);
    expect((await recordsIn(mine)).map(({ kind, state }) => [kind, state])).toEqual([['complaint', '线索待核']]);
    expect(await recordsIn(other)).toEqual([]);
  });

  test('has to be read again when a complaint came in meanwhile', async () => {
    const { runtime } = scene;
    const team = await carry(scene, scene.take(), 'accepted');
    const { inspectionId, lead } = team;
    const before = await hashIn(team);
    await done(runtime, lead, readFileWith(recordsOf), { inspectionId, fileHash: before });
    await complain(team);
    const plan = await samplePlan(scene, team);
    expect(codes(await act(runtime, lead, draftPlanWith(recordsOf), { inspectionId, plan, planHash: null }))).toEqual([
      'inspection-file-changed',
    ]);
    expect(codes(await act(runtime, lead, readFileWith(recordsOf), { inspectionId, fileHash: before }))).toEqual([
      'inspection-file-other',
    ]);
    await done(runtime, lead, readFileWith(recordsOf), { inspectionId, fileHash: await hashIn(team) });
    await done(runtime, lead, draftPlanWith(recordsOf), { inspectionId, plan, planHash: null });
  });
});
