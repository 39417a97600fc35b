/** The first two stations: what was frozen, and where the randomness comes from. @module */
import { html } from 'hono/html';
import { chance, exclusionName, sourceTitle } from '../../draw/rules/words.ts';
import type { WallSource, WallView } from '../../draw/types/wall.ts';
import { sentenceTime } from '../kit/format.ts';
import { wallText } from '../kit/strings/wall.zh.ts';
import type { Html } from '../portal/layout.ts';
import { fours, qrCode } from './hash.ts';

/** Everything that a station needs besides the view. */
export interface WallPlace {
  /** `http://192.168.1.5:8080`: where phones in the room reach this server. */
  readonly origin: string;
}

export function listStation({ list, publicId }: WallView, { origin }: WallPlace): Html {
  const text = wallText.list;
  return html`<div class="station list-station">
    <div class="figures">
      ${figure(text.listed, list.listed)} ${figure(text.eligible, list.eligible)} ${figure(text.k, list.k, 'strong')}
    </div>
    <p class="rule">
      ${hasOneChance(list.strata) ? text.chance(list.k, list.eligible, chance(list.k, list.eligible)) : text.chances}
    </p>
    <div class="columns" role="region" aria-label="${text.strata}" tabindex="0">
      <div>
        <h2>${text.strata}</h2>
        ${table(
          [text.stratum, wallText.list.eligible, text.quota, text.each],
          list.strata.map(({ name, eligible, quota }) => [name, eligible, quota, chance(quota, eligible)]),
        )}
      </div>
      <div>
        <h2>${text.excluded}</h2>
        ${
          Object.keys(list.excluded).length === 0
            ? html`<p>${text.noExcluded}</p>`
            : table(
                [text.reason, text.count],
                Object.entries(list.excluded).map(([reason, count]) => [exclusionName(reason), count]),
              )
        }
        <p>${text.people(list.officers, list.experts)}</p>
      </div>
    </div>
    <div class="proof">
      ${qrCode(`${origin}/draws/${publicId}`)}
      <div>
        <h2>${text.root}</h2>
        ${fours(list.root)} ${sameness(list)}
      </div>
    </div>
  </div>`;
}

function sameness({ isSame, isLogged, announcedAt }: WallView['list']): Html {
  if (!isSame) return html`<p class="mark bad">${cross()} ${wallText.list.differs}</p>`;
  if (!isLogged) return html`<p class="mark warn">${wallText.list.unlogged}</p>`;
  return html`<p class="mark good">${tick()} ${wallText.list.same(sentenceTime(announcedAt))}</p>`;
}

function hasOneChance(strata: WallView['list']['strata']): boolean {
  return new Set(strata.map(({ quota, eligible }) => (eligible === 0 ? 0 : quota / eligible))).size === 1;
}

function figure(label: string, value: number, look = ''): Html {
  return html`<p class="figure ${look}"><span>${label}</span> <b>${value}</b> <span>${wallText.list.unit}</span></p>`;
}

export function seedStation({ sources, seed }: WallView): Html {
  const text = wallText.seed;
  return html`<div class="station seed-station">
    <ul class="sources">
      ${sources.map(source)}
    </ul>
    ${
      seed === null
        ? ''
        : html`<div class="seed">
            <h2>${text.seed}</h2>
            ${fours(seed)}
          </div>`
    }
  </div>`;
}

function source(one: WallSource): Html {
  const text = wallText.seed;
  return html`<li class="source ${one.state} ${one.commitment === null ? 'loud' : ''}">
    <div class="source-head">
      <h2>${sourceTitle(one)}</h2>
      <p class="mark ${one.state === 'known' ? 'good' : one.state === 'waiting' ? '' : 'warn'}">${stateOf(one)}</p>
    </div>
    ${one.value === null ? html`<p class="digits empty">${one.state === 'typed' ? text.digitsLater : ''}</p>` : valueOf(one.value)}
    ${one.commitment === null ? '' : html`<p class="committed"><span>${text.commitment}</span> ${fours(one.commitment)}</p>`}
    ${one.state === 'known' && one.mismatches.length > 0 ? html`<p class="small">${text.mismatches(one.mismatches.length)}</p>` : ''}
    ${(one.state === 'known' ? [] : one.mismatches).map(
      ({ first, second }) =>
        html`<div class="mismatch">
          <p class="mark warn">${text.mismatch}</p>
          <p>${text.first} ${inFives(first, second)}</p>
          <p>${text.second} ${inFives(second, first)}</p>
        </div>`,
    )}
  </li>`;
}

function stateOf({ state, commitment }: WallSource): Html {
  const text = wallText.seed;
  if (state === 'known') return html`${tick()} ${commitment === null ? text.known : text.matches}`;
  if (state === 'typed') return html`${text.typed}`;
  if (state === 'skipped') return html`${text.skipped}`;
  if (state === 'kept') return html`${text.kept}`;
  return html`${commitment === null ? text.waiting : text.waitingShare}`;
}

/** What is short is echoed large; a share of 64 digits is there to be compared, not read. */
function valueOf(value: string): Html {
  return value.length > 40 ? fours(value) : html`<p class="digits">${inFives(value, value)}</p>`;
}

/** Five by five as they are read aloud; where the other typing differs, it is marked. */
function inFives(digits: string, other: string): Html {
  if (!/^\d{10,}$/.test(digits)) return html`<span>${digits}</span>`;
  const groups = [...digits.matchAll(/.{1,5}/g)];
  return html`${groups.map(
    ({ 0: group, index }) =>
      html`<span class="five"
        >${Array.from(group, (digit, at) => (other[index + at] === digit ? digit : html`<mark>${digit}</mark>`))}</span
      >`,
  )}`;
}

export function table(heads: readonly string[], rows: readonly (readonly (Html | string | number)[])[]): Html {
  return html`<table>
    <thead>
      <tr>
        ${heads.map((head, at) => html`<th scope="col" class="${at > 0 ? 'number' : ''}">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="number">${cell}</td>`))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

export function tick(): Html {
  return html`<svg viewBox="0 0 12 12" class="shape" aria-hidden="true">
    <path d="M2 6.5 5 9.5 10 3" fill="none" stroke="currentColor" stroke-width="2" />
  </svg>`;
}

function cross(): Html {
  return html`<svg viewBox="0 0 12 12" class="shape" aria-hidden="true">
    <path d="M2.5 2.5 9.5 9.5 M9.5 2.5 2.5 9.5" fill="none" stroke="currentColor" stroke-width="2" />
  </svg>`;
}
