/** What the public sees of objections at an entry: that one is being looked at, and what was answered. @module */
import { html } from 'hono/html';
import {
  OBJECTION_GROUNDS,
  OBJECTION_STATES,
  OBJECTORS,
  type PublicObjection,
} from '../../disclosure/types/objection.ts';
import { sentenceDate } from '../kit/format.ts';
import { OBJECTION_TONES } from '../kit/objection-tones.ts';
import { objectionText as text } from '../kit/strings/objection.zh.ts';
import type { Html } from './layout.ts';
import { dataTable, notice, stateWord } from './parts.ts';
import { dayCell } from './result-list.ts';

/** 异议处理中, above everything the entry says; nothing when nobody waits for an answer. @param today of the page */
export function objectionMark(objections: readonly PublicObjection[], today: string): Html | '' {
  const open = objections.filter(({ state }) => state === 'open');
  if (open.length === 0) return '';
  return html`${open.map((objection) => notice(text.mark, markWords(objection, today)))}`;
}

/** That one is being looked at, and by when it is answered, or was to be. */
export function markWords(
  { objector, ground, receivedOn, dueOn }: Pick<PublicObjection, 'objector' | 'ground' | 'receivedOn' | 'dueOn'>,
  today: string,
): string {
  const due = sentenceDate(dueOn);
  const answer = dueOn < today ? text.markLate(due) : text.markDue(due);
  return text.markBody(OBJECTORS[objector], OBJECTION_GROUNDS[ground], sentenceDate(receivedOn), answer);
}

/** The mark as a word, for lists. */
export function objectionTag(objections: readonly PublicObjection[]): Html | '' {
  return objections.some(({ state }) => state === 'open') ? stateWord('waiting', text.mark) : '';
}

/** What was objected and answered, with the public reasons; nothing when nobody ever did. */
export function objectionHistory(objections: readonly PublicObjection[]): Html | '' {
  if (objections.length === 0) return '';
  return html`<section id="objections">
    <h2>${text.history}</h2>
    ${dataTable(
      text.historyCaption,
      [text.receivedOn, text.objector, text.ground, text.state, text.decidedOn, text.why].map((title) => ({
        title,
      })),
      objections.map(({ receivedOn, objector, ground, state, decidedOn, reason }) => [
        dayCell(receivedOn),
        OBJECTORS[objector],
        OBJECTION_GROUNDS[ground],
        stateWord(OBJECTION_TONES[state], OBJECTION_STATES[state]),
        decidedOn === null ? '—' : dayCell(decidedOn),
        reason ?? '—',
      ]),
    )}
  </section>`;
}

/** The way to the form, at the foot of an entry. */
export function objectionLink(href: string): Html {
  return html`<p><a href="${href}/objection">${text.report}</a></p>`;
}
