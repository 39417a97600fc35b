/** The proof at the door (入企核验码) as a QR code, drawn when it is asked for. @module */
import { encode } from 'uqr';
import type { VerifyText } from '../kit/strings/verify.zh.ts';
import { h, svg } from './dom.ts';
import { receiptLink } from './receipt-link.ts';

/** @param receipt - its text; on a site the code leads to this page, from a disk it holds the text itself */
export function receiptCode(receipt: string, { firm: words }: VerifyText): HTMLElement {
  const link = location.protocol === 'file:' ? undefined : `${location.origin}${receiptLink(receipt)}`;
  const place = h('div', { class: 'code' });
  const draw = (): void => {
    if (place.childElementCount === 0) place.append(codeOf(link ?? receipt, words.code));
  };
  return h(
    'details',
    { ontoggle: draw },
    h('summary', {}, words.code),
    h('p', {}, words.codeHint),
    place,
    link === undefined ? undefined : h('p', {}, h('a', { href: link }, words.codeLink)),
  );
}

function codeOf(text: string, name: string): SVGElement {
  const { data, size } = encode(text, { ecc: 'L', border: 2 });
  const rows = data.flatMap((row, y) => runsOf(row).map(([from, to]) => `M${from} ${y}h${to - from}v1h${from - to}z`));
  return svg(
    'svg',
    { class: 'qr', role: 'img', 'aria-label': name, viewBox: `0 0 ${size} ${size}` },
    svg('rect', { width: size, height: size, fill: '#fff' }),
    svg('path', { d: rows.join(''), fill: '#000' }),
  );
}

/** Where the dark runs of a row begin and end. */
function runsOf(row: readonly boolean[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last?.[1] === x) last[1] = x + 1;
    else runs.push([x, x + 1]);
  });
  return runs;
}
