/** A case from its lead to its end by the general procedure; every gate on the way. */
import { describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { listActs } from './reads/cases.ts';
import { listCases } from './reads/list.ts';
import { CaseQuery } from './types/views.ts';
import {
  carryCase,
  DEPUTY,
  doAct,
  FINE,
  hashToSign,
  HEAD,
  later,
  lead,
  LEGAL,
  openedCaseScene,
  reportOf,
  sampleEvidence,
  sampleLead,
  sampleService,
  tryAct,
  DAY,
} from './scene.testing.ts';

const scene = openedCaseScene();

describe('the list of cases', () => {
  test('finds a party by pinyin: a firm of the directory, and a person, who stands in none', async () => {
    scene.at(DAY);
    const found = async (q: string): Promise<string[]> =>
      (await read(scene.runtime, 1, (tx) => listCases(tx, CaseQuery.parse({ q }), ''))).rows.map(
        ({ caseId }) => caseId,
      );
    const { party } = sampleLead();
    const person = { ...party, kind: 'person' as const, name: '单雄心', creditCode: '' };
    const [firm] = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('enterprise')
        .select(['name', 'credit_code as creditCode'])
        .orderBy('credit_code')
        .limit(1)
        .execute(),
    );
    const ofPerson = await carryCase(scene, 'lead', undefined, sampleLead({ party: person }));
    const ofFirm = await carryCase(scene, 'lead', undefined, sampleLead({ party: { ...party, ...firm } }));
    expect(await found('sxx')).toEqual([ofPerson.caseId]);
    expect(await found('shanxiongxin')).toEqual([ofPerson.caseId]);
    expect(await found('xqqcsd1')).toEqual([ofFirm.caseId]);
    expect(await found('xqqcsd1 未采取措施')).toEqual([ofFirm.caseId]);
  });
});

