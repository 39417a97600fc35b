/** Judging the rows of an uploaded workbook against the directory; nothing is written here. @module */
import type { z } from 'zod';
import type { FieldCipher } from '../core/field-cipher.ts';
import type { Refusal } from '../core/result.ts';
import type { TableProblem } from '../core/spreadsheet/problems.ts';
import type { TableSpec } from '../core/spreadsheet/spec.ts';
import type { TableReading } from '../core/spreadsheet/table.ts';
import { changedFields, contentColumns, idColumn, nameOf, rowFields, searchText, type RowJson } from './rows.ts';
import { sizeClassDoubts } from './rules/size-class.ts';
import { withFormerName } from './rules/duplicates.ts';
import { contentRefusals } from './rules.ts';
import type { CellProblem, RowOutcome } from './types/imports.ts';
import { DIRECTORY_CONTENTS, KEY_FIELDS, SEALED_FIELDS, type Fields } from './types/records.ts';
import type { DirectoryKind } from './types/vocabulary.ts';

/** What the rows are judged against. */
export interface CheckContext {
  readonly kind: DirectoryKind;
  readonly bureauId: number;
  readonly cipher: FieldCipher;
  readonly newId: () => string;
  readonly subdistrictCodes: ReadonlySet<string>;
  /** Asks for the directory's rows with these identities; {@link answer} has them later. */
  readonly ask: (keys: readonly string[]) => void;
  /** The directory's rows that were asked for first and not answered yet, by identity. */
  readonly answer: () => ReadonlyMap<string, RowJson>;
  /** So many rows of the file have their verdict. */
  readonly judged: (rows: number) => void;
}

/** One row of the workbook with its verdict and, for `new` and `update`, the whole row to write. */
export interface CheckedRow {
  readonly line: number;
  readonly outcome: RowOutcome;
  readonly key: string;
  readonly name: string;
  readonly changes: readonly string[];
  readonly problems: readonly CellProblem[];
  readonly recordId: string | null;
  readonly baseVersion: number | null;
  readonly content: RowJson | null;
}

export interface ReadWorkbook {
  readonly spec: TableSpec;
  readonly reading: TableReading<Fields>;
}

/** Rows that are looked up, judged and stored together. The next ones are looked up while these are judged. */
const ROWS_AT_ONCE = 200;

/** The columns whose text is wanted of rows that could not be read: what the row is called. */
export function toldColumns(kind: DirectoryKind, spec: TableSpec): readonly string[] {
  return [KEY_FIELDS[kind], Object.hasOwn(spec.columns, 'name') ? 'name' : KEY_FIELDS[kind]];
}

/** Every row of the file with its verdict, in the order of the file, in pieces. */
export function* checkRows(file: ReadWorkbook, context: CheckContext): Generator<readonly CheckedRow[]> {
  const { rows } = file.reading;
  const doubts = problemsByRow(file.reading.warnings, file.spec);
  const bad = unreadRows(file, context.kind, problemsByRow(file.reading.problems, file.spec));
  const askFrom = (from: number): void => {
    const keys = rows.slice(from, from + ROWS_AT_ONCE).map(({ value }) => String(value[KEY_FIELDS[context.kind]]));
    if (keys.length > 0) context.ask(keys);
  };
  let next = 0;
  askFrom(0);
  for (let from = 0; from < rows.length || next < bad.length; from += ROWS_AT_ONCE) {
    const piece = rows.slice(from, from + ROWS_AT_ONCE);
    const existing = piece.length === 0 ? NOTHING : context.answer();
    askFrom(from + ROWS_AT_ONCE);
    const checked: CheckedRow[] = [];
    for (const [index, { number, value }] of piece.entries()) {
      for (; (bad[next]?.line ?? Infinity) < number; next += 1) checked.push(...bad.slice(next, next + 1));
      checked.push(checkRow(number, value, doubts.get(number) ?? [], file, { ...context, existing }));
      context.judged(from + index + 1 + next);
    }
    if (from + ROWS_AT_ONCE >= rows.length) {
      checked.push(...bad.slice(next));
      next = bad.length;
    }
    yield checked;
  }
}

const NOTHING: ReadonlyMap<string, RowJson> = new Map();

type PieceContext = CheckContext & { readonly existing: ReadonlyMap<string, RowJson> };

