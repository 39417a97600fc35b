/** 近三年: twelve quarters of one enterprise, each as a word. @module */
import { html } from 'hono/html';
import type { Quarter } from '../../disclosure/rules/public-figures.ts';
import { visitText as text } from '../kit/strings/portal-figures.zh.ts';
import type { Html } from './layout.ts';
import { stateWord } from './parts.ts';
import { STANDING_TONES } from './visit.ts';

/** A list, so that it reads in order without its looks; each cell says its quarter, the state and how many visits. */
export function quarterGrid(quarters: readonly Quarter[]): Html {
  return html`<figure class="figure">
    <figcaption><strong>${text.quarters}</strong> <span class="muted">${text.quartersCaption}</span></figcaption>
    <ol class="quarters">
      ${quarters.map(
        ({ year, quarter, standing, visits }) =>
          html`<li class="${standing === undefined ? 'empty' : `is-${standing}`}">
            <span class="muted">${text.quarter(year, quarter)}</span>
            ${
              standing === undefined
                ? html`<span>${text.none}</span>`
                : html`${stateWord(STANDING_TONES[standing], text.standings[standing])}
                  ${visits > 1 ? html`<span>${text.quarterVisits(visits)}</span>` : ''}`
            }
          </li>`,
      )}
    </ol>
  </figure>`;
}
