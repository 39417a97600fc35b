import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { act, carryOn, carryTo, deputy, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { PLANNER } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { completeDraw } from './actions/complete.ts';
import { confirmDice, recordDice } from './actions/dice.ts';
import { announceDraw, freezeDraw } from './actions/publish.ts';
import { confirmDraw, releaseDraw } from './actions/settle.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { buildDrawBundle } from './bundle.ts';
import { publishedDraws } from './reads/public.ts';
import { listEnterpriseDraws } from './reads/public-enterprise.ts';
import { findPublicResult } from './reads/public-result.ts';
import { drawReadSpecs } from './routes.ts';

const scene = useScene();

describe('draw.complete', () => {
  test('not before the dice are confirmed, and not by who drafted the plan', async () => {
    const drawId = await scene.to('rolling');
    expect(codes(await act(scene.runtime, office, completeDraw, { drawId }))).toEqual(['draw-stage']);
    await carryOn(scene.runtime, drawId, 1, 'rolling', 'seeded');
    expect(codes(await act(scene.runtime, actorOf(['group-office'], PLANNER), completeDraw, { drawId }))).toEqual([
      'draw-planner-operates',
    ]);
  });

  test('a list that was tampered with after the freeze gives no result', async () => {
    const drawId = await scene.to('seeded');
    await scene.runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_roster DISABLE TRIGGER append_only`.execute(owner);
      await sql`UPDATE draw_roster SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '"weight":1', '"weight":9'), 'UTF8') WHERE pos = 3`.execute(
        owner,
      );
    });
    await expect(act(scene.runtime, office, completeDraw, { drawId })).rejects.toThrow(/root/);
    expect((await scene.draw(drawId)).state).toBe('seeded');
  });

  test('a row the database would draw and the library would not stops the draw', async () => {
    const drawId = await scene.to('seeded');
    await scene.runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_roster DISABLE TRIGGER append_only`.execute(owner);
      await sql`UPDATE draw_roster SET stratum = CASE stratum WHEN 'hazchem' THEN 'general' ELSE 'hazchem' END`.execute(
        owner,
      );
    });
    await expect(act(scene.runtime, office, completeDraw, { drawId })).rejects.toThrow(/library and database differ/);
  });
});

