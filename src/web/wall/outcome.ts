/** The last three stations: who was drawn, who goes there, and who signed it. @module */
import { SKIP_REASONS } from '../../draw/types/means.ts';
import { html } from 'hono/html';
import { RECORD_SIGNERS, type RecordSigner } from '../../draw/types/record.ts';
import type { WallRow, WallSkip, WallView } from '../../draw/types/wall.ts';
import { dotPosition, DOT_COLUMNS, DOT_RADIUS, DOT_STEP } from '../kit/dots.ts';
import { sentenceTime } from '../kit/format.ts';
import { wallText } from '../kit/strings/wall.zh.ts';
import type { Html } from '../portal/layout.ts';
import { fours, qrCode } from './hash.ts';
import { tick, type WallPlace } from './stations.ts';

/** Above this many enterprises the circles would be dust; the numbers alone say it. */
const MOST_DOTS = 1_000;
/** As many as can be read in the room; all of them are in the record. */
const MOST_SKIPS = 40;

export function revealStation({ result, list }: WallView): Html {
  const text = wallText.reveal;
  if (result === null)
    return html`<div class="station reveal-station waiting">
      <p class="large">${text.waiting}</p>
      <p>${text.waitingNote}</p>
    </div>`;
  const { shown, total, isRunning, rows } = result;
  return html`<div class="station reveal-station">
    <div class="count">
      <p class="counter" aria-label="${text.counter(shown, total)}">
        <b id="shown">${shown}</b><span>/ ${total}</span>
      </p>
      <p class="mark" id="pace">${paceOf(shown, total, isRunning)}</p>
      ${list.listed > MOST_DOTS || result.isSealed ? '' : dots(list.listed, rows)}
      <p class="small"><span>${text.hash}</span> ${fours(result.hash)}</p>
    </div>
    ${
      result.isSealed
        ? html`<p class="large">${text.sealed}</p>`
        : html`<div class="rows" role="region" aria-label="${text.heading}" tabindex="0">
            <table id="rows">
              <thead>
                <tr>
                  <th scope="col" class="number">${text.place}</th>
                  <th scope="col">${text.name}</th>
                  <th scope="col">${text.stratum}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.map(revealRow)}
              </tbody>
            </table>
          </div>`
    }
  </div>`;
}

/** One row as it is added to the table while the reveal runs. */
export function revealRow({ place, name, stratum, rank }: WallRow): Html {
  return html`<tr>
    <td class="number">${place}</td>
    <th scope="row">${name}</th>
    <td>${stratum} ${rank}</td>
  </tr>`;
}

function paceOf(shown: number, total: number, isRunning: boolean): string {
  const text = wallText.reveal;
  if (shown === total) return text.complete;
  if (isRunning) return text.running;
  return shown === 0 ? text.ready : text.paused;
}

function dots(total: number, rows: readonly WallRow[]): Html {
  const drawn = new Set(rows.map(({ dot }) => dot));
  const height = Math.ceil(total / DOT_COLUMNS) * DOT_STEP;
  return html`<svg
    class="dots"
    role="img"
    aria-label="${wallText.reveal.dots(total, rows.length)}"
    viewBox="0 0 ${DOT_COLUMNS * DOT_STEP} ${height}"
    preserveAspectRatio="xMinYMin"
  >
    ${Array.from({ length: total }, (_, at) => {
      const { cx, cy } = dotPosition(at);
      return html`<circle
        cx="${cx}"
        cy="${cy}"
        r="${DOT_RADIUS}"
        data-dot="${at}"
        class="${drawn.has(at) ? 'drawn' : ''}"
      />`;
    })}
  </svg>`;
}

