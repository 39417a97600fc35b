/**
 * What an address says of a list: search, filters, order, page. An address may be old, mistyped or from somebody else: what the list
 * does not offer counts as not said, so that a link never ends in an error. No React here. @module
 */
import type { UrlState } from './routing.ts';

/** What a list offers. */
export interface ListOffer {
  readonly columns: readonly { readonly key: string; readonly isSortable?: boolean }[];
  readonly filters: readonly {
    readonly key: string;
    readonly options: readonly { readonly value: string }[];
    readonly isMultiple?: boolean;
  }[];
}

export interface ListState {
  /** The search and the filters that are set, by their names in the address. */
  readonly conditions: UrlState;
  /** Key of a column, with `-` before it for falling order; undefined for the list's own order. */
  readonly sort: string | undefined;
  readonly page: number;
}

const LONGEST_SEARCH = 60;

export function readListState(state: UrlState, { columns, filters }: ListOffer): ListState {
  const set = filters.flatMap(({ key, options, isMultiple = false }) => {
    const written = state[key] ?? '';
    // Options that come from the server are not there yet at first: what is said then stands.
    const isOffered = (value: string): boolean =>
      options.length === 0 || options.some((option) => option.value === value);
    const values = (isMultiple ? splitValues(written) : [written]).filter((value) => value !== '' && isOffered(value));
    return values.length === 0 ? [] : [[key, values.join(',')]];
  });
  const q = (state['q'] ?? '').trim().slice(0, LONGEST_SEARCH);
  const sort = state['sort'] ?? '';
  const isOffered = columns.some(({ key, isSortable }) => isSortable === true && sort.replace(/^-/, '') === key);
  return {
    conditions: Object.fromEntries([...(q === '' ? [] : [['q', q]]), ...set]),
    sort: isOffered ? sort : undefined,
    page: /^[1-9]\d{0,6}$/.test(state['page'] ?? '') ? Number(state['page']) : 1,
  };
}

/** `red,orange` → the values of a filter that takes several, each once. */
export function splitValues(written: string): readonly string[] {
  return [...new Set(written.split(','))].filter((value) => value !== '');
}
