/**
 * A record's content ↔ its database row. Rows travel as PostgreSQL's own JSON of them (`to_jsonb`), which is also the form
 * of the history; sealed fields are `<field>_sealed` and `<field>_hash` in it. @module
 */
import { sql, type RawBuilder } from 'kysely';
import { canonicalize, type CanonicalObject, type CanonicalValue } from 'verifiable-draw';
import type { FieldCipher } from '../core/field-cipher.ts';
import { searchForms } from '../core/search-text.ts';
import { KEY_FIELDS, SEALED_FIELDS, type Fields } from './types/records.ts';
import { EQUIPMENT_KINDS, type DirectoryKind, type EquipmentKind } from './types/vocabulary.ts';

/** A whole row as `to_jsonb` gives it and `jsonb_populate_record` takes it. */
export type RowJson = Readonly<Record<string, unknown>>;

/** What the database makes of a row by itself: no part of what is written, kept or told (docs/adr/0088). */
const DERIVED = ['search_letters', 'search_names'];

/** The row `alias` of a query of a directory, as {@link RowJson}. */
export function rowJson(alias: string): RawBuilder<RowJson> {
  return sql`(to_jsonb(${sql.ref(alias)}) - ${sql.val(DERIVED)}::text[])`;
}

/** `a, b`, or `n.a, n.b` of an alias: the columns that a statement writes, in one order. */
export function columnList(columns: readonly string[], alias?: string): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(alias === undefined ? column : `${alias}.${column}`)));
}

/** Seals and names the fields as columns. `recordId` binds a sealed value to its record. */
export function contentColumns(cipher: FieldCipher, bureauId: number, recordId: string, fields: Fields): RowJson {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => {
      const column = columnOf(field);
      if (!isSealed(field)) return [[column, value]];
      if (typeof value !== 'string')
        return [
          [`${column}_sealed`, null],
          [`${column}_hash`, null],
        ];
      return [
        [`${column}_sealed`, toHex(cipher.seal(value, `${bureauId}/${recordId}/${field}`))],
        [`${column}_hash`, toHex(cipher.hash(value, `${bureauId}/${field}`))],
      ];
    }),
  );
}

/** The opposite: opens what is sealed. Columns that are no content come along under their camelCase names. */
export function rowFields(cipher: FieldCipher, bureauId: number, recordId: string, row: RowJson): Fields {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) => {
      if (column.endsWith('_hash')) return [];
      const field = fieldOf(column.replace(/_sealed$/, ''));
      if (!isSealed(field) || typeof value !== 'string') return [[field, value]];
      return [[field, cipher.open(fromHex(value), `${bureauId}/${recordId}/${field}`)]];
    }),
  );
}

/** The fields whose values differ between two rows of one record; sealed ones are compared by their hashes. */
export function changedFields(before: RowJson, after: RowJson): readonly string[] {
  return Object.keys(after)
    .filter((column) => !BOOKKEEPING.has(column) && !column.endsWith('_sealed'))
    .filter((column) => !isSame(before[column], after[column]))
    .map((column) => fieldOf(column.replace(/_hash$/, '')));
}

/** What a deed's hash is made of: the content without bookkeeping, nothing absent, sealed values as their keyed hashes. */
export function canonicalRow(row: RowJson): CanonicalObject {
  return canonicalObject(
    Object.fromEntries(
      Object.entries(row).filter(([column]) => !NOT_HASHED.has(column) && !column.endsWith('_sealed')),
    ),
  );
}

/** The forms a record is found by; former names stand behind the identity; see the comment on the column. */
export function searchText(kind: DirectoryKind, fields: Fields): string {
  const isPerson = kind === 'officer' || kind === 'expert' || kind === 'assistant';
  const former = Array.isArray(fields['formerNames']) ? fields['formerNames'].join('|').slice(0, FORMER_CHARS) : '';
  return searchForms(nameOf(kind, fields), { isPerson, words: [String(fields[KEY_FIELDS[kind]]), former] });
}

/** What a person calls the record in a list. */
export function nameOf(kind: DirectoryKind, fields: Fields): string {
  if (kind === 'vehicle') return String(fields['plate']);
  if (kind !== 'equipment') return String(fields['name']);
  const label = EQUIPMENT_KINDS[fields['kind'] as EquipmentKind];
  return typeof fields['model'] === 'string' ? `${label} ${fields['model']}` : label;
}

/** `certificateNumber` → `certificate_number`. */
export function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The column that identifies a record: `enterprise_id` and so on. */
export function idColumn(kind: DirectoryKind): `${DirectoryKind}_id` {
  return `${kind}_id`;
}

/** The whole text must fit into a key of an index. */
const FORMER_CHARS = 200;
const BOOKKEEPING = new Set(['version', 'search', 'created_on', 'updated_on', 'bureau_id']);
const NOT_HASHED = new Set([...BOOKKEEPING, 'removed']);

/** jsonb gives the keys of an object back in an order of its own. */
function isSame(a: unknown, b: unknown): boolean {
  const [left, right] = [canonicalValue(a), canonicalValue(b)];
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return Buffer.compare(canonicalize(left), canonicalize(right)) === 0;
}

function fieldOf(column: string): string {
  return column.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

function isSealed(field: string): boolean {
  return SEALED_FIELDS.some((sealed) => sealed === field);
}

function toHex(bytes: Buffer): string {
  return `\\x${bytes.toString('hex')}`;
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

function canonicalObject(value: object): CanonicalObject {
  const kept = Object.entries(value).flatMap(([key, member]: [string, unknown]): [string, CanonicalValue][] => {
    const canonical = canonicalValue(member);
    return canonical === undefined ? [] : [[key, canonical]];
  });
  return Object.fromEntries(kept);
}

function canonicalValue(value: unknown): CanonicalValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.flatMap((member: unknown) => canonicalValue(member) ?? []);
  if (typeof value === 'object') return canonicalObject(value);
  throw new TypeError(`a directory row holds a ${typeof value}`);
}
