/** Cases of the demo year: one with a hearing to its end, one on the spot, one without a penalty, one that is not paid. @module */
import { read } from '../src/core/transact.ts';
import { dayOf } from '../src/core/clock.ts';
import type { DeedSpec } from '../src/core/command.ts';
import { caseDeed, decideOnSpot, openLead } from '../src/penalty/actions/case.ts';
import { setBenchmark } from '../src/penalty/actions/settings.ts';
import { findCase } from '../src/penalty/reads/cases.ts';
import { viewCase } from '../src/penalty/reads/view.ts';
import type { ActOnCase } from '../src/penalty/rules/apply.ts';
import type { ActInput, Lead } from '../src/penalty/types/acts.ts';
import type { Outcome, Service } from '../src/penalty/types/case.ts';
import type { DemoPeople } from './bureau.ts';
import { demoCreditCode } from './codes.ts';
import type { Step } from './follow-up.ts';
import { DEMO_OFFICE, type DemoStaff } from './logins.ts';
import { actorFor, DEMO_BUREAU, type Stage } from './stage.ts';

const HEARD: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 6_000_000 }] };
const LOWERED: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 5_000_000 }] };
const SMALL: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 2_000_000 }] };
const NONE: Outcome = { kind: 'no-penalty', ground: 'first-time', reason: '初次违法，危害后果轻微并已及时改正' };

/** Everything that happens, each on its day; the days fall between those of the visits. */
export function penaltySteps(stage: Stage, people: DemoPeople): Step[] {
  const cast = openCast(stage, people);
  return [
    { day: '2026-04-01', run: () => cast.setUp() },
    ...heardCase(cast),
    ...spotCase(cast),
    ...mildCase(cast),
    ...unpaidCase(cast),
  ];
}

type Cast = ReturnType<typeof openCast>;
type Words<A extends ActOnCase> = Omit<ActInput<A>, 'caseId'>;

