/** Texts with what is hidden in them in double brackets, for tests of the detector. @module */
import type { Known, ProtectedKind } from '../../types/protected.ts';
import { protectedSpans } from './detect.ts';

export const KNOWN: Known = { persons: ['葛明远', 'Anna', '莫言', '甲'], creditCodes: [] };

/** The text with what is found in it in double brackets, and the kinds. */
export function marked(text: string, known = KNOWN): { text: string; kinds: ProtectedKind[] } {
  const spans = protectedSpans(text, known);
  const parts = spans.map(({ from, to }, i) => `${text.slice(spans[i - 1]?.to ?? 0, from)}[[${text.slice(from, to)}]]`);
  return { text: parts.join('') + text.slice(spans.at(-1)?.to ?? 0), kinds: spans.map(({ kind }) => kind) };
}

/** The same without the brackets. */
export function unmarked(line: string): string {
  return line.replaceAll(/\[\[|\]\]/g, '');
}

/** The lines of a list, without the blanks around them. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