function checkRow(
  line: number,
  read: Fields,
  doubts: readonly CellProblem[],
  file: ReadWorkbook,
  context: PieceContext,
): CheckedRow {
  const { kind, bureauId, cipher } = context;
  const key = String(read[KEY_FIELDS[kind]]);
  const before = context.existing.get(key);
  const recordId = before === undefined ? context.newId() : String(before[idColumn(kind)]);
  // An empty cell says nothing: what the directory has stays.
  const stated = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null));
  const known = before === undefined ? {} : rowFields(cipher, bureauId, recordId, before);
  const parsed = DIRECTORY_CONTENTS[kind].safeParse({ ...known, ...stated });
  const refusals = parsed.success ? contentRefusals(parsed.data, context) : formRefusals(parsed.error);
  const found = {
    line,
    key,
    name: nameOf(kind, { ...known, ...stated }),
    changes: [],
    recordId: null,
    baseVersion: null,
    content: null,
  };
  if (!parsed.success || refusals.length > 0) {
    const problems = refusals.map((refusal) => problemAt(refusal, line, read, file));
    return { ...found, outcome: 'bad', problems: [...problems, ...doubts] };
  }
  const fields = withFormerName(before?.['name'], parsed.data);
  const told = [...doubts, ...sizeClassDoubts(fields).map((doubt) => problemAt(doubt, line, read, file))];
  const columns = contentColumns(cipher, bureauId, recordId, fields);
  const changes = before === undefined ? [] : changedFields(before, columns);
  if (before !== undefined && changes.length === 0) return { ...found, outcome: 'unchanged', problems: told };
  const content = {
    ...columns,
    bureau_id: bureauId,
    [idColumn(kind)]: recordId,
    removed: false,
    search: searchText(kind, fields),
    created_on: before?.['created_on'] ?? null,
  };
  const baseVersion = before === undefined ? null : Number(before['version']);
  return {
    ...found,
    outcome: before === undefined ? 'new' : 'update',
    changes,
    problems: told,
    recordId,
    baseVersion,
    content,
  };
}

/** Rows the table machinery refused, bad or only repeated, in their order. Their identity is what stands in the cells. */
function unreadRows(
  { spec, reading }: ReadWorkbook,
  kind: DirectoryKind,
  problems: ReadonlyMap<number, readonly CellProblem[]>,
): CheckedRow[] {
  const [keyField = '', nameField = ''] = toldColumns(kind, spec);
  return reading.badRows.map((line) => {
    const texts = reading.badTexts.get(line) ?? {};
    const own = problems.get(line) ?? [];
    const outcome = own.length > 0 && own.every(({ code }) => code === 'cell-duplicate') ? 'duplicate' : 'bad';
    return {
      line,
      outcome,
      key: texts[keyField] ?? '',
      name: texts[nameField] ?? '',
      changes: [],
      problems: own,
      recordId: null,
      baseVersion: null,
      content: null,
    };
  });
}

function formRefusals(error: z.ZodError): Refusal[] {
  return error.issues.map(({ path, message }) => ({
    code: 'input-invalid',
    at: String(path[0] ?? ''),
    facts: { reason: message },
  }));
}

function problemAt(refusal: Refusal, row: number, read: Fields, { spec, reading }: ReadWorkbook): CellProblem {
  const field = refusal.at ?? '';
  const value = read[field];
  const found = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const { code, facts = {} } = refusal;
  const title = spec.columns[field]?.title ?? null;
  return {
    code,
    sheet: reading.sheet ?? spec.sheet,
    row,
    column: reading.header?.columns.get(field) ?? null,
    title,
    found: hidden(field, found),
    facts,
  };
}

function problemsByRow(
  problems: readonly TableProblem[],
  spec: TableSpec,
): ReadonlyMap<number, readonly CellProblem[]> {
  const rows = new Map<number, CellProblem[]>();
  for (const { row, ...problem } of problems) {
    if (row === null) continue;
    const field = Object.keys(spec.columns).find((key) => spec.columns[key]?.title === problem.title) ?? '';
    const cell = { ...problem, row, found: hidden(field, problem.found) };
    const others = rows.get(row);
    if (others === undefined) rows.set(row, [cell]);
    else others.push(cell);
  }
  return rows;
}

/** A mistyped phone is a phone all the same: the place is told, the value is not kept. */
function hidden(field: string, found: string): string {
  return SEALED_FIELDS.some((sealed) => sealed === field) && found !== '' ? '***' : found;
}
