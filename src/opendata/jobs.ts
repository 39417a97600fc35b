/**
 * Computes the datasets again when something they follow has happened, or the day is another. Page by page in one snapshot:
 * memory does not grow with the rows. Read as nobody, so that what is sealed is not there. @module
 */
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, type ReadTx } from '../core/transact.ts';
import { hasLostFile, openYear, type YearWriter } from './actions/year.ts';
import { SOURCES, type RowsOfPages, type Source } from './reads/sources.ts';
import { headSeq, isBehind, newestVersions } from './reads/versions.ts';
import { DATASET_NAMES, DATASETS, type DatasetName } from './types/datasets.ts';
import type { AnyRow, Columns } from './types.ts';
import { keepState } from './writes.ts';

/** Brings every dataset of the bureau up to date; gives the names of those that were computed. */
export async function refreshOpenData(runtime: Runtime, bureauId: number): Promise<readonly DatasetName[]> {
  const computed: DatasetName[] = [];
  for (const names of Map.groupBy(DATASET_NAMES, (name) => SOURCES[name].reader).values()) {
    const stale = await read(runtime, bureauId, async (tx) => {
      const found: DatasetName[] = [];
      for (const name of names)
        if ((await isBehind(tx, name, DATASETS[name])) || (await hasLostFile(tx, runtime.files.parts, name)))
          found.push(name);
      return found;
    });
    if (stale.length === 0) continue;
    await refresh(runtime, bureauId, stale);
    computed.push(...stale);
  }
  return computed;
}

export interface OpenDataRefresh {
  /** Has the bureau brought up to date when its turn comes; nothing to do costs one question. */
  start(bureauId: number): Promise<void>;
  stop(): Promise<void>;
}

/** Bureaus at once: each holds a connection for as long as it takes, and every bureau is due when a day begins. */
const AT_ONCE = 2;

/** Rounds beside the loop: a year of a large city takes longer than a checkpoint may wait. */
export function openRefresh(runtime: Runtime, onError: (error: unknown) => void): OpenDataRefresh {
  const seen = new Map<number, string>();
  // What each bureau waits for; in the order in which they came.
  const waiting = new Map<number, string>();
  const running = new Map<number, Promise<void>>();
  const next = (): void => {
    for (const [bureauId, state] of waiting) {
      if (running.size === AT_ONCE) return;
      if (running.has(bureauId)) continue;
      waiting.delete(bureauId);
      const round = refreshOpenData(runtime, bureauId)
        .then(() => void seen.set(bureauId, state), onError)
        .finally(() => {
          running.delete(bureauId);
          next();
        });
      running.set(bureauId, round);
    }
  };
  return {
    start: async (bureauId) => {
      if (running.has(bureauId)) return;
      const state = await read(runtime, bureauId, async (tx) => `${tx.today} ${await headSeq(tx)}`);
      if (seen.get(bureauId) === state) return;
      waiting.set(bureauId, state);
      next();
    },
    stop: async () => {
      waiting.clear();
      await Promise.all(running.values());
    },
  };
}

/** One pass over what these datasets are made of, in one snapshot: it is read once, whatever is made of it. */
async function refresh(runtime: Runtime, bureauId: number, names: readonly DatasetName[]): Promise<void> {
  const stale: string[] = [];
  const work = async (tx: ReadTx): Promise<void> => {
    for (const name of names) await keepState(tx, name, await headSeq(tx));
    const [reader] = names.map((name) => SOURCES[name].reader);
    if (reader === undefined) return;
    const newest = (await newestVersions(tx)).filter(({ dataset }) => names.some((name) => name === dataset));
    const years = new Set([...(await reader.years(tx)), ...newest.map(({ year }) => year)]);
    for (const year of [...years].toSorted((a, b) => a - b)) {
      const lastOf = (name: DatasetName) => newest.find((each) => each.dataset === name && each.year === year);
      const making: { readonly writer: YearWriter; readonly rows: RowsOfPages<AnyRow, unknown> }[] = [];
      for (const name of names) {
        const source: Source<Columns> = SOURCES[name];
        const writer = await openYear({ runtime, tx, name, year, last: lastOf(name) });
        making.push({ writer, rows: source.open() });
      }
      await behind(async (keep) => {
        for await (const page of ahead(reader.pages(tx, year)))
          for (const { writer, rows } of making) await keep(await writer.take(rows.take(page)));
        for (const { writer, rows } of making) await keep(await writer.take(rows.end()));
      });
      for (const { writer } of making) stale.push(...(await writer.end()));
    }
  };
  await inBureau(runtime, bureauId, work, 'repeatable read');
  // Only when the new version stands: a crash before leaves the old one whole.
  for (const part of stale) await runtime.files.parts.remove(part);
}

/** Asks for the next page before the last one is done with: database and program work at once, with two pages in memory. */
async function* ahead<T>(pages: AsyncIterable<T>): AsyncGenerator<T> {
  const rest = pages[Symbol.asyncIterator]();
  let next = rest.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = rest.next();
      yield value;
    }
  } finally {
    // Whoever stops early says why himself; what was asked for is waited for, and not heard.
    await next.catch(() => undefined);
  }
}

/** Runs what the work hands over one after the other, each while the work goes on with the next: it waits for the one before. */
async function behind(work: (next: (task: () => Promise<void>) => Promise<void>) => Promise<void>): Promise<void> {
  let running = Promise.resolve();
  try {
    await work(async (task) => {
      await running;
      running = task();
      // Heard with the next, or at the end.
      running.catch(() => undefined);
    });
    await running;
  } finally {
    // Nothing may still be on its way when the transaction ends.
    await running.catch(() => undefined);
  }
}
