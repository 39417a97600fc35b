/**
 * Thirty days and nights of a program with a backup (gate G7): by day people write, log and files are shipped; by night comes what nobody starts:
 * backup, drill of it, the whole log. Every night must be good. Then the control: the newest backup is damaged by one byte, and the night must say so.
 * The days go by a clock that is set; backups, restores and servers are real.
 *
 * `npm run battery -- nights [--count nights] [--seed text]`
 * @module
 */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { openBackedUp } from '../../src/cli/backed-up.testing.ts';
import { recipientsOf } from '../../src/cli/backup.ts';
import { drillCommand } from '../../src/cli/restore.ts';
import { listBases, repositoryAt } from '../../src/core/backup/repository.ts';
import { manualClock } from '../../src/core/clock.ts';
import { readOperation } from '../../src/core/operation.ts';
import { nightlyOnce, shipOnce } from '../../src/jobs/operation.ts';
import { diceOf } from '../../src/testing/workbook-dice.ts';
import { grow } from '../../src/witness/log.testing.ts';
import { printFigure } from '../figure.ts';
import { readRange } from '../range.ts';

const { count, seed } = readRange(30);
const dice = diceOf(`nights ${seed}`);
const kept = await openBackedUp();
const { config, recipient, sunlot } = kept;
const clock = manualClock('2026-03-01T04:00:00Z');
const shipping = { config, adminUrl: sunlot.adminUrl ?? '', recipients: await recipientsOf(config, recipient) };
const bad: string[] = [];
const seconds: number[] = [];
let deeds = 0;
try {
  for (let day = 1; day <= count; day += 1) {
    await dayOfWork();
    bad.push(...(await night()).map((name) => `night ${day}: ${name}`));
  }
  const bases = await listBases(repositoryAt(kept.at('backup')));
  const control = (await isDamageFound(bases.at(-1)?.name ?? '')) ? 'found' : 'not found';
  printFigure('a night: backup, drill, the whole log', 's', seconds, { deeds, bases: bases.length });
  console.log(JSON.stringify({ battery: 'nights', nights: count, bad, control }));
  if (bad.length > 0 || control !== 'found') process.exitCode = 1;
} finally {
  await kept.close();
}

/** Deeds and files, shipped in between. */
async function dayOfWork(): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    const some = 5 + dice.below(115);
    await grow(sunlot.runtime, some);
    deeds += some;
    await sunlot.runtime.files.put(randomBytes(1_000 + dice.below(400_000)));
    await shipOnce(sunlot.runtime, shipping);
  }
}

/** Goes on to the next night, and answers what of its work was not good. */
async function night(): Promise<readonly string[]> {
  clock.advance(24 * 3_600);
  // Half past two in Beijing.
  clock.set(`${clock.now().slice(0, 10)}T18:30:00Z`);
  const began = performance.now();
  await nightlyOnce({ ...sunlot.runtime, clock }, config, new AbortController().signal);
  seconds.push((performance.now() - began) / 1000);
  const states = await readOperation(sunlot.runtime);
  return ['backup', 'drill', 'log'].filter(
    (name) =>
      !states.some((state) => state.name === name && state.isGood && state.at.startsWith(clock.now().slice(0, 10))),
  );
}

async function isDamageFound(base: string): Promise<boolean> {
  const file = repositoryAt(kept.at('backup')).base(base, 'base.tar.gz.age');
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  await writeFile(file, bytes);
  return drillCommand(config, []).then(
    (code) => code !== 0,
    () => true,
  );
}
