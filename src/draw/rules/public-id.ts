/** How a certificate or directory number stands in public documents. Browser-safe. @module */

/**
 * A number of the directory as an id in public documents, `[A-Z0-9._-]` (protocol §3.2): what stands there already stays,
 * another character becomes `U` and its code point, so 津0211 is U6D250211.
 */
export function publicId(number: string): string {
  const plain = number.normalize('NFKC').toUpperCase();
  return plain.replaceAll(/[^A-Z0-9._-]/gu, (char) => `U${char.codePointAt(0)?.toString(16).toUpperCase()}`);
}

/** The number as it is printed, from its public id. A number that itself reads like an escape is shown as that character. */
export function printedNumber(id: string): string {
  return id.replaceAll(/U([4-9][0-9A-F]{3})/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
}
