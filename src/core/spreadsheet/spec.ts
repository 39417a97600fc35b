/** What a table should look like: one description for reading, templates and exports. Browser-safe. @module */
import type { CellType } from './cell-types.ts';
import { foldTitle } from './fold.ts';

export interface ColumnSpec<T, Required extends boolean = boolean> {
  /** The heading. Width, spaces, `*` and brackets do not matter when it is looked for. */
  readonly title: string;
  /** Other headings for the same thing (`单位名称` for `企业名称`). */
  readonly aliases?: readonly string[];
  readonly required: Required;
  readonly type: CellType<T>;
  /** Replaces the hint of the type in the template. */
  readonly hint?: string;
  /** Whether no two rows of a file may have the same value. */
  readonly unique?: boolean;
}

/**
 * The values of a column, erased to what the table machinery needs. `write` is a method here so that columns of any
 * value fit: a column is only ever given values of its own.
 */
export interface AnyColumnSpec extends Omit<ColumnSpec<unknown>, 'type'> {
  readonly type: Omit<CellType<unknown>, 'write'> & { write(value: unknown): string | number };
}

export type ColumnSpecs = Readonly<Record<string, AnyColumnSpec>>;

export interface TableSpec<C extends ColumnSpecs = ColumnSpecs> {
  /** Name of the sheet we write, and the first we look for. */
  readonly sheet: string;
  /** The line above the headings. */
  readonly title: string;
  readonly columns: C;
}

/** The row a table gives: required columns have their value, optional ones may be null. */
export type RowOf<C extends ColumnSpecs> = {
  readonly [K in keyof C]: C[K] extends { readonly type: CellType<infer T> }
    ? C[K]['required'] extends true
      ? T
      : T | null
    : never;
};

/** Declares a column, keeping its type: `name: column({ title: '企业名称', required: true, type: text({ max: 200 }) })`. */
export function column<const T, const Required extends boolean>(
  spec: ColumnSpec<T, Required>,
): ColumnSpec<T, Required> {
  return spec;
}

/** Declares a table. @throws RangeError when two columns answer to the same heading */
export function table<C extends ColumnSpecs>(spec: TableSpec<C>): TableSpec<C> {
  const headings = Object.values(spec.columns).flatMap(({ title, aliases = [] }) => [title, ...aliases].map(foldTitle));
  const twice = headings.find((heading, index) => headings.indexOf(heading) !== index);
  if (twice !== undefined) throw new RangeError(`two columns answer to the heading ${twice}`);
  return spec;
}
