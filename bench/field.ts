/**
 * The phone (experience §6): weight of the first load, start without a line, saving a field in a sheet
 * of 60 points with 30 photos, and the upload of those over a line that breaks every five seconds.
 *
 * `npm run bench -- field`
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { Handset } from '../e2e/field/handset.ts';
import { openPlant } from '../e2e/field/plant.ts';
import { read } from '../src/core/transact.ts';
import { openUpload } from '../src/core/uploads/receive.ts';
import { listFiles } from '../src/inspection/reads/operations.ts';
import { openScene } from '../src/inspection/scene.testing.ts';
import type { FieldPackage } from '../src/inspection/types/field.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { jpegWith } from '../src/testing/upload-files.ts';
import { printFigure, timed } from './figure.ts';

const [POINTS, PHOTOS, PHOTO_BYTES] = [60, 30, 300 * 1024];
const STARTS = 11;
const ROUNDS = 4;
const DROP_MS = 5_000;

await printWeight();
const scene = await openScene(await benchRuntime());
const folder = await mkdtemp(join(tmpdir(), 'sunlot-field-bench-'));
const plant = await openPlant(scene);
const handset = new Handset(join(folder, 'phone'), plant.line.address);
const { inspectionId } = plant.team;
try {
  await handset.start();
  await handset.signIn(plant.people.lead);
  await handset.page.route('**/api/field/package', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: lengthened((await answer.json()) as FieldPackage) });
  });
  await handset.download();
  plant.line.cut();
  await measureStarts();
  await handset.typeCode();
  await handset.page.getByRole('heading', { name: '今日任务' }).waitFor();
  await handset.open(`#/visit/${inspectionId}/door`, '亮证亮码');
  await handset.tap('亮证入企');
  await handset.page.getByRole('heading', { name: '检查表' }).waitFor();
  const hashes = await takePhotos();
  await measureSaving();
  await measureUpload(hashes);
} finally {
  await handset.kill();
  await plant.close();
  await scene.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Everything the first visit fetches, compressed as it travels. */
async function printWeight(): Promise<void> {
  const built = fileURLToPath(new URL('../dist/field/', import.meta.url));
  const files = (await readdir(built, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => gzipSync(await readFile(join(parentPath, name))).length),
  );
  printFigure('field first load, gzip', 'KB', [sizes.reduce((sum, size) => sum + size, 0) / 1024], { gate: 250 });
}

/** The sheet of the gate: the bureau's points over and over, sixty of them. */
function lengthened(pack: FieldPackage): FieldPackage {
  return {
    ...pack,
    visits: pack.visits.map((visit) => {
      const { checklist } = visit;
      const lines = Array.from({ length: POINTS }, (_, n) => checklist[n % checklist.length]).filter(
        (line) => line !== undefined,
      );
      return {
        ...visit,
        checklist: lines.map((line, n) => ({ ...line, no: n < checklist.length ? line.no : 1_000 + n })),
      };
    }),
  };
}

/** From the request of the page to the first paint of the code pad, the browser freshly started. */
async function measureStarts(): Promise<void> {
  const runs: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    await handset.kill();
    await handset.start();
    await handset.page.getByRole('heading', { name: '输入 6 位开机码' }).waitFor();
    await handset.page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
    runs.push(
      await handset.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0),
    );
  }
  printFigure('field start without a line, first paint', 'ms', runs, { gate: 1_000 });
}

async function takePhotos(): Promise<string[]> {
  const pictures = Array.from({ length: PHOTOS }, () => jpegWith(0xfe, randomBytes(PHOTO_BYTES)));
  const point = await handset.page.locator('.points > li').first().getAttribute('data-point');
  await handset.open(`#/visit/${inspectionId}/sheet/${point}`, '记录问题');
  const kept = await timed(async () => {
    await handset.page
      .locator('input[type="file"]')
      .first()
      .setInputFiles(pictures.map((buffer, n) => ({ name: `${n}.jpg`, mimeType: 'image/jpeg', buffer })));
    await handset.page
      .locator('.thumbs > *')
      .nth(PHOTOS - 1)
      .waitFor();
  });
  printFigure('field keeping 30 photos of 300 KB', 'ms', [kept]);
  return pictures.map((buffer) => createHash('sha256').update(buffer).digest('hex'));
}

/** From the press to the screen that shows it, which it does only when it is on disk. */
async function measureSaving(): Promise<void> {
  await handset.open(`#/visit/${inspectionId}/sheet`, '检查表');
  const { saved, shown } = await handset.page.evaluate(async (rounds) => {
    const times = { saved: [] as number[], shown: [] as number[] };
    // Called on the store it was called on.
    // oxlint-disable-next-line typescript/unbound-method
    const { put } = IDBObjectStore.prototype;
    let written = 0;
    IDBObjectStore.prototype.put = function patched(this: IDBObjectStore, ...args: Parameters<typeof put>) {
      this.transaction.addEventListener('complete', () => {
        written = performance.now();
      });
      return put.apply(this, args);
    };
    for (let round = 0; round < rounds; round += 1)
      for (const group of document.querySelectorAll('.points > li .choice')) {
        const button = group.querySelectorAll('button')[round % 2 === 0 ? 0 : 2];
        if (button === undefined) continue;
        const pressed = new Promise<void>((resolve) => {
          const watcher = new MutationObserver(() => {
            if (button.getAttribute('aria-pressed') !== 'true') return;
            watcher.disconnect();
            resolve();
          });
          watcher.observe(button, { attributes: true });
        });
        const begun = performance.now();
        button.click();
        await pressed;
        times.shown.push(performance.now() - begun);
        times.saved.push(written - begun);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    return times;
  }, ROUNDS);
  for (const [name, runs] of [
    ['on disk', saved],
    ['shown', shown],
  ] as const) {
    const sorted = runs.toSorted((a, b) => a - b);
    const p95 = Number((sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0).toFixed(1));
    printFigure(`field saving one of 60 points beside 30 photos, press to ${name}`, 'ms', runs, {
      p95,
      ...(name === 'on disk' ? { gateP95: 10 } : {}),
    });
  }
}

/** The line lets 16 KB through every 30 ms and is cut every five seconds. */
async function measureUpload(hashes: readonly string[]): Promise<void> {
  plant.line.mend();
  const mend = plant.line.makeBad(DROP_MS);
  const taken = await timed(async () => {
    await handset.open(`#/visit/${inspectionId}/upload`, '上传');
    await handset.page.getByText('登录已过期').waitFor();
    await handset.signInAgain(plant.people.lead);
    await handset.page.getByText(/照片和录像 \d+ 件/).waitFor({ state: 'detached', timeout: 600_000 });
  });
  mend();
  const files = await read(scene.runtime, 1, (tx) => listFiles(tx, inspectionId));
  let equal = 0;
  for (const hash of hashes.filter((each) => files.includes(each))) {
    const bytes = await read(scene.runtime, 1, (tx) => openUpload(tx, scene.runtime, hash));
    if (createHash('sha256').update(bytes).digest('hex') === hash) equal += 1;
  }
  printFigure('field upload of 30 photos over a line cut every 5 s', 's', [taken / 1_000], {
    drops: Math.floor(taken / DROP_MS),
    equal,
    of: hashes.length,
  });
  if (equal !== hashes.length) process.exitCode = 1;
}
