/** 移交清单 and 销毁清册: made of volumes as they stand, carried out as a whole, kept for ever. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { archiveDeeds, custodyDeeds } from '../deeds.ts';
import { destructionPeople, isInOpenList, listAppraisals } from '../reads/custody.ts';
import { listReports } from '../reads/volumes.ts';
import { destroyRefusals, supervisorRefusals } from '../rules/custody.ts';
import { moveRefusals } from '../rules/moves.ts';
import { CancelList, ConfirmTransfer, LIST_STATES, MakeList, OneList, SignDestruction } from '../types/after.ts';
import { moveVolume } from '../writes.ts';
import { endList, lockAll, lockList, lockOpen, makeList } from './list-parts.ts';

const ListAnswer = z.object({ listId: z.uuid(), state: z.enum(codesOf(LIST_STATES)), hash: z.string() });

export const listTransfer = defineDeed({
  kind: 'archive.list-transfer',
  rule: archiveDeeds['archive.list-transfer'],
  input: MakeList,
  output: ListAnswer,
  run: async (tx, { volumeIds }) => {
    const volumes = await lockAll(tx, volumeIds);
    if (!volumes.ok) return volumes;
    const refusals = volumes.value.flatMap((volume) => [
      ...moveRefusals('archive.list-transfer', volume.state).map((refusal) => ({ ...refusal, at: volume.title })),
      ...(volume.later_on === null ? [] : [{ code: 'archive-later', at: volume.title }]),
    ]);
    if (refusals.length > 0) return refuse(refusals);
    const list = await makeList(tx, 'transfer', volumes.value, () => Promise.resolve(''));
    for (const volume of volumes.value) {
      await moveVolume(tx, volume, { deed: 'archive.list-transfer', to: 'transferring' });
      tx.record({
        kind: 'archive.list-transfer',
        subject: `volume/${volume.volume_id}`,
        facts: { list: list.listId, document: list.hash },
      });
    }
    return ok({ ...list, state: 'open' as const });
  },
});

export const cancelTransfer = defineDeed({
  kind: 'archive.cancel-transfer',
  rule: archiveDeeds['archive.cancel-transfer'],
  input: CancelList,
  output: ListAnswer,
  run: async (tx, { listId, reason }) => {
    const list = await lockList(tx, listId, 'transfer');
    if (!list.ok) return list;
    for (const volume of await lockOpen(tx, listId)) {
      await moveVolume(tx, volume, { deed: 'archive.cancel-transfer', to: 'archived', note: reason });
      tx.record({ kind: 'archive.cancel-transfer', subject: `volume/${volume.volume_id}`, facts: { list: listId } });
    }
    await endList(tx, listId, 'cancelled');
    return ok({ listId, state: 'cancelled' as const, hash: list.value.hash });
  },
});

/** 移交检测 of every volume first: what does not pass does not go. */
export const confirmTransfer = defineDeed({
  kind: 'archive.confirm-transfer',
  rule: archiveDeeds['archive.confirm-transfer'],
  input: ConfirmTransfer,
  output: ListAnswer,
  run: async (tx, { listId, receipt }) => {
    const list = await lockList(tx, listId, 'transfer');
    if (!list.ok) return list;
    const volumes = await lockOpen(tx, listId);
    const refusals: Refusal[] =
      receipt.on > tx.today ? [{ code: 'archive-day-later', at: 'receipt.on', facts: { today: tx.today } }] : [];
    for (const volume of volumes) {
      const report = (await listReports(tx, volume.volume_id)).find(({ moment }) => moment === 'transfer');
      const isTested =
        report !== undefined &&
        report.hasPassed &&
        report.on >= list.value.made_on &&
        report.version === volume.version;
      if (!isTested) refusals.push({ code: 'archive-transfer-untested', at: volume.title });
    }
    if (refusals.length > 0) return refuse(refusals);
    for (const volume of volumes) {
      await moveVolume(tx, volume, {
        deed: 'archive.confirm-transfer',
        to: 'transferred',
        note: `${receipt.organ} ${receipt.number}`,
      });
      tx.record({
        kind: 'archive.confirm-transfer',
        subject: `volume/${volume.volume_id}`,
        facts: { list: listId, on: receipt.on },
      });
    }
    await endList(tx, listId, 'done', receipt);
    return ok({ listId, state: 'done' as const, hash: list.value.hash });
  },
});

