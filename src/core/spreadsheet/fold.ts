/** Comparing what people write with what is meant. Browser-safe. @module */

/** Text for comparing: width (NFKC) and case folded, white space and invisible characters gone. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/g, '');
}

/** A column title for comparing: also without marks of obligation, colons and the brackets themselves. */
export function foldTitle(title: string): string {
  return foldText(title).replace(/[*:·"'“”‘’()[\]【】〔〕<>《》]/g, '');
}

/** The title without what stands in brackets: `从业人数（人）` → `从业人数`. */
export function foldBareTitle(title: string): string {
  return foldTitle(foldText(title).replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|〔[^〕]*〕/g, ''));
}
