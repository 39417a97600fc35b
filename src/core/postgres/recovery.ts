/** Brings a base backup of the embedded server up to a moment, by replaying its log. @module */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { platform } from 'node:process';
import { findBinaries } from './binaries.ts';
import { giveTo, homeAt } from './cluster.ts';
import { chooseIdentity } from './identity.ts';
import { chooseListener } from './listener.ts';
import { findLockFile } from './lock-file.ts';
import { launch, stopServer } from './postmaster.ts';
import { serverSettings } from './settings.ts';

/** The log that is here does not reach the moment that was asked for. */
export class RecoveryTooShort extends Error {
  override readonly name = 'RecoveryTooShort';
}

/**
 * Replays and stops the server again: the data folder is then as any other.
 * @param segments - folder with the plain segments of the log; may be removed afterwards
 * @param until - RFC 3339 instant; everything there is when undefined
 * @throws RecoveryTooShort, EmbeddedFailure
 */
export async function recover(dataDir: string, segments: string, until: string | undefined): Promise<void> {
  const home = homeAt(join(resolve(dataDir), 'postgres'));
  const binaries = findBinaries();
  const identity = chooseIdentity(home.path, binaries.postgres, false);
  const signal = join(home.data, 'recovery.signal');
  await writeFile(signal, '', { mode: 0o600 });
  await giveTo(identity, [signal]);
  const listener = await chooseListener(home, identity, platform === 'win32' ? 'loopback' : 'socket');
  const copy =
    platform === 'win32' ? `copy "${segments}\\%f" "%p"` : `cp '${segments.replaceAll("'", String.raw`'\''`)}/%f' "%p"`;
  const target =
    until === undefined
      ? []
      : [
          '-c',
          `recovery_target_time=${until.replace('T', ' ').replace('Z', '+00')}`,
          '-c',
          'recovery_target_action=promote',
        ];
  try {
    // Without standby queries it is ready when, and not before, the replay is over.
    const settings = [
      ...serverSettings(listener, false),
      '-c',
      `restore_command=${copy}`,
      '-c',
      'hot_standby=off',
      ...target,
    ];
    await launch(home, binaries, identity, settings);
  } catch (error) {
    if (await saidTooShort(home.log)) throw new RecoveryTooShort(until);
    throw error;
  }
  const lock = findLockFile(home.data);
  if (lock !== undefined) await stopServer(binaries, home, lock);
  await rm(signal, { force: true });
}

async function saidTooShort(log: string): Promise<boolean> {
  for (const name of await readdir(log))
    if (
      (await readFile(join(log, name), 'utf8')).includes('recovery ended before configured recovery target was reached')
    )
      return true;
  return false;
}
