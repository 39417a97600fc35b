import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { READ_LIMITS, type ReadLimits } from './limits.ts';
import { precheckFile } from './precheck.ts';
import { readWorkbook } from './read.ts';
import { centralHeaders, csvFile, handMade, handMadeParts } from './testing.ts';
import type { UploadedFile } from './workbook.ts';

const GOOD_SHEET = '<row r="1"><c r="A1" t="inlineStr"><is><t>企业名称</t></is></c></row>';
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

describe('an uploaded file', () => {
  test('that is a workbook or a CSV passes', async () => {
    expect(await precheckFile(handMade({ sheet: GOOD_SHEET }))).toEqual({ ok: true, value: 'xlsx' });
    expect(await precheckFile({ ...handMade({ sheet: GOOD_SHEET }), name: '数据' })).toEqual({
      ok: true,
      value: 'xlsx',
    });
    expect(await precheckFile(csvFile('a,b'))).toEqual({ ok: true, value: 'csv' });
  });

  test.each([
    ['of no bytes', 'file-empty', '企业.xlsx', new Uint8Array()],
    ['that is a text renamed', 'file-not-workbook', '企业.xlsx', strToU8('企业名称,地址')],
    [
      'that is a web page named .xls',
      'file-html',
      '导出.xls',
      strToU8('\uFEFF \r\n<html xmlns:x="urn:x"><table></table>'),
    ],
    [
      'of old Excel',
      'file-old-format',
      '企业.xls',
      Buffer.concat([Buffer.from(OLE), Buffer.alloc(2048), Buffer.from('Workbook', 'utf16le')]),
    ],
    [
      'under a password',
      'file-encrypted',
      '企业.xlsx',
      Buffer.concat([Buffer.from(OLE), Buffer.alloc(2048), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    [
      'that is another zip',
      'file-not-workbook',
      '企业.xlsx',
      zipSync({ 'word/document.xml': strToU8('<w/>'), '[Content_Types].xml': strToU8('<T/>') }),
    ],
    ['cut off half-way', 'file-damaged', '企业.xlsx', half(handMade({ sheet: GOOD_SHEET }).bytes)],
    [
      'with macros',
      'file-macros',
      '企业.xlsx',
      handMade({ sheet: GOOD_SHEET, more: { 'xl/vbaProject.bin': strToU8('x') } }).bytes,
    ],
    ['named .xlsm', 'file-macros', '企业.XLSM', handMade({ sheet: GOOD_SHEET }).bytes],
    [
      'with Excel 4 macro sheets',
      'file-macros',
      '企业.xlsx',
      handMade({ sheet: GOOD_SHEET, more: { 'xl/macrosheets/sheet1.xml': strToU8('x') } }).bytes,
    ],
    ['with 2,001 parts', 'file-too-many-parts', '企业.xlsx', withParts(2_001)],
  ])('%s is refused: %s', async (_what, code, name, bytes) => {
    expect(await codeOf({ name, bytes })).toBe(code);
  });

  test('over 50 MB is refused with its size', async () => {
    const refused = await precheckFile({ name: '企业.xlsx', bytes: new Uint8Array(READ_LIMITS.fileBytes + 1) });
    expect(refused).toEqual({ ok: false, refusals: [{ code: 'file-too-large', facts: { megabytes: 51, limit: 50 } }] });
  });
});

describe('files of other programs', () => {
  test('a real Excel 97 workbook is refused as old', async () => {
    expect(await codeOf({ name: '企业.xls', bytes: fixture('libreoffice-excel-97.xls') })).toBe('file-old-format');
    expect(await codeOf({ name: '企业.xlsx', bytes: fixture('libreoffice-excel-97.xls') })).toBe('file-old-format');
  });
  test('a workbook really encrypted is refused as such', async () => {
    const encryption = { password: 'x', spinCount: 10 };
    const bytes = await writeXlsx({ sheets: [{ name: '企业', rows: [['企业名称']] }], encryption });
    expect(await codeOf({ name: '企业.xlsx', bytes })).toBe('file-encrypted');
  });
});

describe('a hostile zip', () => {
  test('of 42 MB of zeros is refused in under a second, at little cost', async () => {
    const bytes = zipSync(
      handMadeParts({ sheet: GOOD_SHEET, more: { 'xl/media/a.bin': new Uint8Array(42 * 1024 * 1024) } }),
    );
    expect(bytes.length).toBeLessThan(60_000);
    const before = process.memoryUsage.rss();
    const started = performance.now();
    expect(await codeOf({ name: '企业.xlsx', bytes })).toBe('file-suspicious-compression');
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(process.memoryUsage.rss() - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('that hides behind much real content is refused by the size of what comes out', async () => {
    const noise = pseudoRandom(2 * 1024 * 1024);
    const bytes = zipSync(
      handMadeParts({
        sheet: GOOD_SHEET,
        more: { 'xl/media/a.jpg': [noise, { level: 0 }], 'xl/media/b.bin': new Uint8Array(12 * 1024 * 1024) },
      }),
    );
    const limits = { ...READ_LIMITS, contentBytes: 10 * 1024 * 1024 };
    expect(await codeOf({ name: '企业.xlsx', bytes }, limits)).toBe('file-too-much-content');
  });

  test('that lies about its sizes is refused by counting, not believing', async () => {
    const bytes = zipSync(
      handMadeParts({ sheet: GOOD_SHEET, more: { 'xl/media/a.bin': new Uint8Array(30 * 1024 * 1024) } }),
    );
    const header = lastHeader(bytes);
    new DataView(bytes.buffer).setUint32(header + 24, 100, true);
    expect(await codeOf({ name: '企业.xlsx', bytes })).toBe('file-damaged');
  });

  test('with a zip inside is only counted, never opened', async () => {
    const inner = zipSync({ 'zeros.bin': new Uint8Array(20 * 1024 * 1024) });
    const file = handMade({ sheet: GOOD_SHEET, more: { 'xl/embeddings/inner.zip': inner } });
    expect(await precheckFile(file)).toEqual({ ok: true, value: 'xlsx' });
  });

  test('whose parts overlap is refused', async () => {
    const bytes = zipSync(handMadeParts({ sheet: GOOD_SHEET, more: { 'xl/media/a.bin': pseudoRandom(2_000) } }));
    const [first = 0] = centralHeaders(bytes);
    const view = new DataView(bytes.buffer);
    // Two names for the same bytes: method, checksum, sizes and offset are those of the first part.
    for (const field of [16, 20, 24, 42])
      view.setUint32(lastHeader(bytes) + field, view.getUint32(first + field, true), true);
    view.setUint16(lastHeader(bytes) + 10, view.getUint16(first + 10, true), true);
    expect(await codeOf({ name: '企业.xlsx', bytes })).toBe('file-damaged');
  });

  test('whose parts differ only in case is refused: two readers would see two workbooks', async () => {
    expect(await codeOf(handMade({ sheet: GOOD_SHEET, more: { 'XL/Workbook.xml': strToU8('<x/>') } }))).toBe(
      'file-damaged',
    );
  });

  test('with a part outside its folder is refused', async () => {
    expect(await codeOf(handMade({ sheet: GOOD_SHEET, more: { '../evil.xml': strToU8('x') } }))).toBe('file-damaged');
  });

  test('with an encrypted part is refused', async () => {
    const bytes = zipSync(handMadeParts({ sheet: GOOD_SHEET }));
    const header = lastHeader(bytes);
    new DataView(bytes.buffer).setUint16(header + 8, 1, true);
    expect(await codeOf({ name: '企业.xlsx', bytes })).toBe('file-encrypted');
  });

  test('with a document type is refused before any entity is looked at', async () => {
    const sheet =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>';
    expect(await readWorkbook(handMade({ sheet }))).toEqual({ ok: false, refusals: [{ code: 'file-declares-types' }] });
  });
});

function fixture(name: string): Uint8Array {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

async function codeOf(file: UploadedFile, limits: ReadLimits = READ_LIMITS): Promise<string | undefined> {
  const checked = await precheckFile(file, limits);
  return checked.ok ? undefined : checked.refusals[0]?.code;
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length / 2);
}

function withParts(count: number): Uint8Array {
  const more = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`xl/media/${index}.txt`, new Uint8Array()]),
  );
  return zipSync(handMadeParts({ sheet: GOOD_SHEET, more }));
}

function lastHeader(bytes: Uint8Array): number {
  return centralHeaders(bytes).at(-1) ?? 0;
}

/** Bytes that do not compress, the same in every run (xorshift). */
function pseudoRandom(length: number): Uint8Array {
  let state = 2_463_534_242;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 0xff;
  });
}
