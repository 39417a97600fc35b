/** The conditions of a list, as its address has them, made ready for the database. @module */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { columnOf } from '../rows.ts';
import type { Attention } from '../types/attention.ts';
import type { LaterModules } from '../types/later.ts';
import type { Scope } from '../types/scope.ts';
import type { DIRECTORY_FILTERS, Sort } from '../types/views.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { attentionCondition } from './attention.ts';

export interface ListFilter {
  readonly q?: string | undefined;
  /** Left out: what fits the search best comes first, without a search the order by pinyin. */
  readonly sort?: Sort | undefined;
  readonly page: number;
  readonly size: number;
  /** Conditions on a row `t` of the directory; all must hold. */
  readonly conditions: readonly RawBuilder<SqlBool>[];
}

/** Fields and the values of which each must have one, or hold one when it has several. */
export type FieldValues = Readonly<Record<string, readonly unknown[] | undefined>>;

/** Fields that hold several values. */
export const LIST_FIELDS: ReadonlySet<string> = new Set(['specialFlags', 'specialties', 'tags']);

/** `scopeCondition`: what the draw knows of an enterprise; a filter that is no field of the directory. */
export async function listFilter(
  tx: ReadTx,
  { scopeCondition }: Pick<LaterModules, 'scopeCondition'>,
  { q, sort, page, size, ...filters }: z.output<(typeof DIRECTORY_FILTERS)[DirectoryKind]>,
): Promise<ListFilter> {
  const { attention, scope, ...fields }: FieldValues = filters;
  const conditions = Object.entries(fields).flatMap(([field, values]) =>
    values === undefined ? [] : [fieldCondition(field, values)],
  );
  if (attention !== undefined)
    conditions.push(anyCondition(attention.map((each) => attentionCondition(each as Attention, tx.today))));
  if (scope !== undefined) conditions.push(await scopeCondition(tx, scope as readonly Scope[]));
  return { q, sort, page, size, conditions };
}

function fieldCondition(field: string, values: readonly unknown[]): RawBuilder<SqlBool> {
  const column = sql.ref(`t.${columnOf(field)}`);
  return LIST_FIELDS.has(field) ? sql`${column} && ${[...values]}::text[]` : sql`${column} = ANY(${[...values]})`;
}

export function anyCondition(conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> {
  return sql`(${sql.join([sql`false`, ...conditions], sql` OR `)})`;
}
