import { describe, expect, test } from 'vitest';
import { mergeEnterprises } from '../directory/actions/merge.ts';
import { execute } from '../core/command.ts';
import { inBureau, read } from '../core/transact.ts';
import { listUniverse } from '../directory/reads/pools.ts';
import { actorOf } from '../testing/runtime.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import type { RosterRule } from './rules/pool.ts';
import { rosterOf } from './rules/pool.ts';
import { scopeReasons } from './rules/scope.ts';
import { drawnBefore } from './reads/history.ts';
import { readSnapshot } from './reads/pools.ts';
import { mergeHoldsOfDraws, scopeOf } from './reads/scope.ts';

const scene = useScene();

async function reasonsOf(enterpriseId: string): Promise<readonly string[]> {
  const found = await read(scene.runtime, 1, (tx) => scopeOf(tx, [enterpriseId]));
  return (found.get(enterpriseId) ?? []).map(({ code }) => code);
}

async function change(enterpriseId: string, values: object): Promise<void> {
  await inBureau(scene.runtime, 1, (tx) =>
    tx.db.updateTable('enterprise').set(values).where('enterprise_id', '=', enterpriseId).execute(),
  );
}

/** The n-th enterprise: every fourth is hazchem. */
function enterprise(n: number): string {
  return scene.district.enterpriseIds[n] ?? '';
}

describe('why an enterprise is outside the spot checks', () => {
  test('before any draw its state and the plan decide', async () => {
    expect(await reasonsOf(enterprise(1))).toEqual([]);
    await change(enterprise(1), { status: 'suspended' });
    expect(await reasonsOf(enterprise(1))).toEqual(['scope-status']);
  });

  test('all reasons at once, by the rules of the draw that is being set up', async () => {
    const [config, universe] = [
      sampleConfig({
        scope: { ...sampleConfig().scope, riskColors: ['red'] },
        exclusions: [],
      }),
      await read(scene.runtime, 1, (tx) => listUniverse(tx)),
    ];
    const first = universe.find(({ enterpriseId }) => enterpriseId === enterprise(1));
    const documented = [{ creditCode: first?.creditCode ?? '', reason: 'JOINT' as const, ref: '津应急〔2026〕3号' }];
    await scene.to('configuring', { ...config, exclusions: documented });
    await change(enterprise(1), { status: 'closed' });
    expect(await reasonsOf(enterprise(1))).toEqual(['scope-draw', 'scope-status', 'scope-document']);
  });

  test('drawn this year, the cap is the reason, with the draw it came from; others can still be drawn', async () => {
    const drawId = await scene.to('released');
    const { public_id: publicId } = await scene.draw(drawId);
    const drawn = await read(scene.runtime, 1, (tx) => drawnBefore(tx, 2026));
    const [chosen] = [...drawn.keys()];
    const found = await read(scene.runtime, 1, (tx) => scopeOf(tx, scene.district.enterpriseIds));
    expect(found.get(chosen ?? '')).toEqual([{ code: 'scope-frequency', facts: { draw: publicId, cap: '1' } }]);
    expect([...found.keys()].toSorted()).toEqual([...drawn.keys()].toSorted());
  });

  test('what a merged record was drawn for counts for the one that stands for it', async () => {
    await scene.to('released');
    const drawn = await read(scene.runtime, 1, (tx) => drawnBefore(tx, 2026));
    const merged = scene.district.enterpriseIds.find((id) => drawn.has(id)) ?? '';
    const survivor = scene.district.enterpriseIds.find((id) => !drawn.has(id)) ?? '';
    expect(await reasonsOf(survivor)).toEqual([]);
    const merge = mergeEnterprises({ mergeHolds: mergeHoldsOfDraws });
    const input = {
      survivor: { recordId: survivor, version: 1 },
      merged: [{ recordId: merged, version: 1 }],
      reason: '同一家',
    };
    expect(
      codes(await execute(scene.runtime, actorOf(['group-office'], 'clerk'), merge, crypto.randomUUID(), input)),
    ).toEqual([]);
    expect(await reasonsOf(survivor)).toEqual(['scope-frequency']);
  });

  test('between freeze and release no record may be joined with another', async () => {
    await scene.to('frozen');
    const merge = mergeEnterprises({ mergeHolds: mergeHoldsOfDraws });
    const input = {
      survivor: { recordId: enterprise(1), version: 1 },
      merged: [{ recordId: enterprise(2), version: 1 }],
      reason: '同一家',
    };
    const result = await execute(scene.runtime, actorOf(['group-office'], 'clerk'), merge, crypto.randomUUID(), input);
    expect(codes(result)).toEqual(['merge-draw-open']);
  });
});

describe('the roster and the reasons', () => {
  test('agree on every enterprise: excluded exactly when there is a reason, by the first of them', async () => {
    await change(enterprise(0), { status: 'moved' });
    await change(enterprise(1), { safety_domain: 'fireworks' });
    const drawId = await scene.to('configuring');
    const draw = await scene.draw(drawId);
    const { pools } = await read(scene.runtime, 1, (tx) => readSnapshot(tx, draw));
    const found = await read(scene.runtime, 1, (tx) => scopeOf(tx, scene.district.enterpriseIds));
    for (const { enterpriseId, status } of pools.roster)
      expect(found.has(enterpriseId), enterpriseId).toBe(status === 'excluded');
    expect(pools.roster.filter(({ status }) => status === 'excluded').length).toBeGreaterThan(0);
  });

  test('an enterprise that none of the items is for is outside, whatever else it is', async () => {
    const universe = await read(scene.runtime, 1, (tx) => listUniverse(tx));
    const rule: RosterRule = {
      planScope: { safetyDomains: [], riskColors: [], keyUnit: null },
      plan: { caps: undefined, exempt: new Set() },
      config: sampleConfig(),
      itemScopes: [{ domains: ['hazchem'], flags: ['dust'] }],
      drawnBefore: new Map(),
    };
    const roster = rosterOf(universe, rule);
    for (const entry of universe) {
      const isObject = entry.safetyDomain === 'hazchem';
      expect(scopeReasons(entry, rule).map(({ code }) => code)).toEqual(isObject ? [] : ['scope-item']);
      const listed = roster.find(({ enterpriseId }) => enterpriseId === entry.enterpriseId);
      expect(listed).toMatchObject(isObject ? { status: 'eligible' } : { status: 'excluded', reason: 'OUT_OF_SCOPE' });
    }
  });
});
