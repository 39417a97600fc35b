/** A new edition of the 事项清单 with the keyboard alone: an item amended, the edition submitted, approved, published. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { loadBases } from '../src/items/actions/bases.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { actorOf } from '../src/testing/runtime.ts';
import { press, write } from './keyboard.ts';
import { openOffice, type Office } from './office.ts';
import { seal, visit } from './office-tasks.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('edition');
  await done(office.runtime, actorOf(['group-office']), loadBases, {});
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.keepEvidence();
});
afterAll(() => office.close());

test('an item is found and amended, its edition submitted, approved by the head and published by a third', async () => {
  const { page } = await office.person('group-office', '示例一');
  await visit(page, '/desk/items');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await press(page, '修改');
  await page.waitForURL(/\/edit$/);
  await write(page, '备注', '键盘修改');
  await press(page, '保存事项');
  await page.waitForURL((url) => !url.pathname.endsWith('/edit'));
  await page.getByText('键盘修改').first().waitFor();
  await visit(page, '/desk/items/editions/2');
  await office.hold(page, 'draft');
  await press(page, '提交清单');
  await page.getByRole('button', { name: '提交清单' }).waitFor({ state: 'detached' });

  const head = (await office.person('head', '示例二')).page;
  await visit(head, '/desk/items/editions/2');
  await seal(head, '批准清单', '批准事项清单');
  const publisher = (await office.person('disclosure-reviewer', '示例三')).page;
  await visit(publisher, '/desk/items/editions/2');
  await office.hold(publisher, 'approved');
  await seal(publisher, '公布清单', '公布事项清单');
  await expect.poll(() => publisher.getByRole('button', { name: '公布清单' }).count(), { timeout: 15_000 }).toBe(0);
}, 120_000);
