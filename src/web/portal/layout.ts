/**
 * The frame of every public page: `portalPage({ title, …, body: html\`…\` })` gives the whole document. Works without
 * JavaScript; everything put into `html\`…\`` is escaped. @module
 */
import { html } from 'hono/html';
import { sentenceTime } from '../kit/format.ts';
import { kitText } from '../kit/strings/kit.zh.ts';
import { englishText } from '../kit/strings/portal.en.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { emblem, stylesheet } from './assets.ts';

/** What `html\`…\`` gives; parts take and return it. */
export type Html = ReturnType<typeof html>;

export type PortalTab = 'items' | 'plans' | 'draws' | 'results';

export interface PortalBureau {
  readonly name: string;
  readonly address?: string;
  readonly phone?: string;
  readonly complaintPhone: string;
  /** `/log/<code>/<year>/checkpoint`, once there is one. */
  readonly checkpointHref?: string;
}

export interface PortalPage {
  /** What the page is; its one h1 is the page's own. */
  readonly title: string;
  /** One sentence for search engines. */
  readonly description: string;
  /** The tab it belongs to; undefined for the home page and the search. */
  readonly current: PortalTab | 'statistics' | 'changes' | 'about' | 'accessibility' | 'english' | undefined;
  readonly bureau: PortalBureau;
  readonly isDemo: boolean;
  /** Instant up to which the page's data is complete. */
  readonly asOf: string;
  /** How the reader wants pages to look; undefined where it cannot be chosen. */
  readonly display?: Display;
  /** What was searched for, to stay in the field. */
  readonly searched?: string;
  /** Search engines are to forget it: a withdrawn result, a search, an address that leads nowhere. */
  readonly isUnlisted?: boolean;
  /** What was sent was not taken: the title says so first. */
  readonly isRefused?: boolean;
  /** A feed of its own, beside that of all results. */
  readonly feed?: string;
  /** What else the page loads: styles, a script of its own. */
  readonly head?: Html;
  readonly body: Html;
}

/** What every page of a bureau has in common. */
export type PortalFrame = Pick<PortalPage, 'bureau' | 'isDemo' | 'asOf' | 'display'>;

/** 大字, 高对比度, and where the reader is, so that a switch leads back there. */
export interface Display {
  readonly isLarge: boolean;
  readonly isContrast: boolean;
  /** Path and query of this page without `display`. */
  readonly here: string;
}

const TABS: readonly PortalTab[] = ['items', 'plans', 'draws', 'results'];

export function portalPage(page: PortalPage): Html {
  const { title, description, isDemo, isUnlisted = false, isRefused = false, body, feed, display } = page;
  const looks = display === undefined ? '' : displayClass(display);
  return html`<!doctype html>
    <html lang="zh-CN" class="${looks}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${isRefused ? kitText.errorPrefix : ''}${title} · ${page.bureau.name}${portalText.product}</title>
        <meta name="description" content="${description}" />
        ${isUnlisted ? html`<meta name="robots" content="noindex" />` : ''}
        <link rel="stylesheet" href="${stylesheet.path}" />
        <link rel="icon" href="${emblem.path}" type="${emblem.type}" />
        <link rel="alternate" type="application/atom+xml" title="${portalText.feed}" href="/feed.atom" />
        ${feed === undefined ? '' : html`<link rel="alternate" type="application/atom+xml" title="${title}" href="${feed}" />`}
        ${page.head ?? ''}
      </head>
      <body>
        <a class="skip-link" href="#main">${portalText.skip}</a>
        ${isDemo ? html`<aside class="demo-banner" aria-label="${portalText.demoLabel}"><span>${portalText.demo}</span></aside>` : ''}
        ${header(page)}
        <main id="main" tabindex="-1">${body}</main>
        ${footer(page)}
      </body>
    </html>`;
}

/** `large contrast`, in any part. */
function displayClass({ isLarge, isContrast }: Pick<Display, 'isLarge' | 'isContrast'>): string {
  return [...(isLarge ? ['large'] : []), ...(isContrast ? ['contrast'] : [])].join(' ');
}

/** Each switch is an address: this page, shown the other way. */
function displaySwitches(display: Display): Html {
  const { isLarge, isContrast, here } = display;
  const href = (wanted: Pick<Display, 'isLarge' | 'isContrast'>): string =>
    `${here}${here.includes('?') ? '&' : '?'}display=${displayClass(wanted).replace(' ', '-') || 'standard'}`;
  const words = portalText.display;
  return html`<ul class="display" aria-label="${words.label}">
    <li>
      <a href="${href({ isLarge: !isLarge, isContrast })}" rel="nofollow">${isLarge ? words.notLarge : words.large}</a>
    </li>
    <li>
      <a href="${href({ isLarge, isContrast: !isContrast })}" rel="nofollow"
        >${isContrast ? words.notContrast : words.contrast}</a
      >
    </li>
  </ul>`;
}

function header({ bureau, current, searched = '', display }: PortalPage): Html {
  return html`<header class="site-header">
    <div class="site-names">
      <a href="/" class="site-name"><img src="${emblem.path}" alt="" width="32" height="32" />${portalText.product}</a>
      <span>${bureau.name}</span>
      ${display === undefined ? '' : displaySwitches(display)}
    </div>
    <nav aria-label="${portalText.nav}">
      <ul class="tabs">
        ${TABS.map(
          (tab) =>
            html`<li>
              <a href="/${tab}" ${tab === current ? html`aria-current="page"` : ''}>${portalText.tabs[tab]}</a>
            </li>`,
        )}
      </ul>
    </nav>
    <form action="/search" method="get" role="search" class="search">
      <label for="q">${portalText.searchLabel}</label>
      <input id="q" name="q" type="search" value="${searched}" autocomplete="off" />
      <button type="submit">${portalText.search}</button>
    </form>
  </header>`;
}

function footer({ bureau, asOf, current }: PortalPage): Html {
  return html`<footer class="site-footer" aria-label="${portalText.footer}">
    <ul>
      <li><strong>${bureau.name}</strong></li>
      ${bureau.address === undefined ? '' : html`<li>${portalText.address(bureau.address)}</li>`}
      ${bureau.phone === undefined ? '' : html`<li>${portalText.contact(bureau.phone)}</li>`}
      <li>${portalText.complaint(bureau.complaintPhone)}</li>
    </ul>
    <ul>
      <li>${portalText.asOf(sentenceTime(asOf))}</li>
      ${bureau.checkpointHref === undefined ? '' : html`<li><a href="${bureau.checkpointHref}">${portalText.checkpoint}</a></li>`}
      ${FOOT.map(
        ([key, href]) =>
          html`<li>
            <a href="${href}" ${key === current ? html`aria-current="page"` : ''}>${portalText.foot[key]}</a>
          </li>`,
      )}
      <li lang="en"><a href="/en" ${current === 'english' ? html`aria-current="page"` : ''}>${englishText.link}</a></li>
    </ul>
  </footer>`;
}

/** What belongs to no tab, on every page in the same place. */
const FOOT = [
  ['statistics', '/statistics'],
  ['changes', '/changes'],
  ['openData', '/data'],
  ['feed', '/feed.atom'],
  ['about', '/about'],
  ['accessibility', '/accessibility'],
] as const;
