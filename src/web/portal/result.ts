/** One result: what was inspected, found and ordered, in every version; or why it is no longer there. @module */
import { html } from 'hono/html';
import { SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import type { PublicObjection } from '../../disclosure/types/objection.ts';
import type { PublicResult } from '../../disclosure/types.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import type { PublicProgress } from '../../rectification/types/views.ts';
import { sentenceDate } from '../kit/format.ts';
import { exposureText } from '../kit/strings/exposure.zh.ts';
import { jointText } from '../kit/strings/joint.zh.ts';
import { visitText } from '../kit/strings/portal-figures.zh.ts';
import { resultsText as text } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { objectionHistory, objectionLink, objectionMark } from './objection-parts.ts';
import { breadcrumbs, definitionList, hashText, notice, stateWord } from './parts.ts';
import { penaltiesOfResult } from './penalties.ts';
import { versionHistory } from './versions.ts';
import { findingsList, verdictSentence } from './visit.ts';
import { CONCLUSION_TONES } from './words.ts';

export interface ResultVersion {
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  readonly reason: string | null;
  readonly content: PublicResult;
}

export interface ResultView {
  readonly entryId: string;
  /** The newest first. */
  readonly objections: readonly PublicObjection[];
  readonly today: string;
  /** The newest first. */
  readonly versions: readonly [ResultVersion, ...ResultVersion[]];
  readonly draw: { readonly href: string; readonly title: string; readonly verifyHref: string } | undefined;
  /** How far each finding is, by its number; as of now, not of the version. */
  readonly progress: ReadonlyMap<number, PublicProgress>;
  /** What the enterprise itself says of it. */
  readonly words?: { readonly text: string; readonly on: string } | undefined;
  /** Published decisions about its findings. */
  readonly penalties: readonly { readonly entryId: string; readonly number: string }[];
}

export function portalResult(frame: PortalFrame, view: ResultView): Html {
  const { entryId, versions, draw, progress, words, penalties, objections, today } = view;
  const [latest, ...earlier] = versions;
  const { enterprise, inspectedOn, bureau, items, conclusion, jointOrgans = [] } = latest.content;
  return portalPage({
    ...frame,
    title: `${text.oneTitle(enterprise.name)}（${inspectedOn}）`,
    description: text.oneDescription(enterprise.name, sentenceDate(inspectedOn)),
    current: 'results',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], enterprise.name)}
      <h1>${text.oneTitle(enterprise.name)}</h1>
      <p class="lead">${verdictSentence({ content: latest.content, progress })}</p>
      <p>${text.sentence(sentenceDate(inspectedOn), bureau, items.length, CONCLUSIONS[conclusion])}</p>
      <p class="stamp">
        <strong>${text.published}</strong> <span>${bureau}</span>
        <span class="digits">${sentenceDate(latest.publishedOn)}</span>
      </p>
      ${objectionMark(objections, today)}
      ${latest.reason === null ? '' : notice(text.corrected, text.correctedBody(sentenceDate(latest.publishedOn), latest.reason))}
      ${definitionList([
        [text.enterprise, html`<a href="/enterprises/${enterprise.creditCode}">${enterprise.name}</a>`],
        [text.creditCode, enterprise.creditCode],
        [text.subdistrict, enterprise.subdistrict],
        [text.safetyDomain, SAFETY_DOMAINS[enterprise.safetyDomain]],
        [text.inspectedOn, sentenceDate(inspectedOn)],
        ...(jointOrgans.length === 0 ? [] : [[jointText.organs, [bureau, ...jointOrgans].join('、')] as const]),
        [text.conclusion, stateWord(CONCLUSION_TONES[conclusion], CONCLUSIONS[conclusion])],
        [text.items, itemLinks(items)],
        ...(draw === undefined
          ? []
          : [
              [
                visitText.howDrawn,
                html`<a href="${draw.href}">${draw.title}</a> <a href="${draw.verifyHref}">${visitText.howVerify}</a>`,
              ] as const,
            ]),
        [portalText.hash, hashText(latest.hash)],
      ])}
      <section>
        <h2>${text.findingsTitle(latest.content.findings.length)}</h2>
        ${findingsList({ content: latest.content, progress })}
        <p class="muted">${text.redacted} ${text.wrong(frame.bureau.complaintPhone)}</p>
        ${objectionLink(`/results/${entryId}`)}
      </section>
      ${penaltiesOfResult(penalties)}
      ${
        words === undefined
          ? ''
          : html`<section>
              <h2>${exposureText.portal.words}</h2>
              <p class="muted">${exposureText.portal.wordsBody(sentenceDate(words.on))}</p>
              <blockquote>${words.text}</blockquote>
            </section>`
      }
      ${objectionHistory(objections)} ${earlier.length === 0 ? '' : history(versions)}`,
  });
}

/** In the place of a withdrawn result: when and why, and nothing of what it said. */
export function portalWithdrawn(
  frame: PortalFrame,
  entry: { readonly withdrawnOn: string; readonly reason: string },
): Html {
  return portalPage({
    ...frame,
    title: text.withdrawnTitle,
    isUnlisted: true,
    description: text.withdrawnDescription,
    current: 'results',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], text.withdrawn)}
      <h1>${text.withdrawnTitle}</h1>
      ${notice(text.withdrawn, text.withdrawnBody(sentenceDate(entry.withdrawnOn), entry.reason))}`,
  });
}

function itemLinks(items: PublicResult['items']): Html {
  return html`${items.map(({ code, name }, i) => html`${i === 0 ? '' : '、'}<a href="/items/${code}">${name}</a>`)}`;
}

function history(versions: readonly ResultVersion[]): Html {
  return versionHistory(
    versions.map(({ content, ...version }) => ({ ...version, copy: { source: 'visit', content } })),
  );
}
