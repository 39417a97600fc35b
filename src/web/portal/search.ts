/** What the field in the head of every page finds: enterprises, items, draws. @module */
import { html } from 'hono/html';
import { searchText as text } from '../kit/strings/portal-pages.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';

export interface Found {
  readonly href: string;
  readonly title: string;
  /** What is known of it. */
  readonly words?: string;
}

export interface SearchView {
  readonly q: string;
  readonly enterprises: readonly Found[];
  readonly items: readonly Found[];
  readonly draws: readonly Found[];
}

export function portalSearch(frame: PortalFrame, view: SearchView): Html {
  const { q, enterprises, items, draws } = view;
  const title = q === '' ? text.title : text.titleFor(q);
  const isEmpty = enterprises.length + items.length + draws.length === 0;
  return portalPage({
    ...frame,
    title,
    description: text.description,
    isUnlisted: true,
    current: undefined,
    searched: q,
    body: html`<h1>${title}</h1>
      ${isEmpty ? html`<p role="status">${q === '' ? text.empty : text.none}</p>` : ''}
      ${group(text.enterprises, enterprises)} ${group(text.draws, draws)} ${group(text.items, items)}`,
  });
}

function group(title: string, found: readonly Found[]): Html | '' {
  if (found.length === 0) return '';
  return html`<section>
    <h2>${title}</h2>
    <ul class="lines">
      ${found.map((each) => html`<li><a href="${each.href}">${each.title}</a>${each.words === undefined ? '' : html`<p>${each.words}</p>`}</li>`)}
    </ul>
  </section>`;
}
