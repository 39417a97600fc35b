/** 试用: a row as the interface gives it, and a form that asks the interface; no script needed. @module */
import { html } from 'hono/html';
import { API_DATASETS, filtersOf, MOST_ROWS, USUAL_ROWS } from '../../opendata/rules/openapi.ts';
import type { AnyRow, Column, Dataset } from '../../opendata/types.ts';
import type { DataText } from '../kit/strings/portal-data.zh.ts';
import type { Html } from './layout.ts';

export interface Tried {
  readonly name: string;
  readonly dataset: Dataset;
  /** The newest first. */
  readonly years: readonly number[];
  /** Undefined while there is nothing published, or what is there is being made anew. */
  readonly sample: AnyRow | undefined;
}

/** Nothing for datasets that the interface does not have. */
export function trySection(text: DataText, tried: Tried): Html {
  const { name, dataset, years, sample } = tried;
  if (!API_DATASETS.some((each) => each === name)) return html``;
  return html`<section id="try">
    <h2>${text.tryTitle}</h2>
    <p>${text.tryLead}</p>
    <form action="/data/v1/${name}" method="get" class="filters" aria-label="${text.tryTitle}">
      ${choice(
        text,
        'year',
        text.tryYear,
        years.map((year) => [String(year), String(year)]),
      )}
      ${filtersOf(dataset).map((column) => filterField(text, column, dataset.columns[column]))}
      <label
        >${text.tryLimit}<input name="limit" type="number" min="1" max="${MOST_ROWS}" value="${USUAL_ROWS}"
      /></label>
      <button type="submit">${text.tryPress}</button>
    </form>
    ${
      sample === undefined
        ? ''
        : html`<p>${text.sample}</p>
            <pre><code>${asJson(dataset, sample)}</code></pre>`
    }
  </section>`;
}

/** A line for each column, in the order of the table. */
function asJson({ columns }: Dataset, row: AnyRow): string {
  const lines = Object.keys(columns).map((name) => `  ${JSON.stringify(name)}: ${JSON.stringify(row[name])}`);
  return `{\n${lines.join(',\n')}\n}`;
}

function filterField(text: DataText, name: string, column: Column | undefined): Html {
  const label = text.lang === 'en' ? name : (column?.title ?? name);
  if (column !== undefined && 'codes' in column) return choice(text, name, label, Object.entries(column.codes));
  if (column?.type === 'flag') return choice(text, name, label, Object.entries(text.flags));
  return html`<label>${label}<input name="${name}" type="text" maxlength="200" /></label>`;
}

function choice(
  text: DataText,
  name: string,
  label: string,
  options: readonly (readonly [value: string, words: string])[],
): Html {
  return html`<label
    >${label}<select name="${name}">
      <option value="">${text.tryAny}</option>
      ${options.map(([value, words]) => html`<option value="${value}">${text.lang === 'en' ? value : words}</option>`)}
    </select></label
  >`;
}
