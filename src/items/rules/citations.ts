/** Citations of law as people write them, e.g. `《安全生产法》第二十一条第（一）项、第22条`. Browser-safe. @module */
import { BasisRef } from '../types.ts';

const DIGITS = '零一二三四五六七八九';

/** 0–9999 in Chinese numerals as laws write them: 97 → 九十七, 101 → 一百零一, 12 → 十二. */
export function chineseNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`no article number: ${value}`);
  let text = '';
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit > 0) text += `${DIGITS[digit]}${name}`;
    else if (text !== '' && !text.endsWith('零')) text += '零';
  }
  return text.replace(/零+$/, '').replace(/^一十/, '十') || '零';
}

/** Reads `97`, `九十七` or `一百零一`; undefined when it is no number. */
export function parseChineseNumber(text: string): number | undefined {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  if (!/^[零〇一二三四五六七八九十百千]+$/.test(text)) return undefined;
  let total = 0;
  let digit = 0;
  for (const char of text.replaceAll('〇', '零')) {
    const unit = { 千: 1000, 百: 100, 十: 10 }[char];
    if (unit === undefined) {
      digit = DIGITS.indexOf(char);
    } else {
      total += (digit === 0 ? 1 : digit) * unit;
      digit = 0;
    }
  }
  const value = total + digit;
  return value <= 9999 ? value : undefined;
}

const NUMERAL = '[零〇一二三四五六七八九十百千]+';
const IN_FULL = new RegExp(`^(?:《([^》]+)》|([^第《》]*))第(\\d+|${NUMERAL})条(.*)$`);
const IN_SHORT = /^(?:《([^》]+)》|([^第《》\d]*))(\d+)条?([（(].*)?$/;
const PART = new RegExp(`^(第${NUMERAL}款)?(（${NUMERAL}）)*$`);

/** `第一款第(三)项` → `第一款（三）`; undefined when it names no 款 or 项. */
function normalPart(text: string): string | undefined {
  const part = text
    .replaceAll(/\s/g, '')
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(new RegExp(`第?（(${NUMERAL})）项?`, 'g'), '（$1）')
    .replaceAll(new RegExp(`第(${NUMERAL})项`, 'g'), '（$1）');
  return PART.test(part) ? part : undefined;
}

export interface Citations {
  readonly bases: readonly BasisRef[];
  /** The pieces that could not be read, as written. */
  readonly unread: readonly string[];
}

/**
 * Reads the citations of one cell. Pieces are separated by ；;、，, or a new line; a piece without an instrument takes
 * the one before it. What cannot be read comes back in `unread`; nothing is guessed.
 */
export function parseCitations(text: string, role: BasisRef['role']): Citations {
  const bases: BasisRef[] = [];
  const unread: string[] = [];
  let instrument: string | undefined;
  let hasArticle = false;
  for (const piece of text
    .split(/[；;、，,\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    const match = IN_FULL.exec(piece) ?? IN_SHORT.exec(piece);
    const last = hasArticle ? bases.at(-1) : undefined;
    const part = normalPart(match === null ? piece : (match[4] ?? ''));
    // 第（一）项、第（二）项: a piece that is only a part belongs to the article before it.
    if (match === null && part !== undefined && last !== undefined) {
      const longer = BasisRef.safeParse({ ...last, part: `${last.part ?? ''}${part}` });
      if (longer.success) bases[bases.length - 1] = longer.data;
      else unread.push(piece);
      continue;
    }
    const named = (match?.[1] ?? match?.[2] ?? '').trim().replace(/^中华人民共和国/, '');
    instrument = named === '' ? instrument : named;
    const article = parseChineseNumber(match?.[3] ?? '');
    const basis = BasisRef.safeParse({ role, instrument, article, ...(part === '' ? {} : { part }) });
    hasArticle = basis.success && part !== undefined;
    if (basis.success && part !== undefined) bases.push(basis.data);
    else unread.push(piece);
  }
  return { bases, unread };
}

/** One citation in full, as documents print it: `《安全生产法》第九十七条（三）`. */
export function formatCitation(basis: Pick<BasisRef, 'instrument' | 'article' | 'part'>): string {
  return `《${basis.instrument}》第${chineseNumber(basis.article)}条${basis.part ?? ''}`;
}

/** Citations of one role as one cell; `parseCitations` reads it back. */
export function formatCitations(bases: readonly BasisRef[], role: BasisRef['role']): string {
  return bases
    .filter((basis) => basis.role === role)
    .map(formatCitation)
    .join('；');
}
