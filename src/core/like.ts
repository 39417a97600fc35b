/** Patterns for SQL LIKE. @module */

/** Finds `text` anywhere; what it holds of the pattern's own signs stands for itself. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
