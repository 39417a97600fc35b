/** One enterprise: in which draws it stood, and what its inspections found. @module */
import { html } from 'hono/html';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import { sentenceDate } from '../kit/format.ts';
import { enterpriseText as text, resultsText } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, definitionList } from './parts.ts';
import type { ResultRow } from './results.ts';

export interface EnterpriseView {
  readonly name: string;
  readonly creditCode: string;
  readonly draws: readonly {
    readonly href: string;
    readonly title: string;
    readonly outcome: string;
    /** Where its place in the draw is checked. */
    readonly verifyHref: string;
  }[];
  readonly results: readonly ResultRow[];
}

export function portalEnterprise(frame: PortalFrame, { name, creditCode, draws, results }: EnterpriseView): Html {
  return portalPage({
    ...frame,
    title: `${name}（${creditCode}）`,
    description: text.description(name),
    current: 'results',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], name)}
      <h1>${name}</h1>
      ${definitionList([[resultsText.creditCode, creditCode]])}
      <section>
        <h2>${text.results}</h2>
        ${
          results.length === 0
            ? html`<p>${text.noResults}</p>`
            : html`<ul class="lines">
                ${results.map(line)}
              </ul>`
        }
      </section>
      <section>
        <h2>${text.inDraws}</h2>
        ${
          draws.length === 0
            ? html`<p>${text.noDraws}</p>`
            : dataTable(
                text.drawsCaption,
                [{ title: text.draw }, { title: text.outcome }, { title: text.verify }],
                draws.map(({ href, title, outcome, verifyHref }) => [
                  html`<a href="${href}">${title}</a>`,
                  outcome,
                  html`<a href="${verifyHref}">${text.verifyLink}</a>`,
                ]),
              )
        }
      </section>
      <p class="muted">${resultsText.wrong(frame.bureau.complaintPhone)}</p>`,
  });
}

function line({ entryId, inspectedOn, conclusion, findings }: ResultRow): Html {
  return html`<li>
    <a href="/results/${entryId}">${text.sentence(sentenceDate(inspectedOn), CONCLUSIONS[conclusion], findings)}</a>
  </li>`;
}
