/**
 * Second start to first page: `sunlot serve` on a data folder that exists, until `/` answers (gate: 10 s). A first start
 * adds `npm ci`, the web build and the demo (gate: 180 s); its parts are printed by scripts/start.mjs. @module
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printFigure, timed } from './figure.ts';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const RUNS = 3;

const data = await mkdtemp(join(tmpdir(), 'sunlot-bench-'));
try {
  printFigure('first-page.demo-load', 'ms', [await timed(startAndStop)], { note: 'new data folder, demo loaded' });
  const runs: number[] = [];
  for (let n = 0; n < RUNS; n += 1) runs.push(await timed(startAndStop));
  printFigure('first-page.next-start', 'ms', runs, { note: 'start, first page, orderly stop' });
} finally {
  await rm(data, { recursive: true, force: true });
}

async function startAndStop(): Promise<void> {
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: { ...process.env, PORT: '0', SUNLOT_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the server ended before it was ready')));
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /已就绪：(\S+)/.exec(chunk.toString())?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  const page = await fetch(address);
  if (!page.ok) throw new Error(`the first page answered ${page.status}`);
  child.kill('SIGTERM');
  await gone;
}
