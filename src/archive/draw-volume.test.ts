import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { follow } from '../core/follow.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { checkPreserved } from '../core/preservation/check.ts';
import { read } from '../core/transact.ts';
import { recordBytes, signRecord } from '../draw/actions/record.ts';
import { openDraw } from '../draw/actions/open.ts';
import { proposeVoid, voidDraw } from '../draw/actions/void.ts';
import { buildMissingBundles } from '../draw/bundle.ts';
import { approve, recusalOf, throwDice, visitsOf } from '../testing/draw-after.ts';
import { act, carryOn, carryTo, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { useScene } from '../testing/draw-scene.ts';
import { carrySealed, codeOf, publishChains, release, sendOut } from '../testing/draw-sealed.ts';
import { pdfText } from '../testing/pdf.ts';
import { codes } from '../testing/refusal-codes.ts';
import { sealVolume, amendVolume } from './actions/seal.ts';
import { archiveFollowers, lookAtVolumes } from './jobs.ts';
import { completenessOf } from './reads/course.ts';
import { storeOf } from './reads/store.ts';
import { findVolumeOf, listReports, listVersions, type Volume } from './reads/volumes.ts';
import { missingOf } from './rules/requirements.ts';
import { DRAW_PAPERS } from './rules/requirements-draw.ts';
import { ARCHIVIST, sealed, volumeOf } from './scene.testing.ts';

const scene = useScene();

/** One round of the worker, a second later than whatever was done. */
async function round(): Promise<void> {
  const { runtime } = scene;
  runtime.clock.advance(1);
  for (const follower of archiveFollowers) await follow(runtime, 1, follower);
  await publishCheckpoints(runtime, 1);
  await buildMissingBundles(runtime, 1);
  while ((await lookAtVolumes(runtime, 1)) > 0);
}

async function sign(drawId: string): Promise<void> {
  const draw = await scene.draw(drawId);
  const record = await read(scene.runtime, 1, (tx) => recordBytes(tx, draw, scene.runtime));
  for (const signer of [office, head, supervisor])
    await done(scene.runtime, signer, signRecord, { drawId, sha256: record?.sha256 ?? '' });
}

async function missing(volume: Volume): Promise<string[]> {
  const { matrix } = await read(scene.runtime, 1, (tx) => completenessOf(tx, volume));
  return missingOf(matrix).map(({ code }) => code);
}

/** The first sealed version, copied out of the store. */
function bagOf(archiveNumber: string): string {
  const bag = join(mkdtempSync(join(tmpdir(), 'sunlot-draw-bag-')), 'bag');
  cpSync(join(storeOf(scene.runtime.files, '120111'), archiveNumber, 'v1', 'content'), bag, { recursive: true });
  return bag;
}

test('a draw is bound when its record is signed: in order, sealed, and verifiable without us', async () => {
  const { runtime } = scene;
  const drawId = await scene.to('confirmed');
  await round();
  const opened = await volumeOf(runtime, { drawId });
  expect([opened.state, opened.retention, opened.keep_until]).toEqual(['collecting', 'permanent', null]);
  expect(await missing(opened)).toEqual(['record']);
  await carryOn(runtime, drawId, 1, 'confirmed', 'released');
  await sign(drawId);
  await round();
  const volume = await volumeOf(runtime, { drawId });
  expect(volume.state).toBe('assembled');
  const order = Object.keys(DRAW_PAPERS);
  const papers = (volume.content?.entries ?? []).map(({ requirement }) => order.indexOf(requirement));
  expect(papers).toEqual(papers.toSorted((a, b) => a - b));
  const { archiveNumber } = await sealed(runtime, volume);
  expect(archiveNumber).toBe('Z001-CQ·2026-Y-YJ-0001');
  const [report] = await read(runtime, 1, (tx) => listReports(tx, volume.volume_id));
  expect(report?.results.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  const bag = bagOf(archiveNumber);
  execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: bag });
  expect((await checkPreserved(bag))?.findings).toEqual([]);
  expect((await checkPreserved(storeOf(runtime.files, '120111')))?.findings).toEqual([]);
  const { public_id: publicId } = await scene.draw(drawId);
  execFileSync(process.execPath, ['src/cli/main.ts', 'verify', join(bag, 'data/数据', `验证包-${publicId}.zip`)]);
  const named = readdirSync(join(bag, 'data/正卷'));
  const result = named.find((name) => name.includes('抽取结果')) ?? '';
  expect(await pdfText(readFileSync(join(bag, 'data/正卷', result)))).toContain('抽取结果');
  expect(readFileSync(join(bag, 'data/说明文件.txt'), 'utf8')).toContain('npx sunlot verify');
}, 60_000);

