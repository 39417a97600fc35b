/** The emblem of the draw on public pages: one small circle per enterprise in the order of the list, the drawn ones filled. @module */
import { html } from 'hono/html';
import { dotPosition, DOT_COLUMNS, DOT_RADIUS, DOT_STEP, MOST_DOTS } from '../kit/dots.ts';
import { picturesText } from '../kit/strings/portal-pictures.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import type { Html } from './layout.ts';
import { dataTable } from './parts.ts';

/** One enterprise of the list. */
export interface Dot {
  readonly isDrawn: boolean;
  /** The last year before in which it was drawn. */
  readonly drawnBefore?: number | undefined;
}

const { dots: words } = picturesText;

/** The enterprises of the list in its order; those that an earlier draw took have a dot inside. */
export function dotGrid(dots: readonly Dot[]): Html {
  if (dots.length === 0) return html`<p>${portalText.dots.none}</p>`;
  const name = portalText.dots.name(dots.length, dots.filter(({ isDrawn }) => isDrawn).length);
  const years = dots.flatMap(({ drawnBefore }) => (drawnBefore === undefined ? [] : [drawnBefore]));
  return html`<figure class="figure">
    <figcaption><strong>${name}</strong> <span class="muted">${portalText.dots.note}</span></figcaption>
    ${dots.length > MOST_DOTS ? '' : circles(dots, name)} ${years.length === 0 ? '' : overlay(dots, Math.max(...years))}
  </figure>`;
}

function circles(dots: readonly Dot[], name: string): Html {
  const height = Math.ceil(dots.length / DOT_COLUMNS) * DOT_STEP;
  return html`<svg class="dot-grid" role="img" aria-label="${name}" viewBox="0 0 ${DOT_COLUMNS * DOT_STEP} ${height}">
    ${dots.map((dot, index) => {
      const { cx, cy } = dotPosition(index);
      return mark(dot, cx, cy);
    })}
  </svg>`;
}

function mark({ isDrawn, drawnBefore }: Dot, cx: number, cy: number): Html {
  const ring = html`<circle cx="${cx}" cy="${cy}" r="${DOT_RADIUS}" class="${isDrawn ? 'drawn' : ''}" />`;
  if (isDrawn || drawnBefore === undefined) return ring;
  return html`${ring}<circle cx="${cx}" cy="${cy}" r="2" class="earlier" />`;
}

/** What the three marks mean, with their numbers, and the same as a table. */
function overlay(dots: readonly Dot[], lastYear: number): Html {
  const now = dots.filter(({ isDrawn }) => isDrawn).length;
  const earlier = dots.filter(({ isDrawn, drawnBefore }) => !isDrawn && drawnBefore !== undefined).length;
  const rows = [
    [{ isDrawn: true }, words.now(now), now],
    [{ isDrawn: false, drawnBefore: lastYear }, words.earlier(earlier, lastYear), earlier],
    [{ isDrawn: false }, words.never(dots.length - now - earlier), dots.length - now - earlier],
  ] as const;
  const half = DOT_STEP / 2;
  return html`<ul class="marks">
      ${rows.map(
        ([dot, label]) =>
          html`<li>
            <svg class="dot-grid mark" viewBox="0 0 ${DOT_STEP} ${DOT_STEP}" aria-hidden="true">
              ${mark(dot, half, half)}</svg
            >${label}
          </li>`,
      )}
    </ul>
    <details>
      <summary>${picturesText.table}</summary>
      ${dataTable(
        words.caption,
        [{ title: words.kind }, { title: picturesText.count, isNumber: true }],
        rows.map(([, label, count]) => [label, count]),
      )}
    </details>`;
}
