/** The two forms at a finding of the enterprise's page: its report, and its request for more time. @module */
import { html } from 'hono/html';
import type { ItemView } from '../../rectification/types/views.ts';
import { orderPageText as text } from '../kit/strings/portal-order.zh.ts';
import type { OrderPage, TypedForm } from './enterprise-order.ts';
import { described, refusalBox, wordsField } from './form-parts.ts';
import type { Html } from './layout.ts';

/** What may be done now: a report until the officers look, more time before the deadline has passed. */
export function orderForms(page: OrderPage, item: ItemView): Html {
  const mayReport = item.state === 'open' || item.state === 'reported';
  const mayAsk =
    item.state === 'open' &&
    item.dueOn !== null &&
    !item.isOverdue &&
    item.extensions.every(({ outcome }) => outcome !== null);
  return html`${mayReport ? reportForm(page, item) : ''} ${mayAsk ? extensionForm(page, item) : ''}`;
}

function reportForm(page: OrderPage, item: ItemView): Html {
  const typed = typedIn(page, 'report', item);
  const waiting = item.waitingPhotos.length;
  return html`<details ${item.state === 'open' ? 'open' : ''}>
    <summary>${text.report}</summary>
    ${refusalBox(typed)}
    <form
      method="post"
      enctype="multipart/form-data"
      action="/e/${page.code}/report#f${item.number}"
      class="order-form"
    >
      ${hidden(page, item)} ${waiting === 0 ? '' : html`<p role="status">${text.waiting(waiting)}</p>`}
      ${photoField(item, 'before', text.before)} ${photoField(item, 'after', text.after)}
      ${area(item, 'text', text.reportText, typed, text.reportHint)}
      <button type="submit" class="button">${text.submitReport}</button>
    </form>
  </details>`;
}

function extensionForm(page: OrderPage, item: ItemView): Html {
  const typed = typedIn(page, 'extension', item);
  const id = `until-${item.number}`;
  return html`<details ${typed === undefined ? '' : 'open'}>
    <summary>${text.ask}</summary>
    ${refusalBox(typed)}
    <form
      method="post"
      enctype="multipart/form-data"
      action="/e/${page.code}/extension#f${item.number}"
      class="order-form"
    >
      ${hidden(page, item)}
      <div class="field">
        <label for="${id}">${text.until}</label>
        <input
          id="${id}"
          name="until"
          type="date"
          min="${item.dueOn ?? ''}"
          value="${typed?.values['until'] ?? ''}"
          required
          ${described('until', typed)}
        />
      </div>
      ${area(item, 'reason', text.reason, typed)} ${area(item, 'interim', text.interimLabel, typed)}
      <button type="submit" class="button">${text.submitAsk}</button>
    </form>
  </details>`;
}

/** 企业说明: about the whole result, not one finding. */
export function wordsForm(page: OrderPage): Html {
  const typed = page.typed?.form === 'words' ? page.typed : undefined;
  return html`<details ${typed === undefined ? '' : 'open'}>
    <summary>${text.wordsOpen}</summary>
    ${refusalBox(typed)}
    <form method="post" enctype="multipart/form-data" action="/e/${page.code}/words#words" class="order-form">
      <input type="hidden" name="command" value="${page.newCommand()}" />
      ${wordsField({ id: 'words-text', name: 'text', label: text.words, hint: text.wordsHint, rows: 3, most: 500 }, typed)}
      <button type="submit" class="button">${text.submitWords}</button>
    </form>
  </details>`;
}

function hidden(page: OrderPage, item: ItemView): Html {
  return html`<input type="hidden" name="findingId" value="${item.findingId}" />
    <input type="hidden" name="command" value="${page.newCommand()}" />`;
}

function photoField({ number }: ItemView, name: 'before' | 'after', label: string): Html {
  const id = `${name}-${number}`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <span id="${id}-hint" class="muted">${text.photoHint}</span>
    <input id="${id}" name="${name}" type="file" accept=".jpg,.jpeg,.png,.webp" aria-describedby="${id}-hint" />
  </div>`;
}

function area({ number }: ItemView, name: string, label: string, typed: TypedForm | undefined, hint?: string): Html {
  return wordsField({ id: `${name}-${number}`, name, label, hint, rows: 3, most: 1_000 }, typed);
}

function typedIn({ typed }: OrderPage, form: TypedForm['form'], { findingId }: ItemView): TypedForm | undefined {
  return typed?.form === form && typed.findingId === findingId ? typed : undefined;
}
