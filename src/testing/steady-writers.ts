/** People who write without a pause and send each command again until it is answered; they remember what they were told. @module */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { OpenSunlot } from '../cli/open.ts';
import { inBureau } from '../core/transact.ts';
import { saveExpert } from '../directory/actions/save.ts';
import { done } from './draw-ceremony.ts';
import { actorOf } from './runtime.ts';
import { nextAddress } from './served-site.ts';

/** One attempt of a command; times of `performance.now()`. */
export interface Attempt {
  readonly mark: string;
  readonly sentAt: number;
  readonly endedAt: number;
  /** 0 when there was no whole answer. */
  readonly status: number;
}

export interface Writers {
  readonly attempts: readonly Attempt[];
  /** What was answered "saved". */
  acknowledged(): readonly Attempt[];
  /** Ends after the attempts under way. */
  stop(): Promise<void>;
}

interface Served {
  readonly port: number;
  readonly cookie: string;
  readonly expertId: string;
}

const PATIENCE_MS = 20_000;
const PAUSE_MS = 25;
let addresses = 0;

/** An expert whose fees are what is written. */
export async function newExpert({ runtime }: Pick<OpenSunlot, 'runtime'>): Promise<string> {
  const content = { directoryNumber: 'ZJ-0001', name: '甲专示', specialties: [] };
  return (await done(runtime, actorOf(['group-office']), saveExpert, { target: null, reason: '聘任', content }))
    .recordId;
}

/** Starts `people` writers. Each from addresses of its own, so that no limit of one address is reached. */
export function startWriters(served: Served, people: number, seed: string): Writers {
  const attempts: Attempt[] = [];
  let isOver = false;
  const write = async (person: number): Promise<void> => {
    for (let n = 0; !isOver; n += 1) {
      const [mark, key] = [`${seed} ${person} ${n}`, randomUUID()];
      while (!isOver) {
        const sentAt = performance.now();
        const status = await send(served, mark, key);
        attempts.push({ mark, sentAt, endedAt: performance.now(), status });
        if (status === 200) break;
        await sleep(PAUSE_MS);
      }
    }
  };
  const running = Array.from({ length: people }, (_, person) => write(person));
  return {
    attempts,
    acknowledged: () => attempts.filter(({ status }) => status === 200),
    stop: async () => {
      isOver = true;
      await Promise.all(running);
    },
  };
}

function send({ port, cookie, expertId }: Served, note: string, key: string): Promise<number> {
  addresses += 1;
  const localAddress = nextAddress(addresses).replace(/^10\./, '127.');
  return new Promise((resolve) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        localAddress,
        path: '/api/directory.record-expert',
        method: 'POST',
        agent: false,
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': key },
        timeout: PATIENCE_MS,
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.complete ? (response.statusCode ?? 0) : 0));
        response.on('error', () => resolve(0));
      },
    );
    asked.on('timeout', () => asked.destroy());
    asked.on('error', () => resolve(0));
    asked.end(JSON.stringify({ expertId, kind: 'fee', onDay: '2026-03-01', amountFen: 50_000, note }));
  });
}

/** How often each command had its effect, by mark. */
export async function effectsOf({ runtime }: Pick<OpenSunlot, 'runtime'>): Promise<ReadonlyMap<string, number>> {
  return inBureau(runtime, 1, async ({ db }) => {
    const { rows } = await sql<{ mark: string; times: number }>`
      SELECT note AS mark, count(*)::int AS times FROM expert_record WHERE kind = 'fee' GROUP BY note`.execute(db);
    return new Map(rows.map(({ mark, times }) => [mark, times]));
  });
}
