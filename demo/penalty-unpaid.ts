/** Fines that nobody paid: one that the court has enforced, one that is not paid yet. @module */
import type { ActOnCase } from '../src/penalty/rules/apply.ts';
import type { Step } from './follow-up.ts';
import { DEMO_OFFICE } from './logins.ts';
import { CAUSE, SMALL, type Cast, type Words } from './penalty-cast.ts';
import { keepPicture } from './photos.ts';

/** Not paid: reminded, the extra fine, urged, and when nothing can be contested any more enforced by the court. */
export function enforcedCase(cast: Cast): Step[] {
  let caseId = '';
  const facts = '涂装作业区使用非防爆电气设备三处，责令改正后逾期未改';
  const handle = <A extends ActOnCase>(act: A, words: Words<A>): Promise<void> =>
    cast.act(cast.handler(), act, caseId, words);
  return [
    { day: '2026-03-10', run: async () => void (caseId = await cast.open(5, CAUSE, facts)) },
    { day: '2026-03-11', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    { day: '2026-03-12', run: () => cast.investigate(caseId, 'usual', SMALL, facts) },
    { day: '2026-03-13', run: () => handle('serve-notice', { service: cast.service() }) },
    {
      day: '2026-03-16',
      run: async () => {
        await handle('note-waiver', { on: cast.today(), statement: '书面放弃陈述、申辩' });
        await handle('submit-decision', { outcome: SMALL, opinion: '当事人放弃陈述申辩，建议按告知内容处罚' });
        await cast.sign(caseId);
      },
    },
    { day: '2026-03-17', run: () => handle('serve-decision', { service: cast.service() }) },
    { day: '2026-03-18', run: () => cast.disclose(caseId) },
    {
      day: '2026-04-03',
      run: async () => {
        await handle('remind-payment', {});
        await cast.deliver(caseId);
      },
    },
    {
      day: '2026-04-15',
      run: async () => {
        await cast.act(DEMO_OFFICE.head, 'impose-extra', caseId, { waivedFen: 0, reason: '经催缴仍未缴纳' });
        await cast.deliver(caseId);
      },
    },
    {
      day: '2026-04-16',
      run: async () => {
        await handle('issue-urge', {});
        await handle('urge', { service: cast.service() });
      },
    },
    {
      day: '2026-09-18',
      run: () =>
        cast.act(DEMO_OFFICE.head, 'apply-court', caseId, { court: '区人民法院（演示）', opinion: '同意申请强制执行' }),
    },
    {
      day: '2026-09-29',
      run: async () => {
        const owed = await cast.owed(caseId);
        await handle('note-court', { on: cast.today(), outcome: 'done', number: '（2026）演示执1号', fen: owed });
        await cast.finish(caseId, '罚款及加处罚款由法院执行到位');
      },
    },
  ];
}

/** Not paid: urged, and the extra fine decided; still running at the end of the year. */
export function unpaidCase(cast: Cast): Step[] {
  let caseId = '';
  const facts = '两处安全出口被货物堵塞，责令改正后仍未清理';
  return [
    { day: '2026-06-04', run: async () => void (caseId = await cast.open(4, CAUSE, facts)) },
    { day: '2026-06-05', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    { day: '2026-06-15', run: () => cast.investigate(caseId, 'usual', SMALL, facts) },
    { day: '2026-06-16', run: () => cast.act(cast.handler(), 'serve-notice', caseId, { service: cast.service() }) },
    {
      day: '2026-06-25',
      run: async () => {
        await cast.act(cast.handler(), 'submit-decision', caseId, {
          outcome: SMALL,
          opinion: '当事人逾期未陈述申辩，建议按告知内容处罚',
        });
        await cast.sign(caseId);
      },
    },
    { day: '2026-06-29', run: () => cast.act(cast.handler(), 'serve-decision', caseId, { service: cast.service() }) },
    { day: '2026-07-01', run: () => cast.disclose(caseId) },
    {
      day: '2026-07-16',
      run: async () => {
        await cast.act(cast.handler(), 'issue-urge', caseId, {});
        await cast.act(cast.handler(), 'urge', caseId, { service: cast.service() });
      },
    },
    {
      day: '2026-07-22',
      run: async () => {
        const slip = await keepPicture(cast.stage, cast.handler(), '银行回单.jpg');
        await cast.byParty('report-payment', caseId, {
          on: cast.today(),
          fen: 500_000,
          receipt: '演示-0003',
          files: [slip],
        });
        await cast.act(cast.handler(), 'return-payment', caseId, {
          claimId: await cast.claimOf(caseId),
          reason: '财政非税系统没有查到这一笔，请核对收款账户',
        });
      },
    },
    {
      day: '2026-07-30',
      run: async () => {
        await cast.act(DEMO_OFFICE.head, 'impose-extra', caseId, { waivedFen: 0, reason: '催告后仍未缴纳' });
        await cast.deliver(caseId);
      },
    },
  ];
}
