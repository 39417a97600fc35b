/** 公示版本和前后对照: every version with its reason, two by two side by side, what went and what came marked. @module */
import { html } from 'hono/html';
import { textsOf } from '../../disclosure/rules/copy.ts';
import type { PublicCopy } from '../../disclosure/types.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import { PENALTY_KINDS, type PenaltyKind } from '../../penalty/types/case.ts';
import { sentenceDate } from '../kit/format.ts';
import { penaltiesText } from '../kit/strings/portal-penalties.zh.ts';
import { versionsText as text } from '../kit/strings/portal-figures.zh.ts';
import { resultsText } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { diffText } from '../kit/text-diff.ts';
import type { Html } from './layout.ts';
import { dataTable, hashText } from './parts.ts';
import { dayCell } from './result-list.ts';

export interface Version {
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  /** 更正理由; null for the first. */
  readonly reason: string | null;
  readonly copy: PublicCopy;
}

/** @param versions the newest first */
export function versionHistory(versions: readonly Version[]): Html {
  const columns = [resultsText.version, resultsText.publishedOn, resultsText.reason, portalText.hash];
  return html`<section id="versions">
    <h2>${resultsText.versions}</h2>
    ${dataTable(
      resultsText.versionsCaption,
      columns.map((title) => ({ title })),
      versions.map(({ version, publishedOn, reason, hash }) => [
        resultsText.versionValue(version),
        dayCell(publishedOn),
        reason ?? resultsText.firstVersion,
        hashText(hash),
      ]),
    )}
    <h3>${text.title}</h3>
    <p class="muted">${text.marks}</p>
    ${versions.slice(1).map((before, i) => {
      const after = versions[i];
      return after === undefined ? '' : sideBySide(before, after);
    })}
  </section>`;
}

/** Every free text of both, and the conclusion where it changed. */
function sideBySide(before: Version, after: Version): Html {
  const [was, is] = [wordsOf(before.copy), wordsOf(after.copy)];
  const rows = [...new Set([...was.keys(), ...is.keys()])].map((at) => [
    placeOf(at),
    ...compared(was.get(at), is.get(at)),
  ]);
  const columns = [
    text.what,
    text.before(before.version, sentenceDate(before.publishedOn)),
    text.before(after.version, sentenceDate(after.publishedOn)),
  ].map((title) => ({ title }));
  const conclusion = conclusions(before.copy, after.copy);
  return html`${rows.length + conclusion.length === 0 ? html`<p>${resultsText.noFindings}</p>` : dataTable(text.caption(before.version, after.version), columns, [...conclusion, ...rows])}`;
}

function wordsOf(copy: PublicCopy): ReadonlyMap<string, string> {
  return new Map(textsOf(copy).map(({ at, text: words }) => [at, words]));
}

function conclusions(before: PublicCopy, after: PublicCopy): (Html | string)[][] {
  if (before.source !== 'visit' || after.source !== 'visit') return [];
  const [was, is] = [before.content.conclusion, after.content.conclusion];
  return was === is ? [] : [[text.conclusion, ...compared(CONCLUSIONS[was], CONCLUSIONS[is])]];
}

/** `findings.2.text` → 问题 2 */
function placeOf(at: string): string {
  const [field = '', which = ''] = at.split('.');
  if (field === 'findings') return text.finding(Number(which));
  if (field === 'facts') return `${penaltiesText.facts} ${which}`;
  return field === 'items' ? PENALTY_KINDS[which as PenaltyKind] : penaltiesText.cause;
}

/** The old words and the new, each with its own marks. */
function compared(before: string | undefined, after: string | undefined): [Html | string, Html | string] {
  if (before === undefined || after === undefined) return [before ?? text.missing, after ?? text.missing];
  const pieces = diffText(before, after);
  return [
    html`${pieces.map(({ kind, text: words }) => (kind === 'new' ? '' : kind === 'gone' ? html`<del>${words}</del>` : words))}`,
    html`${pieces.map(({ kind, text: words }) => (kind === 'gone' ? '' : kind === 'new' ? html`<ins>${words}</ins>` : words))}`,
  ];
}
