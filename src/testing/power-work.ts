/** People at work while the power is cut: commands with a number, a deed and a file each, and checkpoints published beside them. @module */
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../core/ids.ts';
import type { OutsideCheckpoint } from '../core/log/audit/outside.ts';
import { findNewestCheckpoint, logOrigin, publishCheckpoints } from '../core/log/checkpoint.ts';
import { takeSerial } from '../core/register/register.ts';
import { ok } from '../core/result.ts';
import { read, transact } from '../core/transact.ts';
import type { BenchRuntime } from './bench-runtime.ts';
import { actorOf } from './runtime.ts';

/** What somebody was told is saved. */
export interface Told {
  readonly id: string;
  readonly serial: number;
  readonly file: string;
}

export interface SoFar {
  readonly told: readonly Told[];
  /** The newest checkpoint that anybody could have fetched. */
  readonly published: OutsideCheckpoint | undefined;
}

export interface Work {
  /** What has been answered until now. */
  soFar(): SoFar;
  stop(): Promise<void>;
}

const PEOPLE = 6;
export const SERIES = 'power';

export function startWork(runtime: BenchRuntime): Work {
  const told: Told[] = [];
  let published: OutsideCheckpoint | undefined;
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const id = newId();
      const file = await runtime.files.put(Buffer.from(`photograph of ${id}`));
      const done = await transact(runtime, { id, actor: actorOf(['group-office']) }, async (tx) => {
        const { serial } = await takeSerial(tx, SERIES, id);
        tx.record({ kind: 'test.note', subject: `note/${id}`, facts: { file } });
        return ok(serial);
      });
      if (done.ok) told.push({ id, serial: done.value, file });
    }
  };
  const publish = async (): Promise<void> => {
    while (!isOver) {
      await publishCheckpoints(runtime, 1);
      const newest = await read(runtime, 1, findNewestCheckpoint);
      if (newest !== undefined)
        published = {
          file: 'published',
          origin: logOrigin('120111.test.example', newest.year),
          size: newest.size,
          root: newest.root,
          isSigned: true,
        };
      await sleep(100);
    }
  };
  const running = [...Array.from({ length: PEOPLE }, work), publish()];
  return {
    soFar: () => ({ told: [...told], published }),
    stop: async () => {
      isOver = true;
      await Promise.all(running);
    },
  };
}
