/** 安全生产严重失信主体名单 for the public, as it stands now. @module */
import { html } from 'hono/html';
import type { PublicListing } from '../../credit/types/views.ts';
import { tableDate } from '../kit/format.ts';
import { creditText } from '../kit/strings/credit.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable } from './parts.ts';

const text = creditText.portal;

export function portalDishonesty(frame: PortalFrame, rows: readonly PublicListing[]): Html {
  const titles = [
    text.enterprise,
    text.creditCode,
    text.situation,
    text.basis,
    text.listedOn,
    text.publishedOn,
    text.endsOn,
  ];
  const day = (value: string): Html => html`<span class="digits">${tableDate(value)}</span>`;
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'results',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], text.title)}
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${
        rows.length === 0
          ? html`<p>${text.none}</p>`
          : dataTable(
              text.caption,
              titles.map((title) => ({ title })),
              rows.map((row) => [
                html`<a href="/enterprises/${row.creditCode}">${row.enterprise}</a>`,
                row.creditCode,
                row.situation,
                row.basis,
                day(row.listedOn),
                day(row.publishedOn),
                day(row.endsOn),
              ]),
            )
      }
      <ul>
        <li><a href="/open-data/dishonesty.csv">${text.csv}</a></li>
        <li><a href="/open-data/dishonesty.json">${text.json}</a></li>
      </ul>`,
  });
}
