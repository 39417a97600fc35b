/** 文号 and 文书码: how a document is named. Browser-safe. @module */

/** 案号: one for a file, the same in every document of it. */
export interface FileSerial {
  readonly series: string;
  readonly year: number;
  readonly serial: number;
}

/** Who numbers: 行政区简称 and 机关代字, e.g. 津西青 and 应急. */
export interface NumberPrefix {
  readonly place: string;
  readonly organ: string;
}

/**
 * `（津西青）应急检记〔2019〕7号` (domain §12.1): full-width brackets, hexagon brackets, the whole year, no 第 and no padding
 * (GB/T 9704-2012 §7.2.5). The second and later document of one kind in a file counts on: `7-2号`.
 */
export function documentNumber(
  { place, organ }: NumberPrefix,
  category: string,
  { year, serial }: FileSerial,
  nth: number,
): string {
  return `（${place}）${organ}${category}〔${year}〕${serial}${nth === 1 ? '' : `-${nth}`}号`;
}

/** Crockford's alphabet: no I, L, O, U, so that a code can be read aloud and typed. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** 文书码 from a hash: 60 bits that nobody guesses who has not the document. */
export function codeOf(sha256: string): string {
  let bits = BigInt(`0x${sha256.slice(0, 15)}`);
  let code = '';
  for (let n = 0; n < CODE_LENGTH; n += 1) {
    code = (ALPHABET[Number(bits % 32n)] ?? '') + code;
    bits /= 32n;
  }
  return code;
}

/** What somebody typed or scanned, as codes are kept; undefined when it cannot be one. */
export function normalCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(code) ? code : undefined;
}

/** `ABCD-EFGH-JKMN`: as it is printed. */
export function shownCode(code: string): string {
  return code.replaceAll(/(.{4})(?=.)/g, '$1-');
}
