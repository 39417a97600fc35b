/**
 * A draw of the bureau's size: 200 enterprises, 80 drawn, 22 officers, 36 experts. In process (the pure function), and
 * with all database work; then its bundle and the check of it. One JSON line per figure.
 *
 * `node bench/draw.ts`
 * @module
 */
import { unzipSync } from 'fflate';
import { computeDraw, parseCanonical, readAnnouncement, verifyBundle } from 'verifiable-draw';
import { read } from '../src/core/transact.ts';
import { completeDraw } from '../src/draw/actions/complete.ts';
import { freezeDraw } from '../src/draw/actions/publish.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { readLists } from '../src/draw/reads/lists.ts';
import { findDraw } from '../src/draw/reads/progress.ts';
import { readSourceValues } from '../src/draw/reads/sources.ts';
import { announcedLists } from '../src/draw/rules/announcement.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { carryOn, carryTo, done, office } from '../src/testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';
import { completeAndVoid } from './completing.ts';
import { printFigure, timed } from './figure.ts';

const SIZE = { enterprises: 200, drawn: 80, officers: 22, experts: 36 };
const ROUNDS = 9;
/** Enough for the 99th of a hundred. */
const TAIL_DRAWS = 100;
const config = sampleConfig({ officerCap: 14 });

const inProcess: number[] = [];
const freezing: number[] = [];
const completing: number[] = [];
const bundling: number[] = [];
const verifying: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // A year has one draw of this size: each round has a database of its own.
  const runtime = await benchRuntime();
  const { planId } = await buildDistrict(runtime, 1, BUREAU_SIZE);
  const drawId = await carryTo(runtime, 'configuring', { planId, config });
  freezing.push(await timed(() => done(runtime, office, freezeDraw, { drawId })));
  await carryOn(runtime, drawId, 1, 'frozen', 'seeded');
  const inputs = await read(runtime, 1, async (tx) => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || draw.announcement === null) throw new Error('not announced');
    const announcement = readAnnouncement(parseCanonical(draw.announcement));
    return {
      announcement,
      ...announcedLists(announcement, await readLists(tx, drawId)),
      values: await readSourceValues(tx, drawId),
    };
  });
  inProcess.push(await timed(() => computeDraw(inputs)));
  completing.push(await timed(() => done(runtime, office, completeDraw, { drawId })));
  await carryOn(runtime, drawId, 1, 'drawn', 'confirmed');
  bundling.push(await timed(() => buildDrawBundle(runtime, 1, drawId)));
  const bundle = await buildDrawBundle(runtime, 1, drawId);
  const files = new Map(Object.entries(unzipSync(await runtime.files.get(bundle?.sha256 ?? ''))));
  verifying.push(
    await timed(() => {
      if (!verifyBundle(files).ok) throw new Error('the bundle does not verify');
    }),
  );
  await runtime.close();
}
/** One year of one bureau that draws again and again, each draw in place of a void one: all of them stay in the same tables. */
const tail: number[] = [];
const runtime = await benchRuntime();
const { planId } = await buildDistrict(runtime, 1, BUREAU_SIZE);
for (let batch = 1; batch <= TAIL_DRAWS; batch += 1) {
  const drawId = await carryTo(runtime, 'seeded', { planId, batch, config });
  tail.push(await completeAndVoid(runtime, drawId));
}
await runtime.close();

printFigure('draw in process', 'ms', inProcess, SIZE);
printFigure('draw.freeze with all database work', 'ms', freezing, SIZE);
printFigure('draw.complete with all database work', 'ms', completing, SIZE);
printFigure('draw.complete with all database work and the checkpoint that publishes it', 'ms', tail, SIZE);
printFigure('bundle built and stored', 'ms', bundling, SIZE);
printFigure('bundle verified', 'ms', verifying, SIZE);
