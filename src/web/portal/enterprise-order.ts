/** 企业整改页 (`/e/<code>`): an enterprise's own order, finding by finding; works without JavaScript. @module */
import { html } from 'hono/html';
import type { EnterpriseHazard } from '../../hazard/types/views.ts';
import { basisWords } from '../../rectification/rules/void.ts';
import { ITEM_STATES, PHOTO_MOMENTS, SETTLED } from '../../rectification/types/order.ts';
import type { EnterpriseOrder, ItemView } from '../../rectification/types/views.ts';
import { sentenceDate, sentenceTime } from '../kit/format.ts';
import { objectionText } from '../kit/strings/objection.zh.ts';
import { orderPageText as text } from '../kit/strings/portal-order.zh.ts';
import { ratingPageText } from '../kit/strings/portal-rating.zh.ts';
import { codeForm } from './code-form.ts';
import { hazardPart } from './enterprise-hazard.ts';
import { orderForms, wordsForm } from './enterprise-order-forms.ts';
import { formHead, type TypedValues } from './form-parts.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { definitionList, hashText, notice, stateWord } from './parts.ts';
import { PROGRESS_TONES } from './words.ts';

/** The forms of the page, each at its own address below it. */
export const ORDER_FORMS = ['report', 'extension', 'words', 'hazard-plan', 'hazard-progress', 'hazard-claim'] as const;
export type OrderFormName = (typeof ORDER_FORMS)[number];

export interface TypedForm extends TypedValues {
  readonly form: OrderFormName;
  readonly findingId: string;
}

export interface OrderPage {
  readonly code: string;
  readonly order: EnterpriseOrder;
  /** Its major hazards, which are dealt with as such. */
  readonly hazards: readonly EnterpriseHazard[];
  readonly typed?: TypedForm;
  /** The form that was just done, to say so once. */
  readonly done?: OrderFormName;
  /** A fresh id for each form, so that a form sent twice is done once. */
  newCommand(): string;
}

export function enterpriseOrderPage(frame: PortalFrame, page: OrderPage): Html {
  const { order, done } = page;
  const open = order.items.filter(({ state }) => !SETTLED.includes(state)).length;
  return portalPage({
    ...frame,
    title: text.title(order.enterprise),
    description: text.description,
    current: undefined,
    isUnlisted: true,
    isRefused: page.typed !== undefined,
    head: formHead,
    body: html`<h1>${text.title(order.enterprise)}</h1>
      ${done === undefined ? '' : html`<div role="status">${notice(text.done[done], text.left(open, order.items.length))}</div>`}
      <p class="lead">${text.lead(order.bureau, sentenceDate(order.servedOn ?? order.today))}</p>
      <p><strong>${text.left(open, order.items.length)}</strong></p>
      ${order.items
        .filter(isNear)
        .map(({ number, dueOn, daysLeft }) =>
          notice(text.near(number, sentenceDate(dueOn ?? ''), daysLeft ?? 0), text.nearNext),
        )}
      <p class="muted">${text.rights}</p>
      <p><a href="/e/${page.code}/objections">${objectionText.ownLink}</a></p>
      <p><a href="/e/${page.code}/rating">${ratingPageText.title}</a></p>
      <div class="order-items">${order.items.map((item) => itemArticle(page, item))}</div>
      ${wordsSection(page)}
      ${order.documentHash === null ? '' : definitionList([[text.hash, hashText(order.documentHash)]])}`,
  });
}

/** T-3 (domain §21.5). */
const NEAR_DAYS = 3;

function isNear({ daysLeft }: ItemView): boolean {
  return daysLeft !== null && daysLeft >= 0 && daysLeft <= NEAR_DAYS;
}

/** What the enterprise says of the result in its own words, and the form for it. */
function wordsSection(page: OrderPage): Html {
  return html`<section class="order-item" id="words" aria-labelledby="words-title">
    <h2 id="words-title">${text.words}</h2>
    <p class="muted">${text.wordsLead}</p>
    ${page.order.words.map(
      ({ text: said, at }) => html`<p>${said} <span class="digits muted">${sentenceTime(at)}</span></p>`,
    )}
    ${wordsForm(page)}
  </section>`;
}

