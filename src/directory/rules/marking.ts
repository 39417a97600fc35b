/** What a marking makes of a record, and what stands against it. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { MARKED_FIELDS, type MarkInput } from '../types/marking.ts';
import { DIRECTORY_CONTENTS } from '../types/records.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';

type Marking = Pick<MarkInput, 'field' | 'mode' | 'value'>;

/** Refused when the kind has no such field to mark, or the field does not take the value. */
export function markingRefusals(kind: DirectoryKind, { field, mode, value }: Marking): Refusal[] {
  const fields: Readonly<Record<string, 'set' | 'list'>> = MARKED_FIELDS[kind];
  const sort = fields[field];
  if (sort === undefined || (sort === 'set') !== (mode === 'set')) return [{ code: 'mark-field', at: 'field' }];
  const parsed = DIRECTORY_CONTENTS[kind].partial().safeParse({ [field]: sort === 'set' ? value : [value] });
  return parsed.success ? [] : [{ code: 'mark-value', at: 'value', facts: { found: value } }];
}

/** The field's value after the marking; undefined when that changes nothing. */
export function markedValue(before: unknown, { mode, value }: Marking): unknown {
  if (mode === 'set') return before === value ? undefined : value;
  const values: readonly unknown[] = Array.isArray(before) ? before : [];
  if (values.includes(value) === (mode === 'add')) return undefined;
  return mode === 'add' ? [...values, value] : values.filter((each) => each !== value);
}

interface MarkedRow {
  readonly name: string;
  readonly version: number;
  readonly current: number;
}

/** Why a marking may not be taken back: a record has changed again, or a draw has begun since. */
export function unmarkRefusals(rows: readonly MarkedRow[], draws: number): Refusal[] {
  if (rows.length === 0) return [{ code: 'mark-not-found' }];
  const changed = rows.filter(({ version, current }) => current !== version).map(({ name }) => name);
  return [
    ...(changed.length === 0
      ? []
      : [{ code: 'mark-row-changed', facts: { count: changed.length, names: changed.slice(0, 5) } }]),
    ...(draws === 0 ? [] : [{ code: 'mark-used-by-draw' }]),
  ];
}
