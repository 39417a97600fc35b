/** Workbooks made by hand for tests: what other programs write, and what attackers write. @module */
import { strToU8, zipSync, type Zippable } from 'fflate';
import type { UploadedFile } from './workbook.ts';

export interface HandMade {
  /** The inside of `<sheetData>`, or a whole worksheet when it begins with `<?xml`. */
  readonly sheet: string;
  readonly sharedStrings?: string;
  readonly styles?: string;
  /** Inside `<workbook>`, before the list of sheets. */
  readonly workbookStart?: string;
  readonly sheetTarget?: string;
  readonly more?: Zippable;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** An .xlsx with one sheet 企业, as plain as the standard allows: no dimension, no theme, absolute part names. */
export function handMade(parts: HandMade): UploadedFile {
  return { name: '企业.xlsx', bytes: zipSync(handMadeParts(parts)) };
}

export function handMadeParts({
  sheet,
  sharedStrings,
  styles,
  workbookStart = '',
  sheetTarget,
  more = {},
}: HandMade): Zippable {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = [
    relation('rId1', 'worksheet', sheetTarget ?? '/xl/worksheets/sheet1.xml'),
    sharedStrings === undefined ? '' : relation('rId2', 'sharedStrings', 'sharedStrings.xml'),
    styles === undefined ? '' : relation('rId3', 'styles', 'styles.xml'),
  ].join('');
  return {
    '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': strToU8('<Relationships/>'),
    'xl/workbook.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${workbookStart}<sheets><sheet name="企业" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(`<Relationships>${relations}</Relationships>`),
    'xl/worksheets/sheet1.xml': strToU8(
      sheet.startsWith('<?xml') ? sheet : `<worksheet xmlns="${MAIN}"><sheetData>${sheet}</sheetData></worksheet>`,
    ),
    ...(sharedStrings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': strToU8(`<sst xmlns="${MAIN}">${sharedStrings}</sst>`) }),
    ...(styles === undefined ? {} : { 'xl/styles.xml': strToU8(`<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`) }),
    ...more,
  };
}

/** A CSV of plain lines in UTF-8. */
export function csvFile(text: string): UploadedFile {
  return { name: '企业.csv', bytes: strToU8(text) };
}

/** Offsets of the central directory headers of a zip, in order. */
export function centralHeaders(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length - 22;
  const headers: number[] = [];
  for (let at = view.getUint32(end + 16, true); at < end;) {
    headers.push(at);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return headers;
}
