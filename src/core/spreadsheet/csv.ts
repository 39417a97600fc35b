/** CSV and other separated text as a workbook of one sheet. @module */
import { parseCsv, writeCsv } from 'hucre/csv';
import { FileRefused } from './problems.ts';
import { columnLetters, textContent, type CellData, type RowData } from './workbook.ts';

/**
 * Reads the records of a separated text, the separator (`,` tab `;`) found by itself. Every cell is text.
 *
 * @throws FileRefused when the bytes are text in no encoding known here
 */
export function readCsv(bytes: Uint8Array, onRow: (row: RowData) => void): void {
  parseCsv(decodeText(bytes)).forEach((record, index) => {
    const cells = record.flatMap((value, column) => textCell(String(value ?? ''), columnLetters(column + 1)));
    if (cells.length > 0) onRow({ number: index + 1, cells });
  });
}

/**
 * The records as the text of a CSV that spreadsheet programs open as it is: CRLF, and no text a program could take for a
 * formula (`'` before it, which {@link readCsv} takes off again). A file begins with the mark of UTF-8; see `openCsv`.
 */
export function csvText(lines: readonly (readonly (string | number | null)[])[]): string {
  return writeCsv(
    lines.map((line) => line.map((content) => (typeof content === 'string' ? guarded(content) : content))),
  );
}

/** What begins a formula, also in full width; and our own guard before it, so that taking it off is exact. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

function guarded(content: string): string {
  return FORMULA.test(content) ? `'${content}` : content;
}

/** `="00123"` is how other exports keep spreadsheets from eating leading zeros. */
function textCell(raw: string, column: string): CellData[] {
  const unguarded = raw.startsWith("'") && FORMULA.test(raw) ? raw.slice(1) : raw;
  const value = /^="([^"]*)"$/.exec(raw.trim())?.[1] ?? unguarded;
  const content = textContent(value);
  return content === undefined ? [] : [{ column, ...content }];
}

/** UTF-16 and UTF-8 by their marks, else UTF-8 when it is valid, else GB 18030, in which Excel and WPS save CSV. */
function decodeText(bytes: Uint8Array): string {
  const encodings = startsWith(bytes, [0xff, 0xfe]) ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    const text = tryDecode(bytes, encoding);
    if (text !== undefined) return text;
  }
  throw new FileRefused('file-encoding');
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
