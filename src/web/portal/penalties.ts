/** 行政处罚决定 for the public: those in force, one of them, and what stands where one is no longer shown. @module */
import { html } from 'hono/html';
import { PUBLICITY_CLASSES } from '../../credit/rules/publicity.ts';
import type { PublicObjection } from '../../disclosure/types/objection.ts';
import type { PublicPenaltyEntry, PublishedPenalty } from '../../disclosure/types/public-penalty.ts';
import { PARTY_KINDS } from '../../penalty/types/case.ts';
import { sentenceDate } from '../kit/format.ts';
import { penaltyItemsText } from '../kit/strings/disclosure.zh.ts';
import { penaltiesText as text } from '../kit/strings/portal-penalties.zh.ts';
import { resultsText } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, definitionList, hashText, notice, pager, type Cell } from './parts.ts';
import { objectionHistory, objectionLink, objectionMark, objectionTag } from './objection-parts.ts';
import { dayCell, resultListPage } from './result-list.ts';
import { versionHistory } from './versions.ts';
import { decisionSentence } from './words.ts';

export interface PenaltiesView {
  readonly rows: readonly PublishedPenalty[];
  readonly page: number;
  readonly pages: number;
}

export function portalPenalties(frame: PortalFrame, { rows, page, pages }: PenaltiesView): Html {
  return resultListPage(
    frame,
    text,
    [text.number, text.party, text.cause, text.items, text.decidedOn, text.until],
    rows.map(({ entryId, content }) => [
      html`<a href="/penalties/${entryId}">${content.number}</a>`,
      partyLink(content.enterprise),
      content.cause,
      penaltyItemsText(content.items),
      dayCell(content.decidedOn),
      content.publicUntil === null ? '—' : dayCell(content.publicUntil),
    ]),
    pager(page, pages, (other) => (other === 1 ? '/penalties' : `/penalties?page=${other}`)),
  );
}

/** The section of an enterprise's page. */
export function penaltiesOfEnterprise(
  rows: readonly PublishedPenalty[],
  objected: ReadonlyMap<string, readonly PublicObjection[]>,
): Html {
  return html`<section>
    <h2>${text.ofEnterprise}</h2>
    ${
      rows.length === 0
        ? html`<p>${text.noneOfEnterprise}</p>`
        : html`<ul class="lines">
            ${rows.map(
              ({ entryId, content }) =>
                html`<li>
                  <a href="/penalties/${entryId}">${decisionSentence(content)}</a>
                  ${objectionTag(objected.get(entryId) ?? [])}
                </li>`,
            )}
          </ul>`
    }
  </section>`;
}

/** The section of a result's page; nothing where nobody was punished for it. */
export function penaltiesOfResult(rows: readonly { readonly entryId: string; readonly number: string }[]): Html | '' {
  if (rows.length === 0) return '';
  return html`<section>
    <h2>${text.ofResult}</h2>
    <ul class="lines">
      ${rows.map(({ entryId, number }) => html`<li><a href="/penalties/${entryId}">${number}</a></li>`)}
    </ul>
  </section>`;
}

type Published = Extract<PublicPenaltyEntry, { readonly state: 'published' }>;

/** What is said of a decision beside its versions. */
export interface PenaltyBeside {
  readonly entryId: string;
  /** The newest first. */
  readonly objections: readonly PublicObjection[];
  readonly today: string;
}

export function portalPenalty(
  frame: PortalFrame,
  { versions }: Published,
  { entryId, objections, today }: PenaltyBeside,
): Html {
  const [latest] = versions;
  if (latest === undefined) throw new Error('a published decision has no version');
  const { content } = latest;
  const facts = html`${content.facts.map((fact) => html`<p>${fact}</p>`)}`;
  const items: [string, Cell][] = [
    [text.number, content.number],
    [text.party, partyLink(content.enterprise)],
    [text.partyKind, PARTY_KINDS[content.party]],
    ...(content.enterprise.creditCode === ''
      ? []
      : [[text.creditCode, content.enterprise.creditCode] as [string, Cell]]),
    [text.cause, content.cause],
    [text.facts, facts],
    [text.violates, content.violates],
    [text.basis, content.basis],
    [text.items, penaltyItemsText(content.items)],
    [text.decidedOn, sentenceDate(content.decidedOn)],
    [text.organ, content.bureau],
    [text.level, PUBLICITY_CLASSES[content.level]],
    [text.until, content.publicUntil === null ? text.noUntil : sentenceDate(content.publicUntil)],
    ...(content.repairFrom === null ? [] : [[text.repairFrom, sentenceDate(content.repairFrom)] as [string, Cell]]),
    [portalText.hash, hashText(latest.hash)],
  ];
  return portalPage({
    ...frame,
    title: `${text.oneTitle(content.enterprise.name)}（${content.number}）`,
    description: text.description,
    current: 'results',
    body: html`${breadcrumbs([{ href: '/penalties', title: text.title }], content.number)}
      <h1>${text.oneTitle(content.enterprise.name)}</h1>
      <p class="lead">${decisionSentence(content)}</p>
      <p class="stamp">
        <strong>${resultsText.published}</strong> <span>${content.bureau}</span>
        <span class="digits">${sentenceDate(latest.publishedOn)}</span>
      </p>
      ${objectionMark(objections, today)}
      ${latest.reason === null ? '' : notice(resultsText.corrected, resultsText.correctedBody(sentenceDate(latest.publishedOn), latest.reason))}
      ${definitionList(items)}
      <p class="muted">${text.remedies} ${resultsText.wrong(frame.bureau.complaintPhone)}</p>
      ${objectionLink(`/penalties/${entryId}`)} ${objectionHistory(objections)}
      ${versions.length === 1 ? '' : history(versions)}`,
  });
}

/** In the place of a decision that is no longer shown: when and why, and nothing of what it said. */
export function portalPenaltyGone(frame: PortalFrame, entry: Exclude<PublicPenaltyEntry, Published>): Html {
  const title = entry.state === 'withdrawn' ? text.withdrawnTitle : text.endedTitle;
  return portalPage({
    ...frame,
    title,
    isUnlisted: true,
    description: text.goneDescription,
    current: 'results',
    body: html`${breadcrumbs([{ href: '/penalties', title: text.title }], title)}
      <h1>${title}</h1>
      ${
        entry.state === 'withdrawn'
          ? notice(resultsText.withdrawn, resultsText.withdrawnBody(sentenceDate(entry.on), entry.reason))
          : notice(
              text.ended,
              entry.repair === null
                ? text.endedBody(sentenceDate(entry.on))
                : text.repairedBody(sentenceDate(entry.on), entry.repair),
            )
      }`,
  });
}

function history(versions: Published['versions']): Html {
  return versionHistory(
    versions.map(({ content, ...version }) => ({ ...version, copy: { source: 'penalty', content } })),
  );
}

function partyLink({ name, creditCode }: PublishedPenalty['content']['enterprise']): Cell {
  return creditCode === '' ? name : html`<a href="/enterprises/${creditCode}">${name}</a>`;
}
