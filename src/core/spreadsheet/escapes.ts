/** Characters XML cannot hold, as spreadsheets write them: `_x000D_` (ISO/IEC 29500-1 §22.4.2.4). @module */

export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** For every string we write: the writer leaves control characters and texts that look like an escape as they are. */
export function encodeEscapes(text: string): string {
  return text
    .toWellFormed()
    .replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_')
    .replace(CONTROL, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

// oxlint-disable-next-line no-control-regex -- these are what must not stand in XML; \r would be read back as \n
const CONTROL = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
