/** Workbooks as nobody designed them, with what must become of every row. @module */
import { strToU8, type Zippable } from 'fflate';
import { daysBetween } from '../core/calendar/day.ts';
import { columnLetters, type UploadedFile } from '../core/spreadsheet/workbook.ts';
import { writeZipped } from './zip-tricks.ts';
import { encodedCsv } from './workbook-csv.ts';
import type { ColumnTrial, Entry, Written } from './workbook-columns.ts';
import type { Dice } from './workbook-dice.ts';

/** What must become of one row. */
export interface ExpectedRow {
  /** As the spreadsheet program numbers it. */
  readonly line: number;
  /** `repeated`: its identity stands on another row too. */
  readonly fate: 'good' | 'bad' | 'repeated';
  /** Field → the value that must be stored. */
  readonly values: ReadonlyMap<string, unknown>;
}

export interface MutatedWorkbook {
  readonly file: UploadedFile;
  readonly rows: readonly ExpectedRow[];
  /** Headings of ours that no column answers to, with the rows filled. */
  readonly unknown: ReadonlyMap<string, number>;
  /** The zip was tampered with: a refusal is right too. */
  readonly mayBeRefused: boolean;
}

export interface Headings {
  readonly [field: string]: readonly string[];
}

interface Line {
  readonly number: number;
  /** Column number, from 1 → what stands there. */
  readonly cells: ReadonlyMap<number, Written>;
  readonly isHidden: boolean;
}

export function mutatedWorkbook(trials: readonly ColumnTrial[], headings: Headings, dice: Dice): MutatedWorkbook {
  const kept = dice.shuffled(trials.filter((trial) => trial.isRequired === true || dice.chance(0.7)));
  const hasRemark = dice.chance(0.4);
  const columns = kept.map((trial, index) => ({ trial, number: index * (dice.chance(0.1) ? 2 : 1) + 1 }));
  const places = columns.map(({ trial }, index) => ({ trial, number: index + 1 }));
  const remarkAt = places.length + 1;
  const lines: Line[] = [];
  const text = (value: string): Written => ({ as: 'text', value });
  let number = 1;
  if (dice.chance(0.6)) lines.push({ number: number++, cells: new Map([[1, text('随机抽查名录')]]), isHidden: false });
  const heads = places.map(({ trial, number: at }): [number, Written] => [at, text(headingOf(trial, headings, dice))]);
  lines.push({
    number: number++,
    cells: new Map([...heads, ...(hasRemark ? [[remarkAt, text('自己的备注')] as const] : [])]),
    isHidden: false,
  });
  if (dice.chance(0.3)) {
    const hints = places.map(({ number: at }): [number, Written] => [at, text('请填写')]);
    lines.push({ number: number++, cells: new Map(hints), isHidden: false });
  }

  const rows: ExpectedRow[] = [];
  const entriesOf: Map<string, Entry>[] = [];
  let remarks = 0;
  const count = 1 + dice.below(25);
  for (let row = 1; row <= count; row += 1) {
    if (dice.chance(0.1)) number += 1 + dice.below(3);
    const earlier = dice.chance(0.08) ? entriesOf[dice.below(Math.max(1, entriesOf.length))] : undefined;
    const entries = earlier === undefined ? entriesFor(places, dice, row) : new Map(earlier);
    const cells = new Map(
      places.flatMap(({ trial, number: at }): [number, Written][] => {
        const entry = entries.get(trial.field);
        return entry === undefined ? [] : [[at, entry.written]];
      }),
    );
    if (hasRemark && dice.chance(0.5)) {
      cells.set(remarkAt, text('老客户'));
      remarks += 1;
    }
    if (cells.size === 0) continue;
    entriesOf.push(entries);
    const isWhole = places.every(({ trial }) => trial.isRequired !== true || entries.has(trial.field));
    const isBad = !isWhole || [...entries.values()].some(({ isFault }) => isFault === true);
    rows.push({
      line: number,
      fate: isBad ? 'bad' : 'good',
      values: new Map(
        [...entries].flatMap(([field, { expected }]) => (expected === undefined ? [] : [[field, expected]])),
      ),
    });
    lines.push({ number: number++, cells, isHidden: dice.chance(0.1) });
  }
  const key = trials[1]?.field ?? '';
  const repeated = repeatedKeys(rows, key);
  const fated = rows.map((row) =>
    row.fate === 'good' && repeated.has(row.values.get(key)) ? { ...row, fate: 'repeated' as const } : row,
  );
  const unknown = new Map(hasRemark ? [['自己的备注', remarks]] : []);
  if (dice.chance(0.25))
    return { file: csvOf(lines, dice), rows: renumbered(fated, lines), unknown, mayBeRefused: false };
  const { file, mayBeRefused } = writeZipped(partsOf(lines, dice), dice);
  return { file, rows: fated, unknown, mayBeRefused };
}

function entriesFor(places: readonly { readonly trial: ColumnTrial }[], dice: Dice, row: number): Map<string, Entry> {
  const isFaulty = dice.chance(0.25);
  return new Map(
    places.flatMap(({ trial }): [string, Entry][] => {
      if (dice.chance(trial.isRequired === true ? 0.01 : 0.3)) return [];
      const spoil = isFaulty && dice.chance(0.3) ? trial.bad : undefined;
      return [[trial.field, (spoil ?? trial.good)(dice, row)]];
    }),
  );
}

function headingOf({ field, isRequired }: ColumnTrial, headings: Headings, dice: Dice): string {
  const heading = dice.pick(headings[field] ?? [field]);
  return dice.pick([
    heading,
    ` ${heading} `,
    isRequired === true ? `${heading}*` : heading,
    `${heading}（填写）`,
    `*${heading}：`,
    Array.from(heading).join(' '),
  ]);
}

