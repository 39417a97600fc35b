/** What becomes of volumes: lists, the last fixity run, the settings. @module */
import { staffNames } from '../../bureau/reads.ts';
import type { Actor } from '../../core/actor.ts';
import type { ReadTx } from '../../core/transact.ts';
import { destroyRefusals, supervisorRefusals } from '../rules/custody.ts';
import type { ArchiveListView, CustodyView } from '../types/views.ts';
import { destructionPeople, listLists, listSignatures, type StoredList } from './custody.ts';
import { readArchiveSettings } from './volumes.ts';

const MOST = 500;

export async function viewCustody(tx: ReadTx, actor: Actor): Promise<CustodyView> {
  const lists: ArchiveListView[] = [];
  for (const list of await listLists(tx)) lists.push(await viewList(tx, list, actor));
  const volumes = await tx.db
    .selectFrom('archive_volume as v')
    .select(['v.volume_id', 'v.archive_number', 'v.title', 'v.state', 'v.transfer_by'])
    .where('v.bureau_id', '=', tx.bureauId)
    .where('v.state', 'in', ['archived', 'condemned'])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('archive_list_volume as l')
            .select('l.list_id')
            .whereRef('l.bureau_id', '=', 'v.bureau_id')
            .whereRef('l.volume_id', '=', 'v.volume_id')
            .where('l.is_open', '=', true),
        ),
      ),
    )
    .orderBy('v.transfer_by')
    .orderBy('v.archive_number')
    .limit(MOST)
    .execute();
  const labelled = (row: (typeof volumes)[number]) => ({
    volumeId: row.volume_id,
    label: `${row.archive_number ?? ''}　${row.title}`,
  });
  return {
    asOf: tx.now,
    lists,
    transferable: volumes
      .filter(({ state }) => state === 'archived')
      .map((row) => ({ ...labelled(row), isDue: row.transfer_by <= `${tx.today.slice(0, 4)}-12-31` })),
    condemned: volumes.filter(({ state }) => state === 'condemned').map(labelled),
    fixity: await lastFixity(tx),
    ...(await readArchiveSettings(tx)),
  };
}

/** Undefined for another bureau's list. */
export async function viewList(
  tx: ReadTx,
  list: StoredList,
  { staffId }: Pick<Actor, 'staffId'>,
): Promise<ArchiveListView> {
  const signatures = await listSignatures(tx, list.list_id);
  const names = await staffNames(tx, [list.made_by, ...signatures.map(({ by }) => by)]);
  const isOpenDestruction = list.kind === 'destruction' && list.state === 'open';
  const people = isOpenDestruction ? await destructionPeople(tx, list) : undefined;
  return {
    listId: list.list_id,
    kind: list.kind,
    state: list.state,
    hash: list.hash,
    volumes: [...list.content],
    madeBy: names.get(list.made_by) ?? list.made_by,
    madeOn: list.made_on,
    receipt: list.receipt,
    endedOn: list.ended_on,
    signatures: signatures.map(({ by, at }) => ({ name: names.get(by) ?? by, at })),
    signRefusals: people === undefined ? [] : supervisorRefusals(people, staffId),
    destroyRefusals: people === undefined ? [] : destroyRefusals(people, staffId),
  };
}

async function lastFixity(tx: ReadTx): Promise<CustodyView['fixity']> {
  const row = await tx.db
    .selectFrom('archive_fixity')
    .select(['objects', 'files', 'findings', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, findings: [...row.findings] };
}
