/**
 * The frame of every public page: `portalPage({ title, …, body: html\`…\` })` gives the whole document. Works without
 * JavaScript; everything put into `html\`…\`` is escaped. @module
 */
import { html } from 'hono/html';
import { sentenceTime } from '../kit/format.ts';
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
  readonly current: PortalTab | 'about' | undefined;
  readonly bureau: PortalBureau;
  readonly isDemo: boolean;
  /** Instant up to which the page's data is complete. */
  readonly asOf: string;
  /** What was searched for, to stay in the field. */
  readonly searched?: string;
  /** Search engines are to forget it: a withdrawn result, a search, an address that leads nowhere. */
  readonly isUnlisted?: boolean;
  /** What else the page loads: styles, a script of its own. */
  readonly head?: Html;
  readonly body: Html;
}

/** What every page of a bureau has in common. */
export type PortalFrame = Pick<PortalPage, 'bureau' | 'isDemo' | 'asOf'>;

const TABS: readonly PortalTab[] = ['items', 'plans', 'draws', 'results'];

export function portalPage(page: PortalPage): Html {
  const { title, description, isDemo, isUnlisted = false, body } = page;
  return html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${page.bureau.name}${portalText.product}</title>
        <meta name="description" content="${description}" />
        ${isUnlisted ? html`<meta name="robots" content="noindex" />` : ''}
        <link rel="stylesheet" href="${stylesheet.path}" />
        <link rel="icon" href="${emblem.path}" type="${emblem.type}" />
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

function header({ bureau, current, searched = '' }: PortalPage): Html {
  return html`<header class="site-header">
    <div class="site-names">
      <a href="/" class="site-name"><img src="${emblem.path}" alt="" width="32" height="32" />${portalText.product}</a>
      <span>${bureau.name}</span>
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
      <input id="q" name="q" type="search" value="${searched}" />
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
      <li><a href="/about" ${current === 'about' ? html`aria-current="page"` : ''}>${portalText.about}</a></li>
      <li><a href="/about#accessibility">${portalText.accessibility}</a></li>
    </ul>
  </footer>`;
}
