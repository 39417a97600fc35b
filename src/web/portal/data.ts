/** 开放数据: what there is, where to take it, what it means; in Chinese and in English. @module */
import { html } from 'hono/html';
import { TYPE_WORDS } from '../../opendata/rules/dictionary.ts';
import { fileHref } from '../../opendata/rules/files.ts';
import { DATASET_NAMES, DATASETS } from '../../opendata/types/datasets.ts';
import {
  FILE_FORMS,
  type AnyRow,
  type Column,
  type Dataset,
  type DatasetVersion,
  type FileForm,
} from '../../opendata/types.ts';
import { tableTime } from '../kit/format.ts';
import { dataTextEn } from '../kit/strings/portal-data.en.ts';
import { dataText, type DataText } from '../kit/strings/portal-data.zh.ts';
import { trySection } from './data-try.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, contents, dataTable, hashText, type Cell } from './parts.ts';

export type Language = 'zh' | 'en';
const TEXTS: Readonly<Record<Language, DataText>> = { zh: dataText, en: dataTextEn };

const homeHref = (language: Language): string => (language === 'zh' ? '/data' : '/data/en');
const datasetHref = (language: Language, name: string): string =>
  language === 'zh' ? `/data/datasets/${name}` : `/data/en/datasets/${name}`;
const dictionaryHref = (language: Language): string => (language === 'zh' ? '/data/dictionary' : '/data/en/dictionary');

const titleOf = (language: Language, { title, en }: Dataset): string => (language === 'zh' ? title : en);
const meaningOf = (language: Language, { meaning, meaningEn }: Dataset): string =>
  language === 'zh' ? meaning : meaningEn;

function page(
  frame: PortalFrame,
  text: DataText,
  { title, description, body }: Record<'title' | 'description', string> & { body: Html },
): Html {
  return portalPage({
    ...frame,
    title,
    description,
    current: undefined,
    body: html`<div class="data" lang="${text.lang}">${body}</div>`,
  });
}

