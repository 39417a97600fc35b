/** The background loops: checkpoints and followers of the bureaus once a second, and beside them the witnesses (docs/adr/0084). @module */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { examineDue, purgeDestroyed, recover, runFixity } from '../archive/actions/store.ts';
import { lookAtVolumes } from '../archive/jobs.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { collectCosignatures } from '../core/log/collect.ts';
import type { Runtime } from '../core/runtime.ts';
import { openExports } from '../directory/jobs/exports.ts';
import { scopeCondition } from '../draw/reads/scope-condition.ts';
import { endPublications } from '../disclosure/jobs.ts';
import { directoryFilesText } from '../web/kit/strings/directory-files.zh.ts';
import { openAudits } from '../draw/audits/run.ts';
import { buildMissingBundles } from '../draw/bundle.ts';
import { openDueDraws } from '../draw/jobs.ts';
import { keepReferences } from '../draw/reads/references.ts';
import { openRefresh } from '../opendata/jobs.ts';
import { followAll, type Follower } from '../core/follow.ts';
import { sealUploads } from '../core/uploads/carry-over.ts';
import { openRota, visitAll, type Head } from './rota.ts';

const PERIOD_MS = 1_000;
/** Bureaus that are visited at once: the database works on one while the program thinks about another. */
const AT_ONCE = 4;
/** Bureaus that have not moved and are visited all the same, in each round; of so many or fewer nobody ever waits. */
const QUIET_A_ROUND = 50;
/** Bureaus whose witnesses are asked at once: one that does not answer takes five seconds. */
const ASKED_AT_ONCE = 16;
/** A damaged original is reported again after this long, not every second. */
const SEALING_PERIOD_MS = 600_000;
/** Whether a fixity run or a yearly test is due is asked every ten minutes. */
const STORE_PERIOD_MS = 600_000;

export interface Worker {
  /** What the last round met, if it failed; shown by /healthz. */
  lastError(): string | undefined;
  /** Ends after the round in progress. */
  stop(): Promise<void>;
}

/** The parts of a visit, in this order: sealed draws whose time has come are opened; publications whose time is over end; every follower; then the checkpoints, then the bundles of draws, then the archive. */
const partsOf = (
  followers: readonly Follower[],
): readonly ((runtime: Runtime, bureauId: number) => Promise<unknown>)[] => [
  openDueDraws,
  endPublications,
  (runtime, bureauId) => followAll(runtime, bureauId, followers),
  publishCheckpoints,
  buildMissingBundles,
  purgeDestroyed,
  lookAtVolumes,
];

/** All there is to do for one bureau. What fails keeps nothing else waiting, the checkpoints least of all. */
async function visit(runtime: Runtime, bureauId: number, followers: readonly Follower[]): Promise<void> {
  await visitAll(partsOf(followers), 1, (part) => part(runtime, bureauId));
}

/** One round over every bureau: the verifiers of the day are kept, and each is visited. */
export async function workOnce(runtime: Runtime, followers: readonly Follower[]): Promise<void> {
  await keepReferences(runtime.files);
  await visitAll(await listBureaus(runtime), AT_ONCE, (bureauId) => visit(runtime, bureauId, followers));
}

async function listBureaus({ db }: Runtime): Promise<readonly number[]> {
  const rows = await db.selectFrom('bureau').select('bureau_id').orderBy('bureau_id').execute();
  return rows.map(({ bureau_id: bureauId }) => bureauId);
}

/** Where every bureau's log stands. */
async function readHeads({ db }: Runtime): Promise<readonly Head[]> {
  const { rows } = await sql<Head>`SELECT bureau AS "bureauId", deeds AS mark FROM log_heads()`.execute(db);
  return rows;
}

/** How much of every bureau's log is published, and whether that is all of it. */
async function readPublished({ db }: Runtime): Promise<readonly (Head & { readonly isWhole: boolean })[]> {
  const { rows } = await sql<Head & { isWhole: boolean }>`
    SELECT b.bureau_id AS "bureauId", s.published AS mark, s.published = s.deeds AS "isWhole" FROM log_state() s JOIN bureau b USING (code)`.execute(
    db,
  );
  return rows;
}

