/** The file of an export, written while its records come. Runs in a thread of its own for the long ones. @module */
import type { z } from 'zod';
import type { TableCover } from '../core/spreadsheet/write.ts';
import type { AnyColumnSpec, ColumnSpecs, TableSpec } from '../core/spreadsheet/spec.ts';
import { openCsv, openWorkbook, openZip, type OnText, type TableWriter } from '../core/spreadsheet/write-stream.ts';
import { contentLines } from '../core/spreadsheet/write.ts';
import { workbookOf } from './columns/workbook.ts';
import { attentionWords } from './types/attention.ts';
import { KEY_FIELDS, Licence, type Subdistrict } from './types/records.ts';
import type { AS_OF_FILTERS } from './types/history.ts';
import { scopeWords } from './types/scope.ts';
import type { DIRECTORY_FILTERS, ExportFacts, ExportFormat } from './types/views.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from './types/vocabulary.ts';

export type ExportAsked = z.output<(typeof DIRECTORY_FILTERS | typeof AS_OF_FILTERS)[DirectoryKind]>;

/** What is exported: the bureau's 街镇 are part of its columns. */
export interface ExportShape {
  readonly kind: DirectoryKind;
  readonly subdistricts: readonly Subdistrict[];
  readonly format: ExportFormat;
  /** The past day whose directory it is; null for that of today. */
  readonly asOfOn: string | null;
  /** The fields besides the identity; all when absent. */
  readonly columns: readonly string[] | undefined;
  /** Fields the person who asks may not see: left out, column and all. */
  readonly hidden: readonly string[];
}

/** Opens the file of `count` records; `onBytes` gets it piece by piece. */
export async function openExport(
  shape: ExportShape,
  cover: Required<TableCover>,
  { count, at }: { readonly count: number; readonly at: Date },
  onBytes: (bytes: Uint8Array) => void,
): Promise<TableWriter> {
  const shown = shownTable(shape);
  const name = exportName(shape.kind, shape.asOfOn);
  switch (shape.format) {
    case 'xlsx':
      return openWorkbook(shown, { ...cover, count, at }, onBytes);
    case 'csv':
      return csvOf(shown, (text) => onBytes(new TextEncoder().encode(text)));
    case 'zip': {
      const zip = openZip(at, onBytes);
      const main = csvOf(shown, zip.file(`${name}.csv`));
      const children = childTables(shape.kind, name, shown, (file) => zip.file(file));
      return {
        add: (rows) => {
          main.add(rows);
          children.add(rows);
        },
        end: () => {
          main.end();
          children.end();
          zip.file('说明.txt')(`\uFEFF${[...cover.notes, cover.mark].join('\r\n')}\r\n`, true);
          zip.end();
        },
      };
    }
  }
}

/** 企业名录, or 企业名录（2026-03-01） of a past day. */
export function exportName(kind: DirectoryKind, asOfOn: string | null): string {
  return `${DIRECTORY_KINDS[kind]}名录${asOfOn === null ? '' : `（${asOfOn}）`}`;
}

/** The identity is always there: without it no row could be told from another, or imported. */
function shownTable({ kind, subdistricts, columns, hidden }: ExportShape): TableSpec {
  const isWanted = (field: string): boolean =>
    columns === undefined || field === KEY_FIELDS[kind] || columns.includes(field);
  return only(workbookOf(kind, subdistricts), (field) => !hidden.includes(field) && isWanted(field));
}

function only(spec: TableSpec, isKept: (field: string) => boolean): TableSpec {
  const columns: ColumnSpecs = Object.fromEntries(Object.entries(spec.columns).filter(([field]) => isKept(field)));
  return { ...spec, columns };
}

/** What an export tells of itself: `conditions` are the words of what it was filtered by. */
export function exportFacts(shape: ExportShape, asked: ExportAsked, count: number): ExportFacts {
  const all = workbookOf(shape.kind, shape.subdistricts);
  const shown = shownTable(shape);
  return {
    count,
    asOfOn: shape.asOfOn,
    conditions: conditionWords(asked, all),
    definitions: Object.values(shown.columns).map(({ title, hint, type }) => {
      const { labels } = type.choices ?? {};
      return `${title}：${labels === undefined || labels.length > 20 ? (hint ?? type.hint) : labels.join('、')}`;
    }),
    omitted: Object.entries(all.columns).flatMap(([field, { title }]) => (field in shown.columns ? [] : [title])),
  };
}

/** What the file was filtered by, the search first: `风险等级：红、橙`. */
function conditionWords({ q, ...filters }: ExportAsked, all: TableSpec): string[] {
  const ofFields = Object.entries(filters).flatMap(([field, values]) => {
    const column = all.columns[field];
    if (column === undefined || !Array.isArray(values)) return [];
    return [`${column.title}：${values.map((value) => wordOf(column, value)).join('、')}`];
  });
  const { attention, scope }: Readonly<Record<string, unknown>> = filters;
  const others = [
    valuesOf(attention).flatMap((code) => attentionWords(code) ?? []),
    valuesOf(scope).flatMap((code) => scopeWords(code) ?? []),
  ];
  return [
    ...(q === undefined || q === '' ? [] : [`“${q}”`]),
    ...ofFields,
    ...others.flatMap((words) => (words.length === 0 ? [] : [words.join('、')])),
  ];
}

/** One value, also of fields that hold several. */
function wordOf({ type }: AnyColumnSpec, value: unknown): string {
  return String(type.write(type.choices?.isMultiple === true ? [value] : value));
}

function csvOf(spec: TableSpec, write: OnText): TableWriter {
  const csv = openCsv(
    Object.values(spec.columns).map(({ title }) => title),
    write,
  );
  return { add: (rows) => csv.add(contentLines<ColumnSpecs>(spec, rows)), end: () => csv.end() };
}

/** One table per field that holds several values: the identity and the name of the record on each of its rows. */
function childTables(kind: DirectoryKind, name: string, spec: TableSpec, open: (file: string) => OnText): TableWriter {
  const parent = only(spec, (field) => field === KEY_FIELDS[kind] || field === 'name');
  const parentTitles = Object.values(parent.columns).map(({ title }) => title);
  const tables = new Map<string, ReturnType<typeof openCsv>>();
  const tableOf = (field: string, { title }: AnyColumnSpec): ReturnType<typeof openCsv> => {
    const known = tables.get(field);
    if (known !== undefined) return known;
    const titles = [...parentTitles, ...(field === 'licences' ? LICENCE_TITLES : [title])];
    const opened = openCsv(titles, open(`${name}-${title}.csv`));
    tables.set(field, opened);
    return opened;
  };
  return {
    add: (rows) => {
      const parents = contentLines<ColumnSpecs>(parent, rows);
      for (const [field, column] of Object.entries(spec.columns)) {
        if (!rows.some((row) => Array.isArray(row[field]))) continue;
        const lines = rows.flatMap((row, index) =>
          valuesOf(row[field]).map((value) => [...(parents[index] ?? []), ...childCells(field, column, value)]),
        );
        tableOf(field, column).add(lines);
      }
    },
    end: () => {
      for (const opened of tables.values()) opened.end();
    },
  };
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
