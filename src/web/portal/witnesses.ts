/** Who watches the log, on public pages: their last signatures, and in red who is silent or refuses. @module */
import { html } from 'hono/html';
import { sentenceTime } from '../kit/format.ts';
import { witnessText as text } from '../kit/strings/portal-log.zh.ts';
import type { Html } from './layout.ts';
import { dataTable, stateWord } from './parts.ts';

export interface WitnessView {
  readonly title: string;
  readonly vkey: string;
  readonly last: { readonly size: number; readonly signedAt: string } | undefined;
  readonly waitingSince: string | undefined;
  readonly isSilent: boolean;
  /** It has seen a log that contradicts this one. */
  readonly accuses: boolean;
}

export interface WitnessesView {
  readonly quorum: number;
  readonly witnesses: readonly WitnessView[];
}

/** Something is wrong and everybody should see it. */
export function alarm(title: string, body: string): Html {
  return html`<section class="notice alarm" role="alert">
    <h2>${title}</h2>
    <p>${body}</p>
  </section>`;
}

/** Red while a witness is silent or refuses; nothing otherwise. */
export function witnessAlarms({ witnesses }: WitnessesView): Html {
  const accusing = witnesses.filter(({ accuses }) => accuses);
  const silent = witnesses.filter(({ isSilent, accuses }) => isSilent && !accuses);
  const since = silent.flatMap(({ waitingSince }) => waitingSince ?? []).toSorted()[0];
  return html`${accusing.length === 0 ? '' : alarm(text.accused, text.accusedBody(accusing.map(({ title }) => title)))}
  ${
    since === undefined
      ? ''
      : alarm(
          text.silentTitle,
          text.silent(
            silent.map(({ title }) => title),
            sentenceTime(since),
          ),
        )
  }`;
}

export function witnessSection({ quorum, witnesses }: WitnessesView): Html {
  const columns = [text.name, text.last, text.size, text.standing, text.key].map((title) => ({
    title,
    isNumber: title === text.size,
  }));
  const rows = witnesses.map((witness) => [
    witness.title,
    witness.last === undefined ? text.never : html`<span class="digits">${sentenceTime(witness.last.signedAt)}</span>`,
    witness.last?.size ?? '—',
    standing(witness),
    html`<code class="hash">${witness.vkey}</code>`,
  ]);
  return html`<section id="witnesses">
    <h2>${text.title}</h2>
    <p>${text.lead}</p>
    <p>${witnesses.length === 0 ? text.none : text.quorum(quorum, witnesses.length)}</p>
    ${rows.length === 0 ? '' : dataTable(text.caption, columns, rows)}
  </section>`;
}

function standing({ isSilent, accuses, waitingSince }: WitnessView): Html {
  if (accuses) return stateWord('problem', text.accused);
  if (isSilent) return stateWord('problem', text.states.silent);
  return waitingSince === undefined
    ? stateWord('done', text.states.current)
    : stateWord('waiting', text.states.waiting);
}

/** Who signed, and when, a checkpoint over an entry. */
export interface Statements {
  readonly event: 'announce' | 'complete';
  readonly by: readonly { readonly title: string; readonly signedAt: string }[];
}

/** On a draw's page: who vouches for its announcement and its result. */
export function drawWitnesses(statements: readonly Statements[]): Html {
  const rows = statements.flatMap(({ event, by }) =>
    by.map(({ title, signedAt }) => [text[event], title, html`<span class="digits">${sentenceTime(signedAt)}</span>`]),
  );
  const columns = [text.event, text.name, text.last].map((title) => ({ title }));
  return html`<section id="witnessed">
    <h2>${text.ofDraw}</h2>
    ${
      rows.length === 0
        ? html`<p>${text.ofDrawNone}</p>`
        : html`<p>${text.ofDrawLead}</p>
            ${dataTable(text.caption, columns, rows)}`
    }
    <p><a href="/log">${text.allLink}</a></p>
  </section>`;
}
