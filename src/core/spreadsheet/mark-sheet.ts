/**
 * Marks in somebody's own workbook, written into its parts as text: whatever we do not touch stays byte for byte. Red by a
 * conditional format, so that the user's own styles are untouched and our marks can be taken off again. @module
 */
import { encodeEscapes } from './escapes.ts';
import { OWN_HEADINGS } from './header.ts';
import { columnLetters, columnNumber } from './workbook.ts';

/** What to mark on a sheet. */
export interface SheetMarks {
  readonly headerRow: number;
  readonly hintRow: number | undefined;
  /** Number of the column for 错误原因; an earlier round's, or the first free one. */
  readonly reasonColumn: number;
  /** Row → why it cannot be taken. */
  readonly reasons: ReadonlyMap<number, string>;
  /** References of the faulty cells: `C12`. */
  readonly cells: readonly string[];
}

/** Indexes into the styles of the workbook, from {@link addMarkStyles}. */
export interface MarkStyles {
  readonly reason: number;
  readonly red: number;
}

const RED =
  '<dxf><font><color rgb="FF9C0006"/></font><fill><patternFill patternType="solid"><fgColor rgb="FFFFC7CE"/><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>';
const REASON_FORMAT =
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>';

/** The styles part with ours in it; undefined when it is written in a way we do not edit. */
export function addMarkStyles(xml: string): { readonly xml: string; readonly styles: MarkStyles } | undefined {
  const formats = addToList(xml, 'cellXfs', 'xf', REASON_FORMAT, undefined);
  const reds =
    formats === undefined ? undefined : addToList(formats.xml, 'dxfs', 'dxf', RED, ['cellXfs', 'cellStyles']);
  if (formats === undefined || reds === undefined) return undefined;
  return { xml: reds.xml, styles: { reason: formats.index, red: reds.index } };
}

/** Appends to a counted list, or finds the item there; a list that is missing goes behind the elements named. */
function addToList(
  xml: string,
  list: string,
  item: string,
  content: string,
  behind: readonly string[] | undefined,
): { readonly xml: string; readonly index: number } | undefined {
  const whole = elementOf(list).exec(xml);
  if (whole === null) {
    if (behind === undefined) return undefined;
    return { xml: insertBehind(xml, behind, `<${list} count="1">${content}</${list}>`), index: 0 };
  }
  const inner = whole[0].replace(/^<[^>]*>/, '').replace(new RegExp(`</${list}>$`), '');
  const items = inner.match(new RegExp(`<${item}(?:\\s[^>]*)?/?>`, 'g')) ?? [];
  const found = inner.indexOf(content);
  if (found >= 0) {
    const before = inner.slice(0, found).match(new RegExp(`<${item}(?:\\s[^>]*)?/?>`, 'g')) ?? [];
    return { xml, index: before.length };
  }
  const renewed = `<${list} count="${items.length + 1}">${inner}${content}</${list}>`;
  return { xml: spliced(xml, whole.index, whole[0].length, renewed), index: items.length };
}

/** The worksheet part with the marks; undefined when it is written in a way we do not edit. */
export function markSheet(xml: string, marks: SheetMarks, styles: MarkStyles): string | undefined {
  const data = elementOf('sheetData').exec(xml);
  if (data === null || xml.includes('<![CDATA[')) return undefined;
  const head = xml.slice(0, data.index);
  const tail = withoutMarks(xml.slice(data.index + data[0].length), marks);
  const hides = !/<(autoFilter|tableParts|sheetProtection)\b/.test(tail);
  const rows = data[0].replace(ROW, rowMarker(marks, styles, hides));
  const filtered = hides ? insertBehind(tail, BEFORE_FILTER, filterOf(marks, rows)) : tail;
  return widened(head, marks.reasonColumn) + rows + insertBehind(filtered, BEFORE_FORMATS, formatOf(marks, styles));
}

const ROW = /<row\b[^>]*?(?:\/>|>[^]*?<\/row>)/g;
const CELL = /<c\b[^>]*?(?:\/>|>[^]*?<\/c>)/g;
/** What stands before the element in a worksheet (ISO/IEC 29500-1 §18.3.1.99). */
const BEFORE_FILTER = ['sheetCalcPr', 'sheetProtection', 'protectedRanges', 'scenarios'];
const BEFORE_FORMATS = [
  ...BEFORE_FILTER,
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
];

/** Always true; by it we know our own format again. */
const MARK_FORMULA = `LEN("${OWN_HEADINGS.reason}")&gt;0`;

function formatOf({ cells, reasons, reasonColumn }: SheetMarks, { red }: MarkStyles): string {
  const letters = columnLetters(reasonColumn);
  const places = [...cells, ...[...reasons.keys()].map((row) => `${letters}${row}`)].join(' ');
  return `<conditionalFormatting sqref="${places}"><cfRule type="expression" dxfId="${red}" priority="1"><formula>${MARK_FORMULA}</formula></cfRule></conditionalFormatting>`;
}

