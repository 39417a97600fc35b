/** What becomes of work that stays on a phone: a reminder, a backup on another phone, a reason for late entry, a revoked phone, and the chief at the desk. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../src/core/transact.ts';
import { listAnswers } from '../src/inspection/reads/visits.ts';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { testRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor, signIn } from './browser.ts';
import { Handset } from './field/handset.ts';
import { openPlant, type Plant } from './field/plant.ts';
import { PICTURES, screen } from './field/screen.ts';

/** The visit is on 2026-03-12; the phone comes out of the plant on the next afternoon. */
const NEXT_DAY = '2026-03-13T05:00:00Z';
const HOURS_LATER = 28 * 3_600_000;

let scene: Scene;
let folder: string;
let plant: Plant;
let lost: Handset;
let fresh: Handset;
let browser: Browser;
let desk: Page;

beforeAll(async () => {
  scene = await openScene(await testRuntime());
  folder = await mkdtemp(join(tmpdir(), 'sunlot-return-'));
  plant = await openPlant(scene);
  lost = new Handset(join(folder, 'lost'), plant.line.address);
  fresh = new Handset(join(folder, 'fresh'), plant.line.address);
  browser = await openBrowser();
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [name, phone] of Object.entries({ lost, fresh }))
    if (phone.isOn) await phone.page.screenshot({ path: `${PICTURES}/failed-${name}.png`, fullPage: true });
  await desk?.screenshot({ path: `${PICTURES}/failed-desk.png`, fullPage: true });
});
afterAll(async () => {
  await browser.close();
  for (const phone of [lost, fresh]) await phone.kill();
  await plant.close();
  await scene.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const point = (phone: Handset, n: number) => phone.page.locator('.points > li').nth(n);
const answersHere = () => read(scene.runtime, 1, (tx) => listAnswers(tx, plant.team.inspectionId));

/** The desk's page, or a part of it, on both screens. */
async function deskPictures(name: string, part = 'body'): Promise<void> {
  for (const size of SCREENS) {
    await desk.setViewportSize(size);
    await desk.locator(part).screenshot({ path: `${PICTURES}/${name}-${size.width}.png`, animations: 'disabled' });
    expect(await violations(desk), name).toEqual([]);
    expect(await sidewaysScroll(desk), name).toBe(0);
  }
  await desk.setViewportSize(SCREENS[0]);
}

describe('work that stays on a phone', () => {
  test('after a day the phone reminds, and one press saves everything into one encrypted file', async () => {
    await lost.start();
    await lost.signIn(plant.people.lead);
    await lost.download();
    plant.line.cut();
    await lost.tap(/有限公司/, false);
    await lost.tap(/亮证亮码/);
    await lost.tap('亮证入企');
    await lost.page.getByRole('heading', { name: '检查表' }).waitFor();
    await point(lost, 0).getByRole('button', { name: '不适用' }).click();
    await point(lost, 0).getByRole('button', { name: '✓ 不适用' }).waitFor();
    await lost.page.clock.install({ time: performance.timeOrigin + performance.now() + HOURS_LATER });
    await lost.page.goto(`${lost.address}/field/`);
    await lost.page.reload();
    await lost.typeCode();
    await lost.page.getByText('手机内有内容超过 24 小时没有上传').waitFor();
    await screen(lost, 'reminder');
    const [download] = await Promise.all([
      lost.page.waitForEvent('download'),
      lost.page.getByRole('alert').getByRole('button', { name: '保存备份' }).click(),
    ]);
    await download.saveAs(join(folder, 'backup.sunlot'));
    // Whoever finds the file finds nothing in it.
    const text = await readFile(join(folder, 'backup.sunlot'), 'utf8');
    expect(text).not.toContain('有限公司');
    expect(text).not.toContain('not-applicable');
    await lost.kill();
  });

  test('a new phone goes on where the lost one was, under its officer’s own account', async () => {
    plant.line.mend();
    await fresh.start();
    await fresh.page.getByLabel('用户名').fill(plant.people.lead.username);
    await fresh.page.getByLabel('密码', { exact: true }).fill(plant.people.lead.password);
    await fresh.page.getByRole('button', { name: '登录', exact: true }).click();
    await fresh.page.getByRole('heading', { name: '设置 6 位开机码' }).waitFor();
    await fresh.page.locator('input[type="file"]').setInputFiles(join(folder, 'backup.sunlot'));
    await fresh.page.getByText(/^✓ /).waitFor();
    await screen(fresh, 'restore');
    scene.runtime.clock.set(NEXT_DAY);
    await fresh.typeCode();
    await fresh.page.getByRole('heading', { name: '再输一次' }).waitFor();
    await fresh.typeCode();
    await fresh.page.getByRole('heading', { name: '今日任务' }).waitFor();
    await fresh.open(`#/visit/${plant.team.inspectionId}/sheet`, '检查表');
    await point(fresh, 0).getByRole('button', { name: '✓ 不适用' }).waitFor();
  });

  test('what is a day old goes in only with its reason', async () => {
    await fresh.open(`#/visit/${plant.team.inspectionId}/upload`, '上传');
    await fresh.page.getByText('立即上传').click();
    if (await fresh.page.getByText('登录已过期').isVisible()) await fresh.signInAgain(plant.people.lead);
    await fresh.page.getByText('有 24 小时以前的操作').waitFor();
    await screen(fresh, 'late');
    expect(await answersHere()).toEqual([]);
    await fresh.page.getByLabel('补录原因', { exact: true }).fill('厂区无信号，手机损坏，换机后补录');
    await fresh.tap('写明原因并上传');
    await fresh.page.getByText('这次检查的内容已全部上传').waitFor();
    expect(await answersHere()).toMatchObject([{ answer: 'not-applicable' }]);
    const reasons = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('field_operation').select('late_reason').distinct().where('bureau_id', '=', 1).execute(),
    );
    expect(reasons).toContainEqual({ late_reason: '厂区无信号，手机损坏，换机后补录' });
  });
});

describe('a phone that is lost', () => {
  test('the section chief sees all phones and stops one, with a reason', async () => {
    const context = await visitor(browser, plant.line.address, SCREENS[0]);
    const { username, password } = plant.people.chief;
    await signIn(context, username, password);
    desk = await context.newPage();
    await desk.goto('/desk/inspection/devices');
    await desk.getByRole('heading', { name: '现场设备' }).waitFor();
    await desk.getByRole('table').waitFor();
    expect(await desk.getByRole('row').count()).toBe(2);
    expect(await violations(desk)).toEqual([]);
    await desk.locator('summary', { hasText: '停用' }).click();
    await desk.getByRole('button', { name: '停用现场设备' }).click();
    await desk.getByRole('alert').first().waitFor();
    await desk.getByLabel('停用理由').fill('手机遗失');
    await deskPictures('desk-phones');
    await desk.getByRole('button', { name: '停用现场设备' }).click();
    await desk.getByText(/停用：手机遗失/).waitFor();
  });

  test('what it says afterwards is not lost and not taken: the chief looks at it and admits it', async () => {
    const before = (await answersHere()).length;
    await fresh.open(`#/visit/${plant.team.inspectionId}/sheet`, '检查表');
    for (const n of [1, 2]) {
      await point(fresh, n)
        .getByRole('button', { name: /^合格$/ })
        .click();
      await point(fresh, n).getByRole('button', { name: '✓ 合格' }).waitFor();
    }
    await fresh.open(`#/visit/${plant.team.inspectionId}/upload`, '上传');
    await fresh.page.getByText('以下内容已暂存，由科室负责人核定').waitFor();
    await fresh.page.getByText('这台设备已停用').waitFor();
    await screen(fresh, 'held');
    expect(await answersHere()).toHaveLength(before);

    await desk.goto(`/desk/inspection/${plant.team.inspectionId}`);
    await desk.getByRole('heading', { name: '暂存的内容' }).waitFor();
    await deskPictures('desk-held', '#sync');
    const boxes = desk.locator('#sync').getByRole('checkbox');
    expect(await boxes.count()).toBe(3);
    await boxes.nth(1).check();
    await desk.getByLabel('核定理由').fill('已与本人当面核对，当时手机还在本人手里');
    await desk.getByRole('button', { name: '核定暂存操作' }).click();
    await desk.getByText(/已采纳：已与本人当面核对/).waitFor();
    expect(await answersHere()).toHaveLength(before + 1);
    await desk.getByText('不予采纳，留存备查').click();
    await desk.locator('#sync').getByRole('checkbox').nth(0).check();
    await desk.getByLabel('核定理由').fill('来源不明');
    await desk.getByRole('button', { name: '核定暂存操作' }).click();
    await desk.getByText(/不予采纳：来源不明/).waitFor();
    expect(await answersHere()).toHaveLength(before + 1);
    await deskPictures('desk-held-decided', '#sync');
  });
});

test('a page whose build is replaced before all of it is there starts again as the new one', async () => {
  const context = await visitor(browser, plant.line.address, SCREENS[1]);
  const page = await context.newPage();
  let asked = 0;
  await page.route('**/assets/rest-*.js', (route) => {
    asked += 1;
    return asked === 1 ? route.fulfill({ status: 404 }) : route.fallback();
  });
  await page.goto('/field/');
  await page.getByRole('heading', { name: '登录现场端' }).waitFor();
  expect(asked).toBeGreaterThan(0);
  await context.close();
});
