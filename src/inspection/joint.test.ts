/** 部门联合: two departments, one visit, from the plan to the public result. */
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { verifyBundle } from 'verifiable-draw';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { freezeDraw } from '../draw/actions/publish.ts';
import { buildDrawBundle } from '../draw/bundle.ts';
import { findBundle } from '../draw/reads/result.ts';
import { viewResult } from '../draw/reads/teams.ts';
import type { DrawConfig } from '../draw/types.ts';
import { startPythonJudge } from '../../verifiable-draw/batteries/python.ts';
import { countCertifiedOfficers } from '../plan/reads.ts';
import { act, carryTo, office } from '../testing/draw-ceremony.ts';
import { sampleConfig } from '../testing/draw-district.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { inspectionFollowers } from './jobs.ts';
import { listPartnersOf } from './reads/partners.ts';
import { findVisit } from './reads/visits.ts';

const scene = useScene();
const MARKET = '区市场监督管理局';

const joint = (change: Partial<DrawConfig> = {}): DrawConfig => {
  const config = sampleConfig();
  return { ...config, strata: config.strata.map((stratum) => ({ ...stratum, joint: [MARKET] })), ...change };
};

async function addPartners(count: number, expiresOn = '2028-12-31'): Promise<void> {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    await db
      .insertInto('officer')
      .values(
        Array.from({ length: count }, (_, n) => ({
          bureau_id: 1,
          officer_id: newId(),
          removed: false,
          version: 1,
          created_on: '2026-01-05',
          updated_on: '2026-01-05',
          search: `p${n}`,
          certificate_number: `SCJG120111${String(n + 1).padStart(4, '0')}`,
          name: `市监员${n + 1}`,
          organ: MARKET,
          certificate_domains: ['work-safety' as const],
          certificate_valid_from: '2023-01-01',
          certificate_expires_on: expiresOn,
          // Presiding and expert in everything: still no seat of ours.
          is_presiding: true,
          specialties: ['hazchem' as const, 'machinery' as const],
          status: 'on-duty' as const,
        })),
      )
      .execute();
  });
}

describe('a joint draw', () => {
  test('one officer of the other department goes to every enterprise, after our two, and fills no seat of ours', async () => {
    await addPartners(3);
    const own = await read(scene.runtime, 1, countCertifiedOfficers);
    expect(own, 'partners are not our strength').toBe(scene.district.officerIds.length);
    const drawId = await scene.to('released', joint());
    const result = await read(scene.runtime, 1, async (tx) => viewResult(tx, await scene.draw(drawId)));
    expect(result?.picks.length).toBeGreaterThan(0);
    for (const { officers } of result?.picks ?? []) {
      expect(officers.map(({ id }) => id.startsWith('SCJG'))).toEqual([false, false, true]);
      expect(officers[2]?.name).toContain(MARKET);
    }
    await buildDrawBundle(scene.runtime, 1, drawId);
    const stored = await read(scene.runtime, 1, (tx) => findBundle(tx, drawId));
    const files = new Map(Object.entries(unzipSync(await scene.runtime.files.get(stored?.sha256 ?? ''))));
    expect(verifyBundle(files).steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
    const python = startPythonJudge();
    expect(await python.failures(files)).toEqual([]);
    python.close();
  });

  test('the task, the result for the public and nobody’s name: both departments stand there', async () => {
    await addPartners(3);
    const drawId = await scene.to('released', joint());
    for (const follower of inspectionFollowers) await follow(scene.runtime, 1, follower);
    const visits = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('inspection').select('inspection_id').where('draw_id', '=', drawId).execute(),
    );
    expect(visits.length).toBeGreaterThan(0);
    for (const { inspection_id: inspectionId } of visits) {
      const [partners, visit] = await read(scene.runtime, 1, async (tx) => [
        await listPartnersOf(tx, { inspectionId, recordHash: null }),
        await findVisit(tx, inspectionId),
      ]);
      expect(partners).toMatchObject([{ organ: MARKET }]);
      expect(visit?.team.filter(({ kind }) => kind === 'officer')).toHaveLength(2);
      expect(visit?.team.map(({ number }) => number).join()).not.toContain('SCJG');
    }
  });

  test('a department outside the plan, without people, with lapsed certificates, or beside fixed teams is refused', async () => {
    const freeze = async (config: DrawConfig): Promise<string[]> => {
      const drawId = await carryTo(scene.runtime, 'configuring', {
        planId: scene.district.planId,
        batch: batch++,
        config,
      });
      return codes(await act(scene.runtime, office, freezeDraw, { drawId }));
    };
    let batch = 1;
    expect(await freeze(joint())).toContain('draw-joint-nobody');
    await addPartners(2, '2026-03-20');
    expect(await freeze(joint())).toContain('draw-joint-nobody');
    const others = sampleConfig().strata.map((stratum) => ({ ...stratum, joint: ['区消防救援支队'] }));
    expect(await freeze(sampleConfig({ strata: others }))).toEqual(
      expect.arrayContaining(['draw-joint-unplanned', 'draw-joint-nobody']),
    );
    expect(await freeze(joint({ teams: { count: 2, cap: 20 } }))).toContain('draw-joint-teams');
  });
});
