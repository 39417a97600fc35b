/** One result: what was inspected, found and ordered, in every version; or why it is no longer there. @module */
import { html } from 'hono/html';
import { SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import type { PublicResult } from '../../disclosure/types.ts';
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../../inspection/types/visit.ts';
import { ITEM_STATES } from '../../rectification/types/order.ts';
import type { PublicProgress } from '../../rectification/types/views.ts';
import { sentenceDate, tableDate } from '../kit/format.ts';
import { exposureText } from '../kit/strings/exposure.zh.ts';
import { jointText } from '../kit/strings/joint.zh.ts';
import { resultsText as text } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, definitionList, hashText, notice, stateWord } from './parts.ts';
import { CONCLUSION_TONES, PROGRESS_TONES } from './words.ts';

export interface ResultVersion {
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  readonly reason: string | null;
  readonly content: PublicResult;
}

export interface ResultView {
  /** The newest first. */
  readonly versions: readonly [ResultVersion, ...ResultVersion[]];
  readonly draw: { readonly href: string; readonly title: string } | undefined;
  /** How far each finding is, by its number; as of now, not of the version. */
  readonly progress: ReadonlyMap<number, PublicProgress>;
  /** What the enterprise itself says of it. */
  readonly words?: { readonly text: string; readonly on: string } | undefined;
}

export function portalResult(frame: PortalFrame, { versions, draw, progress, words }: ResultView): Html {
  const [latest, ...earlier] = versions;
  const { enterprise, inspectedOn, bureau, items, conclusion, jointOrgans = [] } = latest.content;
  return portalPage({
    ...frame,
    title: `${text.oneTitle(enterprise.name)}（${inspectedOn}）`,
    description: text.oneDescription(enterprise.name, sentenceDate(inspectedOn)),
    current: 'results',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], enterprise.name)}
      <h1>${text.oneTitle(enterprise.name)}</h1>
      <p class="lead">${text.sentence(sentenceDate(inspectedOn), bureau, items.length, CONCLUSIONS[conclusion])}</p>
      <p class="stamp">
        <strong>${text.published}</strong> <span>${bureau}</span>
        <span class="digits">${sentenceDate(latest.publishedOn)}</span>
      </p>
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
        ...(draw === undefined ? [] : [[text.draw, html`<a href="${draw.href}">${draw.title}</a>`] as const]),
        [portalText.hash, hashText(latest.hash)],
      ])}
      <section>
        <h2>${text.findingsTitle(latest.content.findings.length)}</h2>
        ${findings(latest.content, text.findingsCaption, progress)}
        <p class="muted">${text.redacted} ${text.wrong(frame.bureau.complaintPhone)}</p>
      </section>
      ${
        words === undefined
          ? ''
          : html`<section>
              <h2>${exposureText.portal.words}</h2>
              <p class="muted">${exposureText.portal.wordsBody(sentenceDate(words.on))}</p>
              <blockquote>${words.text}</blockquote>
            </section>`
      }
      ${earlier.length === 0 ? '' : history(versions)}`,
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

function findings(
  { findings: list }: PublicResult,
  caption: string,
  progress?: ReadonlyMap<number, PublicProgress>,
): Html {
  if (list.length === 0) return html`<p>${text.noFindings}</p>`;
  const isShown = progress !== undefined && progress.size > 0;
  const titles = [text.finding, text.item, text.level, text.measure, text.dueOn];
  const columns = [...titles, ...(isShown ? [text.progress] : [])].map((title) => ({ title }));
  const rows = list.map(({ number, text: words, itemName, level, measureKind, dueOn }) => [
    text.numbered(number, words),
    itemName,
    FINDING_LEVELS[level],
    MEASURES[measureKind],
    dueOn === null ? '—' : html`<span class="digits">${tableDate(dueOn)}</span>`,
    ...(isShown ? [progressOf(progress.get(number))] : []),
  ]);
  return dataTable(caption, columns, rows);
}

function progressOf(progress: PublicProgress | undefined): Html | string {
  if (progress === undefined) return '—';
  const { state, settledOn, isOverdue } = progress;
  if (isOverdue) return stateWord('problem', text.overdue);
  const day = settledOn === null ? '' : html` <span class="digits">${tableDate(settledOn)}</span>`;
  return html`${stateWord(PROGRESS_TONES[state], ITEM_STATES[state])}${day}`;
}

function history(versions: readonly ResultVersion[]): Html {
  const columns = [text.version, text.publishedOn, text.reason, portalText.hash].map((title) => ({ title }));
  const rows = versions.map(({ version, publishedOn, reason, hash }) => [
    text.versionValue(version),
    html`<span class="digits">${tableDate(publishedOn)}</span>`,
    reason ?? text.firstVersion,
    hashText(hash),
  ]);
  return html`<section>
    <h2>${text.versions}</h2>
    ${dataTable(text.versionsCaption, columns, rows)}
    ${versions.slice(1).map(
      ({ version, publishedOn, content }) =>
        html`<details>
          <summary>${text.earlier(version, sentenceDate(publishedOn))}</summary>
          ${findings(content, text.earlier(version, sentenceDate(publishedOn)))}
        </details>`,
    )}
  </section>`;
}
