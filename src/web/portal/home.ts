/** The portal's home page: what this is, the year in numbers, the latest draw, the latest results. @module */
import { html } from 'hono/html';
import { sentenceDate, tableDate } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { aboutText } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { dotGrid, type Dot } from './dot-grid.ts';
import { portalPage, type Html, type PortalBureau } from './layout.ts';
import { dataTable, definitionList, hashText, stateWord } from './parts.ts';
import { verifySteps } from './verify-steps.ts';

export interface HomeView {
  readonly bureau: PortalBureau;
  readonly isDemo: boolean;
  /** An instant. */
  readonly asOf: string;
  readonly year: number;
  /** Enterprises in the directory, planned, checked, with a published result. */
  readonly counts: Readonly<Record<'inDirectory' | 'planned' | 'checked' | 'published', HomeNumber>>;
  readonly latestDraw?: {
    readonly title: string;
    readonly href: string;
    readonly confirmedOn: string;
    readonly hash: string;
    readonly dots: readonly Dot[];
  };
  readonly latestResults: readonly HomeResult[];
}

export interface HomeNumber {
  readonly count: number;
  /** Where it comes from. */
  readonly href?: string;
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
    body: html`<h1>${text.title(view.bureau.name)}</h1>
      <p class="lead">${text.lead}</p>
      ${yearInNumbers(view)} ${latestDraw(view.latestDraw)} ${latestResults(view.latestResults)}
      <section>
        <h2>${aboutText.verifyTitle}</h2>
        ${verifySteps(undefined, '/verify')}
      </section>`,
  });
}

function yearInNumbers({ year, counts }: HomeView): Html {
  const numbers = (['inDirectory', 'planned', 'checked', 'published'] as const).map((key) => {
    const { count, href } = counts[key];
    const label =
      href === undefined ? html`<span class="muted">${text[key]}</span>` : html`<a href="${href}">${text[key]}</a>`;
    return html`<li><span class="big">${text.firms(count)}</span> ${label}</li>`;
  });
  return html`<section>
    <h2>${text.year(year)}</h2>
    <ul class="numbers">
      ${numbers}
    </ul>
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