function openCast(stage: Stage, people: DemoPeople) {
  let officers: readonly { readonly staff: DemoStaff; readonly officerId: string }[] = [];
  const ids = (): string[] => officers.map(({ officerId }) => officerId);
  const today = (): string => dayOf(stage.runtime.clock.now());
  const handler = (): DemoStaff => {
    const [first] = officers;
    if (first === undefined) throw new Error('the demo has no officer for its cases');
    return first.staff;
  };
  const act = async <A extends ActOnCase>(who: DemoStaff, act_: A, caseId: string, words: Words<A>): Promise<void> => {
    const spec: DeedSpec = caseDeed(act_);
    await stage.act(who, spec, { ...words, caseId });
  };
  const service = (): Service => ({ means: 'direct', on: today(), recipient: '甲企示', officerIds: ids() });
  return {
    stage,
    today,
    ids,
    handler,
    act,
    service,
    setUp: async () => {
      const rows = await read(stage.runtime, DEMO_BUREAU, ({ db }) =>
        db
          .selectFrom('officer')
          .select(['officer_id', 'certificate_number'])
          .where('bureau_id', '=', DEMO_BUREAU)
          .where('status', '=', 'on-duty')
          .where('staff_id', 'is not', null)
          .where('certificate_expires_on', '>', '2027-01-01')
          .orderBy('certificate_number')
          .limit(2)
          .execute(),
      );
      officers = rows.flatMap(({ officer_id: officerId, certificate_number: number }) => {
        const staff = people.officers.get(number);
        return staff === undefined ? [] : [{ staff, officerId }];
      });
      await stage.act(DEMO_OFFICE.legal, setBenchmark, {
        benchmark: {
          code: 'hazard-102',
          title: '未采取措施消除事故隐患',
          violates: '《中华人民共和国安全生产法》第四十一条第二款',
          basis: '《中华人民共和国安全生产法》第一百零二条',
          validFrom: '2021-09-01',
          isSafety: true,
          grades: [
            {
              code: 'light',
              title: '较轻',
              condition: '一般事故隐患一处，已改正',
              minFen: 0,
              maxFen: 1_000_000,
              kinds: ['warning'],
            },
            {
              code: 'usual',
              title: '一般',
              condition: '一般事故隐患两处以上',
              minFen: 1_000_000,
              maxFen: 3_000_000,
              kinds: [],
            },
            {
              code: 'grave',
              title: '较重',
              condition: '重大事故隐患',
              minFen: 3_000_000,
              maxFen: 5_000_000,
              kinds: ['stop'],
            },
            {
              code: 'refused',
              title: '严重',
              condition: '拒不执行责令改正，责令停产停业整顿',
              minFen: 5_000_000,
              maxFen: 10_000_000,
              kinds: ['stop'],
            },
          ],
          source: '演示用裁量基准，不是正式文件',
        },
      });
    },
    open: async (n: number, cause: string, facts: string): Promise<string> => {
      const { caseId } = await stage.act(handler(), openLead, { lead: leadOf(n, cause, facts, today()) });
      await act(handler(), 'request-filing', caseId, {
        officerIds: ids(),
        cause,
        facts,
        opinion: '事实初步查明，建议立案',
      });
      return caseId;
    },
    /** Filed, investigated, reported, reviewed. */
    investigate: async (caseId: string, grade: string, outcome: Outcome, facts: string): Promise<void> => {
      await act(handler(), 'add-evidence', caseId, {
        evidence: {
          kind: 'record',
          name: '现场检查笔录',
          obtainedOn: today(),
          place: '生产车间',
          proves: facts,
          officerIds: ids(),
        },
      });
      const file = await read(stage.runtime, DEMO_BUREAU, (tx) => findCase(tx, caseId));
      await act(handler(), 'finish-investigation', caseId, {
        report: {
          facts: [{ text: facts, evidenceIds: (file?.evidence ?? []).map(({ evidenceId }) => evidenceId) }],
          benchmark: 'hazard-102',
          grade,
          circumstances: '符合该档次的适用情形，无从重情节',
          correction: '责令立即改正，已改正',
          isCorrected: true,
          hasHarm: false,
          isComplex: false,
          outcome,
        },
      });
      await act(DEMO_OFFICE.legal, 'review', caseId, {
        outcome: 'agreed',
        opinion: '事实清楚，证据充分，适用依据正确，程序合法',
      });
    },
    sign: async (caseId: string): Promise<void> => {
      const hash = await read(stage.runtime, DEMO_BUREAU, async (tx) => {
        const file = await findCase(tx, caseId);
        return file === undefined ? null : (await viewCase(tx, file, actorFor(DEMO_OFFICE.head))).hashToSign;
      });
      await act(DEMO_OFFICE.head, 'decide', caseId, { documentHash: hash ?? '' });
    },
    finish: async (caseId: string, result: string): Promise<void> => {
      await act(handler(), 'request-closing', caseId, { result });
      await act(DEMO_OFFICE.deputy, 'approve-closing', caseId, { opinion: '同意结案' });
    },
  };
}

function leadOf(n: number, cause: string, facts: string, violatedOn: string): Lead {
  return {
    source: 'complaint',
    party: {
      kind: 'unit',
      name: `示例第${n}机械厂（演示）`,
      creditCode: demoCreditCode(900 + n),
      principal: '乙企示',
      address: `西青区示例路${n}号`,
      enterpriseId: null,
    },
    cause,
    facts,
    violatedOn,
  };
}

const CAUSE = '未采取措施消除事故隐患';

