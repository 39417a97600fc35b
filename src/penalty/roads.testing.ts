/** Roads through cases by which every act with a form is done, and what they have printed. @module */
import { deepEqual } from 'node:assert/strict';
import type { FormFields } from '../core/documents/form.ts';
import { listDocuments, type RegisteredDocument } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { done } from '../testing/draw-ceremony.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { decideOnSpot } from './actions/case.ts';
import { dailyCases } from './roads-daily.testing.ts';
import { draftsOf, servable } from './rules/forms.ts';
import {
  carryCase,
  caseOf,
  CHIEF,
  DAY,
  DEPUTY,
  doAct,
  FINE,
  HAZARD,
  hashToSign,
  HEAD,
  LARGE,
  lead,
  LEGAL,
  reportOf,
  sampleEvidence,
  sampleLead,
  sampleService,
  tryAct,
  type CaseScene,
} from './scene.testing.ts';
import { SERIES } from './types/documents.ts';
import type { PenaltyForm } from './types/forms.ts';

export interface PrintedPaper {
  readonly document: RegisteredDocument;
  readonly fields: FormFields;
}

/** Of every form the first paper that these roads have issued. */
export async function printedForms(scene: CaseScene): Promise<ReadonlyMap<PenaltyForm, PrintedPaper>> {
  const printed = new Map<PenaltyForm, PrintedPaper>();
  for (const caseId of await everyRoad(scene))
    for (const document of await documentsOf(scene, caseId)) {
      const form = document.form.replace('penalty/', '') as PenaltyForm;
      if (!printed.has(form)) printed.set(form, { document, fields: await fieldsOf(scene, document.documentId) });
    }
  return printed;
}

export function documentsOf({ runtime }: CaseScene, caseId: string): Promise<RegisteredDocument[]> {
  return read(runtime, 1, (tx) => listDocuments(tx, SERIES, caseId));
}

async function fieldsOf({ runtime }: CaseScene, documentId: string): Promise<FormFields> {
  return read(runtime, 1, async ({ db }) => {
    const { fields } = await db
      .selectFrom('penalty_document')
      .select('fields')
      .where('document_id', '=', documentId)
      .executeTakeFirstOrThrow();
    return fields;
  });
}

async function serveAll(scene: CaseScene, caseId: string): Promise<void> {
  const waiting = servable(await caseOf(scene, caseId)).map(({ documentId }) => documentId);
  await doAct(scene, lead(scene), 'serve', caseId, { documentIds: waiting, service: sampleService(scene) });
}

/** Cases by which every act with a form is done; their ids. */
async function everyRoad(scene: CaseScene): Promise<string[]> {
  const mine = lead(scene);
  const heard = await investigatedCase(scene);
  await carryHearing(scene, heard);
  scene.at(DAY);
  const spots: string[] = [];
  for (const kind of ['unit', 'person'] as const) {
    const given = sampleLead({ violatedOn: DAY });
    const { caseId } = await done(scene.runtime, mine, decideOnSpot, {
      lead: { ...given, party: { ...given.party, kind, creditCode: kind === 'unit' ? given.party.creditCode : '' } },
      officerIds: scene.officerIds.slice(0, 2),
      benchmark: HAZARD.code,
      grade: 'light',
      evidence: { kind: 'record', name: '现场笔录', obtainedOn: DAY, place: '车间', proves: '事实' },
      fen: 20_000,
      correction: '责令立即改正',
      argument: '无异议',
      recipient: '现场负责人',
    });
    spots.push(caseId);
  }
  const person = sampleLead();
  const none = { kind: 'no-penalty' as const, ground: 'first-time' as const, reason: '初次违法，已改正' };
  return [
    heard,
    ...spots,
    await unpaidCase(scene),
    ...(await dailyCases(scene)),
    await decidedCase(scene, none),
    await decidedCase(scene, { kind: 'withdraw', reason: '违法事实不能成立' }),
    (await carryCase(scene, 'decided', FINE, { ...person, party: { ...person.party, kind: 'person', creditCode: '' } }))
      .caseId,
    await transferredCase(scene),
  ];
}

