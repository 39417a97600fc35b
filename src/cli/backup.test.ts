/** A backup is taken beside the work, comes back to the minute, and cannot pass for the present. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Config } from '../core/config.ts';
import { listBases, listSegments, prune, repositoryAt } from '../core/backup/repository.ts';
import { restore } from '../core/backup/restore.ts';
import { readIdentity } from '../core/backup/sealed-file.ts';
import { shipFiles, shipLog } from '../core/backup/ship.ts';
import { collectCosignatures } from '../core/log/collect.ts';
import { findRunning } from '../core/postgres/embedded.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { witnessesView } from '../http/portal/log.ts';
import { enroll, grow, keyOf, startWitness, witnessFolder, type WitnessProcess } from '../witness/log.testing.ts';
import { openWitness } from '../witness/state.ts';
import { openBackedUp, type BackedUp } from './backed-up.testing.ts';
import { backupCommand, recipientsOf } from './backup.ts';
import { openSunlot, type OpenSunlot } from './open.ts';
import { drillCommand, restoreCommand } from './restore.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

describe('sunlot backup', () => {
  let kept: BackedUp;
  let config: Config;
  let sunlot: OpenSunlot;
  let identity: string;
  let stored: string;
  let between: string;
  let witness: WitnessProcess;
  let witnessData: Awaited<ReturnType<typeof witnessFolder>>;
  const heads = { base: 0, between: 0, last: 0 };
  const said: string[] = [];

  const at = (name: string): string => kept.at(name);
  const headOf = async (runtime: Runtime): Promise<number> =>
    (
      await read(runtime, 1, (tx) =>
        tx.db.selectFrom('deed_head').select('seq').where('bureau_id', '=', 1).executeTakeFirstOrThrow(),
      )
    ).seq;
  const ship = async (): Promise<void> => {
    const running = await findRunning(config.dataFolder);
    const recipients = await recipientsOf(config, config.backup?.recipient ?? '');
    const source = { dataFolder: config.dataFolder, adminUrl: running?.adminUrl ?? '' };
    await shipLog(source, repositoryAt(at('backup')), recipients);
    await shipFiles(config.dataFolder, repositoryAt(at('backup')), recipients);
  };
  const openRestored = (name: string): Promise<OpenSunlot> =>
    openSunlot({ ...config, dataFolder: at(name), backup: undefined });

  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation((line: string) => said.push(line));
    vi.spyOn(console, 'error').mockImplementation((line: string) => said.push(line));
    kept = await openBackedUp();
    ({ config, sunlot } = kept);
    identity = await readIdentity(at('key.txt'));
    const { runtime } = sunlot;
    witnessData = await witnessFolder();
    witness = await startWitness(witnessData.folder, ['--name', 'jijian.example/w1', '--log', keyOf(runtime)]);
    const { vkey } = await openWitness(witnessData.folder, 'jijian.example/w1', [keyOf(runtime)]);
    await enroll(runtime, '纪检组', vkey, witness.url);
    stored = await runtime.files.put(Buffer.from('an original that lies in the file store'));
    await grow(runtime, 10);
    heads.base = await headOf(runtime);
    expect(await backupCommand(config, [])).toBe(0);
    await grow(runtime, 5);
    heads.between = await headOf(runtime);
    between = runtime.clock.now();
    await grow(runtime, 7);
    heads.last = await headOf(runtime);
    await collectCosignatures(runtime, 1);
    await ship();
  });
  afterAll(async () => {
    await witness.stop();
    await witnessData.remove();
    await kept.close();
  });

  test('holds nothing that can be read without the key', async () => {
    const names = (await readdir(at('backup'), { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
    const sealed = names.filter((entry) => entry.name.endsWith('.age'));
    expect(sealed.length).toBeGreaterThan(3);
    for (const entry of sealed)
      expect((await readFile(join(entry.parentPath, entry.name))).subarray(0, 21).toString()).toBe(
        'age-encryption.org/v1',
      );
    const open = names.filter((entry) => !entry.name.endsWith('.age')).map((entry) => entry.name);
    expect(new Set(open)).toEqual(new Set(['README.txt', 'backup_label', 'backup.json']));
    // Made by age itself, another program could open it: its header names both recipients.
    expect((await stat(at('key.txt'))).mode & 0o077).toBe(0);
  });

  test('comes back whole: the newest state, with its keys and files, and the log verified', async () => {
    const code = await restoreCommand(config, [
      '--from',
      at('backup'),
      '--identity',
      at('key.txt'),
      '--into',
      at('newest'),
    ]);
    expect(code, said.join('\n')).toBe(0);
    const restored = await openRestored('newest');
    try {
      expect(await headOf(restored.runtime)).toBe(heads.last);
      expect((await restored.runtime.files.get(stored)).toString()).toContain('an original');
    } finally {
      await restored.close();
    }
  });

  test('comes back to a moment between two deeds; its witness refuses that log, and the portal says so', async () => {
    await restore(repositoryAt(at('backup')), identity, at('between'), { until: between });
    const restored = await openRestored('between');
    try {
      expect(await headOf(restored.runtime)).toBe(heads.between);
      await grow(restored.runtime, 1);
      await collectCosignatures(restored.runtime, 1);
      const view = await read(restored.runtime, 1, witnessesView);
      expect(view.witnesses).toMatchObject([{ title: '纪检组', accuses: true }]);
    } finally {
      await restored.close();
    }
  });

  test('passes the drill with the key that stays on the machine', async () => {
    expect(await drillCommand(config, []), said.join('\n')).toBe(0);
    expect(said.some((line) => line.includes('恢复演练通过'))).toBe(true);
  });

  test('is refused over data that is there, with another key, before its time and after its end', async () => {
    const into = ['--from', at('backup'), '--into', at('none')];
    expect(
      await restoreCommand(config, ['--from', at('backup'), '--identity', at('key.txt'), '--into', at('data')]),
    ).toBe(2);
    await backupCommand(config, ['--new-key', at('other.txt')]);
    expect(await restoreCommand(config, [...into, '--identity', at('other.txt')])).toBe(2);
    expect(said.at(-1)).toContain('私钥');
    await rm(at('none'), { recursive: true, force: true });
    expect(await restoreCommand(config, [...into, '--identity', at('key.txt'), '--to', '2020-01-01T00:00:00'])).toBe(2);
    expect(await restoreCommand(config, [...into, '--identity', at('key.txt'), '--to', '2199-01-01T00:00:00'])).toBe(2);
    expect(said.at(-1)).toContain('没有到');
  });

  test('with a byte changed anywhere does not come back', async () => {
    const repository = repositoryAt(at('backup'));
    const [name = ''] = await readdir(join(at('backup'), 'base'));
    const path = repository.base(name, 'base.tar.gz.age');
    const bytes = await readFile(path);
    const changed = Buffer.from(bytes);
    changed[Math.floor(bytes.length / 2)] = (changed[Math.floor(bytes.length / 2)] ?? 0) ^ 1;
    await writeFile(path, changed);
    await expect(restore(repository, identity, at('changed'), {})).rejects.toThrow();
    // As the night does it: a program that ends, and says no.
    const { recipient = '' } = config.backup ?? {};
    const of = { SUNLOT_DATA: at('data'), SUNLOT_BACKUP: at('backup'), SUNLOT_BACKUP_RECIPIENT: recipient };
    const drill = spawn(process.execPath, [MAIN, 'drill'], {
      env: { ...process.env, ...of },
      timeout: 20_000,
      killSignal: 'SIGKILL',
    });
    expect(await once(drill, 'exit')).toEqual([1, null]);
    await writeFile(path, bytes);
  });

  test('keeps as many bases as it should, with their log, and a later one can still be restored', async () => {
    const repository = repositoryAt(at('backup'));
    expect(await backupCommand(config, [])).toBe(0);
    const [, newer] = await listBases(repository);
    await prune(repository, 1);
    expect(await listBases(repository)).toEqual([newer]);
    const segments = await listSegments(repository);
    expect(segments[0]).toBe(newer?.base.fromSegment);
    await restore(repository, identity, at('pruned'), { withFiles: false });
  });
});
