/**
 * A bundle checked in a browser six times slower than this machine: the bureau's (200 enterprises, 80 drawn) and one of
 * 20,000 rows, from the choice of the file to the verdict on the screen; and a receipt on its own. The browser's throttle
 * slows the page's own thread and not its worker, so each is measured twice: with the worker, as the page is, and without
 * it, which is what a device six times slower would need. Node beside it.
 *
 * `npm run bench -- browser-verify` (after `npm start` or `npm test` has built the page)
 * @module
 */
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { readBundle, verifyBundle } from 'verifiable-draw';
import { packBundle } from 'verifiable-draw/container';
import { openBrowser } from '../e2e/browser.ts';
import { receiptOf } from '../e2e/verify/site.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { benchRuntime } from '../src/testing/bench-runtime.ts';
import { carryTo } from '../src/testing/draw-ceremony.ts';
import { BUREAU_SIZE, buildDistrict, sampleConfig } from '../src/testing/draw-district.ts';
import { scene } from '../verifiable-draw/src/testing/scene.ts';
import { printFigure, timed } from './figure.ts';

const PAGE = pathToFileURL(fileURLToPath(new URL('../dist/verify/verify.html', import.meta.url))).href;
const ROUNDS = 5;
const THROTTLE = 6;

const folder = await mkdtemp(join(tmpdir(), 'sunlot-bench-'));
const browser = await openBrowser();
const bureau = await bureauBundle();
await measure('bureau', bureau, 1_000);
await measure('20,000 rows', large(), 3_000);
await measureReceipt(bureau);
await browser.close();
await rm(folder, { recursive: true, force: true });

async function bureauBundle(): Promise<Uint8Array> {
  const runtime = await benchRuntime();
  const { planId } = await buildDistrict(runtime, 1, BUREAU_SIZE);
  const drawId = await carryTo(runtime, 'released', { planId, config: sampleConfig({ officerCap: 14 }) });
  const bundle = await buildDrawBundle(runtime, 1, drawId);
  const zip = await runtime.files.get(bundle?.sha256 ?? '');
  await runtime.close();
  return zip;
}

function large(): Uint8Array {
  const select = { k: 37, kRule: '37' };
  return packBundle(
    scene({
      enterprises: 20_000,
      officerCap: 20,
      change: (draft) => ({ ...draft, select: { ...draft.select, ...select } }),
    }).files,
  );
}

async function measure(name: string, zip: Uint8Array, gate: number): Promise<void> {
  const path = join(folder, `${name}.zip`);
  await writeFile(path, zip);
  const size = { megabytes: Number((zip.length / 1e6).toFixed(2)), gate };
  for (const how of ['worker', 'page'] as const) {
    for (const rate of [1, THROTTLE]) {
      const runs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        runs.push(await inBrowser(how, rate, (page) => verdictTime(page, path)));
      printFigure(`browser-verify ${name}, by the ${how}, at ${rate}×`, 'ms', runs, size);
    }
  }
  const files = new Map(Object.entries(unzipSync(zip)));
  const runs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await timed(() => verifyBundle(files)));
  printFigure(`browser-verify ${name} in Node`, 'ms', runs, size);
}

/** A page of its own for every run: nothing is warm, as for a reader who comes once. */
async function inBrowser(how: 'worker' | 'page', rate: number, look: (page: Page) => Promise<number>): Promise<number> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  if (how === 'page') await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await page.goto(PAGE);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  const took = await look(page);
  await context.close();
  return took;
}

/** Milliseconds from the choice of the file to the verdict. */
async function verdictTime(page: Page, path: string): Promise<number> {
  const took = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let chosen = 0;
        document.addEventListener('change', () => (chosen = performance.now()), { capture: true, once: true });
        new MutationObserver((_changes, observer) => {
          if (document.querySelector('.verdict.good') === null) return;
          observer.disconnect();
          resolve(performance.now() - chosen);
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  await page.locator('input[type="file"]').first().setInputFiles(path);
  return took;
}

/** The check of a receipt, as the page itself times it: in a fresh page, and again when it has run before. */
async function measureReceipt(zip: Uint8Array): Promise<void> {
  const files = new Map(Object.entries(unzipSync(zip)));
  const receipt = receiptOf(readBundle(files), 0);
  const policy = new TextDecoder().decode(files.get('trust/policy.txt'));
  const first: number[] = [];
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await inBrowser('worker', 1, async (page) => {
      await page.getByText('使用自己的信任策略').click();
      await page.getByLabel('信任策略').fill(policy);
      first.push(await receiptTime(page, receipt));
      again.push(await receiptTime(page, receipt));
      return 0;
    });
  }
  printFigure('receipt in the browser, first', 'ms', first, { bytes: receipt.length, gate: 50 });
  printFigure('receipt in the browser, again', 'ms', again, { bytes: receipt.length, gate: 50 });
}

async function receiptTime(page: Page, receipt: string): Promise<number> {
  await page.getByLabel('统一社会信用代码、企业名称').fill(receipt);
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('入企核验码成立').waitFor();
  return Number(/核验用时 (\d+) 毫秒/.exec(await page.locator('.firm').innerText())?.[1]);
}
