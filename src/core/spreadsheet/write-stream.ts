/** The workbook and the CSV of `write.ts` and `csv.ts`, row by row: memory does not grow with the rows (docs/adr/0043). @module */
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate';
import { csvText } from './csv.ts';
import { encodeEscapes } from './escapes.ts';
import type { ColumnSpecs, TableSpec } from './spec.ts';
import { columnLetters } from './workbook.ts';
import { HEADING_ROW, contentLines, writeTables, type TableCover } from './write.ts';

/** One table that is written while its rows come. */
export interface TableWriter {
  add(rows: readonly Readonly<Record<string, unknown>>[]): void;
  /** To be called once; nothing may be added after it. */
  end(): void;
}

type OnBytes = (bytes: Uint8Array) => void;

/** A zip that is written file after file; files opened while an earlier one is still open wait for it, deflated. */
export function openZip(at: Date, onBytes: OnBytes): { file(name: string): OnText; end(): void } {
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    onBytes(bytes);
  });
  return {
    file: (name) => {
      const file = new ZipDeflate(name, { level: 6 });
      file.mtime = at;
      zip.add(file);
      return (text, isLast) => file.push(strToU8(text), isLast);
    },
    end: () => zip.end(),
  };
}

export type OnText = (text: string, isLast: boolean) => void;

/**
 * An .xlsx of `count` rows as `writeTable` writes it: the workbook is made with one sample row, and the rows take its place.
 * Texts are inline strings: no cell is ever a formula.
 */
export async function openWorkbook(
  spec: TableSpec,
  { count, at, ...cover }: TableCover & { readonly count: number; readonly at: Date },
  onBytes: OnBytes,
): Promise<TableWriter> {
  const sample = Object.keys(spec.columns).map(() => 'x');
  const parts = unzipSync(await writeTables([{ spec, lines: [sample], presetRows: count }], cover));
  const name = `xl/worksheets/sheet${cover.notes === undefined || cover.notes.length === 0 ? 1 : 2}.xml`;
  const { before, after, styles } = cutSample(strFromU8(parts[name] ?? new Uint8Array()), sample.length, count);
  const zip = openZip(at, onBytes);
  for (const [part, bytes] of Object.entries(parts)) if (part !== name) zip.file(part)(strFromU8(bytes), true);
  const sheet = zip.file(name);
  sheet(before, false);
  const letters = sample.map((_, index) => columnLetters(index + 1));
  let row = HEADING_ROW;
  return {
    add: (rows) => {
      const lines = contentLines<ColumnSpecs>(spec, rows);
      sheet(lines.map((line) => rowXml((row += 1), line, letters, styles)).join(''), false);
    },
    end: () => {
      sheet(after, true);
      zip.end();
    },
  };
}

/** A table as CSV, line by line, that begins with the mark of UTF-8. */
export function openCsv(titles: readonly string[], write: OnText): { add(lines: Lines): void; end(): void } {
  write(`\uFEFF${csvText([titles])}`, false);
  return {
    add: (lines) => {
      if (lines.length > 0) write(`\r\n${csvText(lines)}`, false);
    },
    end: () => write('', true),
  };
}

type Lines = readonly (readonly (string | number | null)[])[];

/** The sheet around its sample row, and the attribute of each column's format. */
function cutSample(xml: string, width: number, count: number): { before: string; after: string; styles: string[] } {
  const found = new RegExp(`<row r="${HEADING_ROW + 1}".*?</row>`, 's').exec(xml);
  if (found === null) throw new Error('the workbook has no sample row');
  const styles = [...found[0].matchAll(/<c r="[A-Z]+\d+"[^>]*?( s="\d+")?>/g)].map(([, style]) => style ?? '');
  if (styles.length !== width) throw new Error(`the sample row has ${styles.length} cells, not ${width}`);
  const last = `${columnLetters(width)}${HEADING_ROW + count}`;
  const before = xml.slice(0, found.index).replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${last}"/>`);
  return { before, after: xml.slice(found.index + found[0].length), styles };
}

function rowXml(
  row: number,
  line: readonly (string | number | null)[],
  letters: readonly string[],
  styles: readonly string[],
): string {
  const cells = line.map((content, index) => {
    if (content === null || content === '') return '';
    const place = `<c r="${letters[index]}${row}"${styles[index]}`;
    if (typeof content === 'number') return `${place}><v>${content}</v></c>`;
    return `${place} t="inlineStr"><is><t xml:space="preserve">${escaped(encodeEscapes(content))}</t></is></c>`;
  });
  return `<row r="${row}">${cells.join('')}</row>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
