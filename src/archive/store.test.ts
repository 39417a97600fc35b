import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPreserved } from '../core/preservation/check.ts';
import { read, transact } from '../core/transact.ts';
import { newId } from '../core/ids.ts';
import { refuse } from '../core/result.ts';
import { carryCase, DEPUTY, doAct, openCaseScene, type CaseScene } from '../penalty/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import type { TestRuntime } from '../testing/runtime.ts';
import { examineVolume } from './actions/examine.ts';
import { sealVolume } from './actions/seal.ts';
import { checkStore, examineDue } from './actions/store.ts';
import { storeOf } from './reads/store.ts';
import { listReports, listVersions, type Volume } from './reads/volumes.ts';
import { ARCHIVIST, sealed, settleArchive, volumeOf } from './scene.testing.ts';
import { seededDice } from '../testing/walk-dice.ts';

let scene: CaseScene<TestRuntime>;
let root: string;
const volumes: Volume[] = [];
beforeAll(async () => {
  scene = await openCaseScene();
  root = storeOf(scene.runtime.files, '120111');
  for (let n = 0; n < 6; n += 1) volumes.push(await sealedCase());
}, 120_000);
afterAll(() => scene.close());

async function closedCase(): Promise<Volume> {
  scene.at('2026-03-02');
  const { caseId } = await carryCase(scene, 'lead');
  await doAct(scene, DEPUTY, 'decline-lead', caseId, { reason: '事实不成立' });
  await settleArchive(scene.runtime);
  return volumeOf(scene.runtime, { caseId });
}
async function sealedCase(): Promise<Volume> {
  const volume = await closedCase();
  await sealed(scene.runtime, volume);
  return volumeOf(scene.runtime, { caseId: volume.case_id ?? '' });
}

const DAMAGES = ['flip', 'delete', 'rename', 'add', 'cut', 'link'] as const;

/** What was done to the folder, and the names by which a run may call it. */
function damage(folder: string, seed: number): { readonly what: string; readonly names: readonly string[] } {
  const dice = seededDice(seed);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted();
  const name = files[dice(files.length)] ?? '';
  const path = join(folder, name);
  const kind = DAMAGES[dice(DAMAGES.length)] ?? 'flip';
  const bytes = readFileSync(path);
  const strange = join(dirname(name), `多余${seed}.txt`);
  switch (kind) {
    case 'flip': {
      const at = dice(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << dice(8));
      writeFileSync(path, bytes);
      return { what: `${kind} ${name} ${at}`, names: [name] };
    }
    case 'cut':
      writeFileSync(path, bytes.subarray(0, bytes.length - 1));
      return { what: `${kind} ${name}`, names: [name] };
    case 'delete':
      rmSync(path);
      return { what: `${kind} ${name}`, names: [name] };
    case 'rename':
      renameSync(path, join(folder, strange));
      return { what: `${kind} ${name}`, names: [name, strange] };
    case 'link':
      rmSync(path);
      execFileSync('ln', ['-s', '/etc/hostname', path]);
      return { what: `${kind} ${name}`, names: [name] };
    case 'add':
      appendFileSync(join(folder, strange), '多余');
      return { what: `${kind} ${strange}`, names: [strange] };
  }
}

