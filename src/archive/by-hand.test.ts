/** What the archivist adds and sets by hand: a scan of a paper, and the rules by which the next volumes are numbered and kept. */
import { expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { carryCase, doAct, HEAD, openedCaseScene, sampleFile } from '../penalty/scene.testing.ts';
import { act, deputy, done } from '../testing/draw-ceremony.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { codes } from '../testing/refusal-codes.ts';
import { setArchive } from './actions/appraise.ts';
import { addMaterial, reopenVolume } from './actions/bind.ts';
import { readArchiveSettings, type Volume } from './reads/volumes.ts';
import { ARCHIVIST, sealed, settleArchive, volumeOf } from './scene.testing.ts';
import { DEFAULT_ARCHIVE } from './types/settings.ts';

const scene = openedCaseScene();

/** Of a lead that was declined, as the job has assembled it. */
async function assembled(): Promise<Volume & { readonly caseId: string }> {
  scene.at('2026-03-02');
  const { caseId } = await carryCase(scene, 'lead');
  await doAct(scene, deputy, 'decline-lead', caseId, { reason: '事实不成立' });
  await settleArchive(scene.runtime);
  return { ...(await volumeOf(scene.runtime, { caseId })), caseId };
}

test('a scan of a paper is added to a volume that still collects, and stands in it with its name when it is sealed', async () => {
  const { runtime } = scene;
  const { volume_id: volumeId, caseId } = await assembled();
  const { sha256 } = await sampleFile(scene);
  const scan = { volumeId, requirement: 'other', title: '投诉人来信', dated: '2026-02-20', sha256 };
  const add = (change: Partial<typeof scan> = {}) => act(runtime, ARCHIVIST, addMaterial, { ...scan, ...change });
  expect(codes(await add()), 'assembled').toEqual(['archive-state']);
  await done(runtime, ARCHIVIST, reopenVolume, { volumeId, reason: '补入来信' });
  const wrong = { requirement: 'plan', dated: '2026-03-03', sha256: 'a'.repeat(64) };
  expect(codes(await add(wrong))).toEqual(['archive-requirement-unknown', 'archive-file-unknown', 'archive-day-later']);
  expect(await done(runtime, ARCHIVIST, addMaterial, scan)).toEqual({ volumeId, state: 'collecting' });
  expect(await loggedDeeds(runtime, 'archive.add-material')).toEqual([
    { subject: `volume/${volumeId}`, actor: 'archivist', facts: { requirement: 'other', file: sha256 } },
  ]);
  await settleArchive(runtime);
  await sealed(runtime, await volumeOf(runtime, { caseId }));
  const { content } = await volumeOf(runtime, { caseId });
  expect(content?.entries.filter(({ requirement }) => requirement === 'other')).toMatchObject([
    { title: '投诉人来信', part: 'main' },
  ]);
  expect(codes(await add()), 'sealed').toEqual(['archive-state']);
});

test('new settings number and keep what is sealed from then on; a number that was given stays', async () => {
  const { runtime } = scene;
  const before = await assembled();
  const first = await sealed(runtime, before);
  expect(first.archiveNumber).toMatch(/^Z001-CF·2026-/);
  const { version } = await read(runtime, 1, readArchiveSettings);
  const settings = { ...DEFAULT_ARCHIVE, fonds: 'W012', categories: { ...DEFAULT_ARCHIVE.categories, penalty: 'AJ' } };
  const set = (scheme: string, seen = version, actor = ARCHIVIST) =>
    act(runtime, actor, setArchive, { version: seen, settings: { ...settings, scheme } });
  expect(codes(await set('{门类}-{年度}')), 'numbers would come twice').toEqual(['input-invalid']);
  expect(codes(await set(DEFAULT_ARCHIVE.scheme, version, HEAD))).toEqual(['not-allowed']);
  expect(codes(await set(DEFAULT_ARCHIVE.scheme))).toEqual([]);
  expect(await read(runtime, 1, readArchiveSettings)).toEqual({ version: version + 1, settings });
  expect(await loggedDeeds(runtime, 'archive.set-settings')).toEqual([
    { subject: 'bureau/1', actor: 'archivist', facts: { version: version + 1 } },
  ]);
  expect(codes(await set(DEFAULT_ARCHIVE.scheme)), 'seen before the change').toEqual(['archive-settings-changed']);
  const next = await sealed(runtime, await assembled());
  expect(next.archiveNumber).toMatch(/^W012-AJ·2026-/);
  expect((await volumeOf(runtime, { caseId: before.caseId })).archive_number).toBe(first.archiveNumber);
});
