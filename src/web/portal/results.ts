/** 抽查结果 for the public: the list with its search; everything chosen stands in the address. @module */
import { html } from 'hono/html';
import { CONCLUSIONS, type Conclusion } from '../../inspection/types/visit.ts';
import { tableDate } from '../kit/format.ts';
import { creditText } from '../kit/strings/credit.zh.ts';
import { exposureText } from '../kit/strings/exposure.zh.ts';
import { changesText, figuresText } from '../kit/strings/portal-figures.zh.ts';
import { penaltiesText } from '../kit/strings/portal-penalties.zh.ts';
import { resultsText as text } from '../kit/strings/portal-pages.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { dataTable, pager, stateWord } from './parts.ts';
import { CONCLUSION_TONES } from './words.ts';

/** What was chosen; absent means everything. */
export interface ResultFilter {
  readonly q?: string | undefined;
  readonly subdistrict?: string | undefined;
  readonly conclusion?: Conclusion | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface ResultRow {
  readonly entryId: string;
  readonly enterprise: string;
  readonly creditCode: string;
  readonly subdistrict: string;
  readonly inspectedOn: string;
  readonly conclusion: Conclusion;
  readonly findings: number;
  readonly publishedOn: string;
}

export interface ResultsView {
  readonly filter: ResultFilter;
  readonly subdistricts: readonly { readonly code: string; readonly name: string }[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly rows: readonly ResultRow[];
}

export function portalResults(frame: PortalFrame, view: ResultsView): Html {
  const isFiltered = Object.values(view.filter).some((value) => value !== undefined);
  return portalPage({
    ...frame,
    title: view.page === 1 ? text.title : text.titlePage(view.page),
    description: text.description,
    current: 'results',
    body: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${filterForm(view)}
      <section>
        <p role="status">${text.found(view.total)} ${isFiltered ? html`<a href="/results">${text.clear}</a>` : ''}</p>
        ${view.rows.length > 0 ? resultTable(view.rows) : html`<p>${isFiltered ? text.nothingFound : text.none}</p>`}
        ${pager(view.page, view.pages, (page) => resultsHref(view.filter, page))}
      </section>
      <ul class="lines">
        <li><a href="/statistics">${figuresText.link}</a></li>
        <li><a href="/changes">${changesText.title}</a></li>
        <li><a href="/penalties">${penaltiesText.link}</a></li>
        <li><a href="/exposures">${exposureText.portal.link}</a></li>
        <li><a href="/dishonesty">${creditText.portal.link}</a></li>
        <li><a href="/data">${text.download}</a></li>
      </ul>`,
  });
}

/** The table of results, also used where a page shows some of them. */
export function resultTable(rows: readonly ResultRow[]): Html {
  const columns = [
    text.enterprise,
    text.subdistrict,
    text.inspectedOn,
    text.conclusion,
    text.findings,
    text.publishedOn,
  ];
  return dataTable(
    text.caption,
    columns.map((title) => ({ title, isNumber: title === text.findings })),
    rows.map((row) => [
      html`<a href="/results/${row.entryId}">${row.enterprise}</a>`,
      row.subdistrict,
      html`<span class="digits">${tableDate(row.inspectedOn)}</span>`,
      stateWord(CONCLUSION_TONES[row.conclusion], CONCLUSIONS[row.conclusion]),
      row.findings,
      html`<span class="digits">${tableDate(row.publishedOn)}</span>`,
    ]),
  );
}

function filterForm({ filter, subdistricts }: ResultsView): Html {
  const conclusions = Object.entries(CONCLUSIONS).map(([code, name]) => ({ code, name }));
  return html`<form action="/results" method="get" class="filters" aria-label="${text.filter}">
    <label>${text.q}<input name="q" type="search" value="${filter.q ?? ''}" /></label>
    ${choice('subdistrict', text.subdistrict, subdistricts, filter.subdistrict)}
    ${choice('conclusion', text.conclusion, conclusions, filter.conclusion)}
    <label>${text.from}<input name="from" type="date" value="${filter.from ?? ''}" /></label>
    <label>${text.to}<input name="to" type="date" value="${filter.to ?? ''}" /></label>
    <button type="submit">${text.search}</button>
  </form>`;
}

function choice(name: string, label: string, options: ResultsView['subdistricts'], chosen: string | undefined): Html {
  return html`<label
    >${label}<select name="${name}">
      <option value="">${text.all}</option>
      ${options.map((option) => html`<option value="${option.code}" ${option.code === chosen ? 'selected' : ''}>${option.name}</option>`)}
    </select></label
  >`;
}

function resultsHref(filter: ResultFilter, page: number): string {
  const given = Object.entries({ ...filter, page: page === 1 ? undefined : String(page) }).flatMap(
    ([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]),
  );
  return given.length === 0 ? '/results' : `/results?${new URLSearchParams(given).toString()}`;
}
