/** Jobs whose processes are killed at any moment: each deed has its effect once in each of them, and the numbers they take have no gap (reliability §2, G20). @module */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Follower } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { auditBureau } from '../core/log/audit/audit.ts';
import { takeSerial } from '../core/register/register.ts';
import { ok } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, transact, type Tx } from '../core/transact.ts';
import { actorOf } from './runtime.ts';
import { diceOf } from './workbook-dice.ts';

export interface JobFigures {
  readonly jobs: number;
  readonly kills: number;
  /** Jobs whose effect is there twice, or not at all. */
  readonly doubled: number;
  readonly missing: number;
  /** Numbers between one and the last that nobody has, or two have. */
  readonly gaps: number;
  readonly logProblems: number;
}

interface Options {
  readonly jobs: number;
  readonly seed: string;
  /** The control: jobs that have their effect before, and apart from, the step that notes them as done. */
  readonly isCareless?: boolean;
}

/** Jobs that follow the same deeds, as the modules' do. */
const FOLLOWERS = 4;
const PROCESSES = 3;
const DEEDS_AT_ONCE = 500;
const CHILD = fileURLToPath(new URL('./many-jobs.child.ts', import.meta.url));

/** The jobs of this harness: each takes a number and does a deed for every deed it follows. */
export function jobsOf(runtime: Runtime, seed: string, isCareless: boolean): Follower[] {
  const effect = async (tx: Tx, job: string, seq: number): Promise<void> => {
    await takeSerial(tx, `${seed}-jobs`, newId());
    tx.record({ kind: 'test.job', subject: `job/${job}-${seq}`, facts: { seq } });
  };
  return Array.from({ length: FOLLOWERS }, (_, n) => {
    const job = `battery-${seed}-${n}`;
    return {
      job,
      kinds: [`test.note-${seed}`],
      handle: async (tx, { seq }) => {
        if (!isCareless) return effect(tx, job, seq);
        await transact(runtime, { id: newId(), actor: tx.actor }, async (own) => {
          await effect(own, job, seq);
          return ok(undefined);
        });
        return undefined;
      },
    };
  });
}

/** Does all jobs with processes that are killed again and again. */
export async function killJobs(runtime: Runtime & { readonly appUrl: string }, options: Options): Promise<JobFigures> {
  const { seed, isCareless = false } = options;
  const deeds = Math.ceil(options.jobs / FOLLOWERS);
  const jobs = deeds * FOLLOWERS;
  await makeDeeds(runtime, seed, deeds);
  let kills = 0;
  const dice = diceOf(`jobs ${seed}`);
  const work = async (): Promise<void> => {
    while ((await doneJobs(runtime, seed)).length < FOLLOWERS) {
      const child = spawn(process.execPath, [CHILD, runtime.appUrl, seed, String(isCareless)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await Promise.race([once(child.stdout, 'data'), ended]);
      await Promise.race([sleep(50 + dice.below(1_200)), ended]);
      if (child.exitCode === null && child.kill('SIGKILL')) kills += 1;
      await ended;
    }
  };
  await Promise.all(Array.from({ length: PROCESSES }, work));
  const { problems } = await auditBureau(runtime, 1);
  return { jobs, kills, ...(await countEffects(runtime, seed, jobs)), logProblems: problems };
}

async function makeDeeds(runtime: Runtime, seed: string, count: number): Promise<void> {
  for (let made = 0; made < count; made += DEEDS_AT_ONCE)
    await transact(runtime, { id: newId(), actor: actorOf(['group-office']) }, async (tx) => {
      for (let n = made; n < Math.min(count, made + DEEDS_AT_ONCE); n += 1)
        tx.record({ kind: `test.note-${seed}`, subject: `note/${n}`, facts: { n } });
      return ok(undefined);
    });
}

/** The jobs whose cursor stands at the last deed. */
async function doneJobs(runtime: Runtime, seed: string): Promise<readonly string[]> {
  return inBureau(runtime, 1, async ({ db }) => {
    const { rows } = await sql<{ job: string }>`
      SELECT job FROM job_cursor WHERE job LIKE ${`battery-${seed}-%`}
        AND seq = (SELECT max(seq) FROM deed WHERE kind = ${`test.note-${seed}`})`.execute(db);
    return rows.map(({ job }) => job);
  });
}

async function countEffects(
  runtime: Runtime,
  seed: string,
  jobs: number,
): Promise<Pick<JobFigures, 'doubled' | 'missing' | 'gaps'>> {
  return inBureau(runtime, 1, async ({ db }) => {
    const { rows } = await sql<{ effects: number; doubled: number; numbers: number; last: number }>`
      WITH done AS (SELECT subject_id, count(*)::int AS times FROM deed
        WHERE kind = 'test.job' AND subject_id LIKE ${`battery-${seed}-%`} GROUP BY subject_id)
      SELECT count(*)::int AS effects, (count(*) FILTER (WHERE times > 1))::int AS doubled,
        (SELECT count(DISTINCT serial)::int FROM file_serial WHERE series = ${`${seed}-jobs`}) AS numbers,
        (SELECT coalesce(max(serial), 0)::int FROM file_serial WHERE series = ${`${seed}-jobs`}) AS last
      FROM done`.execute(db);
    const { effects = 0, doubled = 0, numbers = 0, last = 0 } = rows[0] ?? {};
    return { doubled, missing: jobs - effects, gaps: last - numbers };
  });
}
