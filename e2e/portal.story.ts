/**
 * What the public sees of the loaded demo: every kind of page at the desk's and the phone's width, small, accessible, and
 * the same with JavaScript switched off.
 */
import type { FastifyInstance } from 'fastify';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDemo, type DemoStage } from '../demo/loaded.testing.ts';
import { newId } from '../src/core/ids.ts';
import { read } from '../src/core/transact.ts';
import { withdrawEntry } from '../src/disclosure/actions.ts';
import { listPublishedResults } from '../src/disclosure/reads/published.ts';
import { REVIEWER } from '../src/disclosure/sample.testing.ts';
import { buildApp } from '../src/http/app.ts';
import { objectionRoutes } from '../src/http/objections.ts';
import { PAGE_PATHS, portalRoutes } from '../src/http/portal.ts';
import { workOnce } from '../src/jobs/worker.ts';
import { refreshOpenData } from '../src/opendata/jobs.ts';
import { FOLLOWERS } from '../src/http/modules.ts';
import { CHECKED } from '../src/web/portal/accessibility.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { findPaths, KINDS } from './portal/kinds.ts';
import {
  clippedTexts,
  hiddenStops,
  pictureDifferences,
  smallTargets,
  smallTexts,
  structureFaults,
} from './portal/measures.ts';

/** Everything a first visit fetches, uncompressed (HTML, style, emblem). */
const MOST_BYTES = 100_000;

/** Where pictures of every page go; none are taken without it. */
const SHOTS = process.env['SUNLOT_PORTAL_SHOTS'];

/** How a reader may have the pages. */
const DISPLAYS = ['standard', 'contrast', 'large'] as const;

let demo: DemoStage;
let app: FastifyInstance;
let browser: Browser;
let address: string;
/** Address of each kind's page. */
let paths: ReadonlyMap<string, string>;

beforeAll(async () => {
  demo = await openDemo();
  const { runtime } = demo;
  await workOnce(runtime, FOLLOWERS);
  await withdrawOne();
  await refreshOpenData(runtime, 1);
  const extend = async (instance: FastifyInstance): Promise<void> => {
    portalRoutes(instance, runtime);
    objectionRoutes(instance, runtime);
  };
  app = await buildApp({ runtime, identify: () => Promise.resolve(undefined), logging: false, extend });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  paths = await findPaths(browser, address);
}, 600_000);
/** The demo has a correction and no withdrawal. */
async function withdrawOne(): Promise<void> {
  const { runtime } = demo;
  const { rows } = await read(runtime, 1, (tx) =>
    listPublishedResults(tx, { conclusion: 'no-problem', page: 1, size: 1 }),
  );
  await done(runtime, REVIEWER, withdrawEntry, { entryId: rows[0]?.entryId ?? newId(), reason: '检查决定被撤销' });
}
afterAll(async () => {
  await browser.close();
  await app.close();
  await demo.close();
});

