import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { exifOf, jpegWith } from '../../testing/upload-files.ts';
import { defaultWordTemplate, formWordData } from './form-word.ts';
import type { FormFields, FormPicture, FormTemplate } from './form.ts';
import { fillWord } from './word.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../uploads/fixtures/${name}`, import.meta.url));
const FORM: FormTemplate = {
  title: '现场检查记录',
  blocks: [
    {
      kind: 'photos',
      list: '照片',
      title: '现场照片',
      caption: '照片{{序号}}　{{说明}}',
      small: '{{时间}}　指纹 {{指纹}}',
    },
  ],
};
const PICTURES: ReadonlyMap<string, FormPicture> = new Map([
  ['a', { format: 'jpeg', bytes: fixture('picture.jpg') }],
  ['b', { format: 'png', bytes: fixture('picture.png') }],
  ['turned', { format: 'jpeg', bytes: jpegWith(0xe1, exifOf(6, '2026:03:12 10:05:00')) }],
  ['mirrored', { format: 'jpeg', bytes: jpegWith(0xe1, exifOf(2, '2026:03:12 10:05:00')) }],
  ['webp', { format: 'webp', bytes: fixture('picture.webp') }],
  ['cut', { format: 'jpeg', bytes: fixture('picture.jpg').subarray(0, 200) }],
]);

async function filled(...names: readonly string[]): Promise<Readonly<Record<string, Uint8Array>>> {
  const 照片 = names.map((原件, n) => ({
    序号: String(n + 1),
    说明: `“插座”<${n + 1}>&`,
    时间: '9时20分',
    指纹: '0f',
    原件,
    种类: '图片',
  }));
  const fields: FormFields = { 照片, 机关: '示例局', 文号: '1', 文书码: '', 核验网址: '' };
  return unzipSync(await fillWord(defaultWordTemplate(FORM), await formWordData(FORM, fields, PICTURES)));
}

const xmlOf = (parts: Readonly<Record<string, Uint8Array>>): string =>
  strFromU8(parts['word/document.xml'] ?? new Uint8Array());
const inlines = (xml: string): readonly string[] => xml.match(/<wp:inline[\s\S]*?<\/wp:inline>/g) ?? [];

describe('photo pages in Word', () => {
  test('show the pictures themselves, two to a row, each with its number and what it shows', async () => {
    const parts = await filled('a', 'b', 'a');
    const xml = xmlOf(parts);
    expect(xml.match(/<w:tr>/g)).toHaveLength(2);
    expect(inlines(xml)).toHaveLength(3);
    expect(xml).toContain('照片3　“插座”&lt;3&gt;&amp;');
    const media = Object.entries(parts).filter(([name]) => name.startsWith('word/media/'));
    for (const name of ['a', 'b'])
      expect(media.some(([, bytes]) => PICTURES.get(name)?.bytes.equals(bytes) === true)).toBe(true);
  });

  test('a picture that a camera took standing stands: turned, with the room that takes', async () => {
    const xml = xmlOf(await filled('turned'));
    const [inline = ''] = inlines(xml);
    const [, cx, cy] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(inline) ?? [];
    const above = Math.round((Number(cx) - Number(cy)) / 2);
    expect(above).toBeGreaterThan(0);
    expect(inline).toContain('<a:xfrm rot="5400000">');
    expect(inline).toContain(`<wp:effectExtent l="0" t="${above}" r="0" b="${above}"/>`);
    expect(xml).not.toContain('⟳');
  });

  test.each(['webp', 'cut', 'mirrored', 'nowhere'])(
    'a picture that cannot be shown (%s) says so in its place',
    async (name) => {
      const xml = xmlOf(await filled(name));
      expect(inlines(xml)).toEqual([]);
      expect(xml).toContain('（图片，见电子原件）照片1');
    },
  );

  test('without photos there is no page for them', async () => {
    const xml = xmlOf(await filled());
    expect(xml).not.toContain('现场照片');
    expect(xml).not.toMatch(/<w:tbl>|pageBreakBefore|\{\{/);
  });
});
