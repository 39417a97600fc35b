/**
 * The portal under a crowd and on a slow line. Fifty connections ask for a page as fast as it comes, in turn with a bare Fastify
 * handler that sends the same bytes (gate: ≥ 60 % of its requests a second, p99 ≤ 100 ms); a browser on
 * "slow 4G" with a processor four times slower tells when the largest thing of a page stood there (gate: 2.5 s).
 *
 * `node bench/portal.ts [seconds a round] [rounds] [page …]`
 * @module
 */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../e2e/browser.ts';
import { medianOf, printFigure } from './figure.ts';

const SECONDS = Number(process.argv[2] ?? 0.5);
const ROUNDS = Number(process.argv[3] ?? 12);
/** Names of pages; all without it. */
const ONLY = process.argv.slice(4);
const CONNECTIONS = 50;
/** Chromium's own preset "Slow 4G": bytes a second, milliseconds. */
const SLOW_4G = { offline: false, downloadThroughput: 180_000, uploadThroughput: 84_375, latency: 562.5 };
const SLOWER_PROCESSOR = 4;

interface Served {
  readonly portal: number;
  readonly bare: number;
  readonly paths: Readonly<Record<string, string>>;
}

const child = spawn(process.execPath, [fileURLToPath(new URL('portal.child.ts', import.meta.url))], {
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
});
const gone = new Promise((resolve) => child.once('exit', resolve));
const served = await new Promise<Served>((resolve, reject) => {
  child.once('exit', () => reject(new Error('the server ended before it was ready')));
  child.stdout?.once('data', (line: Buffer) => resolve(JSON.parse(line.toString()) as Served));
});
try {
  await crowd();
  await slowLine();
} finally {
  child.kill('SIGTERM');
  await gone;
}

async function crowd(): Promise<void> {
  for (const [name, path] of pages()) {
    const [bare, ours] = [measured(served.bare, path), measured(served.portal, path)];
    // In turn, so that a busy machine is busy for both.
    for (let round = -1; round < ROUNDS; round += 1)
      for (const each of [bare, ours]) {
        const before = await processorTime();
        const times = await load(each.port, each.path, round < 0 ? 1 : SECONDS);
        if (round < 0) continue;
        each.costs.push(((await processorTime()) - before) / times.length);
        each.rates.push(times.length / SECONDS);
        each.times.push(...times);
      }
    const sorted = ours.times.toSorted((a, b) => a - b);
    printFigure(`portal, ${name}`, 'requests/s', ours.rates, {
      connections: CONNECTIONS,
      'p99 ms': Number((sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0).toFixed(1)),
      'bare handler': Math.round(medianOf(bare.rates)),
      // Of neighbouring rounds, so that what else the machine does falls on both.
      ratio: Number(medianOf(ours.rates.map((rate, n) => rate / (bare.rates[n] ?? rate))).toFixed(2)),
      // What a busy machine changes least.
      'processor µs a request': Number(medianOf(ours.costs).toFixed(1)),
      'bare processor µs': Number(medianOf(bare.costs).toFixed(1)),
    });
  }
}

function pages(): [name: string, path: string][] {
  return Object.entries(served.paths).filter(([name]) => ONLY.length === 0 || ONLY.includes(name));
}

interface Measured {
  readonly port: number;
  readonly path: string;
  readonly rates: number[];
  readonly times: number[];
  /** Processor time of the server for a request, in microseconds, by round. */
  readonly costs: number[];
}

function measured(port: number, path: string): Measured {
  return { port, path, rates: [], times: [], costs: [] };
}

/** Of the served side since it began, in microseconds. */
function processorTime(): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (spent) => resolve(Number(spent)));
    child.send('spent');
  });
}

/** Milliseconds of each answer; a status other than 200 ends the bench. */
async function load(port: number, path: string, seconds: number): Promise<readonly number[]> {
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  await Promise.all(Array.from({ length: CONNECTIONS }, (_, n) => client(port, path, until, times, n)));
  return times;
}

/** One connection that asks again as soon as it is answered; each time as another reader behind the proxy, whom nobody slows down. */
function client(port: number, path: string, until: number, times: number[], n: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let asked = 0;
    let sentAt = 0;
    let missing = -1;
    let head = '';
    const ask = (): void => {
      asked += 1;
      sentAt = performance.now();
      missing = -1;
      head = '';
      const from = `10.${n}.${(asked >> 8) & 255}.${asked & 255}`;
      socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\nX-Forwarded-For: ${from}\r\n\r\n`);
    };
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      if (missing < 0) {
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
        if (!head.startsWith('HTTP/1.1 200') || length === undefined) {
          reject(new Error(`${path} answers ${head.slice(0, end)}`));
          socket.destroy();
          return;
        }
        missing = Number(length) - (head.length - end - 4);
      } else missing -= chunk.length;
      if (missing > 0) return;
      const now = performance.now();
      times.push(now - sentAt);
      if (now < until) return ask();
      socket.end();
      resolve();
    });
  });
}

async function slowLine(): Promise<void> {
  const browser = await openBrowser();
  try {
    for (const [name, path] of pages()) {
      const runs: number[] = [];
      for (let n = 0; n < 3; n += 1) {
        const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
        const page = await context.newPage();
        const session = await context.newCDPSession(page);
        await session.send('Network.enable');
        await session.send('Network.emulateNetworkConditions', SLOW_4G);
        await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR });
        await page.goto(`http://127.0.0.1:${served.portal}${path}`, { waitUntil: 'networkidle' });
        runs.push(await page.evaluate(largestPaint));
        await context.close();
      }
      printFigure(`portal, largest paint on slow 4G, ${name}`, 'ms', runs);
    }
  } finally {
    await browser.close();
  }
}

/** In the page: when its largest thing stood there. */
function largestPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
}
