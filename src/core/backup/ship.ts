/** Copies what is new since the last time: segments of the server's log, held by a replication slot until they are copied, and stored files. @module */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { homeAt } from '../postgres/cluster.ts';
import { withClient } from '../postgres/roles.ts';
import type { BackupSource } from './base.ts';
import { exists, listFiles, namesIn, type Repository } from './repository.ts';
import { sealTo, type Recipients } from './sealed-file.ts';

/** The slot that keeps the server from throwing away what is not copied yet. */
const SLOT = 'sunlot_backup';

/** The server has thrown away log that was not copied: only a new base helps. */
export class LostLog extends Error {
  override readonly name = 'LostLog';
}

/** Makes the slot, before the first base. */
export async function holdLog({ adminUrl }: BackupSource): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ wal_status: string }>(
      'SELECT wal_status FROM pg_replication_slots WHERE slot_name = $1',
      [SLOT],
    );
    if (rows[0]?.wal_status === 'lost') await client.query('SELECT pg_drop_replication_slot($1)', [SLOT]);
    if (rows[0] === undefined || rows[0].wal_status === 'lost')
      await client.query('SELECT pg_create_physical_replication_slot($1, true)', [SLOT]);
  });
}

/** Whether the log is held, which it is from the first base on. */
export async function isLogHeld({ adminUrl }: BackupSource): Promise<boolean> {
  return withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_replication_slots WHERE slot_name = $1', [SLOT]);
    return rowCount === 1;
  });
}

/**
 * Closes the segment in progress when something was written to it, and copies every closed one.
 * @returns how many were copied
 * @throws LostLog
 */
export async function shipLog(source: BackupSource, repository: Repository, recipients: Recipients): Promise<number> {
  return withClient(source.adminUrl, async (client) => {
    const { rows } = await client.query<{ wal_status: string; from: string; is_behind: boolean }>(
      `SELECT wal_status, pg_walfile_name(restart_lsn) AS from, pg_current_wal_lsn() > restart_lsn AS is_behind
       FROM pg_replication_slots WHERE slot_name = $1`,
      [SLOT],
    );
    const slot = rows[0];
    if (slot === undefined || slot.wal_status === 'lost') throw new LostLog('the log that was not copied yet is gone');
    if (!slot.is_behind) return 0;
    await client.query('SELECT pg_switch_wal()');
    const current = await client.query<{ segment: string }>('SELECT pg_walfile_name(pg_current_wal_lsn()) AS segment');
    const open = current.rows[0]?.segment ?? '';
    const folder = join(homeAt(join(source.dataFolder, 'postgres')).data, 'pg_wal');
    const closed = (await namesIn(folder)).filter(
      (name) => name.endsWith('.history') || (/^[0-9A-F]{24}$/.test(name) && name >= slot.from && name < open),
    );
    let copied = 0;
    for (const name of closed.toSorted()) {
      if (await exists(repository.wal(name))) continue;
      await sealTo(repository.wal(name), createReadStream(join(folder, name)), recipients);
      copied += 1;
    }
    await client.query('SELECT pg_replication_slot_advance($1, $2::pg_lsn)', [SLOT, startOf(open)]);
    return copied;
  });
}

/** Where a segment of 16 MB begins: `00000001 0000000A 000000FE` → `A/FE000000`. */
function startOf(segment: string): string {
  return `${segment.slice(8, 16)}/${segment.slice(22)}000000`;
}

/** Copies the stored files that are not there yet; they never change. @returns how many were copied */
export async function shipFiles(dataFolder: string, repository: Repository, recipients: Recipients): Promise<number> {
  const there = await listFiles(repository);
  const folder = join(dataFolder, 'files');
  let copied = 0;
  for (const a of await namesIn(folder))
    for (const b of /^[0-9a-f]{2}$/.test(a) ? await namesIn(join(folder, a)) : [])
      for (const name of await namesIn(join(folder, a, b))) {
        if (!/^[0-9a-f]{64}$/.test(name) || there.has(name)) continue;
        await sealTo(repository.file(name), Readable.from(createReadStream(join(folder, a, b, name))), recipients);
        copied += 1;
      }
  return copied;
}
