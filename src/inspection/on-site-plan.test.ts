/** The plan of a visit: drafted, handed in, returned, approved; and who sees the visit, alone and on the board. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { approvePlan, authorisePlan, returnPlan } from './actions/approve.ts';
import { issueNotice } from './actions/prepare.ts';
import { setSettings } from './actions/settings.ts';
import { readVisitFile } from './reads/documents.ts';
import { readSettings } from './reads/settings.ts';
import { CHIEF, DAY, deedsOf, openScene, samplePlan, STRANGER, visitOf, type Scene } from './scene.testing.ts';
import { carry, carryFrom, draftPlan, planSeen, submitPlan } from './steps.testing.ts';
import { BoardAnswer, VisitView } from './types/board.ts';
import type { VisitSettings } from './types/settings.ts';
import { codes } from '../testing/refusal-codes.ts';
import { askVisits, elsewhere } from './reads.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

const get = (who: Actor, path: string, input: unknown) => askVisits(scene.runtime, who, path, input);

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
