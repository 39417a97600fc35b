/** The thread that marks somebody's workbook; its memory and time are limited by `mark-errors.ts`. @module */
import { parentPort, workerData } from 'node:worker_threads';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openArchive } from './archive.ts';
import { READ_LIMITS } from './limits.ts';
import { addMarkStyles, markSheet, type SheetMarks } from './mark-sheet.ts';
import { readParts } from './parts.ts';

export interface MarkRequest {
  readonly bytes: Uint8Array;
  /** Name of the sheet the table is on. */
  readonly sheet: string;
  readonly marks: SheetMarks;
}

/** The marked workbook; undefined when its parts are too heavy, or written in a way we do not edit. */
async function mark({ bytes, sheet, marks }: MarkRequest): Promise<Uint8Array | undefined> {
  if (contentBytesOf(bytes) > READ_LIMITS.contentBytes) return undefined;
  const { sheets, stylesPart } = await readParts(await openArchive(bytes, READ_LIMITS));
  const sheetPart = sheets.find(({ name }) => name === sheet)?.part;
  const parts = unzipSync(bytes);
  const nameOf = (part: string | undefined): string | undefined =>
    Object.keys(parts).find((name) => name.toLowerCase() === part?.toLowerCase());
  const [sheetName, stylesName] = [nameOf(sheetPart), nameOf(stylesPart)];
  if (sheetName === undefined || stylesName === undefined) return undefined;
  const styled = addMarkStyles(textOf(parts[stylesName]));
  const marked = styled && markSheet(textOf(parts[sheetName]), marks, styled.styles);
  if (styled === undefined || marked === undefined) return undefined;
  return zipSync({ ...parts, [stylesName]: strToU8(styled.xml), [sheetName]: strToU8(marked) }, { mtime: ZIP_TIME });
}

/** What the parts weigh inflated: a file of 200,000 rows is too heavy to be edited as text. */
function contentBytesOf(bytes: Uint8Array): number {
  let sum = 0;
  unzipSync(bytes, {
    filter: ({ originalSize }) => {
      sum += originalSize;
      return false;
    },
  });
  return sum;
}

/** The same file gives the same bytes. */
const ZIP_TIME = '1980-01-01T12:00:00';

function textOf(part: Uint8Array | undefined): string {
  return part === undefined ? '' : strFromU8(part);
}

if (parentPort !== null) {
  const request: MarkRequest = workerData;
  parentPort.postMessage(await mark(request));
}
