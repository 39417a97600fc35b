/** The long steps of writing a checked batch: each tells how far it is and ends where it was stopped. @module */
import { createHash } from 'node:crypto';
import { canonicalize } from 'verifiable-draw';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { changedSinceCheck, writableRows, type RowRange } from '../reads/imports.ts';
import { canonicalRow } from '../rows.ts';
import type { Running } from '../running-checks.ts';
import type { ImportBatch } from '../types/imports.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { writeRows, type Written } from '../writes/batches.ts';

/** Rows of the file that one statement writes: as many as a busy machine does in a second. */
const ROWS_WRITTEN_AT_ONCE = 1_000;

function* rangesOf(total: number, size: number): Generator<RowRange> {
  for (let from = 0; from < total; from += size) yield { from, to: from + size };
}

/** Writes a batch part by part, after a look at whether the directory has moved since the check, all in the transaction of its deed. Refused when it was stopped or somebody else was first. */
export async function writeAll(
  tx: Tx,
  kind: DirectoryKind,
  batchId: string,
  counts: ImportBatch['counts'],
  running: Running,
): Promise<Result<Written>> {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const moved = { count: 0, names: [] as string[] };
  for (const range of rangesOf(total, 5 * ROWS_WRITTEN_AT_ONCE)) {
    running.at('rechecking', { rows: range.from, total });
    if (running.signal.aborted) return refuse([{ code: 'import-stopped' }]);
    const { count, names } = await changedSinceCheck(tx, kind, batchId, range);
    moved.count += count;
    moved.names.push(...names);
  }
  if (moved.count > 0)
    return refuse([{ code: 'directory-changed', facts: { ...moved, names: moved.names.slice(0, 5) } }]);
  const written = { inserted: 0, updated: 0 };
  for (const range of rangesOf(total, ROWS_WRITTEN_AT_ONCE)) {
    running.at('writing', { rows: range.from, total });
    if (running.signal.aborted) return refuse([{ code: 'import-stopped' }]);
    const part = await writeRows(tx, kind, batchId, range);
    // After a record that belongs to somebody else the transaction can do nothing any more.
    if (part.updated < 0) break;
    written.inserted += part.inserted;
    written.updated += part.updated;
  }
  // Another command changed one of the records in this very moment.
  if (written.inserted !== counts.new || written.updated !== counts.update)
    return refuse([{ code: 'directory-changed', facts: { count: 0, names: [] } }]);
  return ok(written);
}

/**
 * SHA-256 of the canonical form of `{ kind, rows }`, the rows by identity; taken row by row, since nobody holds them all. Undefined when
 * it was stopped.
 */
export async function contentHash(
  tx: Tx,
  kind: DirectoryKind,
  batchId: string,
  counts: ImportBatch['counts'],
  running: Running,
): Promise<string | undefined> {
  const total = counts.new + counts.update;
  let rows = 0;
  running.at('hashing', { rows, total });
  const hash = createHash('sha256').update(`{"kind":${JSON.stringify(kind)},"rows":[`);
  let isFirst = true;
  for await (const piece of writableRows(tx, batchId)) {
    if (running.signal.aborted) return undefined;
    running.at('hashing', { rows: (rows += piece.length), total });
    for (const row of piece) {
      if (!isFirst) hash.update(',');
      hash.update(canonicalize(canonicalRow(row)));
      isFirst = false;
    }
  }
  return hash.update(']}').digest('hex');
}
