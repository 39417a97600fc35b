/** Lists that leave at once: what the screen shows or everything. Longer ones are jobs (`jobs.ts`). For `src/http`. @module */
import { mayDo, type Actor } from '../core/actor.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import type { TableCover } from '../core/spreadsheet/write.ts';
import { read } from '../core/transact.ts';
import { directoryReads } from './deeds.ts';
import { exportFacts, exportName, openExport } from './export-file.ts';
import { listMatching } from './reads/lists.ts';
import { listSubdistricts } from './reads/pools.ts';
import { hiddenFields } from './reads/views.ts';
import { idColumn, rowFields } from './rows.ts';
import { EXPORT_LIMITS } from './rules/exports.ts';
import type { Fields } from './types/records.ts';
import type { ExportFacts, ExportFormat, Sort } from './types/views.ts';
import type { DirectoryKind } from './types/vocabulary.ts';
import type { NamedFile } from './workbooks.ts';

export interface ExportFilter {
  readonly q?: string | undefined;
  readonly sort?: Sort | undefined;
  readonly fields: Fields;
  /** The fields to export besides the identity; all when absent. */
  readonly columns?: readonly string[] | undefined;
  readonly format: ExportFormat;
}

/** Words the 说明 and the 水印 of an export. */
export type CoverOf = (facts: ExportFacts) => Required<TableCover>;

/**
 * The records that match (the same filter as the list), importable as they are. Phones and ID numbers are left out, column and
 * all, for roles that do not see them. Refused with `export-large` when there are more than {@link EXPORT_LIMITS}`.atOnce`.
 */
export async function exportDirectory(
  runtime: Runtime,
  actor: Actor,
  kind: DirectoryKind,
  filter: ExportFilter,
  coverOf: CoverOf,
): Promise<Result<NamedFile>> {
  const rule = directoryReads['directory.read'];
  if (!mayDo(actor.roles, rule))
    return refuse([{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
  const { subdistricts, rows } = await read(runtime, actor.bureauId, async (tx) => ({
    subdistricts: await listSubdistricts(tx),
    rows: await listMatching(tx, kind, filter, EXPORT_LIMITS.atOnce + 1),
  }));
  if (rows.length > EXPORT_LIMITS.atOnce) return refuse([{ code: 'export-large', facts: { ...EXPORT_LIMITS } }]);
  const { format, columns } = filter;
  const shape = { kind, subdistricts, format, columns, hidden: hiddenFields(actor) };
  const at = new Date(runtime.clock.now());
  const pieces: Uint8Array[] = [];
  const cover = coverOf(exportFacts(shape, filter, rows.length));
  const file = await openExport(shape, cover, { count: rows.length, at }, (bytes) => pieces.push(bytes));
  file.add(rows.map((row) => rowFields(runtime.fieldCipher, actor.bureauId, String(row[idColumn(kind)]), row)));
  file.end();
  return ok({ fileName: `${exportName(kind)}.${format}`, bytes: Buffer.concat(pieces) });
}
