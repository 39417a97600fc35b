/** 异议 in a real browser: a citizen on a phone without JavaScript reports an error, legal review corrects it at the desk, both versions stand in public; the enterprise objects on its own page and the entry is withdrawn. */
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishResultOf } from '../src/disclosure/objection.testing.ts';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { codeOf } from '../src/rectification/reads/access.ts';
import { served } from '../src/rectification/scene.testing.ts';
import { openBrowser, SCREENS, signIn, visitor } from './browser.ts';
import { hold } from './hold.ts';
import { openAccount, serveSite, type ServedSite } from './site.ts';

const PHOTO = fileURLToPath(new URL('../src/core/uploads/fixtures/picture.jpg', import.meta.url));
const [DESK, PHONE] = SCREENS;
const SAID = '第一条写错了，配电箱当时是锁着的';

let scene: Scene;
let site: ServedSite;
let browser: Browser;
let entryId: string;
let code: string;
let legal: Page;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  scene = await openScene();
  const { team, order } = await served(scene, [{ days: 7, description: '配电箱未锁闭' }]);
  entryId = await publishResultOf(scene.runtime, team);
  code = codeOf(scene.runtime.fieldCipher, order) ?? '';
  site = await serveSite(scene.runtime);
  browser = await openBrowser();
  const keeper = await openAccount(scene.runtime, 'legal-reviewer', 'fazhi');
  const context = await visitor(browser, site.address, DESK);
  contexts.push(context);
  await signIn(context, keeper.username, keeper.password);
  legal = await context.newPage();
}, 120_000);

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await scene.close();
});

/** A phone without JavaScript. */
async function phone(): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.address, viewport: PHONE, javaScriptEnabled: false });
  contexts.push(context);
  return context.newPage();
}

/** A page that anybody can read, held to the house's rules on both screens. */
async function lookAt(path: string, name: string): Promise<void> {
  const context = await visitor(browser, site.address, DESK);
  const page = await context.newPage();
  await page.goto(path);
  await hold(page, name);
  await context.close();
}

/** The objection that waits, opened from the queue of the home page. */
async function openWaiting(): Promise<void> {
  await legal.goto('/desk/');
  await legal
    .getByRole('link', { name: /答复异议|测试/ })
    .first()
    .click();
  await legal.getByRole('heading', { name: '提出的内容' }).waitFor();
}

test('a citizen reports an error on a phone and reads the answer by the code; both versions stand beside each other', async () => {
  const citizen = await phone();
  await citizen.goto(`/results/${entryId}`);
  await citizen.getByRole('link', { name: '报告错误' }).click();
  await citizen.getByRole('button', { name: '提交异议' }).waitFor();
  await citizen.getByLabel('事实有误').check();
  await citizen.getByLabel('说明').fill(SAID);
  await citizen.getByLabel(/联系方式/).fill('13800001234');
  await citizen.getByLabel(/附件/).setInputFiles(PHOTO);
  await citizen.getByRole('button', { name: '提交异议' }).click();
  const receipt = citizen.url();
  expect(await citizen.getByRole('status').textContent()).toMatch(/回执代码 [0-9A-Z]{4}(-[0-9A-Z]{4}){3}/);
  // Another address: a browser keeps a page for a minute.
  await citizen.goto(`/results/${entryId}?v=1`);
  await citizen.getByRole('heading', { name: '异议处理中' }).waitFor();
  expect(await citizen.content()).not.toContain('配电箱当时');
  await lookAt(`/results/${entryId}/objection`, 'report');
  await lookAt(receipt, 'receipt');
  await lookAt(`/results/${entryId}?v=1`, 'marked');

  await openWaiting();
  for (const words of [SAID, '13800001234', '附件 1']) await legal.getByText(words).first().waitFor();
  await hold(legal, 'desk-objection');
  await legal.locator('summary', { hasText: '更正' }).click();
  await legal.getByLabel('第 1 条问题').fill('配电箱门未关严');
  const form = legal.locator('details', { has: legal.locator('summary', { hasText: '更正' }) });
  await form.getByLabel('答复的理由').fill('经核对照片，箱门锁闭但未关严');
  await hold(legal, 'desk-answer');
  await form.getByRole('button', { name: '答复异议' }).click();
  await legal.getByText('已答复：更正').waitFor();

  await citizen.goto(receipt);
  await citizen.getByText('箱门锁闭但未关严').waitFor();
  await citizen.goto(`/results/${entryId}?v=2`);
  await citizen.getByRole('heading', { name: '前后版本对照' }).waitFor();
  expect(await citizen.locator('del, ins').count()).toBeGreaterThan(0);
  await lookAt(`/results/${entryId}?v=3`, 'corrected');
}, 90_000);

test('the enterprise objects on its own page, finds the answer there, and the entry is gone at once', async () => {
  const enterprise = await phone();
  await enterprise.goto(`/e/${code}`);
  await enterprise.getByRole('link', { name: '对公示内容提出异议' }).click();
  await enterprise.getByRole('button', { name: '提交异议' }).click();
  // The browser itself keeps an empty form back.
  expect(enterprise.url()).not.toContain('done');
  await enterprise.getByLabel(/依据随机抽取/).check();
  await enterprise.getByLabel('不是本单位').check();
  await enterprise.getByLabel('说明').fill('公示的是隔壁单位');
  await enterprise.getByRole('button', { name: '提交异议' }).click();
  expect(await enterprise.getByRole('status').textContent()).toContain('异议已提交');
  await lookAt(`/e/${code}/objections`, 'own');

  await legal.goto('/desk/disclosure/objections');
  await legal.getByRole('table').waitFor();
  await hold(legal, 'desk-objections');
  await openWaiting();
  await legal.locator('summary', { hasText: '撤回' }).click();
  const form = legal.locator('details', { has: legal.locator('summary', { hasText: '撤回' }) });
  await form.getByLabel('答复的理由').fill('公示的不是该单位');
  await form.getByRole('button', { name: '答复异议' }).click();
  await legal.getByText('已答复：撤回').waitFor();

  const gone = await fetch(`${site.address}/results/${entryId}`);
  expect([gone.status, (await gone.text()).includes('公示的不是该单位')]).toEqual([410, true]);
  await enterprise.goto(`/e/${code}/objections`);
  await enterprise.getByText('公示的不是该单位').waitFor();
  await lookAt('/changes', 'changes');
}, 90_000);
