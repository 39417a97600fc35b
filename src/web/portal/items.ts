/** 事项清单 for the public: the list in force, and one item with its points and the law behind it. @module */
import { html } from 'hono/html';
import { RISK_COLORS, SAFETY_DOMAINS, SIZE_CLASSES, SPECIAL_FLAGS } from '../../directory/types/vocabulary.ts';
import { formatCitation } from '../../items/rules/citations.ts';
import {
  CHECK_METHODS,
  ITEM_CATEGORIES,
  ITEM_KINDS,
  SELECTIONS,
  type PublicCatalogue,
  type ResolvedBasis,
} from '../../items/types.ts';
import { sentenceDate } from '../kit/format.ts';
import { itemsText as text } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, definitionList, hashText } from './parts.ts';
import { percent } from './words.ts';

export type PublicItem = PublicCatalogue['items'][number];

/** The list in force; undefined before the first. */
export function portalItems(frame: PortalFrame, catalogue: PublicCatalogue | undefined): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'items',
    body: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${catalogue === undefined ? html`<p>${text.none}</p>` : list(catalogue)}`,
  });
}

function list({ edition, publishedOn, hash, items, diff }: PublicCatalogue): Html {
  const rows = items.map((item) => [
    html`<a href="/items/${item.code}">${item.name}</a>`,
    html`<span class="digits">${item.code}</span>`,
    ITEM_CATEGORIES[item.category],
    item.subject,
    SELECTIONS[item.selection],
    item.ratio === null ? text.ratioByPlan : percent(item.ratio),
    text.perYear(item.frequency),
  ]);
  const columns = [text.name, text.code, text.category, text.subject, text.selection, text.ratio, text.frequency];
  return html`${definitionList([
    [text.edition, text.editionValue(edition, items.length)],
    [text.publishedOn, sentenceDate(publishedOn)],
    [portalText.hash, hashText(hash)],
  ])}
  ${dataTable(
    text.caption,
    columns.map((title) => ({ title })),
    rows,
  )}
  ${edition === 1 ? '' : changes(diff)}`;
}

function changes({ added, removed, changed }: PublicCatalogue['diff']): Html {
  const names = (list: readonly { readonly code: string; readonly name: string }[]): string =>
    list.map(({ code, name }) => `${code} ${name}`).join('、');
  return html`<section>
    <h2>${text.changes}</h2>
    ${definitionList([
      [text.added, names(added)],
      [text.removed, names(removed)],
      [text.changed, names(changed)],
    ])}
  </section>`;
}

export interface ItemView {
  readonly item: PublicItem;
  /** Each reference with the text in force today. */
  readonly bases: readonly ResolvedBasis[];
}

export function portalItem(frame: PortalFrame, { item, bases }: ItemView): Html {
  return portalPage({
    ...frame,
    title: `${item.code} ${item.name}`,
    description: text.itemDescription(item.name),
    current: 'items',
    body: html`${breadcrumbs([{ href: '/items', title: portalText.tabs.items }], item.name)}
      <h1>${item.name}</h1>
      ${definitionList([
        [text.code, item.code],
        [text.version, text.versionValue(item.version)],
        [text.category, ITEM_CATEGORIES[item.category]],
        [text.kind, ITEM_KINDS[item.kind]],
        [text.subject, item.subject],
        [text.scope, scopeWords(item)],
        [text.methods, item.methods.map((method) => CHECK_METHODS[method]).join('、')],
        [text.selection, SELECTIONS[item.selection]],
        [text.ratio, item.ratio === null ? text.ratioByPlan : percent(item.ratio)],
        [text.frequency, text.perYear(item.frequency)],
        ...(item.cap === null ? [] : [[text.cap, text.perYear(item.cap)] as const]),
        ...(item.joint === undefined ? [] : [[text.joint, item.joint.join('、')] as const]),
        ...(item.channelUrl === undefined
          ? []
          : [
              [
                text.channel,
                html`<a href="${item.channelUrl}" rel="noopener noreferrer">${item.channelUrl}</a>`,
              ] as const,
            ]),
      ])}
      <section>
        <h2>${text.points}</h2>
        <p>${text.pointsLead}</p>
        <ol class="steps">
          ${item.points.map(({ no, question }) => html`<li value="${no}">${question}</li>`)}
        </ol>
      </section>
      ${law(
        text.duties,
        bases.filter(({ role }) => role === 'duty'),
      )}
      ${law(
        text.penalties,
        bases.filter(({ role }) => role === 'penalty'),
      )}`,
  });
}

function law(title: string, bases: readonly ResolvedBasis[]): Html | '' {
  if (bases.length === 0) return '';
  return html`<section>
    <h2>${title}</h2>
    ${bases.map((ref) =>
      ref.basis === null
        ? html`<p>${formatCitation(ref)} <span class="muted">${text.basisMissing}</span></p>`
        : html`<details>
            <summary>${formatCitation(ref)}</summary>
            ${ref.basis.text.split('\n').map((paragraph) => html`<p>${paragraph}</p>`)}
            <p class="muted">${ref.basis.version} ${text.validFrom(sentenceDate(ref.basis.validFrom))}</p>
          </details>`,
    )}
  </section>`;
}

function scopeWords({ scope }: PublicItem): string {
  const { riskColors = [], sizes = [] } = scope;
  const words = [
    ...scope.domains.map((domain) => SAFETY_DOMAINS[domain]),
    ...scope.flags.map((flag) => SPECIAL_FLAGS[flag]),
  ];
  return [
    words.length === 0 ? text.everyone : words.join('、'),
    ...(riskColors.length === 0 ? [] : [text.ofRisk(riskColors.map((color) => RISK_COLORS[color]))]),
    ...(sizes.length === 0 ? [] : [text.ofSize(sizes.map((size) => SIZE_CLASSES[size]))]),
  ].join('，');
}
