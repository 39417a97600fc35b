import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { demoCreditCode } from '../../demo/codes.ts';
import type { Actor } from '../core/actor.ts';
import { inBureau, read } from '../core/transact.ts';
import { mergeEnterprises } from '../directory/actions/merge.ts';
import { saveEnterprise, setSubdistricts } from '../directory/actions/save.ts';
import { findRecord } from '../directory/reads/records.ts';
import { SAMPLE_SUBDISTRICTS, sampleEnterprise } from '../directory/sample.testing.ts';
import { NO_LATER_MODULES } from '../directory/types/later.ts';
import { carryTo, done } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { actorOf } from '../testing/runtime.ts';
import { previewFreeze } from './reads/preview.ts';
import { ChurnView } from './types/views.ts';

const scene = useScene();
const [clerk, chief] = [actorOf(['group-office'], 'clerk'), actorOf(['section-chief'], 'chief')];
/** Strata by risk colour, as an office that weighs risk has them. */
const CONFIG = sampleConfig({
  size: { by: 'count', count: 1 },
  frequencyCap: 9,
  churnAlarm: 1_000,
  weights: {
    by: 'tickets',
    riskColors: { red: 4, orange: 3, yellow: 2, blue: 1 },
    creditClasses: { A: 1, B: 1, C: 1, D: 1 },
  },
});

/** A first draw is made; then somebody works on the directory; then a second one is about to be frozen. */
async function churnAfter(work: () => Promise<void>): Promise<ChurnView> {
  const { runtime, district } = scene;
  await carryTo(runtime, 'confirmed', { planId: district.planId, config: CONFIG });
  runtime.clock.advance(3_600);
  await done(runtime, clerk, setSubdistricts, { subdistricts: [...SAMPLE_SUBDISTRICTS] });
  await work();
  runtime.clock.advance(60);
  const drawId = await carryTo(runtime, 'configuring', { planId: district.planId, batch: 2, config: CONFIG });
  const draw = await scene.draw(drawId);
  const { churn } = await read(runtime, 1, (tx) => previewFreeze(tx, draw));
  if (churn === null) throw new Error('no roster before');
  return ChurnView.parse(churn);
}

function enterprise(n: number): string {
  return scene.district.enterpriseIds[n] ?? '';
}

async function change(who: Actor, n: number, more: object): Promise<void> {
  const { runtime } = scene;
  const row = await read(runtime, 1, (tx) => findRecord(tx, 'enterprise', enterprise(n)));
  const content = sampleEnterprise({
    creditCode: demoCreditCode(n + 1),
    name: String(row?.['name']),
    safetyDomain: n % 4 === 0 ? 'hazchem' : 'machinery',
    specialFlags: [],
    phone: null,
    licences: [],
  });
  const target = { recordId: enterprise(n), version: Number(row?.['version']) };
  await done(runtime, who, saveEnterprise, { target, reason: '核实', content: { ...content, ...more } });
}

describe('what is done to the directory between two draws is seen before the freeze, with its author', () => {
  test('ghosting: an enterprise merged away, and a new shell in its place', async () => {
    const churn = await churnAfter(async () => {
      const merge = mergeEnterprises(NO_LATER_MODULES);
      const seen = (n: number): { recordId: string; version: number } => ({ recordId: enterprise(n), version: 1 });
      // The district's rows were written without their first versions; a merge keeps the later ones.
      await keepFirstVersions();
      await done(scene.runtime, clerk, merge, { survivor: seen(1), merged: [seen(2)], reason: '同一家' });
      const content = sampleEnterprise({
        creditCode: demoCreditCode(77),
        name: '天津市西青区新壳有限公司',
        phone: null,
      });
      await done(scene.runtime, clerk, saveEnterprise, { target: null, reason: '新增', content });
    });
    expect(churn.counts).toMatchObject({ added: 1, removed: 1 });
    expect(churn.changes).toMatchObject([{ staffId: 'clerk', added: 1, removed: 1, deactivated: 0 }]);
  });

  test('moving between risk classes: the weight of each, and who moved them', async () => {
    const churn = await churnAfter(async () => {
      await keepFirstVersions();
      await change(chief, 1, { riskColor: 'blue' });
      await change(chief, 2, { riskColor: 'blue' });
      await change(clerk, 3, { employees: 30 });
    });
    expect(churn.counts).toMatchObject({ weight: 2, status: 0, added: 0, removed: 0 });
    expect(churn.changes).toMatchObject([
      { staffId: 'chief', riskMoved: 2, other: 0 },
      { staffId: 'clerk', riskMoved: 0, other: 1 },
    ]);
  });

  test('mass deactivation just before the freeze raises the alarm and names who did it, first of all', async () => {
    const churn = await churnAfter(async () => {
      await keepFirstVersions();
      for (const n of [5, 6, 7]) await change(chief, n, { employees: n });
      for (const n of [1, 2, 3, 5]) await change(clerk, n, { status: 'suspended' });
    });
    expect(churn).toMatchObject({ isRaised: true, share: 2_000, counts: { status: 4 } });
    expect(churn.changes).toMatchObject([
      { staffId: 'clerk', deactivated: 4, lastAt: expect.stringContaining('2026-03-') },
      { staffId: 'chief', deactivated: 0, other: 3 },
    ]);
  });
});

/** The district was written straight into the tables; its history begins before the first draw. */
async function keepFirstVersions(): Promise<void> {
  await inBureau(scene.runtime, 1, ({ db }) =>
    sql`
      INSERT INTO directory_version (bureau_id, kind, record_id, version, content, deed, reason, batch_id, actor_id, command_id, at)
      SELECT bureau_id, 'enterprise', enterprise_id, version, to_jsonb(e), 'directory.import', NULL, NULL, 'founder', enterprise_id,
        '2026-01-05T00:00:00Z' FROM enterprise e WHERE bureau_id = 1`.execute(db),
  );
}
