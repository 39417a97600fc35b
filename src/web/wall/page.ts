/** The wall as a page, and the part of it that changes: one document for the projector, the same for phones in the room. @module */
import { html } from 'hono/html';
import { VOID_REASONS } from '../../draw/types.ts';
import { STATIONS, type WallView } from '../../draw/types/wall.ts';
import { wallText } from '../kit/strings/wall.zh.ts';
import { emblem } from '../portal/assets.ts';
import type { Html } from '../portal/layout.ts';
import { wallScript, wallStylesheet } from './assets.ts';
import { qrCode } from './hash.ts';
import { closingStation, revealStation, teamStation } from './outcome.ts';
import { listStation, seedStation, tick, type WallPlace } from './stations.ts';

/** `wall`: projected, no scrolling; `mirror`: in the hand. */
export type WallLook = 'wall' | 'mirror';

export interface WallPage extends WallPlace {
  readonly look: WallLook;
  /** `/wall/<public id>`, the address of the page; the stream and the stage lie below it. */
  readonly path: string;
}

/** The whole document. `version`: of the stage, so that the page knows what it shows. */
export function wallPage(view: WallView, version: string, page: WallPage): Html {
  return frame(titleOf(view), view.isRehearsal, page, wallStage(view, version, page));
}

/** The document while there is nothing to show: no draw announced yet, or none at all. */
export function emptyWall(bureau: string, isKnown: boolean, page: WallPage): Html {
  const title = isKnown ? wallText.notAnnounced : wallText.none;
  return frame(
    title,
    false,
    page,
    html`<div id="stage" data-version="" data-shown="0">
      <header class="top"><p class="bureau">${bureau}　${wallText.product}</p></header>
      <main class="station waiting">
        <h1 class="large">${title}</h1>
        <p>${wallText.noneNext}</p>
      </main>
    </div>`,
  );
}

function titleOf({ name, isRehearsal }: WallView): string {
  return isRehearsal ? wallText.rehearsalTitle(name) : name;
}

function frame(title: string, isRehearsal: boolean, { look, path }: WallPage, stage: Html): Html {
  return html`<!doctype html>
    <html lang="zh-CN" class="${look}${isRehearsal ? ' rehearsal' : ''}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title} · ${wallText.product}</title>
        <link rel="stylesheet" href="${wallStylesheet.path}" />
        <link rel="icon" href="${emblem.path}" type="${emblem.type}" />
        <script type="module" src="${wallScript.path}"></script>
        <noscript><meta http-equiv="refresh" content="5" /></noscript>
      </head>
      <body data-path="${path}" data-look="${look}" data-lost="${wallText.lost}">
        ${stage}
        <p id="live" class="unseen" role="log" aria-label="${wallText.live}"></p>
        <p id="connection" role="status"></p>
      </body>
    </html>`;
}

/** What changes as the ceremony goes on. */
export function wallStage(view: WallView, version: string, page: WallPage): Html {
  const { result } = view;
  const heading = headingOf(view);
  return html`<div
    id="stage"
    data-version="${version}"
    data-shown="${result?.shown ?? 0}"
    data-station="${view.station}"
  >
    <header class="top">
      <div class="titles">
        <p class="bureau">${view.bureau}${view.isDemo ? html`　<strong>${wallText.demo}</strong>` : ''}</p>
        <p class="name">${titleOf(view)} <code>${view.publicId}</code></p>
      </div>
      ${steps(view)}
      ${
        page.look === 'mirror' || view.isRehearsal
          ? ''
          : html`<p class="corner">${qrCode(`${page.origin}${page.path}/mirror`)}<span>${wallText.mirror}</span></p>`
      }
    </header>
    ${view.isRehearsal ? html`<p class="banner">${wallText.rehearsalNote}</p>` : ''}
    ${view.voided === null ? '' : html`<p class="banner void">${wallText.void(VOID_REASONS[view.voided])}</p>`}
    <main>
      <h1>${view.isRehearsal ? wallText.rehearsalTitle(heading) : heading}</h1>
      ${stationOf(view, page)}
    </main>
    ${page.look === 'mirror' ? phone(view) : ''}
  </div>`;
}

function steps({ station, state }: WallView): Html {
  const isOver = state === 'released';
  return html`<ol class="steps" aria-label="${wallText.steps}">
    ${STATIONS.map((title, at) => {
      const number = at + 1;
      const isDone = number < station || isOver;
      const look = isDone ? 'done' : number === station ? 'now' : 'later';
      return html`<li class="${look}" ${number === station ? html`aria-current="step"` : ''}>
        <b>${isDone ? tick() : number}</b> <span>${title}</span>
        <span class="unseen">${wallText[look]}</span>
      </li>`;
    })}
  </ol>`;
}

function headingOf({ station, seed }: WallView): string {
  switch (station) {
    case 1:
      return wallText.list.heading;
    case 2:
      return seed === null ? wallText.seed.heading : wallText.seed.headingKnown;
    case 3:
      return wallText.reveal.heading;
    case 4:
      return wallText.teams.heading;
    case 5:
      return wallText.closing.heading;
  }
}

function stationOf(view: WallView, page: WallPage): Html {
  switch (view.station) {
    case 1:
      return listStation(view, page);
    case 2:
      return seedStation(view);
    case 3:
      return revealStation(view);
    case 4:
      return teamStation(view);
    case 5:
      return closingStation(view, page);
  }
}

/** What a reader does with it in his own hand. */
function phone({ closing, publicId, isRehearsal }: WallView): Html {
  const text = wallText.phone;
  if (isRehearsal) return html``;
  return html`<section class="phone">
    <h2>${text.heading}</h2>
    <p>${text.lead}</p>
    ${
      closing.isPublic
        ? html`<p><a class="button" href="/verify?draw=${publicId}">${text.open}</a></p>
            <p><a class="button quiet" href="/draws/${publicId}">${text.draw}</a></p>
            <p><button type="button" id="checked" data-done="${text.reported}">${text.report}</button></p>`
        : html`<p>${text.wait}</p>
            <p><a class="button" href="/draws/${publicId}">${text.draw}</a></p>`
    }
  </section>`;
}
