/**
 * 1,000,000 and 10,000,000 leaves committed in parts (salt, canonical JSON, leaf hash, tree), and 1,000 drawn of them: time
 * without making the rows, and the peak of memory, each in a process of its own.
 *
 * `npm run bench -- commit`
 * @module
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { besideOpenssl, opensslSpeed } from './baseline.ts';
import { printFigure } from './figure.ts';

const CHILD = fileURLToPath(new URL('commit.child.ts', import.meta.url));
/** Compressions of a leaf of this size: two for the salt after the key's, four for the leaf, two for its node. */
const BLOCKS = 8;

interface Run {
  readonly root: string;
  readonly commit: number;
  /** Processor time of the commit. */
  readonly cpu: number;
  readonly drawn: number;
  readonly rss: number;
}

for (const [size, rounds] of [
  [1_000_000, 5],
  [10_000_000, 1],
] as const) {
  const runs: Run[] = [];
  let openssl: number | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [CHILD, String(size)]);
    const run: Run = JSON.parse(stdout);
    runs.push(run);
    openssl = await opensslSpeed();
  }
  if (new Set(runs.map(({ root }) => root)).size !== 1) throw new Error('one roster, two roots');
  const times = runs.map(({ commit }) => commit);
  const cpu = Math.min(...runs.map((run) => run.cpu));
  printFigure(`commit ${size} leaves`, 'ms', times, {
    ...(size === 1_000_000 ? { gate: 2500 } : {}),
    cpuMs: Math.round(cpu),
    ...besideOpenssl((BLOCKS * size) / cpu / 1000, openssl),
  });
  printFigure(
    `draw 1000 of ${size} in parts`,
    'ms',
    runs.map(({ drawn }) => drawn),
  );
  printFigure(
    `memory at most, both, ${size} leaves`,
    'MB',
    runs.map(({ rss }) => rss),
    { gate: 600 },
  );
}
