import { describe, expect, test } from 'vitest';
import { demoCreditCode } from '../../demo/codes.ts';
import type { Actor } from '../core/actor.ts';
import { answer } from '../core/command.ts';
import type { Result } from '../core/result.ts';
import { read } from '../core/transact.ts';
import { act, done, office } from '../testing/draw-ceremony.ts';
import { recuse, sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { carrySealed, publishChains, sendOut } from '../testing/draw-sealed.ts';
import { actorOf } from '../testing/runtime.ts';
import { configureDraw } from './actions/configure.ts';
import { freezeDraw } from './actions/publish.ts';
import { drawReadSpecs } from './routes.ts';
import type { DrawConfig } from './types.ts';
import { DrawPreview } from './types/preview.ts';

const scene = useScene();
const spec = drawReadSpecs.find(({ path }) => path === '/api/draw-preview');

async function ask(config: DrawConfig, more: object = {}, who: Actor = office): Promise<Result<DrawPreview>> {
  if (spec === undefined) throw new Error('no preview');
  const answered = await answer(scene.runtime, who, spec, { planId: scene.district.planId, config, ...more });
  return answered.ok ? { ok: true, value: DrawPreview.parse(answered.value) } : answered;
}

async function preview(config: DrawConfig, more: object = {}): Promise<DrawPreview> {
  const answered = await ask(config, more);
  if (!answered.ok) throw new Error(JSON.stringify(answered.refusals));
  return answered.value;
}

const WEIGHTED = sampleConfig({
  weights: {
    by: 'tickets',
    riskColors: { red: 4, orange: 3, yellow: 2, blue: 1 },
    creditClasses: { A: 1, B: 1, C: 2, D: 3 },
  },
});

describe('what a draw would be while it is being set up', () => {
  test('places of every stratum and the chance of every enterprise, before anything is stored', async () => {
    const before = await rows();
    const { strata, range, classes, rows: page, total, refusals, k } = await preview(sampleConfig());
    expect([k, strata.map(({ eligible, quota }) => [eligible, quota])]).toEqual([
      8,
      [
        [5, 2],
        [15, 6],
      ],
    ]);
    expect(range).toEqual({ least: 0.4, middle: 0.4, most: 0.4 });
    expect(classes).toHaveLength(2);
    expect([page.length, total, page.every(({ chance }) => chance === 0.4)]).toEqual([10, 20, true]);
    expect(refusals).toEqual([]);
    expect(await rows(), 'no deed, no draw, no command').toEqual(before);
  });

  test('with weights each has its own, and they add up to the places', async () => {
    await scene.runtime.asOwner(async (owner) => {
      await owner
        .updateTable('enterprise')
        .set({ risk_color: 'red' })
        .where('credit_code', 'in', [demoCreditCode(2), demoCreditCode(3), demoCreditCode(4)])
        .execute();
      await owner
        .updateTable('enterprise')
        .set({ status: 'suspended' })
        .where('credit_code', '=', demoCreditCode(6))
        .execute();
    });
    const { range, classes, rows: page, total } = await preview(WEIGHTED, { q: '测试第' });
    const sum = classes.reduce((all, { enterprises, chance }) => all + enterprises * chance, 0);
    expect(sum).toBeCloseTo(8, 2);
    expect(range?.most).toBeGreaterThan(range?.least ?? 1);
    const red = page.find(({ name }) => name.includes('第2有限'));
    expect([red?.weight, red?.chance]).toEqual([4, range?.most]);
    expect(total).toBe(20);
    const suspended = (await preview(WEIGHTED, { q: '第6有限' })).rows;
    expect(suspended).toMatchObject([{ reason: 'SUSPENDED', chance: null }]);
    expect((await preview(WEIGHTED, { page: 3 })).rows).toEqual([]);
  });

  test('every reason against a freeze is the one the freeze then gives, with the enterprises and officers of the Hall set', async () => {
    const tight = sampleConfig({ officerCap: 1, relax: [] });
    const { refusals } = await preview(tight);
    const [hall] = refusals;
    expect(hall).toMatchObject({ code: 'draw-teams-impossible' });
    expect(hall?.facts).toMatchObject({ seats: 5, capacity: 4, officerCount: 4, enterpriseCount: 5 });
    const { drawId } = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId: scene.district.planId, task: 'T1', batch: 1 },
      config: tight,
    });
    const frozen = await act(scene.runtime, office, freezeDraw, { drawId });
    expect(frozen.ok ? [] : frozen.refusals).toEqual(refusals);
  });

  test('recusals count: an officer who may go nowhere is missing from the teams', async () => {
    const [lead = '', ...others] = scene.district.officerIds.filter((_, i) => i % 2 === 0);
    for (const officer of [lead, ...others]) await recuse(scene.runtime, 1, officer, scene.district.enterpriseIds);
    expect((await preview(sampleConfig())).refusals.map(({ code }) => code)).toEqual(['draw-teams-impossible']);
  });

  test('sizes that contradict each other leave no quotas and no chance, and say why', async () => {
    const { strata, range, rows: page, refusals } = await preview(sampleConfig({ size: { by: 'count', count: 21 } }));
    expect([strata, range, page[0]?.chance]).toEqual([[], null, null]);
    expect(refusals.map(({ code }) => code)).toContain('draw-size-beyond-eligible');
  });

  test('a contradiction elsewhere in the form does not hide the figures; one in the strata leaves none', async () => {
    const offline = {
      ...sampleConfig().sources,
      outside: [{ kind: 'kl8' as const, issue: '2026051', at: '2026-03-02T07:00:00Z' }],
    };
    const { refusals, strata } = await preview(sampleConfig({ sources: offline }));
    expect([refusals[0]?.code, strata.length]).toEqual(['draw-outside-offline', 2]);
    const [first] = sampleConfig().strata;
    if (first === undefined) throw new Error('no stratum');
    expect(codes(await ask(sampleConfig({ strata: [first, first] })))).toEqual(['draw-stratum-twice']);
  });

  test('of a draft it is that of its plan; a draw of another bureau is not there, and officers may not ask', async () => {
    const { drawId } = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId: scene.district.planId, task: 'T1', batch: 1 },
      config: sampleConfig(),
    });
    expect((await preview(sampleConfig(), { drawId })).k).toBe(8);
    expect(codes(await ask(sampleConfig(), { drawId: crypto.randomUUID() }))).toEqual(['draw-not-found']);
    expect(codes(await ask(sampleConfig(), {}, actorOf(['group-office'], 'neighbour', 2)))).toEqual(['plan-not-found']);
    expect(codes(await ask(sampleConfig(), {}, actorOf(['officer'])))).toEqual(['not-allowed']);
  });
});

test('while a sealed result is hidden it says so, and of nobody that he was drawn', async () => {
  await publishChains(scene.runtime);
  const drawId = await carrySealed(scene.runtime, scene.district.planId);
  await sendOut(scene.runtime, drawId);
  const all = [await preview(sampleConfig()), await preview(sampleConfig(), { page: 2 })];
  expect(all[0]?.refusals.map(({ code }) => code)).toContain('draw-sealed-before');
  expect(all.flatMap(({ rows: page }) => page).filter(({ reason }) => reason !== null)).toEqual([]);
});

/** How many rows there are of what a preview must not leave behind. */
async function rows(): Promise<number[]> {
  return read(scene.runtime, 1, async ({ db }) =>
    Promise.all(
      (['deed', 'draw', 'command'] as const).map(async (table) => {
        const counted = await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return Number(counted.count);
      }),
    ),
  );
}
