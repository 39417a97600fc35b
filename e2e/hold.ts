/** What every page of a story is held to, on the office screen and on the phone. @module */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { SCREENS, sidewaysScroll, violations } from './browser.ts';

/** A folder for pictures, for whoever wants to look. */
const SHOTS = process.env['SUNLOT_STORY_SHOTS'];

/** The page as it stands: nobody is kept out, nothing sticks out; leaves it on the office screen. */
export async function hold(page: Page, name: string): Promise<void> {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    expect(await violations(page), `${name} at ${screen.width}`).toEqual([]);
    expect(await sidewaysScroll(page), `${name} at ${screen.width}`).toBe(0);
    if (SHOTS === undefined) continue;
    await mkdir(SHOTS, { recursive: true });
    await page.screenshot({ path: join(SHOTS, `${name}-${screen.width}.png`), fullPage: true });
  }
  await page.setViewportSize(SCREENS[0]);
}
