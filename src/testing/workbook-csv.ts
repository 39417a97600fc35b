/** CSV in the encodings and with the separators that Excel, WPS and other programs use. @module */
import type { Dice } from './workbook-dice.ts';

export function encodedCsv(lines: readonly (readonly string[])[], dice: Dice): Uint8Array {
  const separator = dice.pick([',', '\t', ';']);
  const end = dice.pick(['\r\n', '\n']);
  const quoted = (value: string): string =>
    /[",;\t\r\n]/.test(value) || dice.chance(0.1) ? `"${value.replaceAll('"', '""')}"` : value;
  const text = lines.map((line) => line.map(quoted).join(separator)).join(end);
  switch (dice.pick(['utf-8', 'mark', 'gb18030', 'utf-16'] as const)) {
    case 'utf-8':
      return Buffer.from(text);
    case 'mark':
      return Buffer.from(`\uFEFF${text}`);
    case 'utf-16':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'gb18030':
      return gb18030(text);
  }
}

let table: ReadonlyMap<string, Buffer> | undefined;

/** Node reads GB 18030 but does not write it: the inverse of what it reads, and the standard's formula above U+FFFF. */
function gb18030(text: string): Uint8Array {
  table ??= inverse();
  const codes = table;
  return Buffer.concat(
    Array.from(text, (character) => {
      const point = character.codePointAt(0) ?? 0;
      if (point < 0x80) return Buffer.from([point]);
      if (point > 0xffff) return fourBytes(point - 0x10000 + 189_000);
      const bytes = codes.get(character);
      if (bytes === undefined) throw new RangeError(`not in GB 18030: ${character}`);
      return bytes;
    }),
  );
}

function fourBytes(linear: number): Buffer {
  const digit = (weight: number, size: number): number => Math.floor(linear / weight) % size;
  return Buffer.from([0x81 + digit(12_600, 126), 0x30 + digit(1_260, 10), 0x81 + digit(10, 126), 0x30 + digit(1, 10)]);
}

function inverse(): ReadonlyMap<string, Buffer> {
  const decoder = new TextDecoder('gb18030');
  const pairs = Array.from({ length: 126 }, (_, lead) =>
    Array.from({ length: 0xff - 0x40 }, (_unused, trail) => Buffer.from([0x81 + lead, 0x40 + trail])),
  ).flat();
  const fours = Array.from({ length: 39_420 }, (_, linear) => fourBytes(linear));
  return new Map([...fours, ...pairs].map((bytes) => [decoder.decode(bytes), bytes]));
}
