/**
 * What the public sees of the loaded demo: every kind of page at the desk's and the phone's width, small, accessible, and
 * the same with JavaScript switched off.
 */
import type { FastifyInstance } from 'fastify';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../demo/load.ts';
import { manualClock } from '../src/core/clock.ts';
import { openDatabase } from '../src/core/db.ts';
import { temporaryFieldCipher } from '../src/core/field-cipher.ts';
import { openFileStore } from '../src/core/files.ts';
import { temporaryLogKey } from '../src/core/log/key.ts';
import { buildApp } from '../src/http/app.ts';
import { portalRoutes } from '../src/http/portal.ts';
import { workOnce } from '../src/jobs/worker.ts';
import { FOLLOWERS } from '../src/http/modules.ts';
import { testDatabase, type TestDatabase } from '../src/testing/database.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';

/** Everything a first visit fetches, uncompressed (HTML, style, emblem). */
const MOST_BYTES = 100_000;

/** A page by its address, or by the first link of another that leads to one of its kind. */
interface Kind {
  readonly name: string;
  readonly path: string;
  readonly via?: string;
}

const KINDS: readonly Kind[] = [
  { name: 'home', path: '/' },
  { name: 'items', path: '/items' },
  { name: 'item', path: '/items', via: '/items/' },
  { name: 'plans', path: '/plans' },
  { name: 'plan', path: '/plans', via: '/plans/' },
  { name: 'draws', path: '/draws' },
  { name: 'draw', path: '/draws', via: '/draws/120111' },
  { name: 'results', path: '/results' },
  { name: 'result', path: '/results', via: '/results/' },
  { name: 'enterprise', path: '/search?q=食品', via: '/enterprises/' },
  { name: 'about', path: '/about' },
  { name: 'log', path: '/log' },
  { name: 'fairness', path: '/fairness' },
  { name: 'how', path: '/draws/how' },
  { name: 'open data', path: '/open-data' },
  { name: 'search', path: '/search?q=食品' },
];

let database: TestDatabase;
let folder: string;
let app: FastifyInstance;
let browser: Browser;
let address: string;
let close: () => Promise<void>;
/** Address of each kind's page. */
let paths: ReadonlyMap<string, string>;

beforeAll(async () => {
  database = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sunlot-story-'));
  const runtime = {
    db: openDatabase(database.appUrl, 8),
    clock: manualClock('2026-09-29T01:00:00Z'),
    files: openFileStore(folder),
    logKey: temporaryLogKey(),
    fieldCipher: temporaryFieldCipher(),
  };
  await loadDemo(runtime);
  await workOnce(runtime, FOLLOWERS);
  const extend = async (instance: FastifyInstance): Promise<void> => portalRoutes(instance, runtime);
  app = await buildApp({ runtime, identify: () => Promise.resolve(undefined), logging: false, extend });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  close = () => runtime.db.destroy();
  paths = await findPaths();
}, 180_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe.each(SCREENS)('at $width × $height', (screen) => {
  test.each(KINDS)('$name: found, one heading, small, accessible, inside the screen', async (kind) => {
    const context = await visitor(browser, address, screen);
    const page = await context.newPage();
    const weight = weightOf(page);
    const answer = await page.goto(paths.get(kind.name) ?? '', { waitUntil: 'networkidle' });
    expect(answer?.status()).toBe(200);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await weight()).toBeLessThan(MOST_BYTES);
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await context.close();
  });
});

test('every page says the same with JavaScript switched off', async () => {
  const scripted = await visitor(browser, address, SCREENS[0]);
  const plain = await browser.newContext({ baseURL: address, viewport: SCREENS[0], javaScriptEnabled: false });
  const [before, after] = [await scripted.newPage(), await plain.newPage()];
  for (const kind of KINDS) {
    const path = paths.get(kind.name) ?? '';
    await before.goto(path);
    await after.goto(path);
    const words = await after.getByRole('main').innerText();
    expect(words.length, kind.name).toBeGreaterThan(50);
    expect(words, kind.name).toBe(await before.getByRole('main').innerText());
  }
  await scripted.close();
  await plain.close();
});

test('an enterprise finds its place in the draw with JavaScript switched off', async () => {
  const context = await browser.newContext({ baseURL: address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(paths.get('draw') ?? '');
  await page.getByLabel('统一社会信用代码或企业名称').fill('91120111MA0XQ00174');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByText('在名录中列第').waitFor();
  await context.close();
});

async function findPaths(): Promise<ReadonlyMap<string, string>> {
  const page = await browser.newPage({ baseURL: address });
  const found = new Map<string, string>();
  for (const { name, path, via } of KINDS) {
    await page.goto(path);
    const href = via === undefined ? path : await page.locator(`main a[href^="${via}"]`).first().getAttribute('href');
    if (href === null) throw new Error(`${path} has no link to ${via}`);
    found.set(name, href);
  }
  await page.close();
  return found;
}

/** Bytes that travelled for every answer the page has fetched so far. */
function weightOf(page: Page): () => Promise<number> {
  const bodies: Promise<number>[] = [];
  page.on('response', (response) =>
    bodies.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => responseBodySize),
    ),
  );
  return async () => (await Promise.all(bodies)).reduce((sum, length) => sum + length, 0);
}

test('the draw log says in Chinese what each entry holds', async () => {
  const context = await browser.newContext({ baseURL: address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/log');
  const facts = await page.locator('.pairs li').allTextContents();
  expect(facts.length).toBeGreaterThan(20);
  expect(facts.filter((fact) => /^\s*[a-zA-Z]/.test(fact))).toEqual([]);
  await context.close();
});
