/** What happened after the result of a draw: skips and substitutions, as anybody may read them. @module */
import { html } from 'hono/html';
import { REPLACED, SUBSTITUTION_REASONS } from '../../draw/types/after.ts';
import type { PublicSubstitution } from '../../draw/types/public.ts';
import { sentenceTime } from '../kit/format.ts';
import { drawAfterText as text } from '../kit/strings/portal-draw-after.zh.ts';
import type { Html } from './layout.ts';
import { dataTable } from './parts.ts';

/** Empty for a draw that had none. */
export function drawAfter(publicId: string, substitutions: readonly PublicSubstitution[]): Html | '' {
  if (substitutions.length === 0) return '';
  const columns = [text.number, text.what, text.out, text.reason, text.at, text.came].map((title) => ({ title }));
  return html`<section id="after">
    <h2>${text.title}</h2>
    <p>${text.lead}</p>
    ${dataTable(text.caption, columns, substitutions.map(row))}
    ${substitutions.some(({ isSettled }) => isSettled) ? html`<p><a href="/draws/${publicId}/changes.pdf">${text.changesPdf}</a></p>` : ''}
  </section>`;
}

function row(each: PublicSubstitution): (string | number | Html)[] {
  const enterprise = html`<a href="/enterprises/${each.enterprise}">${each.name}</a>`;
  return [
    each.request,
    REPLACED[each.what],
    each.person === undefined ? enterprise : html`${enterprise} <span class="digits">${each.person}</span>`,
    SUBSTITUTION_REASONS[each.reason],
    sentenceTime(each.at),
    came(each),
  ];
}

function came({ what, isSettled, substitute }: PublicSubstitution): string | Html {
  if (!isSettled) return text.pending;
  if (substitute === undefined) return text.nobody;
  return what === 'enterprise'
    ? html`<a href="/enterprises/${substitute.id}">${substitute.name}</a>`
    : html`<span class="digits">${substitute.id}</span>`;
}
