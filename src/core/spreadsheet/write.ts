/** Templates to fill in, and exports that read back unchanged. @module */
import { writeXlsx, type Cell, type CellStyle, type CellValue, type DataValidation, type WriteSheet } from 'hucre/xlsx';
import type { AnyColumnSpec, ColumnSpecs, RowOf, TableSpec } from './spec.ts';
import { columnLetters } from './workbook.ts';
import { encodeEscapes } from './escapes.ts';

const TITLE_ROW = 1;
export const HEADING_ROW = 2;
/** Cells below a template's headings that are preset (text format, drop-downs). */
const PRESET_ROWS = 2_000;
const DICTIONARY_SHEET = '字典';
const NOTES_SHEET = '说明';
/** Sheets of our own workbooks that hold no data: an import need not tell of them. */
export const OWN_SHEETS: ReadonlySet<string> = new Set([DICTIONARY_SHEET, NOTES_SHEET]);

const TITLE_STYLE: CellStyle = {
  font: { bold: true, size: 14 },
  alignment: { horizontal: 'left', vertical: 'center' },
};
const HEADING_STYLE: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8EEF5' } },
  border: { bottom: { style: 'thin', color: { rgb: '8A99AB' } } },
  alignment: { vertical: 'center', wrapText: true },
  numFmt: '@',
};
const HINT_STYLE: CellStyle = {
  font: { italic: true, color: { rgb: '595959' } },
  alignment: { vertical: 'top', wrapText: true },
  numFmt: '@',
};
const TEXT_STYLE: CellStyle = { numFmt: '@' };

/** An .xlsx to fill in, a sheet per table: title, headings (`*` = required), a row of hints, drop-downs out of a dictionary sheet. */
export async function writeTemplate(...tables: readonly TableSpec[]): Promise<Uint8Array> {
  const dictionary = dictionaryOf(tables);
  const sheets = tables.map((spec) => {
    const specs = Object.values(spec.columns);
    const hints = specs.map(({ hint, type }) => hint ?? type.hint);
    const empty = Array.from({ length: PRESET_ROWS - 1 }, () => specs.map(() => null));
    const sheet = tableSheet(spec, [hints, ...empty], dictionary);
    specs.forEach((_, index) => setStyle(sheet.cells, HEADING_ROW, index, HINT_STYLE));
    return sheet;
  });
  return writeXlsx({ sheets: [...sheets, ...dictionarySheet(dictionary)] });
}

/** What an export says of itself. */
export interface TableCover {
  /** Filters, time, who, definitions: the first sheet, one line each. */
  readonly notes?: readonly string[];
  /** 水印: who and when, beside the title and at the foot of every printed page. */
  readonly mark?: string;
}

/** An .xlsx of `rows` that {@link readTable} reads back unchanged, whatever is in `cover`. No cell is ever a formula. */
export async function writeTable<C extends ColumnSpecs>(
  spec: TableSpec<C>,
  rows: readonly RowOf<C>[],
  cover: TableCover = {},
): Promise<Uint8Array> {
  return writeTables([filled(spec, rows)], cover);
}

/** A table with its rows as cells. */
export interface FilledTable {
  readonly spec: TableSpec;
  readonly lines: readonly (string | number | null)[][];
  /** Rows under the headings that have drop-downs; as many as there are lines when absent. */
  readonly presetRows?: number;
}

export function filled<C extends ColumnSpecs>(spec: TableSpec<C>, rows: readonly RowOf<C>[]): FilledTable {
  return { spec, lines: contentLines(spec, rows) };
}

/** Several tables in one .xlsx, a sheet each, as {@link writeTable} writes one. */
export async function writeTables(
  tables: readonly FilledTable[],
  { notes = [], mark }: TableCover = {},
): Promise<Uint8Array> {
  const dictionary = dictionaryOf(tables.map(({ spec }) => spec));
  const sheets = tables.map(({ spec, lines, presetRows }) => {
    const safe = lines.map((line) =>
      line.map((content) => (typeof content === 'string' ? encodeEscapes(content) : content)),
    );
    const sheet = tableSheet(spec, safe, dictionary, presetRows);
    return mark === undefined ? sheet : marked(sheet, spec, mark);
  });
  const notesSheet =
    notes.length === 0
      ? []
      : [
          {
            name: NOTES_SHEET,
            columns: [{ width: 100, style: TEXT_STYLE }],
            rows: notes.map((note) => [encodeEscapes(note)]),
          },
        ];
  return writeXlsx({ sheets: [...notesSheet, ...sheets, ...dictionarySheet(dictionary)] });
}

