/** The portal's home page: what this is, the year in numbers, the latest draw, the latest results. @module */
import { html } from 'hono/html';
import { sentenceDate, tableDate } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { figuresText } from '../kit/strings/portal-figures.zh.ts';
import { aboutText } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { dotGrid, type Dot } from './dot-grid.ts';
import { yearBurnUp, yearFunnel, type YearView } from './figures.ts';
import { portalPage, type Display, type Html, type PortalBureau } from './layout.ts';
import { dataTable, definitionList, hashText, stateWord } from './parts.ts';
import { verifySteps } from './verify-steps.ts';

export interface HomeView {
  readonly bureau: PortalBureau;
  readonly isDemo: boolean;
  /** An instant. */
  readonly asOf: string;
  readonly display?: Display;
  readonly figures: YearView;
  readonly latestDraw?: {
    readonly title: string;
    readonly href: string;
    readonly confirmedOn: string;
    readonly hash: string;
    readonly dots: readonly Dot[];
  };
  readonly latestResults: readonly HomeResult[];
}

export interface HomeResult {
  readonly href: string;
  readonly enterprise: string;
  readonly checkedOn: string;
  readonly tone: StateTone;
  readonly outcome: string;
  readonly publishedOn: string;
}

const text = portalText.front;

export function portalHome(view: HomeView): Html {
  return portalPage({
    title: text.title(view.bureau.name),
    description: text.description,
    current: undefined,
    bureau: view.bureau,
    isDemo: view.isDemo,
    asOf: view.asOf,
    ...(view.display === undefined ? {} : { display: view.display }),
    body: html`<h1>${text.title(view.bureau.name)}</h1>
      <p class="lead">${text.lead}</p>
      ${yearFigures(view.figures)} ${latestResults(view.latestResults)} ${latestDraw(view.latestDraw)}
      <section>
        <h2>${aboutText.verifyTitle}</h2>
        ${verifySteps(undefined, '/verify')}
      </section>`,
  });
}

function yearFigures(figures: YearView): Html {
  return html`<section>
    <h2>${text.year(figures.year)}</h2>
    ${yearFunnel(figures)} ${yearBurnUp(figures)}
    <p><a href="/statistics">${figuresText.link}</a></p>
  </section>`;
}

function latestDraw(draw: HomeView['latestDraw']): Html {
  if (draw === undefined)
    return html`<section>
      <h2>${text.latestDraw}</h2>
      <p>${text.noDraw}</p>
    </section>`;
  return html`<section>
    <h2>${text.latestDraw}</h2>
    <p><a href="${draw.href}">${draw.title}</a> ${sentenceDate(draw.confirmedOn)}</p>
    ${dotGrid(draw.dots)} ${definitionList([[portalText.hash, hashText(draw.hash)]])}
    <p><a href="${draw.href}#verify">${text.verify}</a></p>
  </section>`;
}

function latestResults(results: readonly HomeResult[]): Html {
  const rows = results.map(({ href, enterprise, checkedOn, tone, outcome, publishedOn }) => [
    html`<a href="${href}">${enterprise}</a>`,
    html`<span class="digits">${tableDate(checkedOn)}</span>`,
    stateWord(tone, outcome),
    html`<span class="digits">${tableDate(publishedOn)}</span>`,
  ]);
  const columns = [text.enterprise, text.checkedOn, text.outcome, text.publishedOn].map((title) => ({ title }));
  return html`<section>
    <h2>${text.results}</h2>
    ${rows.length === 0 ? html`<p>${text.noResults}</p>` : dataTable(text.resultsCaption, columns, rows)}
    <p><a href="/results">${text.allResults}</a></p>
  </section>`;
}
