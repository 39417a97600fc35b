/** Characters as keyboards and spreadsheets leave them. Browser-safe. @module */

/**
 * A code as it is meant: full-width letters, digits and signs made half-width (NFKC), capitals, no white space and no
 * invisible characters.
 */
export function normaliseCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200B-\u200F\u2060\uFEFF]/g, '')
    .toUpperCase();
}