/** Told of a hearing, heard by the section chief, lowered in the discussion, paid, closed. */
function heardCase(cast: Cast): Step[] {
  let caseId = '';
  const facts = '喷漆房可燃气体报警装置停用，责令改正后仍未恢复';
  return [
    { day: '2026-04-02', run: async () => void (caseId = await cast.open(1, CAUSE, facts)) },
    { day: '2026-04-03', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    { day: '2026-04-13', run: () => cast.investigate(caseId, 'refused', HEARD, facts) },
    { day: '2026-04-15', run: () => cast.act(cast.handler(), 'serve-notice', caseId, { service: cast.service() }) },
    {
      day: '2026-04-17',
      run: () =>
        cast.act(cast.handler(), 'request-hearing', caseId, { on: cast.today(), request: '要求听证，对金额有异议' }),
    },
    {
      day: '2026-04-20',
      run: () =>
        cast.act(DEMO_OFFICE.head, 'schedule-hearing', caseId, {
          on: '2026-05-08',
          noticedOn: cast.today(),
          place: '区应急管理局会议室',
          presiderId: DEMO_OFFICE.sectionChief.staffId,
          isClosed: false,
        }),
    },
    {
      day: '2026-05-08',
      run: () =>
        cast.act(DEMO_OFFICE.sectionChief, 'record-hearing', caseId, {
          summary: '当事人承认事实，提出已更换报警装置并停产检修',
          opinion: '事实成立，建议考虑改正情况从轻',
        }),
    },
    {
      day: '2026-05-11',
      run: async () => {
        await cast.act(DEMO_OFFICE.legal, 'review', caseId, { outcome: 'agreed', opinion: '听证程序合法，同意从轻' });
        await cast.act(cast.handler(), 'submit-decision', caseId, {
          outcome: LOWERED,
          opinion: '采纳当事人关于已改正的意见，建议罚款五万元',
        });
      },
    },
    {
      day: '2026-05-13',
      run: async () => {
        const { head, deputy, legal, sectionChief } = DEMO_OFFICE;
        await cast.act(head, 'discuss', caseId, {
          on: cast.today(),
          attendeeIds: [head, deputy, legal, sectionChief].map(({ staffId }) => staffId),
          record: '承办人汇报后，一致同意罚款五万元',
          outcome: LOWERED,
        });
        await cast.sign(caseId);
      },
    },
    { day: '2026-05-15', run: () => cast.act(cast.handler(), 'serve-decision', caseId, { service: cast.service() }) },
    {
      day: '2026-05-26',
      run: async () => {
        await cast.act(cast.handler(), 'note-payment', caseId, {
          on: cast.today(),
          fen: 5_000_000,
          means: 'bank',
          receipt: '演示-0001',
        });
        await cast.act(cast.handler(), 'note-executed', caseId, { result: '罚款已缴清' });
        await cast.finish(caseId, '罚款五万元，已缴清，隐患已消除');
      },
    },
  ];
}

/** A warning's sister: a small fine on the spot, paid at the bank, reported back. */
function spotCase(cast: Cast): Step[] {
  let caseId = '';
  return [
    {
      day: '2026-05-20',
      run: async () => {
        const lead = leadOf(2, CAUSE, '配电箱门缺失一处，当场改正', cast.today());
        const opened = await cast.stage.act(cast.handler(), decideOnSpot, {
          lead,
          officerIds: cast.ids(),
          benchmark: 'hazard-102',
          grade: 'light',
          evidence: {
            kind: 'record',
            name: '现场笔录',
            obtainedOn: cast.today(),
            place: '配电间',
            proves: '配电箱门缺失',
          },
          fen: 200_000,
          correction: '责令立即改正，已改正',
          argument: '无异议',
          recipient: '丙企示',
        });
        caseId = opened.caseId;
      },
    },
    {
      day: '2026-05-22',
      run: async () => {
        await cast.act(cast.handler(), 'report-back', caseId, {});
        await cast.act(cast.handler(), 'note-payment', caseId, {
          on: cast.today(),
          fen: 200_000,
          means: 'bank',
          receipt: '演示-0002',
        });
        await cast.act(cast.handler(), 'note-executed', caseId, { result: '罚款已缴清' });
        await cast.finish(caseId, '当场罚款二千元，已缴清');
      },
    },
  ];
}

/** 首违不罚. */
function mildCase(cast: Cast): Step[] {
  let caseId = '';
  const facts = '安全教育培训记录缺少一名员工签字';
  return [
    {
      day: '2026-06-02',
      run: async () => void (caseId = await cast.open(3, '未如实记录安全生产教育和培训情况', facts)),
    },
    { day: '2026-06-03', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    { day: '2026-06-10', run: () => cast.investigate(caseId, 'light', NONE, facts) },
    {
      day: '2026-06-12',
      run: async () => {
        await cast.sign(caseId);
        await cast.act(cast.handler(), 'serve-decision', caseId, { service: cast.service() });
        await cast.finish(caseId, '初次违法，不予处罚，已对当事人进行教育');
      },
    },
  ];
}

/** Not paid: urged, and the extra fine decided; still running at the end of the year. */
function unpaidCase(cast: Cast): Step[] {
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
    { day: '2026-07-16', run: () => cast.act(cast.handler(), 'urge', caseId, { service: cast.service() }) },
    {
      day: '2026-07-30',
      run: () => cast.act(DEMO_OFFICE.head, 'impose-extra', caseId, { waivedFen: 0, reason: '催告后仍未缴纳' }),
    },
  ];
}
