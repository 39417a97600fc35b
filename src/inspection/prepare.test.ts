import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { answer, execute } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { inBureau, read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { approvePlan, authorisePlan, returnPlan } from './actions/approve.ts';
import { acceptTask, declareTaskRecusal, issueNotice } from './actions/prepare.ts';
import { setSettings } from './actions/settings.ts';
import { inspectionFollowers } from './jobs.ts';
import { readVisitFile } from './reads/documents.ts';
import { readSettings } from './reads/settings.ts';
import { inspectionReadSpecsWith } from './routes.ts';
import { CHIEF, DAY, deedsOf, openScene, samplePlan, STRANGER, visitOf, type Scene } from './scene.testing.ts';
import { carry, carryFrom, draftPlan, fileHashIn, planSeen, readFile, submitPlan } from './steps.testing.ts';
import { BoardAnswer, VisitView } from './types/board.ts';
import { NO_LATER_RECORDS } from './types/later.ts';
import type { VisitSettings } from './types/settings.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

const elsewhere = (who: Actor): Actor => ({ ...who, bureauId: 2 });
async function get(who: Actor, path: string, input: unknown): Promise<Result<unknown>> {
  const spec = inspectionReadSpecsWith(NO_LATER_RECORDS).find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read ${path}`);
  return answer(scene.runtime, who, spec, input);
}

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

describe('clashes of the day', () => {
  test('are shown to whoever approves: an officer of the team who is at another plant on that day, and where', async () => {
    const teams = await Promise.all(Array.from({ length: 12 }, () => carry(scene, scene.take(), 'submitted')));
    const visits = await Promise.all(teams.map((team) => visitOf(scene, team)));
    const shared = visits.flatMap((visit, n) => {
      const other = visits.find(
        (each) =>
          each.inspectionId !== visit.inspectionId &&
          each.team.some(({ personId }) => visit.team.some((mine) => mine.personId === personId)),
      );
      return other === undefined ? [] : [{ team: teams[n], visit, other }];
    })[0];
    if (shared?.team === undefined) throw new Error('no officer has two visits');
    const clashesNow = async (): Promise<VisitView['clashes']> => {
      const { inspectionId } = shared.visit;
      const seen = await get(CHIEF, '/api/inspections/:inspectionId', { inspectionId });
      return VisitView.parse(seen.ok ? seen.value : undefined).clashes;
    };
    const of = (clashes: VisitView['clashes']) => clashes.map((clash) => clash.with);
    expect(await clashesNow()).toContainEqual(
      expect.objectContaining({ kind: 'person', with: shared.other.row.enterprise_name }),
    );
    // Returned plans keep their day; a visit that ends takes nobody's day any more.
    await inBureau(scene.runtime, 1, async ({ db }) => {
      await db
        .updateTable('inspection')
        .set({ state: 'replaced' })
        .where('bureau_id', '=', 1)
        .where('inspection_id', '=', shared.other.inspectionId)
        .execute();
    });
    expect(of(await clashesNow())).not.toContain(shared.other.row.enterprise_name);
    expect(
      codes(await act(scene.runtime, CHIEF, approvePlan, await planSeen(scene, shared.visit.inspectionId))),
    ).toEqual([]);
  });
});

describe('inspection.draft-plan', () => {
  test('all that is wrong is said at once', async () => {
    const team = await carry(scene, scene.take(), 'read');
    const { inspectionId, lead } = team;
    const plan = { ...(await samplePlan(scene, team)), itemIds: [newId()], inspectOn: '2025-12-31' };
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan, planHash: null }))).toEqual([
      'inspection-item-unpublished',
      'inspection-deviation-reason',
      'inspection-day-past',
      'outside-window',
    ]);
  });

  test('leaving out an item of the list needs a reason', async () => {
    const team = await carry(scene, scene.take(), 'read');
    const { inspectionId, lead } = team;
    const plan = await samplePlan(scene, team);
    const shorter = { ...plan, itemIds: plan.itemIds.slice(1) };
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan: shorter, planHash: null }))).toEqual([
      'inspection-deviation-reason',
    ]);
    const explained = { ...shorter, deviation: '该企业无此类场所' };
    expect(codes(await act(scene.runtime, lead, draftPlan, { inspectionId, plan: explained, planHash: null }))).toEqual(
      [],
    );
  });
});

describe('a plan that somebody else has changed meanwhile', () => {
  test('is neither overwritten nor handed in nor approved by who has not seen it', async () => {
    const team = await carry(scene, scene.take(), 'read');
    const { inspectionId, lead, second } = team;
    const plan = await samplePlan(scene, team);
    const draft = (who: Actor, focus: string, planHash: string | null): Promise<string[]> =>
      act(scene.runtime, who, draftPlan, { inspectionId, plan: { ...plan, focus }, planHash }).then(codes);
    expect(await draft(lead, '甲的重点', null)).toEqual([]);
    const first = await planSeen(scene, inspectionId);
    expect(await draft(second, '乙的重点', null)).toEqual(['inspection-plan-other']);
    expect(await draft(second, '乙的重点', first.planHash)).toEqual([]);
    expect((await visitOf(scene, team)).plan?.focus).toBe('乙的重点');
    expect(codes(await act(scene.runtime, lead, submitPlan, first))).toEqual(['inspection-plan-other']);
    await done(scene.runtime, lead, submitPlan, await planSeen(scene, inspectionId));
    const shownToChief = await planSeen(scene, inspectionId);
    await done(scene.runtime, CHIEF, returnPlan, { inspectionId, reason: '再补充' });
    expect(await draft(lead, '丙的重点', shownToChief.planHash)).toEqual([]);
    await done(scene.runtime, lead, submitPlan, await planSeen(scene, inspectionId));
    expect(codes(await act(scene.runtime, CHIEF, approvePlan, shownToChief))).toEqual(['inspection-plan-other']);
    await done(scene.runtime, CHIEF, approvePlan, await planSeen(scene, inspectionId));
  });
});

describe('inspection.submit-plan', () => {
  test('there must be a plan, and it must still hold on the day it is submitted', async () => {
    const team = await carry(scene, scene.take(), 'read');
    const { inspectionId, lead } = team;
    expect(codes(await act(scene.runtime, lead, submitPlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-plan-missing',
    ]);
    await carryFrom(scene, team, 'read', 'drafted');
    scene.runtime.clock.set('2026-03-13T01:00:00Z');
    expect(codes(await act(scene.runtime, lead, submitPlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-day-past',
    ]);
    scene.runtime.clock.set(`${DAY}T01:00:00Z`);
    await carryFrom(scene, team, 'drafted', 'submitted');
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.submit-plan');
  });
});

describe('inspection.return-plan', () => {
  test('with its reason, back to the team, who amend and submit again', async () => {
    const team = await carry(scene, scene.take(), 'submitted');
    const { inspectionId, lead } = team;
    expect(codes(await act(scene.runtime, CHIEF, returnPlan, { inspectionId, reason: ' ' }))).toEqual([
      'input-invalid',
    ]);
    await done(scene.runtime, CHIEF, returnPlan, { inspectionId, reason: '补充重点内容' });
    expect(await visitOf(scene, team)).toMatchObject({ state: 'preparing', returnReason: '补充重点内容' });
    expect(codes(await act(scene.runtime, lead, returnPlan, { inspectionId, reason: '无' }))).toEqual(['not-allowed']);
    await carryFrom(scene, team, 'read', 'submitted');
    expect(await visitOf(scene, team)).toMatchObject({ state: 'plan-submitted', returnReason: null });
    expect(await deedsOf(scene, team)).toContain('inspection.return-plan');
  });
});

describe('inspection.approve-plan', () => {
  test('the drafter does not approve his own plan, whatever other role he has, nor does anybody of the team', async () => {
    const team = await carry(scene, scene.take(), 'submitted');
    const { inspectionId, lead, second } = team;
    const asChief = ({ staffId }: Actor): Actor => actorOf(['officer', 'section-chief'], staffId);
    expect(codes(await act(scene.runtime, asChief(lead), approvePlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-drafter-approves',
    ]);
    expect(codes(await act(scene.runtime, asChief(second), approvePlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-drafter-approves',
    ]);
    expect(codes(await act(scene.runtime, elsewhere(CHIEF), approvePlan, await planSeen(scene, inspectionId)))).toEqual(
      ['inspection-not-found'],
    );
    await done(scene.runtime, CHIEF, approvePlan, await planSeen(scene, inspectionId));
    expect(codes(await act(scene.runtime, CHIEF, approvePlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-state',
    ]);
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.approve-plan');
  });
});

describe('inspection.authorise-plan', () => {
  const HEAD = actorOf(['head'], 'head');
  const decideBy = async (planApproval: VisitSettings['planApproval']): Promise<void> => {
    const { version, settings } = await read(scene.runtime, 1, readSettings);
    await done(scene.runtime, actorOf(['group-office'], 'office'), setSettings, {
      version,
      settings: { ...settings, planApproval },
    });
  };
  beforeAll(() => decideBy('head'));
  afterAll(() => decideBy('section'));

  test('where the bureau asks for it, the head approves what the chief has passed on, and nobody else', async () => {
    const team = await carry(scene, scene.take(), 'submitted');
    const { inspectionId, lead } = team;
    expect(codes(await act(scene.runtime, HEAD, authorisePlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-state',
    ]);
    await done(scene.runtime, CHIEF, approvePlan, await planSeen(scene, inspectionId));
    expect(await visitOf(scene, team)).toMatchObject({ state: 'plan-reviewed', reviewedBy: CHIEF.staffId });
    expect(codes(await act(scene.runtime, lead, issueNotice, { inspectionId }))).toEqual(['inspection-state']);
    expect(codes(await act(scene.runtime, CHIEF, authorisePlan, await planSeen(scene, inspectionId)))).toEqual([
      'not-allowed',
    ]);
    const both = actorOf(['section-chief', 'deputy-head'], CHIEF.staffId);
    expect(codes(await act(scene.runtime, both, authorisePlan, await planSeen(scene, inspectionId)))).toEqual([
      'inspection-reviewer-approves',
    ]);
    expect(
      codes(await act(scene.runtime, elsewhere(HEAD), authorisePlan, await planSeen(scene, inspectionId))),
    ).toEqual(['inspection-not-found']);
    await done(scene.runtime, HEAD, authorisePlan, await planSeen(scene, inspectionId));
    expect(await visitOf(scene, team)).toMatchObject({ state: 'plan-approved' });
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.authorise-plan');
  });

  test('two heads at once approve once', async () => {
    const team = await carry(scene, scene.take(), 'approved');
    const { inspectionId } = team;
    const deputy = actorOf(['deputy-head'], 'deputy');
    const seen = await planSeen(scene, inspectionId);
    const both = await Promise.all([HEAD, deputy].map((each) => act(scene.runtime, each, authorisePlan, seen)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.flatMap(codes)).toEqual(['inspection-state']);
  });

  test('the head returns it to the team, and the chief looks again', async () => {
    const team = await carry(scene, scene.take(), 'approved');
    const { inspectionId } = team;
    await done(scene.runtime, HEAD, returnPlan, { inspectionId, reason: '检查事项过多' });
    expect(await visitOf(scene, team)).toMatchObject({ state: 'preparing', reviewedBy: null });
    await carryFrom(scene, team, 'read', 'approved');
    expect(await visitOf(scene, team)).toMatchObject({ state: 'plan-reviewed' });
  });

  test('the plan names both, each with his day', async () => {
    const team = await carry(scene, scene.take(), 'approved');
    await done(scene.runtime, HEAD, authorisePlan, await planSeen(scene, team.inspectionId));
    const { approvals } = await read(scene.runtime, 1, async (tx) => readVisitFile(tx, await visitOf(scene, team)));
    expect(approvals.map(({ as, on }) => [as, on])).toEqual([
      ['chief', DAY],
      ['head', DAY],
    ]);
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

describe('inspection.read', () => {
  test('a drawn target is seen by its team and its superiors only', async () => {
    const { inspectionId, lead } = scene.take();
    const path = '/api/inspections/:inspectionId';
    expect(codes(await get(STRANGER, path, { inspectionId }))).toEqual(['inspection-not-found']);
    expect(codes(await get(elsewhere(CHIEF), path, { inspectionId }))).toEqual(['inspection-not-found']);
    expect(codes(await get(actorOf(['system-admin']), path, { inspectionId }))).toEqual(['not-allowed']);
    const seen = await get(lead, path, { inspectionId });
    const view = VisitView.parse(seen.ok ? seen.value : undefined);
    expect(view.team.filter(({ isMe }) => isMe).map(({ seat }) => seat)).toEqual([0]);
    expect(view.published.some(({ applies }) => applies)).toBe(true);
  });

  test('the counts of the stages divide what the person sees, whatever stage he looks at', async () => {
    const sum = (board: BoardAnswer): number => Object.values(board.counts).reduce((a, b) => a + b, 0);
    const boardOf = async (who: Actor, query: object): Promise<BoardAnswer> => {
      const result = await get(who, '/api/inspections', query);
      return BoardAnswer.parse(result.ok ? result.value : undefined);
    };
    expect(sum(await boardOf(CHIEF, { stage: 'approve' }))).toBe(64);
    expect((await boardOf(STRANGER, {})).total).toBe(0);
    const { lead } = scene.take();
    const own = await boardOf(lead, {});
    expect(own.total).toBeGreaterThan(0);
    expect(sum(own)).toBe(own.total);
    expect(own.total).toBeLessThan(64);
    expect((await boardOf(elsewhere(CHIEF), {})).total).toBe(0);
  });

  test('is searched like the directory and ordered as asked', async () => {
    const result = await get(CHIEF, '/api/inspections', { size: 100, sort: '-enterprise' });
    const { rows } = BoardAnswer.parse(result.ok ? result.value : undefined);
    const [last] = rows;
    if (last === undefined) throw new Error('an empty board');
    const found = await get(CHIEF, '/api/inspections', { q: last.creditCode.slice(4).toLowerCase(), sort: 'idle' });
    expect(BoardAnswer.parse(found.ok ? found.value : undefined).rows.map(({ creditCode }) => creditCode)).toEqual([
      last.creditCode,
    ]);
    const none = await get(CHIEF, '/api/inspections', { q: '没有这一家' });
    expect(BoardAnswer.parse(none.ok ? none.value : undefined)).toMatchObject({ total: 0, rows: [] });
  });

  test('what waits longest is first', async () => {
    const result = await get(CHIEF, '/api/inspections', { size: 100 });
    const { rows } = BoardAnswer.parse(result.ok ? result.value : undefined);
    const waiting = rows.map(({ updatedAt }) => updatedAt);
    expect(waiting).toEqual(waiting.toSorted());
    expect(rows.find(({ state }) => state === 'assigned')?.idleDays).toBe(10);
  });
});
