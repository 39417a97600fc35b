/** Commands done over a line to PostgreSQL that fails, the first of each kind, and the notes of what was tried. @module */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { execute as Execute } from '../core/command.ts';
import { failEachStatement } from './statement-faults.ts';

/** One command whose statements failed, each once by every fault. */
export interface DeedNote {
  readonly kind: string;
  readonly isDone: boolean;
  readonly runs: number;
  readonly statements: number;
  readonly wrong: readonly string[];
}

/** A file of lines: a proof in pieces and in several processes, one after the other, goes on where it was. */
export interface DeedNotes {
  readonly done: ReadonlySet<string>;
  add(note: DeedNote): void;
}

/** Much is refused, in walks and tests: so many times a kind is tried until it was done once. */
const MOST_TRIES = 12;
/** Their rows come from a thread that reads the file once; the whole check is sent again (src/directory/check-faults.test.ts). */
const ONLY_WHOLE: ReadonlySet<string> = new Set(['directory.check-import']);

export function openNotes(path: string): DeedNotes {
  const done = new Set(readNotes(path).flatMap(({ kind, isDone }) => (isDone ? [kind] : [])));
  return {
    done,
    add: (note) => {
      if (note.isDone) done.add(note.kind);
      appendFileSync(path, `${JSON.stringify(note)}\n`);
    },
  };
}

export function readNotes(path: string): DeedNote[] {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as DeedNote);
}

/**
 * Does commands as `execute` does; of a kind that was not done yet every statement fails before. The line is one for the process:
 * a command that fails is alone on it, others wait; one that comes while others are under way is only done.
 */
export function failingDeeds(execute: typeof Execute, notes: DeedNotes): typeof Execute {
  const tries = new Map<string, number>();
  let underWay = 0;
  let failing: Promise<unknown> | undefined;

  return async (runtime, actor, spec, commandId, input) => {
    while (failing !== undefined) await failing;
    const { kind } = spec;
    const send = (): ReturnType<typeof execute<typeof spec.input, typeof spec.output>> =>
      execute(runtime, actor, spec, commandId, input);
    const isTried = notes.done.has(kind) || (tries.get(kind) ?? 0) >= MOST_TRIES || ONLY_WHOLE.has(kind);
    if (underWay > 0 || isTried) {
      underWay += 1;
      return send().finally(() => {
        underWay -= 1;
      });
    }
    const trial = failEachStatement(runtime, { bureauId: actor.bureauId, commandId, send }, notes.done.size);
    failing = trial.catch(() => undefined);
    try {
      const { result, runs, statements, wrong } = await trial;
      // What is refused before the database is asked says nothing.
      if (statements > 0) {
        tries.set(kind, (tries.get(kind) ?? 0) + 1);
        notes.add({ kind, isDone: result.ok, runs, statements, wrong });
      }
      return result;
    } finally {
      failing = undefined;
    }
  };
}
