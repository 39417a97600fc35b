/** QR codes of printed documents as SVG. @module */
import { encode } from 'uqr';
import { keepLast } from './kept.ts';

/** Codes drawn last: what is looked at is issued next, with the same code. */
const drawn = new Map<string, string>();
const KEPT_CODES = 64;

/**
 * The code without a border, one module to a unit. Dark modules beside one another are one rectangle: the picture is the same,
 * and a PDF has a third of the strokes to write.
 */
export function qrSvg(text: string, ecc: 'L' | 'M' = 'L'): string {
  const key = `${ecc} ${text}`;
  const known = drawn.get(key);
  if (known !== undefined) return known;
  const { data, size } = encode(text, { border: 0, ecc });
  const bars = data.flatMap((row, y) => barsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path fill="white" d="M0 0h${size}v${size}h-${size}z"/><path d="${bars.join('')}"/></svg>`;
  return keepLast(drawn, key, svg, KEPT_CODES);
}

/** Where dark modules begin in a row, and how many stand together. */
function barsOf(row: readonly boolean[]): readonly (readonly [x: number, length: number])[] {
  return row.flatMap((isDark, x) => {
    if (!isDark || row[x - 1] === true) return [];
    const end = row.indexOf(false, x);
    return [[x, (end === -1 ? row.length : end) - x] as const];
  });
}
