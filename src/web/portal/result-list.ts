/** A list beside the results, as it stands now: 公开曝光、失信名单. @module */
import { html } from 'hono/html';
import { tableDate } from '../kit/format.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable } from './parts.ts';

interface ListWords {
  readonly title: string;
  readonly description: string;
  readonly lead: string;
  readonly none: string;
  readonly caption: string;
}

type Rows = Parameters<typeof dataTable>[2];

/** `after`: what stands below the table. */
export function resultListPage(
  frame: PortalFrame,
  words: ListWords,
  titles: readonly string[],
  rows: Rows,
  after: Html | '' = '',
): Html {
  return portalPage({
    ...frame,
    title: words.title,
    description: words.description,
    current: 'results',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], words.title)}
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${
        rows.length === 0
          ? html`<p>${words.none}</p>`
          : dataTable(
              words.caption,
              titles.map((title) => ({ title })),
              rows,
            )
      }
      ${after}`,
  });
}

/** A day in a cell. */
export function dayCell(day: string): Html {
  return html`<span class="digits">${tableDate(day)}</span>`;
}
