/** Cases of the demo year: one with a hearing, one on the spot, one without a penalty, one that the court has enforced, one that is not paid yet, one fined for every day. @module */
import { decideOnSpot } from '../src/penalty/actions/case.ts';
import type { Outcome } from '../src/penalty/types/case.ts';
import type { Step } from './follow-up.ts';
import { DEMO_OFFICE } from './logins.ts';
import { CAUSE, leadOf, type Cast } from './penalty-cast.ts';
import { dailyCase } from './penalty-daily.ts';
import { enforcedCase, unpaidCase } from './penalty-unpaid.ts';
import { keepPicture } from './photos.ts';

const HEARD: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 6_000_000 }] };
const LOWERED: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 5_000_000 }] };
const TOLD: Outcome = { kind: 'penalty', items: [{ kind: 'fine', fen: 1_500_000 }] };
const NONE: Outcome = { kind: 'no-penalty', ground: 'first-time', reason: '初次违法，危害后果轻微并已及时改正' };

/** Everything that happens, each on its day; the days fall between those of the visits. */
export function penaltySteps(cast: Cast): Step[] {
  return [
    { day: '2026-03-09', run: () => cast.setUp() },
    ...enforcedCase(cast),
    ...heardCase(cast),
    ...spotCase(cast),
    ...mildCase(cast),
    ...unpaidCase(cast),
    ...dailyCase(cast),
    ...toldCase(cast),
  ];
}

/** Told of a hearing, heard by the section chief, lowered in the discussion, paid, closed. */
function heardCase(cast: Cast): Step[] {
  let caseId = '';
  const facts = '喷漆房可燃气体报警装置停用，责令改正后仍未恢复';
  return [
    { day: '2026-04-02', run: async () => void (caseId = await cast.open(1, CAUSE, facts)) },
    { day: '2026-04-03', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    {
      day: '2026-04-07',
      run: async () => {
        await cast.act(cast.handler(), 'tell-rights', caseId, {});
        await cast.deliver(caseId);
      },
    },
    {
      day: '2026-04-10',
      run: async () => {
        const photo = await keepPicture(cast.stage, cast.handler(), '报警装置停用.jpg');
        const piece = cast.pieceOf('audiovisual', '喷漆房报警装置停用的照片', '报警装置主机断电，探头拆除');
        await cast.act(cast.handler(), 'add-evidence', caseId, { evidence: { ...piece, files: [photo] } });
        const log = await keepPicture(cast.stage, cast.handler(), '设备点检记录第3页.jpg');
        const copy = cast.pieceOf('documentary', '设备点检记录', '停用自三月起，无人报告');
        await cast.act(cast.handler(), 'add-evidence', caseId, {
          evidence: {
            ...copy,
            source: '当事人提供',
            originality: 'copy',
            keptAt: '原件由当事人保存，经核对无异，当事人签字确认',
            files: [log],
          },
        });
      },
    },
    { day: '2026-04-13', run: () => cast.investigate(caseId, 'refused', HEARD, facts) },
    {
      day: '2026-04-14',
      run: async () => {
        const answer = await keepPicture(cast.stage, cast.handler(), '维保单位回函.jpg');
        const piece = cast.pieceOf('documentary', '维保单位回函', '三月以来没有接到报修');
        await cast.act(cast.handler(), 'supplement-evidence', caseId, {
          evidence: { ...piece, source: '维保单位提供', files: [answer] },
          reason: '回函在调查终结后收到，印证停用时间',
        });
      },
    },
    { day: '2026-04-15', run: () => cast.act(cast.handler(), 'serve-notice', caseId, { service: cast.service() }) },
    {
      day: '2026-04-17',
      run: async () => {
        await cast.byParty('confirm-address', caseId, {
          address: {
            recipient: '乙企示',
            phone: '022-00000001',
            address: '西青区示例路1号',
            isElectronic: true,
            electronicTo: 'jiaxin@example.com',
          },
        });
        await cast.byParty('ask-hearing', caseId, { request: '要求听证，对金额有异议' });
      },
    },
    {
      day: '2026-04-20',
      run: () =>
        cast.act(DEMO_OFFICE.head, 'schedule-hearing', caseId, {
          on: '2026-05-08',
          place: '区应急管理局会议室',
          presiderId: DEMO_OFFICE.sectionChief.staffId,
          isClosed: false,
        }),
    },
    { day: '2026-04-21', run: () => cast.deliver(caseId) },
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
    { day: '2026-05-19', run: () => cast.disclose(caseId) },
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
        await cast.disclose(caseId);
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

/** Told, and the party has argued by its own page; nobody has answered yet. */
function toldCase(cast: Cast): Step[] {
  let caseId = '';
  const facts = '危险作业未安排专门人员进行现场安全管理';
  return [
    { day: '2026-09-10', run: async () => void (caseId = await cast.open(6, CAUSE, facts)) },
    { day: '2026-09-11', run: () => cast.act(DEMO_OFFICE.deputy, 'approve-filing', caseId, { opinion: '同意立案' }) },
    { day: '2026-09-17', run: () => cast.investigate(caseId, 'usual', TOLD, facts) },
    { day: '2026-09-24', run: () => cast.act(cast.handler(), 'serve-notice', caseId, { service: cast.service() }) },
    {
      day: '2026-09-28',
      run: async () => {
        const plan = await keepPicture(cast.stage, cast.handler(), '整改前后对比.jpg');
        await cast.byParty('file-argument', caseId, {
          text: '当日专职安全员临时就医，已补派人员到场并停止作业两小时，未造成后果，请求从轻处罚。',
          files: [plan],
        });
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
