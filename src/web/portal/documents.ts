/** 文书核验: what a code on a paper stands for. No enterprise and no person is on the page. @module */
import { html } from 'hono/html';
import { sentenceDate } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { documentPageText as text } from '../kit/strings/portal-documents.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { definitionList, hashText, stateWord } from './parts.ts';

export interface CheckedDocument {
  readonly state: 'genuine' | 'voided' | 'superseded';
  readonly title: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly endedOn: string | undefined;
  /** Number of the document that took its place. */
  readonly successor: string | undefined;
  readonly sha256: string;
}

const TONES: Readonly<Record<CheckedDocument['state'] | 'unknown', StateTone>> = {
  genuine: 'done',
  voided: 'problem',
  superseded: 'waiting',
  unknown: 'problem',
};

/** `typed` is what was asked for; undefined when nothing was. */
export function portalDocument(
  frame: PortalFrame,
  typed: string | undefined,
  found: CheckedDocument | undefined,
): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: undefined,
    isUnlisted: typed !== undefined,
    body: html`<h1>${text.title}</h1>
      ${typed === undefined ? html`<p class="lead">${text.lead}</p>` : answerOf(frame, found)}
      <section>
        <form action="/documents" method="get">
          <label for="code">${text.code}</label>
          <input id="code" name="code" value="${typed ?? ''}" autocomplete="off" aria-describedby="code-hint" />
          <button type="submit">${text.check}</button>
          <p id="code-hint">${text.hint}</p>
        </form>
      </section>`,
  });
}

function answerOf({ bureau }: PortalFrame, found: CheckedDocument | undefined): Html {
  const state = found?.state ?? 'unknown';
  return html`<section role="status">
    <p class="lead">${stateWord(TONES[state], text.states[state])}</p>
    <p>${text.meanings[state]}</p>
    ${
      found === undefined
        ? ''
        : html`${definitionList([
              [text.name, found.title],
              [text.number, found.number],
              [text.organ, bureau.name],
              [text.issuedOn, sentenceDate(found.issuedOn)],
              ...(found.endedOn === undefined ? [] : [[text.endedOn, sentenceDate(found.endedOn)] as const]),
              ...(found.successor === undefined ? [] : [[text.successor, found.successor] as const]),
              [text.fingerprint, hashText(found.sha256)],
            ])}
            <p>${text.fingerprintHint}</p>`
    }
  </section>`;
}
