/** 安全生产严重失信主体名单 for the public, as it stands now. @module */
import { html } from 'hono/html';
import type { PublicListing } from '../../credit/types/views.ts';
import { creditText } from '../kit/strings/credit.zh.ts';
import type { Html, PortalFrame } from './layout.ts';
import { dayCell, resultListPage } from './result-list.ts';

const text = creditText.portal;

/** What is said of each, in this order. */
const LISTING_COLUMNS = [
  'enterprise',
  'creditCode',
  'situation',
  'basis',
  'listedOn',
  'publishedOn',
  'endsOn',
] as const satisfies readonly (keyof PublicListing)[];
const LISTING_TITLES: readonly string[] = LISTING_COLUMNS.map((column) => text[column]);

export function portalDishonesty(frame: PortalFrame, rows: readonly PublicListing[]): Html {
  return resultListPage(
    frame,
    text,
    LISTING_TITLES,
    rows.map((row) => [
      html`<a href="/enterprises/${row.creditCode}">${row.enterprise}</a>`,
      row.creditCode,
      row.situation,
      row.basis,
      dayCell(row.listedOn),
      dayCell(row.publishedOn),
      dayCell(row.endsOn),
    ]),
    html`<ul>
      <li><a href="/data/datasets/dishonesty">${text.download}</a></li>
    </ul>`,
  );
}