/** Rows that have a reason are shown, all others folded away; clearing the filter brings them back. */
function filterOf({ headerRow, reasonColumn }: SheetMarks, rows: string): string {
  const last = Math.max(
    ...[...rows.matchAll(/<row\b[^>]*?\sr="(\d+)"/g)].map(([, number]) => Number(number)),
    headerRow,
  );
  return `<autoFilter ref="A${headerRow}:${columnLetters(reasonColumn)}${last}"><filterColumn colId="${reasonColumn - 1}">${NOT_BLANK}</filterColumn></autoFilter>`;
}

const NOT_BLANK = '<customFilters><customFilter operator="notEqual" val=" "/></customFilters>';

/** Takes off what an earlier round put there. */
function withoutMarks(tail: string, { reasonColumn }: SheetMarks): string {
  return tail
    .replace(/<conditionalFormatting\b[^]*?<\/conditionalFormatting>/g, (format) =>
      format.includes(MARK_FORMULA) ? '' : format,
    )
    .replace(/<autoFilter\b[^>]*>[^]*?<\/autoFilter>/g, (filter) =>
      filter.includes(`<filterColumn colId="${reasonColumn - 1}">${NOT_BLANK}`) ? '' : filter,
    );
}

function rowMarker(marks: SheetMarks, styles: MarkStyles, hides: boolean): (row: string) => string {
  let number = 0;
  return (row) => {
    number = Number(/^<row\b[^>]*?\sr="(\d+)"/.exec(row)?.[1] ?? number + 1);
    if (number < marks.headerRow || number === marks.hintRow) return row;
    const reason = number === marks.headerRow ? OWN_HEADINGS.reason : marks.reasons.get(number);
    const [opening = ''] = /^<row\b[^>]*>/.exec(row) ?? [];
    const attributes = opening
      .replace(/^<row|\/?>$|\sspans="[^"]*"/g, '')
      .replace(hides ? /\shidden="[^"]*"/ : /$^/, '');
    const fold = hides && reason === undefined ? ' hidden="1"' : '';
    return `<row${attributes}${fold}>${cellsOf(row, number, reason, marks.reasonColumn, styles)}</row>`;
  };
}

/** The cells of a row, the reason's put in its place. */
function cellsOf(row: string, number: number, reason: string | undefined, column: number, styles: MarkStyles): string {
  const before: string[] = [];
  const behind: string[] = [];
  let at = 0;
  for (const [cell] of row.matchAll(CELL)) {
    const letters = /^<c\b[^>]*?\sr="([A-Za-z]+)\d+"/.exec(cell)?.[1];
    at = letters === undefined ? at + 1 : columnNumber(letters.toUpperCase());
    if (at < column) before.push(cell);
    else if (at > column) behind.push(cell);
  }
  const place = `${columnLetters(column)}${number}`;
  const own =
    reason === undefined
      ? []
      : [
          `<c r="${place}" s="${styles.reason}" t="inlineStr"><is><t xml:space="preserve">${xmlText(reason)}</t></is></c>`,
        ];
  return [...before, ...own, ...behind].join('');
}

/** A wide column for the reasons, unless the user's own widths reach there. The stated dimension would be wrong now. */
function widened(head: string, column: number): string {
  const plain = head.replace(/<dimension\b[^>]*\/>/, '');
  const wide = `<col min="${column}" max="${column}" width="60" customWidth="1"/>`;
  const cols = elementOf('cols').exec(plain);
  if (cols === null) return `${plain}<cols>${wide}</cols>`;
  const widths = (cols[0].match(/<col\b[^>]*>/g) ?? []).map((each) => ({ each, ...rangeOf(each) }));
  if (widths.some(({ from, to }) => from <= column && column <= to)) return plain;
  const all = [...widths, { each: wide, from: column }].toSorted((a, b) => a.from - b.from);
  return spliced(plain, cols.index, cols[0].length, `<cols>${all.map(({ each }) => each).join('')}</cols>`);
}

function rangeOf(col: string): { readonly from: number; readonly to: number } {
  return { from: Number(/\smin="(\d+)"/.exec(col)?.[1]), to: Number(/\smax="(\d+)"/.exec(col)?.[1]) };
}

function elementOf(name: string): RegExp {
  return new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>[^]*?</${name}>)`);
}

/** Behind the last of these elements, or at the front when there is none of them. */
function insertBehind(xml: string, names: readonly string[], content: string): string {
  const ends = names.map((name) => {
    const found = elementOf(name).exec(xml);
    return found === null ? 0 : found.index + found[0].length;
  });
  return spliced(xml, Math.max(...ends), 0, content);
}

function spliced(text: string, at: number, length: number, content: string): string {
  return text.slice(0, at) + content + text.slice(at + length);
}

function xmlText(text: string): string {
  return encodeEscapes(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
