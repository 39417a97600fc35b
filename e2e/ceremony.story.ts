/**
 * The ceremony of one draw on a projector, a phone and the presenter's desk: through its five stations, with the server
 * stopped at each of them, and nothing about persons on any public byte.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../src/core/transact.ts';
import { completeDraw as completeDeed } from '../src/draw/actions/complete.ts';
import { confirmDice, recordDice } from '../src/draw/actions/dice.ts';
import { recordBytes, signRecord } from '../src/draw/actions/record.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { findDraw } from '../src/draw/reads/progress.ts';
import { carryOn, carryTo, DIGITS, done, head, office, supervisor } from '../src/testing/draw-ceremony.ts';
import { recuse, sampleConfig } from '../src/testing/draw-district.ts';
import { PROJECTOR, sidewaysScroll, violations } from './browser.ts';
import { openRoom, phone, type Room } from './ceremony/room.ts';

const MISHEARD = `${DIGITS.slice(0, -1)}7`;
/** A busy machine is slow; only a failure waits so long. */
const SOON = { timeout: 20_000 };
const PUBLIC_ID = '120111-2026-T1-1';
/** Names of officers, experts and staff, and whole certificate numbers, as the district has them. */
const PERSONAL = /执法员\d|专家\d|测试(operator|head|supervisor)|示例主持|DEMO\d{10}|ZJ-\d{4}/;

let room: Room;

beforeAll(async () => {
  room = await openRoom();
}, 120_000);
afterAll(() => room.close());

test('five stations on every screen, through restarts, to signatures and a count of those who checked', async () => {
  const { runtime } = room;
  const [officerId = ''] = room.officerIds;
  await recuse(runtime, 1, officerId, room.enterpriseIds);
  const config = { ...sampleConfig(), officerCap: 20 };
  const drawId = await carryTo(runtime, 'announced', { planId: room.planId, config });
  const wall = await room.look('/wall', PROJECTOR);
  const mirror = await room.look(`/wall/${PUBLIC_ID}/mirror`, phone, true);
  const desk = await room.desk(`/draw/${drawId}/present`);
  const all = [wall, mirror];
  await desk.getByText('宣读').waitFor();
  await hold(desk, 'desk-1');

  // 1 名录冻结
  await heading(all, '名录已冻结，规则已公布');
  expect(new URL(wall.url()).pathname).toBe(`/wall/${PUBLIC_ID}`);
  await wall.getByText('每家企业被抽中的机会 = 80 / 200 = 40.0%').waitFor();
  await wall.getByText(/与2026年3月2日 09:0\d公布的一致/).waitFor();
  await holdAll(all, 'list');
  await room.restart();

  // 2 种子: the step of the ceremony moves every screen
  await carryOn(runtime, drawId, 1, 'announced', 'revealed');
  await heading(all, '随机数由几方产生，没有人能独自决定');
  await done(runtime, office, recordDice, { drawId, digits: DIGITS });
  await wall.getByText('已录入一次，等第二人独立录入').waitFor();
  expect(await wall.content()).not.toContain(DIGITS.slice(0, 5));
  await done(runtime, supervisor, confirmDice, { drawId, digits: MISHEARD });
  await wall.getByText('两次录入不一致，都已记入日志，重新录入').waitFor();
  expect(await wall.locator('mark').allTextContents()).toEqual([DIGITS.at(-1), '7']);
  await room.picture(wall, 'seed-mismatch');
  await room.restart();
  await done(runtime, office, recordDice, { drawId, digits: DIGITS });
  await done(runtime, supervisor, confirmDice, { drawId, digits: DIGITS });
  await heading(all, '随机数齐全，结果已经确定');
  await holdAll(all, 'seed');

  // 3 抽取: one press, a second one gives the same; stored before anything moves
  await press(desk, '讲下一站');
  await wall.getByText('随机数齐全，等操作员按一次“计算抽取结果”').waitFor();
  await room.picture(wall, 'before-result');
  const first = await done(runtime, office, completeDeed, { drawId });
  const second = await done(runtime, supervisor, completeDeed, { drawId });
  expect(second).toEqual(first);
  await wall.getByText('结果已算出、保存并记入日志，等待展示').waitFor();
  expect(await rows(wall).count()).toBe(0);
  await press(desk, '开始展示');
  await expect.poll(() => shown(wall), SOON).toBeGreaterThanOrEqual(2);
  await press(desk, '暂停展示');
  const paused = await settled(wall);
  expect(await rows(wall).count()).toBe(paused);
  expect(await wall.locator('.dots .drawn').count()).toBe(paused);
  await expect.poll(() => shown(mirror), SOON).toBe(paused);
  await press(desk, '展示下一行');
  await expect.poll(() => shown(wall), SOON).toBe(paused + 1);
  expect(await wall.locator('#live').textContent()).toMatch(/^第 \d+ 家，天津市西青区测试/);
  await press(desk, '开始展示');
  await expect.poll(() => shown(wall), SOON).toBeGreaterThan(paused + 1);
  const before = await shown(wall);
  await room.restart();
  // It goes on where it was, neither from the start nor all at once.
  await expect.poll(() => shown(wall), SOON).toBeGreaterThan(before);
  expect(await shown(wall)).toBeLessThan(before + 12);
  const late = await room.look(`/wall/${PUBLIC_ID}`, PROJECTOR, true);
  await expect.poll(() => shown(late), SOON).toBeGreaterThan(before);
  expect(
    await late.evaluate(
      () => getComputedStyle(document.querySelector('#rows tbody tr:last-child') ?? document.body).animationName,
    ),
  ).toBe('none');
  await press(desk, '暂停展示');
  await holdAll([...all, late], 'reveal');
  expect(await rowsOf(late)).toEqual(await rowsOf(wall));
  await press(desk, '全部展示');
  await expect.poll(() => shown(wall), SOON).toBe(80);
  await expect.poll(() => rows(mirror).count(), SOON).toBe(80);

  // 4 编组: who was passed over, and why
  await press(desk, '讲下一站');
  await heading(all, '检查组由随机次序和回避、专业、工作量规则确定');
  await wall
    .getByText(/^0001：回避 → 顺延至 \d{4}$/)
    .first()
    .waitFor();
  await holdAll(all, 'teams');
  await room.restart();

  // 5 签字与公布
  await press(desk, '讲下一站');
  await heading(all, '签字与公布');
  await carryOn(runtime, drawId, 1, 'drawn', 'confirmed');
  await buildDrawBundle(runtime, 1, drawId);
  await wall.getByText('结果已公开').waitFor();
  await room.restart();
  const sha256 = await recordHash(drawId);
  for (const who of [office, head, supervisor]) await done(runtime, who, signRecord, { drawId, sha256 });
  await expect.poll(() => wall.locator('.signers .signed').count(), SOON).toBe(3);
  await mirror.getByRole('button', { name: '我已核验，结果一致' }).click();
  await mirror.getByText('已计入，谢谢参与').waitFor();
  await expect.poll(() => wall.locator('.verify .counter b').textContent(), SOON).toBe('1');
  await holdAll(all, 'closing');
  await hold(desk, 'desk-5');
});

