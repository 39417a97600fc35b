import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePolicy, utf8, verifyBundle } from 'verifiable-draw';
import { runPython } from '../../verifiable-draw/batteries/python.ts';
import { logVerifierKey } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import { act, carryTo, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig, type District } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { completeDraw } from './actions/complete.ts';
import { buildDrawBundle, buildMissingBundles } from './bundle.ts';
import { keepReferences, referencesOf, verifierHashes } from './reads/references.ts';

const CONFIG = sampleConfig({ officerCap: 12 });

let runtime: TestRuntime;
let district: District;
let drawId: string;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1, BUREAU_SIZE);
  drawId = await carryTo(runtime, 'released', { planId: district.planId, config: CONFIG });
});
afterAll(() => runtime.close());

async function bundleFiles(): Promise<Map<string, Uint8Array>> {
  const stored = await buildDrawBundle(runtime, 1, drawId);
  if (stored === undefined) throw new Error('no bundle');
  return new Map(Object.entries(unzipSync(await runtime.files.get(stored.sha256))));
}

describe('the life of a draw at the size of the bureau', () => {
  test('eighty enterprises are drawn, each with two officers of which the first leads, and experts where asked', async () => {
    const { picks, seats, rows } = await read(runtime, 1, async ({ db }) => ({
      picks: await db
        .selectFrom('draw_pick')
        .select(['id', 'stratum'])
        .where('bureau_id', '=', 1)
        .where('draw_id', '=', drawId)
        .execute(),
      seats: await db
        .selectFrom('draw_seat')
        .selectAll()
        .where('bureau_id', '=', 1)
        .where('draw_id', '=', drawId)
        .execute(),
      rows: await db
        .selectFrom('officer')
        .select(['officer_id', 'is_presiding', 'specialties'])
        .where('bureau_id', '=', 1)
        .execute(),
    }));
    expect(picks).toHaveLength(80);
    const officers = new Map(rows.map((row) => [row.officer_id, row]));
    for (const { id, stratum } of picks) {
      const team = seats
        .filter((seat) => seat.enterprise === id && seat.kind === 'officer')
        .toSorted((a, b) => a.seat - b.seat);
      expect(team.map(({ seat }) => seat)).toEqual([0, 1]);
      expect(team[0]?.person_id).not.toBe(team[1]?.person_id);
      const lead = officers.get(team[0]?.person_id ?? '');
      expect(lead?.is_presiding).toBe(true);
      if (stratum === 'hazchem') expect(lead?.specialties).toContain('hazchem');
      expect(seats.filter((seat) => seat.enterprise === id && seat.kind === 'expert')).toHaveLength(
        stratum === 'hazchem' ? 1 : 0,
      );
    }
    const loads = Map.groupBy(
      seats.filter(({ kind }) => kind === 'officer'),
      ({ person_id }) => person_id,
    );
    expect(Math.max(...[...loads.values()].map((each) => each.length))).toBeLessThanOrEqual(12);
  });

  test('its bundle verifies with the keys of the log, every step of it', async () => {
    const policy = parsePolicy(`log ${logVerifierKey(runtime, '120111.test.example', 2026)}\nquorum none\n`);
    const report = verifyBundle(await bundleFiles(), { policy });
    expect(report.steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(report).toMatchObject({
      kind: 'bundle',
      ok: true,
      draw: '120111-2026-T1-1',
      profile: 'offline',
      trust: 'given',
    });
    expect(report.steps.filter(({ status }) => status === 'PASS').length).toBeGreaterThanOrEqual(13);
  });

  test('the Python verifier that lies in it says the same of it, and the announcement names that program', async () => {
    const stored = await buildDrawBundle(runtime, 1, drawId);
    const archive = await runtime.files.get(stored?.sha256 ?? '');
    const program = (await bundleFiles()).get('ref/verify.py') ?? new Uint8Array();
    const folder = mkdtempSync(join(tmpdir(), 'sunlot-bundle-'));
    writeFileSync(join(folder, 'bundle.zip'), archive);
    writeFileSync(join(folder, 'verify.py'), program);
    const { code, text } = runPython([join(folder, 'verify.py'), join(folder, 'bundle.zip')]);
    rmSync(folder, { recursive: true });
    expect(text).toContain('结论：全部通过 / all steps pass');
    expect(code).toBe(0);
    const announcement = new TextDecoder().decode((await bundleFiles()).get('announcement.json'));
    const hash = createHash('sha256').update(program).digest('hex');
    expect(announcement).toContain(`"py":"sha256:${hash}"`);
  });

  test('an update of the program leaves the one that was announced in the bundle', async () => {
    const before = (await bundleFiles()).get('ref/verify.py') ?? new Uint8Array();
    const older = utf8('# 上一版 / the version before\n');
    const announcement = { verifier: { py: `sha256:${createHash('sha256').update(older).digest('hex')}` } };
    await expect(referencesOf(runtime.files, announcement)).rejects.toThrow('ENOENT');
    await runtime.files.put(older);
    expect([...(await referencesOf(runtime.files, announcement))]).toEqual([['ref/verify.py', Buffer.from(older)]]);
    await keepReferences(runtime.files);
    const named = verifierHashes();
    expect((await referencesOf(runtime.files, { verifier: named })).get('ref/verify.py')).toEqual(Buffer.from(before));
  });

  test('a bundle with one other enterprise drawn does not verify', async () => {
    const files = await bundleFiles();
    const details = new TextDecoder().decode(files.get('details.json'));
    const [, drawn = ''] = /"selected":\[\{"id":"([^"]+)"/.exec(details) ?? [];
    const roster = new TextDecoder().decode(files.get('roster.jsonl'));
    const other =
      [...roster.matchAll(/"id":"([^"]+)"/g)].map(([, id = '']) => id).find((id) => !details.includes(id)) ?? '';
    files.set('details.json', new TextEncoder().encode(details.replaceAll(drawn, other)));
    expect(verifyBundle(files).ok).toBe(false);
  });

  test('the bundle names nobody: no officer, no expert, no phone', async () => {
    const text = [...(await bundleFiles()).values()].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
    expect(text).toContain('天津市西青区测试第1有限公司');
    expect(text).not.toMatch(/执法员|专家\d|测试(operator|head|supervisor)|022-/);
  });

  test('bundles are built by themselves, once for each deed that is added', async () => {
    expect(await buildMissingBundles(runtime, 1)).toBe(0);
    await runtime.asOwner(async (owner) => void (await owner.deleteFrom('draw_bundle').execute()));
    expect([await buildMissingBundles(runtime, 1), await buildMissingBundles(runtime, 1)]).toEqual([1, 0]);
  });

  test('asked again, the same bundle is there', async () => {
    const [first, second] = [await buildDrawBundle(runtime, 1, drawId), await buildDrawBundle(runtime, 1, drawId)];
    expect(second).toEqual(first);
  });

  test('another bureau has no such draw', async () => {
    expect(await buildDrawBundle(runtime, 2, drawId)).toBeUndefined();
    expect(await act(runtime, { ...office, bureauId: 2 }, completeDraw, { drawId })).toEqual({
      ok: false,
      refusals: [{ code: 'draw-not-found' }],
    });
  });

  test('pressing again, by whoever may, answers the same result and does nothing', async () => {
    const deeds = (): Promise<unknown[]> =>
      read(runtime, 1, ({ db }) => db.selectFrom('deed').select('seq').where('bureau_id', '=', 1).execute());
    const before = await deeds();
    const answers = [
      await done(runtime, office, completeDraw, { drawId }),
      await done(runtime, supervisor, completeDraw, { drawId }),
    ];
    expect(answers[0]).toEqual(answers[1]);
    expect(await deeds()).toEqual(before);
  });

  test('every deed of it is in the log, with its actor', async () => {
    const deeds = await read(runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select(['kind', 'actor_id'])
        .where('bureau_id', '=', 1)
        .where('subject_type', '=', 'draw')
        .where('subject_id', '=', drawId)
        .orderBy('seq')
        .execute(),
    );
    expect(deeds.map(({ kind, actor_id }) => `${kind} ${actor_id}`)).toEqual([
      'draw.configure operator',
      'draw.freeze operator',
      'draw.commit head',
      'draw.commit supervisor',
      'draw.announce operator',
      'draw.reveal head',
      'draw.reveal supervisor',
      'draw.record-dice operator',
      'draw.confirm-dice supervisor',
      'draw.complete operator',
      `draw.confirm ${head.staffId}`,
      'draw.release operator',
    ]);
  });
});
