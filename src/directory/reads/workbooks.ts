/** The workbook of a kind as the bureau writes it: its own 街镇, its own headings. @module */
import type { TableSpec } from '../../core/spreadsheet/spec.ts';
import type { ReadTx } from '../../core/transact.ts';
import { withHeadings, workbookOf, type RememberedHeading } from '../columns/workbook.ts';
import '../tables.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { listSubdistricts } from './pools.ts';

export async function findWorkbook(tx: ReadTx, kind: DirectoryKind): Promise<TableSpec> {
  return withHeadings(workbookOf(kind, await listSubdistricts(tx)), await listHeadings(tx, kind));
}

/** 记住的表头 in force, in the order of the headings. */
export async function listHeadings(tx: ReadTx, kind: DirectoryKind): Promise<readonly RememberedHeading[]> {
  const headings = await tx.db
    .selectFrom('import_heading')
    .select(['title', 'field'])
    .where('bureau_id', '=', tx.bureauId)
    .where('kind', '=', kind)
    .orderBy('heading')
    .execute();
  return headings.flatMap(({ title, field }) => (field === null ? [] : [{ title, field }]));
}
