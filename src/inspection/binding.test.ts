/** 抽取结果约束检查 (domain §23): nothing but a substitution changes whom the draw named; refusals come all at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { inBureau } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { stateFinding } from './actions/findings.ts';
import { answerPoints, checkIn } from './actions/on-site.ts';
import { closeRecord, signOff, signRecord } from './actions/sign.ts';
import { inspectionDeedSpecsWith } from './routes.ts';
import { demandsPicture } from './rules/record.ts';
import { linesOf, openScene, sampleFinding, samplePlan, visitOf, type Scene, type Team } from './scene.testing.ts';
import { attachPhoto, carry, carryFrom, draftPlan, hashOf, planSeen } from './steps.testing.ts';
import { NO_LATER_RECORDS } from './types/later.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene.close());

function codes(result: Result<unknown>): readonly string[] {
  return result.ok ? [] : result.refusals.map(({ code }) => code).toSorted();
}

/** What the directory says of an officer changes meanwhile. */
async function letExpire(team: Team, expiresOn: string): Promise<void> {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    await db
      .updateTable('officer')
      .set({ certificate_expires_on: expiresOn })
      .where('bureau_id', '=', 1)
      .where('officer_id', '=', team.officerIds[0])
      .execute();
  });
}

describe('what the draw decided', () => {
  test('is no input of any deed of a visit', () => {
    const decided = /^(enterprise(Id|Name)?|creditCode|drawId|members?|team|seat|experts?|expertIds)$/;
    for (const { kind, input } of inspectionDeedSpecsWith(NO_LATER_RECORDS)) {
      // A phone's operations name their authors; they are held against the draw when they are judged.
      if (kind === 'inspection.sync') continue;
      const shape = JSON.stringify(z.toJSONSchema(input, { unrepresentable: 'any', io: 'input' }));
      const names = [...shape.matchAll(/"(\w+)":\{/g)].map(([, name]) => name ?? '');
      expect([kind, ...names.filter((name) => decided.test(name))]).toEqual([kind]);
    }
  });

  test('is not taken from what somebody sends beside', async () => {
    const team = await carry(scene, scene.take(), 'read');
    const before = await visitOf(scene, team);
    const plan = await samplePlan(scene, team);
    const smuggled = {
      inspectionId: team.inspectionId,
      plan,
      planHash: null,
      enterpriseId: newId(),
      members: [],
      state: 'signed',
    };
    await done(scene.runtime, team.lead, draftPlan, smuggled);
    const after = await visitOf(scene, team);
    expect(after).toMatchObject({ enterpriseId: before.enterpriseId, members: before.members, state: 'preparing' });
  });

  test('cannot be written by the application at all', async () => {
    const { inspectionId } = scene.take();
    for (const set of [
      { enterprise_id: newId() },
      { enterprise_name: '别的企业' },
      { credit_code: '91120111MA00000000' },
      { draw_id: newId() },
    ])
      await expect(
        inBureau(scene.runtime, 1, ({ db }) =>
          db.updateTable('inspection').set(set).where('inspection_id', '=', inspectionId).execute(),
        ),
      ).rejects.toThrow('permission denied');
    await expect(inBureau(scene.runtime, 1, ({ db }) => db.deleteFrom('inspection_member').execute())).rejects.toThrow(
      'permission denied',
    );
  });

  test('with its items: once the plan is handed in they stay as they are', async () => {
    const team = await carry(scene, scene.take(), 'submitted');
    const plan = await samplePlan(scene, team);
    const fewer = { ...plan, itemIds: plan.itemIds.slice(1), deviation: '少查一项' };
    for (const [from, to] of [
      ['submitted', 'approved'],
      ['approved', 'notified'],
      ['notified', 'checked-in'],
    ] as const) {
      const seen = await planSeen(scene, team.inspectionId);
      const refused = await act(scene.runtime, team.lead, draftPlan, { ...seen, plan: fewer });
      expect(codes(refused)).toEqual(['inspection-state']);
      await carryFrom(scene, team, from, to);
    }
    expect((await visitOf(scene, team)).plan?.itemIds).toEqual(plan.itemIds);
  });

  test('has no outcome before its record is signed: nothing is normal by default', async () => {
    const team = await carry(scene, scene.take(), 'members-signed');
    expect(await visitOf(scene, team)).toMatchObject({ conclusion: null, signedOn: null });
  });
});

describe('a visit that lacks something is refused with every reason at once', () => {
  test('a plan: the file unread, an item unpublished, a day past', async () => {
    const team = await carry(scene, scene.take(), 'accepted');
    const plan = { ...(await samplePlan(scene, team)), inspectOn: '2026-03-11' };
    const refused = await act(scene.runtime, team.lead, draftPlan, {
      inspectionId: team.inspectionId,
      plan: { ...plan, itemIds: [...plan.itemIds, newId()], deviation: '加查' },
      planHash: null,
    });
    expect(codes(refused)).toEqual(['inspection-day-past', 'inspection-file-unread', 'inspection-item-unpublished']);
  });

  test('an entry: one officer, and his certificate has expired', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    await letExpire(team, '2026-03-11');
    const officerIds = [team.officerIds[0]];
    const refused = await act(scene.runtime, team.lead, checkIn, { inspectionId: team.inspectionId, officerIds });
    expect(codes(refused)).toEqual(['certificate-expired', 'too-few-officers']);
    await letExpire(team, '2030-01-01');
  });

  test('a record: points unanswered, one failed without its finding, one without the picture that shows it', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const lines = await linesOf(scene, team);
    const shown = lines.find(demandsPicture);
    const other = lines.find((line) => line !== shown && line.severity === 'general');
    if (shown === undefined || other === undefined) throw new Error('no point is shown by a picture');
    const major = { level: 'major', criterion: '判定标准' } as const;
    const finding = sampleFinding(shown, shown.severity === 'major' ? major : {});
    const { findingId } = await done(scene.runtime, lead, stateFinding, { inspectionId, finding });
    const failed = [{ itemId: other.itemId, pointNo: other.no, answer: 'fail' as const }];
    await done(scene.runtime, lead, answerPoints, { inspectionId, answers: failed });
    const reasons = async (): Promise<readonly string[]> =>
      codes(await act(scene.runtime, lead, closeRecord, { inspectionId }));
    expect(await reasons()).toEqual(
      expect.arrayContaining(['record-evidence-missing', 'record-fail-without-finding', 'record-unanswered']),
    );
    await attachPhoto(scene, team, findingId);
    expect(await reasons()).not.toContain('record-evidence-missing');
  });

  test('a signing-off: one officer and the expert are not two officers; the enterprise has not spoken', async () => {
    const team = await carry(scene, scene.take(true), 'recorded');
    const { inspectionId, lead, expert } = team;
    if (expert === undefined) throw new Error('no expert was drawn');
    for (const member of [lead, expert])
      await done(scene.runtime, member, signRecord, { inspectionId, recordHash: await hashOf(scene, team) });
    await letExpire(team, '2026-03-11');
    const refused = await act(scene.runtime, lead, signOff, { inspectionId });
    expect(codes(refused)).toEqual(
      expect.arrayContaining(['certificate-expired', 'enterprise-unsigned', 'officer-unsigned', 'too-few-signatures']),
    );
    await letExpire(team, '2030-01-01');
  });
});
