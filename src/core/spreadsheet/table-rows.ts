/** The rows of a table: each cell by its type, each fault with its place. Browser-safe. @module */
import type { Header } from './header.ts';
import type { CellFault, TableProblem } from './problems.ts';
import type { AnyColumnSpec, ColumnSpecs } from './spec.ts';
import type { CellData, DateSystem, RowData, SheetData } from './workbook.ts';

/** Where the table stands. */
export interface TablePlace {
  readonly sheet: Pick<SheetData, 'name'>;
  readonly header: Header;
}

export interface RowReading {
  readonly number: number;
  /** By column key; a column that is faulty, or required and not in the file, is absent. */
  readonly value: Readonly<Record<string, unknown>>;
  readonly problems: readonly TableProblem[];
  readonly warnings: readonly TableProblem[];
}

/** @param blank an object with every column, from {@link blankRow}: rows made from it are small, and there may be 200,000 of them */
export function readRow(
  row: RowData,
  place: TablePlace,
  columns: ColumnSpecs,
  dateSystem: DateSystem,
  blank: Readonly<Record<string, unknown>> = {},
): RowReading {
  const value: Record<string, unknown> = { ...blank };
  const problems: TableProblem[] = [];
  const warnings: TableProblem[] = [];
  const cells = new Map(row.cells.map((cell) => [cell.column, cell]));
  for (const [key, spec] of Object.entries(columns)) {
    const letters = place.header.columns.get(key);
    const cell = letters === undefined ? undefined : cells.get(letters);
    const locate = (fault: CellFault): TableProblem => locateFault(fault, place, row.number, letters, spec, cell);
    if (cell !== undefined) {
      const reading = spec.type.read(cell, dateSystem);
      if (reading.ok) value[key] = reading.value;
      else {
        delete value[key];
        problems.push(...reading.faults.map(locate));
      }
      if (reading.ok) warnings.push(...(reading.warnings ?? []).map(locate));
    } else if (!spec.required) {
      value[key] = null;
    } else {
      delete value[key];
      if (letters !== undefined) problems.push(locate({ code: 'cell-required' }));
    }
  }
  return {
    number: row.number,
    value,
    problems: problems.length === 0 ? NONE : problems,
    warnings: warnings.length === 0 ? NONE : warnings,
  };
}

const NONE: readonly TableProblem[] = [];

/**
 * Every column, empty. JSON gives objects whose members lie side by side; one filled name by name becomes a table of its own, five times
 * the size, from its thirteenth name on, and so would every copy of it.
 */
export function blankRow(columns: ColumnSpecs): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(Object.fromEntries(Object.keys(columns).map((key) => [key, null])))) as Record<
    string,
    null
  >;
}

/** The rows that share a value that no two may share: each of them is faulty and names the others. */
export function findRepeats(
  readings: readonly RowReading[],
  place: TablePlace,
  columns: ColumnSpecs,
  onRow: () => void,
): ReadonlyMap<number, readonly TableProblem[]> {
  const repeats = new Map<number, TableProblem[]>();
  for (const [key, spec] of Object.entries(columns)) {
    if (spec.unique !== true) continue;
    for (const group of groupsOf(readings, key, onRow)) {
      const first = group.slice(0, ROWS_NAMED + 1).map(({ number }) => String(number));
      for (const { number, value } of group) {
        const rows = first.filter((other) => other !== String(number)).slice(0, ROWS_NAMED);
        const fault = { code: 'cell-duplicate', facts: { rows, count: group.length - 1 } };
        const letters = place.header.columns.get(key);
        const found: CellData = { column: letters ?? '', kind: 'text', value: String(value[key]) };
        const problem = locateFault(fault, place, number, letters, spec, found);
        repeats.set(number, [...(repeats.get(number) ?? []), problem]);
      }
    }
  }
  return repeats;
}

const ROWS_NAMED = 5;

function groupsOf(readings: readonly RowReading[], key: string, onRow: () => void): RowReading[][] {
  const groups = new Map<unknown, RowReading[]>();
  for (const reading of readings) {
    onRow();
    const value = reading.value[key] ?? undefined;
    if (value === undefined) continue;
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [reading]);
    else group.push(reading);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Long cells are shown by their beginning. */
const FOUND_SHOWN = 60;

function locateFault(
  fault: CellFault,
  { sheet }: TablePlace,
  row: number,
  column: string | undefined,
  spec: AnyColumnSpec,
  cell: CellData | undefined,
): TableProblem {
  const found = cell === undefined ? '' : String(cell.value);
  return {
    code: fault.code,
    sheet: sheet.name,
    row,
    column: column ?? null,
    title: spec.title,
    found: found.length > FOUND_SHOWN ? `${found.slice(0, FOUND_SHOWN)}…` : found,
    facts: fault.facts ?? {},
  };
}
