/** A limit to what a thread may work, not to how long it waits: on a busy machine an honest file takes its time. @module */
import type { Worker } from 'node:worker_threads';

const LOOK_EVERY_MS = 500;

/**
 * Calls `onOver` once when the thread has worked for `seconds` of processor time since now. What it waits for others (the database, a
 * processor) does not count.
 *
 * @returns ends the watch; harmless twice
 */
export function limitProcessorTime(worker: Worker, seconds: number, onOver: () => void): () => void {
  const used = (): Promise<number | undefined> =>
    worker.cpuUsage().then(
      ({ user, system }) => (user + system) / 1e6,
      // It has not started yet, or has ended.
      () => undefined,
    );
  let before: number | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    const now = await used();
    if (now === undefined || isOver) return;
    before ??= now;
    if (now - before < seconds) return;
    end();
    onOver();
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  const end = (): void => {
    isOver = true;
    clearInterval(timer);
  };
  void look();
  return end;
}
