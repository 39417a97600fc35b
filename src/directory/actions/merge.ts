/** Joining records that mean one enterprise, taking that back, and declaring that they are two. @module */
import { z } from 'zod';
import { defineDeed, type DeedSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { directoryDeeds } from '../deeds.ts';
import { countFreezesSince, lockEnterprises, lockMerge } from '../reads/duplicates.ts';
import { listVersionRows } from '../reads/records.ts';
import { searchText, type RowJson } from '../rows.ts';
import { keptNames, mergeRefusals, pairKey, undoMergeRefusals, type MergeRecord } from '../rules/duplicates.ts';
import { DistinctInput, MergeInput, UndoMergeInput } from '../types/duplicates.ts';
import type { LaterModules } from '../types/later.ts';
import { insertDistinct, insertMerge, setMergeUndone } from '../writes/duplicates.ts';
import { updateRecords } from '../writes/records.ts';

const Merged = z.object({ mergeId: z.uuid(), recordId: z.uuid(), version: z.int() });

/**
 * 合并: the survivor takes the names of the others, the others count no more. Their rows, versions, recusals and visits stay
 * under their own ids and are found by the survivor (`listSurvivors`), so that nothing that was signed changes.
 */
export function mergeEnterprises(later: Pick<LaterModules, 'mergeHolds'>): DeedSpec<typeof MergeInput, typeof Merged> {
  return defineDeed({
    kind: 'directory.merge-enterprises',
    rule: directoryDeeds['directory.merge-enterprises'],
    input: MergeInput,
    output: Merged,
    run: async (tx, { survivor, merged, reason }) => {
      const rows = await lockEnterprises(
        tx,
        [survivor, ...merged].map(({ recordId }) => recordId),
      );
      const met = ({ recordId, version }: typeof survivor): MergeRecord => {
        const row = rows.get(recordId);
        const found = row === undefined ? { name: '', version: null } : namedVersion(row);
        return { recordId, seen: version, ...found };
      };
      const holds = await later.mergeHolds(
        tx,
        merged.map(({ recordId }) => recordId),
      );
      const refusals = mergeRefusals(met(survivor), merged.map(met), holds);
      if (refusals.length > 0) return refuse(refusals);

      const whole = rowOf(rows, survivor.recordId);
      const gone = merged.map(({ recordId }) => rowOf(rows, recordId));
      const names = gone.flatMap((row) => [...formerOf(row), String(row['name'])]);
      const version = survivor.version + 1;
      const written = [
        renamed(tx, whole, keptNames(String(whole['name']), formerOf(whole), names)),
        ...gone.map((row) => next(tx, { ...row, removed: true })),
      ];
      await write(tx, written, 'directory.merge-enterprises', reason);
      const mergeId = tx.newId();
      const kept = merged.map(({ recordId, version: seen }) => ({ recordId, version: seen + 1 }));
      await insertMerge(tx, {
        mergeId,
        survivorId: survivor.recordId,
        survivorVersion: version,
        merged: kept,
        reason,
      });
      const facts = { merge: mergeId, merged: merged.map(({ recordId }) => recordId), version };
      tx.record({ kind: 'directory.merge-enterprises', subject: `enterprise/${survivor.recordId}`, facts });
      return ok({ mergeId, recordId: survivor.recordId, version });
    },
  });
}

/** 撤销合并: all records are as they were before, until a draw has been frozen with them joined. */
export const undoMerge = defineDeed({
  kind: 'directory.undo-merge',
  rule: directoryDeeds['directory.undo-merge'],
  input: UndoMergeInput,
  output: z.object({ restored: z.int() }),
  run: async (tx, { mergeId, reason }) => {
    const merges = await lockMerge(tx, mergeId);
    const [merge] = merges;
    if (merge === undefined) return refuse([{ code: 'merge-not-found' }]);
    const { survivorId, survivorVersion, mergedAt, undoneAt } = merge;
    const survivor = (await lockEnterprises(tx, [survivorId])).get(survivorId);
    const current = survivor === undefined ? null : Number(survivor['version']);
    const refusals = undoMergeRefusals({ undoneAt, survivorVersion, current }, await countFreezesSince(tx, mergedAt));
    if (refusals.length > 0) return refuse(refusals);

    const before = await listVersionRows(tx, 'enterprise', [
      { recordId: survivorId, version: survivorVersion - 1 },
      ...merges.map(({ mergedId, mergedVersion }) => ({ recordId: mergedId, version: mergedVersion - 1 })),
    ]);
    // What a merge writes is exactly one version above what it found.
    const restored = before.map((row) => next(tx, { ...row, version: Number(row['version']) + 1 }));
    if ((await write(tx, restored, 'directory.undo-merge', reason)) === 'taken')
      return refuse([{ code: 'merge-code-taken' }]);
    await setMergeUndone(tx, mergeId, reason);
    const facts = { merge: mergeId, restored: merges.length };
    tx.record({ kind: 'directory.undo-merge', subject: `enterprise/${survivorId}`, facts });
    return ok({ restored: merges.length });
  },
});

/** 认定不是重复: each two of these are two enterprises, and are not asked about again. */
export const declareDistinct = defineDeed({
  kind: 'directory.declare-distinct',
  rule: directoryDeeds['directory.declare-distinct'],
  input: DistinctInput,
  output: z.object({ pairs: z.int() }),
  run: async (tx, { recordIds, reason }) => {
    const ids = [...new Set(recordIds)];
    const rows = await lockEnterprises(tx, ids);
    if (rows.size !== ids.length) return refuse([{ code: 'record-not-found', facts: { kind: 'enterprise' } }]);
    const keys = new Set(ids.flatMap((a) => ids.filter((b) => a !== b).map((b) => pairKey(a, b))));
    const pairs = [...keys].map((key) => {
      const [first = '', second = ''] = key.split('|');
      return { first, second };
    });
    if (pairs.length === 0) return refuse([{ code: 'merge-with-itself' }]);
    await insertDistinct(tx, pairs, reason);
    tx.record({ kind: 'directory.declare-distinct', subject: `enterprise/${ids[0]}`, facts: { enterprises: ids } });
    return ok({ pairs: pairs.length });
  },
});

function rowOf(rows: ReadonlyMap<string, RowJson>, recordId: string): RowJson {
  const row = rows.get(recordId);
  if (row === undefined) throw new Error(`enterprise ${recordId} is not locked`);
  return row;
}

function namedVersion(row: RowJson): Pick<MergeRecord, 'name' | 'version'> {
  return { name: String(row['name']), version: Number(row['version']) };
}

function formerOf(row: RowJson): readonly string[] {
  const names: unknown = row['former_names'];
  return Array.isArray(names) ? names.map(String) : [];
}

function renamed(tx: Tx, row: RowJson, formerNames: readonly string[]): RowJson {
  const fields = { name: row['name'], creditCode: row['credit_code'], formerNames };
  return next(tx, { ...row, former_names: formerNames, search: searchText('enterprise', fields) });
}

function next(tx: Tx, row: RowJson): RowJson {
  return { ...row, version: Number(row['version']) + 1, updated_on: tx.today };
}

/** @throws Error when a locked row changed all the same */
async function write(
  tx: Tx,
  rows: readonly RowJson[],
  deed: `directory.${string}`,
  reason: string,
): Promise<'written' | 'taken'> {
  const written = await updateRecords(tx, 'enterprise', rows, { deed, reason, batchId: null });
  if (written === 'taken') return written;
  if (written !== rows.length) throw new Error(`${deed} wrote ${written} of ${rows.length} records`);
  return 'written';
}
