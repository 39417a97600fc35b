/** Reading a table out of a workbook: every good row, and every fault with its place, all at once. Browser-safe. @module */
import { foldText } from './fold.ts';
import { findHeader, HEAD_ROWS, type Header } from './header.ts';
import type { Facts, TableCode, TableProblem } from './problems.ts';
import type { ColumnSpecs, RowOf, TableSpec } from './spec.ts';
import { blankRow, findRepeats, readRow, type RowReading, type TablePlace } from './table-rows.ts';
import { columnNumber, type DateSystem, type RowData, type WorkbookData } from './workbook.ts';

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
  /** What stands in the `told` columns of those rows, as it was found. */
  readonly badTexts: ReadonlyMap<number, Readonly<Record<string, string>>>;
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
export function readTable<C extends ColumnSpecs>(
  { dateSystem, sheets }: WorkbookData,
  spec: TableSpec<C>,
): TableReading<RowOf<C>> {
  const reader = tableReader(spec, dateSystem);
  for (const { name, isHidden, rows } of sheets) {
    reader.startSheet(name, isHidden);
    for (const row of rows) reader.add(row);
  }
  return reader.end();
}

/** Takes a workbook row by row and keeps of each only what it means: of 200,000 rows nobody holds the cells. */
export interface TableReader<Row> {
  readonly startSheet: (name: string, isHidden: boolean) => void;
  readonly add: (row: RowData) => void;
  /** @param onRow called again and again while all rows are looked at once more: once for each, and once for each column without repeats */
  readonly end: (onRow?: () => void) => TableReading<Row>;
}

/** @param told the columns whose text is kept of faulty rows */
export function tableReader<C extends ColumnSpecs>(
  spec: TableSpec<C>,
  dateSystem: DateSystem,
  told: readonly string[] = [],
): TableReader<RowOf<C>> {
  const sheets: SheetReading[] = [];
  let current: SheetReading | undefined;
  const means: Means = { spec, dateSystem, told, blank: blankRow(spec.columns) };
  return {
    startSheet: (name, isHidden) => {
      current = isHidden ? undefined : newSheet(name);
      if (current !== undefined) sheets.push(current);
    },
    add: (row) => {
      if (current !== undefined) addRow(current, row, means);
    },
    end: (onRow = () => {}) => {
      const visible = sheets.filter(({ rowCount }) => rowCount > 0);
      for (const sheet of visible) settleHead(sheet, means);
      return readingOf(visible, spec, told, onRow);
    },
  };
}

interface Means {
  readonly spec: TableSpec;
  readonly dateSystem: DateSystem;
  readonly told: readonly string[];
  readonly blank: Readonly<Record<string, unknown>>;
}

/** A sheet while it is read. */
interface SheetReading {
  readonly name: string;
  /** Rows with content. */
  rowCount: number;
  /** The first rows, until it is clear which of them has the headings. */
  head: RowData[] | undefined;
  place: TablePlace | undefined;
  readonly readings: RowReading[];
  readonly badTexts: Map<number, Readonly<Record<string, string>>>;
  /** Column → rows with content in it. */
  readonly filled: Map<string, number>;
}

function newSheet(name: string): SheetReading {
  return { name, rowCount: 0, head: [], place: undefined, readings: [], badTexts: new Map(), filled: new Map() };
}

function addRow(sheet: SheetReading, row: RowData, means: Means): void {
  sheet.rowCount += 1;
  if (sheet.head === undefined) return addData(sheet, row, means);
  sheet.head.push(row);
  if (sheet.head.length > HEAD_ROWS) settleHead(sheet, means);
}

function settleHead(sheet: SheetReading, means: Means): void {
  const rows = sheet.head;
  if (rows === undefined) return;
  sheet.head = undefined;
  const header = findHeader({ name: sheet.name, isHidden: false, rows }, means.spec.columns);
  if (header !== undefined) sheet.place = { sheet: { name: sheet.name }, header };
  for (const row of rows) addData(sheet, row, means);
}

function addData(sheet: SheetReading, row: RowData, { spec, dateSystem, told, blank }: Means): void {
  const { place } = sheet;
  if (place === undefined || row.number <= place.header.rowNumber || row.number === place.header.hintRowNumber) return;
  const reading = readRow(row, place, spec.columns, dateSystem, blank);
  sheet.readings.push(reading);
  for (const { column } of row.cells) sheet.filled.set(column, (sheet.filled.get(column) ?? 0) + 1);
  if (reading.problems.length > 0) sheet.badTexts.set(row.number, textsOf(row, place, told));
}

