/** One published visit in words: the verdict in a sentence, findings with deadline and state, how the unit was drawn. @module */
import { html } from 'hono/html';
import {
  findingStanding,
  verdictOf,
  type FindingStanding,
  type VisitStanding,
} from '../../disclosure/rules/public-figures.ts';
import type { PublicVisit } from '../../disclosure/types/public-visit.ts';
import { CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../../inspection/types/visit.ts';
import { sentenceDate, tableDate } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { visitText as text } from '../kit/strings/portal-figures.zh.ts';
import { resultsText } from '../kit/strings/portal-pages.zh.ts';
import type { Html } from './layout.ts';
import { stateWord } from './parts.ts';

export const STANDING_TONES: Readonly<Record<VisitStanding | 'penalty', StateTone>> = {
  penalty: 'problem',
  unable: 'ended',
  clean: 'done',
  problem: 'problem',
  rectified: 'active',
};

const FINDING_TONES: Readonly<Record<FindingStanding, StateTone>> = {
  corrected: 'done',
  passed: 'done',
  overdue: 'problem',
  open: 'active',
  case: 'problem',
  transferred: 'ended',
  voided: 'ended',
};

/** 结论一句话: when, what was found, how far it is. */
export function verdictSentence(visit: Pick<PublicVisit, 'content' | 'progress'>): string {
  const { content } = visit;
  const day = sentenceDate(content.inspectedOn);
  const verdict = verdictOf(visit);
  if (verdict.standing === 'unable') return text.unable(day, CONCLUSIONS[content.conclusion]);
  if (verdict.standing === 'clean') return text.clean(day);
  if (verdict.findings === 0) return text.uncooperative(day, CONCLUSIONS[content.conclusion]);
  const { rectifiedOn } = verdict;
  if (verdict.standing === 'rectified')
    return text.found(
      day,
      verdict.findings,
      text.allRectified(rectifiedOn === undefined ? undefined : sentenceDate(rectifiedOn)),
    );
  const parts = (['overdue', 'open', 'cases', 'transferred', 'rectified'] as const).flatMap((key) =>
    verdict[key] === 0 ? [] : [text.parts[key](verdict[key])],
  );
  const due = verdict.dueOn === undefined ? '' : text.due(sentenceDate(verdict.dueOn));
  return text.found(day, verdict.findings, parts.map((part, i) => (i === 0 ? `${part}${due}` : part)).join('，'));
}

/** Each finding in its words, with what was ordered, until when, and how far it is: a list, which a phone shows whole. */
export function findingsList({ content, progress }: Pick<PublicVisit, 'content' | 'progress'>): Html {
  if (content.findings.length === 0) return html`<p>${resultsText.noFindings}</p>`;
  return html`<ol class="findings">
    ${content.findings.map((finding) => {
      const { number, text: words, itemName, level, measureKind, dueOn } = finding;
      const facts: readonly (readonly [string, Html | string])[] = [
        [
          resultsText.progress,
          findingState(findingStanding(finding, progress), progress.get(number)?.settledOn ?? null),
        ],
        [resultsText.dueOn, dueOn === null ? '—' : html`<span class="digits">${tableDate(dueOn)}</span>`],
        [resultsText.measure, MEASURES[measureKind]],
        [resultsText.level, FINDING_LEVELS[level]],
        [resultsText.item, itemName],
      ];
      return html`<li>
        <p>${resultsText.numbered(number, words)}</p>
        <dl>
          ${facts.map(
            ([label, value]) =>
              html`<div>
                <dt>${label}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
        </dl>
      </li>`;
    })}
  </ol>`;
}

function findingState(standing: FindingStanding, settledOn: string | null): Html {
  const day = settledOn === null ? '' : html` <span class="digits">${tableDate(settledOn)}</span>`;
  return html`${stateWord(FINDING_TONES[standing], text.findings[standing])}${day}`;
}

/** Of the draw that took the unit. */
export interface HowDrawn {
  readonly title: string;
  readonly href: string;
  readonly verifyHref: string;
  /** From 1. */
  readonly position: number;
  readonly listed: number;
  readonly k: number;
}

export function howDrawn({ title, href, verifyHref, position, listed, k }: HowDrawn): Html {
  return html`<p>
    <strong>${text.howDrawn}</strong>：${title}，${text.howLine(position, listed, k)}
    <a href="${href}">${text.howDraw}</a>
    <a href="${verifyHref}">${text.howVerify}</a>
  </p>`;
}
