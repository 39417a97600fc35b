/** How a sealed draw is opened: in time by the program, late for ever, or by force when a holder withholds a code. */
import { describe, expect, test } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { act, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import {
  carrySealed,
  failingSteps,
  publishChains,
  release,
  sealedConfig,
  sendOut,
  settleJobs,
  sharesOf,
} from '../testing/draw-sealed.ts';
import { configureDraw } from './actions/configure.ts';
import { forceOpen } from './actions/codes.ts';
import { openDraw } from './actions/open.ts';
import { freezeDraw } from './actions/publish.ts';
import { confirmDraw } from './actions/settle.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { openDueDraws } from './jobs.ts';
import { listDrawEnds, publicEntries } from './reads/log.ts';
import { standingVisits } from './reads/standing.ts';

const scene = useScene();

async function sealed(): Promise<string> {
  await publishChains(scene.runtime);
  return carrySealed(scene.runtime, scene.district.planId);
}

const failures = (drawId: string, now?: string) => failingSteps(scene.runtime, drawId, now);

describe('draw.open', () => {
  test('not while visits are open; by the program at the deadline, in time', async () => {
    const drawId = await sealed();
    await sendOut(scene.runtime, drawId);
    expect(codes(await act(scene.runtime, office, openDraw, { drawId }))).toEqual(['draw-visits-open']);
    expect(await openDueDraws(scene.runtime, 1)).toBe(0);
    scene.runtime.clock.set('2026-03-20T09:56:00Z');
    const both = await Promise.all([openDueDraws(scene.runtime, 1), openDueDraws(scene.runtime, 1)]);
    expect(both.toSorted((a, b) => a - b)).toEqual([0, 1]);
    await settleJobs(scene.runtime);
    expect((await read(scene.runtime, 1, (tx) => standingVisits(tx, drawId))).length).toBe(8);
    expect(await failures(drawId)).toEqual([]);
    expect(codes(await act(scene.runtime, office, openDraw, { drawId }))).toEqual(['draw-opened']);
    const kinds = [...(await read(scene.runtime, 1, (tx) => publicEntries(tx, 2026))).values()].map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'draw.record-source')).toHaveLength(2);
    expect(await scene.deedsOf('draw.open')).toMatchObject([{ actor: systemActor(1).staffId }]);
  });

  test('two at once open it once', async () => {
    const drawId = await sealed();
    await sendOut(scene.runtime, drawId);
    scene.runtime.clock.set('2026-03-20T09:58:00Z');
    const both = await Promise.all([office, supervisor].map((who) => act(scene.runtime, who, openDraw, { drawId })));
    expect(both.flatMap(codes)).toEqual(['draw-opened']);
  });

  test('late it stays late: red before, and in the bundle for ever', async () => {
    const drawId = await sealed();
    await sendOut(scene.runtime, drawId);
    const end = async () => (await read(scene.runtime, 1, listDrawEnds))[0]?.end;
    expect(await end()).toBe('sealed');
    scene.runtime.clock.set('2026-03-20T10:00:01Z');
    expect(await end()).toBe('overdue');
    await openDueDraws(scene.runtime, 1);
    expect(await end()).toBe('done');
    expect(await failures(drawId)).toEqual(['V14']);
  });
});

describe('draw.force-open', () => {
  const force = (drawId: string, shares: string[]) =>
    act(scene.runtime, head, forceOpen, { drawId, holder: 'legal', shares });

  test('two of the three shares give the withheld code once the holder is late, and the draw is open at once', async () => {
    const drawId = await sealed();
    await release(scene.runtime, drawId, 'supervisor');
    const [a = '', b = '', c = ''] = sharesOf('legal');
    expect(codes(await force(drawId, [a, c]))).toEqual(['force-early']);
    scene.runtime.clock.set('2026-03-09T05:00:00Z');
    expect(codes(await force(drawId, [a, sharesOf('supervisor')[1] ?? '']))).toEqual(['share-unknown']);
    expect(codes(await force(drawId, [b, b]))).toEqual(['shares-wrong']);
    expect(codes(await force(drawId, [a, c]))).toEqual([]);
    expect((await scene.draw(drawId)).opened_at).not.toBeNull();
    expect(codes(await act(scene.runtime, head, confirmDraw, { drawId }))).toEqual(['draw-forced']);
    await done(scene.runtime, supervisor, proposeVoid, { drawId, reason: 'CODES_LOST' });
    await done(scene.runtime, head, voidDraw, { drawId, reason: 'CODES_LOST' });
    expect(await failures(drawId), 'the result came late').toEqual(['V14']);
    const { planId } = scene.district;
    const next = await done(scene.runtime, office, configureDraw, {
      target: { is: 'new', planId, task: 'T1', batch: 2 },
      config: sealedConfig({
        inspectFrom: '2026-03-16',
        inspectTo: '2026-03-17',
        resultBy: '2026-03-16T04:00:00Z',
        revealBy: '2026-03-13T09:00:00Z',
      }),
    });
    const freeze = await act(scene.runtime, office, freezeDraw, { drawId: next.drawId });
    expect(freeze, 'a chain whose end came out is not used again').toMatchObject({
      refusals: [{ code: 'draw-chain-missing', facts: { holder: 'legal' } }],
    });
  });

  test('a draw whose codes never come is void in public', async () => {
    const drawId = await sealed();
    scene.runtime.clock.set('2026-03-21T05:00:00Z');
    await done(scene.runtime, supervisor, proposeVoid, { drawId, reason: 'CODES_LOST' });
    await done(scene.runtime, head, voidDraw, { drawId, reason: 'CODES_LOST' });
    expect((await read(scene.runtime, 1, listDrawEnds))[0]?.end).toBe('void');
    expect(await failures(drawId)).toEqual([]);
    expect(codes(await act(scene.runtime, office, openDraw, { drawId }))).toEqual(['draw-nothing-to-open']);
  });
});
