/** On the spot, paying and not paying, contesting, crime, delegation, and what the database holds to by itself. */
import { describe, expect, test } from 'vitest';
import { transact } from '../core/transact.ts';
import { done, act } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import { decideOnSpot } from './actions/case.ts';
import { delegate } from './actions/settings.ts';
import {
  carryCase,
  caseOf,
  DEPUTY,
  doAct,
  FINE,
  HAZARD,
  hashToSign,
  HEAD,
  later,
  lead,
  LEGAL,
  openedCaseScene,
  sampleLead,
  sampleService,
  tryAct,
  DAY,
} from './scene.testing.ts';

const scene = openedCaseScene();

describe('on the spot', () => {
  const spot = (fen: number | undefined, change = {}) => ({
    lead: sampleLead({ violatedOn: DAY }),
    officerIds: scene.officerIds.slice(0, 2),
    benchmark: HAZARD.code,
    grade: 'light',
    evidence: { kind: 'record' as const, name: '现场笔录', obtainedOn: DAY, place: '车间', proves: '事实' },
    correction: '责令立即改正',
    argument: '无异议',
    recipient: '现场负责人',
    ...(fen === undefined ? {} : { fen }),
    ...change,
  });

  test('up to 3,000 yuan for a unit and 200 for a person, by two officers, reported back before it is closed', async () => {
    scene.at(DAY);
    const mine = lead(scene);
    expect(codes(await act(scene.runtime, mine, decideOnSpot, spot(300_001)))).toEqual(['spot-above-limit']);
    const person = {
      ...sampleLead({ violatedOn: DAY }),
      party: { ...sampleLead().party, kind: 'person' as const, creditCode: '' },
    };
    expect(codes(await act(scene.runtime, mine, decideOnSpot, spot(20_001, { lead: person })))).toEqual([
      'spot-above-limit',
    ]);
    const { caseId } = await done(scene.runtime, mine, decideOnSpot, spot(300_000));
    expect(
      await tryAct(scene, mine, 'note-payment', caseId, { on: DAY, fen: 300_000, means: 'on-the-spot', receipt: 'X' }),
    ).toEqual(['cash-not-allowed', 'cash-deposit-missing']);
    await doAct(scene, mine, 'note-payment', caseId, { on: DAY, fen: 300_000, means: 'bank', receipt: 'X' });
    await doAct(scene, mine, 'note-executed', caseId, { result: '已缴' });
    expect(await tryAct(scene, mine, 'request-closing', caseId, { result: '完' })).toEqual(['report-back-missing']);
    await doAct(scene, mine, 'report-back', caseId, {});
    await doAct(scene, mine, 'request-closing', caseId, { result: '完' });
    expect((await doAct(scene, DEPUTY, 'approve-closing', caseId, { opinion: '同意' })).state).toBe('closed');
  });

  test('a suit against it comes after reconsideration', async () => {
    scene.at(DAY);
    const { caseId } = await done(scene.runtime, lead(scene), decideOnSpot, spot(undefined));
    expect(await tryAct(scene, LEGAL, 'note-challenge', caseId, { on: DAY, kind: 'suit', organ: '法院' })).toEqual([
      'challenge-reconsider-first',
    ]);
  });
});

describe('not paying', () => {
  test('three per cent a day, urged, and the court when nothing can be contested any more', async () => {
    scene.at('2026-02-02');
    const { caseId } = await carryCase(scene, 'executing', FINE, sampleLead({ violatedOn: '2026-01-10' }));
    const mine = lead(scene);
    const issue = () => tryAct(scene, mine, 'issue-urge', caseId, {});
    const urge = () => tryAct(scene, mine, 'urge', caseId, { service: sampleService(scene) });
    // 2026-02-02 + 15 日 = 2026-02-17 是春节，顺延到 2026-02-24 (domain §16.1).
    scene.at('2026-02-24');
    expect(await issue()).toEqual(['urge-too-soon']);
    expect(await urge()).toEqual(['document-missing']);
    expect(await tryAct(scene, HEAD, 'impose-extra', caseId, { waivedFen: 0, reason: '逾期' })).toEqual(['extra-none']);
    scene.at('2026-02-26');
    expect(await issue()).toEqual([]);
    expect(await urge()).toEqual([]);
    expect((await doAct(scene, HEAD, 'impose-extra', caseId, { waivedFen: 0, reason: '逾期' })).extra).toEqual({
      fen: 48_000,
      throughOn: '2026-02-26',
    });
    const court = () => tryAct(scene, HEAD, 'apply-court', caseId, { court: '区人民法院', opinion: '同意' });
    // Urged on 2026-02-26: the tenth day is a Sunday, so the ninth of March.
    scene.at('2026-03-09');
    expect(await court()).toEqual(['court-too-soon', 'urge-running']);
    scene.at('2026-03-10');
    expect(await court()).toEqual(['court-too-soon']);
    scene.at('2026-11-05');
    expect(await court()).toEqual(['court-too-late']);
    scene.at('2026-08-04');
    expect(await court()).toEqual([]);
    expect(
      await tryAct(scene, mine, 'note-court', caseId, {
        on: '2026-08-04',
        outcome: 'done',
        number: '执1',
        fen: 800_000,
      }),
    ).toEqual(['court-amount']);
    expect(
      await tryAct(scene, mine, 'note-court', caseId, {
        on: '2026-08-04',
        outcome: 'done',
        number: '执1',
        fen: 848_000,
      }),
    ).toEqual([]);
    expect((await caseOf(scene, caseId)).state).toBe('executed');
  });

  test('instalments sum up to what is owed, are decided by a head, and move the days', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    const mine = lead(scene);
    const ask = (fens: number[]) =>
      tryAct(scene, mine, 'request-instalments', caseId, {
        on: DAY,
        reason: '资金困难',
        plan: fens.map((fen, n) => ({ on: `2026-0${4 + n}-01`, fen })),
      });
    expect(await ask([400_000, 300_000])).toEqual(['instalments-sum']);
    expect(await ask([400_000, 400_000])).toEqual([]);
    expect(await ask([400_000, 400_000])).toEqual(['instalments-pending']);
    await doAct(scene, DEPUTY, 'decide-instalments', caseId, { outcome: 'granted', reply: '同意' });
    scene.at('2026-03-20');
    expect(await tryAct(scene, HEAD, 'impose-extra', caseId, { waivedFen: 0, reason: '逾期' })).toEqual(['extra-none']);
    scene.at('2026-04-03');
    // One instalment of 4,000 yuan is two days late.
    expect((await doAct(scene, HEAD, 'impose-extra', caseId, { waivedFen: 0, reason: '逾期' })).extra?.fen).toBe(
      24_000,
    );
  });

  test('a decision that falls is taken back, whatever the case waits for; a closed one stays closed', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    const mine = lead(scene);
    await doAct(scene, mine, 'note-payment', caseId, { on: DAY, fen: 800_000, means: 'bank', receipt: 'T' });
    await doAct(scene, mine, 'note-executed', caseId, { result: '已缴' });
    await doAct(scene, mine, 'request-closing', caseId, { result: '完' });
    await doAct(scene, HEAD, 'approve-closing', caseId, { opinion: '同意' });
    later(scene, 10);
    await doAct(scene, LEGAL, 'note-challenge', caseId, { on: scene.today(), kind: 'suit', organ: '法院' });
    await doAct(scene, LEGAL, 'end-challenge', caseId, { on: scene.today(), outcome: 'overturned', number: '行初1' });
    const after = await doAct(scene, HEAD, 'revoke-decision', caseId, { reason: '判决撤销' });
    expect([after.state, after.revokedOn]).toEqual(['closed', scene.today()]);
    expect(await tryAct(scene, HEAD, 'return-closing', caseId, { reason: '重办' })).toEqual(['case-state']);
  });
});