describe.each(SCREENS)('at $width × $height', (screen) => {
  test.each(DISPLAYS)(
    'in %s every page has one heading, is small, accessible and inside the screen',
    async (display) => {
      const page = await displayed(screen, display);
      const wrong: string[] = [];
      for (const { name, status = 200, isScripted = false } of KINDS) {
        const weight = weightOf(page);
        const answer = await page.goto(paths.get(name) ?? '', { waitUntil: 'load' });
        if (SHOTS !== undefined)
          await page.screenshot({ path: join(SHOTS, `${name}-${screen.width}-${display}.png`), fullPage: true });
        const say = (what: string): number => wrong.push(`${name}: ${what}`);
        if (answer?.status() !== status) say(`answers ${answer?.status()}`);
        if ((await page.getByRole('heading', { level: 1 }).count()) !== 1) say('headings');
        const bytes = await weight();
        if (bytes >= MOST_BYTES && !isScripted) say(`${bytes} bytes`);
        for (const violation of await violations(page)) say(violation);
        if ((await sidewaysScroll(page)) > 0) say('scrolls sideways');
        for (const target of await smallTargets(page)) say(target);
        for (const fault of await structureFaults(page)) say(fault);
        if (display === 'large') for (const text of await smallTexts(page, 18)) say(`small text ${text}`);
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    240_000,
  );
});

test('no page of the portal is left out of what is looked at', () => {
  const unseen = PAGE_PATHS.filter((route) => {
    const path = new RegExp(`^${route.replaceAll(/:\w+/g, '[^/]+').replace('*', '.+')}$`);
    return !KINDS.some(({ name }) => path.test(paths.get(name)?.replace(/[?#].*$/, '') ?? ''));
  });
  expect(unseen).toEqual([]);
});

test('the statement claims no more pages than were just looked at', () => {
  expect(CHECKED.pages).toBeLessThanOrEqual(KINDS.length);
  expect(CHECKED.states).toBe(CHECKED.pages * SCREENS.length * DISPLAYS.length);
});

test('was it inspected, what was found, is it fixed: from the first page in three clicks at most, by the initials of its name', async () => {
  const page = await displayed(SCREENS[1], 'standard');
  let clicks = 0;
  const click = async (what: Locator): Promise<void> => {
    clicks += 1;
    await what.click();
  };
  await page.goto('/');
  await page.getByRole('searchbox').fill('spyxgs');
  await click(page.getByRole('button', { name: '搜索' }));
  await click(page.locator('main a[href^="/enterprises/"]').first());
  const lead = (await page.locator('main .lead').textContent()) ?? '';
  expect(lead).toMatch(/^\d{4}年\d+月\d+日检查，(未发现问题|发现 \d+ 个问题，.*(整改|立案|移送|纠正))/);
  expect(await page.getByRole('heading', { name: '检查结果' }).count()).toBe(1);
  expect(clicks).toBeLessThanOrEqual(3);
  await page.context().close();
});

test('on a screen of 320 pixels, which is 400 %, nothing but tables scrolls sideways, and wide spacing cuts no text', async () => {
  const page = await displayed({ width: 320, height: 640 }, 'standard');
  const wrong: string[] = [];
  for (const { name } of KINDS) {
    await page.goto(paths.get(name) ?? '');
    if ((await sidewaysScroll(page)) > 0) wrong.push(`${name}: scrolls`);
    for (const text of await clippedTexts(page)) wrong.push(`${name}: ${text}`);
    if ((await sidewaysScroll(page)) > 0) wrong.push(`${name}: scrolls with wide spacing`);
  }
  expect(wrong).toEqual([]);
  await page.context().close();
});

test('by keyboard alone every stop is seen and marked, and the first leads past the head', async () => {
  const page = await displayed(SCREENS[0], 'standard');
  for (const name of ['home', 'enterprise', 'statistics']) {
    await page.goto(paths.get(name) ?? '');
    expect(await hiddenStops(page, 60), name).toEqual([]);
  }
  await page.goto('/');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await page.context().close();
});

test('a picture says what its table says; forced colours and no style sheet leave every word and its order', async () => {
  const page = await displayed(SCREENS[0], 'standard');
  for (const name of ['home', 'statistics', 'street', 'draw']) {
    await page.goto(paths.get(name) ?? '');
    expect(await pictureDifferences(page), name).toEqual([]);
  }
  for (const name of ['home', 'enterprise', 'statistics']) {
    await page.goto(paths.get(name) ?? '');
    const words = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, '');
    await page.emulateMedia({ forcedColors: 'active' });
    expect((await page.getByRole('main').innerText()).replaceAll(/\s+/g, ''), name).toBe(words);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.evaluate(() => document.querySelectorAll('link[rel=stylesheet]').forEach((link) => link.remove()));
    expect((await page.getByRole('main').innerText()).replaceAll(/\s+/g, ''), name).toBe(words);
  }
  await page.context().close();
});

test('help, the statement and the sources stand in the same order at the foot of every page', async () => {
  const page = await displayed(SCREENS[0], 'standard');
  const feet = new Set<string>();
  for (const { name } of KINDS.filter(({ status = 200 }) => status === 200)) {
    await page.goto(paths.get(name) ?? '');
    const links = page.locator('.site-footer a');
    feet.add((await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')?.split('?')[0]))).join(' '));
  }
  expect(feet.size).toBe(1);
  expect([...feet][0]).toContain('/accessibility');
  await page.context().close();
});

test('on paper there is what was said, the table behind each picture too, and nothing to press', async () => {
  const page = await displayed(SCREENS[0], 'standard');
  for (const name of ['home', 'enterprise', 'statistics', 'result']) {
    await page.goto(paths.get(name) ?? '');
    const shown = page.locator('main').locator('h1, h2, p.lead, .findings li, .quarters li, .bars li, blockquote');
    const words = await shown.allInnerTexts();
    expect(await page.locator('figure table:visible').count(), name).toBe(0);
    await page.emulateMedia({ media: 'print' });
    expect(await shown.allInnerTexts(), name).toEqual(words);
    const tables = await page.locator('figure table').count();
    expect(await page.locator('figure table:visible').count(), name).toBe(tables);
    for (const aside of ['nav', '.search', '.filters', '.display', 'figure summary', '.skip-link'])
      expect(await page.locator(`${aside}:visible`).count(), `${name} ${aside}`).toBe(0);
    expect(await sidewaysScroll(page), name).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  }
  await page.context().close();
});

test('large type is chosen by a link, stays on the next page, and goes by a link', async () => {
  const page = await displayed(SCREENS[1], 'standard');
  await page.goto('/results?conclusion=corrected');
  await page.getByRole('link', { name: '大字版', exact: true }).click();
  expect(page.url()).toContain('/results?conclusion=corrected&display=large');
  await page.getByRole('link', { name: '事项清单' }).click();
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('21px');
  await page.getByRole('link', { name: '退出大字版' }).click();
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('16px');
  await page.goto('/plans');
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('16px');
  await page.context().close();
});

test('every page says the same with JavaScript switched off', async () => {
  const scripted = await visitor(browser, address, SCREENS[0]);
  const plain = await browser.newContext({ baseURL: address, viewport: SCREENS[0], javaScriptEnabled: false });
  const [before, after] = [await scripted.newPage(), await plain.newPage()];
  for (const kind of KINDS.filter(({ isScripted }) => isScripted !== true)) {
    const path = paths.get(kind.name) ?? '';
    await before.goto(path);
    await after.goto(path);
    const words = await after.getByRole('main').innerText();
    expect(words.length, kind.name).toBeGreaterThan(30);
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

/** A page of a reader who has chosen that display. */
async function displayed(
  screen: { readonly width: number; readonly height: number },
  display: (typeof DISPLAYS)[number],
): Promise<Page> {
  const context = await visitor(browser, address, screen);
  if (display !== 'standard') await context.addCookies([{ name: 'sunlot-display', value: display, url: address }]);
  return context.newPage();
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
