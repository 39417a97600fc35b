import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findDocument, missingSerials } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf } from '../testing/runtime.ts';
import { composedPdf, composeDocument } from './actions/compose.ts';
import { issueDocument, keepPaper, voidDocument } from './actions/documents.ts';
import { viewDocuments } from './reads/documents-view.ts';
import { CHIEF, DAY, STRANGER, visitOf, type Scene, type Team } from './scene.testing.ts';
import { carry } from './steps.testing.ts';
import type { DocumentsView, FormName, Paper } from './types/documents.ts';
import { codes } from '../testing/refusal-codes.ts';
import { openDocumentScene, PLACE, signedVisitOf } from './documents.testing.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openDocumentScene();
});
afterAll(() => scene.close());

const signedVisit = (): Promise<Team> => signedVisitOf(scene);

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
