/** 月历 in a browser: the grid by its arrows, the day in words, another month, the phone and paper. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookSubject } from '../src/directory/actions/booking.ts';
import { saveEquipment, saveOfficer, saveVehicle } from '../src/directory/actions/save.ts';
import { sampleOfficer } from '../src/directory/sample.testing.ts';
import { NO_LATER_MODULES } from '../src/directory/types/later.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { actorOf, testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';
import { walk } from './keyboard.ts';
import { openAccount, serveSite, type Keeper, type ServedSite } from './site.ts';

const office = actorOf(['group-office', 'equipment-keeper'], 'office');
const created = { target: null, reason: '新增' };
let runtime: TestRuntime;
let site: ServedSite;
let keeper: Keeper;
let browser: Browser;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  site = await serveSite(runtime);
  browser = await openBrowser();
  keeper = await openAccount(runtime, 'group-office', 'month.keeper');
  const officer = { ...created, content: sampleOfficer({ name: '测试甲', certificateExpiresOn: '2026-03-20' }) };
  const { recordId } = await done(runtime, office, saveOfficer, officer);
  await done(runtime, office, saveVehicle, { ...created, content: { plate: '津A00012', seats: 5 } });
  await done(runtime, office, saveEquipment, { ...created, content: { serial: 'JL-11', kind: 'body-camera' } });
  await done(runtime, office, bookSubject(NO_LATER_MODULES), {
    subjectType: 'officer',
    subjectId: recordId,
    fromOn: '2026-03-04',
    untilOn: '2026-03-05',
    use: 'training',
    purpose: '执法资格培训',
  });
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await runtime.close();
});

async function openMonth(screen: (typeof SCREENS)[number]): Promise<Page> {
  const context = await visitor(browser, site.address, screen);
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto('/desk/inspection/month?month=2026-03');
  await page.getByLabel('用户名').fill(keeper.username);
  await page.getByLabel('密码', { exact: true }).fill(keeper.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('grid').waitFor();
  return page;
}

test.each(SCREENS)(
  'at $width px the grid is one stop, its arrows go through the days, and the day stands below in words',
  async (screen) => {
    const page = await openMonth(screen);
    expect(await violations(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    const walked = await walk(page);
    expect(walked).toMatchObject({ unseen: [], hidden: [], unreached: [], trap: undefined });

    await page.getByRole('gridcell', { name: /^测试甲，2026年3月2日：没有安排/ }).focus();
    for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await page.getByRole('heading', { level: 2, name: '测试甲，2026年3月4日' }).waitFor();
    await page.getByText('培训学习：执法资格培训，2026-03-04 至 2026-03-05').waitFor();
    await page.keyboard.press('End');
    await page.getByRole('heading', { level: 2, name: '测试甲，2026年3月31日' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { level: 2, name: '津A00012，2026年3月31日' }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '津A00012' }).waitFor();
    await page.goBack();

    const agenda = page.locator('.month-agenda');
    await agenda.getByText('培训学习：测试甲（执法资格培训）').first().waitFor();
    await agenda.getByText('执法证到期：测试甲').waitFor();
    await page.getByRole('button', { name: '下一月' }).press('Enter');
    await page.waitForURL(/month=2026-04/);
    await page.getByText('本月没有检查，也没有登记的占用').waitFor();
    await page.context().close();
  },
);

test('on paper it is the grid and the days alone', async () => {
  const page = await openMonth(SCREENS[0]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('grid').isVisible()).toBe(true);
  expect(await page.locator('.month-agenda').isVisible()).toBe(true);
  for (const hidden of ['.month-nav', '.month-detail', '.list-filters'])
    expect(await page.locator(hidden).isVisible(), hidden).toBe(false);
  await page.context().close();
});
