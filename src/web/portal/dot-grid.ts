/** The emblem of the draw on public pages: one small circle per enterprise in the order of the list, the drawn ones filled. @module */
import { html } from 'hono/html';
import { dotPosition, DOT_COLUMNS, DOT_RADIUS, DOT_STEP, MOST_DOTS } from '../kit/dots.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import type { Html } from './layout.ts';

/** @param drawn for each enterprise of the list, in its order, whether it was drawn; `table` holds the same as rows, if the page has them */
export function dotGrid(drawn: readonly boolean[], table?: Html): Html {
  if (drawn.length === 0) return html`<p>${portalText.dots.none}</p>`;
  const name = portalText.dots.name(drawn.length, drawn.filter(Boolean).length);
  return html`<figure class="figure">
    <figcaption><strong>${name}</strong> <span class="muted">${portalText.dots.note}</span></figcaption>
    ${drawn.length > MOST_DOTS ? '' : circles(drawn, name)} ${table ?? ''}
  </figure>`;
}

function circles(drawn: readonly boolean[], name: string): Html {
  const height = Math.ceil(drawn.length / DOT_COLUMNS) * DOT_STEP;
  return html`<svg class="dot-grid" role="img" aria-label="${name}" viewBox="0 0 ${DOT_COLUMNS * DOT_STEP} ${height}">
    ${drawn.map((isDrawn, index) => {
      const { cx, cy } = dotPosition(index);
      return html`<circle cx="${cx}" cy="${cy}" r="${DOT_RADIUS}" class="${isDrawn ? 'drawn' : ''}" />`;
    })}
  </svg>`;
}