test('a rehearsal shows the same stations, says so everywhere, and leaves no trace in any table', async () => {
  const { runtime } = room;
  const before = await tables();
  const page = await room.look('/wall/rehearsal', PROJECTOR, true);
  const desk = await room.desk('/draw/rehearsal');
  await desk.getByRole('button', { name: '从头开始' }).click();
  for (const title of [
    '名录已冻结，规则已公布',
    '随机数由几方产生，没有人能独自决定',
    '',
    '随机数齐全，结果已经确定',
  ]) {
    if (title !== '') await heading([page], `演练 · ${title}`);
    expect(await page.title()).toMatch(/^演练 · /);
    await desk.getByRole('button', { name: '代做下一步' }).click();
  }
  await press(desk, '全部展示');
  await expect.poll(() => rows(page).count(), SOON).toBe(80);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundImage)).toContain(
    'repeating-linear-gradient',
  );
  expect(await page.getByText('演练：企业、人员、点数都是虚构的，不是抽取结果').isVisible()).toBe(true);
  await hold(page, 'rehearsal');
  await hold(desk, 'desk-rehearsal');
  expect(await tables()).toEqual(before);
  const answer = await page.context().request.get('/draws/rehearsal');
  expect(answer.status()).toBe(404);
  expect(
    await read(runtime, 1, async ({ db }) => (await db.selectFrom('draw').select('public_id').execute()).length),
  ).toBe(1);
});

async function tables(): Promise<Readonly<Record<string, number>>> {
  return read(room.runtime, 1, async ({ db }) => {
    const counts: Record<string, number> = {};
    for (const table of ['deed', 'draw', 'draw_result', 'draw_wall', 'draw_roster', 'draw_record'] as const) {
      const { n } = await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      counts[table] = n;
    }
    return counts;
  });
}

async function recordHash(drawId: string): Promise<string> {
  const record = await read(room.runtime, 1, async (tx) => {
    const draw = await findDraw(tx, drawId);
    return draw && recordBytes(tx, draw, room.runtime);
  });
  if (record === undefined) throw new Error('there is no record yet');
  return record.sha256;
}

async function heading(pages: readonly Page[], title: string): Promise<void> {
  for (const page of pages) await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

async function press(desk: Page, name: string): Promise<void> {
  await desk.getByRole('button', { name, exact: true, disabled: false }).click();
}

function rows(page: Page): Locator {
  return page.locator('#rows tbody tr');
}

async function rowsOf(page: Page): Promise<readonly string[]> {
  return (await rows(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
}

async function shown(page: Page): Promise<number> {
  return Number(await page.locator('#shown').textContent());
}

/** The counter once it no longer moves. */
async function settled(page: Page): Promise<number> {
  await page.getByText('已暂停').waitFor();
  return shown(page);
}

/** What every public screen of the room is held to: accessible, no personal data, on the projector nothing cut off, in the hand no sideways scroll. */
async function holdAll(pages: readonly Page[], name: string): Promise<void> {
  for (const page of pages) {
    await hold(page, `${name}-${page.viewportSize()?.width ?? 0}`);
    expect(await page.content(), name).not.toMatch(PERSONAL);
    const path = new URL(page.url()).pathname.replace('/mirror', '');
    expect(await (await page.context().request.get(`${path}/stage`)).text(), name).not.toMatch(PERSONAL);
  }
}

async function hold(page: Page, name: string): Promise<void> {
  await room.picture(page, name);
  // A row that is still appearing is pale for a moment.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  expect(await violations(page), name).toEqual([]);
  expect(await sidewaysScroll(page), name).toBe(0);
}
