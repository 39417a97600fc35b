/** The box where a unit asks about itself: in the list once, its number, the last number drawn, drawn or not. @module */
import { html, raw } from 'hono/html';
import { EXCLUSIONS, type Exclusion } from '../../draw/types.ts';
import { drawAfterText as after } from '../kit/strings/portal-draw-after.zh.ts';
import { drawsText } from '../kit/strings/portal-draws.zh.ts';
import { verifyPageText } from '../kit/strings/portal-verify.zh.ts';
import type { Html } from './layout.ts';
import { definitionList, hashText } from './parts.ts';

const text = drawsText.ask;

/** What a draw meant for one unit. */
export interface AskedUnit {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly reason: Exclusion | undefined;
  readonly isExcluded: boolean;
  readonly leafHash: string;
  readonly outcome:
    | { readonly isDrawn: boolean; readonly score: string | undefined; readonly cutoff: string | undefined }
    | undefined;
  /** What a substitution made of it since; undefined when none did. */
  readonly since: 'skipped' | 'substitute' | undefined;
  /** 入企核验码, of a unit that is to be visited. */
  readonly receipt: { readonly svg: string | undefined; readonly text: string } | undefined;
}

export interface Asked {
  readonly q: string;
  /** One unit was meant. */
  readonly unit: AskedUnit | undefined;
  /** Several could be meant. */
  readonly candidates: readonly { readonly id: string; readonly name: string }[];
}

export function askBox(publicId: string, listed: number, asked: Asked | undefined): Html {
  return html`<section id="ask">
    <h2>${text.title}</h2>
    <form action="/draws/${publicId}#ask" method="get" class="filters">
      <label class="wide">${text.label}<input name="unit" type="search" value="${asked?.q ?? ''}" required /></label>
      <button type="submit">${text.button}</button>
    </form>
    ${asked === undefined ? html`<p class="muted">${text.hint}</p>` : html`<div role="status">${answer(publicId, listed, asked)}</div>`}
  </section>`;
}

function answer(publicId: string, listed: number, { unit, candidates }: Asked): Html {
  if (unit !== undefined) return oneUnit(publicId, unit, listed);
  if (candidates.length === 0) return html`<p>${text.nobody}</p>`;
  return html`<p>${text.many}</p>
    <ul class="lines">
      ${candidates.map(({ id, name }) => html`<li><a href="/draws/${publicId}?unit=${id}#ask">${name}</a></li>`)}
    </ul>`;
}

function oneUnit(publicId: string, unit: AskedUnit, listed: number): Html {
  const { name, position, outcome, isExcluded, reason } = unit;
  const facts: [string, Html][] = [
    ...(outcome?.score === undefined ? [] : [[text.number, hashText(outcome.score)] satisfies [string, Html]]),
    ...(outcome?.cutoff === undefined ? [] : [[text.cutoff, hashText(outcome.cutoff)] satisfies [string, Html]]),
    [text.leaf, hashText(unit.leafHash)],
  ];
  return html`<p>
      <strong
        >${text.listed(name, position, listed)}${isExcluded ? text.excluded(reason === undefined ? '—' : EXCLUSIONS[reason]) : fate(unit)}</strong
      >
    </p>
    ${definitionList(facts)} ${outcome?.score === undefined ? '' : html`<p class="muted">${text.rule}</p>`}
    ${outcome === undefined ? '' : html`<p><a href="/verify?draw=${publicId}&unit=${unit.id}">${verifyPageText.unitLink}</a></p>`}
    <p>
      <a href="/draws/${publicId}/rows/${unit.id}.json" download>${text.row}</a>
      <span class="muted">${text.rowLead}</span>
    </p>
    ${receiptBox(unit.receipt)}`;
}

function receiptBox(receipt: AskedUnit['receipt']): Html | '' {
  if (receipt === undefined) return '';
  return html`<details class="receipt">
    <summary>${after.receipt}</summary>
    <p>${after.receiptLead}</p>
    ${receipt.svg === undefined ? '' : html`<div class="receipt-code" role="img" aria-label="${after.receipt}">${raw(receipt.svg)}</div>`}
    <pre><code>${receipt.text}</code></pre>
  </details>`;
}

function fate({ outcome, since }: AskedUnit): string {
  if (since !== undefined) return after.since[since];
  if (outcome === undefined) return text.pending;
  return outcome.isDrawn ? text.drawn : text.notDrawn;
}
