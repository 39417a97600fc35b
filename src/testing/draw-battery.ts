/** Two batteries for the one promise of a draw, that it has one result: many press at once; who presses is killed. @module */
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { computeDraw, parseCanonical, readAnnouncement } from 'verifiable-draw';
import { execute } from '../core/command.ts';
import { newId, newSecret } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { completeDraw } from '../draw/actions/complete.ts';
import { readLists } from '../draw/reads/lists.ts';
import { findDraw } from '../draw/reads/progress.ts';
import { announcedLists } from '../draw/rules/announcement.ts';
import { DICE, sourceOf } from '../draw/rules/sources.ts';
import type { DrawConfig } from '../draw/types.ts';
import {
  act,
  carryOn,
  carryTo,
  DIGITS,
  NONCES,
  office,
  secondOffice,
  supervisor,
  type CeremonyStep,
} from './draw-ceremony.ts';

export interface Trial {
  readonly planId: string;
  readonly batch: number;
  readonly config: DrawConfig;
}

/** What a trial left behind; all is well with one of each and no difference. */
export interface Verdict {
  /** Different answers that were given. */
  readonly answers: number;
  readonly results: number;
  readonly deeds: number;
  /** Whether the stored result is the one computed apart, from what was published. */
  readonly isExpected: boolean;
}

/** Whether a trial ended as it must. */
export function isSound({ answers, results, deeds, isExpected }: Verdict): boolean {
  return answers === 1 && results === 1 && deeds === 1 && isExpected;
}

/**
 * Two operators and the witness press `presses` times at once, each time under a command of its own; every third is sent
 * twice, as by a browser that heard no answer.
 */
export async function contest(runtime: Runtime, trial: Trial, presses: number): Promise<Verdict> {
  const drawId = await carryTo(runtime, 'seeded', trial);
  const expected = await expectedResult(runtime, drawId);
  const people = [office, secondOffice, supervisor];
  const answers = await Promise.all(
    Array.from({ length: presses }, async (_, n) => {
      const press = execute.bind(undefined, runtime, people[n % people.length] ?? office);
      const command = newId();
      const sent = n % 3 === 2 ? [command, command] : [command];
      return Promise.all(sent.map((id) => press(completeDraw, id, { drawId })));
    }),
  );
  return judge(runtime, drawId, expected, new Set(answers.flat().map((answer) => JSON.stringify(answer))).size);
}

/** What the child of a trial is told. */
export interface ChildTask {
  readonly appUrl: string;
  readonly drawId: string;
  readonly batch: number;
}

const CHILD = fileURLToPath(new URL('../../bench/battery/kill-draw.child.ts', import.meta.url));

/**
 * A process of its own types the dice, checks them and completes the draw, and is killed (SIGKILL) within `windowMs` of
 * its first step; then the rest is done here. `appUrl`: the database the runtime works on.
 */
export async function killAndResume(
  runtime: Runtime,
  appUrl: string,
  trial: Trial,
  windowMs: number,
): Promise<Verdict & { readonly killedAt: CeremonyStep }> {
  const drawId = await carryTo(runtime, 'revealed', trial);
  const expected = await expectedResult(runtime, drawId);
  await runAndKill({ appUrl, drawId, batch: trial.batch }, Number.parseInt(newSecret(4), 16) % windowMs);
  const killedAt = await stepOf(runtime, drawId);
  await carryOn(runtime, drawId, trial.batch, killedAt, 'drawn');
  const again = await act(runtime, supervisor, completeDraw, { drawId });
  return { ...(await judge(runtime, drawId, expected, again.ok ? 1 : 0)), killedAt };
}

async function runAndKill(task: ChildTask, delayMs: number): Promise<void> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), gone]);
  await sleep(delayMs);
  child.kill('SIGKILL');
  // 0: it was done before the blow; null: killed. Anything else is a fault of the child, not of the blow.
  const code = await gone;
  if (code !== null && code !== 0) throw new Error(`the child ended with ${code}`);
}

async function stepOf(runtime: Runtime, drawId: string): Promise<CeremonyStep> {
  const draw = await read(runtime, 1, (tx) => findDraw(tx, drawId));
  // Both shares were revealed before the child began.
  if (draw?.state === 'announced') return 'revealed';
  if (draw?.state === 'rolling' || draw?.state === 'seeded' || draw?.state === 'drawn') return draw.state;
  throw new Error(`draw ${drawId} is ${draw?.state}`);
}

/** Hash of the result by what is published before anybody presses: announcement, lists, shares and dice. */
async function expectedResult(runtime: Runtime, drawId: string): Promise<string> {
  return read(runtime, 1, async (tx) => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || draw.announcement === null) throw new Error(`draw ${drawId} is not announced`);
    const announcement = readAnnouncement(parseCanonical(draw.announcement));
    const lists = announcedLists(announcement, await readLists(tx, drawId));
    const values = { [sourceOf('leader')]: NONCES.leader, [sourceOf('supervisor')]: NONCES.supervisor, [DICE]: DIGITS };
    return computeDraw({ announcement, ...lists, values }).resultHash;
  });
}

async function judge(runtime: Runtime, drawId: string, expected: string, answers: number): Promise<Verdict> {
  return read(runtime, 1, async ({ db }) => {
    const results = await db
      .selectFrom('draw_result')
      .select('result_hash')
      .where('bureau_id', '=', 1)
      .where('draw_id', '=', drawId)
      .execute();
    const deeds = await db
      .selectFrom('deed')
      .select('seq')
      .where('bureau_id', '=', 1)
      .where('kind', '=', 'draw.complete')
      .where('subject_id', '=', drawId)
      .execute();
    return { answers, results: results.length, deeds: deeds.length, isExpected: results[0]?.result_hash === expected };
  });
}
