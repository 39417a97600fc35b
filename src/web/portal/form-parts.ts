/** Parts of the portal's forms: their look, a field of words, and everything that was wrong with what was typed. @module */
import { html } from 'hono/html';
import type { ShownRefusal } from '../kit/api.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { orderStylesheet, setupStylesheet } from './assets.ts';
import type { Html } from './layout.ts';

/** What a page with forms loads beside the portal's own look. */
export const formHead = html`<link rel="stylesheet" href="${setupStylesheet.path}" /><link
    rel="stylesheet"
    href="${orderStylesheet.path}"
  />`;

/** What was typed and not taken, with every reason. */
export interface TypedValues {
  readonly values: Readonly<Record<string, string>>;
  readonly refusals: readonly ShownRefusal[];
}

/** Every reason at once, above the form, where the reader is put without a script; nothing while nothing was sent. */
export function refusalBox(typed: TypedValues | undefined): Html | '' {
  if (typed === undefined) return '';
  return html`<div role="alert" class="errors" id="${ERRORS}" tabindex="-1" autofocus>
    <h2>${portalText.wrong(typed.refusals.length)}</h2>
    <ul>
      ${typed.refusals.map(({ reason, remedy }) => html`<li>${remedy === undefined ? reason : `${reason}；${remedy}`}</li>`)}
    </ul>
  </div>`;
}

const ERRORS = 'errors';

/** How a field is tied to its hint and, when what was typed into it was not taken, to the reasons. */
export function described(name: string, typed: Pick<TypedValues, 'refusals'> | undefined, hintId?: string): Html {
  const isWrong = isRefused(name, typed);
  const ids = [...(hintId === undefined ? [] : [hintId]), ...(isWrong ? [ERRORS] : [])];
  return html`${ids.length === 0 ? '' : html`aria-describedby="${ids.join(' ')}"`}
  ${isWrong ? html`aria-invalid="true"` : ''}`;
}

/** A choice among several cannot be invalid itself (ARIA 1.2): its group says where the reasons are. */
export function describedGroup(name: string, typed: Pick<TypedValues, 'refusals'> | undefined): Html | '' {
  return isRefused(name, typed) ? html`aria-describedby="${ERRORS}"` : '';
}

/** A deed names its fields by path, e.g. `request.until`. */
function isRefused(name: string, typed: Pick<TypedValues, 'refusals'> | undefined): boolean {
  return typed?.refusals.some(({ at }) => at?.split('.').at(-1) === name) ?? false;
}

interface WordsField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly rows: number;
  /** Characters at the most. */
  readonly most: number;
}

/** A field of several lines that must be filled in; what was typed before stands in it again. */
export function wordsField({ id, name, label, hint, rows, most }: WordsField, typed: TypedValues | undefined): Html {
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${hint === undefined ? '' : html`<span id="${id}-hint" class="muted">${hint}</span>`}
    <textarea
      id="${id}"
      name="${name}"
      rows="${rows}"
      maxlength="${most}"
      required
      ${described(name, typed, hint === undefined ? undefined : `${id}-hint`)}
    >
${typed?.values[name] ?? ''}</textarea>
  </div>`;
}
