/**
 * A wall whose event stream does not get through (a proxy that holds it back): it goes on by polling, through a restart, on
 * projector, office screen and phone; and a void draw says so on every one of them.
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeVoid, voidDraw } from '../src/draw/actions/void.ts';
import { carryOn, carryTo, done, head, supervisor } from '../src/testing/draw-ceremony.ts';
import { sampleConfig } from '../src/testing/draw-district.ts';
import { PROJECTOR, SCREENS, sidewaysScroll, violations } from './browser.ts';
import { openRoom, phone, type Room } from './ceremony/room.ts';

const PUBLIC_ID = '120111-2026-T1-1';
/** Polls come every two seconds; a stream that merely is silent would be given up after half a minute. */
const SOON = { timeout: 15_000 };

let room: Room;

beforeAll(async () => {
  room = await openRoom();
}, 120_000);
afterAll(() => room.close());

test('without a stream the wall follows by polling, also after a restart, and says on every screen that the draw is void', async () => {
  const { runtime } = room;
  const config = { ...sampleConfig(), officerCap: 20 };
  const drawId = await carryTo(runtime, 'announced', { planId: room.planId, config });
  const pages = {
    wall: await cutOff(await room.look(`/wall/${PUBLIC_ID}`, PROJECTOR, true)),
    office: await cutOff(await room.look(`/wall/${PUBLIC_ID}`, SCREENS[0], true)),
    mirror: await cutOff(await room.look(`/wall/${PUBLIC_ID}/mirror`, phone, true)),
  };
  const all = Object.values(pages);
  await heading(all, '名录已冻结，规则已公布');
  await carryOn(runtime, drawId, 1, 'announced', 'revealed');
  await heading(all, '随机数由几方产生，没有人能独自决定');
  await room.restart();
  await carryOn(runtime, drawId, 1, 'revealed', 'seeded');
  await heading(all, '随机数齐全，结果已经确定');
  for (const page of all) await expect.poll(() => page.locator('#connection').textContent(), SOON).toBe('');
  await done(runtime, head, proposeVoid, { drawId, reason: 'ROSTER_ERROR' });
  await done(runtime, supervisor, voidDraw, { drawId, reason: 'ROSTER_ERROR' });
  for (const [name, page] of Object.entries(pages)) {
    await page.locator('.banner.void').waitFor(SOON);
    expect(await page.locator('.banner.void').textContent()).toContain('名录有误');
    await room.picture(page, `void-${name}`);
    expect(await violations(page), name).toEqual([]);
    expect(await sidewaysScroll(page), name).toBe(0);
  }
});

/** As behind a proxy that never passes a stream on. */
async function cutOff(page: Page): Promise<Page> {
  await page.route('**/events', (route) => route.abort());
  await page.reload();
  return page;
}

async function heading(pages: readonly Page[], title: string): Promise<void> {
  for (const page of pages) await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor(SOON);
}
