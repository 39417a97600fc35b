/** 当事人办理页 (`/e/<code>` of a case): where it stands, what was served, the last day of each right, and what may be done; works without JavaScript. @module */
import { html } from 'hono/html';
import { RIGHTS } from '../../penalty/types/party.ts';
import type { PartyCase } from '../../penalty/types/party-view.ts';
import type { PartyAct } from '../../penalty/types/table.ts';
import { sentenceDate } from '../kit/format.ts';
import { calendarText } from '../kit/strings/calendar.zh.ts';
import { casePageText as text } from '../kit/strings/portal-case.zh.ts';
import { caseForms } from './enterprise-case-forms.ts';
import { formHead, type TypedValues } from './form-parts.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { dataTable, definitionList, notice, stateWord } from './parts.ts';

export interface TypedCaseForm extends TypedValues {
  readonly form: PartyAct;
}

export interface CasePage {
  readonly code: string;
  readonly view: PartyCase;
  readonly typed?: TypedCaseForm;
  /** The form that was just done, to say so once. */
  readonly done?: PartyAct;
  /** A fresh id for each form, so that a form sent twice is done once. */
  newCommand(): string;
}

/** A last day, marked while the holiday notice of its year is not loaded: it may still move. */
function dueWords(day: string, { coveredTo }: Pick<PartyCase, 'coveredTo'>): string {
  return `${sentenceDate(day)}${day > coveredTo ? calendarText.mark : ''}`;
}

export function enterpriseCasePage(frame: PortalFrame, page: CasePage): Html {
  const { view, done } = page;
  const { word, next } = text.states[view.state];
  return portalPage({
    ...frame,
    title: text.title(view.party),
    description: text.description,
    current: undefined,
    isUnlisted: true,
    isRefused: page.typed !== undefined,
    head: formHead,
    body: html`<h1>${text.title(view.party)}</h1>
      ${done === undefined ? '' : html`<div role="status">${notice(text.acts[done].done, next)}</div>`}
      <p class="lead">${text.lead(view.bureau, view.cause)}</p>
      ${definitionList([
        [text.state, html`${stateWord(view.endedOn === null ? 'active' : 'done', word)} ${next}`],
        ...(view.serial === null ? [] : [[text.number, view.serial] as const]),
        ...(view.filedOn === null ? [] : [[text.filed, sentenceDate(view.filedOn)] as const]),
        ...(view.endedOn === null ? [] : [[text.ended, sentenceDate(view.endedOn)] as const]),
      ])}
      ${view.revokedOn === null ? '' : notice(text.revoked(sentenceDate(view.revokedOn)), '')} ${rightsPart(view)}
      ${decidedPart(view)} ${papersPart(page)} ${handedPart(page)}
      <section id="do" aria-labelledby="do-title">
        <h2 id="do-title">${text.doing}</h2>
        ${view.may.length === 0 ? html`<p class="muted">${text.doingNone}</p>` : caseForms(page)}
      </section>`,
  });
}

function rightsPart({ rights, today, coveredTo }: PartyCase): Html {
  return html`<section aria-labelledby="rights-title">
    <h2 id="rights-title">${text.rights}</h2>
    ${
      rights.length === 0
        ? html`<p class="muted">${text.rightsNone}</p>`
        : html`${dataTable(
              text.asOf(sentenceDate(today)),
              [{ title: text.right }, { title: text.until }, { title: text.left }, { title: text.basis }],
              rights.map(({ key, until, isOpen, daysLeft, basis }) => [
                RIGHTS[key],
                dueWords(until, { coveredTo }),
                isOpen || daysLeft < 0 ? text.daysLeft(daysLeft) : text.closed,
                basis,
              ]),
            )}
            <p class="muted">${text.rightsNote}</p>`
    }
  </section>`;
}

function decidedPart({ told, decided, money }: PartyCase): Html | '' {
  const lines = decided.length > 0 ? decided : told;
  if (lines.length === 0) return '';
  return html`<section aria-labelledby="decided-title">
    <h2 id="decided-title">${decided.length > 0 ? text.decided : text.told}</h2>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>
    ${
      money === null || money.principal === 0
        ? ''
        : definitionList([
            [text.principal, text.yuan(yuanOf(money.principal))],
            [text.outstanding, text.yuan(yuanOf(money.outstanding))],
            ...(money.payTo === '' ? [] : [[text.payTo, money.payTo] as const]),
          ])
    }
  </section>`;
}

