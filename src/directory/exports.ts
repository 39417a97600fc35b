/** Lists that leave: what the screen shows or everything, as a workbook, as CSV, or as related tables. For `src/http`. @module */
import { zipSync } from 'fflate';
import { mayDo, type Actor } from '../core/actor.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { writeCsvTable } from '../core/spreadsheet/csv.ts';
import type { AnyColumnSpec, ColumnSpecs, TableSpec } from '../core/spreadsheet/spec.ts';
import { contentLines, writeTable, type TableCover } from '../core/spreadsheet/write.ts';
import { read } from '../core/transact.ts';
import { workbookOf } from './columns/workbook.ts';
import { directoryReads } from './deeds.ts';
import { listMatching } from './reads/lists.ts';
import { listSubdistricts } from './reads/pools.ts';
import { hiddenFields } from './reads/views.ts';
import { idColumn, rowFields } from './rows.ts';
import { KEY_FIELDS, Licence, type Fields } from './types/records.ts';
import type { ExportFacts, ExportFormat, Sort } from './types/views.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from './types/vocabulary.ts';
import type { NamedFile } from './workbooks.ts';

export interface ExportFilter {
  readonly q?: string | undefined;
  readonly sort?: Sort | undefined;
  readonly fields: Fields;
  /** The fields to export besides the identity; all when absent. */
  readonly columns?: readonly string[] | undefined;
  readonly format: ExportFormat;
}

/**
 * The records that match (the same filter as the list), importable as they are. Phones and ID numbers are left out, column and
 * all, for roles that do not see them. `coverOf` words the 说明 and the watermark.
 */
export async function exportDirectory(
  runtime: Runtime,
  actor: Actor,
  kind: DirectoryKind,
  filter: ExportFilter,
  coverOf: (facts: ExportFacts) => Required<TableCover>,
): Promise<Result<NamedFile>> {
  const rule = directoryReads['directory.read'];
  if (!mayDo(actor.roles, rule))
    return refuse([{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
  const { spec, rows } = await read(runtime, actor.bureauId, async (tx) => ({
    spec: workbookOf(kind, await listSubdistricts(tx)),
    rows: await listMatching(tx, kind, filter),
  }));
  const hidden = new Set<string>(hiddenFields(actor));
  const shown = only(spec, (field) => !hidden.has(field) && isWanted(field, kind, filter.columns));
  const lines = rows.map((row) => rowFields(runtime.fieldCipher, actor.bureauId, String(row[idColumn(kind)]), row));
  const cover = coverOf(factsOf(spec, shown, filter, lines.length));
  const name = `${DIRECTORY_KINDS[kind]}名录`;
  switch (filter.format) {
    case 'xlsx':
      return ok({ fileName: `${name}.xlsx`, bytes: await writeTable(shown, lines, cover) });
    case 'csv':
      return ok({ fileName: `${name}.csv`, bytes: tableCsv(shown, lines) });
    case 'zip': {
      const tables = [[`${name}.csv`, tableCsv(shown, lines)], ...childTables(kind, name, shown, lines)] as const;
      const notes = new TextEncoder().encode(`\uFEFF${[...cover.notes, cover.mark].join('\r\n')}\r\n`);
      const bytes = zipSync(Object.fromEntries([...tables, ['说明.txt', notes]]), { mtime: runtime.clock.now() });
      return ok({ fileName: `${name}.zip`, bytes });
    }
  }
}

/** The identity is always there: without it no row could be told from another, or imported. */
function isWanted(field: string, kind: DirectoryKind, columns: readonly string[] | undefined): boolean {
  return columns === undefined || field === KEY_FIELDS[kind] || columns.includes(field);
}

function only(spec: TableSpec, isKept: (field: string) => boolean): TableSpec {
  const columns: ColumnSpecs = Object.fromEntries(Object.entries(spec.columns).filter(([field]) => isKept(field)));
  return { ...spec, columns };
}

function factsOf(spec: TableSpec, shown: TableSpec, { q, fields }: ExportFilter, count: number): ExportFacts {
  const conditions = Object.entries(fields).flatMap(([field, value]) => {
    const column = spec.columns[field];
    return column === undefined || value === undefined ? [] : [`${column.title}：${wordOf(column, value)}`];
  });
  return {
    count,
    conditions: [...(q === undefined || q === '' ? [] : [`“${q}”`]), ...conditions],
    definitions: Object.values(shown.columns).map(({ title, hint, type }) => {
      const { labels } = type.choices ?? {};
      return `${title}：${labels === undefined || labels.length > 20 ? (hint ?? type.hint) : labels.join('、')}`;
    }),
    omitted: Object.entries(spec.columns).flatMap(([field, { title }]) => (field in shown.columns ? [] : [title])),
  };
}

/** A filter names one value, also of fields that hold several. */
function wordOf({ type }: AnyColumnSpec, value: unknown): string {
  return String(type.write(type.choices?.isMultiple === true ? [value] : value));
}

function tableCsv(spec: TableSpec, rows: readonly Fields[]): Uint8Array {
  return writeCsvTable([Object.values(spec.columns).map(({ title }) => title), ...contentLines(spec, rows)]);
}

/** One table per field that holds several values: the identity and the name of the record on each of its rows. */
function childTables(
  kind: DirectoryKind,
  name: string,
  spec: TableSpec,
  rows: readonly Fields[],
): (readonly [string, Uint8Array])[] {
  const parent = only(spec, (field) => field === KEY_FIELDS[kind] || field === 'name');
  const parentTitles = Object.values(parent.columns).map(({ title }) => title);
  const parents = contentLines(parent, rows);
  return Object.entries(spec.columns).flatMap(([field, column]) => {
    if (!rows.some((row) => Array.isArray(row[field]))) return [];
    const lines = rows.flatMap((row, index) =>
      valuesOf(row[field]).map((value) => [...(parents[index] ?? []), ...childCells(field, column, value)]),
    );
    const titles = field === 'licences' ? LICENCE_TITLES : [column.title];
    return [[`${name}-${column.title}.csv`, writeCsvTable([[...parentTitles, ...titles], ...lines])] as const];
  });
}

const LICENCE_TITLES = ['许可证名称', '证号', '有效期至'];

function valuesOf(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [];
}

function childCells(field: string, { type }: AnyColumnSpec, value: unknown): (string | number | null)[] {
  if (field !== 'licences') return [type.write([value])];
  const { name, number, expiresOn } = Licence.parse(value);
  return [name, number, expiresOn];
}
