/** The fonts of printed documents: open Noto fonts that come with the packages, read once when the first document is made. @module */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverageOf } from './coverage.ts';

/** Slots of a report and the family each is set in. */
export const FONT_SLOTS = { body: 'Noto Serif SC', heading: 'Noto Sans SC' } as const;

/**
 * Slots of a 公文: 小标宋 for titles, 仿宋 for the text, 黑体 for heads of the first and 楷体 for those of the second degree. The
 * families are tried in order; those that the standard means are licensed, so they stand here for a bureau that has them.
 */
export const OFFICIAL_SLOTS = {
  title: ['Noto Serif SC'],
  text: ['Noto Serif SC'],
  first: ['Noto Sans SC'],
  second: ['Noto Serif SC'],
} as const;

const FILES = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
] as const;

export interface Fonts {
  readonly files: readonly Buffer[];
  /** Text with every character that one of the fonts lacks written out: `〔U+20BB7〕`, so that nothing is lost or drawn as a box. */
  readonly printable: (text: string) => string;
}

/** About 50 MB in memory. @throws when a font package is not installed */
export function readFonts(): Fonts {
  const files = FILES.map((file) => readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`))));
  const covers = files.map(coverageOf);
  // A character is looked up once; what documents say is made of a few thousand.
  const printed = new Map<string, string>();
  const printedAs = (character: string): string => {
    const known = printed.get(character);
    if (known !== undefined) return known;
    const codePoint = character.codePointAt(0) ?? 0;
    const isDrawn = codePoint === 0x0a || covers.every((covered) => covered(codePoint));
    const shown = isDrawn ? character : writtenOut(character);
    printed.set(character, shown);
    return shown;
  };
  return {
    files,
    printable: (text) => (PLAIN.test(text) ? text : Array.from(text.normalize('NFC'), printedAs).join('')),
  };
}

/** In every font. */
const PLAIN = /^[\n\u0020-\u007e]*$/;

function writtenOut(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `〔U+${hex.padStart(4, '0')}〕`;
}
