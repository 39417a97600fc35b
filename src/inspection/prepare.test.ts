import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { inBureau } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { acceptTask, declareTaskRecusal, issueNotice } from './actions/prepare.ts';
import { inspectionFollowers } from './jobs.ts';
import { CHIEF, DAY, deedsOf, openScene, samplePlan, STRANGER, visitOf, type Scene } from './scene.testing.ts';
import { carry, carryFrom, draftPlan, fileHashIn, planSeen, readFile, submitPlan } from './steps.testing.ts';
import { VisitView } from './types/board.ts';
import { codes } from '../testing/refusal-codes.ts';
import { askVisits, elsewhere } from './reads.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

const get = (who: Actor, path: string, input: unknown) => askVisits(scene.runtime, who, path, input);

describe('inspection.assign', () => {
  test('a released draw gives every drawn enterprise one task and its team, however often the job runs', async () => {
    for (const follower of inspectionFollowers) expect(await follow(scene.runtime, 1, follower)).toBe(0);
    const board = await get(CHIEF, '/api/inspections', { drawId: scene.drawId, size: 1 });
    expect(board).toMatchObject({ ok: true, value: { total: 64 } });
    const team = scene.take(true);
    expect((await visitOf(scene, team)).members.map(({ kind, seat }) => [kind, seat])).toEqual([
      ['officer', 0],
      ['officer', 1],
      ['expert', 0],
    ]);
    expect(await deedsOf(scene, team)).toEqual(['inspection.assign']);
  });
});

describe('inspection.accept', () => {
  test('an officer of the team takes the task, once; the same command twice is one deed', async () => {
    const team = scene.take();
    const { inspectionId, lead } = team;
    const commandId = newId();
    const first = await execute(scene.runtime, lead, acceptTask, commandId, { inspectionId });
    expect(first).toEqual({ ok: true, value: { inspectionId, state: 'preparing' } });
    expect(await execute(scene.runtime, lead, acceptTask, commandId, { inspectionId })).toEqual(first);
    expect(codes(await act(scene.runtime, lead, acceptTask, { inspectionId }))).toEqual(['inspection-state']);
    expect(await deedsOf(scene, team)).toEqual(['inspection.assign', 'inspection.accept']);
  });

  test('not by somebody outside the team, by the chief, by the expert, or from another bureau', async () => {
    const team = scene.take(true);
    const { inspectionId, lead, expert = STRANGER } = team;
    const attempt = async (who: Actor): Promise<string[]> =>
      codes(await act(scene.runtime, who, acceptTask, { inspectionId }));
    expect(await attempt(STRANGER)).toEqual(['inspection-not-member']);
    expect(await attempt(CHIEF)).toEqual(['not-allowed']);
    expect(await attempt(expert)).toEqual(['not-allowed']);
    expect(await attempt(actorOf(['officer', 'expert'], expert.staffId))).toEqual(['inspection-not-member']);
    expect(await attempt(elsewhere(lead))).toEqual(['inspection-not-found']);
    expect(await deedsOf(scene, team)).toEqual(['inspection.assign']);
  });

  test('two officers at once: one accepts, the other hears that it is done', async () => {
    const { inspectionId, lead, second } = scene.take();
    const results = await Promise.all(
      [lead, second].map((who) => act(scene.runtime, who, acceptTask, { inspectionId })),
    );
    expect(results.map(codes).toSorted((a, b) => a.length - b.length)).toEqual([[], ['inspection-state']]);
  });
});

