import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formPdf } from '../core/documents/form.ts';
import { defaultWordTemplate, formWordData, wordFieldsOf } from '../core/documents/form-word.ts';
import { templateRefusals } from '../core/documents/template-check.ts';
import { fillWord } from '../core/documents/word.ts';
import { findDocument, missingSerials } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { docxWith } from '../testing/upload-files.ts';
import { composedPdf, composedWord, composeDocument } from './actions/compose.ts';
import { issueDocument, keepPaper, voidDocument } from './actions/documents.ts';
import { stateFinding } from './actions/findings.ts';
import { setSettings, setTemplate } from './actions/settings.ts';
import { formTemplate } from './documents/forms.ts';
import { SAMPLE_FIELDS, SAMPLE_FILE } from './documents/sample.ts';
import { slipPdf } from './documents/slip.ts';
import { viewDocuments } from './reads/documents-view.ts';
import {
  CHIEF,
  DAY,
  lineOf,
  openScene,
  sampleFinding,
  STRANGER,
  visitOf,
  type Scene,
  type Team,
} from './scene.testing.ts';
import { answerAll, carry, carryFrom } from './steps.testing.ts';
import {
  FORM_NAMES,
  FORM_SETS,
  type DocumentsView,
  type FormName,
  type FormSet,
  type Paper,
} from './types/documents.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { codes } from '../testing/refusal-codes.ts';

const office = actorOf(['group-office'], 'office');
const PLACE = '龘𬭎㛃·阿卜杜热西提车间';
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  const settings = {
    place: '津西青',
    organ: '应急',
    formSet: 'emergency',
    recusalHours: 24,
    planApproval: 'section',
    reinspectionDays: 10,
  } as const;
  await done(scene.runtime, office, setSettings, { version: 0, settings });
});
afterAll(() => scene.close());

/** A signed visit with one finding to rectify, found where names are rare. */
async function signedVisit(): Promise<Team> {
  const team = await carry(scene, scene.take(), 'checked-in');
  const line = await lineOf(scene, team, 'general');
  const finding = sampleFinding(line, { place: PLACE });
  await done(scene.runtime, team.lead, stateFinding, { inspectionId: team.inspectionId, finding });
  await answerAll(scene, team, [line]);
  return carryFrom(scene, team, 'answered', 'signed-off');
}

/** The hash of a form as it would be issued now. */
async function previewOf(team: Team, form: FormName, paperId?: string): Promise<string> {
  const visit = await visitOf(scene, team);
  return read(scene.runtime, 1, async (tx) => {
    const composed = await composeDocument(tx, scene.runtime, visit, form, paperId);
    if (!composed.ok) throw new Error(JSON.stringify(composed.refusals));
    return composedPdf(composed.value, tx.today).sha256;
  });
}

async function issue(team: Team, form: FormName, paperId?: string) {
  const { inspectionId } = team;
  const sha256 = await previewOf(team, form, paperId);
  return done(scene.runtime, team.lead, issueDocument, { inspectionId, form, sha256, ...(paperId && { paperId }) });
}

async function documentsOf(team: Team): Promise<DocumentsView> {
  const visit = await visitOf(scene, team);
  return read(scene.runtime, 1, (tx) => viewDocuments(tx, visit));
}

describe('inspection.issue-document', () => {
  test('what is issued is what was looked at, to the byte, under one serial through the whole file', async () => {
    const team = await signedVisit();
    const seen = await previewOf(team, 'order');
    const order = await issue(team, 'order');
    expect(order.sha256).toBe(seen);
    const record = await issue(team, 'record');
    const serial = /〔2026〕(\d+)号$/.exec(order.number)?.[1];
    expect(order.number).toBe(`（津西青）应急责改〔2026〕${serial}号`);
    expect(record.number).toBe(`（津西青）应急检记〔2026〕${serial}号`);
    const visit = await visitOf(scene, team);
    expect(visit.row.notice?.number).toBe(`（津西青）应急检通〔2026〕${serial}号`);

    const text = await pdfText(await scene.runtime.files.get(order.sha256));
    expect(text).toContain(order.number.replaceAll(/\s/g, ''));
    expect(text).toContain(PLACE);
    expect(text).toContain('现责令你单位对上述第1项问题于2026年3月19日前整改完毕');
    expect(text).not.toContain('〔U+');
    expect(await read(scene.runtime, 1, missingSerials)).toEqual([]);
  });

  test('a preview of yesterday, of another number or of another content is refused', async () => {
    const team = await signedVisit();
    const { inspectionId, lead } = team;
    const sha256 = await previewOf(team, 'order');
    scene.runtime.clock.set('2026-03-13T01:00:00Z');
    const input = { inspectionId, form: 'order', sha256 } as const;
    expect(codes(await act(scene.runtime, lead, issueDocument, input))).toEqual(['document-other-preview']);
    scene.runtime.clock.set(`${DAY}T01:00:00Z`);
    await issue(team, 'order');
    expect(codes(await act(scene.runtime, lead, issueDocument, input))).toEqual(['document-other-preview']);
  });

  test('before its time, without its case, and by strangers nothing is issued', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const issueNow = (form: FormName, actor = lead) =>
      act(scene.runtime, actor, issueDocument, { inspectionId, form, sha256: 'ab'.repeat(32) });
    expect(codes(await issueNow('order'))).toEqual(['document-no-finding', 'document-state']);
    expect(codes(await issueNow('opinion'))).toEqual(['document-no-expert', 'document-state']);
    expect(codes(await issueNow('notice'))).toEqual(['document-notice-own-deed', 'document-state']);
    expect(codes(await issueNow('interview'))).toEqual(['document-paper-missing']);
    expect(codes(await issueNow('plan', STRANGER))).toEqual(['inspection-not-member']);
    expect(codes(await issueNow('plan', actorOf(['officer'], 'x', 2)))).toEqual(['inspection-not-found']);
  });

  test('a voided document keeps its number, the next of its kind counts on and may take its place', async () => {
    const team = await signedVisit();
    const { inspectionId } = team;
    const [first, second] = [await issue(team, 'result'), await issue(team, 'result')];
    expect(second.number).toBe(first.number.replace('号', '-2号'));
    const end = { inspectionId, documentId: first.documentId, reason: '单位名称有误', supersededBy: second.documentId };
    expect(codes(await act(scene.runtime, team.lead, voidDocument, end))).toEqual(['not-allowed']);
    await done(scene.runtime, CHIEF, voidDocument, end);
    expect(codes(await act(scene.runtime, CHIEF, voidDocument, end))).toEqual(['document-ended']);
    const found = await read(scene.runtime, 1, (tx) => findDocument(tx, first.documentId));
    expect(found?.end).toEqual({ kind: 'superseded', on: DAY, by: second.number });
    expect(codes(await act(scene.runtime, CHIEF, voidDocument, { ...end, documentId: second.documentId }))).toEqual([
      'document-successor-unfit',
    ]);
  });
});

