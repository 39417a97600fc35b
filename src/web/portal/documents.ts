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

export interface DocumentView {
  /** The code that was asked for; undefined when none was. */
  readonly typed: string | undefined;
  /** The file that was held against the register; undefined when there was none. */
  readonly file: { readonly sha256: string; readonly isSame: boolean } | undefined;
  readonly found: CheckedDocument | undefined;
}

export function portalDocument(frame: PortalFrame, view: DocumentView): Html {
  const { typed, file } = view;
  const isAsked = typed !== undefined || file !== undefined;
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: undefined,
    isUnlisted: isAsked,
    body: html`<h1>${text.title}</h1>
      ${isAsked ? answerOf(frame, view) : html`<p class="lead">${text.lead}</p>`}
      <section>
        <h2>${text.byCode}</h2>
        <form action="/documents" method="get">
          <label for="code">${text.code}</label>
          <input id="code" name="code" value="${typed ?? ''}" autocomplete="off" aria-describedby="code-hint" />
          <button type="submit">${text.check}</button>
          <p id="code-hint">${text.hint}</p>
        </form>
      </section>
      <section>
        <h2>${text.byFile}</h2>
        <form action="/documents" method="post" enctype="multipart/form-data">
          ${typed === undefined ? '' : html`<input type="hidden" name="code" value="${typed}" />`}
          <label for="file">${text.file}</label>
          <input
            id="file"
            name="file"
            type="file"
            accept="application/pdf,.pdf"
            required
            aria-describedby="file-hint"
          />
          <button type="submit">${text.compare}</button>
          <p id="file-hint">${text.fileHint}</p>
        </form>
        <form action="/documents" method="get">
          ${typed === undefined ? '' : html`<input type="hidden" name="code" value="${typed}" />`}
          <label for="sha256">${text.orHash}</label>
          <input id="sha256" name="sha256" autocomplete="off" spellcheck="false" aria-describedby="hash-hint" />
          <button type="submit">${text.compare}</button>
          <p id="hash-hint">${text.hashHint}</p>
        </form>
      </section>`,
  });
}

function answerOf({ bureau }: PortalFrame, { typed, file, found }: DocumentView): Html {
  const state = found?.state ?? 'unknown';
  const isOnlyFile = typed === undefined && found === undefined;
  return html`<section role="status">
    <p class="lead">${stateWord(TONES[state], isOnlyFile ? text.fileUnknown : text.states[state])}</p>
    <p>${isOnlyFile ? text.fileUnknownMeaning : text.meanings[state]}</p>
    ${fileAnswer(file, found)}
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

/** Whether the file is the document, to the byte; nothing to say without a file or without a document. */
function fileAnswer(file: DocumentView['file'], found: CheckedDocument | undefined): Html | '' {
  if (file === undefined || found === undefined) return '';
  return html`<p>${stateWord(file.isSame ? 'done' : 'problem', file.isSame ? text.fileSame : text.fileOther)}</p>
    <p>${file.isSame ? text.fileSameMeaning : text.fileOtherMeaning}</p>
    ${file.isSame ? '' : definitionList([[text.fileFingerprint, hashText(file.sha256)]])}`;
}