describe('crime', () => {
  test('the head decides, it is sent, the police take it or give it back', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'evidence');
    const mine = lead(scene);
    const words = { crime: '危险作业罪', facts: '关闭报警设备', materials: '调查报告等' };
    await doAct(scene, mine, 'ask-transfer', caseId, words);
    expect(await tryAct(scene, DEPUTY, 'decide-transfer', caseId, { outcome: 'granted', opinion: '移送' })).toEqual([
      'case-no-delegation',
    ]);
    await doAct(scene, HEAD, 'decide-transfer', caseId, { outcome: 'granted', opinion: '移送' });
    await doAct(scene, mine, 'send-transfer', caseId, { to: '公安分局', receiver: '签收人' });
    expect(
      (await doAct(scene, mine, 'note-police', caseId, { on: DAY, outcome: 'refused', number: '不立1' })).state,
    ).toBe('investigating');
    await doAct(scene, mine, 'ask-transfer', caseId, words);
    expect((await doAct(scene, HEAD, 'decide-transfer', caseId, { outcome: 'refused', opinion: '不构成' })).state).toBe(
      'investigating',
    );
  });
});

describe('delegation', () => {
  test('a deputy signs on the days of the delegation and on no other', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'submitted');
    const hash = await hashToSign(scene, caseId);
    const sign = () => tryAct(scene, DEPUTY, 'decide', caseId, { documentHash: hash });
    await done(scene.runtime, HEAD, delegate, {
      delegation: { staffId: 'deputy', from: '2026-03-04', until: '2026-03-05', reason: '外出' },
    });
    expect(await sign()).toEqual(['case-no-delegation']);
    scene.at('2026-03-06');
    expect(await sign()).toEqual(['case-no-delegation']);
    scene.at('2026-03-05');
    expect(await sign()).toEqual([]);
  });
});

describe('what the database holds to by itself', () => {
  test('an ended case does not begin again, and an act is never changed', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'lead');
    await doAct(scene, HEAD, 'decline-lead', caseId, { reason: '没有违法事实' });
    await expect(
      transact(scene.runtime, { id: caseId, actor: HEAD }, async (tx) => {
        await tx.db
          .updateTable('penalty_case')
          .set({
            state: 'lead',
            ended_on: null,
            content: JSON.stringify({ ...(await caseOf(scene, caseId)), state: 'lead' }),
          })
          .where('bureau_id', '=', 1)
          .where('case_id', '=', caseId)
          .execute();
        return { ok: true, value: null };
      }),
    ).rejects.toThrow('has ended');
    await expect(scene.runtime.db.updateTable('penalty_act').set({ done_by: 'x' }).execute()).rejects.toThrow(
      'permission denied',
    );
  });

  test('the other bureau has no such case', async () => {
    const { caseId } = await carryCase(scene, 'lead');
    expect(await tryAct(scene, { ...HEAD, bureauId: 2 }, 'decline-lead', caseId, { reason: '他局' })).toEqual([
      'case-not-found',
    ]);
  });

  test('of two who decide at once one does', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'filing');
    const both = await Promise.all(
      [HEAD, DEPUTY].map((actor) => tryAct(scene, actor, 'approve-filing', caseId, { opinion: '同意' })),
    );
    expect(both.flat()).toEqual(['case-state']);
  });
});
