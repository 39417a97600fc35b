/** What every list of the desk takes in its address, and lists short enough to be searched and sorted in memory. Browser-safe. @module */
import { z } from 'zod';

/** `q, sort, page, size`: `sort` is one of the keys, with `-` before it for falling order; left out, the list has its own. */
export function listInput<const S extends string>(sorts: readonly S[], size = 20) {
  return {
    q: z.string().trim().max(60).optional(),
    sort: z.enum(sorts.flatMap((key): (S | `-${S}`)[] => [key, `-${key}`])).optional(),
    page: z.coerce.number().int().min(1).default(1),
    size: z.coerce.number().int().min(1).max(100).default(size),
  };
}

interface Wanted<S extends string> {
  readonly sort?: S | `-${S}` | undefined;
  readonly page: number;
  readonly size: number;
}

/** One page of `rows`, ordered by the keys' values; text by pinyin, what has no value last. */
export function pageOfRows<R, S extends string>(
  rows: readonly R[],
  { sort, page, size }: Wanted<S>,
  keys: Readonly<Record<S, (row: R) => string | number | null>>,
): { readonly total: number; readonly rows: readonly R[] } {
  const order = sort === undefined ? undefined : orderOf(sort, keys);
  // `sort` keeps what is equal in the list's own order, both ways round.
  const sorted = order === undefined ? rows : [...rows].sort(order);
  return { total: rows.length, rows: sorted.slice((page - 1) * size, page * size) };
}

const BY_PINYIN = new Intl.Collator('zh-Hans-CN', { numeric: true });

function orderOf<R, S extends string>(
  sort: S | `-${S}`,
  keys: Readonly<Record<string, (row: R) => string | number | null>>,
): (a: R, b: R) => number {
  const sign = sort.startsWith('-') ? -1 : 1;
  const valueOf = keys[sort.replace(/^-/, '')] ?? (() => null);
  return (a, b) => {
    const [left, right] = [valueOf(a), valueOf(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (
      sign *
      (typeof left === 'number' && typeof right === 'number' ? left - right : BY_PINYIN.compare(`${left}`, `${right}`))
    );
  };
}