/** Asked, surveyed, sampled, held, sealed, appraised, extended, reported, reviewed. */
async function investigatedCase(scene: CaseScene): Promise<string> {
  scene.at(DAY);
  const mine = lead(scene);
  const { caseId } = await carryCase(scene, 'evidence');
  await doAct(scene, mine, 'tell-rights', caseId, {});
  await doAct(scene, enterpriseActor(1, caseId), 'confirm-address', caseId, {
    address: {
      recipient: '张三丰',
      phone: '022-00000000',
      address: '测试路1号',
      postcode: '300380',
      isElectronic: true,
      electronicTo: 'party@example.com',
    },
  });
  await doAct(scene, mine, 'call-interview', caseId, {
    call: {
      person: '张三丰',
      matter: '了解喷漆房用电情况',
      at: `${DAY}T14:00`,
      place: '区应急管理局询问室',
      bring: '身份证件、岗位责任书',
      contact: '王某 022-00000000',
    },
  });
  const interview = await sampleEvidence(scene, {
    kind: 'statement',
    name: '询问笔录',
    source: '张三丰陈述',
    obtainedOn: DAY,
    place: '询问室',
    proves: '知道插座不防爆',
    paper: {
      kind: 'interview',
      from: `${DAY}T14:00`,
      to: `${DAY}T15:10`,
      nth: 1,
      place: '区应急管理局询问室',
      person: '张三丰',
      post: '车间主任',
      employer: '测试企业',
      recorder: '李某',
      entries: [{ ask: '插座是谁安装的？', answer: '是我安排电工安装的。' }],
    },
  });
  deepEqual(await tryAct(scene, mine, 'add-evidence', caseId, { evidence: interview }), ['interview-not-called']);
  await serveAll(scene, caseId);
  deepEqual(await tryAct(scene, mine, 'add-evidence', caseId, { evidence: { ...interview, kind: 'physical' } }), [
    'evidence-paper-kind',
  ]);
  await doAct(scene, mine, 'add-evidence', caseId, { evidence: interview });
  await doAct(scene, mine, 'add-evidence', caseId, {
    evidence: {
      ...interview,
      kind: 'record',
      name: '勘验笔录',
      paper: {
        kind: 'survey',
        from: `${DAY}T09:00`,
        to: `${DAY}T09:40`,
        place: '喷漆房',
        weather: '晴',
        party: '张三丰',
        invited: '见证人赵某',
        result: '喷漆房东墙有非防爆插座一处，距喷枪2米。',
      },
    },
  });
  await doAct(scene, mine, 'add-evidence', caseId, {
    evidence: {
      ...interview,
      kind: 'physical',
      name: '插座',
      paper: {
        kind: 'sample',
        place: '喷漆房',
        basis: '《中华人民共和国行政处罚法》第五十六条',
        goods: [{ name: '插座', model: '86型', quantity: '1个', paidFen: 2_500 }],
      },
    },
  });
  const held = await doAct(scene, mine, 'request-hold', caseId, {
    hold: { goods: [{ name: '用电记录本', quantity: '1本' }], place: '本机关物证室', reason: '可能被转移' },
  });
  const holdId = held.holds[0]?.holdId ?? '';
  await doAct(scene, DEPUTY, 'approve-hold', caseId, { holdId, opinion: '同意登记保存' });
  await doAct(scene, mine, 'add-evidence', caseId, {
    evidence: await sampleEvidence(scene, { kind: 'documentary', name: '用电记录本', files: [], holdId }),
  });
  await doAct(scene, DEPUTY, 'settle-hold', caseId, { holdId, end: 'kept', reason: '与违法事实有关' });
  const asked = await doAct(scene, mine, 'request-seizure', caseId, {
    seizure: {
      ground: 'equipment',
      problem: '喷漆房使用不符合国家标准的插座、排风机',
      goods: [{ name: '排风机', model: 'BT35-11', quantity: '1台' }],
      place: '当事人喷漆房，就地封存',
    },
  });
  const seizureId = asked.seizures[0]?.seizureId ?? '';
  deepEqual(draftsOf(asked), [{ form: 'seizure-request', aboutId: seizureId }]);
  await doAct(scene, HEAD, 'approve-seizure', caseId, { seizureId, opinion: '同意查封' });
  await appraiseSeized(scene, caseId, seizureId);
  await doAct(scene, HEAD, 'extend-seizure', caseId, { seizureId, reason: '案情复杂' });
  await doAct(scene, HEAD, 'settle-seizure', caseId, { seizureId, end: 'released', reason: '已更换合格设备' });
  await doAct(scene, DEPUTY, 'extend-case', caseId, { reason: '鉴定需要时间' });
  const report = reportOf(await caseOf(scene, caseId), LARGE);
  await doAct(scene, mine, 'finish-investigation', caseId, { report });
  await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '事实清楚，适用依据正确' });
  return caseId;
}

/** What was seized is tested, longer than was meant, and the opinion comes. */
async function appraiseSeized(scene: CaseScene, caseId: string, seizureId: string): Promise<void> {
  const mine = lead(scene);
  const { appraisals } = await doAct(scene, mine, 'commission-appraisal', caseId, {
    appraisal: { agency: '某检验检测机构', goods: '排风机1台', wanted: '是否防爆', dueOn: '2026-03-20', seizureId },
  });
  const appraisalId = appraisals[0]?.appraisalId ?? '';
  await doAct(scene, mine, 'extend-appraisal', caseId, { appraisalId, dueOn: '2026-03-30', reason: '样品须复测' });
  const opinion = await sampleEvidence(scene, { kind: 'appraisal', name: '鉴定意见' });
  const { evidence } = await doAct(scene, mine, 'add-evidence', caseId, { evidence: opinion });
  await doAct(scene, mine, 'end-appraisal', caseId, {
    appraisalId,
    on: DAY,
    outcome: 'concluded',
    evidenceId: evidence.at(-1)?.evidenceId,
  });
}

