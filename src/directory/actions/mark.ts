/** 批量标记: many records, one change, and a deed for each of them; taken back as long as nothing builds on it. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { directoryDeeds } from '../deeds.ts';
import { drawsSince, lockMarked } from '../reads/marking.ts';
import { listRecordsById } from '../reads/records.ts';
import { canonicalRow, columnOf, idColumn, nameOf, type RowJson } from '../rows.ts';
import { editRefusals } from '../rules.ts';
import { markedValue, markingRefusals, unmarkRefusals } from '../rules/marking.ts';
import { Marked, MarkInput, UnmarkInput } from '../types/marking.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { updateRecords } from '../writes/records.ts';

/** Sets a field, or adds or takes away one of its values, on every record named. All of them or none. */
export const markRecords = defineDeed({
  kind: 'directory.mark',
  rule: directoryDeeds['directory.mark'],
  input: MarkInput,
  output: Marked,
  run: async (tx, { kind, rows, reason, ...marking }) => {
    const refusals = [...editRefusals(tx.actor.roles, kind), ...markingRefusals(kind, marking)];
    if (refusals.length > 0) return refuse(refusals);
    const found = await listRecordsById(
      tx,
      kind,
      rows.map(({ recordId }) => recordId),
    );
    const stale = staleRefusals(kind, rows, found);
    if (stale.length > 0) return refuse(stale);
    const column = columnOf(marking.field);
    const marked = found.flatMap((row): RowJson[] => {
      const value = markedValue(row[column], marking);
      return value === undefined ? [] : [next(tx, { ...row, [column]: value }, Number(row['version']))];
    });
    if (marked.length === 0) return refuse([{ code: 'mark-changes-nothing', facts: { count: found.length } }]);
    if (!(await writeEach(tx, kind, marked, 'directory.mark', reason)))
      return refuse([{ code: 'record-changed', facts: { kind } }]);
    return ok({ markId: tx.commandId, marked: marked.length, unchanged: found.length - marked.length });
  },
});

/** Stands in the history of every record that is put back. */
const UNDO_REASON = '撤销批量标记';

/** Takes a marking of one's own back: every record is as before, by a deed of its own. */
export const unmarkRecords = defineDeed({
  kind: 'directory.unmark',
  rule: directoryDeeds['directory.unmark'],
  input: UnmarkInput,
  output: z.object({ restored: z.int() }),
  run: async (tx, { kind, markId }) => {
    const rows = await lockMarked(tx, kind, markId, tx.actor.staffId);
    const named = rows.map((row) => ({ ...row, name: nameOf(kind, row.before) }));
    const refusals = [...editRefusals(tx.actor.roles, kind), ...unmarkRefusals(named, await drawsSince(tx, markId))];
    if (refusals.length > 0) return refuse(refusals);
    const restored = rows.map(({ before, version }) => next(tx, before, version));
    if (!(await writeEach(tx, kind, restored, 'directory.unmark', UNDO_REASON)))
      return refuse([{ code: 'record-changed', facts: { kind } }]);
    return ok({ restored: restored.length });
  },
});

function next(tx: Tx, row: RowJson, version: number): RowJson {
  return { ...row, version: version + 1, updated_on: tx.today };
}

/** False when somebody was first. */
async function writeEach(
  tx: Tx,
  kind: DirectoryKind,
  rows: readonly RowJson[],
  deed: 'directory.mark' | 'directory.unmark',
  reason: string,
): Promise<boolean> {
  const written = await updateRecords(tx, kind, rows, { deed, reason, batchId: null });
  for (const row of rows) {
    const facts = { version: Number(row['version']), contentSha256: documentHash(canonicalRow(row)) };
    tx.record({ kind: deed, subject: `${kind}/${String(row[idColumn(kind)])}`, facts });
  }
  return written === rows.length;
}

/** Every record that is gone, or that somebody changed after the list was read. */
function staleRefusals(
  kind: DirectoryKind,
  rows: readonly { readonly recordId: string; readonly version: number }[],
  found: readonly RowJson[],
): Refusal[] {
  const byId = new Map(found.map((row) => [String(row[idColumn(kind)]), row]));
  const names = rows.flatMap(({ recordId, version }) => {
    const row = byId.get(recordId);
    return row !== undefined && row['version'] !== version ? [nameOf(kind, row)] : [];
  });
  const missing = rows.filter(({ recordId }) => !byId.has(recordId)).length;
  return [
    ...(missing === 0 ? [] : [{ code: 'record-not-found', facts: { kind } }]),
    ...(names.length === 0 ? [] : [{ code: 'mark-stale', facts: { count: names.length, names: names.slice(0, 5) } }]),
  ];
}
