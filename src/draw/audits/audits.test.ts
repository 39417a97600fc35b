import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { verifyBundle } from 'verifiable-draw';
import { read } from '../../core/transact.ts';
import { act, carryOn, done, head, office } from '../../testing/draw-ceremony.ts';
import { sampleConfig } from '../../testing/draw-district.ts';
import { useScene } from '../../testing/draw-scene.ts';
import { codes } from '../../testing/refusal-codes.ts';
import { announceDraw } from '../actions/publish.ts';
import { confirmDraw } from '../actions/settle.ts';
import { buildDrawBundle } from '../bundle.ts';
import { findAudit, type AuditState } from '../reads/audit.ts';
import { auditDraw, openAudits } from './run.ts';

const scene = useScene();
const RUNS = 40;

function auditOf(drawId: string): Promise<AuditState | undefined> {
  return read(scene.runtime, 1, (tx) => findAudit(tx, drawId));
}

describe('the narrowing audit', () => {
  test('comes before the announcement, which names its report; anybody makes it again', async () => {
    const drawId = await scene.to('committed', sampleConfig({ auditRuns: RUNS }));
    expect(codes(await act(scene.runtime, office, announceDraw, { drawId }))).toEqual(['draw-audit-running']);
    await auditDraw(scene.runtime, 1, drawId);
    const audit = await auditOf(drawId);
    expect(audit).toMatchObject({ runs: RUNS, done: RUNS, report: { runs: RUNS, infeasible: 0 } });
    await carryOn(scene.runtime, drawId, 1, 'committed', 'drawn');
    await done(scene.runtime, head, confirmDraw, { drawId });
    expect((await scene.draw(drawId)).announcement?.toString('utf8')).toContain(`"narrowing":"${audit?.reportHash}"`);
    const bundle = await buildDrawBundle(scene.runtime, 1, drawId);
    const files = new Map(Object.entries(unzipSync(await scene.runtime.files.get(bundle?.sha256 ?? ''))));
    expect(verifyBundle(files).steps.at(-1)).toMatchObject({ id: 'V15', status: 'PASS' });
    files.set(
      'narrowing.json',
      Buffer.from(
        Buffer.from(files.get('narrowing.json') ?? [])
          .toString()
          .replace('"infeasible":0', '"infeasible":1'),
      ),
    );
    expect(verifyBundle(files).ok).toBe(false);
  });

  test('runs beside the work of the server, is begun again after a stop, and ends with the same report', async () => {
    const drawId = await scene.to('frozen', sampleConfig({ auditRuns: 400 }));
    const faults: unknown[] = [];
    const first = openAudits(scene.runtime, (error) => faults.push(error));
    await first.startMissing(1);
    await first.startMissing(1);
    await expect.poll(async () => (await auditOf(drawId))?.done ?? 0, { timeout: 20_000 }).toBeGreaterThan(0);
    await first.stop();
    const second = openAudits(scene.runtime, (error) => faults.push(error));
    await second.startMissing(1);
    await expect.poll(async () => (await auditOf(drawId))?.reportHash, { timeout: 30_000 }).toMatch(/^[0-9a-f]{64}$/);
    await second.stop();
    const { reportHash } = (await auditOf(drawId)) ?? {};
    await auditDraw(scene.runtime, 1, drawId);
    expect((await auditOf(drawId))?.reportHash, 'a report stays').toBe(reportHash);
    await scene.runtime.asOwner(async (owner) => {
      await expect(owner.updateTable('draw_narrowing').set({ done: 1 }).execute()).rejects.toThrow('append-only');
    });
    expect(faults).toEqual([]);
  });

  test('is not made for a draw that asks for none', async () => {
    const drawId = await scene.to('frozen');
    const audits = openAudits(scene.runtime, () => undefined);
    await audits.startMissing(1);
    await audits.stop();
    expect(await auditOf(drawId)).toBeUndefined();
  });
});
