/**
 * The first 1,000 of 1,000,000 enterprises on one core, by each engine, beside `openssl speed` in the same minute; and
 * what a million calls of Node's `crypto.hash` cost when nothing else is done.
 *
 * `npm run bench -- bottom`
 * @module
 */
import { createHash, hash } from 'node:crypto';
import { plainSha256Suite, select, sha256Suite, type Suite } from 'verifiable-draw';
import { nodeSuite } from 'verifiable-draw/node';
import { besideOpenssl, opensslSpeed } from './baseline.ts';
import { printFigure, timed } from './figure.ts';

const SIZE = 1_000_000;
const DRAWN = 1_000;
const ROUNDS = 9;
const ENGINES: readonly [string, Suite, number][] = [
  ['WebAssembly', sha256Suite, 150],
  ['JavaScript', plainSha256Suite, 350],
  ['Node crypto.hash', nodeSuite('vd1-sha256'), 350],
];

const key = createHash('sha256').update('bottom').digest();
const population = Array.from({ length: SIZE }, (_, i) => ({
  id: `91120111MA${String(i).padStart(8, '0')}`,
  weight: 1,
}));
const answers = new Set<string>();

for (const [name, suite, gate] of ENGINES) {
  const times: number[] = [];
  const cpu: number[] = [];
  const openssl: number[] = [];
  // The first two rounds are the compiler's.
  for (let round = -2; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    const time = await timed(() => {
      const { selected } = select(suite, key, population, DRAWN, 'none');
      answers.add(selected.map(({ id }) => id).join());
    });
    const { user } = process.cpuUsage(before);
    if (round < 0) continue;
    times.push(time);
    cpu.push(user / 1000);
    openssl.push((await opensslSpeed()) ?? Number.NaN);
  }
  const speed = middle(openssl);
  printFigure(`bottom ${DRAWN} of ${SIZE}, ${name}`, 'ms', times, {
    gate,
    cpuMs: Math.round(middle(cpu)),
    ...besideOpenssl(SIZE / middle(cpu) / 1000, Number.isNaN(speed) ? undefined : speed),
  });
}
const calls: number[] = [];
const message = new Uint8Array(51);
for (let round = 0; round < ROUNDS; round += 1) {
  const before = process.cpuUsage();
  for (let i = 0; i < SIZE; i += 1) hash('sha256', message, 'latin1');
  calls.push(process.cpuUsage(before).user / 1000);
}
printFigure(`${SIZE} calls of crypto.hash and nothing else, processor time`, 'ms', calls);
if (answers.size !== 1) throw new Error('the engines differ');

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
