/** Synthetic codes of the demo district: formally valid, invented, used only with invented names. @module */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The `n`th unified social credit code of 西青 (120111): `91120111MA0XQ…`, both check digits right (GB 32100, GB 11714). */
export function demoCreditCode(n: number): string {
  return creditCodeOf(`MA0XQ${String(n).padStart(3, '0')}`);
}

/** A code of 西青 around an organisation's eight characters, for lists of any length. */
export function creditCodeOf(body: string): string {
  const code = `91120111${body}${organisationCheck(body)}`;
  return `${code}${creditCheck(code)}`;
}

function organisationCheck(body: string): string {
  const sum = Array.from(body).reduce(
    (total, char, i) => total + ORGANISATION_ALPHABET.indexOf(char) * (ORGANISATION_WEIGHTS[i] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}

function creditCheck(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const char of code) {
    sum += ALPHABET.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** A fixed-line number of the form the district uses, from a pattern no exchange serves. */
export function demoPhone(n: number): string {
  return `022-27${String(900_000 + n)
    .slice(1)
    .padStart(6, '0')}`;
}

/** The `n`th certificate number (行政执法证号) of the demo bureau. */
export function demoCertificate(n: number): string {
  return `DEMO120111${String(n).padStart(4, '0')}`;
}