describe('the general procedure', () => {
  test('from the lead to the archive, and every act stands in the file in its order', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    await doAct(scene, lead(scene), 'note-payment', caseId, {
      on: scene.today(),
      fen: 800_000,
      means: 'bank',
      receipt: 'T-1',
    });
    await doAct(scene, lead(scene), 'note-executed', caseId, { result: '罚款已缴清' });
    await doAct(scene, lead(scene), 'request-closing', caseId, { result: '处罚已执行，隐患已整改' });
    expect((await doAct(scene, HEAD, 'approve-closing', caseId, { opinion: '同意结案' })).state).toBe('closed');
    const acts = await read(scene.runtime, 1, (tx) => listActs(tx, caseId));
    expect(acts.map(({ seq }) => seq)).toEqual(acts.map((_each, n) => n + 1));
    expect(acts.slice(1).map(({ from }) => from)).toEqual(acts.slice(0, -1).map(({ to }) => to));
    expect(acts.at(-1)).toMatchObject({ act: 'approve-closing', by: 'head', to: 'closed' });
  });

  test('a case needs two officers, with accounts and certificates, one of whom asks', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'lead');
    const words = { cause: '案由', facts: '情况', opinion: '立案' };
    const ask = (officerIds: string[]) =>
      tryAct(scene, lead(scene), 'request-filing', caseId, { ...words, officerIds });
    expect(await ask(scene.officerIds.slice(0, 1))).toEqual(['too-few-officers']);
    expect(await ask(scene.officerIds.slice(1, 3))).toEqual(['case-without-opener']);
    await scene.runtime.asOwner(async (owner) => {
      await owner
        .updateTable('officer')
        .set({ certificate_expires_on: '2026-02-01' })
        .where('officer_id', '=', scene.officerIds[1] ?? '')
        .execute();
    });
    expect(await ask(scene.officerIds.slice(0, 2))).toEqual(['certificate-expired']);
    await scene.runtime.asOwner(async (owner) => {
      await owner
        .updateTable('officer')
        .set({ certificate_expires_on: '2030-02-01' })
        .where('officer_id', '=', scene.officerIds[1] ?? '')
        .execute();
    });
    expect(await ask(scene.officerIds.slice(0, 2))).toEqual([]);
  });

  test('every reason at once: wrong person, wrong evidence, wrong amount', async () => {
    scene.at(DAY);
    const file = await carryCase(scene, 'evidence');
    const report = reportOf(
      file,
      { kind: 'penalty', items: [{ kind: 'fine', fen: 2_000_000 }, { kind: 'stop' }] },
      { facts: [{ text: '事实', evidenceIds: ['00000000-0000-4000-8000-000000000000'] }] },
    );
    expect(
      (await tryAct(scene, scene.officers[4] ?? LEGAL, 'finish-investigation', file.caseId, { report })).toSorted(),
    ).toEqual(['case-not-handler', 'evidence-unknown', 'fine-above-grade', 'penalty-kind-outside'].toSorted());
  });

  test('a fine below its grade needs a ground of mitigation', async () => {
    const file = await carryCase(scene, 'evidence');
    const low = { kind: 'penalty' as const, items: [{ kind: 'fine' as const, fen: 500_000 }] };
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', file.caseId, {
        report: reportOf(file, low, { grade: 'usual' }),
      }),
    ).toEqual(['fine-below-grade']);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', file.caseId, {
        report: reportOf(file, low, { grade: 'usual', mitigation: 'harm' }),
      }),
    ).toEqual([]);
  });

  test('what was registered in advance is settled before the report', async () => {
    const file = await carryCase(scene, 'evidence');
    const { caseId } = file;
    const held = await doAct(scene, lead(scene), 'request-hold', caseId, {
      hold: { goods: [{ name: '插座', quantity: '1个' }], place: '仓库', reason: '可能灭失' },
    });
    const holdId = held.holds[0]?.holdId ?? '';
    expect(await tryAct(scene, HEAD, 'settle-hold', caseId, { holdId, end: 'kept', reason: '留作证据' })).toEqual([
      'hold-not-approved',
    ]);
    await doAct(scene, DEPUTY, 'approve-hold', caseId, { holdId, opinion: '同意' });
    expect(await tryAct(scene, lead(scene), 'finish-investigation', caseId, { report: reportOf(file, FINE) })).toEqual([
      'hold-open',
    ]);
    await doAct(scene, DEPUTY, 'settle-hold', caseId, { holdId, end: 'released', reason: '已拍照取证' });
    expect(await tryAct(scene, lead(scene), 'finish-investigation', caseId, { report: reportOf(file, FINE) })).toEqual(
      [],
    );
  });

  test('nothing is submitted while the party still has its time, unless it gives it up', async () => {
    scene.at('2026-02-13');
    const { caseId } = await carryCase(scene, 'noticed', FINE, sampleLead({ violatedOn: '2026-02-01' }));
    const submit = () => tryAct(scene, lead(scene), 'submit-decision', caseId, { outcome: FINE, opinion: '处罚' });
    // 2026-02-13 + 5 工作日 = 2026-02-27 (domain §16.1).
    scene.at('2026-02-27');
    expect(await submit()).toEqual(['argument-running']);
    scene.at('2026-02-28');
    expect(await submit()).toEqual([]);
  });

  test('a decision is never more than what was told, not in kind and not in amount', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticed');
    await doAct(scene, lead(scene), 'note-waiver', caseId, { on: DAY, statement: '放弃' });
    const submit = (outcome: typeof FINE) =>
      tryAct(scene, lead(scene), 'submit-decision', caseId, { outcome, opinion: '处罚' });
    expect(await submit({ kind: 'penalty', items: [{ kind: 'fine', fen: 800_001 }] })).toEqual([
      'penalty-more-than-told',
    ]);
    expect(await submit({ kind: 'penalty', items: [{ kind: 'fine', fen: 700_000 }, { kind: 'warning' }] })).toEqual([
      'penalty-kind-not-told',
    ]);
    expect(await submit({ kind: 'penalty', items: [{ kind: 'fine', fen: 700_000 }] })).toEqual([]);
  });

  test('having argued makes nothing heavier; new evidence may, after a new notice', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticed');
    const mine = lead(scene);
    await doAct(scene, mine, 'note-argument', caseId, {
      argument: '已经整改',
      isAdopted: false,
      reply: '不影响认定',
      heardOn: DAY,
    });
    later(scene, 1);
    const back = await doAct(scene, mine, 'reinvestigate', caseId, { reason: '核实' });
    const heavier = { kind: 'penalty' as const, items: [{ kind: 'fine' as const, fen: 900_000 }] };
    expect(await tryAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(back, heavier) })).toEqual([
      'heavier-after-argument',
    ]);
    const more = await doAct(scene, mine, 'add-evidence', caseId, {
      evidence: await sampleEvidence(scene, { kind: 'statement', name: '书面陈述', proves: '另有一处' }),
    });
    await doAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(more, heavier) });
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
    const told = await doAct(scene, mine, 'serve-notice', caseId, { service: sampleService(scene) });
    expect(told.notices).toHaveLength(2);
  });

  test('past its term nobody is punished, and the case is not stuck', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'submitted');
    scene.at('2026-06-02'); // 90 日届满 2026-05-31 是星期日，顺延到 6 月 1 日
    const hash = await hashToSign(scene, caseId);
    expect(await tryAct(scene, HEAD, 'decide', caseId, { documentHash: hash })).toEqual(['decision-too-late']);
    expect(await tryAct(scene, HEAD, 'extend-case', caseId, { reason: '复杂' })).toEqual(['case-extension-late']);
    const back = await doAct(scene, HEAD, 'return-decision', caseId, { reason: '已超期' });
    await doAct(scene, lead(scene), 'finish-investigation', caseId, {
      report: reportOf(back, { kind: 'withdraw', reason: '超过办案期限' }),
    });
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意撤销' });
    await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
    expect((await doAct(scene, lead(scene), 'serve-decision', caseId, { service: sampleService(scene) })).state).toBe(
      'executed',
    );
  });
});
