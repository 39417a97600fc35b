/** What every screen of the field is held to, and its picture. @module */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { expect } from 'vitest';
import { sidewaysScroll, violations } from '../browser.ts';
import { smallTargets, weakContrast } from './gloves.ts';
import type { Handset } from './handset.ts';

/** `npm run shots` keeps them as the product's own pictures. */
export const PICTURES =
  process.env['SUNLOT_FIELD_SHOTS'] ?? fileURLToPath(new URL('../../test-results/field/', import.meta.url));
/** Three screens of a phone: enough to judge it. */
const MOST_HEIGHT = 2_600;

/** Holds the screen as it stands to targets, contrast, axe and width, and keeps it as a picture. */
export async function screen({ page }: Handset, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const { width, height } = await page.evaluate(() => {
    // A long picture taken from further down would have the head of the screen in its middle.
    window.scrollTo(0, 0);
    return { width: document.documentElement.clientWidth, height: document.documentElement.scrollHeight };
  });
  await page.screenshot({
    path: `${PICTURES}/field-${name}-${width}.png`,
    fullPage: true,
    animations: 'disabled',
    // What stays at the edges of a phone would lie across the middle of a long picture.
    style: '.top, .actions { position: static !important; }',
    clip: { x: 0, y: 0, width, height: Math.min(height, MOST_HEIGHT) },
  });
  await page.evaluate(axe.source);
  expect(await violations(page), name).toEqual([]);
  expect(await smallTargets(page), name).toEqual([]);
  expect(await weakContrast(page), name).toEqual([]);
  expect(await sidewaysScroll(page), name).toBe(0);
}
