import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { limitProcessorTime } from './processor-time.ts';

const WAITS = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3000)';

test('a thread that works longer than it may is told of', async () => {
  const worker = new Worker('for (;;);', { eval: true });
  await new Promise<void>((resolve) => limitProcessorTime(worker, 0.5, resolve));
  await worker.terminate();
});

test('a thread that waits for others may wait as long as it takes', async () => {
  const worker = new Worker(`${WAITS}; setTimeout(() => {}, 1500)`, { eval: true });
  let isOver = false;
  const end = limitProcessorTime(worker, 1, () => {
    isOver = true;
  });
  await once(worker, 'exit');
  end();
  expect(isOver).toBe(false);
});

test('what a thread has worked before does not count', async () => {
  const spins =
    'let t = performance.now(); while (performance.now() - t < 1500); require("worker_threads").parentPort.postMessage(0);';
  const worker = new Worker(`${spins} setTimeout(() => {}, 2500)`, { eval: true });
  await once(worker, 'message');
  let isOver = false;
  const end = limitProcessorTime(worker, 0.4, () => {
    isOver = true;
  });
  await once(worker, 'exit');
  end();
  expect(isOver).toBe(false);
});
