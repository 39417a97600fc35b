/** The store goes on by itself: fixity runs, yearly tests, what was destroyed taken away, what a kill left behind finished. @module */
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { bureauCode } from '../../bureau/reads.ts';
import { addDays } from '../../core/calendar/day.ts';
import { systemActor } from '../../core/actor.ts';
import { newId } from '../../core/ids.ts';
import { digestBytes } from '../../core/preservation/digests.ts';
import { Findings, type Finding } from '../../core/preservation/findings.ts';
import { checkStorageRoot } from '../../core/preservation/ocfl/storage-root.ts';
import {
  folderOfObject,
  recoverStore,
  removeObject,
  rootFiles,
  sidecarOf,
} from '../../core/preservation/ocfl/store.ts';
import { ok } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { inBureau, read, transact, type ReadTx } from '../../core/transact.ts';
import { manifestFaults, objectIdOf, sealedFiles, storeOf } from '../reads/store.ts';
import { readArchiveSettings } from '../reads/volumes.ts';
import { lockVolume, markVolume } from '../writes.ts';
import { takeExamination } from './examine.ts';

interface Kept {
  readonly archiveNumber: string;
  readonly storedAs: string;
  readonly seal: string;
  readonly isPurged: boolean;
}

export interface FixityRun {
  readonly objects: number;
  readonly files: number;
  readonly findings: readonly Finding[];
}

/** Reads every file of the bureau's store and names everything that is not as it was sealed. Changes nothing. */
export async function checkStore(runtime: Runtime, bureauId: number): Promise<FixityRun> {
  const { code, kept } = await read(runtime, bureauId, async (tx) => ({
    code: await bureauCode(tx),
    kept: await listKept(tx),
  }));
  const root = storeOf(runtime.files, code);
  const isThere = await stat(root).then(
    () => true,
    () => false,
  );
  const findings = new Findings();
  const expected = kept.filter(({ isPurged }) => !isPurged);
  if (!isThere) {
    for (const { archiveNumber } of expected) findings.error('store-object-missing', archiveNumber);
    return { objects: 0, files: 0, findings: findings.all };
  }
  const { findings: ofStore, objects } = await checkStorageRoot(root);
  const known = new Set(expected.map(({ archiveNumber }) => archiveNumber));
  for (const path of objects) if (!known.has(path)) findings.error('store-object-unknown', path);
  await checkOwnFiles(root, objects, findings);
  let files = 0;
  for (const volume of expected) {
    if (!objects.includes(volume.archiveNumber)) findings.error('store-object-missing', volume.archiveNumber);
    // What the store's own check has named is not read again: its bytes cannot be trusted to be these.
    else if (
      ![...ofStore, ...findings.all].some(
        ({ level, at }) => level === 'error' && at.split('/')[0] === volume.archiveNumber,
      )
    )
      files += await checkSealed(runtime, code, volume, findings);
  }
  return { objects: objects.length, files, findings: [...ofStore, ...findings.all] };
}

/** The newest version: its manifests, and the hash that the log knows it by. */
async function checkSealed(
  runtime: Runtime,
  code: string,
  { archiveNumber, storedAs, seal }: Kept,
  findings: Findings,
): Promise<number> {
  const folder = join(storeOf(runtime.files, code), folderOfObject(objectIdOf(code, archiveNumber)));
  const { head } = JSON.parse(await readFile(join(folder, 'inventory.json'), 'utf8')) as { readonly head: string };
  if (head !== storedAs) findings.error('store-version', archiveNumber, `${head}，应为 ${storedAs}`);
  const files = new Map<string, Buffer>();
  for await (const { path, bytes } of sealedFiles(runtime.files, code, archiveNumber)) files.set(path, bytes);
  const tags = files.get('tagmanifest-sha256.txt');
  if (tags === undefined || digestBytes(tags, 'sha256') !== seal) findings.error('store-seal', archiveNumber);
  for (const path of manifestFaults(files)) findings.error('store-manifest', `${archiveNumber}/${path}`);
  return files.size;
}

/** The standard allows a root to hold other files, and a sidecar to be written in several ways; in ours nothing is but as we write it. */
async function checkOwnFiles(root: string, objects: readonly string[], findings: Findings): Promise<void> {
  const own = rootFiles();
  for (const [path, bytes] of own)
    if (!(await bytesOf(join(root, path)))?.equals(bytes)) findings.error('store-bytes', path);
  for (const one of await walk(root, objects)) if (!own.has(one)) findings.error('store-stranger', one);
  for (const object of objects) {
    const folders = ['', ...(await readdir(join(root, object))).filter((name) => /^v\d+$/.test(name))];
    for (const folder of folders) {
      const at = join(root, object, folder);
      const inventory = await bytesOf(join(at, 'inventory.json'));
      const sidecar = await bytesOf(join(at, 'inventory.json.sha512'));
      const path = [object, folder, 'inventory.json.sha512'].filter(Boolean).join('/');
      if (inventory === undefined || sidecar?.equals(sidecarOf(inventory)) !== true)
        findings.error('store-bytes', path);
    }
  }
}

/** Files of a root outside its objects, at any depth. */
async function walk(root: string, objects: readonly string[]): Promise<string[]> {
  const found = await readdir(root, { recursive: true, withFileTypes: true });
  return found
    .filter((one) => !one.isDirectory())
    .map((one) => relative(root, join(one.parentPath, one.name)).split(sep).join('/'))
    .filter((path) => !objects.includes(path.split('/')[0] ?? ''));
}