export const listDestruction = defineDeed({
  kind: 'archive.list-destruction',
  rule: custodyDeeds['archive.list-destruction'],
  input: MakeList,
  output: ListAnswer,
  run: async (tx, { volumeIds }) => {
    const volumes = await lockAll(tx, volumeIds);
    if (!volumes.ok) return volumes;
    const refusals: Refusal[] = [];
    for (const volume of volumes.value) {
      refusals.push(
        ...moveRefusals('archive.destroy', volume.state).map((refusal) => ({ ...refusal, at: volume.title })),
      );
      if (await isInOpenList(tx, volume.volume_id)) refusals.push({ code: 'archive-in-list', at: volume.title });
    }
    if (refusals.length > 0) return refuse(refusals);
    const list = await makeList(
      tx,
      'destruction',
      volumes.value,
      async (volume) => (await listAppraisals(tx, volume.volume_id)).at(-1)?.reason ?? '',
    );
    tx.record({
      kind: 'archive.list-destruction',
      subject: `archive-list/${list.listId}`,
      facts: { volumes: volumeIds.length, document: list.hash },
    });
    return ok({ ...list, state: 'open' as const });
  },
});

/** 监销: signs the hash of the list that was read. */
export const signDestruction = defineDeed({
  kind: 'archive.sign-destruction',
  rule: custodyDeeds['archive.sign-destruction'],
  input: SignDestruction,
  output: ListAnswer,
  run: async (tx, { listId, hash }) => {
    const list = await lockList(tx, listId, 'destruction');
    if (!list.ok) return list;
    const refusals = [
      ...supervisorRefusals(await destructionPeople(tx, list.value), tx.actor.staffId),
      ...(hash === list.value.hash ? [] : [{ code: 'archive-other-list', at: 'hash' }]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await tx.db
      .insertInto('archive_list_signature')
      .values({ bureau_id: tx.bureauId, list_id: listId, signed_by: tx.actor.staffId, hash, at: tx.now })
      .execute();
    tx.record({ kind: 'archive.sign-destruction', subject: `archive-list/${listId}`, facts: { document: hash } });
    return ok({ listId, state: 'open' as const, hash });
  },
});

export const cancelDestruction = defineDeed({
  kind: 'archive.cancel-destruction',
  rule: custodyDeeds['archive.cancel-destruction'],
  input: CancelList,
  output: ListAnswer,
  run: async (tx, { listId }) => {
    const list = await lockList(tx, listId, 'destruction');
    if (!list.ok) return list;
    await endList(tx, listId, 'cancelled');
    tx.record({ kind: 'archive.cancel-destruction', subject: `archive-list/${listId}`, facts: {} });
    return ok({ listId, state: 'cancelled' as const, hash: list.value.hash });
  },
});

/** The rows say so first; the bytes go when the transaction stands (`purgeDestroyed`). */
export const destroyVolumes = defineDeed({
  kind: 'archive.destroy',
  rule: archiveDeeds['archive.destroy'],
  input: OneList,
  output: ListAnswer,
  run: async (tx, { listId }) => {
    const list = await lockList(tx, listId, 'destruction');
    if (!list.ok) return list;
    const people = await destructionPeople(tx, list.value);
    const refusals = destroyRefusals(people, tx.actor.staffId);
    if (refusals.length > 0) return refuse(refusals);
    for (const volume of await lockOpen(tx, listId)) {
      await moveVolume(tx, volume, { deed: 'archive.destroy', to: 'destroyed', change: { destroyed_on: tx.today } });
      tx.record({
        kind: 'archive.destroy',
        subject: `volume/${volume.volume_id}`,
        facts: { list: listId, document: list.value.hash, supervisors: people.signedBy },
      });
    }
    await endList(tx, listId, 'done');
    return ok({ listId, state: 'done' as const, hash: list.value.hash });
  },
});
