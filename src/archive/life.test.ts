import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPreserved } from '../core/preservation/check.ts';
import { searchForms } from '../core/search-text.ts';
import { read } from '../core/transact.ts';
import { CHIEF, openScene, type Scene } from '../inspection/scene.testing.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { reportImpossible } from '../inspection/actions/on-site.ts';
import { attachPhoto, carry } from '../inspection/steps.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { checkVolume, explainMissing } from './actions/bind.ts';
import { examineVolume } from './actions/examine.ts';
import { sealVolume } from './actions/seal.ts';
import { completenessOf } from './reads/course.ts';
import { listVolumes } from './reads/list.ts';
import { listReports, listVersions } from './reads/volumes.ts';
import { storeOf } from './reads/store.ts';
import { VolumeQuery } from './types/views.ts';
import { ARCHIVIST, closedVisit, sealed, settleArchive, volumeOf } from './scene.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

describe('the volume of a visit', () => {
  test('opens with the closing, is assembled by itself when nothing is missing, tested, and sealed under a number', async () => {
    const { runtime } = scene;
    const team = await closedVisit(scene);
    await settleArchive(runtime);
    const volume = await volumeOf(runtime, team);
    expect([volume.state, volume.missing, volume.retention]).toEqual(['assembled', 0, 'ten']);
    const { archiveNumber, version, seal } = await sealed(runtime, volume);
    expect(archiveNumber).toBe('Z001-JC·2026-D10-YJ-0001');
    expect(version).toBe(1);
    const initials = searchForms(volume.party).split('|')[1] ?? '';
    const { rows } = await read(runtime, 1, (tx) => listVolumes(tx, VolumeQuery.parse({ q: `${initials} 0001` })));
    expect(rows.map(({ volumeId }) => volumeId)).toEqual([volume.volume_id]);
    const [report] = await read(runtime, 1, (tx) => listReports(tx, volume.volume_id));
    expect(report?.results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const root = storeOf(runtime.files, '120111');
    expect((await checkPreserved(root))?.findings).toEqual([]);
    // As anybody would: the bag of the first version, checked with a tool we do not make.
    const bag = join(mkdtempSync(join(tmpdir(), 'sunlot-bag-')), 'bag');
    cpSync(join(root, archiveNumber, 'v1', 'content'), bag, { recursive: true });
    execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: bag });
    expect((await checkPreserved(bag))?.findings).toEqual([]);
    expect(
      execFileSync('sha256sum', [join(bag, 'tagmanifest-sha256.txt')])
        .toString()
        .slice(0, 64),
    ).toBe(seal);
    const again = await done(runtime, ARCHIVIST, examineVolume, { volumeId: volume.volume_id });
    const [yearly] = await read(runtime, 1, (tx) => listReports(tx, volume.volume_id));
    expect(yearly?.results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect([again.state, yearly?.moment]).toEqual(['archived', 'yearly']);
  });

  test('of a visit that could not be carried out asks for the statement, not for the papers of a visit, closed or not', async () => {
    const { runtime } = scene;
    const team = await carry(scene, scene.take(), 'accepted');
    const { inspectionId } = team;
    await attachPhoto(scene, team);
    await done(runtime, team.lead, reportImpossible, {
      inspectionId,
      conclusion: 'unreachable',
      evidence: '厂房已空置',
    });
    await done(runtime, CHIEF, closeVisit, { inspectionId });
    await settleArchive(runtime);
    const volume = await volumeOf(runtime, team);
    const { matrix } = await read(runtime, 1, (tx) => completenessOf(tx, volume));
    const needed = matrix.filter(({ why }) => why !== null);
    expect(needed.map(({ code, isMet }) => [code, isMet])).toEqual([
      ['draw-record', true],
      ['impossible', true],
      ['publication', false],
      ['media', true],
    ]);
  });

  test('names everything that is missing at once, and goes on when it is explained by somebody else', async () => {
    const { runtime } = scene;
    const team = await closedVisit(scene, ['plan', 'result']);
    await settleArchive(runtime);
    const { volume_id: volumeId, state, missing } = await volumeOf(runtime, team);
    expect([state, missing]).toEqual(['collecting', 2]);
    const refused = await act(runtime, ARCHIVIST, checkVolume, { volumeId });
    expect(refused.ok ? [] : refused.refusals.map(({ code, at }) => [code, at])).toEqual([
      ['archive-missing', 'plan'],
      ['archive-missing', 'result'],
    ]);
    const explained = { volumeId, requirement: 'plan', reason: '纸质方案遗失，已报告' };
    expect(codes(await act(runtime, ARCHIVIST, explainMissing, explained))).toEqual(['not-allowed']);
    await done(runtime, CHIEF, explainMissing, explained);
    expect(codes(await act(runtime, CHIEF, explainMissing, { ...explained, requirement: 'record' }))).toEqual([
      'archive-not-missing',
    ]);
    await done(runtime, CHIEF, explainMissing, { ...explained, requirement: 'result' });
    await settleArchive(runtime);
    expect((await volumeOf(runtime, team)).state).toBe('assembled');
    expect(codes(await act(runtime, ARCHIVIST, sealVolume, { volumeId }))).toEqual(['archive-state']);
    const { archiveNumber } = await sealed(runtime, await volumeOf(runtime, team));
    expect(archiveNumber).toBe('Z001-JC·2026-D10-YJ-0002');
    expect(await read(runtime, 1, (tx) => listVersions(tx, volumeId))).toHaveLength(1);
  });
});