function textsOf(
  { cells }: RowData,
  { header }: TablePlace,
  told: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    told.map((field) => {
      const letters = header.columns.get(field);
      return [field, String(cells.find(({ column }) => column === letters)?.value ?? '').slice(0, TEXT_KEPT)];
    }),
  );
}

const TEXT_KEPT = 120;

/** Of a row that is only repeated: what was made of its cells. */
function valuesOf({ value }: RowReading, told: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    told.map((field) => {
      const made = value[field];
      return [field, typeof made === 'string' || typeof made === 'number' ? String(made).slice(0, TEXT_KEPT) : ''];
    }),
  );
}

/** Of the sheet of the expected name when it has the headings, else of the one that names most columns. */
function readingOf<C extends ColumnSpecs>(
  visible: readonly SheetReading[],
  spec: TableSpec<C>,
  told: readonly string[],
  onRow: () => void,
): TableReading<RowOf<C>> {
  const found = visible.flatMap((sheet) => (sheet.place === undefined ? [] : [{ sheet, place: sheet.place }]));
  const named = found.find(({ sheet }) => foldText(sheet.name) === foldText(spec.sheet));
  const best = named ?? found.sort((a, b) => b.place.header.columns.size - a.place.header.columns.size)[0];
  return best === undefined
    ? nothingRead(visible, spec)
    : wholeReading(visible, best.sheet, best.place, spec, told, onRow);
}

function wholeReading<C extends ColumnSpecs>(
  visible: readonly SheetReading[],
  { name, readings, badTexts, filled }: SheetReading,
  place: TablePlace,
  spec: TableSpec<C>,
  told: readonly string[],
  onRow: () => void,
): TableReading<RowOf<C>> {
  const repeats = findRepeats(readings, place, spec.columns, onRow);
  const problems: TableProblem[] = tableProblems(place, spec, readings.length);
  let problemCount = problems.length;
  const badRows: number[] = [];
  const rows: TableRow<RowOf<C>>[] = [];
  for (const reading of readings) {
    onRow();
    const faults = [...reading.problems, ...(repeats.get(reading.number) ?? [])];
    problemCount += faults.length;
    problems.push(...faults.slice(0, Math.max(0, PROBLEMS_KEPT - problems.length)));
    if (faults.length === 0 && isWhole(reading.value, spec))
      rows.push({ number: reading.number, value: reading.value });
    else {
      badRows.push(reading.number);
      if (reading.problems.length === 0) badTexts.set(reading.number, valuesOf(reading, told));
    }
  }
  return {
    sheet: name,
    header: place.header,
    rows,
    badRows,
    badTexts,
    problems,
    problemCount,
    warnings: readings.flatMap(({ warnings }) => warnings).slice(0, PROBLEMS_KEPT),
    unknownColumns: unknownColumns(filled, place.header),
    otherSheets: visible.flatMap((sheet) => (sheet.name === name ? [] : [sheet.name])),
  };
}

function nothingRead<C extends ColumnSpecs>(
  visible: readonly SheetReading[],
  spec: TableSpec<C>,
): TableReading<RowOf<C>> {
  const titles = Object.values(spec.columns).map(({ title }) => title);
  return {
    sheet: null,
    header: null,
    rows: [],
    badRows: [],
    badTexts: new Map(),
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

function unknownColumns(all: ReadonlyMap<string, number>, header: Header): readonly UnknownColumn[] {
  const read = new Set([...header.columns.values(), ...header.repeated.map(({ column }) => column), ...header.own]);
  const titles = new Map(header.unknown.map(({ column, title }) => [column, title]));
  const filled = [...all.keys()].filter((column) => !read.has(column));
  return [...new Set([...titles.keys(), ...filled])]
    .sort((a, b) => columnNumber(a) - columnNumber(b))
    .map((column) => ({ column, title: titles.get(column) ?? '', filled: all.get(column) ?? 0 }));
}

function tableProblem(code: TableCode, sheet: string, facts: Facts): TableProblem {
  return { code, sheet, row: null, column: null, title: null, found: '', facts };
}

function titleOf(spec: TableSpec, key: string): string {
  return spec.columns[key]?.title ?? key;
}
