/** A real browser for the stories, and what every screen is held to. @module */
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { findBrowser } from '../scripts/browser.mjs';

/** The office screen and the phone (look.md, Check). */
export const SCREENS = [
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
] as const;
export type Screen = (typeof SCREENS)[number];
/** 投影: what the room looks at. */
export const PROJECTOR = { width: 1920, height: 1080 } as const;

export async function openBrowser(): Promise<Browser> {
  const found = await findBrowser();
  if (found === undefined) throw new Error('no browser: install Chromium or set CHROMIUM_PATH');
  return chromium.launch(found);
}

/** A fresh visitor on that screen; axe comes along, past the page's own security policy. */
export async function visitor(
  browser: Browser,
  baseURL: string,
  screen: { readonly width: number; readonly height: number },
): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL, viewport: screen, locale: 'zh-CN', reducedMotion: 'reduce' });
  await context.addInitScript({ content: axe.source });
  return context;
}

/** Every violation of WCAG 2.2 A and AA on the page as it stands, target sizes included, each with the elements. */
export function violations(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      rules: { 'target-size': { enabled: true } },
    });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
  });
}

/** How far the page itself scrolls sideways, in pixels; only tables may, inside themselves. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** Signs the context in; @throws Error with the answer when it is refused */
export async function signIn(context: BrowserContext, username: string, password: string): Promise<void> {
  const answer = await context.request.post('/api/sign-in', { data: { username, password } });
  if (!answer.ok()) throw new Error(`${username} cannot sign in: ${await answer.text()}`);
}

/** A page of somebody signed in, in a context of its own that goes with the browser. */
export async function pageOf(
  browser: Browser,
  baseURL: string,
  { username, password }: { readonly username: string; readonly password: string },
  screen: Screen = SCREENS[0],
): Promise<Page> {
  const context = await visitor(browser, baseURL, screen);
  context.setDefaultTimeout(20_000);
  await signIn(context, username, password);
  return context.newPage();
}
