/** Every kind of page that the portal has, and how to come to one of each in the loaded demo. @module */
import type { Browser } from 'playwright-core';

/** A page by its address, or by the first link of another that leads to one of its kind. */
export interface Kind {
  readonly name: string;
  readonly path: string;
  /** The kind found before whose page has the link; the page at `path` when left out. */
  readonly on?: string;
  /** How the address in the link begins. */
  readonly via?: string;
  /** What else the link is, as a selector. */
  readonly link?: string;
  /** What it answers; 200 when left out. */
  readonly status?: number;
  /** Computes in the browser, and says something else where it cannot. */
  readonly isScripted?: boolean;
}

export const KINDS: readonly Kind[] = [
  { name: 'home', path: '/' },
  { name: 'items', path: '/items' },
  { name: 'item', path: '/items', via: '/items/' },
  { name: 'plans', path: '/plans' },
  { name: 'plan', path: '/plans', via: '/plans/' },
  { name: 'draws', path: '/draws' },
  { name: 'draw', path: '/draws', via: '/draws/120111' },
  { name: 'results', path: '/results' },
  { name: 'result', path: '/results?conclusion=corrected', via: '/results/' },
  { name: 'corrected', path: '/changes', via: '/results/', link: '[href$="#versions"]' },
  { name: 'withdrawn', path: '/changes', via: '/results/', link: ':has(code)', status: 410 },
  { name: 'error report', path: '', on: 'result', via: '/results/', link: '[href$="/objection"]' },
  { name: 'receipt of a report', path: '/objections' },
  { name: 'penalties', path: '/penalties' },
  { name: 'penalty', path: '/penalties', via: '/penalties/' },
  { name: 'enterprise', path: '/search?q=spyxgs', via: '/enterprises/' },
  { name: 'statistics', path: '/statistics' },
  { name: 'street', path: '/statistics', via: '/streets/' },
  { name: 'changes', path: '/changes' },
  { name: 'exposures', path: '/exposures' },
  { name: 'dishonesty', path: '/dishonesty' },
  { name: 'about', path: '/about' },
  { name: 'accessibility', path: '/accessibility' },
  { name: 'log', path: '/log' },
  { name: 'fairness', path: '/fairness' },
  { name: 'how', path: '/draws/how' },
  { name: 'open data', path: '/data' },
  { name: 'open data in English', path: '/data/en' },
  { name: 'dataset', path: '/data/datasets/visits-wide' },
  { name: 'dataset in English', path: '/data/en/datasets/visits' },
  { name: 'dictionary', path: '/data/dictionary' },
  { name: 'dictionary in English', path: '/data/en/dictionary' },
  { name: 'documents', path: '/documents' },
  { name: 'document that is not ours', path: '/documents/ABCDEFGHJKMN' },
  { name: 'search', path: '/search?q=食品' },
  { name: 'nothing found', path: '/search?q=没有这样的企业' },
  { name: 'English', path: '/en' },
  { name: 'verify', path: '/verify', isScripted: true },
  { name: 'missing', path: '/nowhere', status: 404 },
];

/** Address of each kind's page. */
export async function findPaths(browser: Browser, address: string): Promise<ReadonlyMap<string, string>> {
  const page = await browser.newPage({ baseURL: address });
  const found = new Map<string, string>();
  for (const { name, path, on, via, link = '' } of KINDS) {
    if (via === undefined) {
      found.set(name, path);
      continue;
    }
    const where = on === undefined ? path : (found.get(on) ?? path);
    await page.goto(where);
    const href = await page.locator(`main a[href^="${via}"]${link}`).first().getAttribute('href');
    if (href === null) throw new Error(`${where} has no link to ${via}`);
    found.set(name, href);
  }
  await page.close();
  return found;
}
