/** A row as a line of CSV or JSON. Browser-safe. @module */
import type { AnyRow, Column, Columns, Dataset, Value } from '../types.ts';

/** Between several values in one cell. */
export const SEPARATOR = '、';
const FLAG_WORDS = { true: '是', false: '否' } as const;

/** First line of the CSV: English names, Chinese ones for the wide table. */
export function headingOf({ columns, isWide }: Dataset): string[] {
  return isWide === true ? Object.values(columns).map(({ title }) => title) : Object.keys(columns);
}

/** Cells of the CSV in the order of the columns; a missing value is an empty cell, never a magic one. */
export function cellsOf({ columns, isWide }: Dataset, row: AnyRow): (string | number | null)[] {
  return Object.entries(columns).map(([name, column]) => cellOf(column, row[name] ?? null, isWide === true));
}

function cellOf(column: Column, value: Value, inWords: boolean): string | number | null {
  if (typeof value === 'boolean') return inWords ? FLAG_WORDS[`${value}`] : String(value);
  if (typeof value === 'object' && value !== null)
    return value.map((each) => wordOf(column, each, inWords)).join(SEPARATOR);
  return typeof value === 'string' ? wordOf(column, value, inWords) : value;
}

function wordOf(column: Column, value: string, inWords: boolean): string {
  if (!inWords || !('codes' in column)) return value;
  const word = column.codes[value];
  if (word === undefined) throw new Error(`code ${value} is in no dictionary`);
  return word;
}

/** JSON of a row, its columns in their order: the bytes that are hashed. */
export function jsonOf(columns: Columns, row: AnyRow): string {
  const ordered: Record<string, Value> = {};
  for (const name of Object.keys(columns)) ordered[name] = row[name] ?? null;
  return JSON.stringify(ordered);
}

/** What of a row the dictionary does not have: none, unless there is a bug. */
export function strayValues(columns: Columns, row: AnyRow): string[] {
  const unknown = Object.keys(row).filter((name) => !Object.hasOwn(columns, name));
  const wrong = Object.entries(columns).flatMap(([name, column]) => {
    const value = row[name] ?? null;
    if (value === null) return column.isNullable === true ? [] : [`${name} missing`];
    if (!('codes' in column)) return [];
    const codes = typeof value === 'object' ? value : [String(value)];
    return codes.filter((code) => !Object.hasOwn(column.codes, code)).map((code) => `${name}=${code}`);
  });
  return [...unknown, ...wrong];
}
