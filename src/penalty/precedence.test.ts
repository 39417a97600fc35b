/** What must exist before what among the papers of a case: every row of domain §12.2, by its own words. */
import { describe, expect, test } from 'vitest';
import type { Paper } from '../inspection/types/documents.ts';
import {
  carryCase,
  caseOf,
  DAY,
  doAct,
  FINE,
  HEAD,
  LARGE,
  lead,
  openedCaseScene,
  sampleEvidence,
  sampleService,
  tryAct,
} from './scene.testing.ts';
import { servable } from './rules/forms.ts';
import type { CaseFile } from './types/file.ts';

const scene = openedCaseScene();

/** In the order in which the case has issued them. */
const formsOf = async ({ caseId }: Pick<CaseFile, 'caseId'>): Promise<string[]> =>
  (await caseOf(scene, caseId)).papers.map(({ form }) => form);
/** Each of these stands before the next. */
const inOrder = async (file: Pick<CaseFile, 'caseId'>, ...forms: readonly string[]): Promise<void> =>
  expect((await formsOf(file)).filter((form) => forms.includes(form))).toEqual(forms);
const INTERVIEW: Paper = {
  kind: 'interview',
  from: `${DAY}T14:00`,
  to: `${DAY}T14:40`,
  place: '询问室',
  nth: 1,
  person: '甲企一',
  post: '安全员',
  employer: '测试企业',
  recorder: '乙记录',
  entries: [{ ask: '插座何时安装？', answer: '二月。' }],
};
const attempt = async (act: Parameters<typeof tryAct>[2], { caseId }: CaseFile, words: object, who = lead(scene)) =>
  tryAct(scene, who, act, caseId, words as never);

describe('the papers of a case', () => {
  test('询问笔录 needs a 询问通知书 that was served', async () => {
    scene.at(DAY);
    const file = await carryCase(scene, 'investigating');
    const evidence = await sampleEvidence(scene, { kind: 'statement', name: '询问笔录', paper: INTERVIEW });
    expect(await attempt('add-evidence', file, { evidence })).toEqual(['interview-not-called']);
    const call = { person: '甲企一', matter: '用电', at: `${DAY}T14:00`, place: '询问室', bring: '', contact: '丙' };
    const called = await doAct(scene, lead(scene), 'call-interview', file.caseId, { call });
    expect(await attempt('add-evidence', file, { evidence })).toEqual(['interview-not-called']);
    const documentIds = servable(called).map(({ documentId }) => documentId);
    await doAct(scene, lead(scene), 'serve', file.caseId, { documentIds, service: sampleService(scene) });
    expect(await attempt('add-evidence', file, { evidence })).toEqual([]);
    await inOrder(file, 'interview-call', 'interview');
  });

  test('听证告知 needs 罚告: it stands beside it, and never alone', async () => {
    await inOrder(await carryCase(scene, 'noticing', LARGE), 'notice', 'hearing-notice');
    expect(await formsOf(await carryCase(scene, 'noticing'))).not.toContain('hearing-notice');
  });

  test('呈批 needs a 罚告 that was served', async () => {
    const file = await carryCase(scene, 'noticing');
    const words = { outcome: FINE, opinion: '呈批' };
    expect(await attempt('submit-decision', file, words)).toContain('case-state');
    await doAct(scene, lead(scene), 'serve-notice', file.caseId, { service: sampleService(scene) });
    await doAct(scene, lead(scene), 'note-waiver', file.caseId, { on: scene.today(), statement: '放弃' });
    expect(await attempt('submit-decision', file, words)).toEqual([]);
  });

  test('决定书 needs 呈批', async () => {
    const file = await carryCase(scene, 'noticed');
    expect(await attempt('decide', file, { documentHash: 'a'.repeat(64) }, HEAD)).toContain('case-state');
    await inOrder(await carryCase(scene, 'decided'), 'notice', 'submission', 'decision-unit');
  });

  test('催缴 needs a decision that was served', async () => {
    expect(await attempt('remind-payment', await carryCase(scene, 'decided'), {})).toContain('case-state');
  });

  test('批准书 needs 审批表, which needs what the party has asked', async () => {
    const file = await carryCase(scene, 'executing');
    const grant = { outcome: 'granted', reply: '资金困难属实' };
    expect(await attempt('decide-instalments', file, grant, HEAD)).toEqual(['instalments-none']);
    const plan = [{ on: '2026-04-10', fen: 800_000 }];
    await doAct(scene, lead(scene), 'request-instalments', file.caseId, {
      on: scene.today(),
      reason: '资金困难',
      plan,
    });
    expect(await attempt('decide-instalments', file, grant, HEAD)).toEqual([]);
    await inOrder(file, 'instalment-request', 'instalment-grant');
  });

  test('移送书 needs 移送审批, which needs the report of the investigation', async () => {
    const file = await carryCase(scene, 'evidence');
    const to = { to: '公安分局', receiver: '接收民警' };
    expect(await attempt('send-transfer', file, to)).toContain('case-state');
    const grant = { outcome: 'granted', opinion: '同意移送' };
    expect(await attempt('decide-transfer', file, grant, HEAD)).toContain('case-state');
    const asked = { crime: '危险作业罪', facts: '关闭报警装置', materials: '检查记录1份' };
    expect(await attempt('ask-transfer', file, asked)).toEqual([]);
    expect(await attempt('send-transfer', file, to)).toContain('case-state');
    expect(await attempt('decide-transfer', file, grant, HEAD)).toEqual([]);
    expect(await attempt('send-transfer', file, to)).toEqual([]);
    await inOrder(file, 'crime-report', 'transfer-request', 'transfer');
  });

  test('结案 only when every paper is approved and, where it goes to the party, has its receipt', async () => {
    const file = await carryCase(scene, 'executing');
    const mine = lead(scene);
    const plan = [{ on: '2026-04-10', fen: 800_000 }];
    await doAct(scene, mine, 'request-instalments', file.caseId, { on: scene.today(), reason: '资金困难', plan });
    await doAct(scene, HEAD, 'decide-instalments', file.caseId, { outcome: 'granted', reply: '属实' });
    await doAct(scene, mine, 'note-payment', file.caseId, { on: DAY, fen: 800_000, means: 'bank', receipt: '1' });
    const paid = await doAct(scene, mine, 'note-executed', file.caseId, { result: '已缴清' });
    const close = { result: '已执行' };
    expect(await attempt('request-closing', paid, close)).toEqual(['document-unserved']);
    const documentIds = servable(paid).map(({ documentId }) => documentId);
    await doAct(scene, mine, 'serve', file.caseId, { documentIds, service: sampleService(scene) });
    expect(await attempt('request-closing', paid, close)).toEqual([]);
  });
});
