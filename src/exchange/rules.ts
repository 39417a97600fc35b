/** Rows into cells, what is missing, what goes out again. Browser-safe. @module */
import type { Refusal } from '../core/result.ts';
import type { MappedColumn, Mapping } from './types.ts';
import { fieldsOf, type Operation, type SourceName } from './types/fields.ts';

/** Fields of a row by name; an absent or empty one has no value. */
export type SourceFields = Readonly<Record<string, string>>;

export interface SourceRow {
  readonly recordId: string;
  /** For people: whom or what the row is about. */
  readonly name: string;
  /** All but the operation and the day. */
  readonly fields: SourceFields;
  /** Of the fields: what went out with another hash goes out again. */
  readonly hash: string;
}

/** A row as it went out last and was not rejected. */
export interface SentRow extends SourceRow {
  readonly operation: Operation;
}

export interface PendingRow extends SourceRow {
  readonly operation: Operation;
}

/**
 * New rows, changed ones, and those that went out and are not there any more; the others stay at home. What the other system
 * rejected counts as not sent.
 */
export function pendingRows(current: readonly SourceRow[], sent: readonly SentRow[]): readonly PendingRow[] {
  const last = new Map(sent.map((row) => [row.recordId, row]));
  const there = new Set(current.map(({ recordId }) => recordId));
  const out = current.flatMap((row): PendingRow[] => {
    const before = last.get(row.recordId);
    if (before === undefined || before.operation === 'withdraw') return [{ ...row, operation: 'add' }];
    return before.hash === row.hash ? [] : [{ ...row, operation: 'change' }];
  });
  const gone = sent.filter(({ recordId, operation }) => operation !== 'withdraw' && !there.has(recordId));
  return [...out, ...gone.map((row): PendingRow => ({ ...row, operation: 'withdraw' }))];
}

/** The text of a column in a row. */
export function cellOf(column: MappedColumn, source: SourceName, fields: SourceFields): string {
  const { from, words } = column;
  if (from.kind === 'constant') return from.text;
  const value = fields[from.field] ?? '';
  return words?.[value] ?? fieldsOf(source)[from.field]?.codes?.[value] ?? value;
}

/** Fields of a row that goes out: with what is to be done, and the day. */
export function outgoing({ fields, operation }: PendingRow, today: string): SourceFields {
  return { ...fields, operation, today };
}

/** The headings of the required columns that are empty. A row that is taken back needs only to be recognised: nothing is missing. */
export function missingIn(mapping: Mapping, source: SourceName, row: PendingRow, today: string): string[] {
  if (row.operation === 'withdraw') return [];
  return mapping.columns
    .filter((column) => column.required && cellOf(column, source, outgoing(row, today)) === '')
    .map(({ heading }) => heading);
}

/** Fields of the closed list, each heading once, codes that exist. */
export function mappingRefusals(mapping: Mapping, source: SourceName): Refusal[] {
  const fields = fieldsOf(source);
  const refusals: Refusal[] = [];
  const seen = new Set<string>();
  for (const [index, { heading, from, words = {} }] of mapping.columns.entries()) {
    const at = `columns.${index}`;
    if (seen.has(heading)) refusals.push({ code: 'exchange-heading-twice', at, facts: { heading } });
    seen.add(heading);
    const spec = from.kind === 'field' && Object.hasOwn(fields, from.field) ? fields[from.field] : undefined;
    if (from.kind === 'field' && spec === undefined)
      refusals.push({ code: 'exchange-field-unknown', at, facts: { heading, field: from.field } });
    const unknown = Object.keys(words).filter((code) => !Object.hasOwn(spec?.codes ?? {}, code));
    if (unknown.length > 0) refusals.push({ code: 'exchange-code-unknown', at, facts: { heading, codes: unknown } });
  }
  return refusals;
}

export interface Receipt {
  readonly number: string | undefined;
  readonly sha256: string | undefined;
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
}

/** A receipt has a number or a file, comes once, and speaks of lines that were sent, of each once. */
export function receiptRefusals(
  batch: { readonly state: 'exported' | 'receipted'; readonly rows: number },
  { number, sha256, rejected }: Receipt,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (batch.state === 'receipted') refusals.push({ code: 'exchange-receipted' });
  if (number === undefined && sha256 === undefined) refusals.push({ code: 'exchange-receipt-empty' });
  const lines = rejected.map(({ line }) => line);
  const wrong = lines.filter((line, index) => line > batch.rows || lines.indexOf(line) !== index);
  if (wrong.length > 0) refusals.push({ code: 'exchange-line-unknown', facts: { lines: wrong.map(String) } });
  return refusals;
}