function papersPart({ view, code }: CasePage): Html {
  return html`<section aria-labelledby="papers-title">
    <h2 id="papers-title">${text.papers}</h2>
    ${
      view.papers.length === 0
        ? html`<p class="muted">${text.papersNone}</p>`
        : dataTable(
            text.papersCount(view.papers.length),
            [{ title: text.paper }, { title: text.paperNumber }, { title: text.servedOn }],
            view.papers.map(({ documentId, title, number, servedOn }) => [
              html`<a href="/e/${code}/paper/${documentId}.pdf" aria-label="${text.openPaper(title)}">${title}</a>`,
              number,
              sentenceDate(servedOn),
            ]),
          )
    }
  </section>`;
}

/** What came from the party, and what became of it. */
function handedPart({ view, code }: CasePage): Html | '' {
  const { statements, hearing, claims, instalments, address, waivedOn } = view;
  const lines: Html[] = [
    ...statements.map(({ on, text: said, files, answer }) => {
      return html`<p><strong>${text.statement(sentenceDate(on))}</strong></p>
        <p>${said}</p>
        ${filesLine(code, files)}
        <p>
          ${answer === null ? text.waiting : text.answered(sentenceDate(answer.on), answer.isAdopted, answer.reply)}
        </p>`;
    }),
    ...(waivedOn === null ? [] : [html`<p>${text.waived(sentenceDate(waivedOn))}</p>`]),
    ...(hearing === null
      ? []
      : [
          html`<p><strong>${text.hearingAsked(sentenceDate(hearing.requestedOn))}</strong></p>
            ${hearing.on === null ? '' : html`<p>${text.hearingOn(sentenceDate(hearing.on), hearing.place)}</p>`}
            ${hearing.heardOn === null ? '' : html`<p>${text.hearingHeld(sentenceDate(hearing.heardOn))}</p>`}
            ${hearing.droppedOn === null ? '' : html`<p>${text.hearingDropped(sentenceDate(hearing.droppedOn))}</p>`}`,
        ]),
    ...claims.map(
      ({ paidOn, fen, receipt, files, settled }) =>
        html`<p><strong>${text.claim(sentenceDate(paidOn), yuanOf(fen), receipt)}</strong></p>
          ${filesLine(code, files)}
          <p>
            ${
              settled === null
                ? text.claimWaiting
                : settled.isFound
                  ? text.claimFound(sentenceDate(settled.on))
                  : text.claimReturned(sentenceDate(settled.on), settled.reason)
            }
          </p>`,
    ),
    ...(instalments === null
      ? []
      : [
          html`<p>
              <strong
                >${text.instalments(
                  sentenceDate(instalments.requestedOn),
                  instalments.plan.map(({ on, fen }) => text.instalment(dueWords(on, view), yuanOf(fen))).join('，'),
                )}</strong
              >
            </p>
            <p>${text.instalmentOutcome[instalments.outcome ?? 'waiting']}</p>`,
        ]),
    ...(address === null
      ? []
      : [
          html`<p><strong>${text.address(sentenceDate(address.on), address.address)}</strong></p>
            <p>${address.isElectronic ? text.electronic(address.electronicTo ?? '') : text.notElectronic}</p>`,
        ]),
  ];
  if (lines.length === 0) return '';
  return html`<section aria-labelledby="handed-title">
    <h2 id="handed-title">${text.handed}</h2>
    <ol class="order-history">
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ol>
  </section>`;
}

/** Its own files, to be looked at again. */
function filesLine(code: string, files: PartyCase['statements'][number]['files']): Html | '' {
  if (files.length === 0) return '';
  return html`<p>
    ${text.handedFiles}
    ${files.map(({ sha256, name }, n) => html`${n === 0 ? '' : '、'}<a href="/e/${code}/file/${sha256}">${name}</a>`)}
  </p>`;
}

export function yuanOf(fen: number): string {
  return (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 });
}
