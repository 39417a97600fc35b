/** 匿名评价 (`/e/<code>/rating`): five questions, no words, no name (docs/adr/0053); works without JavaScript. @module */
import { html } from 'hono/html';
import { RATING_QUESTIONS, SCORES } from '../../oversight/types/ratings.ts';
import { ratingPageText as text } from '../kit/strings/portal-rating.zh.ts';
import { formHead } from './form-parts.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { notice } from './parts.ts';

export interface RatingPage {
  readonly code: string;
  readonly command: string;
  /** It has been given: now, or before. */
  readonly given?: 'now' | 'before';
  /** Something was not chosen; what was chosen comes back. */
  readonly chosen?: Readonly<Record<string, string>>;
}

export function enterpriseRatingPage(frame: PortalFrame, page: RatingPage): Html {
  const { code, given, chosen } = page;
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: undefined,
    isUnlisted: true,
    head: formHead,
    body: html`<h1>${text.title}</h1>
      ${given === undefined ? '' : html`<div role="status">${notice(given === 'now' ? text.thanks : text.already, '')}</div>`}
      ${
        chosen === undefined
          ? ''
          : html`<div role="alert" class="errors">
              <h2>${text.wrong}</h2>
            </div>`
      }
      ${given === undefined ? ratingForm(page) : ''}
      <p><a href="/e/${code}">${text.back}</a></p>`,
  });
}

function ratingForm({ code, command, chosen = {} }: RatingPage): Html {
  return html`<p class="lead">${text.lead}</p>
    <p class="muted">${text.how}</p>
    <form method="post" action="/e/${code}/rating" class="order-form">
      <input type="hidden" name="command" value="${command}" />
      ${Object.entries(RATING_QUESTIONS).map(
        ([question, words]) =>
          html`<fieldset class="rating">
            <legend>${words}</legend>
            ${[3, 2, 1].map(
              (score) =>
                html`<label class="rating-choice"
                  ><input
                    type="radio"
                    name="${question}"
                    value="${score}"
                    required
                    ${chosen[question] === String(score) ? 'checked' : ''}
                  />
                  ${SCORES[score === 3 ? 3 : score === 2 ? 2 : 1]}</label
                >`,
            )}
          </fieldset>`,
      )}
      <button type="submit" class="button">${text.submit}</button>
    </form>`;
}