/** The contents of the cells, line by line, as each column writes its values. */
export function contentLines<C extends ColumnSpecs>(
  spec: TableSpec<C>,
  rows: readonly RowOf<C>[],
): (string | number | null)[][] {
  const columns = Object.entries(spec.columns);
  return rows.map((row: Readonly<Record<string, unknown>>) =>
    columns.map(([key, { type }]) => {
      const value = row[key];
      return value === null || value === undefined ? null : type.write(value);
    }),
  );
}

function marked(sheet: TableSheet, spec: TableSpec, mark: string): TableSheet {
  const [, ...lines] = sheet.rows ?? [];
  return {
    ...sheet,
    rows: [[encodeEscapes(`${spec.title}　${mark}`)], ...lines],
    // `&` begins a code in headers and footers.
    headerFooter: { oddFooter: `&C${mark.replaceAll('&', '&&')}　&P/&N` },
  };
}

type TableSheet = WriteSheet & { readonly cells: Map<string, Partial<Cell>> };

/** Title, headings and lines; the lines carry text format and drop-downs, also where they are empty. */
function tableSheet(
  spec: TableSpec,
  lines: readonly CellValue[][],
  dictionary: readonly AnyColumnSpec[],
  presetRows = lines.length,
): TableSheet {
  const specs = Object.values(spec.columns);
  const cells = new Map<string, Partial<Cell>>();
  setStyle(cells, TITLE_ROW - 1, 0, TITLE_STYLE);
  specs.forEach((_, index) => setStyle(cells, HEADING_ROW - 1, index, HEADING_STYLE));
  const headings = specs.map(({ title, required }) => (required ? `${title}*` : title));
  return {
    name: spec.sheet,
    rows: [[spec.title], headings, ...lines],
    cells,
    columns: specs.map(({ title, type }) => ({
      width: Math.max(12, title.length * 2 + 6),
      ...(type.isTextFormat ? { style: TEXT_STYLE } : {}),
    })),
    merges: specs.length > 1 ? [{ startRow: 0, endRow: 0, startCol: 0, endCol: specs.length - 1 }] : [],
    freezePane: { rows: HEADING_ROW },
    dataValidations: dropDowns(specs, HEADING_ROW + presetRows, dictionary),
  };
}

function setStyle(cells: Map<string, Partial<Cell>>, row: number, column: number, style: CellStyle): void {
  cells.set(`${row},${column}`, { style });
}

/** Drop-downs point at the dictionary sheet: a list written into the cell ends at 255 characters. */
function dropDowns(
  specs: readonly AnyColumnSpec[],
  lastRow: number,
  dictionary: readonly AnyColumnSpec[],
): DataValidation[] {
  return specs.flatMap((column, index): DataValidation[] => {
    if (column.type.choices === undefined) return [];
    const letters = columnLetters(index + 1);
    const { labels, isMultiple } = column.type.choices;
    const from = columnLetters(dictionary.indexOf(column) + 1);
    return [
      {
        type: 'list',
        formula1: `'${DICTIONARY_SHEET}'!$${from}$2:$${from}$${labels.length + 1}`,
        range: `${letters}${HEADING_ROW + 1}:${letters}${Math.max(HEADING_ROW + 1, lastRow)}`,
        allowBlank: true,
        // Several values in one cell are no entry of the list; the import checks them one by one.
        showErrorMessage: !isMultiple,
        errorTitle: column.title,
        errorMessage: '请从下拉列表中选择',
      },
    ];
  });
}

/** The columns that have a dictionary, in the order of its sheet. */
function dictionaryOf(tables: readonly TableSpec[]): readonly AnyColumnSpec[] {
  return tables.flatMap(({ columns }) => Object.values(columns)).filter(({ type }) => type.choices !== undefined);
}

function dictionarySheet(columns: readonly AnyColumnSpec[]): WriteSheet[] {
  if (columns.length === 0) return [];
  const dictionary = columns.map(({ title, type }) => ({ title, labels: type.choices?.labels ?? [] }));
  const longest = Math.max(...dictionary.map(({ labels }) => labels.length));
  const lines = Array.from({ length: longest }, (_, row) => dictionary.map(({ labels }) => labels[row] ?? null));
  return [{ name: DICTIONARY_SHEET, rows: [dictionary.map(({ title }) => title), ...lines] }];
}
