/** What follows from a substitution: for the visits, the year's counts, the door, supervision, and the public. */
import { describe, expect, test } from 'vitest';
import { parsePolicy, readBundle, verifyReceipt, verifySubstitutionReceipt } from 'verifiable-draw';
import { logVerifierKey, publishCheckpoints } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import {
  approve,
  bundleFailures,
  bundleFiles,
  FRESH_DIGITS,
  recusalOf,
  skipOf,
  substituteNow,
  visitAt,
  visitsOf,
} from '../testing/draw-after.ts';
import { done, office, supervisor } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { confirmFresh, recordFresh } from './actions/fresh.ts';
import { drawnBefore, priorLoads } from './reads/history.ts';
import { viewOversight } from './reads/oversight.ts';
import { publicEntries } from './reads/log.ts';
import { listSubstitutions } from './reads/substitutions.ts';
import { viewAfter } from './reads/after.ts';
import { findDraw } from './reads/progress.ts';
import { receiptOf } from './reads/receipt.ts';

const scene = useScene();
const CONFIG = sampleConfig({ officerCap: 12 });

async function released(): Promise<string> {
  return scene.to('released', CONFIG);
}

const first = (drawId: string, at = 0) => visitAt(scene.runtime, drawId, at);
const verified = (drawId: string) => bundleFailures(scene.runtime, drawId);

test('what one request typed is public once it was typed again, not when another request was', async () => {
  const drawId = await released();
  const one = await approve(scene.runtime, drawId, skipOf(await first(drawId)));
  const two = await approve(scene.runtime, drawId, recusalOf(await first(drawId, 1)));
  const type = (request: number) =>
    done(scene.runtime, office, recordFresh, { drawId, request, source: `fresh:${request}:dice`, value: FRESH_DIGITS });
  const check = (request: number) =>
    done(scene.runtime, supervisor, confirmFresh, {
      drawId,
      request,
      source: `fresh:${request}:dice`,
      value: FRESH_DIGITS,
    });
  await type(one);
  await type(two);
  await check(two);
  /** Requests whose typing anybody can read: in the log, and in the bundle. */
  const typed = async (): Promise<number[][]> => {
    await publishCheckpoints(scene.runtime, 1);
    const entries = [...(await read(scene.runtime, 1, (tx) => publicEntries(tx, 2026))).values()];
    const files = await bundleFiles(scene.runtime, drawId);
    const bundled = readBundle(files).deeds.map(({ deed }) => deed);
    return [entries, bundled].map((deeds) =>
      deeds.flatMap(({ kind, facts }) => (kind === 'draw.record-fresh' ? [Number(facts['request'])] : [])),
    );
  };
  expect(await typed()).toEqual([[two], [two]]);
  expect(await verified(drawId)).toEqual([]);
  await check(one);
  expect(await typed()).toEqual([
    [one, two],
    [one, two],
  ]);
  expect(await verified(drawId)).toEqual([]);
});

describe('draw.substitute', () => {
  test('a skipped enterprise counts for nobody, its substitute for itself, its officers as before', async () => {
    const drawId = await released();
    const before = await read(scene.runtime, 1, (tx) => priorLoads(tx, 2026, 'officer'));
    const visit = await first(drawId);
    await substituteNow(scene.runtime, drawId, skipOf(visit));
    const visits = await visitsOf(scene.runtime, drawId);
    expect(visits.map(({ enterprise }) => enterprise)).not.toContain(visit.enterprise);
    const drawn = await read(scene.runtime, 1, (tx) => drawnBefore(tx, 2026));
    expect(drawn.size).toBe(visits.length);
    const after = await read(scene.runtime, 1, (tx) => priorLoads(tx, 2026, 'officer'));
    const total = (loads: ReadonlyMap<string, number>): number => [...loads.values()].reduce((sum, n) => sum + n, 0);
    expect(total(after)).toBe(total(before));
    expect(await verified(drawId)).toEqual([]);
  });

  test('the door has a receipt of the team that comes, and none for who is not visited any more', async () => {
    const drawId = await released();
    const [gone, stays] = [await first(drawId), await first(drawId, 1)];
    await substituteNow(scene.runtime, drawId, skipOf(gone));
    await publishCheckpoints(scene.runtime, 1);
    const policy = parsePolicy(`log ${logVerifierKey(scene.runtime, '120111.test.example', 2026)}\nquorum none\n`);
    const receipt = (enterprise: string) =>
      read(scene.runtime, 1, async (tx) => {
        const draw = await findDraw(tx, drawId);
        return draw && receiptOf(tx, draw, enterprise);
      });
    expect(await receipt(gone.enterprise)).toBeUndefined();
    expect(verifyReceipt((await receipt(stays.enterprise)) ?? '', policy)).toMatchObject({
      ok: true,
      leaf: { id: stays.enterprise, officers: stays.officer.map(({ person }) => person) },
    });
    const visits = await visitsOf(scene.runtime, drawId);
    const came = visits.at(-1);
    const proof = verifySubstitutionReceipt((await receipt(came?.enterprise ?? '')) ?? '', policy);
    expect(proof).toMatchObject({ ok: true, substitution: { substitute: came?.enterprise, officers: came?.officer } });
  });

  test('supervision sees who approves how often, who leaves and comes, and where', async () => {
    const drawId = await released();
    const visit = await first(drawId);
    await substituteNow(scene.runtime, drawId, skipOf(visit));
    await substituteNow(scene.runtime, drawId, recusalOf(await first(drawId, 1)), '57721566490153286060');
    const [, second] = await listed(drawId);
    const view = await read(scene.runtime, 1, viewOversight);
    expect(view.years).toMatchObject([{ year: 2026, draws: 1, voids: 0, skips: 1, personChanges: 1 }]);
    expect(view.approvers).toMatchObject([{ approved: 2, rejected: 0 }]);
    expect(view.officers.filter(({ left }) => left > 0).map(({ id }) => id)).toEqual([second?.person]);
    expect(view.officers.filter(({ came }) => came > 0).map(({ id }) => id)).toEqual([second?.document?.substitute]);
    expect(view.strata).toMatchObject([{ skips: 1 }]);
  });

  test('the desk reads what each request waits for, and for whom', async () => {
    const drawId = await released();
    await approve(scene.runtime, drawId, recusalOf(await first(drawId)));
    const view = await read(scene.runtime, 1, async (tx) => viewAfter(tx, await scene.draw(drawId), supervisor));
    expect(view.substitutions).toMatchObject([
      { request: 1, state: 'approved', isLogged: true, fresh: [{ type: 'dice', value: null }], substitute: null },
    ]);
    expect(view.substitutions[0]?.refusals['draw.confirm-fresh']).toMatchObject([
      { code: 'substitution-not-recorded' },
    ]);
    expect(view.teams.length).toBeGreaterThan(1);
  });
});
async function listed(drawId: string) {
  return read(scene.runtime, 1, (tx) => listSubstitutions(tx, drawId));
}
