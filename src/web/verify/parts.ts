/** The parts of the page: the same classes as the public pages have. @module */
import { hashGroups } from '../kit/format.ts';
import { STATE_SHAPES, type StateTone } from '../kit/state-shapes.ts';
import { h, svg } from './dom.ts';

export type Tone = 'good' | 'bad' | 'unsure' | 'none';
const SHAPES: Readonly<Record<Tone, StateTone>> = { good: 'done', bad: 'problem', unsure: 'waiting', none: 'draft' };

/** A word with its shape. */
export function toned(tone: Tone, ...words: readonly (Node | string)[]): HTMLElement {
  const { line, area } = STATE_SHAPES[SHAPES[tone]];
  const drawing = svg(
    'svg',
    { viewBox: '0 0 12 12', width: 16, height: 16, 'aria-hidden': 'true' },
    area === undefined ? undefined : svg('path', { d: area, fill: 'currentColor' }),
    line === undefined
      ? undefined
      : svg('path', { d: line, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.8 }),
  );
  return h('span', { class: `toned ${tone}` }, drawing, h('span', {}, ...words));
}

/** Label and value, in the order they are read. */
export function facts(items: readonly (readonly [label: string, value: Node | string])[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    items.map(([label, value]) => h('div', {}, h('dt', {}, label), h('dd', {}, value))),
  );
}

/** A hash as four groups; copied, it has no gaps. */
export function hashText(hash: string): HTMLElement {
  return h('code', { class: 'hash' }, ...hashGroups(hash).flatMap((group) => [h('span', {}, group), h('wbr')]));
}

/** The first digits of a number, as they are compared by eye; the whole of it on demand. */
export function shortHash(hash: string): HTMLElement {
  return h(
    'details',
    { class: 'short-hash' },
    h('summary', {}, h('code', { class: 'hash' }, `${hash.slice(0, 12)}…`)),
    hashText(hash),
  );
}

export function section(id: string, title: string, ...children: readonly (Node | string | undefined)[]): HTMLElement {
  return h('section', { 'aria-labelledby': id }, h('h2', { id, tabindex: -1 }, title), ...children);
}
