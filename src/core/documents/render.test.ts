import { describe, expect, test } from 'vitest';
import { pdfText } from '../../testing/pdf.ts';
import { readFonts } from './fonts.ts';
import { renderPdf, type DocumentData, type PrintedDocument } from './render.ts';

/** Characters of GB 18030 level 2 that names hold, an interpunct, and one (𠮷) that no open font has. */
const RARE = '𬭎㛃龘镕喆堃赟·〇';

function documentOf(data: DocumentData, template = '#data'): PrintedDocument {
  return { template, title: '示例', footer: '示例局', at: '2026-03-02T01:00:00Z', data };
}

describe('a printed document', () => {
  test('has every rare character, and writes out the one that no font has', async () => {
    const text = await pdfText(renderPdf(documentOf(`甲${RARE}乙𠮷丙`)));
    expect(text).toContain(`甲${RARE}乙〔U+20BB7〕丙`);
  });

  test.each([
    '#panic("x")',
    '*粗* _斜_ = 标题 $x^2$ @ref <label> [括号] {大括号} \\u{41} // 注释 /* */ ~ `代码`',
    '"; #read("frame.typ"); "',
    '</svg><script>alert(1)</script>',
    "' OR 1=1 --",
  ])('prints %j as it is: data never become markup', async (words) => {
    expect(await pdfText(renderPdf(documentOf(words)))).toContain(words.replaceAll(/\s/g, ''));
  });

  test('is the same to the byte when it is made again, and another when one character is', () => {
    const bytes = (word: string): string => Buffer.from(renderPdf(documentOf(word))).toString('base64');
    const first = bytes('甲');
    expect(first).not.toBe(bytes('乙'));
    // Long enough after that it is compiled again.
    for (let n = 0; n < 64; n += 1) bytes(String(n));
    expect(bytes('甲')).toBe(first);
  });

  test('is PDF/A-2b: it says so, carries its fonts, and names the day it is dated, not the day it is made', () => {
    const pdf = Buffer.from(renderPdf(documentOf('甲'))).toString('latin1');
    expect(pdf).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
    expect(pdf).toMatch(/\/FontFile2? |\/FontFile[23] /);
    expect(pdf).toContain('2026-03-02T01:00:00');
  });

  test('a template that is wrong says so in the words of Typst', () => {
    expect(() => renderPdf(documentOf('甲', '#nothing-of-this-name'))).toThrow('unknown variable');
  });
});

test('control characters and lone surrogates are written out, not dropped', () => {
  const { printable } = readFonts();
  expect(printable('a\u0007b')).toBe('a〔U+0007〕b');
  expect(printable('甲\uD842')).toBe('甲〔U+D842〕');
});