/** Where a code is typed; `wrong` is what was typed and opened nothing. */
export function orderCodePage(frame: PortalFrame, wrong?: string): Html {
  return portalPage({
    ...frame,
    title: text.open,
    description: text.description,
    current: undefined,
    isUnlisted: true,
    isRefused: wrong !== undefined,
    head: formHead,
    body: html`<h1>${text.open}</h1>
      ${codeForm('/e', text, wrong)}`,
  });
}

function itemArticle(page: OrderPage, item: ItemView): Html {
  const { number, state, place, description, measure, dueOn, daysLeft, voided } = item;
  const due =
    dueOn === null
      ? text.noDue
      : daysLeft === null
        ? sentenceDate(dueOn)
        : `${sentenceDate(dueOn)}，${text.daysLeft(daysLeft)}`;
  return html`<article class="order-item" id="f${number}" aria-labelledby="f${number}-title">
    <div class="order-item-head">
      <h2 id="f${number}-title">${text.item(number)}</h2>
      ${stateWord(item.isOverdue ? 'problem' : PROGRESS_TONES[state], ITEM_STATES[state])}
    </div>
    ${definitionList([
      [text.place, place],
      [text.description1, description],
      [text.measure, measure],
      ...(voided === null
        ? [[text.due, item.isOverdue ? html`<strong>${due}</strong>` : due] as const]
        : [
            [text.voidReason, voided.reason] as const,
            [text.voidBasis, basisWords(voided.basis)] as const,
            [text.voidDecision, text.voidDecisionValue(voided.number, sentenceDate(voided.decidedOn))] as const,
          ]),
    ])}
    ${historyOf(page, item)} ${page.order.state === 'served' ? orderForms(page, item) : ''}
    ${page.hazards.filter(({ findingId }) => findingId === item.findingId).map((hazard) => hazardPart(page, hazard))}
  </article>`;
}

function historyOf({ code, order }: OrderPage, item: ItemView): Html | '' {
  const reports = item.reports.map(({ at, by, text: said, returnReason, photos }) => ({
    at,
    line: html`<p>${text.reportedBy[by]} <span class="digits muted">${sentenceTime(at)}</span></p>
      <p>${said}</p>
      ${photos.length === 0 ? '' : html`<div class="order-photos">${photos.map((photo) => photoOf(code, item, photo))}</div>`}
      ${returnReason === null ? '' : html`<p><strong>${text.returned(returnReason)}</strong></p>`}`,
  }));
  const extensions = item.extensions.map(({ requestedAt, until, interim, outcome, reply }) => ({
    at: requestedAt,
    line: html`<p>
        ${text.extensionAsked(sentenceDate(until))} <span class="digits muted">${sentenceTime(requestedAt)}</span>
      </p>
      <p class="muted">${text.interim(interim)}</p>
      <p><strong>${text.extension[outcome ?? 'waiting']}</strong>${reply === null ? '' : `：${reply}`}</p>`,
  }));
  const verdicts = order.rounds.flatMap(({ round, doneOn, verdicts: all }) =>
    all
      .filter(({ findingId, verdict }) => findingId === item.findingId && verdict !== null)
      .map(({ verdict }) => ({
        at: `${doneOn ?? ''}T23:59:59Z`,
        line: html`<p>
            ${text.round(round)}${verdict === null ? '' : `：${text.verdict[verdict.outcome]}`}
            <span class="digits muted">${doneOn}</span>
          </p>
          <p>${verdict?.opinion}</p>`,
      })),
  );
  const lines = [...reports, ...extensions, ...verdicts].toSorted((a, b) => a.at.localeCompare(b.at));
  if (lines.length === 0) return '';
  return html`<section aria-label="${text.history}">
    <ol class="order-history">
      ${lines.map(({ line }) => html`<li>${line}</li>`)}
    </ol>
  </section>`;
}

function photoOf(code: string, { number }: ItemView, { photoId, moment }: ItemView['waitingPhotos'][number]): Html {
  const address = `/e/${code}/photo/${photoId}`;
  return html`<a href="${address}"
    ><img
      src="${address}"
      alt="${text.photoAlt(PHOTO_MOMENTS[moment], number)}"
      loading="lazy"
      width="144"
      height="108"
  /></a>`;
}
