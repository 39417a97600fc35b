/** Reading a table out of a workbook: every good row, and every fault with its place, all at once. Browser-safe. @module */
import { foldText } from './fold.ts';
import { findHeader, type Header } from './header.ts';
import type { Facts, TableCode, TableProblem } from './problems.ts';
import type { ColumnSpecs, RowOf, TableSpec } from './spec.ts';
import { findRepeats, readRow, type TablePlace } from './table-rows.ts';
import { columnNumber, type RowData, type SheetData, type WorkbookData } from './workbook.ts';

export interface TableRow<Row> {
  readonly number: number;
  readonly value: Row;
}

/** A column of the file that is not imported. */
export interface UnknownColumn {
  readonly column: string;
  /** '' when the column has no heading. */
  readonly title: string;
  /** Rows that have content in it. */
  readonly filled: number;
}

export interface TableReading<Row> {
  /** Name of the sheet read; null when no sheet has the headings. */
  readonly sheet: string | null;
  readonly header: Header | null;
  /** Rows without a fault, in the order of the file. */
  readonly rows: readonly TableRow<Row>[];
  /** Numbers of the rows that have a fault. */
  readonly badRows: readonly number[];
  /** In the order of the file; those of the table first. At most {@link PROBLEMS_KEPT}. */
  readonly problems: readonly TableProblem[];
  /** All of them, also those beyond the ones kept. */
  readonly problemCount: number;
  /** Doubts about rows that are good all the same. */
  readonly warnings: readonly TableProblem[];
  readonly unknownColumns: readonly UnknownColumn[];
  /** Other visible sheets with content: nothing of them is read. */
  readonly otherSheets: readonly string[];
}

/** A file wrong in every cell must not fill the memory with complaints. */
export const PROBLEMS_KEPT = 10_000;

/** Reads the table that `spec` describes. Bad input never throws: it is in `problems`. */
export function readTable<C extends ColumnSpecs>(workbook: WorkbookData, spec: TableSpec<C>): TableReading<RowOf<C>> {
  const visible = workbook.sheets.filter(({ isHidden, rows }) => !isHidden && rows.length > 0);
  const place = findSheet(visible, spec);
  if (place === undefined) return nothingRead(visible, spec);
  const { sheet, header } = place;
  const data = sheet.rows.filter(({ number }) => number > header.rowNumber && number !== header.hintRowNumber);
  const readings = data.map((row) => readRow(row, place, spec.columns, workbook.dateSystem));
  const repeats = findRepeats(readings, place, spec.columns);

  const problems: TableProblem[] = tableProblems(place, spec, data.length);
  let problemCount = problems.length;
  const badRows: number[] = [];
  const rows: TableRow<RowOf<C>>[] = [];
  for (const reading of readings) {
    const faults = [...reading.problems, ...(repeats.get(reading.number) ?? [])];
    problemCount += faults.length;
    problems.push(...faults.slice(0, Math.max(0, PROBLEMS_KEPT - problems.length)));
    if (faults.length === 0 && isWhole(reading.value, spec))
      rows.push({ number: reading.number, value: reading.value });
    else badRows.push(reading.number);
  }
  return {
    sheet: sheet.name,
    header,
    rows,
    badRows,
    problems,
    problemCount,
    warnings: readings.flatMap(({ warnings }) => warnings).slice(0, PROBLEMS_KEPT),
    unknownColumns: unknownColumns(data, header),
    otherSheets: visible.flatMap(({ name }) => (name === sheet.name ? [] : [name])),
  };
}

/** The sheet of the expected name when it has the headings, else the one that names most columns. */
function findSheet(sheets: readonly SheetData[], spec: TableSpec): TablePlace | undefined {
  const places = sheets.flatMap((sheet) => {
    const header = findHeader(sheet, spec.columns);
    return header === undefined ? [] : [{ sheet, header }];
  });
  const named = places.find(({ sheet }) => foldText(sheet.name) === foldText(spec.sheet));
  return named ?? places.sort((a, b) => b.header.columns.size - a.header.columns.size)[0];
}

function nothingRead<C extends ColumnSpecs>(visible: readonly SheetData[], spec: TableSpec<C>): TableReading<RowOf<C>> {
  const titles = Object.values(spec.columns).map(({ title }) => title);
  return {
    sheet: null,
    header: null,
    rows: [],
    badRows: [],
    problems: [tableProblem('table-header-missing', spec.sheet, { titles })],
    problemCount: 1,
    warnings: [],
    unknownColumns: [],
    otherSheets: visible.map(({ name }) => name),
  };
}

function tableProblems({ sheet, header }: TablePlace, spec: TableSpec, rowCount: number): TableProblem[] {
  return [
    ...header.missing.map((key) =>
      // The headings nobody understood go along: one of them may be what is missing.
      tableProblem('table-column-missing', sheet.name, {
        title: titleOf(spec, key),
        field: key,
        unknown: header.unknown.map(({ title }) => title),
      }),
    ),
    ...header.repeated.map(({ column, title }) => ({
      ...tableProblem('table-column-twice', sheet.name, { title, column }),
      column,
      row: header.rowNumber,
    })),
    ...(rowCount === 0 ? [tableProblem('table-empty', sheet.name, { row: header.rowNumber })] : []),
  ];
}

/** Whether the row has a value for every column: it lacks those of required columns the file does not have. */
function isWhole<C extends ColumnSpecs>(
  value: Readonly<Record<string, unknown>>,
  spec: TableSpec<C>,
): value is RowOf<C> {
  return Object.keys(spec.columns).every((key) => Object.hasOwn(value, key));
}

function unknownColumns(data: readonly RowData[], header: Header): readonly UnknownColumn[] {
  const read = new Set([...header.columns.values(), ...header.repeated.map(({ column }) => column), ...header.own]);
  const filled = new Map<string, number>();
  for (const { column } of data.flatMap(({ cells }) => cells)) {
    if (!read.has(column)) filled.set(column, (filled.get(column) ?? 0) + 1);
  }
  const titles = new Map(header.unknown.map(({ column, title }) => [column, title]));
  return [...new Set([...titles.keys(), ...filled.keys()])]
    .sort((a, b) => columnNumber(a) - columnNumber(b))
    .map((column) => ({ column, title: titles.get(column) ?? '', filled: filled.get(column) ?? 0 }));
}

function tableProblem(code: TableCode, sheet: string, facts: Facts): TableProblem {
  return { code, sheet, row: null, column: null, title: null, found: '', facts };
}

function titleOf(spec: TableSpec, key: string): string {
  return spec.columns[key]?.title ?? key;
}
