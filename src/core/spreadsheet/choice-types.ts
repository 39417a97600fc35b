/** Values from a dictionary. Browser-safe. @module */
import { fault, read, unreadable, type CellReading, type CellType } from './cell-types.ts';
import { foldText } from './fold.ts';
import type { CellData } from './workbook.ts';

/** An entry of a dictionary (字典项). */
export interface Choice<V extends string> {
  /** What is stored. */
  readonly value: V;
  /** What people see and write. */
  readonly label: string;
  /** Other ways to write it. The value itself always counts as one. */
  readonly aliases?: readonly string[];
}

/** Exactly one value of a dictionary. */
export function choice<const V extends string>(choices: readonly Choice<V>[]): CellType<V> {
  const find = finder(choices);
  const allowed = choices.map(({ label }) => label);
  return {
    hint: '从下拉列表中选择一项',
    isTextFormat: true,
    choices: { labels: allowed, isMultiple: false },
    write: writer(choices),
    read: (cell) => {
      const written = writtenOf(cell);
      if (!written.ok) return written;
      const value = find(written.value);
      return value === undefined ? fault('cell-choice', { unknown: [written.value.trim()], allowed }) : read(value);
    },
  };
}

/** Any number of values of a dictionary in one cell, separated by `，` `、` `,` `;` `；` `/` or a line break. */
export function choices<const V extends string>(all: readonly Choice<V>[]): CellType<readonly V[]> {
  const divided = all.find(({ label }) => SEPARATOR.test(label));
  if (divided !== undefined) throw new RangeError(`a label of several must hold no separator: ${divided.label}`);
  const find = finder(all);
  const write = writer(all);
  const allowed = all.map(({ label }) => label);
  return {
    hint: '可填多项，用顿号“、”分隔',
    isTextFormat: true,
    choices: { labels: allowed, isMultiple: true },
    write: (values) => values.map(write).join('、'),
    read: (cell) => {
      const written = writtenOf(cell);
      if (!written.ok) return written;
      const pieces = written.value
        .split(SEPARATOR)
        .map((piece) => piece.trim())
        .filter((piece) => piece !== '');
      const unknown = pieces.filter((piece) => find(piece) === undefined);
      if (unknown.length > 0 || pieces.length === 0) return fault('cell-choice', { unknown, allowed });
      return read([...new Set(pieces.flatMap((piece) => find(piece) ?? []))]);
    },
  };
}

const SEPARATOR = /[，、,;；/\r\n]/;

/** Finds by label, value or alias. @throws RangeError when two entries answer to the same writing */
function finder<V extends string>(choices: readonly Choice<V>[]): (written: string) => V | undefined {
  const byWriting = new Map<string, V>();
  for (const { value, label, aliases = [] } of choices) {
    for (const writing of [label, value, ...aliases].map(foldText)) {
      const other = byWriting.get(writing);
      if (other !== undefined && other !== value) throw new RangeError(`${writing} means both ${other} and ${value}`);
      byWriting.set(writing, value);
    }
  }
  return (written) => byWriting.get(foldText(written));
}

function writer<V extends string>(choices: readonly Choice<V>[]): (value: V) => string {
  return (value) => {
    const label = choices.find((entry) => entry.value === value)?.label;
    if (label === undefined) throw new RangeError(`not in the dictionary: ${value}`);
    return label;
  };
}

function writtenOf(cell: CellData): CellReading<string> {
  const unread = unreadable(cell);
  return unread === undefined ? read(String(cell.value)) : { ok: false, faults: [unread] };
}