describe('inspection.declare-recusal', () => {
  test('the task waits, and nobody can do anything in it', async () => {
    const team = await carry(scene, scene.take(), 'accepted');
    const { inspectionId, lead, second } = team;
    await done(scene.runtime, second, declareTaskRecusal, { inspectionId, reason: 'KIN' });
    const { blocked } = await visitOf(scene, team);
    expect(blocked).toContain('申请回避');
    const fileHash = await fileHashIn(scene, team);
    expect(codes(await act(scene.runtime, lead, readFile, { inspectionId, fileHash }))).toEqual(['inspection-blocked']);
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.declare-recusal');
  });

  test('the same person cannot declare it twice, but a second member can, and both reasons stand', async () => {
    const team = scene.take();
    const { inspectionId, lead, second } = team;
    await done(scene.runtime, second, declareTaskRecusal, { inspectionId, reason: 'KIN' });
    expect(codes(await act(scene.runtime, second, declareTaskRecusal, { inspectionId, reason: 'OWN' }))).toEqual([
      'inspection-recusal-declared',
    ]);
    await done(scene.runtime, lead, declareTaskRecusal, { inspectionId, reason: 'EMPLOYER' });
    const { blocked, team: members } = await visitOf(scene, team);
    for (const { number } of members) expect(blocked).toContain(number);
  });

  test('an expert recuses himself too; after entry it is too late', async () => {
    const team = scene.take(true);
    const { inspectionId, expert = STRANGER } = team;
    await carry(scene, team, 'checked-in');
    expect(codes(await act(scene.runtime, expert, declareTaskRecusal, { inspectionId, reason: 'ADVISER' }))).toEqual([
      'inspection-state',
    ]);
    const other = scene.take(true);
    const declared = await act(scene.runtime, other.expert ?? STRANGER, declareTaskRecusal, {
      inspectionId: other.inspectionId,
      reason: 'ADVISER',
    });
    expect(codes(declared)).toEqual([]);
  });
});

describe('inspection.read-file', () => {
  test('the file is read before the plan is drafted', async () => {
    const team = await carry(scene, scene.take(), 'accepted');
    const { inspectionId, lead } = team;
    const plan = await samplePlan(scene, team);
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan, planHash: null }))).toEqual([
      'inspection-file-unread',
    ]);
    await carryFrom(scene, team, 'accepted', 'drafted');
    expect((await deedsOf(scene, team)).slice(-2)).toEqual(['inspection.read-file', 'inspection.draft-plan']);
  });
});

describe('the file that was read', () => {
  const licence = (inspectionId: string, name: string): Promise<void> =>
    inBureau(scene.runtime, 1, async ({ db }) => {
      await db
        .updateTable('enterprise')
        .set({ licences: JSON.stringify([{ name, number: 'X-1', issuedOn: null, expiresOn: '2027-01-01' }]) })
        .where('bureau_id', '=', 1)
        .where('enterprise_id', '=', (eb) =>
          eb.selectFrom('inspection').select('enterprise_id').where('inspection_id', '=', inspectionId),
        )
        .execute();
    });

  test('is the one that was shown: a page that is out of date confirms nothing', async () => {
    const team = await carry(scene, scene.take(), 'accepted');
    const { inspectionId, lead } = team;
    const fileHash = await fileHashIn(scene, team);
    await licence(inspectionId, '危险化学品经营许可证');
    expect(codes(await act(scene.runtime, lead, readFile, { inspectionId, fileHash }))).toEqual([
      'inspection-file-other',
    ]);
    expect((await visitOf(scene, team)).readOn).toBeNull();
  });

  test('changed since: the plan is neither kept nor handed in until it is read again', async () => {
    const team = await carry(scene, scene.take(), 'drafted');
    const { inspectionId, lead } = team;
    await licence(inspectionId, '安全生产许可证');
    expect(codes(await act(scene.runtime, lead, submitPlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-file-changed',
    ]);
    const seen = await get(lead, '/api/inspections/:inspectionId', { inspectionId });
    const view = VisitView.parse(seen.ok ? seen.value : undefined);
    expect(view).toMatchObject({ isFileChanged: true, refusals: [{ code: 'inspection-file-changed' }] });
    await done(scene.runtime, lead, readFile, { inspectionId, fileHash: view.fileHash });
    await done(scene.runtime, lead, submitPlan, await planSeen(scene, inspectionId));
  });
});

describe('inspection.issue-notice', () => {
  test('numbered, and it says how often the enterprise was visited this year', async () => {
    const team = await carry(scene, scene.take(), 'approved');
    const { inspectionId, lead } = team;
    await done(scene.runtime, lead, issueNotice, { inspectionId });
    const { row, noticedOn } = await visitOf(scene, team);
    expect(noticedOn).toBe(DAY);
    expect(row.notice).toMatchObject({ drawId: scene.drawId, visitsThisYear: 0, inspectOn: DAY });
    expect(row.notice?.number).toMatch(/^（120111）应急检通〔2026〕[1-9]\d*号$/);
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.issue-notice');
  });
});