test('a substitution after the seal asks for a new version, and an open request for patience', async () => {
  const { runtime } = scene;
  const drawId = await scene.to('released');
  await sign(drawId);
  await round();
  await sealed(runtime, await volumeOf(runtime, { drawId }));
  const [visit] = await visitsOf(runtime, drawId);
  if (visit === undefined) throw new Error('somebody is drawn');
  const request = await approve(runtime, drawId, recusalOf(visit));
  await round();
  const later = await volumeOf(runtime, { drawId });
  expect(later.later_on).not.toBeNull();
  const amendment = { volumeId: later.volume_id, reason: '结果之后的替换' };
  expect(codes(await act(runtime, ARCHIVIST, amendVolume, amendment))).toEqual(['archive-missing']);
  await throwDice(runtime, drawId, request);
  await round();
  expect(await done(runtime, ARCHIVIST, amendVolume, amendment)).toMatchObject({ version: 2 });
  const { content, later_on: laterOn } = await volumeOf(runtime, { drawId });
  expect(laterOn).toBeNull();
  expect(content?.entries.filter(({ requirement }) => requirement === 'change')).toHaveLength(2);
  expect(await read(runtime, 1, (tx) => listVersions(tx, later.volume_id))).toHaveLength(2);
}, 60_000);

test('what was done since the volume was assembled is not sealed unseen', async () => {
  const { runtime } = scene;
  const drawId = await scene.to('confirmed');
  await sign(drawId);
  await round();
  const volume = await volumeOf(runtime, { drawId });
  await carryOn(runtime, drawId, 1, 'confirmed', 'released');
  // The follower has not come by yet.
  await expect(sealed(runtime, volume)).rejects.toThrow('archive-state');
  await round();
  expect((await volumeOf(runtime, { drawId })).state).toBe('assembled');
  expect(codes(await act(runtime, ARCHIVIST, sealVolume, { volumeId: volume.volume_id }))).toEqual(['archive-state']);
}, 60_000);

async function makeVoid(drawId: string): Promise<void> {
  await done(scene.runtime, head, proposeVoid, { drawId, reason: 'ROSTER_ERROR' });
  await done(scene.runtime, supervisor, voidDraw, { drawId, reason: 'ROSTER_ERROR' });
}

test('a draw that is void after its announcement has a volume without a record; one that nobody heard of has none', async () => {
  const { runtime } = scene;
  const unheard = await scene.to('frozen');
  await makeVoid(unheard);
  const drawId = await carryTo(runtime, 'announced', { planId: scene.district.planId, batch: 2 });
  await makeVoid(drawId);
  await round();
  expect(await read(runtime, 1, (tx) => findVolumeOf(tx, { drawId: unheard }))).toBeUndefined();
  const volume = await volumeOf(runtime, { drawId });
  expect(volume.state).toBe('assembled');
  const codesIn = (volume.content?.entries ?? []).map(({ requirement }) => requirement);
  expect(codesIn).toContain('void');
  expect(codesIn).not.toContain('record');
  expect(codesIn).not.toContain('result');
  await sealed(runtime, volume);
}, 60_000);

test('the volume of a sealed draw opens with the draw and not before', async () => {
  const { runtime } = scene;
  await publishChains(runtime);
  const drawId = await carrySealed(runtime, scene.district.planId);
  await sendOut(runtime, drawId);
  await round();
  expect(await read(runtime, 1, (tx) => findVolumeOf(tx, { drawId }))).toBeUndefined();
  scene.runtime.clock.set('2026-03-20T09:58:00Z');
  await done(runtime, office, openDraw, { drawId });
  await round();
  const volume = await volumeOf(runtime, { drawId });
  expect(volume.closed_on).toBe('2026-03-20');
  expect(await missing(volume)).toEqual(['record']);
}, 60_000);

test('a sealed draw that is void without a result has a volume that holds no code', async () => {
  const { runtime } = scene;
  await publishChains(runtime);
  const drawId = await carrySealed(runtime, scene.district.planId);
  await release(runtime, drawId, 'supervisor');
  await done(runtime, head, proposeVoid, { drawId, reason: 'CODES_LOST' });
  await done(runtime, supervisor, voidDraw, { drawId, reason: 'CODES_LOST' });
  await round();
  const volume = await volumeOf(runtime, { drawId });
  const { archiveNumber } = await sealed(runtime, volume);
  const bag = bagOf(archiveNumber);
  const log = readFileSync(join(bag, 'data/留痕/留痕.jsonl'), 'utf8');
  expect(log).toContain('draw.release-code');
  expect(log).not.toContain('draw.record-source');
  const code = codeOf('supervisor', 1);
  for (const name of readdirSync(bag, { recursive: true, encoding: 'utf8' }))
    if (/\.(?:json|jsonl|txt|html)$/.test(name)) expect(readFileSync(join(bag, name), 'utf8')).not.toContain(code);
}, 60_000);