/** Told, argued, heard, discussed, decided, paid in parts, revoked, closed. */
async function carryHearing(scene: CaseScene, caseId: string): Promise<void> {
  const mine = lead(scene);
  await doAct(scene, mine, 'serve-notice', caseId, { service: sampleService(scene) });
  await doAct(scene, mine, 'note-argument', caseId, {
    argument: '已经整改，请求从轻',
    isAdopted: false,
    reply: '已在裁量时考虑',
    heardOn: DAY,
  });
  await doAct(scene, mine, 'request-hearing', caseId, { on: DAY, request: '要求听证' });
  await doAct(scene, HEAD, 'schedule-hearing', caseId, {
    on: '2026-03-16',
    place: '第一会议室',
    presiderId: 'chief',
    isClosed: false,
  });
  await serveAll(scene, caseId);
  scene.at('2026-03-16');
  await doAct(scene, CHIEF, 'record-hearing', caseId, { summary: '双方陈述并质证', opinion: '事实成立' });
  await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '听证程序合法' });
  await doAct(scene, mine, 'submit-decision', caseId, { outcome: LARGE, opinion: '按告知内容处罚' });
  const discussed = await doAct(scene, HEAD, 'discuss', caseId, {
    on: scene.today(),
    attendeeIds: ['head', 'deputy', 'chief'],
    record: '一致同意',
    outcome: LARGE,
  });
  deepEqual(
    draftsOf(discussed).map(({ form }) => form),
    ['submission', 'decision-unit'],
  );
  await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
  await doAct(scene, mine, 'serve-decision', caseId, { service: sampleService(scene) });
  await doAct(scene, mine, 'request-instalments', caseId, {
    on: scene.today(),
    reason: '资金周转困难',
    plan: [
      { on: '2026-03-30', fen: 3_000_000 },
      { on: '2026-04-30', fen: 3_000_000 },
    ],
  });
  await doAct(scene, DEPUTY, 'decide-instalments', caseId, { outcome: 'granted', reply: '同意分两期' });
  await doAct(scene, HEAD, 'revoke-decision', caseId, { reason: '适用依据有误' });
  deepEqual(await tryAct(scene, mine, 'request-closing', caseId, { result: '撤销后结案' }), ['document-unserved']);
  await serveAll(scene, caseId);
  await doAct(scene, mine, 'request-closing', caseId, { result: '处罚决定已撤销' });
  await doAct(scene, HEAD, 'approve-closing', caseId, { opinion: '同意结案' });
}

/** Not paid: reminded, the extra fine, urged, the court. */
async function unpaidCase(scene: CaseScene): Promise<string> {
  scene.at('2026-02-02');
  const mine = lead(scene);
  const { caseId } = await carryCase(scene, 'executing', FINE, sampleLead({ violatedOn: '2026-01-10' }));
  scene.at('2026-02-26');
  await doAct(scene, mine, 'remind-payment', caseId, {});
  await doAct(scene, HEAD, 'impose-extra', caseId, { waivedFen: 0, reason: '经催缴仍未缴纳' });
  await doAct(scene, mine, 'issue-urge', caseId, {});
  await doAct(scene, mine, 'urge', caseId, { service: sampleService(scene) });
  scene.at('2026-08-04');
  await doAct(scene, HEAD, 'apply-court', caseId, { court: '区人民法院', opinion: '同意申请' });
  scene.at(DAY);
  return caseId;
}

async function decidedCase(scene: CaseScene, outcome: Parameters<typeof reportOf>[1]): Promise<string> {
  const file = await carryCase(scene, 'evidence');
  await doAct(scene, lead(scene), 'finish-investigation', file.caseId, { report: reportOf(file, outcome) });
  await doAct(scene, LEGAL, 'review', file.caseId, { outcome: 'agreed', opinion: '同意' });
  await doAct(scene, HEAD, 'decide', file.caseId, { documentHash: await hashToSign(scene, file.caseId) });
  return file.caseId;
}

async function transferredCase(scene: CaseScene): Promise<string> {
  const mine = lead(scene);
  const { caseId } = await carryCase(scene, 'evidence');
  const asked = { crime: '危险作业罪', facts: '关闭报警装置，具有现实危险', materials: '检查记录1份，照片4张' };
  await doAct(scene, mine, 'ask-transfer', caseId, asked);
  await doAct(scene, HEAD, 'decide-transfer', caseId, { outcome: 'granted', opinion: '同意移送' });
  await doAct(scene, mine, 'send-transfer', caseId, { to: '公安分局', receiver: '接收民警' });
  return caseId;
}