describe('draw.confirm and draw.release', () => {
  test('the operator cannot confirm; nothing is public before the confirmation', async () => {
    const drawId = await scene.to('drawn');
    expect(codes(await act(scene.runtime, actorOf(['head'], office.staffId), confirmDraw, { drawId }))).toEqual([
      'draw-operator-confirms',
    ]);
    expect(await read(scene.runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'))).toBeUndefined();
    expect(await buildDrawBundle(scene.runtime, 1, drawId)).toBeUndefined();
    expect(codes(await act(scene.runtime, office, releaseDraw, { drawId }))).toEqual(['draw-stage']);
    await done(scene.runtime, deputy, confirmDraw, { drawId });
    expect((await read(scene.runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1')))?.picks).toHaveLength(8);
  });

  test('a result without teams cannot be confirmed, names its Hall set, and is voided', async () => {
    const drawId = await scene.to('drawn');
    await scene.runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE draw_result DISABLE TRIGGER append_only`.execute(owner);
      const hall = '"feasible":false,"hall":{"capacity":1,"officers":["DEMO1201110001"],"slots":["X#0","X#1"]},';
      await sql`UPDATE draw_result SET details = convert_to(replace(convert_from(details, 'UTF8'), '"feasible":true,', ${hall}::text), 'UTF8')`.execute(
        owner,
      );
    });
    expect(await act(scene.runtime, head, confirmDraw, { drawId })).toMatchObject({
      refusals: [{ code: 'draw-teams-unassigned', facts: { seats: 2, capacity: 1, officers: ['DEMO1201110001'] } }],
    });
  });

  test('an enterprise finds itself in the list once, drawn or not, with its number and the cutoff', async () => {
    await scene.to('confirmed');
    const [draw] = await read(scene.runtime, 1, publishedDraws);
    expect(draw).toMatchObject({ publicId: '120111-2026-T1-1', k: 8, eligible: 20, isResultPublic: true });
    const result = await read(scene.runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'));
    for (const { id, isDrawn } of result?.dots ?? []) {
      const [own] = await read(scene.runtime, 1, (tx) => listEnterpriseDraws(tx, id));
      const { score = '', cutoff = '', teamSize } = own?.outcome ?? {};
      expect([own?.outcome?.isDrawn, score <= cutoff, teamSize]).toEqual([isDrawn, isDrawn, isDrawn ? 2 : 0]);
    }
    expect(result?.dots.filter(({ isDrawn }) => isDrawn)).toHaveLength(8);
  });
});

describe('draw.propose-void and draw.void', () => {
  const reason = 'ROSTER_ERROR' as const;

  test('takes the head and the supervisor, with the same reason', async () => {
    const drawId = await scene.to('drawn');
    expect(codes(await act(scene.runtime, supervisor, voidDraw, { drawId, reason }))).toEqual([
      'draw-void-not-proposed',
    ]);
    await done(scene.runtime, head, proposeVoid, { drawId, reason });
    expect(codes(await act(scene.runtime, head, voidDraw, { drawId, reason }))).toEqual(['draw-void-own-proposal']);
    expect(codes(await act(scene.runtime, actorOf(['head'], 'another-head'), voidDraw, { drawId, reason }))).toEqual([
      'draw-void-own-proposal',
    ]);
    expect(codes(await act(scene.runtime, supervisor, voidDraw, { drawId, reason: 'SOURCE_INVALID' }))).toEqual([
      'draw-void-not-proposed',
    ]);
    await done(scene.runtime, supervisor, voidDraw, { drawId, reason });
    expect(codes(await act(scene.runtime, head, confirmDraw, { drawId }))).toEqual(['draw-void']);
    expect(codes(await act(scene.runtime, office, releaseDraw, { drawId }))).toEqual(['draw-void', 'draw-stage']);
  });

  test('a void draw is computed and published all the same; the next batch names it, and nobody counts as drawn', async () => {
    const drawId = await scene.to('announced');
    await done(scene.runtime, supervisor, proposeVoid, { drawId, reason });
    await done(scene.runtime, head, voidDraw, { drawId, reason });
    await carryOn(scene.runtime, drawId, 1, 'announced', 'drawn');
    expect((await read(scene.runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1')))?.picks).toHaveLength(8);
    expect(await buildDrawBundle(scene.runtime, 1, drawId)).toBeDefined();
    const next = await carryTo(scene.runtime, 'announced', { planId: scene.district.planId, batch: 2 });
    const draw = await scene.draw(next);
    expect(JSON.parse(draw?.announcement?.toString('utf8') ?? '')).toMatchObject({
      batch: 2,
      voids: '120111-2026-T1-1',
      roster: { eligible: 20 },
    });
  });

  test('a confirmed draw cannot be voided', async () => {
    const drawId = await scene.to('confirmed');
    expect(codes(await act(scene.runtime, head, proposeVoid, { drawId, reason }))).toEqual(['draw-stage']);
  });
});

describe('roles', () => {
  test.each([
    [freezeDraw, head],
    [announceDraw, supervisor],
    [recordDice, supervisor],
    [confirmDice, office],
    [completeDraw, head],
    [confirmDraw, office],
    [releaseDraw, head],
    [voidDraw, deputy],
  ])('%# a deed is refused for want of the role', async (spec, actor) => {
    expect(codes(await execute(scene.runtime, actor, spec, newId(), { drawId: newId() }))).toEqual(['not-allowed']);
  });

  test('an officer does not read draws, but for his own visits of a sealed one', async () => {
    for (const spec of drawReadSpecs.filter(({ kind }) => kind !== 'draw.read-own'))
      expect(codes(await answer(scene.runtime, actorOf(['officer']), spec, {}))).toEqual(['not-allowed']);
  });
});
