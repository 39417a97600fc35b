/** Texts that are kept. @module */

/** So short texts are copied anyway. */
const COPIED = 13;

/**
 * The same text apart from the one it was cut out of. A cut text keeps alive the whole piece of the file that it came from: where many
 * rows are kept, that would be the whole file.
 */
export function ownText(text: string): string {
  return text.length < COPIED ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
