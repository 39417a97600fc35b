/** The library and the program in Python on the same random draws. @module */
import { isDeepStrictEqual } from 'node:util';
import { suiteOf } from '../src/index.ts';
import { answerOf, instanceOf } from '../src/testing/instances.ts';
import { runPython } from './python.ts';

/** What a run found. */
export interface Agreement {
  readonly draws: number;
  /** Draws for which there are no teams. */
  readonly infeasible: number;
  /** Draws that are refused because their quotas cannot be met. */
  readonly refused: number;
  /** One line for each draw on which the two differ: its number and the members. */
  readonly differences: readonly string[];
}

/**
 * Draws numbers `from` … `from + count − 1` of a seed in both programs and compares everything: roots, tickets, quotas, selection,
 * cutoffs, reserves, teams (formed beforehand or not) with every skip, experts, days, vehicles, devices, every Hall set.
 */
export function compareWithPython(seed: string, count: number, from = 0): Agreement {
  const instances = Array.from({ length: count }, (_, i) => instanceOf(seed, from + i));
  const answers = instances.map((instance) => answerOf(suiteOf(instance.suite), instance));
  const lines = instances.map((instance) => JSON.stringify({ instance }));
  const { code, text } = runPython(['-m', 'vdraw.answers'], `${lines.join('\n')}\n`);
  if (code !== 0) throw new Error(text);
  const theirs = text.trimEnd().split('\n');
  // Through JSON, so that members that are undefined and members that are absent are the same.
  const ours = answers.map((answer) => JSON.parse(JSON.stringify(answer)) as Record<string, unknown>);
  return {
    draws: count,
    infeasible: answers.filter(({ teams }) => teams?.feasible === false).length,
    refused: answers.filter(({ isRefused }) => isRefused).length,
    differences: ours.flatMap((answer, i) => differences(answer, JSON.parse(theirs[i] ?? '{}') as typeof answer)),
  };
}

function differences(ours: Record<string, unknown>, theirs: Record<string, unknown>): string[] {
  const members = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  return members
    .filter((member) => !isDeepStrictEqual(ours[member], theirs[member]))
    .map((member) => `${String(ours['number'])}: ${member}`);
}