export function teamStation({ teams, result }: WallView): Html {
  const text = wallText.teams;
  if (teams === null) return html``;
  if (result?.isSealed === true)
    return html`<div class="station team-station"><p class="large">${text.sealed}</p></div>`;
  const { rows, skips, relaxed, unfilled, isImpossible } = teams;
  return html`<div class="station team-station">
    <div class="rows" role="region" aria-label="${text.table}" tabindex="0" data-pages>
      <table>
        <caption>
          ${text.table}
        </caption>
        <thead>
          <tr>
            <th scope="col">${text.name}</th>
            <th scope="col">${text.officers}</th>
            <th scope="col">${text.experts}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ name, officers, experts }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td class="ids">${officers.map((id) => html`<span>${id}</span>`)}</td>
                <td class="ids">${experts.length === 0 ? '—' : experts.map((id) => html`<span>${id}</span>`)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <div class="rows" role="region" aria-label="${text.skips}" tabindex="0" data-pages>
      <h2>${text.skips}</h2>
      <p class="small">${text.skipsLead}</p>
      ${isImpossible ? html`<p class="mark bad">${text.impossible}</p>` : ''}
      ${relaxed === null ? '' : html`<p class="mark warn">${text.relaxed(relaxed.replace('cap', ''))}</p>`}
      ${unfilled === 0 ? '' : html`<p class="mark warn">${text.unfilled(unfilled)}</p>`}
      ${
        skips.length === 0
          ? html`<p>${text.noSkips}</p>`
          : html`<ul class="skips">
              ${sortedSkips(skips).map(skip)}
            </ul>`
      }
      ${skips.length > MOST_SKIPS ? html`<p class="small">${text.more(skips.length - MOST_SKIPS)}</p>` : ''}
    </div>
  </div>`;
}

/** Recusals first: they are what the room asks about. */
function sortedSkips(skips: readonly WallSkip[]): readonly WallSkip[] {
  const isRecusal = ({ skipped }: WallSkip): boolean => skipped.some(({ reason }) => reason === 'recused');
  return [...skips.filter(isRecusal), ...skips.filter((one) => !isRecusal(one))].slice(0, MOST_SKIPS);
}

function skip({ enterprise, seat, chosen, skipped }: WallSkip): Html {
  const text = wallText.teams;
  return html`<li>
    <strong>${text.seat(enterprise, seat + 1)}</strong>
    ${[...Map.groupBy(skipped, ({ reason }) => reason)].map(
      ([reason, people]) =>
        html`<span>${text.passed(people.map(({ id }) => id).join('、'), SKIP_REASONS[reason], chosen)}</span>`,
    )}
  </li>`;
}

export function closingStation({ closing, publicId, isRehearsal }: WallView, { origin }: WallPlace): Html {
  const text = wallText.closing;
  const address = `${origin}/draws/${publicId}`;
  return html`<div class="station closing-station">
    <div>
      <h2>${text.signers}</h2>
      <ul class="signers">
        ${(Object.keys(RECORD_SIGNERS) as RecordSigner[]).map((who) => signer(who, closing))}
      </ul>
      <p class="mark ${closing.isPublic ? 'good' : 'warn'}">
        ${closing.isPublic ? html`${tick()} ${text.public}` : text.notPublic}
      </p>
      ${isRehearsal ? '' : html`<p class="small"><span>${text.address}</span> <code>${address}</code></p>`}
      <p class="small">
        <span>${text.bundle}</span> ${closing.bundleSha256 === null ? text.bundleLater : fours(closing.bundleSha256)}
      </p>
    </div>
    <div class="verify">
      <h2>${text.verify}</h2>
      ${isRehearsal ? '' : qrCode(`${origin}/wall/${publicId}/mirror`)}
      <p class="counter"><b>${closing.checkers}</b><span>${text.checkers}</span></p>
      <p class="small">${text.checkersNote}</p>
    </div>
  </div>`;
}

function signer(who: RecordSigner, { signed }: WallView['closing']): Html {
  const text = wallText.closing;
  const given = signed.find(({ signer: by }) => by === who);
  return html`<li class="${given === undefined ? '' : 'signed'}">
    <strong>${RECORD_SIGNERS[who]}</strong>
    <span>${given === undefined ? text.unsigned : html`${text.signed} ${sentenceTime(given.at)}`}</span>
  </li>`;
}
