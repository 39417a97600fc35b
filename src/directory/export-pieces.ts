/** How the file of a long export lies there: sealed pieces one after the other, each behind its length. @module */

/** Bytes of a piece's length before it, big-endian. */
export const LENGTH_BYTES = 4;

/** The part file. */
export function exportPart(exportId: string): string {
  return `export-${exportId}`;
}

/** What a piece is sealed for: none can stand in another's place. */
export function pieceContext(bureauId: number, exportId: string, piece: number): string {
  return `${bureauId}/export/${exportId}/${piece}`;
}
