/** The parts of public pages: tables, states, stamps, hashes, facts, notices, ways around. Each gives `html\`…\``. The dot grid is in dot-grid.ts. @module */
import { html } from 'hono/html';
import { hashGroups, sentenceTime } from '../kit/format.ts';
import { STATE_SHAPES, type StateTone } from '../kit/state-shapes.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import type { Html } from './layout.ts';

export interface PortalColumn {
  readonly title: string;
  readonly isNumber?: boolean;
}
export type Cell = Html | string | number;

/** A table with its caption; the first cell of each row is the row's name. */
export function dataTable(caption: string, columns: readonly PortalColumn[], rows: readonly (readonly Cell[])[]): Html {
  const classAt = (index: number): string => (columns[index]?.isNumber === true ? 'number' : '');
  return html`<div class="table-scroll" role="region" aria-label="${portalText.scrolls(caption)}" tabindex="0">
    <table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ title }, index) => html`<th scope="col" class="${classAt(index)}">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, index) =>
                index === 0 ? html`<th scope="row">${cell}</th>` : html`<td class="${classAt(index)}">${cell}</td>`,
              )}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A state as a word and a shape. */
export function stateWord(tone: StateTone, word: string): Html {
  const { line, area } = STATE_SHAPES[tone];
  return html`<span class="state-tag state-${tone}"
    ><svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true">
      ${area === undefined ? '' : html`<path d="${area}" fill="currentColor" />`}
      ${line === undefined ? '' : html`<path d="${line}" fill="none" stroke="currentColor" stroke-width="1.8" />`}</svg
    >${word}</span
  >`;
}

/** The mark of an act of law: 已公布, by whom, when (an instant). */
export function stamp(word: string, name: string, at: string): Html {
  return html`<p class="stamp">
    <strong>${word}</strong> <span>${name}</span> <span class="digits">${sentenceTime(at)}</span>
  </p>`;
}

/** A hash as four groups; copied, it has no gaps. */
export function hashText(hash: string): Html {
  return html`<code class="hash">${hashGroups(hash).map((group) => html`<span>${group}</span><wbr />`)}</code>`;
}

/** Facts: label and value, in the order they are read. */
export function definitionList(items: readonly (readonly [label: string, value: Cell])[]): Html {
  return html`<dl class="facts">
    ${items.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value === '' ? '—' : value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** Something the reader must know before the rest: a correction, a withdrawal, a limit of the data. */
export function notice(title: string, body: Cell): Html {
  return html`<section class="notice">
    <h2>${title}</h2>
    <p>${body}</p>
  </section>`;
}

/** The way here from the home page; the page itself is the last and no link. */
export function breadcrumbs(parents: readonly { readonly href: string; readonly title: string }[], here: string): Html {
  const all = [{ href: '/', title: portalText.home }, ...parents];
  return html`<nav aria-label="${portalText.breadcrumbs}" class="breadcrumbs">
    <ol>
      ${all.map(({ href, title }) => html`<li><a href="${href}">${title}</a></li>`)}
      <li aria-current="page">${here}</li>
    </ol>
  </nav>`;
}

/** The parts of a long page, as links: id of the section, its heading. */
export function contents(sections: readonly (readonly [id: string, title: string])[]): Html {
  return html`<nav aria-label="${portalText.contents}" class="contents">
    <ul>
      ${sections.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
    </ul>
  </nav>`;
}

/** Page `page` of `pages`, from 1; `hrefOf` gives the address of a page. Nothing when there is only one. */
export function pager(page: number, pages: number, hrefOf: (page: number) => string): Html | '' {
  if (pages <= 1) return '';
  return html`<nav aria-label="${portalText.pages}" class="pager">
    ${page > 1 ? html`<a href="${hrefOf(page - 1)}" rel="prev">${portalText.previous}</a>` : ''}
    <span>${portalText.page(page, pages)}</span>
    ${page < pages ? html`<a href="${hrefOf(page + 1)}" rel="next">${portalText.next}</a>` : ''}
  </nav>`;
}
