/** What a wall is fed from, and one wall with everybody who watches it. @module */
import { createHash } from 'node:crypto';
import type { WallRow, WallView } from '../../draw/types/wall.ts';

/** A draw, or a rehearsal. */
export interface WallFeed {
  /** Changes whenever the view may have changed; asked often, so it must be cheap. */
  version(): Promise<string>;
  /** Undefined while there is nothing to show. */
  view(): Promise<WallView | undefined>;
  /** Shows the next row of a running reveal when its time has come. */
  advance(): Promise<void>;
}

/** What is sent to everybody: a stage that changed, or the one row that was added to it. */
export type WallEvent =
  | { readonly is: 'stage'; readonly version: string; readonly shown: number }
  | { readonly is: 'row'; readonly version: string; readonly shown: number; readonly row: WallRow };

export interface Snapshot {
  readonly view: WallView | undefined;
  /** Hash of everything in the view but the progress of the reveal. */
  readonly version: string;
  readonly shown: number;
}

export interface Wall {
  /** The wall as it is now. Whoever asks is taken to watch for a while, so that a reveal goes on for pages that poll. */
  current(): Promise<Snapshot>;
  /** Calls `send` for each change until the returned function is called. */
  watch(send: (event: WallEvent) => void): () => void;
  /** How many watch by a stream. */
  watchers(): number;
  close(): void;
}

const ROUND_MS = 250;
/** Pages that poll come more often than this. */
const INTEREST_MS = 6_000;

/** Looks at the feed only while somebody watches, four times a second, whatever the number of watchers. */
export function openWall(feed: WallFeed, onError: (error: unknown) => void): Wall {
  const watchers = new Set<(event: WallEvent) => void>();
  let snapshot: Snapshot | undefined;
  let seen: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let interestUntil = 0;
  let isClosed = false;

  async function look(): Promise<Snapshot> {
    await feed.advance();
    const version = await feed.version();
    if (snapshot !== undefined && version === seen) return snapshot;
    const before = snapshot;
    const now = snapshotOf(await feed.view());
    snapshot = now;
    seen = version;
    const event = eventBetween(before, now);
    if (event !== undefined) for (const send of watchers) send(event);
    return now;
  }

  function wake(): void {
    if (timer !== undefined || isClosed) return;
    timer = setTimeout(() => {
      void look()
        .catch(onError)
        .finally(() => {
          timer = undefined;
          if (watchers.size > 0 || performance.now() < interestUntil) wake();
        });
    }, ROUND_MS);
  }

  return {
    current: async () => {
      interestUntil = performance.now() + INTEREST_MS;
      wake();
      return look();
    },
    watch: (send) => {
      watchers.add(send);
      wake();
      return () => watchers.delete(send);
    },
    watchers: () => watchers.size,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

function snapshotOf(view: WallView | undefined): Snapshot {
  const result = view?.result ?? null;
  const still = result === null || view === undefined ? view : { ...view, result: { ...result, shown: 0, rows: [] } };
  const version = createHash('sha256')
    .update(JSON.stringify(still ?? null))
    .digest('hex')
    .slice(0, 16);
  return { view, version, shown: result?.shown ?? 0 };
}

function eventBetween(before: Snapshot | undefined, now: Snapshot): WallEvent | undefined {
  const { version, shown, view } = now;
  if (before?.version === version && before.shown === shown) return undefined;
  const row = view?.result?.rows.at(-1);
  const isNext = before?.version === version && before.shown + 1 === shown && row?.place === shown;
  return isNext && row !== undefined ? { is: 'row', version, shown, row } : { is: 'stage', version, shown };
}
