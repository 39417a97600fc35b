/** Pictures, films and documents as cameras, offices and attackers write them: what the upload battery is made of. @module */
import { readFileSync } from 'node:fs';
import { deflateSync, crc32 } from 'node:zlib';
import { strToU8, zipSync, type Zippable } from 'fflate';

export const bytesOf = (text: string): Buffer => Buffer.from(text, 'latin1');
const fixture = (name: string): Buffer => readFileSync(new URL(`../core/uploads/fixtures/${name}`, import.meta.url));
export const JPEG = fixture('picture.jpg');
export const PNG = fixture('picture.png');
export const WEBP = fixture('picture.webp');
export const MP4 = fixture('clip.mp4');
export const WEBM = fixture('clip.webm');
export const DOCX = readFileSync(new URL('../plan/documents/notice.docx', import.meta.url));
export const PDF = pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>']);
export const OFD = zipOf({
  'OFD.xml': '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>',
  'Doc_0/Document.xml': '<x/>',
});
export const XLSX = zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' });

export function zipOf(parts: Readonly<Record<string, string | Uint8Array>>, level: 0 | 9 = 9): Buffer {
  const files: Zippable = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
  );
  return Buffer.from(zipSync(files, { level, mtime: '2026-03-02T09:00:00' }));
}

/** The picture with a remark (JPEG COM segment) that makes it another file. */
export function jpegSaying(words: string): Buffer {
  const remark = Buffer.from(words);
  return Buffer.concat([
    JPEG.subarray(0, 2),
    Buffer.from([0xff, 0xfe, 0, remark.length + 2]),
    remark,
    JPEG.subarray(2),
  ]);
}

/** A Word document with these parts besides its text. */
export function docxWith(parts: Readonly<Record<string, string | Uint8Array>>, text = '<w:document/>'): Buffer {
  return zipOf({
    '[Content_Types].xml': WORD_TYPES,
    '_rels/.rels': WORD_RELATIONS,
    'word/document.xml': text,
    ...parts,
  });
}

const WORD_TYPES =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const WORD_RELATIONS =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** A relation of a Word document to something outside it. */
export function relation(type: string): Readonly<Record<string, string>> {
  return {
    'word/_rels/document.xml.rels': `<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="http://203.0.113.7/x" TargetMode="External"/></Relationships>`,
  };
}

/** A PDF of these objects, 1 upwards. */
export function pdfOf(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [bytesOf('%PDF-1.7\n')];
  for (const [n, object] of objects.entries())
    parts.push(
      bytesOf(`${n + 1} 0 obj\n`),
      typeof object === 'string' ? bytesOf(object) : object,
      bytesOf('\nendobj\n'),
    );
  parts.push(bytesOf(`trailer << /Root 1 0 R ${trailer}>>\nstartxref\n9\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A stream object; packed as all programs do. */
export function pdfStream(dictionary: string, content: Buffer): Buffer {
  const packed = deflateSync(content);
  return Buffer.concat([
    bytesOf(`<< ${dictionary} /Filter /FlateDecode /Length ${packed.length} >>\nstream\n`),
    packed,
    bytesOf('\nendstream'),
  ]);
}

export const CATALOG = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'] as const;

/** The picture with one more segment behind its first. */
export function jpegWith(marker: number, body: Buffer): Buffer {
  const segments: Buffer[] = [];
  for (let at = 0; at === 0 || at < body.length; at += 65_000) {
    const part = body.subarray(at, at + 65_000);
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(part.length + 2, 2);
    segments.push(head, part);
  }
  return Buffer.concat([JPEG.subarray(0, 2), ...segments, JPEG.subarray(2)]);
}

/** EXIF as a camera writes it: turned, taken then, and there. */
export function exifOf(orientation: number, takenAt: string): Buffer {
  const tiff = Buffer.alloc(160);
  tiff.write('II', 'latin1');
  tiff.writeUInt16LE(42, 2);
  tiff.writeUInt32LE(8, 4);
  const directory = (
    at: number,
    tags: readonly (readonly [tag: number, type: number, count: number, value: number])[],
  ) => {
    tiff.writeUInt16LE(tags.length, at);
    for (const [n, [tag, type, count, value]] of tags.entries()) {
      tiff.writeUInt16LE(tag, at + 2 + n * 12);
      tiff.writeUInt16LE(type, at + 4 + n * 12);
      tiff.writeUInt32LE(count, at + 6 + n * 12);
      tiff.writeUInt32LE(value, at + 10 + n * 12);
    }
  };
  directory(8, [
    [0x01_12, 3, 1, orientation],
    [0x87_69, 4, 1, 60],
    [0x88_25, 4, 1, 90],
  ]);
  directory(60, [[0x90_03, 2, 20, 130]]);
  directory(90, [[0x00_02, 5, 3, 0]]);
  tiff.write(takenAt, 130, 'latin1');
  return Buffer.concat([bytesOf('Exif\0\0'), tiff]);
}

/** The picture as if it had these dimensions. */
export function jpegOfSize(width: number, height: number): Buffer {
  const bent = Buffer.from(JPEG);
  const frame = bent.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(bent[at + 1] ?? 0));
  bent.writeUInt16BE(height, frame + 5);
  bent.writeUInt16BE(width, frame + 7);
  return bent;
}

/** A grey picture; `rows` is what is packed into it, whatever its header says. */
export function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    PNG.subarray(0, 8),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The picture with one more chunk before its end. */
export function pngWith(type: string, body: Buffer): Buffer {
  return Buffer.concat([PNG.subarray(0, -12), pngChunk(type, body), PNG.subarray(-12)]);
}

function pngChunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([bytesOf(type), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** The film with more in it. */
export function mp4With(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes);
  box.write('mdat', 4, 'latin1');
  return Buffer.concat([MP4, box]);
}

/** The same bytes with one of them changed. */
export function changed(file: Buffer, at: number): Buffer {
  const bent = Buffer.from(file);
  const place = at < 0 ? bent.length + at : at;
  bent[place] = (bent[place] ?? 0) ^ 0xff;
  return bent;
}
