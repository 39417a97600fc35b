/** The parts around the sheets of an .xlsx: list of sheets, relations, shared strings, styles. @module */
import type { Archive } from './archive.ts';
import { isDateFormat } from './dates.ts';
import { decodeEscapes } from './escapes.ts';
import { ownText } from './own-text.ts';
import { FileRefused } from './problems.ts';
import type { DateSystem } from './workbook.ts';
import { attribute, scanXml, type XmlHandler } from './xml.ts';

export interface SheetPart {
  readonly name: string;
  readonly isHidden: boolean;
  /** Name of the part in the archive; undefined for sheets that hold no cells (charts). */
  readonly part: string | undefined;
}

export interface WorkbookParts {
  readonly dateSystem: DateSystem;
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: readonly string[];
  /** By cell style number: whether it shows numbers as dates. */
  readonly isDateStyle: readonly boolean[];
  /** Name of the styles part in the archive. */
  readonly stylesPart: string | undefined;
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/** @throws FileRefused when the workbook is damaged */
export async function readParts(archive: Archive): Promise<WorkbookParts> {
  const workbook = await readWorkbookPart(archive);
  const relations = await readRelations(archive);
  const partOf = (type: string): string | undefined => relations.find((relation) => relation.type.endsWith(type))?.part;
  return {
    dateSystem: workbook.dateSystem,
    sheets: workbook.sheets.map(({ name, isHidden, relation }) => ({
      name,
      isHidden,
      part: relations.find(({ id, type }) => id === relation && type.endsWith('/worksheet'))?.part,
    })),
    sharedStrings: await readSharedStrings(archive, partOf('/sharedStrings')),
    isDateStyle: await readDateStyles(archive, partOf('/styles')),
    stylesPart: partOf('/styles'),
  };
}

interface WorkbookPart {
  readonly dateSystem: DateSystem;
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean; readonly relation: string }[];
}

async function readWorkbookPart(archive: Archive): Promise<WorkbookPart> {
  let dateSystem: DateSystem = '1900';
  const sheets: { name: string; isHidden: boolean; relation: string }[] = [];
  await scanPart(archive, WORKBOOK, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr' && /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')) dateSystem = '1904';
      if (tag !== 'sheet') return;
      sheets.push({
        name: attribute(attributes, 'name') ?? '',
        isHidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
        relation: /\s[\w.-]+:id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '',
      });
    },
  });
  if (sheets.length === 0) throw new FileRefused('file-damaged');
  return { dateSystem, sheets };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly part: string;
}

async function readRelations(archive: Archive): Promise<readonly Relation[]> {
  const relations: Relation[] = [];
  await scanPart(archive, RELATIONS, {
    open: (tag, attributes) => {
      if (tag !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      relations.push({
        id: attribute(attributes, 'Id') ?? '',
        type: attribute(attributes, 'Type') ?? '',
        part: resolvePart(attribute(attributes, 'Target') ?? ''),
      });
    },
  });
  return relations;
}

/** Targets are relative to `xl/`, or absolute with a leading slash as some producers write them. */
function resolvePart(target: string): string {
  const path: string[] = target.startsWith('/') ? [] : ['xl'];
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

async function readSharedStrings(archive: Archive, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === undefined) return strings;
  let text = '';
  let isText = false;
  let phonetic = 0;
  await scanPart(archive, part, {
    open: (tag) => {
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic += 1;
      if (tag === 't') isText = phonetic === 0;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (tag) => {
      if (tag === 't') isText = false;
      if (tag === 'rPh') phonetic -= 1;
      if (tag === 'si') strings.push(ownText(decodeEscapes(text)));
    },
  });
  return strings;
}

async function readDateStyles(archive: Archive, part: string | undefined): Promise<readonly boolean[]> {
  const formats = new Map<number, string>();
  const formatOfStyle: number[] = [];
  let isCellFormats = false;
  if (part === undefined) return [];
  await scanPart(archive, part, {
    open: (tag, attributes) => {
      if (tag === 'cellXfs') isCellFormats = true;
      if (tag === 'numFmt') {
        formats.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '');
      }
      if (tag === 'xf' && isCellFormats) formatOfStyle.push(Number(attribute(attributes, 'numFmtId') ?? 0));
    },
    close: (tag) => {
      if (tag === 'cellXfs') isCellFormats = false;
    },
  });
  return formatOfStyle.map((id) => isDateFormat(id, formats.get(id)));
}

/** Scans a part that must be there. */
export async function scanPart(archive: Archive, part: string, handler: Partial<XmlHandler>): Promise<void> {
  const chunks = archive.open(part);
  if (chunks === undefined) throw new FileRefused('file-damaged');
  await scanXml(chunks, { open: () => {}, text: () => {}, close: () => {}, ...handler });
}
