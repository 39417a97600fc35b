/** 历年是否公平: how many enterprises were drawn in none, one, two … years, beside what chance alone would give. @module */
import { html } from 'hono/html';
import type { Record as FirmRecord, TimesRow } from '../../draw/rules/fairness.ts';
import type { YearOnTime } from '../../draw/types/public.ts';
import { sentenceTime } from '../kit/format.ts';
import { picturesText } from '../kit/strings/portal-pictures.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, notice, stateWord } from './parts.ts';
import { bars, picture, share, type BarRow } from './pictures.ts';

const text = picturesText.fairness;
/** More lines than anybody reads; the open data has the rest. */
const MOST_FIRMS = 500;

export interface FairnessView {
  readonly onTime: readonly YearOnTime[];
  readonly rows: readonly TimesRow[];
  readonly firms: readonly FirmRecord[];
  readonly years: number;
  readonly draws: number;
  readonly weighted: number;
}

export function portalFairness(frame: PortalFrame, view: FairnessView): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'draws',
    body: html`${breadcrumbs([{ href: '/draws', title: portalText.tabs.draws }], text.title)}
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${view.draws === 0 ? html`<p>${text.none}</p>` : comparison(frame, view)} ${onTime(view.onTime)}`,
  });
}

function comparison(frame: PortalFrame, { rows, firms, years, draws, weighted }: FairnessView): Html {
  const outside = rows.filter(({ isInside }) => !isInside).length;
  const most = Math.max(...rows.flatMap(({ actual, high }) => [actual, high]));
  const shown = rows.map(({ times, actual, low, high }): BarRow => ({
    label: text.label(times),
    value: text.value(actual, low, high),
    parts: [
      { from: 0, to: share(actual, most), look: 'filled' },
      { from: share(low, most), to: share(high, most), look: 'band' },
    ],
  }));
  const source = picturesText.source(text.source(draws), sentenceTime(frame.asOf));
  return html`${outside === 0 ? html`<p><strong>${text.verdictIn}</strong></p>` : notice(text.title, text.verdictOut(outside))}
    ${picture(text.picture(years), `${text.marks}。${source}`, bars(shown), timesTable(rows))}
    <p class="muted">${text.how}</p>
    ${weighted === 0 ? '' : html`<p class="muted">${text.left(weighted)}</p>`}
    <section>
      <h2>${text.firms}</h2>
      ${firmsTable(firms)}
    </section>`;
}

/** Whether what was announced for a moment came by then. */
function onTime(years: readonly YearOnTime[]): Html | '' {
  if (years.length === 0) return '';
  const { late: words } = picturesText;
  const columns = [
    words.year,
    words.draws,
    words.voids,
    words.unrevealed,
    words.recovered,
    words.lateResults,
    words.lateOpenings,
  ].map((title) => ({ title, isNumber: true }));
  const rows = years.map((one) => [
    one.year,
    one.draws,
    one.voids,
    words.of(one.unrevealed, one.shares),
    words.of(one.recovered, one.shares),
    words.of(one.lateResults, one.draws - one.voids),
    one.sealed === 0 ? words.noSealed : words.of(one.lateOpenings, one.sealed),
  ]);
  return html`<section id="on-time">
    <h2>${words.title}</h2>
    <p>${words.lead}</p>
    ${dataTable(words.caption, columns, rows)}
  </section>`;
}

function timesTable(rows: readonly TimesRow[]): Html {
  const columns = [text.times, text.actual, text.expected, text.band, text.standing].map((title, i) => ({
    title,
    isNumber: i > 0 && i < 4,
  }));
  return dataTable(
    text.caption,
    columns,
    rows.map(({ times, actual, expected, low, high, isInside }) => [
      text.label(times),
      actual,
      expected.toFixed(1),
      low === high ? low : `${low}–${high}`,
      isInside ? stateWord('done', text.inside) : stateWord('problem', text.outside),
    ]),
  );
}

function firmsTable(firms: readonly FirmRecord[]): Html {
  const columns = [text.name, text.times, text.drawnIn, text.chances, text.years].map((title, i) => ({
    title,
    isNumber: i === 1 || i > 2,
  }));
  const drawn = ({ years }: FirmRecord): readonly number[] =>
    years.flatMap(({ year, isDrawn }) => (isDrawn ? [year] : []));
  const rows = firms
    .toSorted((a, b) => drawn(b).length - drawn(a).length)
    .slice(0, MOST_FIRMS)
    .map((firm) => [
      html`<a href="/enterprises/${firm.id}">${firm.name}</a>`,
      drawn(firm).length,
      drawn(firm).join('、') || '—',
      firm.years.reduce((sum, { chance }) => sum + chance, 0).toFixed(2),
      firm.years.length,
    ]);
  return dataTable(text.firmsCaption, columns, rows);
}
