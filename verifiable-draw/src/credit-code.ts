/** 统一社会信用代码: the id of an enterprise. @module */

const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** Values of the characters of a credit code, by their code; −1 for all others. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));

/** Whether a text is a 统一社会信用代码 with the right check character (GB 32100-2015: weights 3^i mod 31). */
export function isCreditCode(id: string): boolean {
  if (id.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i += 1) {
    const value = valueAt(id, i);
    if (value < 0) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return valueAt(id, 17) === (31 - (sum % 31)) % 31;
}

function valueAt(id: string, i: number): number {
  return VALUES[id.charCodeAt(i)] ?? -1;
}
