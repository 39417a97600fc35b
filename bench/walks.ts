/** Random walks in lanes beside each other, counted: what the batteries of states share. @module */
import { seededDice, type Dice } from '../src/testing/walk-dice.ts';
import { readRange } from './range.ts';

/** What a walk tells of itself; one that went wrong throws. */
interface Walked {
  readonly commands: number;
  readonly done: number;
  readonly ended: boolean;
  readonly deeds: ReadonlySet<string>;
}

const LANES = 4;

/**
 * Walks the range of the command line (`--from n --count n`, 10,000 by default), each walk by the seed of its number, on the
 * ground that `groundOf` gives its lane. Prints one JSON line, and the number and reason of every walk that went wrong; the
 * process ends with 1 then.
 */
export async function runWalks<G>(
  battery: string,
  groundOf: (lane: number) => Promise<G>,
  walk: (ground: G, dice: Dice) => Promise<Walked>,
): Promise<void> {
  const range = readRange(10_000);
  const started = performance.now();
  const deeds = new Set<string>();
  const sums = { walks: 0, commands: 0, done: 0, ended: 0 };
  let wrong = 0;
  const walkLane = async (lane: number): Promise<void> => {
    const ground = await groundOf(lane);
    for (let n = range.from + lane; n < range.from + range.count; n += LANES) {
      try {
        const walked = await walk(ground, seededDice(n));
        sums.walks += 1;
        sums.commands += walked.commands;
        sums.done += walked.done;
        sums.ended += walked.ended ? 1 : 0;
        for (const deed of walked.deeds) deeds.add(deed);
      } catch (error) {
        wrong += 1;
        console.error(`walk ${n}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, lane) => walkLane(lane)));
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(JSON.stringify({ battery, ...sums, deeds: deeds.size, wrong, seconds }));
  if (wrong > 0) process.exitCode = 1;
}
