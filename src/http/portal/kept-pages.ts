/**
 * Pages made once for each state of the log (docs/adr/0057): a withdrawal is gone from the very next answer, and a crowd
 * asks the database once. @module
 */
import { sql } from 'kysely';
import { dayOf } from '../../core/clock.ts';
import type { Runtime } from '../../core/runtime.ts';
import { deedsDoneOn } from '../../core/transact.ts';
import { bureauAt, type Asked } from './bureau.ts';

/** A page or file as it is sent. */
export interface Rendered {
  readonly type: string;
  readonly body: string;
  readonly packed: Buffer;
  readonly etag: string;
  /** It stands in the place of something withdrawn: 410. */
  readonly isGone?: true;
}

/** Whose portal was asked for, and where its log stands. */
export interface LogHead {
  readonly bureauId: number;
  readonly deeds: number;
}

const MOST_BYTES = 64 * 1024 * 1024;
/** Longer addresses are nobody's: they are answered and not kept. */
const LONGEST_KEY = 512;
/** So long a look at the log is good, in milliseconds, unless this process has done a deed since: another server's deed is seen that late at most. */
const LOOK_IS_GOOD = 100;
/** Of what changes without a deed (checkpoints, bundles, witnesses), in milliseconds. */
const OLDEST = 5_000;

interface Kept {
  readonly state: string;
  readonly madeAt: number;
  readonly page: Promise<Rendered | undefined>;
  bytes: number;
  made: Rendered | undefined;
}

export interface KeptPages {
  /** The head as it is now; undefined before a bureau is founded. */
  head(asked: Asked): Promise<LogHead | undefined>;
  /** The head as the last look saw it while that look is good; undefined when there has to be another. */
  known(asked: Asked): LogHead | undefined;
  /** The page under that key if it is made already and good at that head. */
  ready(key: string, head: LogHead): Rendered | undefined;
  /** The page under that key at that head: as it was made, or made now. What is undefined (there is no such page) is not kept. */
  page(key: string, head: LogHead, make: () => Promise<Rendered | undefined>): Promise<Rendered | undefined>;
}

export function keptPages(runtime: Runtime, mostBytes = MOST_BYTES): KeptPages {
  const pages = new Map<string, Kept>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= pages.get(key)?.bytes ?? 0;
    pages.delete(key);
  };
  const keep = (key: string, state: string, make: () => Promise<Rendered | undefined>): Kept => {
    drop(key);
    const kept: Kept = { state, madeAt: performance.now(), page: make(), bytes: 0, made: undefined };
    pages.set(key, kept);
    const settle = (page: Rendered | undefined): void => {
      if (pages.get(key) !== kept) return;
      if (page === undefined) return drop(key);
      kept.made = page;
      kept.bytes = page.body.length * 2 + page.packed.length + key.length * 2;
      bytes += kept.bytes;
      for (const oldest of pages.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    };
    // A page that could not be made is tried again by the next who asks; this one gets the error from the page itself.
    kept.page.then(settle, () => settle(undefined));
    return kept;
  };
  const today = dayTeller(runtime);
  const stateAt = ({ deeds }: LogHead): string => `${deeds} ${today()}`;
  const keyAt = (key: string, { bureauId }: LogHead): string => `${bureauId} ${key}`;
  const good = (key: string, state: string): Kept | undefined => {
    const kept = pages.get(key);
    return kept?.state === state && performance.now() - kept.madeAt < OLDEST ? kept : undefined;
  };
  return {
    ...headOf(runtime),
    ready: (key, head) => good(keyAt(key, head), stateAt(head))?.made,
    page: (asked, head, make) => {
      if (asked.length > LONGEST_KEY) return make();
      const [key, state] = [keyAt(asked, head), stateAt(head)];
      return (good(key, state) ?? keep(key, state, make)).page;
    },
  };
}

const HOUR = 3_600_000;

/** The day of the bureau, worked out once an hour: no day ends within an hour of UTC. */
function dayTeller({ clock }: Runtime): () => string {
  let [hour, day] = [Number.NaN, ''];
  return () => {
    const now = Math.floor(clock.millis() / HOUR);
    if (now !== hour) [hour, day] = [now, dayOf(clock.now())];
    return day;
  };
}

/** Names that are nobody's cost a look each, and are forgotten when there are more. */
const MOST_NAMES = 4_000;

interface Look {
  readonly known: () => LogHead | undefined;
  readonly look: () => Promise<LogHead | undefined>;
}

/** For each name under which somebody asks: what the last look saw while it is good, else a new one. */
function headOf(runtime: Runtime): Pick<KeptPages, 'head' | 'known'> {
  const looks = new Map<string, Look>();
  const lookOf = (hostname: string): Look => {
    const found = looks.get(hostname);
    if (found !== undefined) return found;
    if (looks.size >= MOST_NAMES) looks.clear();
    const made = lookAt(runtime, hostname);
    looks.set(hostname, made);
    return made;
  };
  return {
    known: ({ hostname }) => looks.get(hostname)?.known(),
    head: async ({ hostname }) => {
      const { known, look } = lookOf(hostname);
      return known() ?? look();
    },
  };
}

function lookAt(runtime: Runtime, hostname: string): Look {
  let last = { head: undefined as LogHead | undefined, until: 0, done: 0 };
  const look = sharedLook(async () => {
    const [done, until] = [deedsDoneOn(runtime.db), performance.now() + LOOK_IS_GOOD];
    const head = await readHead(runtime, hostname);
    if (head !== undefined) last = { head, until, done };
    return head;
  });
  const known = (): LogHead | undefined =>
    performance.now() < last.until && last.done === deedsDoneOn(runtime.db) ? last.head : undefined;
  return { known, look };
}

/** Of that bureau alone: how many others there are changes nothing. */
async function readHead({ db }: Runtime, hostname: string): Promise<LogHead | undefined> {
  const { rows } = await sql<LogHead>`
    SELECT bureau_id AS "bureauId", log_head(bureau_id) AS deeds FROM bureau WHERE bureau_id = ${bureauAt(hostname)}`.execute(
    db,
  );
  return rows[0];
}

/** One look for all who ask while the last one runs; nobody gets a look that began before he asked. */
export function sharedLook<T>(look: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const start = (): Promise<T> => {
    next = undefined;
    const mine = look().finally(() => {
      if (running === mine) running = undefined;
    });
    running = mine;
    return mine;
  };
  return () => {
    if (running === undefined) return start();
    next ??= running.then(start, start);
    return next;
  };
}
