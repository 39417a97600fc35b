import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { verifyBundle } from 'verifiable-draw';
import { inBureau } from '../core/transact.ts';
import { DEED_SPECS } from '../http/modules.ts';
import { act, carryOn, carryTo, done, head, office } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { configureDraw } from './actions/configure.ts';
import { freezeDraw } from './actions/publish.ts';
import { confirmDraw } from './actions/settle.ts';
import { buildDrawBundle } from './bundle.ts';
import { demoCreditCode } from '../../demo/codes.ts';
import type { DrawConfig } from './types.ts';

const scene = useScene();

const ORDER = ['frozen', 'committed', 'announced', 'revealed', 'rolling', 'seeded', 'drawn', 'confirmed'] as const;

function previous(step: (typeof ORDER)[number]): (typeof ORDER)[number] {
  return ORDER[ORDER.indexOf(step) - 1] ?? 'frozen';
}

async function bundleOf(drawId: string): Promise<Map<string, Uint8Array>> {
  const stored = await buildDrawBundle(scene.runtime, 1, drawId);
  return new Map(Object.entries(unzipSync(await scene.runtime.files.get(stored?.sha256 ?? ''))));
}

/** A draw carried to its public end. */
async function confirmed(batch: number, config: DrawConfig): Promise<string> {
  const drawId = await carryTo(scene.runtime, 'drawn', { planId: scene.district.planId, batch, config });
  await done(scene.runtime, head, confirmDraw, { drawId });
  return drawId;
}

const WEIGHTS = {
  riskColors: { red: 4, orange: 3, yellow: 2, blue: 1 },
  creditClasses: { A: 1, B: 1, C: 2, D: 3 },
};