describe('the store', () => {
  test('is whole, and so is every bag in it for other tools', async () => {
    const { findings, objects } = await checkStore(scene.runtime, 1);
    expect([findings, objects]).toEqual([[], 6]);
    expect((await checkPreserved(root))?.findings).toEqual([]);
  });

  test('is tested volume by volume a year after the last test, by nobody’s hand, and once', async () => {
    const { runtime } = scene;
    expect(await examineDue(runtime, 1)).toBe(0);
    const now = runtime.clock.now();
    runtime.clock.advance(366 * 86_400);
    expect(await examineDue(runtime, 1, 4)).toBe(4);
    expect(await examineDue(runtime, 1)).toBe(volumes.length - 4);
    expect(await examineDue(runtime, 1)).toBe(0);
    for (const { volume_id: volumeId } of volumes) {
      const [report] = await read(runtime, 1, (tx) => listReports(tx, volumeId));
      expect([report?.moment, report?.hasPassed]).toEqual(['yearly', true]);
    }
    runtime.clock.set(now);
  }, 120_000);

  test('names each of 200 flips, cuts, deletions, renames, links and additions in one run', async () => {
    const missed: string[] = [];
    const kept = join(mkdtempSync(join(tmpdir(), 'sunlot-bits-')), 'root');
    cpSync(root, kept, { recursive: true });
    // Five at once, in objects of their own: one run names them all.
    for (let round = 0; round < 40; round += 1) {
      const damaged = volumes.slice(0, 5).map((volume, n) => {
        const object = volume.archive_number ?? '';
        return { object, ...damage(join(root, object), round * 5 + n + 1) };
      });
      const report = await checkStore(scene.runtime, 1);
      for (const { object, what, names } of damaged) {
        const found = report.findings.filter(({ at, level }) => level === 'error' && at.split('/')[0] === object);
        // The inventory itself and its sidecar vouch for everything else: of them the object is named.
        const isNamed = found.some(({ at, found: there = '' }) =>
          names.some(
            (name) =>
              at.includes(basename(name)) ||
              there.includes(basename(name)) ||
              /^(v\d+\/)?(inventory\.json|0=ocfl)/.test(name),
          ),
        );
        if (!isNamed) missed.push(`${what}: ${JSON.stringify(found.slice(0, 3))}`);
      }
      rmSync(root, { recursive: true });
      cpSync(kept, root, { recursive: true });
    }
    expect(missed).toEqual([]);
  }, 120_000);

  test('tells what a hand in the store has made consistent from what was sealed', async () => {
    const [first, second] = volumes;
    const at = (volume: Volume | undefined): string => join(root, volume?.archive_number ?? '');
    const kept = join(mkdtempSync(join(tmpdir(), 'sunlot-kept-')), 'one');
    cpSync(at(first), kept, { recursive: true });
    // One whole valid volume under the name of another: every digest fits.
    rmSync(at(first), { recursive: true });
    cpSync(at(second), at(first), { recursive: true });
    expect((await checkStore(scene.runtime, 1)).findings.map(({ code, at: place }) => [code, place])).toContainEqual([
      'store-seal',
      first?.archive_number,
    ]);
    rmSync(at(first), { recursive: true });
    expect((await checkStore(scene.runtime, 1)).findings.map(({ code }) => code)).toEqual(['store-object-missing']);
    cpSync(kept, at(first), { recursive: true });
    mkdirSync(join(root, '没有登记'));
    cpSync(kept, join(root, '没有登记'), { recursive: true });
    writeFileSync(join(root, '杂物.txt'), 'x');
    const codes = (await checkStore(scene.runtime, 1)).findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['store-object-unknown', 'store-stranger']));
    rmSync(join(root, '没有登记'), { recursive: true });
    rmSync(join(root, '杂物.txt'));
    expect((await checkStore(scene.runtime, 1)).findings).toEqual([]);
  });

  test('a sealing that ended after the store and before the database leaves no gap and no stranger', async () => {
    const { runtime } = scene;
    const volume = await closedCase();
    const { volume_id: volumeId } = volume;
    await done(runtime, ARCHIVIST, examineVolume, { volumeId });
    // As a power cut would: the bag lies in the store, the transaction never happened.
    await transact(runtime, { id: newId(), actor: ARCHIVIST }, async (tx) => {
      const answer = await sealVolume.run(tx, { volumeId }, runtime);
      expect(answer.ok).toBe(true);
      return refuse([{ code: 'archive-changed' }]);
    });
    const left = (await checkStore(runtime, 1)).findings;
    expect(left.map(({ code }) => code)).toEqual(['store-object-unknown']);
    const other = await sealedCase();
    expect(other.archive_number).toBe(left[0]?.at);
    const { archiveNumber } = await done(runtime, ARCHIVIST, sealVolume, { volumeId });
    const serial = (number: string | null): number => Number(number?.split('-').at(-1));
    expect(serial(archiveNumber)).toBe(serial(other.archive_number) + 1);
    expect((await checkStore(runtime, 1)).findings).toEqual([]);
    expect(await read(runtime, 1, (tx) => listVersions(tx, volumeId))).toHaveLength(1);
  });
});
