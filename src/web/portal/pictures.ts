/**
 * Pictures of numbers: rows of words with a bar between them, so that the words keep their size on a phone, at 200 % and on paper.
 * Filled (drawn: an act of law), counted, outlined and striped differ without colour. Each has its table behind it. @module
 */
import { html } from 'hono/html';
import { picturesText as text } from '../kit/strings/portal-pictures.zh.ts';
import type { Html } from './layout.ts';

/** A picture with its title, where its numbers come from, and the table behind it. */
export function picture(title: string, source: string, body: Html, table: Html): Html {
  return html`<figure class="figure">
    <figcaption><strong>${title}</strong> <span class="muted">${source}</span></figcaption>
    ${body}
    <details>
      <summary>${text.table}</summary>
      ${table}
    </details>
  </figure>`;
}

/** One part of a bar, in hundredths of the whole width. */
export interface BarPart {
  readonly from: number;
  readonly to: number;
  readonly look: 'filled' | 'counted' | 'outlined' | 'struck' | 'band';
}

export interface BarRow {
  readonly label: Html | string;
  readonly value: string;
  readonly parts: readonly BarPart[];
}

export function bars(rows: readonly BarRow[]): Html {
  return html`<ul class="bars">
    ${rows.map(
      ({ label, value, parts }) =>
        html`<li>
          <span>${label}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            ${parts
              .filter(({ from, to }) => to > from)
              .map(
                ({ from, to, look }) =>
                  html`<rect
                    x="${round(from)}"
                    y="${look === 'band' ? 0.5 : 2}"
                    width="${round(Math.max(to - from, 0.4))}"
                    height="${look === 'band' ? 9 : 6}"
                    class="bar-${look}"
                  />`,
              )}
          </svg>
          <span class="digits">${value}</span>
        </li>`,
    )}
  </ul>`;
}

/** `part` of `whole` as hundredths; 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

function round(value: number): string {
  return value.toFixed(2);
}
