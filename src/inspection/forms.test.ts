/** The forms of documents, as they come and by an office's own templates, and the settings they follow. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formPdf } from '../core/documents/form.ts';
import { defaultWordTemplate, formWordData, wordFieldsOf } from '../core/documents/form-word.ts';
import { templateRefusals } from '../core/documents/template-check.ts';
import { fillWord } from '../core/documents/word.ts';
import { read } from '../core/transact.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { act } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { docxWith } from '../testing/upload-files.ts';
import { composedWord, composeDocument } from './actions/compose.ts';
import { setSettings, setTemplate } from './actions/settings.ts';
import { formTemplate } from './documents/forms.ts';
import { SAMPLE_FIELDS, SAMPLE_FILE } from './documents/sample.ts';
import { slipPdf } from './documents/slip.ts';
import { DAY, STRANGER, visitOf, type Scene } from './scene.testing.ts';
import { FORM_NAMES, FORM_SETS, type FormName, type FormSet } from './types/documents.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { codes } from '../testing/refusal-codes.ts';
import { office, openDocumentScene, signedVisitOf } from './documents.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openDocumentScene();
});
afterAll(() => scene.close());

describe('forms', () => {
  test.each(codesOf(FORM_SETS).flatMap((set) => FORM_NAMES.map((form) => [set, form] as const)))(
    'the %s form %s is whole as PDF and as Word: every field is there, no glyph is missing',
    async (set: FormSet, form: FormName) => {
      const template = formTemplate(set, form);
      const pdf = formPdf({ template, fields: SAMPLE_FIELDS, on: DAY });
      const text = await pdfText(pdf);
      expect(text).toContain(template.title);
      expect(text).not.toMatch(/\{\{|〔U\+/);
      const raw = Buffer.from(pdf).toString('latin1');
      expect(raw).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>');
      expect(raw).toContain('/OutputIntents');
      expect(raw).not.toContain('/Encrypt');

      const word = defaultWordTemplate(template);
      expect(await templateRefusals(word, await wordFieldsOf(template, SAMPLE_FIELDS), ['机关', '文号'])).toEqual([]);
      const filled = unzipSync(await fillWord(word, await formWordData(template, SAMPLE_FIELDS)));
      const xml = strFromU8(filled['word/document.xml'] ?? new Uint8Array());
      expect(xml).not.toMatch(/\{\{|\}\}/);
      expect(xml).toContain('wp:inline');
    },
  );

  test('a long record goes on over the page: every page says which it is, and the next says that it continues', async () => {
    const findings = Array.from({ length: 60 }, (_, n) => ({
      序号: String(n + 1),
      ...row,
      问题: '地面积尘未清理'.repeat(6),
    }));
    const pdf = formPdf({
      template: formTemplate('emergency', 'record'),
      fields: { ...SAMPLE_FIELDS, 问题: findings },
      on: DAY,
    });
    const text = await pdfText(pdf);
    expect(text).toContain('现场检查记录（续页）');
    expect(text).toMatch(/第2页共\d+页/);
    expect(text).toContain('现场负责人签名：');
  });

  test('a slip is as wide as its paper', async () => {
    for (const width of [58, 80]) {
      const pdf = slipPdf(SAMPLE_FILE, width, DAY);
      const box = /MediaBox\s*\[\s*0 0 ([\d.]+)/.exec(Buffer.from(pdf).toString('latin1'))?.[1];
      expect(Math.round((Number(box) / 72) * 25.4)).toBe(width);
      expect(await pdfText(pdf)).toContain('使用非防爆插座1处');
    }
  });
});

const row = {
  部位: '除尘间',
  级别: '一般',
  违反: '《安全生产法》第三十六条',
  证据: '',
  处理: '当场纠正',
  措施: '清扫',
  期限: '当场',
};

describe('inspection.set-template', () => {
  const set = async (bytes: Uint8Array, form: FormName = 'result') => {
    const received = await receiveUpload(scene.runtime, office, { name: '模板.docx', bytes });
    if (!received.ok) throw new Error(codes(received).join());
    return act(scene.runtime, office, setTemplate, { form, sha256: received.value.sha256, name: '模板.docx' });
  };

  test('an office’s own Word template is used from then on; its wrong fields are named, all at once', async () => {
    const team = await signedVisitOf(scene);
    const own = docxWith(
      {},
      wordText('{{机关}}', '{{文号}}', '兹告知{{被检查单位}}：{{#问题}}', '{{序号}}、{{问题}}', '{{/问题}}'),
    );
    expect(await set(own)).toEqual({ ok: true, value: { version: 1 } });
    const visit = await visitOf(scene, team);
    const word = await read(scene.runtime, 1, async (tx) => {
      const composed = await composeDocument(tx, scene.runtime, visit, 'result');
      if (!composed.ok) throw new Error('refused');
      return composedWord(tx, scene.runtime, 'result', composed.value);
    });
    const xml = strFromU8(unzipSync(word)['word/document.xml'] ?? new Uint8Array());
    expect(xml.replaceAll(/<[^>]*>/g, '')).toContain(`兹告知${visit.row.enterprise_name}`);

    const wrong = docxWith({}, wordText('{{机关}}', '{{单位名}}', '{{constructor}}'));
    const refused = await set(wrong);
    expect(codes(refused)).toEqual(['template-field-unknown', 'template-field-unknown', 'template-field-missing']);
    expect(codes(await set(docxWith({}, wordText('{{机关}}{{文号}}{{#问题}}'))))).toEqual(['template-not-closed']);
    expect(codes(await set(docxWith({}, wordText('{{机关}}{{文号}}{{部位}}'))))).toEqual(['template-field-outside']);
    expect(await act(scene.runtime, office, setTemplate, { form: 'result', sha256: null, name: '恢复' })).toEqual({
      ok: true,
      value: { version: 2 },
    });
  });

  test('a file that was never uploaded, or is no Word document, is refused; officers set no templates', async () => {
    const input = { form: 'result', sha256: 'cd'.repeat(32), name: 'x.docx' } as const;
    expect(codes(await act(scene.runtime, office, setTemplate, input))).toEqual(['form-template-not-word']);
    expect(codes(await act(scene.runtime, STRANGER, setTemplate, input))).toEqual(['not-allowed']);
  });
});

describe('inspection.set-settings', () => {
  test('are set on the version that was looked at; the number follows from the next document on', async () => {
    const settings = {
      place: '津西青',
      organ: '安监',
      formSet: 'justice',
      recusalHours: 48,
      planApproval: 'section',
      reinspectionDays: 10,
    } as const;
    expect(codes(await act(scene.runtime, office, setSettings, { version: 0, settings }))).toEqual([
      'settings-changed-meanwhile',
    ]);
    expect(
      codes(
        await act(scene.runtime, office, setSettings, { version: 1, settings: { ...settings, place: '津（西青' } }),
      ),
    ).toEqual(['input-invalid']);
  });
});

function wordText(...paragraphs: readonly string[]): string {
  const body = paragraphs.map((words) => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`).join('');
  return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
}