/** Identities on more than one row whose identity can be read: of those no row is taken. */
function repeatedKeys(rows: readonly ExpectedRow[], key: string): ReadonlySet<unknown> {
  const seen = new Set<unknown>();
  const twice = new Set<unknown>();
  for (const { values } of rows) {
    const value = values.get(key);
    if (value !== undefined && seen.has(value)) twice.add(value);
    seen.add(value);
  }
  return twice;
}

/** A CSV has no gaps in its numbers other than the lines written. */
function renumbered(rows: readonly ExpectedRow[], lines: readonly Line[]): readonly ExpectedRow[] {
  const place = new Map(lines.map(({ number }, index) => [number, index + 1]));
  return rows.map((row) => ({ ...row, line: place.get(row.line) ?? 0 }));
}

function csvOf(lines: readonly Line[], dice: Dice): UploadedFile {
  const width = Math.max(...lines.flatMap(({ cells }) => [...cells.keys()]));
  const texts = lines.map(({ cells }) => Array.from({ length: width }, (_, index) => csvText(cells.get(index + 1))));
  return { name: '名录.csv', bytes: encodedCsv(texts, dice) };
}

function csvText(written: Written | undefined): string {
  switch (written?.as) {
    case undefined:
      return '';
    case 'text':
    case 'formula':
      return written.value;
    case 'number':
      return String(written.value).replace(/^(\d)(\d{4})\d{13}$/, '$1.$2E+17');
    case 'serial':
      return written.isDate ? written.day : String(serialOf(written.day, false));
    case 'error':
    case 'uncalculated':
      return '#N/A';
  }
}

/** 25,569 is 1970-01-01 in the 1900 system, 24,107 in that of 1904 (ISO/IEC 29500-1 §18.17.4.1). */
function serialOf(day: string, is1904: boolean): number {
  return daysBetween('1970-01-01', day) + (is1904 ? 24_107 : 25_569);
}

/** Style 1 shows dates, 2 is text, 3 is a coloured empty cell. */
const STYLES =
  '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="49"/><xf numFmtId="0" fillId="0"/></cellXfs>';

function partsOf(lines: readonly Line[], dice: Dice): Zippable {
  const is1904 = dice.chance(0.3);
  const shared: string[] = [];
  const cell = (at: number, row: number, written: Written): string => {
    const place = `r="${columnLetters(at)}${row}"`;
    if (written.as === 'error') return `<c ${place} t="e"><v>#N/A</v></c>`;
    if (written.as === 'uncalculated') return `<c ${place}><f>A1</f></c>`;
    if (written.as === 'formula') return `<c ${place} t="str"><f>1+1</f><v>${escaped(written.value)}</v></c>`;
    if (written.as === 'number') return `<c ${place}><v>${written.value}</v></c>`;
    if (written.as === 'serial')
      return `<c ${place} s="${written.isDate ? 1 : 0}"><v>${serialOf(written.day, is1904)}</v></c>`;
    const content = escaped(written.value.replaceAll('_x000D_', '_x005F_x000D_'));
    if (dice.chance(0.5)) {
      shared.push(
        `<si><t xml:space="preserve">${content}</t>${dice.chance(0.1) ? '<rPh sb="0" eb="1"><t>拼音</t></rPh>' : ''}</si>`,
      );
      return `<c ${place} t="s" s="2"><v>${shared.length - 1}</v></c>`;
    }
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${content}</t></is></c>`;
  };
  const written = lines.map(({ number, cells, isHidden }) => {
    const inner = [...cells].toSorted(([a], [b]) => a - b).map(([at, each]) => cell(at, number, each));
    return `<row r="${number}"${isHidden ? ' hidden="1"' : ''}>${inner.join('')}</row>`;
  });
  const last = lines.at(-1)?.number ?? 1;
  const empty = Array.from({ length: dice.pick([0, 0, 50, 2_000]) }, (_, index) => {
    const row = last + 1 + index;
    return `<row r="${row}"><c r="A${row}" s="3"/><c r="D${row}" s="2"/></row>`;
  });
  const tail = dice.chance(0.3) ? '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>' : '';
  return workbookParts(`<sheetData>${[...written, ...empty].join('')}</sheetData>${tail}`, shared, is1904, dice);
}

function workbookParts(sheet: string, shared: readonly string[], is1904: boolean, dice: Dice): Zippable {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const others = dice.chance(0.3) ? ['<sheet name="附注" sheetId="2" r:id="rId4"/>'] : [];
  const sheets = dice.shuffled(['<sheet name="Sheet1" sheetId="1" r:id="rId1"/>', ...others]).join('');
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const xml = (content: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${content}`);
  return {
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': xml('<Relationships/>'),
    'xl/workbook.xml': xml(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}${relation('rId3', 'styles', '/xl/styles.xml')}${relation('rId4', 'worksheet', 'worksheets/sheet2.xml')}</Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': xml(`<worksheet xmlns="${main}">${sheet}</worksheet>`),
    'xl/worksheets/sheet2.xml': xml(
      `<worksheet xmlns="${main}"><sheetData><row><c t="inlineStr"><is><t>只是附注</t></is></c></row></sheetData></worksheet>`,
    ),
    'xl/sharedStrings.xml': xml(`<sst xmlns="${main}">${shared.join('')}</sst>`),
    'xl/styles.xml': xml(`<styleSheet xmlns="${main}">${STYLES}</styleSheet>`),
  };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