describe('chances', () => {
  test.each(['tickets', 'explog'] as const)('by %s follow risk and credit, and the bundle verifies', async (by) => {
    const drawId = await confirmed(1, sampleConfig({ weights: { by, ...WEIGHTS }, reserve: 2, relax: [3] }));
    const files = await bundleOf(drawId);
    expect(verifyBundle(files).steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
    const announcement = JSON.parse(Buffer.from(files.get('announcement.json') ?? []).toString());
    expect(announcement.select).toMatchObject({ weights: by, reserve: 2 });
    expect(announcement.assign.relax).toEqual(['cap+3']);
    expect(Buffer.from(files.get('roster.jsonl') ?? []).toString()).toContain('"weight":2');
  });

  test('more tickets than 255, a ladder that does not rise and a code twice are refused', async () => {
    const twice = { creditCode: demoCreditCode(1), reason: 'JOINT' as const, ref: '津应急〔2026〕1号' };
    const config = sampleConfig({
      weights: { by: 'tickets', riskColors: { ...WEIGHTS.riskColors, red: 100 }, creditClasses: WEIGHTS.creditClasses },
      relax: [2, 2],
      exclusions: [twice, twice],
    });
    const target = { is: 'new' as const, planId: scene.district.planId, task: 'T1', batch: 1 };
    expect(codes(await act(scene.runtime, office, configureDraw, { target, config }))).toEqual([
      'draw-tickets-many',
      'draw-ladder-order',
      'draw-exclusion-twice',
    ]);
  });
});

describe('exclusions', () => {
  test('by document carry its number, by frequency the earlier draw; counts are announced', async () => {
    const first = await confirmed(1, sampleConfig({ size: { by: 'count', count: 2 } }));
    const drawn = await inBureau(scene.runtime, 1, async ({ db }) => {
      const picks = await db.selectFrom('draw_pick').select('id').where('draw_id', '=', first).execute();
      return picks.map(({ id }) => id);
    });
    const code = expect.stringMatching(/^[0-9A-Z]{18}$/) as string;
    expect(drawn).toEqual([code, code]);
    const candidates = [1, 2, 3].map(demoCreditCode);
    // One that was not drawn: an enterprise is excluded for one reason.
    const creditCode = candidates.find((one) => !drawn.includes(one)) ?? '';
    const exclusions = [{ creditCode, reason: 'JOINT' as const, ref: '津应急〔2026〕12号' }];
    const second = await confirmed(2, sampleConfig({ size: { by: 'count', count: 2 }, exclusions }));
    const lines = Buffer.from((await bundleOf(second)).get('roster.jsonl') ?? []).toString();
    expect(lines).toContain('"reason":"JOINT","ref":"津应急〔2026〕12号"');
    expect(lines.match(/"reason":"FREQ","ref":"120111-2026-T1-1"/g)).toHaveLength(2);
    expect((await scene.draw(second)).frozen?.roster.excluded).toMatchObject({ FREQ: 2, JOINT: 1 });
    const third = await carryTo(scene.runtime, 'frozen', {
      planId: scene.district.planId,
      batch: 3,
      config: sampleConfig({ size: { by: 'count', count: 1 }, frequencyCap: 2 }),
    });
    expect((await scene.draw(third)).frozen?.roster.excluded, 'twice a year is allowed here').toEqual({});
  });
});

describe('the churn report', () => {
  test('says what changed since the roster before, is bound by the announcement and verifies', async () => {
    await confirmed(1, sampleConfig({ size: { by: 'count', count: 1 } }));
    await inBureau(scene.runtime, 1, async ({ db }) => {
      await db
        .updateTable('enterprise')
        .set({ status: 'closed' })
        .where('bureau_id', '=', 1)
        .where('credit_code', '=', demoCreditCode(7))
        .execute();
    });
    const config = sampleConfig({ size: { by: 'count', count: 1 }, frequencyCap: 9, churnAlarm: 400 });
    const files = await bundleOf(await confirmed(2, config));
    expect(verifyBundle(files).steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(JSON.parse(Buffer.from(files.get('churn.json') ?? []).toString())).toMatchObject({
      before: { draw: '120111-2026-T1-1', size: 20 },
      counts: { added: 0, removed: 0, status: 1, stratum: 0, weight: 0 },
      alarm: { threshold: 400, share: 500, isRaised: true },
    });
  });
});

describe('after the freeze', () => {
  const changes: readonly Partial<DrawConfig>[] = [
    { size: { by: 'count', count: 1 } },
    { weights: { by: 'tickets', ...WEIGHTS } },
    { officerCap: 99 },
    { exclusions: [{ creditCode: demoCreditCode(3), reason: 'JUSTICE_HOLD', ref: '检建〔2026〕1号' }] },
    { revealBy: '2026-03-02T06:30:00Z' },
  ];

  test('neither size, filter, list nor rules change, in no stage and by no deed', async () => {
    const drawId = await scene.to('frozen');
    const before = await scene.draw(drawId);
    const unchanged = async (): Promise<void> => {
      const now = await scene.draw(drawId);
      for (const member of ['config', 'frozen', 'salt_key', 'name', 'plan_id'] as const)
        expect(now[member], member).toEqual(before[member]);
    };
    for (const step of ORDER) {
      if (step !== 'frozen') await carryOn(scene.runtime, drawId, 1, previous(step), step);
      const { updated_at: seenAt } = await scene.draw(drawId);
      for (const change of changes) {
        const input = { target: { is: 'draft' as const, drawId, seenAt }, config: sampleConfig(change) };
        expect(codes(await act(scene.runtime, office, configureDraw, input)), step).toEqual(['draw-stage']);
      }
      expect(codes(await act(scene.runtime, office, freezeDraw, { drawId })), step).toContain('draw-stage');
      await unchanged();
    }
    await scene.runtime.asOwner(async (owner) => {
      await expect(owner.updateTable('draw_roster').set({ name: '改名' }).execute()).rejects.toThrow('append-only');
    });
  });

  test('the only deed that takes a configuration is the one that is refused', () => {
    const taking = DEED_SPECS.filter(({ input }) => 'shape' in input && Object.hasOwn(Object(input.shape), 'config'));
    expect(taking.map(({ kind }) => kind)).toEqual(['draw.configure']);
  });
});
