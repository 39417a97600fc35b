/** The cells of one worksheet part, row by row. @module */
import type { Archive } from './archive.ts';
import { serialToText } from './dates.ts';
import { decodeEscapes } from './escapes.ts';
import { ownText } from './own-text.ts';
import { scanPart, type WorkbookParts } from './parts.ts';
import { FileRefused } from './problems.ts';
import { columnLetters, columnNumber, textContent, type CellData, type RowData } from './workbook.ts';
import { attribute, type XmlHandler } from './xml.ts';

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/**
 * Reads the rows of a worksheet that have content, in the order of the file.
 *
 * @throws FileRefused when the part is damaged; whatever `onRow` throws
 */
export async function readSheet(
  archive: Archive,
  part: string,
  workbook: WorkbookParts,
  onRow: (row: RowData) => void,
): Promise<void> {
  const state: SheetState = {
    rowNumber: 0,
    columnNumber: 0,
    cells: [],
    cell: undefined,
    collects: undefined,
    phonetic: 0,
  };
  let isData = false;
  const rows = rowHandler(state, workbook, onRow);
  await scanPart(archive, part, {
    open: (tag, attributes) => {
      if (tag === 'sheetData') isData = true;
      else if (isData) rows.open(tag, attributes);
    },
    text: rows.text,
    close: (tag) => {
      if (tag === 'sheetData') isData = false;
      else if (isData) rows.close(tag);
    },
  });
}

interface RawCell {
  readonly column: string;
  readonly type: string;
  readonly style: number;
  hasFormula: boolean;
  /** The content of `v`; undefined when there is none. */
  value: string | undefined;
  /** The content of `is`. */
  inline: string;
}

interface SheetState {
  rowNumber: number;
  columnNumber: number;
  cells: CellData[];
  cell: RawCell | undefined;
  /** Where the text at hand belongs. */
  collects: 'value' | 'inline' | undefined;
  phonetic: number;
}

function rowHandler(state: SheetState, workbook: WorkbookParts, onRow: (row: RowData) => void): XmlHandler {
  return {
    open: (tag, attributes) => {
      if (tag === 'row') startRow(state, attributes);
      else if (tag === 'c') startCell(state, attributes);
      else if (state.cell !== undefined) startInCell(state, state.cell, tag);
    },
    text: (text) => {
      if (state.cell === undefined) return;
      if (state.collects === 'value') state.cell.value = (state.cell.value ?? '') + text;
      if (state.collects === 'inline') state.cell.inline += text;
    },
    close: (tag) => {
      if (tag === 'v' || tag === 't') state.collects = undefined;
      else if (tag === 'rPh') state.phonetic -= 1;
      else if (tag === 'c') endCell(state, workbook);
      else if (tag === 'row' && state.cells.length > 0) onRow({ number: state.rowNumber, cells: state.cells });
    },
  };
}

function startRow(state: SheetState, attributes: string): void {
  const number = Number(attribute(attributes, 'r') ?? state.rowNumber + 1);
  if (!Number.isInteger(number) || number <= state.rowNumber || number > LAST_ROW)
    throw new FileRefused('file-damaged');
  state.rowNumber = number;
  state.columnNumber = 0;
  state.cells = [];
}

function startCell(state: SheetState, attributes: string): void {
  const reference = attribute(attributes, 'r');
  const letters = reference === undefined ? undefined : /^([A-Z]{1,3})\d+$/i.exec(reference)?.[1]?.toUpperCase();
  if (reference !== undefined && letters === undefined) throw new FileRefused('file-damaged');
  const number = letters === undefined ? state.columnNumber + 1 : columnNumber(letters);
  if (number <= state.columnNumber || number > LAST_COLUMN) throw new FileRefused('file-damaged');
  state.columnNumber = number;
  state.cell = {
    column: letters ?? columnLetters(number),
    type: attribute(attributes, 't') ?? 'n',
    style: Number(attribute(attributes, 's') ?? 0),
    hasFormula: false,
    value: undefined,
    inline: '',
  };
}

function startInCell(state: SheetState, cell: RawCell, tag: string): void {
  if (tag === 'v') {
    state.collects = 'value';
    cell.value = '';
  } else if (tag === 'f') cell.hasFormula = true;
  else if (tag === 'rPh') state.phonetic += 1;
  else if (tag === 't' && state.phonetic === 0) state.collects = 'inline';
}

function endCell(state: SheetState, workbook: WorkbookParts): void {
  if (state.cell !== undefined) {
    const content = contentOf(state.cell, workbook);
    if (content !== undefined) state.cells.push({ column: state.cell.column, ...content });
  }
  state.cell = undefined;
}

/** What a cell holds; undefined when it is empty or holds only blanks. */
function contentOf(cell: RawCell, workbook: WorkbookParts): Pick<CellData, 'kind' | 'value'> | undefined {
  const { type, value } = cell;
  if (type === 'inlineStr') return textContent(ownText(decodeEscapes(cell.inline)));
  // A formula nobody calculated has no result to import; an empty result is an empty cell.
  if (value === undefined) return cell.hasFormula ? { kind: 'formula', value: '' } : undefined;
  switch (type) {
    case 's':
      return textContent(sharedString(workbook, value));
    case 'str':
      return textContent(ownText(decodeEscapes(value)));
    case 'b':
      return { kind: 'boolean', value: /^(1|true)$/i.test(value.trim()) };
    case 'e':
      return { kind: 'error', value: value.trim() };
    case 'd':
      return {
        kind: 'date',
        value: value
          .trim()
          .replace('T', ' ')
          .replace(/( 00:00:00)?(\.0+)?Z?$/, ''),
      };
    default:
      return numberContent(value, workbook.isDateStyle[cell.style] === true, workbook);
  }
}

function sharedString(workbook: WorkbookParts, index: string): string {
  const text = workbook.sharedStrings[Number(index)];
  if (text === undefined) throw new FileRefused('file-damaged');
  return text;
}

function numberContent(
  value: string,
  isDate: boolean,
  workbook: WorkbookParts,
): Pick<CellData, 'kind' | 'value'> | undefined {
  if (value.trim() === '') return undefined;
  const number = Number(value);
  if (Number.isNaN(number)) throw new FileRefused('file-damaged');
  const date = isDate ? serialToText(number, workbook.dateSystem) : undefined;
  return date === undefined ? { kind: 'number', value: number } : { kind: 'date', value: date };
}
