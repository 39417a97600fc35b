import { describe, expect, test } from 'vitest';
import { firstPage, pdfText } from '../../testing/pdf.ts';
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
    ['བོད་ལྗོངས། བཀྲ་ཤིས་ཚེ་རིང་', 'NotoSerifTibetan-Regular'],
    ['ئۇيغۇر ئابدۇرېشىت', 'ScheherazadeNew-Regular'],
  ])(
    'draws the name %s in its own script, no glyph missing, and a number behind it stays behind it',
    async (name, font) => {
      const { fonts, missing, words } = await firstPage(renderPdf(documentOf(`甲 ${name}2026乙`)));
      expect([...fonts]).toContain(font);
      expect(missing).toBe(0);
      expect(words.findIndex(({ text }) => text.includes('甲'))).toBe(0);
      const number = words.findIndex(({ text }) => /\d/.test(text));
      const letters = words.flatMap(({ text }, n) => (/[\p{Script=Arabic}\p{Script=Tibetan}]/u.test(text) ? [n] : []));
      expect(letters.length).toBeGreaterThan(0);
      expect(Math.max(...letters)).toBeLessThan(number);
    },
  );

  // What a glyph alone cannot say stands beside it (ActualText, which this reader leaves out: it gets a control character there).
  test.each(['བཀྲ་ཤིས་ཚེ་རིང་', 'ལྗོངས', 'ئابدۇرېشىت', 'پەرھات', 'ئابدۇلھەكىم'])(
    'is copied as it was written: %s',
    async (name) => {
      const copied = await pdfText(renderPdf(documentOf(`甲${name}乙`)));
      expect(copied.replaceAll(/\p{C}/gu, '')).toContain(name);
    },
  );

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

  test('is tagged, says its title and that it is Chinese: a screen reader reads it in order', () => {
    const pdf = Buffer.from(renderPdf(documentOf('甲'))).toString('latin1');
    expect(pdf).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toMatch(/\/Lang\s*\(zh/);
    expect(pdf).toContain('<dc:title>');
  });

  test('a template that is wrong says so in the words of Typst', () => {
    expect(() => renderPdf(documentOf('甲', '#nothing-of-this-name'))).toThrow('unknown variable');
  });
});

test('control characters and lone surrogates are written out, not dropped', () => {
  const { printable } = readFonts();
  expect(printable('a\u0007b')).toBe('a〔U+0007〕b');
  expect(printable('甲\uD842')).toBe('甲〔U+D842〕');
  // What turns the direction of what follows would let a name show another.
  expect(printable('甲\u202e乙\u200f\u061c丙')).toBe('甲〔U+202E〕乙〔U+200F〕〔U+061C〕丙');
});
