/**
 * Draws of a district at its largest: 200 of 100,000 enterprises (gate: p99 of 2 s from the press to the checkpoint that publishes
 * it). One JSON line a figure. `npm run bench -- draw-large` · `node bench/draw-large.ts [draws] [enterprises]` @module
 */
import { freezeDraw } from '../src/draw/actions/publish.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { carryOn, carryTo, done, office } from '../src/testing/draw-ceremony.ts';
import { buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';
import { vacuumEnterprises } from '../src/testing/many-enterprises.ts';
import { completeAndVoid } from './completing.ts';
import { printFigure, timed } from './figure.ts';

const [DRAWS = 20, ENTERPRISES = 100_000] = process.argv.slice(2).map(Number);
const SIZE = { enterprises: ENTERPRISES, officers: 80, experts: 120, count: 200 };

const freezing: number[] = [];
const completing: number[] = [];
const runtime = await benchRuntime();
try {
  const { planId } = await buildDistrict(runtime, 1, SIZE);
  await vacuumEnterprises(runtime);
  // Each in place of a void one, so that all stay in the same tables.
  for (let batch = 1; batch <= DRAWS; batch += 1) {
    const drawId = await carryTo(runtime, 'configuring', { planId, batch, config: sampleConfig({ officerCap: 14 }) });
    freezing.push(await timed(() => done(runtime, office, freezeDraw, { drawId })));
    await carryOn(runtime, drawId, batch, 'frozen', 'seeded');
    completing.push(await completeAndVoid(runtime, drawId));
  }
} finally {
  await runtime.close();
}
const size = { enterprises: ENTERPRISES, drawn: SIZE.count, officers: SIZE.officers, experts: SIZE.experts };
printFigure('draw.freeze of a large district', 'ms', freezing, size);
printFigure('draw.complete of a large district and the checkpoint that publishes it', 'ms', completing, size);
