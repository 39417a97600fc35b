/** The five stations of the ceremony as pictures: a rehearsal is led through them, so that no draw is touched. @module */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PROJECTOR, SCREENS, visitor } from '../browser.ts';
import { phone } from './room.ts';

const WALL = '/wall/rehearsal';
/** The presenter's moves that lead from the station before to each; the rows are shown all at once. */
const MOVES = [
  ['restart'],
  ['step', 'step', 'step'],
  ['next', 'step', 'all'],
  ['next'],
  ['step', 'next', 'step', 'step', 'step'],
] as const;

/** `ceremony-<station>-<width>.png` on projector, office screen and phone. `presenter`: signed in as who may present. */
export async function ceremonyShots(
  browser: Browser,
  address: string,
  presenter: BrowserContext,
  folder: string,
): Promise<void> {
  const pages: Page[] = [];
  for (const screen of [PROJECTOR, ...SCREENS]) {
    const page = await (await visitor(browser, address, screen)).newPage();
    await page.goto(screen === phone ? `${WALL}/mirror` : WALL);
    pages.push(page);
  }
  for (const [at, moves] of MOVES.entries()) {
    for (const move of moves) {
      const answer = await presenter.request.post('/api/draw.rehearse', { data: { move } });
      if (!answer.ok()) throw new Error(`${move}: ${await answer.text()}`);
    }
    for (const page of pages) {
      await page.locator(`#stage[data-station="${at + 1}"]`).waitFor();
      // The last of several moves is on the screen a round later.
      await page.waitForTimeout(700);
      await page.evaluate(() => scrollTo(0, 0));
      const width = page.viewportSize()?.width ?? 0;
      await page.screenshot({ path: `${folder}ceremony-${at + 1}-${width}.png`, animations: 'disabled' });
    }
  }
  for (const page of pages) await page.context().close();
}