const SAMPLE: Paper = {
  kind: 'sample',
  place: '稀料库',
  basis: '《行政处罚法》第五十六条',
  goods: [{ name: '稀释剂', model: 'X-1', quantity: '1桶', paidFen: 1_000_530 }],
};
const INTERVIEW: Paper = {
  kind: 'interview',
  from: '2026-03-12T09:10',
  to: '2026-03-12T09:40',
  nth: 1,
  place: '会议室',
  person: '㛃某',
  post: '安全员',
  employer: '',
  recorder: '执法员甲',
  entries: [{ ask: '插座何时安装', answer: '去年五月' }],
};

describe('inspection.keep-paper', () => {
  test('笔录 and 凭证 become documents of their own; money stands in words beside its figures', async () => {
    const team = await signedVisit();
    const { inspectionId, lead } = team;
    const sample = await done(scene.runtime, lead, keepPaper, { inspectionId, paper: SAMPLE });
    const interview = await done(scene.runtime, lead, keepPaper, { inspectionId, paper: INTERVIEW });
    const taken = await issue(team, 'sample', sample.paperId);
    expect(await pdfText(await scene.runtime.files.get(taken.sha256))).toContain(
      '人民币壹万零伍元叁角整（￥10005.30）',
    );
    const asked = await issue(team, 'interview', interview.paperId);
    expect(await pdfText(await scene.runtime.files.get(asked.sha256))).toContain('问：插座何时安装答：去年五月');
    const service: Paper = {
      kind: 'service',
      documentIds: [taken.documentId],
      receiver: '㛃某',
      place: '会议室',
      method: 'direct',
      servedAt: '2026-03-12T10:00',
    };
    const served = await done(scene.runtime, lead, keepPaper, { inspectionId, paper: service });
    const receipt = await issue(team, 'service', served.paperId);
    expect(await pdfText(await scene.runtime.files.get(receipt.sha256))).toContain(taken.number);
    expect(
      codes(
        await act(scene.runtime, lead, keepPaper, { inspectionId, paper: { ...service, documentIds: [inspectionId] } }),
      ),
    ).toEqual(['document-not-issued']);
  });

  test('kept again it is a new version; the document issued before stays as it was', async () => {
    const team = await signedVisit();
    const { inspectionId, lead } = team;
    const { paperId } = await done(scene.runtime, lead, keepPaper, { inspectionId, paper: INTERVIEW });
    const before = await issue(team, 'interview', paperId);
    const paper = { ...INTERVIEW, person: '𬭎某' };
    await done(scene.runtime, lead, keepPaper, { inspectionId, paperId, paper });
    expect((await documentsOf(team)).papers).toMatchObject([{ paperId, version: 2, paper: { person: '𬭎某' } }]);
    const pdf = await pdfText(await scene.runtime.files.get(before.sha256));
    expect(pdf).toContain('㛃某');
    expect(codes(await act(scene.runtime, lead, keepPaper, { inspectionId, paperId, paper: SAMPLE }))).toEqual([
      'document-paper-missing',
    ]);
  });

  test('an interview that ends before it begins, and a paper left behind without a witness, are refused', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const left: Paper = {
      kind: 'service',
      documentIds: [inspectionId],
      receiver: 'x',
      place: 'x',
      method: 'left',
      servedAt: '2026-03-12T10:00',
    };
    for (const paper of [{ ...INTERVIEW, to: '2026-03-12T09:00' }, left])
      expect(codes(await act(scene.runtime, lead, keepPaper, { inspectionId, paper }))).toEqual(['input-invalid']);
  });
});

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
    const team = await signedVisit();
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
