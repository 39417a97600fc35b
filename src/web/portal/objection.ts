/** 异议: the form that anybody may fill in, its receipt, and the page of an enterprise; works without JavaScript. @module */
import { html } from 'hono/html';
import { UPLOAD_KINDS } from '../../core/uploads/kinds.ts';
import {
  OBJECTION_GROUNDS,
  OBJECTION_STATES,
  type ObjectionFormat,
  type ObjectionGround,
  type ObjectionState,
} from '../../disclosure/types/objection.ts';
import { sentenceDate } from '../kit/format.ts';
import { OBJECTION_TONES } from '../kit/objection-tones.ts';
import { objectionText as text } from '../kit/strings/objection.zh.ts';
import { codeForm } from './code-form.ts';
import { described, describedGroup, formHead, refusalBox, wordsField, type TypedValues } from './form-parts.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { definitionList, notice, stateWord } from './parts.ts';

/** An entry that may be objected to, in one sentence. */
export interface ObjectionEntry {
  readonly entryId: string;
  readonly href: string;
  readonly enterprise: string;
  readonly sentence: string;
}

/** An objection to whoever has its receipt. */
export interface Receipt {
  /** As it is printed. */
  readonly code: string;
  readonly href: string;
  readonly ground: ObjectionGround;
  readonly words: string;
  readonly state: ObjectionState;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly isLate: boolean;
  readonly decidedOn: string | null;
  readonly reason: string | null;
  readonly files: readonly { readonly href: string; readonly format: ObjectionFormat }[];
}

export interface ReportPage {
  readonly entry: ObjectionEntry;
  /** The last day to answer what is sent today. */
  readonly dueOn: string;
  readonly command: string;
  readonly typed?: TypedValues;
}

/** `/results/<id>/objection`, `/penalties/<id>/objection` */
export function reportPage(frame: PortalFrame, { entry, dueOn, command, typed }: ReportPage): Html {
  return portalPage({
    ...frame,
    title: text.reportTitle(entry.enterprise),
    description: text.reportDescription,
    current: 'results',
    isUnlisted: true,
    isRefused: typed !== undefined,
    head: formHead,
    body: html`<h1>${text.reportTitle(entry.enterprise)}</h1>
      <p class="lead">${text.lead(sentenceDate(dueOn))}</p>
      <p>${text.who}</p>
      <p class="muted">${text.notHere(frame.bureau.complaintPhone)}</p>
      ${definitionList([[text.about, html`<a href="${entry.href}">${entry.sentence}</a>`]])} ${refusalBox(typed)}
      ${objectionForm({ action: `${entry.href}/objection`, command, typed })}`,
  });
}

interface FormParts {
  readonly action: string;
  readonly command: string;
  readonly typed: TypedValues | undefined;
  /** To choose from; without it the address says which it is. */
  readonly entries?: readonly ObjectionEntry[];
}

function objectionForm({ action, command, typed, entries }: FormParts): Html {
  const values = typed?.values ?? {};
  return html`<form method="post" enctype="multipart/form-data" action="${action}" class="order-form">
    <input type="hidden" name="command" value="${command}" />
    ${
      entries === undefined
        ? ''
        : choices(
            text.choose,
            'entryId',
            entries.map(({ entryId, sentence }) => [entryId, sentence]),
            typed,
          )
    }
    ${choices(text.ground, 'ground', Object.entries(OBJECTION_GROUNDS), typed)}
    ${wordsField(
      { id: 'objection-words', name: 'words', label: text.words, hint: text.wordsHint, rows: 5, most: 1_000 },
      typed,
    )}
    <div class="field">
      <label for="objection-contact">${text.contact}</label>
      <span id="objection-contact-hint" class="muted">${text.contactHint}</span>
      <input
        id="objection-contact"
        name="contact"
        maxlength="100"
        autocomplete="off"
        value="${values['contact'] ?? ''}"
        ${described('contact', typed, 'objection-contact-hint')}
      />
    </div>
    <div class="field">
      <label for="objection-files">${text.files}</label>
      <span id="objection-files-hint" class="muted">${text.filesHint}</span>
      <input
        id="objection-files"
        name="file"
        type="file"
        multiple
        accept=".jpg,.jpeg,.png,.webp,.pdf"
        aria-describedby="objection-files-hint"
      />
    </div>
    <button type="submit" class="button">${text.submit}</button>
  </form>`;
}

function choices(
  legend: string,
  name: string,
  options: readonly (readonly [value: string, label: string])[],
  typed: TypedValues | undefined,
): Html {
  const chosen = typed?.values[name];
  return html`<fieldset class="rating" ${describedGroup(name, typed)}>
    <legend>${legend}</legend>
    ${options.map(
      ([value, label]) =>
        html`<label class="rating-choice"
          ><input type="radio" name="${name}" value="${value}" required ${chosen === value ? 'checked' : ''} />
          ${label}</label
        >`,
    )}
  </fieldset>`;
}

