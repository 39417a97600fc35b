import { strFromU8, strToU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { defaultWordTemplate } from './form-word.ts';
import type { FormTemplate } from './form.ts';
import { fontFile } from './fonts.ts';
import { SCRIPTS } from './scripts.ts';
import { withScripts } from './word-scripts.ts';
import { fillWord } from './word.ts';

const TIBETAN = 'བཀྲ་ཤིས་ཚེ་རིང་';
const UYGHUR = 'ئابدۇرېشىت';
const NAME = '{{姓名}}2026年';
const FORM: FormTemplate = {
  title: '询问笔录',
  blocks: [
    { kind: 'heading', text: NAME },
    { kind: 'text', text: NAME },
  ],
};

async function filled(name: string): Promise<Readonly<Record<string, Uint8Array>>> {
  return unzipSync(await fillWord(defaultWordTemplate(FORM), { 姓名: name, 机关: '示例局', 文号: '1', 文书码: '' }));
}

const partOf = (parts: Readonly<Record<string, Uint8Array>>, name: string): string =>
  strFromU8(parts[name] ?? strToU8(''));
const textsOf = (xml: string): string =>
  Array.from(xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g), ([, text]) => text).join('');

describe('a Word document with a name in another script', () => {
  test.each([
    [TIBETAN, 'Noto Serif Tibetan', false],
    [UYGHUR, 'Scheherazade New', true],
  ])('sets %s in a run of its own: its font, its direction', async (name, family, isRightToLeft) => {
    const xml = partOf(await filled(name), 'word/document.xml');
    const runs = Array.from(xml.matchAll(/<w:r>(<w:rPr>.*?<\/w:rPr>)?<w:t[^>]*>([^<]*)<\/w:t><\/w:r>/g));
    const [heading, text] = runs.filter(([, , words]) => words === name);
    expect(heading?.[1]).toContain('<w:b/>');
    for (const run of [heading, text]) {
      expect(run?.[1]).toContain(`w:cs="${family}"`);
      expect(run?.[1]?.includes('<w:rtl/>')).toBe(isRightToLeft);
    }
    expect(textsOf(xml).replaceAll('\u200e', '')).toContain(`${name}2026年`);
    // The number is not drawn into the name.
    expect(xml.includes(`\u200e</w:t>`)).toBe(isRightToLeft);
  });

  test('carries the font, under its key, as it was', async () => {
    const parts = await filled(`${TIBETAN}、${UYGHUR}`);
    const table = partOf(parts, 'word/fontTable.xml');
    const relations = partOf(parts, 'word/_rels/fontTable.xml.rels');
    for (const { family, files } of SCRIPTS) {
      const [, id = '', key = ''] =
        new RegExp(`w:name="${family}"><w:embedRegular r:id="([^"]+)" w:fontKey="\\{([^}]+)\\}"`).exec(table) ?? [];
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1] ?? '';
      const bytes = Buffer.from(parts[`word/${target}`] ?? []);
      // ISO/IEC 29500-1 §17.8.1: the key backwards, twice.
      const mask = Buffer.from(key.replaceAll('-', ''), 'hex').reverse();
      for (let at = 0; at < 32; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (mask[at % 16] ?? 0);
      expect(bytes.equals(fontFile(files[0]))).toBe(true);
    }
    expect(partOf(parts, '[Content_Types].xml')).toContain('Extension="odttf"');
  });

  test('is made the same to the byte when it is made again', async () => {
    const once = await fillWord(defaultWordTemplate(FORM), { 姓名: UYGHUR });
    expect(Buffer.from(await fillWord(defaultWordTemplate(FORM), { 姓名: UYGHUR })).equals(Buffer.from(once))).toBe(
      true,
    );
  });
});

test('a document without such a name is what it was', async () => {
  const parts = await filled('龘𬭎㛃·阿卜杜热西提');
  expect(Object.keys(parts)).not.toContain('word/fontTable.xml');
  expect(withScripts(parts)).toEqual(parts);
});

test("an office's own template keeps its fonts, its tabs and its tracked changes", () => {
  const tracked = `<w:r><w:rPr><w:rPrChange w:id="1"><w:rPr/></w:rPrChange></w:rPr><w:t>${UYGHUR}</w:t></w:r>`;
  const own = {
    '[Content_Types].xml': '<Types><Override PartName="/word/fontTable.xml" ContentType="x"/></Types>',
    'word/fontTable.xml': '<w:fonts xmlns:w="w"><w:font w:name="仿宋"/></w:fonts>',
    'word/document.xml': `<w:p><w:r w:rsidR="1"><w:rPr><w:rStyle w:val="a"/><w:rFonts w:cs="仿宋"/><w:sz w:val="30"/><w:lang w:val="zh"/></w:rPr><w:t>甲${UYGHUR}</w:t><w:tab/><w:t>乙 ${TIBETAN}</w:t></w:r>${tracked}</w:p>`,
  };
  const parts = withScripts(Object.fromEntries(Object.entries(own).map(([name, xml]) => [name, strToU8(xml)])));
  const xml = partOf(parts, 'word/document.xml');
  const family =
    'w:ascii="Scheherazade New" w:hAnsi="Scheherazade New" w:eastAsia="Scheherazade New" w:cs="Scheherazade New"';
  expect(xml).toContain(
    `<w:rPr><w:rStyle w:val="a"/><w:rFonts ${family}/><w:sz w:val="30"/><w:szCs w:val="30"/><w:rtl/><w:lang w:val="zh"/></w:rPr><w:t xml:space="preserve">${UYGHUR}</w:t>`,
  );
  expect(xml).toContain(tracked);
  expect(xml.replaceAll(/<w:tab\/>/g, '\t').replaceAll(/<[^>]*>|\u200e/g, '')).toBe(
    `甲${UYGHUR}\t乙 ${TIBETAN}${UYGHUR}`,
  );
  expect(partOf(parts, 'word/fontTable.xml')).toMatch(/仿宋.*Noto Serif Tibetan/s);
  expect(partOf(parts, 'word/_rels/document.xml.rels')).not.toContain('rIdFonts');
});
