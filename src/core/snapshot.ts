/** What a snapshot says once it says always (docs/adr/0087). @module */
import type { ReadTx } from './transact.ts';

type Load = (tx: ReadTx) => Promise<unknown>;

const loaded = new WeakMap<ReadTx, Map<Load, Promise<unknown>>>();

/** From now on this reading keeps what {@link onceInSnapshot} loads. Only of one snapshot that nobody writes into. */
export function keepLoaded(tx: ReadTx): void {
  loaded.set(tx, new Map());
}

/**
 * `load`, asked once in each reading however many places need it (settings, the calendar); in a command each time, since it may have changed
 * what it loads. Not for what depends on who reads: inside `knowingAll` the same reading knows more.
 */
export function onceInSnapshot<T>(load: (tx: ReadTx) => Promise<T>): (tx: ReadTx) => Promise<T> {
  return (tx) => {
    const kept = loaded.get(tx);
    if (kept === undefined) return load(tx);
    const found = (kept.get(load) as Promise<T> | undefined) ?? load(tx);
    kept.set(load, found);
    return found;
  };
}
