/** A text as a reader takes it, whatever its characters: full-width, Chinese digits, gaps and invisible marks hide nothing. Browser-safe. @module */

/** The text to search in, and for each of its UTF-16 units the place it comes from. */
export interface View {
  readonly text: string;
  /** Where the unit at this index begins and ends in what was written. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;
const CHINESE_DIGITS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from('〇一二三四五六七八九', (digit, value) => [digit, String(value)])),
  ...Object.fromEntries(Array.from('零壹贰叁肆伍陆柒捌玖', (digit, value) => [digit, String(value)])),
  幺: '1',
  两: '2',
  '○': '0',
};
const SPELLED_DIGIT = `[${Object.keys(CHINESE_DIGITS).join('')}]`;
/**
 * Spelled out whole, or one among figures. Seven is the shortest number that anybody is reached by, so 二〇二六年 stays as it
 * is; and the 一 of 一处 behind a number is no part of it.
 */
const SPELLED = new RegExp(
  `${SPELLED_DIGIT}(?:[ \\-·]{0,2}${SPELLED_DIGIT}){6,}|(?<=\\d)${SPELLED_DIGIT}+(?=\\d)`,
  'g',
);

/** What was hidden before: nothing is found in it or across it. */
const HIDDEN = /【[^【】]{1,12}已隐去】/g;

/** NFKC, no invisible marks, spelled-out numbers as digits. */
export function plainView(given: string): View {
  const written = given.replaceAll(HIDDEN, (mask) => '。'.repeat(mask.length));
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const character of written) {
    const shown = INVISIBLE.test(character) ? '' : character.normalize('NFKC').replaceAll(/[‐‑‒–—―−]/g, '-');
    for (let unit = 0; unit < shown.length; unit += 1) {
      from.push(at);
      to.push(at + character.length);
    }
    text += shown;
    at += character.length;
  }
  const digits = text.replaceAll(SPELLED, (run) => Array.from(run, (each) => CHINESE_DIGITS[each] ?? each).join(''));
  return { text: digits, from, to };
}

const GAP = /(?<=[\dXx])[ \t\-·_]+(?=[\dXx])/g;

/** The same without the blanks and strokes with which people group the digits of a number. */
export function joinedView({ text, from, to }: View): View {
  const kept: number[] = [];
  let last = 0;
  for (const gap of text.matchAll(GAP)) {
    for (let unit = last; unit < gap.index; unit += 1) kept.push(unit);
    last = gap.index + gap[0].length;
  }
  for (let unit = last; unit < text.length; unit += 1) kept.push(unit);
  return {
    text: kept.map((unit) => text[unit]).join(''),
    from: kept.map((unit) => from[unit] ?? 0),
    to: kept.map((unit) => to[unit] ?? 0),
  };
}

/** The same without blanks: 王 建 国 is written apart in forms and is the same name. */
export function closedView({ text, from, to }: View): View {
  const kept = Array.from({ length: text.length }, (_, unit) => unit).filter(
    (unit) => !/[^\S\n]/.test(text[unit] ?? ''),
  );
  return {
    text: kept.map((unit) => text[unit]).join(''),
    from: kept.map((unit) => from[unit] ?? 0),
    to: kept.map((unit) => to[unit] ?? 0),
  };
}
