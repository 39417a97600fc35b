/** 统一社会信用代码: the id of an enterprise. @module */

/** Values of the characters of a credit code, by character. */
const CODE_DIGITS = new Map(Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY', (digit, value) => [digit, value]));

/** Whether a text is a 统一社会信用代码 with the right check character (GB 32100-2015: weights 3^i mod 31). */
export function isCreditCode(id: string): boolean {
  if (id.length !== 18) return false;
  let [sum, weight] = [0, 1];
  for (let i = 0; i < 17; i += 1) {
    const value = CODE_DIGITS.get(id.charAt(i));
    if (value === undefined) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return CODE_DIGITS.get(id.charAt(17)) === (31 - (sum % 31)) % 31;
}
