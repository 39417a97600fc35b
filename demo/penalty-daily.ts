/** 按日连续处罚 in the demo: fined and ordered to correct, paid, corrected nothing; fined for every day, then corrected (安全生产法 §112). @module */
import { read } from '../src/core/transact.ts';
import { findCase } from '../src/penalty/reads/cases.ts';
import type { ActOnCase } from '../src/penalty/rules/apply.ts';
import { dailyFen } from '../src/penalty/rules/daily.ts';
import type { Outcome } from '../src/penalty/types/case.ts';
import type { Recheck } from '../src/penalty/types/daily.ts';
import type { Step } from './follow-up.ts';
import { DEMO_OFFICE } from './logins.ts';
import { CAUSE, type Cast, type Words } from './penalty-cast.ts';
import { keepPicture } from './photos.ts';
import { DEMO_BUREAU } from './stage.ts';

const FACTS = '粉碎车间除尘系统未设置泄爆装置，责令限期改正';
const FIRST: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 1_000_000 }] };
const ORDER: Recheck['order'] = { number: '津西青应急责改〔2026〕演示12号', on: '2026-07-02', until: '2026-07-10' };
const STANDS = {
  correction: `${ORDER.number}责令于7月10日前改正，调查终结时尚未改正`,
  isCorrected: false,
};

/** Two cases: the fined one, in which it is looked at twice, and the one that its first look leads to. */
export function dailyCase(cast: Cast): Step[] {
  let caseId = '';
  let dailyId = '';
  const of = <A extends ActOnCase>(id: string, act: A, words: Words<A>): Promise<void> =>
    cast.act(cast.handler(), act, id, words);
  const serve = async (id: string, act: 'serve-notice' | 'serve-decision'): Promise<void> =>
    of(id, act, { service: cast.service() });
  const pay = async (id: string, receipt: string): Promise<void> => {
    await of(id, 'note-payment', { on: cast.today(), fen: await cast.owed(id), means: 'bank', receipt });
    await of(id, 'note-executed', { result: '罚款已缴清' });
  };
  return [
    { day: '2026-06-23', run: async () => void (caseId = await cast.open(7, CAUSE, FACTS)) },
    { day: '2026-06-24', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    { day: '2026-06-26', run: () => cast.investigate(caseId, 'light', FIRST, FACTS, STANDS) },
    { day: '2026-06-29', run: () => serve(caseId, 'serve-notice') },
    {
      day: '2026-07-01',
      run: async () => {
        await of(caseId, 'note-waiver', { on: cast.today(), statement: '书面放弃陈述、申辩' });
        await of(caseId, 'submit-decision', { outcome: FIRST, opinion: '当事人放弃陈述申辩，建议按告知内容处罚' });
        await cast.sign(caseId);
      },
    },
    { day: '2026-07-02', run: () => serve(caseId, 'serve-decision') },
    { day: '2026-07-06', run: () => cast.disclose(caseId) },
    { day: '2026-07-09', run: () => pay(caseId, '演示-0004') },
    {
      day: '2026-07-13',
      run: async () => {
        await look(cast, caseId, '泄爆装置仍未设置，除尘系统继续运行', false);
        dailyId = await openFrom(cast, caseId);
        await of(dailyId, 'request-filing', {
          officerIds: cast.ids(),
          cause: '受到罚款处罚后拒不改正',
          facts: '责令改正期限届满，复查发现仍未改正',
          opinion: '符合安全生产法第一百一十二条，建议立案',
        });
      },
    },
    { day: '2026-07-14', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', dailyId, { opinion: '同意立案' }) },
    {
      day: '2026-07-16',
      run: async () => {
        const facts = '受到罚款处罚后拒不改正，除尘系统仍未设置泄爆装置';
        await cast.investigate(dailyId, 'light', await counted(cast, dailyId), facts, STANDS);
      },
    },
    { day: '2026-07-17', run: () => serve(dailyId, 'serve-notice') },
    {
      day: '2026-07-21',
      run: async () => {
        await of(dailyId, 'note-waiver', { on: cast.today(), statement: '书面放弃陈述、申辩和听证' });
        const outcome = await counted(cast, dailyId);
        await of(dailyId, 'submit-decision', { outcome, opinion: '拒不改正事实清楚，建议按日连续处罚' });
        const { head, deputy, legal, sectionChief } = DEMO_OFFICE;
        await cast.act(head, 'discuss', dailyId, {
          on: cast.today(),
          attendeeIds: [head, deputy, legal, sectionChief].map(({ staffId }) => staffId),
          record: '复核计罚期间和数额，一致同意按日连续处罚',
          outcome,
        });
        await cast.sign(dailyId);
      },
    },
    { day: '2026-07-22', run: () => serve(dailyId, 'serve-decision') },
    { day: '2026-07-24', run: () => cast.disclose(dailyId) },
    { day: '2026-08-04', run: () => pay(dailyId, '演示-0005') },
    {
      day: '2026-08-05',
      run: async () => {
        await look(cast, caseId, '泄爆装置已经安装并验收', true);
        await cast.finish(dailyId, '按日连续处罚的罚款已缴清，隐患已消除');
        await cast.finish(caseId, '罚款已缴清，经按日连续处罚后改正');
      },
    },
  ];
}

async function look(cast: Cast, caseId: string, found: string, isCorrected: boolean): Promise<void> {
  const photo = await keepPicture(cast.stage, cast.handler(), `复查${cast.today()}.jpg`);
  await cast.act(cast.handler(), 'recheck', caseId, {
    recheck: {
      order: ORDER,
      on: cast.today(),
      place: '粉碎车间',
      found,
      isCorrected,
      officerIds: cast.ids(),
      files: [photo],
    },
  });
}

/** Opens the case that the last look leads to; its id. */
async function openFrom(cast: Cast, caseId: string): Promise<string> {
  const last = async () => (await read(cast.stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId)))?.rechecks.at(-1);
  await cast.act(cast.handler(), 'open-daily', caseId, { recheckId: (await last())?.recheckId ?? '' });
  return (await last())?.dailyCaseId ?? '';
}

/** One fine, as the days make it. */
async function counted({ stage }: Cast, caseId: string): Promise<Outcome> {
  const file = await read(stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId));
  if (file === undefined || file.daily === null) throw new Error('the demo case of every day counts no days');
  return { kind: 'penalty', items: [{ kind: 'fine', fen: dailyFen(file.daily) }] };
}
