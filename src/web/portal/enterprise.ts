/** One enterprise: was it inspected, what was found, is it fixed; how it was drawn; three years at a glance. @module */
import { html } from 'hono/html';
import type { Quarter } from '../../disclosure/rules/public-figures.ts';
import type { PublicObjection } from '../../disclosure/types/objection.ts';
import type { PublishedPenalty } from '../../disclosure/types/public-penalty.ts';
import type { PublicVisit } from '../../disclosure/types/public-visit.ts';
import { sentenceDate } from '../kit/format.ts';
import { exposureText } from '../kit/strings/exposure.zh.ts';
import { objectionText } from '../kit/strings/objection.zh.ts';
import { visitText } from '../kit/strings/portal-figures.zh.ts';
import { enterpriseText as text, resultsText } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { objectionTag } from './objection-parts.ts';
import { penaltiesOfEnterprise } from './penalties.ts';
import { breadcrumbs, dataTable, definitionList } from './parts.ts';
import { quarterGrid } from './quarters.ts';
import { findingsList, howDrawn, verdictSentence, type HowDrawn } from './visit.ts';

/** A visit as the page tells it in full. */
export interface ToldVisit extends PublicVisit {
  /** What the enterprise itself says of it. */
  readonly words: { readonly text: string; readonly on: string } | undefined;
  readonly drawn: HowDrawn | undefined;
  readonly objections: readonly PublicObjection[];
}

export interface EnterpriseView {
  readonly name: string;
  readonly creditCode: string;
  /** Undefined for who was never in the directory. */
  readonly permanentId: string | undefined;
  readonly draws: readonly {
    readonly href: string;
    readonly title: string;
    readonly outcome: string;
    /** Where its place in the draw is checked. */
    readonly verifyHref: string;
  }[];
  /** The latest first. */
  readonly visits: readonly ToldVisit[];
  /** Older ones, told in their sentence alone. */
  readonly earlier: readonly PublicVisit[];
  readonly quarters: readonly Quarter[];
  /** Decisions in force. */
  readonly penalties: readonly PublishedPenalty[];
  /** By entry of a decision. */
  readonly objected: ReadonlyMap<string, readonly PublicObjection[]>;
}

export function portalEnterprise(frame: PortalFrame, view: EnterpriseView): Html {
  const { name, creditCode, permanentId, visits, earlier, quarters } = view;
  const [latest] = visits;
  const feed = `/enterprises/${creditCode}/feed.atom`;
  return portalPage({
    ...frame,
    title: `${name}（${creditCode}）`,
    description: latest === undefined ? text.description(name) : `${name}：${verdictSentence(latest)}`,
    current: 'results',
    feed,
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], name)}
      <h1>${name}</h1>
      <p class="lead">${latest === undefined ? text.noResults : verdictSentence(latest)}</p>
      ${definitionList([
        [resultsText.creditCode, creditCode],
        ...(permanentId === undefined
          ? []
          : [[visitText.permanentId, html`<a href="/enterprises/${permanentId}">${permanentId}</a>`] as const]),
      ])}
      ${quarterGrid(quarters)}
      <section>
        <h2>${text.results}</h2>
        ${visits.length === 0 ? html`<p>${text.noResults}</p>` : visits.map(visitArticle)} ${earlierVisits(earlier)}
      </section>
      ${penaltiesOfEnterprise(view.penalties, view.objected)}
      <section>
        <h2>${text.inDraws}</h2>
        ${drawTable(view.draws)}
      </section>
      <section>
        <h2>${visitText.wrongTitle}</h2>
        <p>${resultsText.wrong(frame.bureau.complaintPhone)} ${resultsText.redacted}</p>
        <p>${objectionText.where} <a href="/objections">${objectionText.open}</a></p>
        <p><a href="${feed}">${visitText.feed}</a></p>
      </section>`,
  });
}

function visitArticle(visit: ToldVisit): Html {
  const { entryId, content, words, drawn, objections } = visit;
  const day = sentenceDate(content.inspectedOn);
  return html`<article class="visit">
    <h3>${visitText.visitOn(day)}</h3>
    <p>${verdictSentence(visit)} ${objectionTag(objections)}</p>
    ${content.findings.length === 0 ? '' : findingsList(visit)}
    ${
      words === undefined
        ? ''
        : html`<p class="muted">
              ${exposureText.portal.words}：${exposureText.portal.wordsBody(sentenceDate(words.on))}
            </p>
            <blockquote>${words.text}</blockquote>`
    }
    ${drawn === undefined ? '' : howDrawn(drawn)}
    <p>
      <a href="/results/${entryId}">${visitText.whole}<span class="off-screen">（${day}）</span></a>
    </p>
  </article>`;
}

function earlierVisits(visits: readonly PublicVisit[]): Html | '' {
  if (visits.length === 0) return '';
  return html`<h3>${visitText.earlier}</h3>
    <ul class="lines">
      ${visits.map((visit) => html`<li><a href="/results/${visit.entryId}">${verdictSentence(visit)}</a></li>`)}
    </ul>`;
}

function drawTable(draws: EnterpriseView['draws']): Html {
  if (draws.length === 0) return html`<p>${text.noDraws}</p>`;
  return dataTable(
    text.drawsCaption,
    [{ title: text.draw }, { title: text.outcome }, { title: text.verify }],
    draws.map(({ href, title, outcome, verifyHref }) => [
      html`<a href="${href}">${title}</a>`,
      outcome,
      html`<a href="${verifyHref}">${text.verifyLink}</a>`,
    ]),
  );
}
