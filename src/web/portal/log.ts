/** 抽取日志: every entry of every announced draw, with its proof; the numbers, how each draw ended, who watches. @module */
import { html } from 'hono/html';
import { chainDeeds, drawDeeds, substitutionDeeds } from '../../draw/deeds.ts';
import type { DrawEnd } from '../../draw/rules/log.ts';
import { PARTIES, VOID_REASONS } from '../../draw/types.ts';
import { REPLACED, SUBSTITUTION_REASONS } from '../../draw/types/after.ts';
import { HOLDERS } from '../../draw/types/chains.ts';
import { SUITES } from '../../draw/types/inputs.ts';
import { RECORD_SIGNERS } from '../../draw/types/record.ts';
import { sentenceTime, tableTime } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { logText as text, witnessText } from '../kit/strings/portal-log.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, contents, dataTable, definitionList, hashText, stateWord, type Cell } from './parts.ts';
import { alarm, witnessAlarms, witnessSection, type WitnessesView } from './witnesses.ts';

export interface LoggedDraw {
  readonly publicId: string;
  readonly name: string;
  readonly seq: number;
  readonly announcedAt: string;
  readonly end: DrawEnd;
  readonly entries: readonly LogEntry[];
}

export interface LogEntry {
  readonly seq: number;
  readonly index: number;
  readonly kind: string;
  readonly at: string;
  readonly hash: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface LogView extends WitnessesView {
  readonly year: number;
  readonly years: readonly number[];
  /** `/log/<code>/<year>` */
  readonly base: string;
  readonly checkpoint: { readonly size: number; readonly root: string; readonly at: string } | undefined;
  /** Chains of one-time codes published in this year. */
  readonly chains: readonly LogEntry[];
  /** Every announced draw of all years; entries only of this year. */
  readonly draws: readonly LoggedDraw[];
}

export function portalLog(frame: PortalFrame, view: LogView): Html {
  const overdue = view.draws.filter(({ end }) => end === 'overdue').map(({ publicId }) => publicId);
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'draws',
    body: html`${breadcrumbs([{ href: '/draws', title: portalText.tabs.draws }], text.title)}
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${overdue.length === 0 ? '' : alarm(text.overdueTitle, text.overdue(overdue))} ${witnessAlarms(view)}
      ${contents([
        ['numbers', text.numbersTitle],
        ['witnesses', witnessText.title],
        ['checkpoint', text.checkpointTitle],
        ['entries', text.entriesTitle],
        ['how', text.howTitle],
      ])}
      ${numbers(view)} ${witnessSection(view)} ${checkpoint(view)} ${entries(view)}
      <section id="how">
        <h2>${text.howTitle}</h2>
        <ol class="steps">
          ${text.how.map((step) => html`<li>${step}</li>`)}
        </ol>
      </section>`,
  });
}

const TONES: Readonly<Record<DrawEnd, StateTone>> = {
  done: 'done',
  void: 'ended',
  open: 'waiting',
  sealed: 'active',
  overdue: 'problem',
};

function numbers({ draws }: LogView): Html {
  const last = Math.max(0, ...draws.map(({ seq }) => seq));
  const known = new Set(draws.map(({ seq }) => seq));
  const missing = Array.from({ length: last }, (_, i) => i + 1).filter((seq) => !known.has(seq));
  const count = (...ends: DrawEnd[]): number => draws.filter(({ end }) => ends.includes(end)).length;
  const columns = [portalText.tabs.draws, text.factNames.seq, text.at, text.end].map((title) => ({ title }));
  const rows = draws.map(({ publicId, name, seq, announcedAt, end }): Cell[] => [
    html`<a href="/draws/${publicId}">${name}</a>`,
    seq,
    html`<span class="digits">${tableTime(announcedAt)}</span>`,
    stateWord(TONES[end], text.endStates[end]),
  ]);
  return html`<section id="numbers">
    <h2>${text.numbersTitle}</h2>
    ${last === 0 ? html`<p>${text.numbersNone}</p>` : ''}
    ${missing.length > 0 ? alarm(text.numbersTitle, text.numbersMissing(missing)) : ''}
    ${
      last === 0
        ? ''
        : html`<p>
              ${missing.length === 0 ? text.numbersWhole(last) : ''}${text.ends(count('done'), count('void'), count('open', 'sealed', 'overdue'))}
            </p>
            ${dataTable(text.endsCaption, columns, rows)}`
    }
  </section>`;
}

