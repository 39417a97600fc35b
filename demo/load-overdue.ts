/** The case of the one order of the demo year that was never carried out: filed, decided, urged, listed as dishonest, paid at last. @module */
import { addDays } from '../src/core/calendar/day.ts';
import { read } from '../src/core/transact.ts';
import { findCaseOfFinding } from '../src/penalty/reads/cases.ts';
import { findOrderOfVisit } from '../src/rectification/reads/orders.ts';
import { workday, type Finished, type Step } from './follow-up.ts';
import { listingOf } from './load-credit.ts';
import { SMALL, type Cast } from './penalty-cast.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU } from './stage.ts';

const CAUSE = '未采取措施消除事故隐患';
const FACTS = '责令限期整改的事故隐患逾期未整改，经两次提醒仍未消除';

/** Every finding that was referred is a lead of its own; one case takes them all, for it is one act (行政处罚法第二十九条). */
export function overdueCase(cast: Cast, visit: Finished): Step[] {
  let caseId = '';
  const on = (days: number, run: () => Promise<unknown>): Step => ({
    day: workday(addDays(visit.day, days)),
    run: async () => void (await run()),
  });
  const handle = cast.handler;
  return [
    on(33, async () => {
      const [first, ...others] = await leadsOf(cast, visit);
      if (first === undefined) throw new Error('the demo order that was never carried out has no lead');
      caseId = first;
      for (const other of others)
        await cast.act(DEMO_OFFICE.deputy, 'decline-lead', other, {
          reason: '与同一企业同一指令书的其他逾期项并案查处，不另行立案',
        });
      await cast.act(handle(), 'request-filing', caseId, {
        officerIds: cast.ids(),
        cause: CAUSE,
        facts: FACTS,
        opinion: '事实初步查明，建议立案',
      });
    }),
    on(34, () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' })),
    on(42, () => cast.investigate(caseId, 'usual', SMALL, FACTS)),
    on(43, () => cast.act(handle(), 'serve-notice', caseId, { service: cast.service() })),
    on(45, async () => {
      await cast.act(handle(), 'note-waiver', caseId, { on: cast.today(), statement: '书面放弃陈述、申辩' });
      await cast.act(handle(), 'submit-decision', caseId, {
        outcome: SMALL,
        opinion: '当事人放弃陈述申辩，建议按告知内容处罚',
      });
      await cast.sign(caseId);
    }),
    on(47, () => cast.act(handle(), 'serve-decision', caseId, { service: cast.service() })),
    on(49, () => cast.disclose(caseId)),
    on(66, async () => {
      await cast.act(handle(), 'issue-urge', caseId, {});
      await cast.act(handle(), 'urge', caseId, { service: cast.service() });
    }),
    on(80, async () => {
      await cast.act(DEMO_OFFICE.head, 'impose-extra', caseId, { waivedFen: 0, reason: '催告后仍未缴纳' });
      await cast.deliver(caseId);
    }),
    ...listingOf(cast, on, () => caseId),
    on(150, async () => {
      const fen = await cast.owed(caseId);
      await cast.act(handle(), 'note-payment', caseId, { on: cast.today(), fen, means: 'bank', receipt: '演示-0003' });
      await cast.act(handle(), 'note-executed', caseId, { result: '罚款及加处罚款已缴清' });
      await cast.finish(caseId, '罚款及加处罚款已缴清，隐患已消除');
    }),
  ];
}

function leadsOf({ stage }: Cast, { inspectionId }: Finished): Promise<string[]> {
  return read(stage.runtime, DEMO_BUREAU, async (tx) => {
    const order = await findOrderOfVisit(tx, inspectionId);
    const found = (order?.items ?? []).map(({ findingId }) => findCaseOfFinding(tx, findingId));
    return (await Promise.all(found)).filter((caseId) => caseId !== undefined);
  });
}
