/** The forms of the party's page, each at its own address below it. @module */
import { html } from 'hono/html';
import { ACCEPTED_ENDINGS } from '../../core/uploads/kinds.ts';
import type { PartyAct } from '../../penalty/types/table.ts';
import { casePageText as text } from '../kit/strings/portal-case.zh.ts';
import type { CasePage, TypedCaseForm } from './enterprise-case.ts';
import { described, refusalBox, wordsField } from './form-parts.ts';
import type { Html } from './layout.ts';

const { fields } = text;
/** So many instalments a form offers; more are agreed upon with the handler. */
export const PLAN_ROWS = 6;

export function caseForms(page: CasePage): Html {
  return html`<div class="order-items">${page.view.may.map((act) => formOf(page, act))}</div>`;
}

function formOf(page: CasePage, act: PartyAct): Html {
  const typed = page.typed?.form === act ? page.typed : undefined;
  const { title, submit } = text.acts[act];
  return html`<section class="order-item" id="${act}" aria-labelledby="${act}-title">
    <details ${typed === undefined ? '' : 'open'}>
      <summary id="${act}-title">${title}</summary>
      ${refusalBox(typed)}
      <form method="post" enctype="multipart/form-data" action="/e/${page.code}/${act}#${act}" class="order-form">
        <input type="hidden" name="command" value="${page.newCommand()}" />
        ${FIELDS[act](page, typed)}
        <button type="submit" class="button">${submit}</button>
      </form>
    </details>
  </section>`;
}

type Typed = TypedCaseForm | undefined;
const FIELDS: Readonly<Record<PartyAct, (page: CasePage, typed: Typed) => Html>> = {
  'file-argument': (_page, typed) =>
    html`${area('file-argument', typed, { name: 'text', label: fields.text, hint: fields.textHint, most: 2_000 })}
    ${filesField('file-argument')}`,
  'ask-hearing': (_page, typed) =>
    area('ask-hearing', typed, { name: 'request', label: fields.request, hint: fields.requestHint, most: 500 }),
  'withdraw-hearing': (_page, typed) =>
    area('withdraw-hearing', typed, { name: 'reason', label: fields.reason, most: 500 }),
  'confirm-address': ({ view }, typed) => {
    const had: Readonly<Record<string, string>> = {
      recipient: view.address?.recipient ?? '',
      phone: view.address?.phone ?? '',
      address: view.address?.address ?? '',
      postcode: view.address?.postcode ?? '',
      electronicTo: view.address?.electronicTo ?? '',
      isElectronic: view.address?.isElectronic === true ? 'on' : '',
    };
    const values = typed?.values ?? had;
    const one = (name: 'recipient' | 'phone' | 'address' | 'postcode' | 'electronicTo', isNeeded: boolean): Html =>
      line('confirm-address', typed, { name, label: fields[name], value: values[name] ?? '', isNeeded });
    return html`${one('recipient', true)} ${one('phone', true)} ${one('address', true)} ${one('postcode', false)}
      <div class="field">
        <label class="rating-choice"
          ><input type="checkbox" name="isElectronic" ${values['isElectronic'] === 'on' ? 'checked' : ''} />
          ${fields.isElectronic}</label
        >
        <span class="muted">${fields.isElectronicHint}</span>
      </div>
      ${one('electronicTo', false)}`;
  },
  'report-payment': (_page, typed) =>
    html`${line('report-payment', typed, { name: 'on', label: fields.on, value: typed?.values['on'] ?? '', type: 'date' })}
    ${line('report-payment', typed, { name: 'fen', label: fields.fen, value: typed?.values['fen'] ?? '', isMoney: true })}
    ${line('report-payment', typed, { name: 'receipt', label: fields.receipt, value: typed?.values['receipt'] ?? '' })}
    ${filesField('report-payment')}`,
  'ask-instalments': (_page, typed) =>
    html`${area('ask-instalments', typed, { name: 'reason', label: fields.reason, most: 500 })}
      <fieldset class="rating">
        <legend>${fields.plan}</legend>
        <p class="muted">${fields.planHint}</p>
        ${Array.from({ length: PLAN_ROWS }, (_each, n) => {
          const row = { isNeeded: n === 0 };
          const [on, fen] = [`on${n + 1}`, `fen${n + 1}`];
          return html`${line('ask-instalments', typed, {
            ...row,
            name: on,
            label: fields.planOn(n + 1),
            value: typed?.values[on] ?? '',
            type: 'date',
          })}
          ${line('ask-instalments', typed, {
            ...row,
            name: fen,
            label: fields.planFen(n + 1),
            value: typed?.values[fen] ?? '',
            isMoney: true,
          })}`;
        })}
      </fieldset>`,
};

interface Line {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly type?: 'text' | 'date';
  readonly isNeeded?: boolean;
  readonly isMoney?: boolean;
}

function line(
  act: PartyAct,
  typed: Typed,
  { name, label, value, type = 'text', isNeeded = true, isMoney = false }: Line,
): Html {
  const id = `${act}-${name}`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      type="${type}"
      value="${value}"
      maxlength="160"
      autocomplete="off"
      ${isMoney ? html`inputmode="decimal"` : ''}
      ${isNeeded ? 'required' : ''}
      ${described(name, typed)}
    />
  </div>`;
}

function area(
  act: PartyAct,
  typed: Typed,
  field: { readonly name: string; readonly label: string; readonly hint?: string; readonly most: number },
): Html {
  return wordsField({ id: `${act}-${field.name}`, rows: 5, ...field }, typed);
}

function filesField(act: PartyAct): Html {
  const id = `${act}-files`;
  return html`<div class="field">
    <label for="${id}">${fields.files}</label>
    <span id="${id}-hint" class="muted">${fields.filesHint}</span>
    <input
      id="${id}"
      name="files"
      type="file"
      multiple
      accept="${ACCEPTED_ENDINGS.join(',')}"
      aria-describedby="${id}-hint"
    />
  </div>`;
}
