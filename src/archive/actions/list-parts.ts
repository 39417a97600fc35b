/** What every deed on a list begins and ends with. @module */
import { documentHash } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { openVolumesOf, type StoredList } from '../reads/custody.ts';
import { listVersions, type Volume } from '../reads/volumes.ts';
import { LIST_STATES, type ListedVolume, type ListKind, type TransferReceipt } from '../types/after.ts';
import { lockVolume } from '../writes.ts';

/** In the order of their ids, so that two lists at once do not wait for each other. */
export async function lockAll(tx: Tx, volumeIds: readonly string[]): Promise<Result<Volume[]>> {
  const volumes: Volume[] = [];
  for (const volumeId of [...new Set(volumeIds)].toSorted()) {
    const volume = await lockVolume(tx, volumeId);
    if (volume === undefined) return refuse([{ code: 'archive-volume-not-found', at: volumeId }]);
    volumes.push(volume);
  }
  return ok(volumes);
}

export async function lockOpen(tx: Tx, listId: string): Promise<Volume[]> {
  const volumes = await lockAll(tx, await openVolumesOf(tx, listId));
  if (!volumes.ok) throw new Error(`list ${listId} names a volume that is not there`);
  return volumes.value;
}

export async function lockList(tx: Tx, listId: string, kind: ListKind): Promise<Result<StoredList>> {
  const row = await tx.db
    .selectFrom('archive_list')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('list_id', '=', listId)
    .where('kind', '=', kind)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return refuse([{ code: 'archive-list-not-found' }]);
  return row.state === 'open'
    ? ok(row)
    : refuse([{ code: 'archive-list-ended', facts: { state: LIST_STATES[row.state] } }]);
}

export async function makeList(
  tx: Tx,
  kind: ListKind,
  volumes: readonly Volume[],
  noteOf: (volume: Volume) => Promise<string>,
): Promise<{ readonly listId: string; readonly hash: string }> {
  const listId = tx.newId();
  const content: ListedVolume[] = [];
  for (const volume of volumes) {
    const [newest] = await listVersions(tx, volume.volume_id);
    content.push({
      volumeId: volume.volume_id,
      archiveNumber: volume.archive_number ?? '',
      title: volume.title,
      year: volume.year,
      closedOn: volume.closed_on,
      retention: volume.retention,
      keepUntil: volume.keep_until,
      pages: volume.pages,
      files: newest?.files ?? 0,
      bytes: newest?.bytes ?? 0,
      version: volume.version,
      seal: newest?.seal ?? '',
      note: await noteOf(volume),
    });
  }
  content.sort((a, b) => (a.archiveNumber < b.archiveNumber ? -1 : 1));
  const hash = documentHash({
    kind,
    volumes: content.map(({ keepUntil, ...line }) => ({ ...line, keepUntil: keepUntil ?? '' })),
  });
  await tx.db
    .insertInto('archive_list')
    .values({
      bureau_id: tx.bureauId,
      list_id: listId,
      kind,
      state: 'open',
      content: JSON.stringify(content),
      hash,
      made_by: tx.actor.staffId,
      made_on: tx.today,
    })
    .execute();
  await tx.db
    .insertInto('archive_list_volume')
    .values(volumes.map(({ volume_id }) => ({ bureau_id: tx.bureauId, list_id: listId, volume_id, is_open: true })))
    .execute();
  return { listId, hash };
}

export async function endList(
  tx: Tx,
  listId: string,
  state: 'done' | 'cancelled',
  receipt?: TransferReceipt,
): Promise<void> {
  await tx.db
    .updateTable('archive_list')
    .set({
      state,
      ended_by: tx.actor.staffId,
      ended_on: tx.today,
      ...(receipt === undefined ? {} : { receipt: JSON.stringify(receipt) }),
    })
    .where('bureau_id', '=', tx.bureauId)
    .where('list_id', '=', listId)
    .execute();
  await tx.db
    .updateTable('archive_list_volume')
    .set({ is_open: false })
    .where('bureau_id', '=', tx.bureauId)
    .where('list_id', '=', listId)
    .execute();
}