export interface Rounds {
  /** Visits whoever has moved, and some of the others. */
  round(stopping?: AbortSignal): Promise<void>;
}

/** The rounds of one process. What it finds published at its start waits for its turn with the quiet ones. */
export function openRounds(
  runtime: Runtime,
  followers: readonly Follower[],
  beside: (bureauId: number) => Promise<void> = () => Promise.resolve(),
): Rounds {
  const rota = openRota(QUIET_A_ROUND);
  let isFirst = true;
  return {
    round: async (stopping) => {
      await keepReferences(runtime.files);
      if (isFirst) for (const head of await readPublished(runtime)) if (head.isWhole) rota.visited(head);
      isFirst = false;
      await visitAll(
        rota.next(await readHeads(runtime)),
        AT_ONCE,
        async (head) => {
          // A visit that fails keeps nothing waiting that runs beside it.
          const works = [() => visit(runtime, head.bureauId, followers), () => beside(head.bureauId)];
          await visitAll(works, 1, (work) => work());
          rota.visited(head);
        },
        stopping,
      );
    },
  };
}

/** Starts the loop; an error is reported through `onError` and the next round tries again. */
export function startWorker(
  runtime: Runtime,
  followers: readonly Follower[],
  onError: (error: unknown) => void,
): Worker {
  const audits = openAudits(runtime, onError);
  const exports = openExports(runtime, { scopeCondition }, directoryFilesText.cover, onError);
  const openData = openRefresh(runtime, onError);
  // They run beside the loop: a visit only starts what is missing.
  const rounds = openRounds(runtime, followers, async (bureauId) => {
    await audits.startMissing(bureauId);
    await exports.startNext(bureauId);
    await openData.start(bureauId);
  });
  const loop = startLoop((stopping) => rounds.round(stopping), onError);
  return {
    lastError: () => loop.lastError(),
    stop: async () => {
      await loop.stop();
      await Promise.all([audits.stop(), exports.stop(), openData.stop()]);
    },
  };
}

/** Starts the loop that asks the witnesses: apart from the other, since it waits for machines elsewhere. */
export function startCollector(runtime: Runtime, onError: (error: unknown) => void): Worker {
  const rota = openRota(QUIET_A_ROUND);
  return startLoop(async (stopping) => {
    const collect = async (head: Head): Promise<void> => {
      await collectCosignatures(runtime, head.bureauId);
      rota.visited(head);
    };
    await visitAll(rota.next(await readPublished(runtime)), ASKED_AT_ONCE, collect, stopping);
  }, onError);
}

/** Starts the loop that seals what an earlier version stored unsealed: once there is nothing left, a question now and then. */
export function startSealing(runtime: Runtime, onError: (error: unknown) => void): Worker {
  return startLoop(
    async (stopping) => visitAll(await listBureaus(runtime), 1, (bureauId) => sealUploads(runtime, bureauId), stopping),
    onError,
    SEALING_PERIOD_MS,
  );
}

/** Starts the loop that looks after the archive's store: apart, since it reads every file. */
export function startStoreKeeper(runtime: Runtime, onError: (error: unknown) => void): Worker {
  const recovered = new Set<number>();
  const keep = async (bureauId: number): Promise<void> => {
    if (!recovered.has(bureauId)) await recover(runtime, bureauId);
    recovered.add(bureauId);
    await examineDue(runtime, bureauId);
    await runFixity(runtime, bureauId);
  };
  return startLoop(
    async (stopping) => visitAll(await listBureaus(runtime), 1, keep, stopping),
    onError,
    STORE_PERIOD_MS,
  );
}

/** Rounds, one after another with a rest between, until it is stopped. */
export function startLoop(
  round: (stopping: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
  period = PERIOD_MS,
): Worker {
  const stopping = new AbortController();
  let failure: string | undefined;
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await round(stopping.signal);
        failure = undefined;
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
        onError(error);
      }
      await sleep(period, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    lastError: () => failure,
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}
