import { readFile } from 'node:fs/promises';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { placedTags } from '../../core/documents/word.ts';
import { templateRefusals } from './template.ts';

const STANDARD = new Uint8Array(await readFile(new URL('../documents/notice.docx', import.meta.url)));

/** The standard template with its text changed. */
function edited(change: (xml: string) => string): Uint8Array {
  const files = unzipSync(STANDARD);
  const document = files['word/document.xml'];
  if (document === undefined) throw new Error('no document');
  return zipSync({ ...files, 'word/document.xml': strToU8(change(strFromU8(document))) });
}

async function judged(template: Uint8Array) {
  const tags = await placedTags(template);
  return tags === undefined ? undefined : templateRefusals(tags);
}

describe('a Word template', () => {
  test('of the product has no fault', async () => {
    expect(await judged(STANDARD)).toEqual([]);
  });

  test('with a field that does not exist is refused, with the words around it', async () => {
    const refusals = await judged(edited((xml) => xml.replace('{{主送}}', '{{主送单位}}')));
    expect(refusals).toMatchObject([
      { code: 'template-field-unknown', facts: { field: '主送单位', place: expect.stringContaining('{{主送单位}}') } },
    ]);
  });

  test('with a field of another row, rows as a field, a picture as rows, is refused each by its name', async () => {
    const refusals = await judged(edited((xml) => xml.replace('{{主送}}', '{{姓名}}{{专家}}{{#二维码}}{{/二维码}}')));
    expect(refusals?.map(({ code, facts }) => [code, facts?.['field']])).toEqual([
      ['template-field-outside', '姓名'],
      ['template-rows-as-field', '专家'],
      ['template-picture-as-rows', '二维码'],
    ]);
    expect(refusals?.[0]?.facts?.['rows']).toBe('执法人员、专家');
  });

  test('that closes another loop than the open one, or none, is refused where it does', async () => {
    const swapped = await judged(edited((xml) => xml.replace('{{主送}}', '{{#专家}}{{#抄送}}{{/专家}}{{/抄送}}')));
    expect(swapped?.map(({ code }) => code)).toEqual(['template-closes-other', 'template-closes-other']);
    const left = await judged(edited((xml) => xml.replace('{{主送}}', '{{#抄送}}')));
    expect(left?.map(({ code }) => code)).toContain('template-not-closed');
  });

  test('that is no document, or has no field, is refused', async () => {
    expect(await judged(strToU8('not a document'))).toBeUndefined();
    expect(await judged(edited((xml) => xml.replaceAll('{{', '').replaceAll('}}', '')))).toEqual([
      { code: 'template-without-fields' },
    ]);
  });
});
