/** The two things we want of a picture's EXIF (CIPA DC-008): when it was taken and how it is turned; and whether it tells where. @module */

export interface ExifFacts {
  /** 1–8; 1 is upright. */
  readonly orientation: number;
  readonly takenAt?: string;
  readonly hasPlace: boolean;
}

const NOTHING: ExifFacts = { orientation: 1, hasPlace: false };
const MAX_TAGS = 512;

/** What a TIFF block says; a block that makes no sense says nothing. */
export function readExif(tiff: Buffer): ExifFacts {
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return NOTHING;
  const isLittle = order === 'II';
  const u16 = (at: number): number =>
    at < 0 || at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const u32 = (at: number): number =>
    at < 0 || at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at);
  const find = (directory: number, tag: number): number | undefined => {
    const count = directory === 0 ? 0 : Math.min(u16(directory), MAX_TAGS);
    for (let n = 0; n < count; n += 1) if (u16(directory + 2 + n * 12) === tag) return directory + 2 + n * 12;
    return undefined;
  };
  const first = u32(4);
  const [turned, details, place] = [find(first, 0x01_12), find(first, 0x87_69), find(first, 0x88_25)];
  const orientation = turned === undefined ? 1 : u16(turned + 8);
  const taken = details === undefined ? undefined : find(u32(details + 8), 0x90_03);
  const at = taken === undefined ? '' : tiff.toString('latin1', u32(taken + 8), u32(taken + 8) + 19);
  const takenAt = localTime(at);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    hasPlace: place !== undefined && find(u32(place + 8), 0x00_02) !== undefined,
    ...(takenAt === undefined ? {} : { takenAt }),
  };
}

/** A block that says nothing but how the picture is turned. */
export function orientationOnly(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x01_12, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
}

/** `2026:03:12 10:05:00` → `2026-03-12T10:05:00`; cameras without a clock write zeros or spaces. */
function localTime(text: string): string | undefined {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text) ?? [];
  if (time === undefined) return undefined;
  try {
    return Temporal.PlainDateTime.from(`${year}-${month}-${day}T${time}`, { overflow: 'reject' }).toString();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
