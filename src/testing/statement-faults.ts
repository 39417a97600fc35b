/** A command whose statements fail one after another: nothing half done, nothing falsely called done, and the same command then succeeds. @module */
import { setTimeout } from 'node:timers/promises';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { armStatements, isCommit, type Statement, type StatementFault } from './failing-statements.ts';

export interface FaultedCommand<T> {
  /** Of the command itself, once it was let through. */
  readonly result: Result<T>;
  readonly runs: number;
  /** How many of its statements failed, each once for every fault. */
  readonly statements: number;
  readonly wrong: readonly string[];
}

interface Subject<T> {
  readonly bureauId: number;
  readonly commandId: string;
  /** Sends the command, under the same key each time. */
  readonly send: () => Promise<Result<T>>;
}

interface Attempt<T> {
  readonly result: Result<T> | undefined;
  readonly hasFailed: boolean;
  readonly statements: readonly Statement[];
}

/** Faults that leave the command done and its sender without an answer: at COMMIT, and at what waits for the disk after it. One a command. */
const ENDINGS: readonly { readonly after: 0 | 1; readonly fault: StatementFault }[] = [
  { after: 0, fault: 'late' },
  { after: 0, fault: 'cut' },
  { after: 1, fault: 'refused' },
  { after: 1, fault: 'late' },
  { after: 1, fault: 'cut' },
];
const BEFORE: readonly StatementFault[] = ['refused', 'late', 'cut'];
const CHANGES = /^\s*(insert|update|delete|merge|truncate|copy)\b/i;

interface Trial<T> {
  readonly runtime: Runtime;
  readonly subject: Subject<T>;
  readonly deedsBefore: number;
  readonly wrong: string[];
  runs: number;
}

/**
 * Sends the command until every statement of it has failed once by each fault. Its COMMIT fails before it is done, and then, by `turn`,
 * in one of the five ways in which it is done and not answered: sent again it must give its answer and do nothing more.
 */
export async function failEachStatement<T>(
  runtime: Runtime,
  subject: Subject<T>,
  turn: number,
): Promise<FaultedCommand<T>> {
  const { deeds: deedsBefore, isDone } = await standing(runtime, subject);
  const trial: Trial<T> = { runtime, subject, deedsBefore, wrong: [], runs: 0 };
  // Sent again, it has nothing left to do that could fail by half.
  if (isDone) return { result: await sendAgain(trial), runs: trial.runs, statements: 0, wrong: [] };
  for (let at = 0; ; at += 1) {
    for (const fault of BEFORE) {
      const { result, hasFailed, statements } = await failUndone(trial, at, fault);
      if (result !== undefined && (result.ok || !hasFailed))
        return { result, runs: trial.runs, statements: at, wrong: trial.wrong };
      if (!isOwnCommit(statements, at)) continue;
      const answer = await failUnanswered(trial, at, turn);
      return { result: answer, runs: trial.runs, statements: statements.length, wrong: trial.wrong };
    }
  }
}

/** One fault at a statement up to the COMMIT itself: no answer may come, and nothing may be there. */
async function failUndone<T>(trial: Trial<T>, at: number, fault: StatementFault): Promise<Attempt<T>> {
  const { runtime, subject, deedsBefore, wrong } = trial;
  const tried = await attempt(trial, { at, fault });
  const { result, hasFailed, statements } = tried;
  if (!hasFailed) return tried;
  const place = `statement ${at} (${(statements[at]?.text ?? '').slice(0, 80)}), ${fault}`;
  if (result !== undefined) wrong.push(`${place}: ${result.ok ? 'called done' : `refused as ${codesOf(result)}`}`);
  wrong.push(...leftBehind(statements.slice(0, at)).map((left) => `${place}: ${left}`));
  const after = await standing(runtime, subject);
  if (after.isDone || after.deeds !== deedsBefore) wrong.push(`${place}: something was done`);
  return tried;
}

/** The fault of this turn at the COMMIT, number `commit`, or after it: the command is done, and sent again it is answered and no more. */
async function failUnanswered<T>(trial: Trial<T>, commit: number, turn: number): Promise<Result<T>> {
  const { runtime, subject, wrong } = trial;
  const { after, fault } = ENDINGS[turn % ENDINGS.length] ?? { after: 0, fault: 'late' };
  const place = `COMMIT + ${after}, ${fault}`;
  const ended = await attempt(trial, { at: commit + after, fault });
  if (ended.hasFailed && ended.result !== undefined) wrong.push(`${place}: answered all the same`);
  const done = await standing(runtime, subject);
  if (!done.isDone) wrong.push(`${place}: it is not there`);
  const result = await sendAgain(trial);
  if (!result.ok) wrong.push(`${place}: sent again, refused as ${codesOf(result)}`);
  if ((await standing(runtime, subject)).deeds !== done.deeds) wrong.push(`${place}: sent again, it was done twice`);
  return result;
}

/** Over a line that does not fail. */
async function sendAgain<T>(trial: Trial<T>): Promise<Result<T>> {
  const { result } = await attempt(trial);
  if (result === undefined) throw new Error('a command failed over a line that did not');
  return result;
}

/** Sends it over a line that fails as chosen; what is thrown is an answer that did not come. */
async function attempt<T>(
  trial: Trial<T>,
  chosen?: { readonly at: number; readonly fault: StatementFault },
): Promise<Attempt<T>> {
  trial.runs += 1;
  const line = armStatements(chosen);
  let thrown: unknown;
  const result = await trial.subject.send().catch((error: unknown) => {
    thrown = error;
    return undefined;
  });
  line.mend();
  // A bug throws too; only what this line has done may be passed over.
  if (result === undefined && !line.hasFailed) throw thrown;
  // The pool learns of a dead connection by an event.
  if (chosen?.fault === 'cut') await setTimeout(1);
  return { result, hasFailed: line.hasFailed, statements: line.statements };
}

/** The COMMIT of the transaction that took the command's key: from there on it is done. */
function isOwnCommit(statements: readonly Statement[], at: number): boolean {
  const claim = statements.find(({ text }) => /^insert into "command"/i.test(text));
  const { text, connection } = statements[at] ?? {};
  return text !== undefined && isCommit(text) && connection === claim?.connection;
}

/** What stays although the command failed: changes that were committed before, and such as belong to no transaction. */
function leftBehind(statements: readonly Statement[]): string[] {
  const changed = new Set<object>();
  return statements.flatMap(({ text, connection, isOutside }) => {
    if (isCommit(text) && changed.delete(connection)) return ['an earlier part was committed by itself'];
    if (!CHANGES.test(text)) return [];
    if (isOutside) return [`changed outside a transaction: ${text.slice(0, 80)}`];
    changed.add(connection);
    return [];
  });
}

async function standing<T>(
  runtime: Runtime,
  { bureauId, commandId }: Subject<T>,
): Promise<{ deeds: number; isDone: boolean }> {
  return read(runtime, bureauId, async ({ db }) => {
    const head = await db.selectFrom('deed_head').select('seq').where('bureau_id', '=', bureauId).executeTakeFirst();
    const command = await db
      .selectFrom('command')
      .select('command_id')
      .where('bureau_id', '=', bureauId)
      .where('command_id', '=', commandId)
      .executeTakeFirst();
    return { deeds: head?.seq ?? 0, isDone: command !== undefined };
  });
}

function codesOf(result: Result<unknown>): string {
  return result.ok ? '' : result.refusals.map(({ code }) => code).join(', ');
}
