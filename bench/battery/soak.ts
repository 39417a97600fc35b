/**
 * An office's day on the real program, at 30 % of the load of `bench -- mix`: resident memory and open files of the program are read all the while
 * (gate over 24 h: less than 1 MB of growth an hour, no open file more, no error). First the control: a program that keeps a megabyte and two files a
 * second must be found. A run of minutes says whether anything is kept by the request; a megabyte an hour only a run of many hours can tell.
 *
 * `npm run battery -- soak [--hours 2] [--enterprises 2000] [--rate 45]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from '../../src/testing/soak.ts';
import { printFigure } from '../figure.ts';

const GATE = { megabytesAnHour: 1, hours: 24 };
const CONTROL_HOURS = 0.01;
/** Connections of the pool and of thirty people come and go. */
const FILES_SLACK = 10;
const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '2' },
    enterprises: { type: 'string', default: '2000' },
    rate: { type: 'string', default: '45' },
  },
});
const [hours, enterprises, rate] = [values.hours, values.enterprises, values.rate].map(Number);
if (hours === undefined || enterprises === undefined || rate === undefined || !(hours > 0 && rate > 0))
  throw new RangeError('--hours and --rate are numbers above 0');
const folder = await mkdtemp(join(tmpdir(), 'sunlot-soak-'));
try {
  const control = await soak(join(folder, 'control'), { hours: CONTROL_HOURS, enterprises: 10, rate: 5, leaks: true });
  const { samples, errors, ...figures } = await soak(join(folder, 'data'), { hours, enterprises, rate });
  printFigure(
    'soak, resident memory',
    'MB',
    samples.map(({ megabytes }) => megabytes),
    { first: samples[0]?.megabytes, last: samples.at(-1)?.megabytes },
  );
  const isLongEnough = hours >= GATE.hours;
  const found = { megabytesAnHour: Math.round(control.megabytesAnHour), filesGrown: control.filesGrown };
  console.log(JSON.stringify({ battery: 'soak', hours, ...figures, errors, isLongEnough, control: found }));
  const isControlFound = control.filesGrown > FILES_SLACK && control.megabytesAnHour > GATE.megabytesAnHour;
  const isOverGate = isLongEnough && figures.megabytesAnHour >= GATE.megabytesAnHour;
  if (!isControlFound || isOverGate || figures.filesGrown > FILES_SLACK || Object.keys(errors).length > 0)
    process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
