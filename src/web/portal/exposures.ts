/** 公开曝光: hazards whose time is over, by decision, until they are rectified. @module */
import { html } from 'hono/html';
import type { PublicExposure } from '../../disclosure/types/exposure.ts';
import { EXPOSURE_GROUNDS } from '../../rectification/types/remind.ts';
import { tableDate } from '../kit/format.ts';
import { exposureText } from '../kit/strings/exposure.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, stateWord } from './parts.ts';

const text = exposureText.portal;

export function portalExposures(
  frame: PortalFrame,
  rows: readonly (PublicExposure & { readonly publishedOn: string })[],
): Html {
  const titles = [text.enterprise, text.subdistrict, text.hazard, text.ground, text.due, text.publishedOn];
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
              rows.map(({ enterprise, text: words, ground, dueOn, publishedOn }) => [
                html`<a href="/enterprises/${enterprise.creditCode}">${enterprise.name}</a>`,
                enterprise.subdistrict,
                words,
                stateWord('problem', EXPOSURE_GROUNDS[ground]),
                dueOn === null ? '—' : html`<span class="digits">${tableDate(dueOn)}</span>`,
                html`<span class="digits">${tableDate(publishedOn)}</span>`,
              ]),
            )
      }`,
  });
}
