/**
 * The thread that reads an uploaded workbook and judges its rows, so that nobody else waits meanwhile; its memory and time are limited by
 * `check-thread.ts`. Rows go out as the text that is stored; the directory's rows come in when they are asked for, and how far it is
 * goes out all the while. @module
 */
import { parentPort, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { fieldCipherFrom } from '../core/field-cipher.ts';
import { newId } from '../core/ids.ts';
import type { Refusal } from '../core/result.ts';
import { FileRefused, type TableProblem } from '../core/spreadsheet/problems.ts';
import { readFileInto, type FileToRead } from '../core/spreadsheet/read-file.ts';
import type { TableSpec } from '../core/spreadsheet/spec.ts';
import { tableReader, type TableReader, type TableReading, type UnknownColumn } from '../core/spreadsheet/table.ts';
import { checkRows, toldColumns, type CheckedRow } from './checking.ts';
import { withHeadings, workbookOf, type RememberedHeading } from './columns/workbook.ts';
import { columnOf, type RowJson } from './rows.ts';
import type { RowOutcome, RunningPhase } from './types/imports.ts';
import { KEY_FIELDS, type Fields, type Subdistrict } from './types/records.ts';
import type { DirectoryKind } from './types/vocabulary.ts';

export interface CheckRequest extends FileToRead {
  readonly kind: DirectoryKind;
  readonly bureauId: number;
  readonly batchId: string;
  readonly subdistricts: readonly Subdistrict[];
  readonly headings: readonly RememberedHeading[];
  readonly cipherKey: Uint8Array;
  /** Where {@link CheckAnswer}s arrive, and the word that tells that one has. */
  readonly answers: MessagePort;
  readonly bell: Int32Array;
}

/** What the workbook is, before its rows are judged. */
export interface CheckedTable {
  readonly sheet: string;
  readonly total: number;
  readonly unknownColumns: readonly UnknownColumn[];
  readonly otherSheets: readonly string[];
}

export type CheckMessage =
  /** How far it is: rows with content read or judged so far, and bytes unpacked for that. */
  | {
      readonly is: 'at';
      readonly phase: TellingPhase;
      readonly rows: number;
      readonly bytes?: number;
    }
  | { readonly is: 'refused'; readonly refusals: readonly Refusal[] }
  | { readonly is: 'table'; readonly table: CheckedTable }
  /** The directory's rows with these identities are wanted; of the rows they are for nothing follows before they are there. */
  | { readonly is: 'wanted'; readonly keys: readonly string[] }
  /** `records`: JSON of an array of rows of `import_row`. */
  | { readonly is: 'rows'; readonly records: string; readonly outcomes: readonly RowOutcome[] }
  | { readonly is: 'end' };

/** JSON of an array of the directory's rows. */
export type CheckAnswer = string;

type TellingPhase = Extract<RunningPhase, 'reading' | 'comparing' | 'judging'>;

/** Told often enough that also on a busy machine, where a thread gets a fraction of a processor, there is news every second. */
const WORD_EVERY_MS = 100;

type Told = (phase: TellingPhase, rows: number, bytes?: number) => void;

function teller(send: (message: CheckMessage) => void): Told {
  let said = -Infinity;
  return (phase, rows, bytes) => {
    const now = performance.now();
    if (now - said < WORD_EVERY_MS) return;
    said = now;
    send({ is: 'at', phase, rows, ...(bytes === undefined ? {} : { bytes }) });
  };
}

async function check(send: (message: CheckMessage) => void, request: CheckRequest): Promise<void> {
  const spec = withHeadings(workbookOf(request.kind, request.subdistricts), request.headings);
  const reading = await readRows(send, request, spec);
  const ofTable = reading.problems.filter(({ code }) => code.startsWith('table-'));
  if (ofTable.length > 0) return send({ is: 'refused', refusals: ofTable.map(refusalOf) });
  const sheet = reading.sheet ?? spec.sheet;
  const { unknownColumns, otherSheets } = reading;
  const total = reading.rows.length + reading.badRows.length;
  send({ is: 'table', table: { sheet, total, unknownColumns, otherSheets } });
  judge(send, request, spec, reading);
  send({ is: 'end' });
}

function refusalOf({ code, sheet, facts }: TableProblem): Refusal {
  return { code, at: sheet, facts };
}

async function readRows(
  send: (message: CheckMessage) => void,
  request: CheckRequest,
  spec: TableSpec,
): Promise<TableReading<Fields>> {
  let reader: TableReader<Fields> | undefined;
  let rows = 0;
  let bytes = 0;
  const tell = teller(send);
  await readFileInto(request, {
    workbook: (dateSystem) => {
      reader = tableReader(spec, dateSystem, toldColumns(request.kind, spec));
    },
    sheet: (name, isHidden) => reader?.startSheet(name, isHidden),
    row: (row) => {
      reader?.add(row);
      rows += 1;
      tell('reading', rows, bytes);
    },
    inflated: (count) => {
      bytes = count;
      tell('reading', rows, bytes);
    },
  });
  send({ is: 'at', phase: 'reading', rows, bytes });
  if (reader === undefined) throw new Error('a file was read without a beginning');
  const passes = 1 + Object.values(spec.columns).filter(({ unique }) => unique === true).length;
  let looked = 0;
  return reader.end(() => tell('comparing', Math.floor((looked += 1) / passes)));
}

function judge(
  send: (message: CheckMessage) => void,
  request: CheckRequest,
  spec: TableSpec,
  reading: TableReading<Fields>,
): void {
  const { kind, bureauId, batchId, subdistricts, cipherKey } = request;
  const tell = teller(send);
  const keyColumn = columnOf(KEY_FIELDS[kind]);
  const pieces = checkRows(
    { spec, reading },
    {
      kind,
      bureauId,
      cipher: fieldCipherFrom(cipherKey),
      newId,
      subdistrictCodes: new Set(subdistricts.map(({ code }) => code)),
      ask: (keys) => send({ is: 'wanted', keys }),
      answer: () => new Map(waitForRows(request).map((row) => [String(row[keyColumn]), row])),
      judged: (rows) => tell('judging', rows),
    },
  );
  let ordinal = 0;
  for (const piece of pieces) {
    const records = piece.map((row) => ({
      bureau_id: bureauId,
      batch_id: batchId,
      ordinal: ordinal++,
      sheet: reading.sheet ?? spec.sheet,
      ...recordOf(row),
    }));
    send({ is: 'rows', records: JSON.stringify(records), outcomes: piece.map(({ outcome }) => outcome) });
  }
}

function recordOf({ line, outcome, key, name, changes, problems, recordId, baseVersion, content }: CheckedRow): object {
  return {
    line,
    outcome,
    record_key: key,
    name,
    changes,
    problems,
    record_id: recordId,
    base_version: baseVersion,
    content,
  };
}

/** Sleeps until the answer is there: so the thread is never more than a piece ahead of the database. */
function waitForRows({ answers, bell }: CheckRequest): readonly RowJson[] {
  for (;;) {
    const answer = receiveMessageOnPort(answers) as { readonly message: CheckAnswer } | undefined;
    if (answer !== undefined) return JSON.parse(answer.message) as RowJson[];
    Atomics.wait(bell, 0, 0, 100);
    Atomics.store(bell, 0, 0);
  }
}

/** One file after the other, as they are sent. */
if (parentPort !== null) {
  const port = parentPort;
  port.on('message', (request: CheckRequest) => {
    void check((message) => port.postMessage(message), request)
      .catch((error: unknown) => {
        if (!(error instanceof FileRefused)) throw error;
        port.postMessage({ is: 'refused', refusals: [error.refusal] } satisfies CheckMessage);
      })
      .finally(() => request.answers.close());
  });
}
