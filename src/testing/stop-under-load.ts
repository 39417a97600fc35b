/** The program is told to stop while people write: what was sent before is answered, it ends in time, and nothing is half done (reliability §2, G35). @module */
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { auditBureau } from '../core/log/audit/audit.ts';
import { freePort, openFolder, prepareFolder, startProgram } from './program.ts';
import { effectsOf, newExpert, startWriters, type Attempt } from './steady-writers.ts';
import { diceOf } from './workbook-dice.ts';

export interface StopFigures {
  readonly stops: number;
  readonly acknowledged: number;
  /** Commands that were on their way when the signal came. */
  readonly inFlight: number;
  /** Of those, refused, or done and never answered. */
  readonly broken: number;
  /** Of those, neither answered nor done: the socket was still in the queue of the system when the program ceased to listen. */
  readonly unheard: number;
  /** Milliseconds from the signal to the end of the program. */
  readonly ends: readonly number[];
  /** Ends with another exit code than 0, and errors that the program complained of. */
  readonly complaints: readonly string[];
  readonly lost: number;
  readonly doubled: number;
  readonly logProblems: number;
}

interface Options {
  readonly stops: number;
  readonly seed: string;
  /** SIGKILL for a control. */
  readonly signal?: 'SIGTERM' | 'SIGKILL';
}

const PEOPLE = 12;

/** Starts, works, stops, again and again on one folder. */
export async function stopUnderLoad(
  folder: string,
  { stops, seed, signal = 'SIGTERM' }: Options,
): Promise<StopFigures> {
  let expertId = '';
  const { cookies } = await prepareFolder(folder, ['group-office'], async (sunlot) => {
    expertId = await newExpert(sunlot);
  });
  const port = await freePort();
  const dice = diceOf(`stop ${seed}`);
  const told: Attempt[] = [];
  const ends: number[] = [];
  const complaints: string[] = [];
  const onTheirWay: Attempt[] = [];
  for (let n = 0; n < stops; n += 1) {
    const program = await startProgram(folder, port);
    const cookie = cookies['group-office'] ?? '';
    const writers = startWriters({ port, cookie, expertId }, PEOPLE, `${seed} ${n}`);
    await sleep(1_000 + dice.below(1_000));
    // Answers that have arrived are read first, on a busy machine too: what is on its way then is the program's to answer.
    await nextTurn();
    await nextTurn();
    const signalledAt = performance.now();
    program.child.kill(signal);
    const code = await program.ended;
    ends.push(performance.now() - signalledAt);
    await writers.stop();
    onTheirWay.push(...writers.attempts.filter(({ sentAt, endedAt }) => sentAt < signalledAt && endedAt > signalledAt));
    told.push(...writers.acknowledged());
    if (code !== 0) complaints.push(`stop ${n} ended with ${code}`);
    complaints.push(...(program.output().match(/^.*"level":50.*$/gm) ?? []));
  }
  const sunlot = await openFolder(folder);
  try {
    const effects = await effectsOf(sunlot);
    const { problems } = await auditBureau(sunlot.runtime, 1);
    const unanswered = onTheirWay.filter(({ status }) => status !== 200);
    const unheard = unanswered.filter(({ status, mark }) => status === 0 && !effects.has(mark)).length;
    return {
      stops,
      acknowledged: told.length,
      inFlight: onTheirWay.length,
      broken: unanswered.length - unheard,
      unheard,
      ends,
      complaints,
      lost: told.filter(({ mark }) => !effects.has(mark)).length,
      doubled: [...effects.values()].filter((times) => times > 1).length,
      logProblems: problems,
    };
  } finally {
    await sunlot.close();
  }
}