/** `/objections/<code>`; `isNew` right after it was sent. */
export function receiptPage(frame: PortalFrame, receipt: Receipt, isNew: boolean): Html {
  return portalPage({
    ...frame,
    title: text.receiptTitle,
    description: text.receiptDescription,
    current: undefined,
    isUnlisted: true,
    head: formHead,
    body: html`<h1>${text.receiptTitle}</h1>
      ${isNew ? html`<div role="status">${notice(text.received, text.receivedBody(receipt.code))}</div>` : ''}
      ${receiptParts(receipt)}
      <p><a href="${receipt.href}">${text.view}</a></p>`,
  });
}

function receiptParts(receipt: Receipt): Html {
  const { code, ground, words, state, receivedOn, dueOn, isLate, decidedOn, reason, files } = receipt;
  return html`<p class="lead">${text.standing[state](sentenceDate(decidedOn ?? dueOn))}</p>
    ${isLate ? html`<p><strong>${text.late}</strong></p>` : ''}
    ${reason === null ? '' : html`<blockquote>${reason}</blockquote>`}
    ${state === 'corrected' ? html`<p class="muted">${text.corrected}</p>` : ''}
    ${definitionList([
      [text.state, stateWord(isLate ? 'problem' : OBJECTION_TONES[state], OBJECTION_STATES[state])],
      [text.codeLabel, html`<code>${code}</code>`],
      [text.receivedOn, sentenceDate(receivedOn)],
      [text.dueOn, sentenceDate(dueOn)],
      [text.ground, OBJECTION_GROUNDS[ground]],
      [text.words, words],
      [text.filesSent, filesSent(files)],
    ])}`;
}

function filesSent(files: Receipt['files']): Html | string {
  if (files.length === 0) return text.filesNone;
  return html`${files.map(
    ({ href, format }, n) =>
      html`${n === 0 ? '' : '、'}<a href="${href}">${text.fileSent(n + 1, UPLOAD_KINDS[format].label)}</a>`,
  )}`;
}

/** Where a receipt's code is typed; `wrong` is what was typed and opened nothing. */
export function receiptCodePage(frame: PortalFrame, wrong?: string): Html {
  return portalPage({
    ...frame,
    title: text.open,
    description: text.receiptDescription,
    current: undefined,
    isUnlisted: wrong !== undefined,
    isRefused: wrong !== undefined,
    head: formHead,
    body: html`<h1>${text.open}</h1>
      ${codeForm('/objections', text, wrong)}`,
  });
}

export interface OwnObjectionsPage {
  readonly code: string;
  /** In force under its credit code, and whether its objection to it is still open. */
  readonly entries: readonly (ObjectionEntry & { readonly isWaiting: boolean })[];
  /** The newest first. */
  readonly objections: readonly Receipt[];
  readonly command: string;
  readonly typed?: TypedValues;
  readonly isDone: boolean;
}

/** `/e/<code>/objections` */
export function ownObjectionsPage(frame: PortalFrame, page: OwnObjectionsPage): Html {
  const { code, entries, objections, command, typed, isDone } = page;
  const open = entries.filter(({ isWaiting }) => !isWaiting);
  return portalPage({
    ...frame,
    title: text.own,
    description: text.reportDescription,
    current: undefined,
    isUnlisted: true,
    isRefused: typed !== undefined,
    head: formHead,
    body: html`<h1>${text.own}</h1>
      ${isDone ? html`<div role="status">${notice(text.done, '')}</div>` : ''} ${refusalBox(typed)}
      <p class="lead">${text.ownLead}</p>
      <section>
        <h2>${text.ownAll}</h2>
        ${
          objections.length === 0
            ? html`<p>${text.ownNothing}</p>`
            : objections.map(
                (receipt) =>
                  html`<article class="order-item">
                    ${receiptParts(receipt)}
                    <p><a href="${receipt.href}">${text.view}</a></p>
                  </article>`,
              )
        }
      </section>
      <section>
        <h2>${text.ownEntries}</h2>
        ${
          entries.length === 0
            ? html`<p>${text.ownNone}</p>`
            : html`<ul class="lines">
                ${entries.map(
                  ({ href, sentence, isWaiting }) =>
                    html`<li>
                      <a href="${href}">${sentence}</a
                      >${isWaiting ? html` <span class="muted">${text.waiting}</span>` : ''}
                    </li>`,
                )}
              </ul>`
        }
      </section>
      ${
        open.length === 0
          ? ''
          : html`<section>
              <h2>${text.ownLink}</h2>
              ${objectionForm({ action: `/e/${code}/objections`, command, typed, entries: open })}
            </section>`
      }
      <p><a href="/e/${code}">${text.back}</a></p>`,
  });
}
