/**
 * Which numbers of a battery are tried: `--from 4000 --count 2000 --seed battery`. A long proof can be run in pieces, one
 * after the other or by several machines, and taken up again where it was stopped.
 * @module
 */
import { parseArgs } from 'node:util';

export interface Range {
  readonly from: number;
  readonly count: number;
  readonly seed: string;
}

/** The range the command line asks for; @throws RangeError on what is no whole number. */
export function readRange(usualCount: number): Range {
  const { values } = parseArgs({
    options: { from: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string' } },
    // A battery may have options of its own.
    strict: false,
  });
  return {
    from: whole('from', values.from, 0),
    count: whole('count', values.count, usualCount),
    seed: typeof values.seed === 'string' ? values.seed : 'battery',
  };
}

function whole(name: string, given: string | boolean | undefined, usual: number): number {
  const value = given === undefined ? usual : Number(given);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name} is a whole number from 0`);
  return value;
}

/** The parts of a range, each of at most `size`. */
export function* partsOf({ from, count }: Range, size: number): Generator<{ from: number; count: number }> {
  for (let at = from; at < from + count; at += size) yield { from: at, count: Math.min(size, from + count - at) };
}
