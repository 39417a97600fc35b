/** An enterprise answers its order on a phone, without JavaScript: few taps, accessible, nothing lost when it is refused. */
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { buildApp } from '../src/http/app.ts';
import { enterpriseRoutes } from '../src/http/enterprise.ts';
import { portalRoutes } from '../src/http/portal.ts';
import { codeOf } from '../src/rectification/reads/access.ts';
import { served } from '../src/rectification/scene.testing.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';

const PHOTO = fileURLToPath(new URL('../src/core/uploads/fixtures/picture.jpg', import.meta.url));
/** experience.md §3.6 */
const MOST_TAPS = 4;

let scene: Scene;
let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  scene = await openScene();
  app = await buildApp({
    runtime: scene.runtime,
    identify: () => Promise.resolve(undefined),
    logging: false,
    extend: async (site) => {
      enterpriseRoutes(site, scene.runtime);
      portalRoutes(site, scene.runtime);
    },
  });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await app.close();
  await scene.close();
});

/** The page of a fresh order. */
async function openPage(context: BrowserContext): Promise<Page> {
  const { order } = await served(scene, [{ days: 7 }, { measureKind: 'stop-use', days: 0 }]);
  const page = await context.newPage();
  await page.goto(`/e/${codeOf(scene.runtime.fieldCipher, order) ?? ''}`);
  return page;
}

describe.each(SCREENS)('at $width × $height', (screen) => {
  test('the page and the place where the code is typed are accessible and stay inside the screen', async () => {
    const context = await visitor(browser, address, screen);
    const page = await openPage(context);
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await page.goto('/e/0000000000000000');
    expect(await page.getByRole('alert').textContent()).toContain('没有找到这个代码');
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await context.close();
  });
});

describe('on a phone without JavaScript', () => {
  test('a finding is reported with a photo in at most four taps, and the page says so', async () => {
    const context = await browser.newContext({ baseURL: address, viewport: SCREENS[1], javaScriptEnabled: false });
    const page = await openPage(context);
    const finding = page.getByRole('article', { name: '第 1 项' });
    let taps = 0;
    const tap = async (what: Locator, act: (what: Locator) => Promise<unknown>): Promise<void> => {
      taps += 1;
      expect((await what.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
      await act(what);
    };
    await tap(finding.getByLabel('整改后照片'), (field) => field.setInputFiles(PHOTO));
    await tap(finding.getByLabel('整改情况'), (field) => field.fill('插座已改为防爆型'));
    await tap(finding.getByRole('button', { name: '提交报告' }), (button) => button.click());
    expect(taps).toBeLessThanOrEqual(MOST_TAPS);
    await page.getByText('报告已提交，等待复查').waitFor();
    const after = page.getByRole('article', { name: '第 1 项' });
    expect(await after.getByText('已报告，待复查').count()).toBe(1);
    expect(await after.getByRole('img', { name: '第 1 项整改后照片' }).count()).toBe(1);
    await context.close();
  });

  test('a request that is refused says why and keeps what was typed', async () => {
    const context = await browser.newContext({ baseURL: address, viewport: SCREENS[1], javaScriptEnabled: false });
    const page = await openPage(context);
    const finding = page.getByRole('article', { name: '第 1 项' });
    await finding.getByText('申请延期').click();
    await finding.getByLabel('延期到').fill('2026-04-10');
    await finding.getByLabel('延期理由').fill('设备到货推迟');
    await finding.getByLabel('延期期间的安全措施').fill(' ');
    await finding.getByRole('button', { name: '提交申请' }).click();
    const again = page.getByRole('article', { name: '第 1 项' });
    expect(await again.getByRole('alert').textContent()).toContain('请填写延期期间的安全措施');
    expect(await again.getByLabel('延期理由').inputValue()).toBe('设备到货推迟');
    await again.getByLabel('延期期间的安全措施').fill('停用并挂牌');
    await again.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('延期申请已提交，等待批复').waitFor();
    await context.close();
  });
});
