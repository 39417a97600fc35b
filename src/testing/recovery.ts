/** The program or its database is killed while people write: how long until somebody is told again "saved" (reliability §2, G3), and is all there. @module */
import { setTimeout as sleep } from 'node:timers/promises';
import { auditBureau } from '../core/log/audit/audit.ts';
import { withClient } from '../core/postgres/roles.ts';
import { freePort, openFolder, prepareFolder, serverProcesses, startProgram, type Program } from './program.ts';
import { effectsOf, newExpert, startWriters, type Writers } from './steady-writers.ts';
import { diceOf } from './workbook-dice.ts';

/** Who is killed (SIGKILL): the program, every process of its PostgreSQL, one connection's process, or program and PostgreSQL at once. */
export const VICTIMS = ['program', 'postgres', 'backend', 'both'] as const;
export type Victim = (typeof VICTIMS)[number];

export interface RecoveryFigures {
  readonly kills: number;
  /** Milliseconds from the kill to the first answer "saved" to a command sent after it. */
  readonly recoveries: readonly { readonly victim: Victim; readonly ms: number }[];
  readonly acknowledged: number;
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once. */
  readonly doubled: number;
  readonly logProblems: number;
}

interface Options {
  readonly kills: number;
  readonly seed: string;
  readonly victims?: readonly Victim[];
  /** The controls: answers that do not wait for the disk must be seen to be lost, a late supervisor to be slow. */
  readonly isHasty?: boolean;
  readonly restartAfterMs?: number;
}

const PEOPLE = 4;
const PATIENCE_MS = 120_000;
const NO_WAIT = `CREATE OR REPLACE FUNCTION sunlot.flush_deeds(b integer) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'`;

/** Kills again and again in a new folder; a supervisor starts the program again as soon as it has ended. */
export async function killAndRecover(folder: string, options: Options): Promise<RecoveryFigures> {
  const { kills, seed, victims = VICTIMS, isHasty = false, restartAfterMs = 0 } = options;
  let expertId = '';
  const { cookies } = await prepareFolder(folder, ['group-office'], async (sunlot) => {
    expertId = await newExpert(sunlot);
    // Before the first service: what the program's own start does is not undone by it.
    if (isHasty) await withClient(sunlot.adminUrl ?? '', (owner) => owner.query(NO_WAIT));
  });
  const dice = diceOf(`recovery ${seed}`);
  const supervisor = await supervise(folder, restartAfterMs);
  const writers = startWriters(
    { port: supervisor.port, cookie: cookies['group-office'] ?? '', expertId },
    PEOPLE,
    seed,
  );
  const recoveries: { victim: Victim; ms: number }[] = [];
  try {
    await saidSaved(writers, performance.now());
    for (let n = 0; n < kills; n += 1) {
      await sleep(200 + dice.below(1_300));
      // Just after an answer, when what it says is youngest.
      await saidSaved(writers, performance.now());
      const victim = victims[n % victims.length] ?? 'both';
      const killedAt = performance.now();
      kill(victim, folder, supervisor.program(), dice.below);
      recoveries.push({ victim, ms: (await saidSaved(writers, killedAt)) - killedAt });
    }
  } finally {
    await writers.stop();
    await supervisor.stop();
  }
  return { kills, recoveries, ...(await judge(folder, writers)) };
}

interface Supervisor {
  readonly port: number;
  program(): Program;
  stop(): Promise<void>;
}

/** What systemd does: whatever ended without being asked is started again. */
async function supervise(folder: string, restartAfterMs: number): Promise<Supervisor> {
  const port = await freePort();
  let isOver = false;
  let program = await startProgram(folder, port);
  const watching = (async () => {
    for (;;) {
      await program.ended;
      if (isOver) return;
      await sleep(restartAfterMs);
      program = await startProgram(folder, port);
    }
  })();
  // Seen where it is waited for: the end of a start that failed.
  watching.catch(() => undefined);
  return {
    port,
    program: () => program,
    stop: async () => {
      isOver = true;
      program.child.kill('SIGTERM');
      await watching;
    },
  };
}

function kill(victim: Victim, folder: string, program: Program, below: (limit: number) => number): void {
  const server = serverProcesses(folder);
  if (victim === 'program' || victim === 'both') program.child.kill('SIGKILL');
  // The last are the youngest: those of connections.
  const chosen = victim === 'backend' ? server.slice(1).slice(-PEOPLE) : [];
  const pids =
    victim === 'backend' ? chosen.slice(below(chosen.length)).slice(0, 1) : victim === 'program' ? [] : server;
  for (const pid of pids)
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // One that ended by itself meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
}

/** The moment at which a command that was sent after `since` is answered "saved". */
async function saidSaved(writers: Writers, since: number): Promise<number> {
  for (;;) {
    const found = writers.attempts.findLast(({ sentAt, status }) => status === 200 && sentAt > since);
    if (found !== undefined)
      return Math.min(
        ...writers.attempts.flatMap(({ sentAt, endedAt, status }) =>
          status === 200 && sentAt > since ? [endedAt] : [],
        ),
      );
    if (performance.now() - since > PATIENCE_MS) throw new Error('nobody was told "saved" again');
    await sleep(5);
  }
}

async function judge(
  folder: string,
  writers: Writers,
): Promise<Pick<RecoveryFigures, 'acknowledged' | 'lost' | 'doubled' | 'logProblems'>> {
  const sunlot = await openFolder(folder);
  try {
    const effects = await effectsOf(sunlot);
    const told = writers.acknowledged();
    const { problems } = await auditBureau(sunlot.runtime, 1);
    return {
      acknowledged: told.length,
      lost: told.filter(({ mark }) => !effects.has(mark)).length,
      doubled: [...effects.values()].filter((times) => times > 1).length,
      logProblems: problems,
    };
  } finally {
    await sunlot.close();
  }
}
