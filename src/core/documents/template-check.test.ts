import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { docxWith } from '../../testing/upload-files.ts';
import { templateRefusals } from './template-check.ts';
import type { TemplateFields } from './template-fields.ts';

const FIELDS: TemplateFields = {
  主送: 'text',
  抄送: 'text',
  二维码: 'picture',
  执法人员: ['姓名', '执法证号'],
  专家: ['姓名', '专业'],
};

/** A document of one paragraph for each text. */
function word(...paragraphs: readonly string[]): Uint8Array {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join('');
  return documentOf(body);
}

function documentOf(body: string): Uint8Array {
  const name = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  return docxWith({}, `<w:document xmlns:w="${name}"><w:body>${body}</w:body></w:document>`);
}

const judged = (template: Uint8Array, needed?: readonly string[]) => templateRefusals(template, FIELDS, needed);
const codesOf = async (template: Uint8Array): Promise<string[]> => (await judged(template)).map(({ code }) => code);

describe('a Word template', () => {
  test('that asks for what there is has no fault; fields of the document stand inside rows too', async () => {
    const fit = word(
      '{{主送}}：',
      '{{#专家}}{{姓名}}（{{专业}}）{{主送}}{{/专家}}',
      '{{#抄送}}抄送{{抄送}}{{/抄送}}{{二维码}}',
    );
    expect(await judged(fit, ['主送'])).toEqual([]);
  });

  test('with a field that does not exist is refused, with the words around it; a name of the language is none', async () => {
    const refusals = await judged(word('呈{{主送单位}}', '{{constructor}}'));
    expect(refusals).toMatchObject([
      { code: 'template-field-unknown', facts: { field: '主送单位', place: '呈{{主送单位}}' } },
      { code: 'template-field-unknown', facts: { field: 'constructor' } },
    ]);
  });

  test('with a field of another row, rows as a field, a picture as rows, is refused each by its name', async () => {
    const refusals = await judged(word('{{姓名}}{{专家}}{{#二维码}}{{/二维码}}', '{{#执法人员}}{{专业}}{{/执法人员}}'));
    expect(refusals.map(({ code, facts }) => [code, facts?.['field'], facts?.['rows']])).toEqual([
      ['template-field-outside', '姓名', '执法人员、专家'],
      ['template-rows-as-field', '专家', undefined],
      ['template-picture-as-rows', '二维码', undefined],
      ['template-field-outside', '专业', '专家'],
    ]);
  });

  test('that closes another loop than the open one, or none, is refused where it does', async () => {
    expect(await codesOf(word('{{#专家}}{{#抄送}}{{/专家}}{{/抄送}}'))).toEqual([
      'template-closes-other',
      'template-closes-other',
    ]);
    expect(await codesOf(word('{{主送}}{{#抄送}}'))).toEqual(['template-not-closed']);
  });

  test('without what its document must name is refused beside everything else', async () => {
    const refusals = await judged(word('{{错}}'), ['主送', '抄送']);
    expect(refusals.map(({ code, facts }) => [code, facts?.['field']])).toEqual([
      ['template-field-unknown', '错'],
      ['template-field-missing', '主送'],
      ['template-field-missing', '抄送'],
    ]);
  });

  test('whose braces do not close, that is no document, or that has no field, is refused', async () => {
    expect(await codesOf(strToU8('not a document'))).toEqual(['template-unreadable']);
    expect(await codesOf(word('{{抄送}}', '{{主送'))).toEqual(['template-unreadable']);
    expect(await codesOf(word('没有字段'))).toEqual(['template-without-fields']);
  });
});
