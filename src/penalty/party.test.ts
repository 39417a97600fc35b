/** The party's own acts: the same course as an officer's, its own case alone, each with its clock and its answer. */
import { describe, expect, test } from 'vitest';
import { addDays } from '../core/calendar/day.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { readCalendar } from '../calendar/reads.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { viewForParty } from './reads/party.ts';
import { rightsOf } from './rules/party.ts';
import {
  carryCase,
  caseOf,
  DAY,
  doAct,
  FINE,
  LARGE,
  lead,
  openedCaseScene,
  sampleFile,
  sampleLead,
  sampleService,
  specOf,
  tryAct,
} from './scene.testing.ts';
import type { CaseFile } from './types/file.ts';
import { DEFAULT_SETTING } from './types/settings.ts';
import { PARTY_ACT_NAMES } from './types/table.ts';

const scene = openedCaseScene();

const partyOf = (caseId: string) => enterpriseActor(1, caseId);

function rights(file: CaseFile) {
  return read(scene.runtime, 1, async (tx) =>
    Object.fromEntries(
      rightsOf(file, { setting: DEFAULT_SETTING, calendar: await readCalendar(tx), today: tx.today }).map((each) => [
        each.key,
        [each.until, each.isOpen],
      ]),
    ),
  );
}

describe('the party of a case', () => {
  test.each(PARTY_ACT_NAMES)(
    'does %s in its own case alone: in another there is nothing, as where there is none',
    async (act) => {
      scene.at(DAY);
      const [own, other] = [await carryCase(scene, 'noticed', LARGE), await carryCase(scene, 'noticed', LARGE)];
      const say = async (caseId: string) => {
        const words = {
          caseId,
          text: '陈述',
          files: [],
          request: '听证',
          reason: '理由',
          address: { recipient: '甲', phone: '1', address: '乙', isElectronic: false },
          on: DAY,
          fen: 1,
          receipt: '1',
          plan: [{ on: addDays(DAY, 9), fen: 1 }],
        };
        const result = await execute(scene.runtime, partyOf(own.caseId), specOf(act), newId(), words);
        return result.ok ? [] : result.refusals.map(({ code }) => code);
      };
      expect(await say(other.caseId)).toEqual(['case-not-found']);
      expect(await say(newId())).toEqual(['case-not-found']);
      expect(await say(own.caseId)).not.toContain('case-not-found');
      expect(await tryAct(scene, lead(scene), act, own.caseId, {} as never)).toEqual(['not-allowed']);
    },
  );

  test('argues within its days; what it said is answered before anything is submitted', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticed');
    const mine = lead(scene);
    const files = [await sampleFile(scene)];
    const said = await doAct(scene, partyOf(caseId), 'file-argument', caseId, { text: '已经整改', files });
    const [statement] = said.statements;
    expect(statement).toMatchObject({ on: DAY, text: '已经整改', answer: null, files: [{ name: '扫描件.jpg' }] });
    scene.at('2026-03-10'); // 五个工作日到 3 月 9 日
    expect(await tryAct(scene, partyOf(caseId), 'file-argument', caseId, { text: '又一次', files: [] })).toEqual([
      'argument-too-late',
    ]);
    const submit = () => tryAct(scene, mine, 'submit-decision', caseId, { outcome: FINE, opinion: '呈批' });
    expect(await submit()).toEqual(['argument-unanswered']);
    const answer = { argument: '已经整改', isAdopted: false, reply: '裁量时已考虑', heardOn: scene.today() };
    expect(await tryAct(scene, mine, 'note-argument', caseId, { ...answer, statementId: newId() })).toEqual([
      'argument-unknown',
    ]);
    await doAct(scene, mine, 'note-argument', caseId, { ...answer, statementId: statement?.statementId ?? '' });
    expect(await submit()).toEqual([]);
  });

  test('names no file that was not received', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticed');
    const files = [{ sha256: 'a'.repeat(64), name: '没有.pdf' }];
    expect(await tryAct(scene, partyOf(caseId), 'file-argument', caseId, { text: '陈述', files })).toEqual([
      'evidence-file-unknown',
    ]);
  });

  test('asks for a hearing where one was told of, in its five workdays, and takes it back', async () => {
    scene.at(DAY);
    const small = await carryCase(scene, 'noticed', FINE);
    const ask = (caseId: string) => tryAct(scene, partyOf(caseId), 'ask-hearing', caseId, { request: '听证' });
    expect(await ask(small.caseId)).toEqual(['hearing-not-told']);
    const late = await carryCase(scene, 'noticed', LARGE);
    const heard = await carryCase(scene, 'noticed', LARGE);
    expect(await ask(heard.caseId)).toEqual([]);
    expect(await ask(heard.caseId)).toEqual(['case-state']);
    const back = await doAct(scene, partyOf(heard.caseId), 'withdraw-hearing', heard.caseId, { reason: '接受处罚' });
    expect([back.state, back.hearing?.droppedOn]).toEqual(['submitting', DAY]);
    scene.at('2026-03-10');
    expect(await ask(late.caseId)).toEqual(['hearing-too-late']);
  });

  test('is served electronically only when it has confirmed where', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'noticing');
    const serve = () =>
      tryAct(scene, lead(scene), 'serve-notice', caseId, { service: sampleService(scene, { means: 'electronic' }) });
    expect(await serve()).toEqual(['case-consent-missing']);
    const address = { recipient: '甲企一', phone: '022-1', address: '测试路1号', isElectronic: false };
    await doAct(scene, partyOf(caseId), 'confirm-address', caseId, { address });
    expect(await serve()).toEqual(['case-consent-missing']);
    const agreed = await doAct(scene, partyOf(caseId), 'confirm-address', caseId, {
      address: { ...address, isElectronic: true, electronicTo: 'a@example.com' },
    });
    expect(agreed.papers.filter(({ form }) => form === 'address').map(({ isOver }) => isOver)).toEqual([true, false]);
    expect(await serve()).toEqual([]);
  });

  test('hands in a receipt, which counts when it is found and stops the closing until it is looked for', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    const mine = lead(scene);
    const claim = (fen: number) =>
      tryAct(scene, partyOf(caseId), 'report-payment', caseId, { on: DAY, fen, receipt: '银行1', files: [] });
    expect(await claim(900_000)).toEqual(['payment-too-much']);
    expect(await claim(800_000)).toEqual([]);
    expect(await claim(1)).toEqual(['payment-too-much']);
    const open = await caseOf(scene, caseId);
    const claimId = open.claims[0]?.claimId ?? '';
    expect(open.payments).toEqual([]);
    const pay = { on: DAY, fen: 800_000, means: 'bank', receipt: '财政1' } as const;
    await doAct(scene, mine, 'note-payment', caseId, pay);
    const finish = () => tryAct(scene, mine, 'note-executed', caseId, { result: '缴清' });
    expect(await finish()).toEqual(['claim-open']);
    await doAct(scene, mine, 'return-payment', caseId, { claimId, reason: '重复提交' });
    expect(await tryAct(scene, mine, 'return-payment', caseId, { claimId, reason: '重复' })).toEqual(['claim-unknown']);
    expect(await finish()).toEqual([]);
  });

  test('asks for instalments of exactly what it owes', async () => {
    scene.at(DAY);
    const { caseId } = await carryCase(scene, 'executing');
    const ask = (fen: number) =>
      tryAct(scene, partyOf(caseId), 'ask-instalments', caseId, { reason: '困难', plan: [{ on: '2026-04-01', fen }] });
    expect(await ask(700_000)).toEqual(['instalments-sum']);
    expect(await ask(800_000)).toEqual([]);
    expect(await ask(800_000)).toEqual(['instalments-pending']);
  });
});

