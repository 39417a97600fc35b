/** The fonts of printed documents: open Noto fonts that come with the packages, read once when the first document is made. @module */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { coverageOf } from './coverage.ts';
import { LEFT_TO_RIGHT_MARK, SCRIPTS } from './scripts.ts';

const OTHERS = SCRIPTS.map(({ family }) => family);
const SERIF = ['Noto Serif SC', ...OTHERS];
const SANS = ['Noto Sans SC', ...OTHERS];

/**
 * Slots of a report, then of a 公文: 小标宋 for titles, 仿宋 for the text, 黑体 for heads of the first and 楷体 for those of the
 * second degree. The families are tried in order; those that the standard means are licensed, so these stand here for a bureau
 * that has them.
 */
export const FONT_SLOTS = { body: SERIF, heading: SANS, title: SERIF, text: SERIF, first: SANS, second: SERIF };

const CHINESE = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
] as const;

export interface Fonts {
  readonly files: readonly Buffer[];
  /**
   * Text with every character that no font of ours draws in all weights written out: `〔U+20BB7〕`, so that nothing is lost or
   * drawn as a box. After words that run from right to left stands a mark (U+200E), so that a number behind them stays behind.
   */
  readonly printable: (text: string) => string;
}

/** About 50 MB in memory. @throws when a font package is not installed */
export function readFonts(): Fonts {
  const chinese = CHINESE.map(fontFile);
  const scripts = SCRIPTS.map(({ letter, files }) => ({ letter, files: files.map(fontFile) }));
  const rightToLeft = SCRIPTS.filter(({ isRightToLeft }) => isRightToLeft);
  const inAll = (files: readonly Buffer[]): ((codePoint: number) => boolean) => {
    const covers = files.map(coverageOf);
    return (codePoint) => covers.every((covered) => covered(codePoint));
  };
  const inChinese = inAll(chinese);
  const inScripts = scripts.map(({ letter, files }) => ({ letter, covered: inAll(files) }));
  // A character is looked up once; what documents say is made of a few thousand.
  const printed = new Map<string, string>();
  const printedAs = (character: string): string => {
    const known = printed.get(character);
    if (known !== undefined) return known;
    const codePoint = character.codePointAt(0) ?? 0;
    const isDrawn =
      codePoint === 0x0a ||
      inChinese(codePoint) ||
      inScripts.some(({ letter, covered }) => letter.test(character) && covered(codePoint));
    const shown = isDrawn ? character : writtenOut(character);
    printed.set(character, shown);
    return shown;
  };
  return {
    files: [...chinese, ...scripts.flatMap(({ files }) => files)],
    printable: (text) => {
      if (PLAIN.test(text)) return text;
      const drawn = Array.from(text.normalize('NFC'), printedAs).join('');
      return rightToLeft.reduce((marked, { words }) => marked.replaceAll(words, `$&${LEFT_TO_RIGHT_MARK}`), drawn);
    },
  };
}

/** A file of `@expo-google-fonts`. */
export function fontFile(file: string): Buffer {
  return readFileSync(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${file}`)));
}

/** In every font. */
const PLAIN = /^[\n\u0020-\u007e]*$/;

function writtenOut(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `〔U+${hex.padStart(4, '0')}〕`;
}
