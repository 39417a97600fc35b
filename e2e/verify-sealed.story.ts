/**
 * A sealed draw as anybody checks it: the bundle dropped into `/verify` while it is sealed says what can be said and when
 * the rest will be known; the one after the opening tells everything; one that was forced open says that it is void.
 */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { openDueDraws } from '../src/draw/jobs.ts';
import { proposeVoid, voidDraw } from '../src/draw/actions/void.ts';
import { done, head, supervisor } from '../src/testing/draw-ceremony.ts';
import {
  sealedConfig,
  carrySealed,
  knownVisits,
  publishChains,
  release,
  sendOut,
  settleJobs,
  sharesOf,
} from '../src/testing/draw-sealed.ts';
import { openOffice, type Office } from './office.ts';

/** Of what the plan allows, so that two draws have room in it. */
const HALF = { by: 'count', count: 4 } as const;

let office: Office;
beforeAll(async () => {
  office = await openOffice('verify-sealed');
  await publishChains(office.runtime);
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await office.keepEvidence();
});
afterAll(() => office.close());

describe('a sealed draw', () => {
  let drawId: string;
  let drawn: readonly string[];

  test('before its opening holds so far, tells nobody who was drawn, and says when it will', async () => {
    drawId = await carrySealed(office.runtime, office.district.planId, 1, sealedConfig({ size: HALF }));
    await sendOut(office.runtime, drawId);
    drawn = (await knownVisits(office.runtime, drawId)).map(({ enterprise }) => enterprise);
    const page = await verifyPage('2026-03-10T02:00:00Z');
    await drop(page, await newestBundle(drawId));
    await page.getByRole('heading', { level: 2, name: '到今天为止核验通过，抽中了谁还封存着' }).waitFor();
    const verdict = await page.locator('.verdict').first().innerText();
    for (const words of ['谁也不能再改', '至迟2026年3月20日 18:00', '名录 20 家', '抽中的尚未公开'])
      expect(verdict, words).toContain(words);
    for (const code of drawn) expect(await page.content()).not.toContain(code);
    expect(await page.locator('.report > li').filter({ hasText: '未通过' }).count()).toBe(0);
    await ask(page, drawn[0] ?? '');
    await page.getByText('您单位有没有抽中，现在谁也查不到').waitFor();
    await office.hold(page, 'sealed');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Holds so far; who was drawn is still sealed' }).waitFor();
  }, 120_000);

  test('that should be open by now is red', async () => {
    const page = await verifyPage('2026-03-20T10:00:01Z');
    await drop(page, await newestBundle(drawId));
    await page.getByRole('heading', { name: '核验未通过' }).waitFor();
    const late = page.locator('.report > li').filter({ has: page.getByRole('heading', { name: /^V14 / }) });
    expect(await late.innerText()).toContain('超过了期限');
    await office.hold(page, 'overdue');
  }, 120_000);

  test('after its opening tells everything, and the drawn unit why', async () => {
    office.runtime.clock.set('2026-03-20T09:56:00Z');
    await openDueDraws(office.runtime, 1);
    await settleJobs(office.runtime);
    const page = await verifyPage('2026-03-21T02:00:00Z');
    await drop(page, await newestBundle(drawId));
    await page.getByRole('heading', { name: '核验通过' }).waitFor();
    expect(await page.locator('.dot-grid .drawn').count()).toBe(drawn.length);
    await ask(page, drawn[0] ?? '');
    await page.getByRole('heading', { name: '被抽中' }).waitFor();
    await office.hold(page, 'opened');
  }, 120_000);
});

test('one that had to be forced open comes too late, is void, and says so', async () => {
  office.runtime.clock.set('2026-03-23T01:00:00Z');
  const drawId = await carrySealed(
    office.runtime,
    office.district.planId,
    2,
    sealedConfig({
      size: HALF,
      inspectFrom: '2026-04-07',
      inspectTo: '2026-04-08',
      revealBy: '2026-04-03T09:00:00Z',
      resultBy: '2026-04-07T04:00:00Z',
      openBy: '2026-04-17T10:00:00Z',
    }),
    '2026-04-07T00:30:00Z',
  );
  await release(office.runtime, drawId, 'supervisor', 2);
  const chief = await office.person('head', '示例局长');
  office.runtime.clock.set('2026-04-07T05:00:00Z');
  await chief.wake();
  await chief.page.goto(`/desk/draw/${drawId}`);
  await chief.page.locator('summary', { hasText: '强制公开' }).click();
  const [first = '', , third = ''] = sharesOf('legal');
  await chief.page.getByLabel('第 1 份托管份额').fill(first);
  await chief.page.getByLabel('第 2 份托管份额').fill(`编号三 ${third}`);
  await office.hold(chief.page, 'force-open');
  await chief.page.getByRole('button', { name: '强制公开', exact: true }).click();
  await chief.page.getByText('结果已算出').first().waitFor();
  await office.hold(chief.page, 'forced-desk');
  await done(office.runtime, supervisor, proposeVoid, { drawId, reason: 'CODES_LOST' });
  await done(office.runtime, head, voidDraw, { drawId, reason: 'CODES_LOST' });
  await settleJobs(office.runtime);

  const page = await verifyPage('2026-04-08T02:00:00Z');
  await drop(page, await newestBundle(drawId));
  await page.getByRole('heading', { name: '核验未通过' }).waitFor();
  const verdict = await page.locator('.verdict').first().innerText();
  for (const words of ['没有通过的步骤：V14', '这次抽取已经作废']) expect(verdict).toContain(words);
  await office.hold(page, 'forced');
}, 180_000);

/** The page as a reader opens it at that time. */
async function verifyPage(now: string): Promise<Page> {
  const page = await office.stranger();
  await page.clock.setFixedTime(new Date(now));
  await page.goto('/verify');
  await page.getByRole('button', { name: '选择 zip 文件' }).waitFor();
  return page;
}

async function newestBundle(drawId: string): Promise<Uint8Array> {
  const stored = await buildDrawBundle(office.runtime, 1, drawId);
  return office.runtime.files.get(stored?.sha256 ?? '');
}

/** Lets a file fall onto the page, as from a folder on the desktop. */
async function drop(page: Page, zip: Uint8Array): Promise<void> {
  const transfer = await page.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (each) => each.charCodeAt(0));
    const found = new DataTransfer();
    found.items.add(new File([bytes], '验证包.zip', { type: 'application/zip' }));
    return found;
  }, Buffer.from(zip).toString('base64'));
  const place = page.getByText('把验证包（zip 文件或解开的文件夹）拖到这里');
  await place.dispatchEvent('dragover', { dataTransfer: transfer });
  await place.dispatchEvent('drop', { dataTransfer: transfer });
}

async function ask(page: Page, words: string): Promise<void> {
  await page.getByLabel('统一社会信用代码、企业名称').fill(words);
  await page.getByRole('button', { name: '查询' }).click();
}
