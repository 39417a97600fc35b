/** The list of draws, and the states and rows that its pages share. @module */
import { html } from 'hono/html';
import type { DrawState } from '../../draw/types.ts';
import type { PublicDraw } from '../../draw/types/public.ts';
import { tableTime } from '../kit/format.ts';
import type { StateTone } from '../kit/state-shapes.ts';
import { drawsText as text } from '../kit/strings/portal-draws.zh.ts';
import { witnessText } from '../kit/strings/portal-log.zh.ts';
import { picturesText } from '../kit/strings/portal-pictures.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { dataTable, stateWord } from './parts.ts';

export function portalDraws(frame: PortalFrame, draws: readonly PublicDraw[]): Html {
  const columns = [text.name, text.seq, text.state, text.size, text.announcedAt].map((title) => ({ title }));
  const rows = draws.map((draw) => [
    html`<a href="/draws/${draw.publicId}">${draw.name}</a>`,
    text.seqValue(draw.seq),
    drawState(draw),
    text.sizeValue(draw.k, draw.eligible),
    html`<span class="digits">${tableTime(draw.announcedAt)}</span>`,
  ]);
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'draws',
    body: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <ul class="lines">
        <li><a href="/draws/how">${text.howLink}</a></li>
        <li><a href="/log">${witnessText.allLink}</a></li>
        <li><a href="/fairness">${picturesText.fairness.title}</a></li>
      </ul>
      ${rows.length === 0 ? html`<p>${text.none}</p>` : dataTable(text.caption, columns, rows)}`,
  });
}

/** Where a draw stands, in the words of the public. */
export function drawState({ state, voided, isSealed }: Pick<PublicDraw, 'state' | 'voided' | 'isSealed'>): Html {
  const standing = voided === undefined ? STANDING[state] : 'void';
  const key = isSealed && standing === 'done' ? 'sealed' : standing;
  return stateWord(TONES[key], text.states[key]);
}

const STANDING = {
  configuring: 'waiting',
  frozen: 'waiting',
  announced: 'waiting',
  rolling: 'rolling',
  seeded: 'rolling',
  drawn: 'drawn',
  confirmed: 'done',
  released: 'done',
} as const satisfies Readonly<Record<DrawState, keyof typeof text.states>>;

const TONES: Readonly<Record<keyof typeof text.states, StateTone>> = {
  waiting: 'waiting',
  rolling: 'active',
  drawn: 'waiting',
  sealed: 'waiting',
  done: 'done',
  void: 'ended',
};