/** Undefined for what is not there, or no file. */
async function bytesOf(path: string): Promise<Buffer | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() === true ? readFile(path) : undefined;
}

async function listKept(tx: ReadTx): Promise<Kept[]> {
  const rows = await tx.db
    .selectFrom('archive_volume as v')
    .innerJoin('archive_version as s', (join_) =>
      join_
        .onRef('s.bureau_id', '=', 'v.bureau_id')
        .onRef('s.volume_id', '=', 'v.volume_id')
        .onRef('s.version', '=', 'v.version'),
    )
    .select(['v.archive_number', 's.stored_as', 's.seal', 'v.state'])
    .where('v.bureau_id', '=', tx.bureauId)
    .orderBy('v.archive_number')
    .execute();
  return rows.map((row) => ({
    archiveNumber: row.archive_number ?? '',
    storedAs: row.stored_as,
    seal: row.seal,
    // Destroyed is destroyed: whether its bytes are gone yet is not a question of fixity.
    isPurged: row.state === 'destroyed',
  }));
}

/** 库房巡检, when the last one is older than the bureau wants; undefined when none is due. */
export async function runFixity(runtime: Runtime, bureauId: number): Promise<FixityRun | undefined> {
  const isDue = await read(runtime, bureauId, async (tx) => {
    const { settings } = await readArchiveSettings(tx);
    const last = await tx.db
      .selectFrom('archive_fixity')
      .select((eb) => eb.fn.max<string | null>('at').as('at'))
      .where('bureau_id', '=', tx.bureauId)
      .executeTakeFirstOrThrow();
    if (last.at !== null) return addDays(last.at.slice(0, 10), settings.fixityDays) <= tx.today;
    return (await listKept(tx)).length > 0;
  });
  return isDue ? recordFixity(runtime, bureauId) : undefined;
}

/** Runs it now, and says in the log what came of it. */
export async function recordFixity(runtime: Runtime, bureauId: number): Promise<FixityRun> {
  const run = await checkStore(runtime, bureauId);
  await transact(runtime, { id: newId(), actor: systemActor(bureauId) }, async (tx) => {
    const runId = tx.newId();
    const { objects, files, findings } = run;
    await tx.db
      .insertInto('archive_fixity')
      .values({ bureau_id: bureauId, run_id: runId, objects, files, findings: JSON.stringify(findings), at: tx.now })
      .execute();
    tx.record({
      kind: 'archive.check-store',
      subject: `bureau/${bureauId}`,
      facts: { run: runId, objects, files, findings: findings.length },
    });
    return ok(null);
  });
  return run;
}

/** The bytes of what was destroyed. Killed in between, the next round takes them away. */
export async function purgeDestroyed(runtime: Runtime, bureauId: number): Promise<number> {
  const { code, rows } = await read(runtime, bureauId, async (tx) => ({
    code: await bureauCode(tx),
    rows: await tx.db
      .selectFrom('archive_volume')
      .select(['volume_id', 'archive_number'])
      .where('bureau_id', '=', tx.bureauId)
      .where('state', '=', 'destroyed')
      .where('purged_on', 'is', null)
      .execute(),
  }));
  for (const { volume_id: volumeId, archive_number: number } of rows) {
    await removeObject(storeOf(runtime.files, code), objectIdOf(code, number ?? ''));
    await transact(runtime, { id: newId(), actor: systemActor(bureauId) }, async (tx) => {
      await markVolume(tx, volumeId, { purged_on: tx.today });
      tx.record({ kind: 'archive.purge', subject: `volume/${volumeId}`, facts: {} });
      return ok(null);
    });
  }
  return rows.length;
}

/** 年度检测 of what was not looked at for a year, one at a time. */
export async function examineDue(runtime: Runtime, bureauId: number, most = 20): Promise<number> {
  const due = await read(runtime, bureauId, async (tx) => {
    const rows = await tx.db
      .selectFrom('archive_volume as v')
      .select('v.volume_id')
      .where('v.bureau_id', '=', tx.bureauId)
      .where('v.state', '=', 'archived')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('archive_report as r')
              .select('r.number')
              .whereRef('r.bureau_id', '=', 'v.bureau_id')
              .whereRef('r.volume_id', '=', 'v.volume_id')
              .where('r.examined_on', '>', addDays(tx.today, -365)),
          ),
        ),
      )
      .orderBy('v.archive_number')
      .limit(most)
      .execute();
    return rows.map(({ volume_id: id }) => id);
  });
  for (const volumeId of due)
    await transact(runtime, { id: newId(), actor: systemActor(bureauId) }, async (tx) => {
      const volume = await lockVolume(tx, volumeId);
      if (volume?.state === 'archived') await takeExamination(tx, runtime, volume);
      return ok(null);
    });
  return due.length;
}

/** A store that was killed while a version got its name is whole again before anybody reads it. */
export async function recover(runtime: Runtime, bureauId: number): Promise<void> {
  const code = await inBureau(runtime, bureauId, bureauCode);
  const root = storeOf(runtime.files, code);
  const isThere = await stat(root).then(
    () => true,
    () => false,
  );
  if (isThere) await recoverStore(root);
}
