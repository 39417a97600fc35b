/** The background loops: checkpoints and followers of every bureau once a second, and beside them the witnesses. @module */
import { setTimeout as sleep } from 'node:timers/promises';
import { examineDue, purgeDestroyed, recover, runFixity } from '../archive/actions/store.ts';
import { lookAtVolumes } from '../archive/jobs.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { collectCosignatures } from '../core/log/collect.ts';
import type { Runtime } from '../core/runtime.ts';
import { openExports, type Exports } from '../directory/jobs/exports.ts';
import { endPublications } from '../disclosure/jobs.ts';
import { directoryFilesText } from '../web/kit/strings/directory-files.zh.ts';
import { openAudits, type Audits } from '../draw/audits/run.ts';
import { buildMissingBundles } from '../draw/bundle.ts';
import { openDueDraws } from '../draw/jobs.ts';
import { keepReferences } from '../draw/reads/references.ts';
import { openRefresh, type OpenDataRefresh } from '../opendata/jobs.ts';
import { follow, type Follower } from '../core/follow.ts';
import { sealUploads } from '../core/uploads/carry-over.ts';

const PERIOD_MS = 1_000;
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

/** One round: the verifiers of the day are kept; sealed draws whose time has come are opened; publications whose time is over end; every follower of every bureau, then the checkpoints, then the bundles of draws, then the archive. */
export async function workOnce(runtime: Runtime, followers: readonly Follower[]): Promise<void> {
  await keepReferences(runtime.files);
  const bureaus = await runtime.db.selectFrom('bureau').select('bureau_id').orderBy('bureau_id').execute();
  for (const { bureau_id: bureauId } of bureaus) {
    await openDueDraws(runtime, bureauId);
    await endPublications(runtime, bureauId);
    for (const follower of followers) await follow(runtime, bureauId, follower);
    await publishCheckpoints(runtime, bureauId);
    await buildMissingBundles(runtime, bureauId);
    await purgeDestroyed(runtime, bureauId);
    await lookAtVolumes(runtime, bureauId);
  }
}

interface Beside {
  readonly audits: Audits;
  readonly exports: Exports;
  readonly openData: OpenDataRefresh;
}

/** Audits, exports and open data run beside the loop: a round only starts what is missing. */
async function startBeside(runtime: Runtime, { audits, exports, openData }: Beside): Promise<void> {
  const bureaus = await runtime.db.selectFrom('bureau').select('bureau_id').orderBy('bureau_id').execute();
  for (const { bureau_id: bureauId } of bureaus) {
    await audits.startMissing(bureauId);
    await exports.startNext(bureauId);
    await openData.start(bureauId);
  }
}

/** Starts the loop; an error is reported through `onError` and the next round tries again. */
export function startWorker(
  runtime: Runtime,
  followers: readonly Follower[],
  onError: (error: unknown) => void,
): Worker {
  const audits = openAudits(runtime, onError);
  const exports = openExports(runtime, directoryFilesText.cover, onError);
  const openData = openRefresh(runtime, onError);
  const loop = startLoop(async () => {
    await workOnce(runtime, followers);
    await startBeside(runtime, { audits, exports, openData });
  }, onError);
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
  return startLoop(async () => {
    const bureaus = await runtime.db.selectFrom('bureau').select('bureau_id').orderBy('bureau_id').execute();
    for (const { bureau_id: bureauId } of bureaus) await collectCosignatures(runtime, bureauId);
  }, onError);
}

/** Starts the loop that seals what an earlier version stored unsealed: once there is nothing left, a question now and then. */
export function startSealing(runtime: Runtime, onError: (error: unknown) => void): Worker {
  return startLoop(
    async () => {
      const bureaus = await runtime.db.selectFrom('bureau').select('bureau_id').orderBy('bureau_id').execute();
      for (const { bureau_id: bureauId } of bureaus) await sealUploads(runtime, bureauId);
    },
    onError,
    SEALING_PERIOD_MS,
  );
}

/** Starts the loop that looks after the archive's store: apart, since it reads every file. */
export function startStoreKeeper(runtime: Runtime, onError: (error: unknown) => void): Worker {
  let isRecovered = false;
  return startLoop(
    async () => {
      const bureaus = await runtime.db.selectFrom('bureau').select('bureau_id').orderBy('bureau_id').execute();
      for (const { bureau_id: bureauId } of bureaus) {
        if (!isRecovered) await recover(runtime, bureauId);
        await examineDue(runtime, bureauId);
        await runFixity(runtime, bureauId);
      }
      isRecovered = true;
    },
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