export function portalData(frame: PortalFrame, language: Language, newest: readonly DatasetVersion[]): Html {
  const text = TEXTS[language];
  const years = [...new Set(newest.map(({ year }) => year))].toSorted((a, b) => b - a);
  const example = newest.find(({ dataset }) => dataset === 'visits');
  return page(frame, text, {
    title: text.title,
    description: text.description,
    body: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <p>
        <a href="${homeHref(language === 'zh' ? 'en' : 'zh')}" hreflang="${language === 'zh' ? 'en' : 'zh'}"
          >${text.other}</a
        >
      </p>
      ${contents(Object.entries(text.toc))}
      <section id="datasets">
        <h2>${text.toc.datasets}</h2>
        ${dataTable(
          text.datasetsCaption,
          [{ title: text.dataset }, { title: text.about }, { title: text.years }],
          DATASET_NAMES.map((name) => datasetRow(language, name, newest)),
        )}
        <ul class="lines">
          <li><a href="${dictionaryHref(language)}">${text.dictionary}</a></li>
          <li><a href="${datasetHref(language, 'corrections')}">${text.corrections}</a></li>
          <li><a href="/data/catalog.jsonld">${text.catalogue}</a></li>
        </ul>
      </section>
      <section id="year">
        <h2>${text.toc.year}</h2>
        ${
          years.length === 0
            ? html`<p>${text.none}</p>`
            : html`<ul class="lines">
                ${years.map((year) => html`<li><a href="/data/years/${year}.zip">${text.yearZip(year)}</a></li>`)}
              </ul>`
        }
      </section>
      <section id="api">
        <h2>${text.toc.api}</h2>
        <p>${text.apiLead}</p>
        <pre><code>GET /data/v1/visits?year=${example?.year ?? Number(frame.asOf.slice(0, 4))}&amp;conclusion=corrected&amp;limit=100</code></pre>
        <p>${text.apiId}</p>
        <pre><code>GET /data/id/visits/&lt;visit_id&gt;</code></pre>
        <ul class="lines">
          <li><a href="/data/v1/openapi.json">${text.openapi}</a></li>
          <li><a href="/data/v1">/data/v1</a></li>
        </ul>
        <h3>${text.example}</h3>
        <pre><code>${examples(example?.year ?? Number(frame.asOf.slice(0, 4)))}</code></pre>
      </section>
      ${listed('licence', text.toc.licence, text.licence)} ${listed('limits', text.toc.limits, text.limits)}
      <section id="cite">
        <h2>${text.toc.cite}</h2>
        <p>${text.cite(frame.bureau.name, text.title)}</p>
      </section>`,
  });
}

/** Code, the same in every language. */
function examples(year: number): string {
  return `# Python
import pandas as pd
visits = pd.read_csv('https://…/data/files/visits/${year}.csv', dtype={'credit_code': str})

# R
visits <- readr::read_csv('https://…/data/files/visits/${year}.csv')

# Excel / WPS (Power Query)
= Csv.Document(Web.Contents("https://…/data/files/visits-wide/${year}.csv"), [Encoding=65001])`;
}

function datasetRow(
  language: Language,
  name: keyof typeof DATASETS,
  newest: readonly DatasetVersion[],
): readonly Cell[] {
  const dataset: Dataset = DATASETS[name];
  const years = newest.filter((version) => version.dataset === name).toReversed();
  return [
    html`<a href="${datasetHref(language, name)}">${titleOf(language, dataset)}</a>`,
    meaningOf(language, dataset),
    years.length === 0
      ? '—'
      : html`${years.map(({ year, rows }) => html`<a href="${fileHref(name, year, 'csv')}">${year}</a> (${rows}) `)}`,
  ];
}

function listed(id: string, title: string, sentences: readonly string[]): Html {
  return html`<section id="${id}">
    <h2>${title}</h2>
    <ul class="lines">
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

export interface DatasetView {
  readonly name: string;
  readonly dataset: Dataset;
  readonly newest: readonly DatasetVersion[];
  /** The newest first. */
  readonly versions: readonly DatasetVersion[];
  readonly sample: AnyRow | undefined;
}

export function portalDataset(frame: PortalFrame, language: Language, view: DatasetView): Html {
  const text = TEXTS[language];
  const { name, dataset, newest, versions } = view;
  const title = titleOf(language, dataset);
  const yearOf = language === 'zh' ? dataset.yearOf : dataset.yearOfEn;
  return page(frame, text, {
    title: `${title} · ${text.title}`,
    description: meaningOf(language, dataset),
    body: html`${breadcrumbs([{ href: homeHref(language), title: text.title }], title)}
      <h1>${title}</h1>
      <p class="lead">${meaningOf(language, dataset)}</p>
      <p>
        ${text.yearOf(yearOf)}
        <a href="${datasetHref(language === 'zh' ? 'en' : 'zh', name)}" hreflang="${language === 'zh' ? 'en' : 'zh'}"
          >${text.other}</a
        >
      </p>
      <section id="files">
        <h2>${text.filesTitle}</h2>
        ${newest.length === 0 ? html`<p>${text.noVersions}</p>` : newest.toReversed().map((version) => fileTable(text, version))}
        <ul class="lines">
          <li><a href="/data/schema/${name}.csvw.json">${text.schema} · CSV (CSVW)</a></li>
          <li><a href="/data/schema/${name}.json">${text.schema} · JSON (JSON Schema)</a></li>
        </ul>
      </section>
      ${trySection(text, { name, dataset, years: newest.map(({ year }) => year).toReversed(), sample: view.sample })}
      <section id="columns">
        <h2>${text.columnsTitle}</h2>
        ${columnTable(language, dataset)}
      </section>
      <section id="versions">
        <h2>${text.versionsTitle}</h2>
        ${
          versions.length === 0
            ? html`<p>${text.noVersions}</p>`
            : dataTable(
                text.versionsCaption,
                [text.version, text.asOf, text.change].map((heading) => ({ title: heading })),
                versions.map(({ year, version, logPosition, at, added, changed, removed }) => [
                  `${year} · ${text.versionValue(version, logPosition)}`,
                  html`<span class="digits">${tableTime(at)}</span>`,
                  text.changeValue(added, changed, removed),
                ]),
              )
        }
        <p><a href="${datasetHref(language, 'corrections')}">${text.corrections}</a></p>
      </section>
      <section id="cite">
        <h2>${text.toc.cite}</h2>
        <p>${text.cite(frame.bureau.name, title)}</p>
      </section>`,
  });
}

function fileTable(text: DataText, version: DatasetVersion): Html {
  const { dataset, year, at, rows, files } = version;
  return html`<h3>${year}</h3>
    <p>
      ${text.versionValue(version.version, version.logPosition)}，${text.asOf}
      <span class="digits">${tableTime(at)}</span>，${text.rows} ${rows}
    </p>
    ${dataTable(
      `${text.filesCaption} ${year}`,
      [{ title: text.files }, { title: text.bytes, isNumber: true }, { title: text.fingerprint }],
      (Object.keys(FILE_FORMS) as FileForm[]).map((form) => [
        html`<a href="${fileHref(dataset, year, form)}"
          >${text.lang === 'en' ? FILE_FORMS[form].en : FILE_FORMS[form].title}</a
        >`,
        text.sizeValue(files[form].bytes),
        hashText(files[form].sha256),
      ]),
    )}`;
}

/** Every column with its codes below its meaning. */
function columnTable(language: Language, { columns }: Dataset): Html {
  const text = TEXTS[language];
  const rows = Object.entries<Column>(columns).map(([name, column]) => [
    html`<code>${name}</code>`,
    column.title,
    html`${language === 'zh' ? TYPE_WORDS[column.type] : column.type}${column.isNullable === true ? html` · ${text.nullable}` : ''}`,
    html`${language === 'zh' ? column.meaning : column.en}${
      'codes' in column
        ? html`<ul class="codes">
            ${Object.entries(column.codes).map(([code, word]) => html`<li><code>${code}</code> ${word}</li>`)}
          </ul>`
        : ''
    }`,
  ]);
  const headings = [text.column, text.columnTitle, text.type, text.meaning].map((title) => ({ title }));
  return dataTable(text.columnsCaption, headings, rows);
}

export function portalDictionary(frame: PortalFrame, language: Language): Html {
  const text = TEXTS[language];
  return page(frame, text, {
    title: text.dictionaryTitle,
    description: text.dictionaryDescription,
    body: html`${breadcrumbs([{ href: homeHref(language), title: text.title }], text.dictionaryTitle)}
      <h1>${text.dictionaryTitle}</h1>
      <p class="lead">${text.dictionaryDescription}</p>
      <p>
        ${text.dictionaryFiles}：<a href="/data/dictionary.csv">CSV</a> · <a href="/data/dictionary.json">JSON</a> ·
        <a href="${dictionaryHref(language === 'zh' ? 'en' : 'zh')}" hreflang="${language === 'zh' ? 'en' : 'zh'}"
          >${text.other}</a
        >
      </p>
      ${contents(DATASET_NAMES.map((name) => [name, titleOf(language, DATASETS[name])]))}
      ${DATASET_NAMES.map(
        (name) =>
          html`<section id="${name}">
            <h2>${titleOf(language, DATASETS[name])}</h2>
            <p>
              ${meaningOf(language, DATASETS[name])} <a href="${datasetHref(language, name)}">${text.filesTitle}</a>
            </p>
            ${columnTable(language, DATASETS[name])}
          </section>`,
      )}`,
  });
}
