/** A case from its lead to its end, by every road; every gate on the way. */
import { describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { listActs } from './reads/cases.ts';
import { listCases } from './reads/list.ts';
import { servable } from './rules/forms.ts';
import { CaseQuery } from './types/views.ts';
import {
  carryCase,
  caseOf,
  CHIEF,
  DEPUTY,
  doAct,
  FINE,
  hashToSign,
  HEAD,
  LARGE,
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

describe('a hearing', () => {
  test('asked for in five workdays, told of seven before, presided by somebody else, reviewed again, discussed', async () => {
    scene.at('2026-09-16');
    const given = sampleLead({ violatedOn: '2026-08-01' });
    const { caseId, notices } = await carryCase(scene, 'noticed', LARGE, given);
    expect(notices[0]?.isHeard).toBe(true);
    const mine = lead(scene);
    await doAct(scene, mine, 'request-hearing', caseId, { on: '2026-09-16', request: '要求听证' });
    const call = (on: string, presiderId: string) =>
      tryAct(scene, HEAD, 'schedule-hearing', caseId, {
        on,
        place: '会议室',
        presiderId,
        isClosed: false,
      });
    expect(await call('2026-09-24', mine.staffId)).toEqual(['hearing-too-soon', 'presider-investigated']);
    expect(await call('2026-09-28', 'legal')).toEqual(['presider-reviewed']);
    expect(await call('2026-09-28', 'chief')).toEqual([]);
    const report = { summary: '双方陈述', opinion: '维持' };
    expect(await tryAct(scene, CHIEF, 'record-hearing', caseId, report)).toEqual(['hearing-not-yet']);
    scene.at('2026-09-28');
    // The call has not reached the party; served today, it comes too late; a new day is named.
    expect(await tryAct(scene, CHIEF, 'record-hearing', caseId, report)).toEqual(['hearing-call-unserved']);
    const serve = async () => {
      const waiting = servable(await caseOf(scene, caseId)).map(({ documentId }) => documentId);
      return tryAct(scene, mine, 'serve', caseId, { documentIds: waiting, service: sampleService(scene) });
    };
    expect(await serve()).toEqual([]);
    expect(await serve()).toEqual(['input-invalid']);
    expect(await tryAct(scene, CHIEF, 'record-hearing', caseId, report)).toEqual(['hearing-call-late']);
    expect(await call('2026-10-16', 'chief')).toEqual([]);
    expect(await serve()).toEqual([]);
    scene.at('2026-10-16');
    expect(await tryAct(scene, { ...CHIEF, staffId: 'other-chief' }, 'record-hearing', caseId, report)).toEqual([
      'case-not-presider',
    ]);
    await doAct(scene, CHIEF, 'record-hearing', caseId, report);
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '程序合法' });
    const submitted = await doAct(scene, mine, 'submit-decision', caseId, { outcome: LARGE, opinion: '按告知处罚' });
    expect(submitted.state).toBe('discussing');
    const discuss = (attendeeIds: string[]) =>
      tryAct(scene, HEAD, 'discuss', caseId, { on: scene.today(), attendeeIds, record: '讨论', outcome: LARGE });
    expect(await discuss(['deputy', mine.staffId])).toEqual([
      'discussion-without-chair',
      'discussion-handler',
      'discussion-too-few',
    ]);
    expect(await discuss(['head', 'deputy', 'chief'])).toEqual([]);
    const hash = await hashToSign(scene, caseId);
    expect(await tryAct(scene, HEAD, 'decide', caseId, { documentHash: 'a'.repeat(64) })).toEqual([
      'sign-other-record',
    ]);
    expect(await tryAct(scene, HEAD, 'decide', caseId, { documentHash: hash })).toEqual([]);
  });

  test('is not there for a small fine, and not after its days or after it was given up', async () => {
    scene.at(DAY);
    const small = await carryCase(scene, 'noticed');
    const ask = (caseId: string) =>
      tryAct(scene, lead(scene), 'request-hearing', caseId, { on: scene.today(), request: '听证' });
    expect(await ask(small.caseId)).toEqual(['hearing-not-told']);
    const large = await carryCase(scene, 'noticed', LARGE);
    scene.at('2026-03-10');
    expect(await ask(large.caseId)).toEqual(['hearing-too-late']);
    await doAct(scene, lead(scene), 'note-waiver', large.caseId, { on: '2026-03-10', statement: '放弃' });
    expect(await ask(large.caseId)).toEqual(['hearing-too-late', 'argument-waived']);
  });
});

describe('one act, one fine; the law of its day, or the lighter one', () => {
  test('a second fine for the same act of the same party is refused, something else is not', async () => {
    scene.at(DAY);
    const given = sampleLead();
    await carryCase(scene, 'decided', FINE, given);
    const again = await carryCase(scene, 'evidence', FINE, given);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', again.caseId, { report: reportOf(again, FINE) }),
    ).toEqual(['act-fined-before']);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', again.caseId, {
        report: reportOf(again, { kind: 'no-penalty', ground: 'first-time', reason: '初次' }),
      }),
    ).toEqual(['no-penalty-not-first']);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', again.caseId, {
        report: reportOf(again, { kind: 'penalty', items: [{ kind: 'warning' }] }),
      }),
    ).toEqual([]);
  });

  test('after two years nothing is punished', async () => {
    scene.at(DAY);
    const old = await carryCase(scene, 'evidence', FINE, sampleLead({ violatedOn: '2024-03-01' }));
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', old.caseId, { report: reportOf(old, FINE) }),
    ).toEqual(['penalty-time-limit']);
    const report = reportOf(old, FINE, { hasHarm: true });
    expect(await tryAct(scene, lead(scene), 'finish-investigation', old.caseId, { report })).toEqual([]);
  });

  test('first time, slight and corrected: no penalty, and the party is told', async () => {
    scene.at(DAY);
    const outcome = { kind: 'no-penalty' as const, ground: 'first-time' as const, reason: '初次违法，已改正' };
    const file = await carryCase(scene, 'evidence');
    const mine = lead(scene);
    expect(
      await tryAct(scene, mine, 'finish-investigation', file.caseId, {
        report: reportOf(file, outcome, { isCorrected: false }),
      }),
    ).toEqual(['no-penalty-uncorrected']);
    await doAct(scene, mine, 'finish-investigation', file.caseId, { report: reportOf(file, outcome) });
    expect((await doAct(scene, LEGAL, 'review', file.caseId, { outcome: 'agreed', opinion: '同意' })).state).toBe(
      'deciding',
    );
    await doAct(scene, HEAD, 'decide', file.caseId, { documentHash: await hashToSign(scene, file.caseId) });
    expect((await doAct(scene, mine, 'serve-decision', file.caseId, { service: sampleService(scene) })).state).toBe(
      'executed',
    );
  });
});
