/** Which characters a TrueType font can draw, read from its `cmap` (formats 4 and 12). @module */

/** Inclusive code point ranges, ascending. */
type Ranges = readonly (readonly [first: number, last: number])[];

/** Tells whether the font has a glyph for a code point. @throws RangeError for a file that is no font with a Unicode cmap */
export function coverageOf(font: Buffer): (codePoint: number) => boolean {
  const ranges = rangesOf(font, unicodeSubtable(font));
  return (codePoint) => {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = ranges[middle] ?? [0, -1];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

/** Offset of the table `cmap`, then of its richest Unicode subtable. */
function unicodeSubtable(font: Buffer): number {
  const tables = font.readUInt16BE(4);
  for (let table = 0; table < tables; table += 1) {
    const at = 12 + table * 16;
    if (font.toString('latin1', at, at + 4) === 'cmap') return bestOf(font, font.readUInt32BE(at + 8));
  }
  throw new RangeError('the font has no cmap');
}

function bestOf(font: Buffer, cmap: number): number {
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, n) => cmap + 4 + n * 8).map((at) => ({
    name: `${font.readUInt16BE(at)}.${font.readUInt16BE(at + 2)}`,
    offset: cmap + font.readUInt32BE(at + 4),
  }));
  // Full Unicode first, then the basic plane (OpenType 1.9, cmap, encoding IDs).
  for (const wanted of ['3.10', '0.4', '0.6', '3.1', '0.3']) {
    const found = subtables.find(({ name }) => name === wanted);
    if (found !== undefined) return found.offset;
  }
  throw new RangeError('the font has no Unicode cmap');
}

function rangesOf(font: Buffer, at: number): Ranges {
  const format = font.readUInt16BE(at);
  if (format === 12) {
    const groups = font.readUInt32BE(at + 12);
    return Array.from({ length: groups }, (_, n) => [
      font.readUInt32BE(at + 16 + n * 12),
      font.readUInt32BE(at + 20 + n * 12),
    ]);
  }
  if (format !== 4) throw new RangeError(`cmap format ${format} is not read`);
  const segments = font.readUInt16BE(at + 6) / 2;
  return Array.from({ length: segments }, (_, n) => [
    font.readUInt16BE(at + 16 + segments * 2 + n * 2),
    font.readUInt16BE(at + 14 + n * 2),
  ]);
}