describe('the rights of the party', () => {
  test('have the last days that the law counts', async () => {
    scene.at('2026-02-02');
    const told = await carryCase(scene, 'noticed', LARGE, sampleLead({ violatedOn: '2026-01-10' }));
    // 2026-02-02 起五个工作日；15 日遇春节顺延（domain §16）；60 日、6 个月。
    expect(await rights(told)).toEqual({ argue: ['2026-02-09', true], hear: ['2026-02-09', true] });
    const owing = await carryCase(scene, 'executing', LARGE, sampleLead({ violatedOn: '2026-01-10' }));
    expect(await rights(owing)).toMatchObject({
      argue: ['2026-02-09', false],
      pay: ['2026-02-24', true],
      reconsider: ['2026-04-03', true],
      sue: ['2026-08-03', true],
    });
    scene.at('2026-04-04');
    expect(await rights(owing)).toMatchObject({ pay: ['2026-02-24', false], reconsider: ['2026-04-03', false] });
  });

  test('what goes on inside the house does not show, and only what was served does', async () => {
    scene.at(DAY);
    const file = await carryCase(scene, 'decided');
    const view = await read(scene.runtime, 1, (tx) => viewForParty(tx, file, '测试局'));
    expect(view.papers.map(({ title }) => title)).toEqual(['行政处罚告知书']);
    expect([view.decided, view.money]).toEqual([[], null]);
    expect(JSON.stringify(view)).not.toContain('事实清楚');
  });
});