function checkpoint({ checkpoint: found, base, year, years }: LogView): Html {
  return html`<section id="checkpoint">
    <h2>${text.checkpointTitle}</h2>
    <p>${text.checkpointLead}</p>
    ${
      years.length < 2
        ? ''
        : html`<p>
            ${text.years}：${years.map((each) => (each === year ? html`<strong>${text.year(each)}</strong> ` : html`<a href="/log?year=${each}">${text.year(each)}</a> `))}
          </p>`
    }
    ${
      found === undefined
        ? html`<p>${text.noCheckpoint}</p>`
        : definitionList([
            [text.size, text.sizeValue(found.size)],
            [text.root, hashText(found.root)],
            [text.signedAt, sentenceTime(found.at)],
            [text.files, html`<a href="${base}/checkpoint">${text.note}</a>　<a href="${base}/key">${text.key}</a>`],
          ])
    }
  </section>`;
}

function entries({ draws, chains, base }: LogView): Html {
  const shown = draws.filter((draw) => draw.entries.length > 0);
  return html`<section id="entries">
    <h2>${text.entriesTitle}</h2>
    ${
      shown.length === 0 && chains.length === 0
        ? html`<p>${text.noEntries}</p>`
        : shown.map(
            (draw, i) =>
              html`<details ${i === 0 ? html`open` : ''}>
                <summary>${text.entriesOf(draw.seq, draw.name)}</summary>
                ${entryTable(draw.entries, base)}
              </details>`,
          )
    }
    ${
      chains.length === 0
        ? ''
        : html`<details>
            <summary>${text.chainsOf(chains.length)}</summary>
            <p>${text.chainsLead}</p>
            ${entryTable(chains, base)}
          </details>`
    }
  </section>`;
}

function entryTable(own: readonly LogEntry[], base: string): Html {
  const columns = [text.what, text.number, text.at, text.facts, text.hash, text.take].map((title) => ({ title }));
  const rows = own.map((entry): Cell[] => [
    titleOf(entry.kind),
    html`<span class="digits">${entry.seq}</span>`,
    html`<span class="digits">${tableTime(entry.at)}</span>`,
    html`<ul class="pairs">
      ${Object.entries(entry.facts).map(([name, value]) => html`<li>${factName(name)}：${factValue(name, value)}</li>`)}
    </ul>`,
    html`<code class="hash" title="${entry.hash}">${entry.hash.slice(0, 16)}…</code>`,
    html`<a href="${base}/entry/${entry.index}">${text.entry}</a>
      <a href="${base}/entry/${entry.index}.tlog-proof">${text.proof}</a>`,
  ]);
  return dataTable(text.entriesCaption, columns, rows);
}

function titleOf(kind: string): string {
  return (
    Object.entries({ ...chainDeeds, ...drawDeeds, ...substitutionDeeds }).find(([name]) => name === kind)?.[1].title ??
    kind
  );
}

function factName(name: string): string {
  return Object.entries(text.factNames).find(([key]) => key === name)?.[1] ?? name;
}

/** Facts that are codes, and the words of each. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  party: PARTIES,
  side: text.sides,
  reason: { ...VOID_REASONS, ...SUBSTITUTION_REASONS },
  holder: HOLDERS,
  suite: SUITES,
  as: RECORD_SIGNERS,
  what: REPLACED,
};

function factValue(name: string, value: unknown): Cell {
  const word = typeof value === 'string' ? WORDS[name]?.[value] : undefined;
  if (word !== undefined) return word;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  const plain = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (/^[0-9a-f]{64,}$/.test(plain)) return html`<code class="hash" title="${plain}">${plain.slice(0, 16)}…</code>`;
  return plain.length > 80 ? `${plain.slice(0, 80)}…` : plain;
}
