/** What must hold before a step of a major hazard besides its state (domain §9, §21.6). */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import { certifiedOfficer as officer } from '../../inspection/rules/sample.testing.ts';
import type { Finding } from '../../inspection/types/visit.ts';
import type { Acceptance, HandOver, TreatmentPlan } from '../types/hazard.ts';
import {
  acceptanceDocument,
  acceptanceRefusals,
  caseRefusals,
  claimRefusals,
  courtRefusals,
  dismissRefusals,
  extendRefusals,
  handOverRefusals,
  planRefusals,
  policeRefusals,
  powerCutApprovalRefusals,
  signRefusals,
  treatByRefusals,
} from './checks.ts';
import { closureAlerts, countedOf, CLOSURE_RULES } from './closure.ts';

const TODAY = '2026-03-12';
const HASH = 'a'.repeat(64);
const OFFICERS = [officer('a'), officer('b')];
const acceptance = (change: Partial<Acceptance> = {}): Acceptance => ({
  officerIds: ['a', 'b'],
  expertIds: ['x'],
  outcome: 'passed',
  opinion: '合格',
  ...change,
});

describe('治理期限', () => {
  test('ends on a day to come', () => {
    expect(treatByRefusals('2026-03-13', TODAY)).toEqual([]);
    expect(treatByRefusals(TODAY, TODAY)).toEqual([
      { code: 'hazard-day-past', at: 'treatBy', facts: { today: TODAY } },
    ]);
  });
  test('is only ever lengthened', () => {
    expect(extendRefusals({ treatBy: '2026-04-10' }, '2026-04-11', TODAY)).toEqual([]);
    expect(extendRefusals({ treatBy: '2026-04-10' }, '2026-04-10', TODAY)).toEqual([
      { code: 'hazard-not-longer', at: 'treatBy', facts: { treatBy: '2026-04-10' } },
    ]);
    expect(extendRefusals({ treatBy: null }, '2026-04-10', TODAY)).toEqual([]);
    expect(extendRefusals({ treatBy: '2026-03-10' }, '2026-03-11', TODAY)).toMatchObject([{ code: 'hazard-day-past' }]);
  });
  test('bounds the plan', () => {
    const plan: TreatmentPlan = {
      goal: '目标',
      responsible: '责任',
      measures: '措施',
      funds: '资金',
      until: '2026-04-10',
      emergency: '预案',
    };
    expect(planRefusals(plan, { treatBy: '2026-04-10' })).toEqual([]);
    expect(planRefusals(plan, { treatBy: null })).toEqual([]);
    expect(planRefusals(plan, { treatBy: '2026-04-09' })).toEqual([
      { code: 'hazard-plan-too-long', at: 'plan.until', facts: { treatBy: '2026-04-09' } },
    ]);
  });
});

describe('验收', () => {
  test('is asked for when a report says that all is done', () => {
    expect(claimRefusals(100)).toEqual([]);
    expect(claimRefusals(99)).toEqual([{ code: 'hazard-not-done', facts: { percent: 99 } }]);
    expect(claimRefusals(undefined)).toEqual([{ code: 'hazard-not-done', facts: { percent: 0 } }]);
  });

  const judge = (change: Partial<Acceptance>, mine: string | undefined = 'a'): unknown[] =>
    acceptanceRefusals(acceptance(change), OFFICERS, [{ personId: 'y' }, { personId: 'x' }], { mine, today: TODAY });
  test('by two certified officers, the one who writes among them, with experts who are known', () => {
    expect(judge({})).toEqual([]);
    expect(judge({}, 'c')).toEqual([{ code: 'round-without-opener', at: 'officerIds' }]);
    expect(judge({ officerIds: ['a'] })).toMatchObject([{ code: 'too-few-officers' }]);
    expect(judge({ expertIds: ['x', 'z'] })).toEqual([{ code: 'hazard-expert-unknown', at: 'expertIds' }]);
    expect(acceptanceRefusals(acceptance(), OFFICERS, [{ personId: 'x' }], { mine: undefined, today: TODAY })).toEqual([
      { code: 'round-without-opener', at: 'officerIds' },
    ]);
  });
  test('that failed names a new day to come; one that passed needs none', () => {
    expect(judge({ outcome: 'failed' })).toEqual([{ code: 'hazard-new-day-missing', at: 'treatBy' }]);
    expect(judge({ outcome: 'failed', treatBy: TODAY })).toMatchObject([{ code: 'hazard-day-past', at: 'treatBy' }]);
    expect(judge({ outcome: 'failed', treatBy: '2026-03-13' })).toEqual([]);
    expect(judge({ treatBy: TODAY })).toEqual([]);
  });

  test('is signed once by each of its officers, the very document, with a certificate of the day', () => {
    const hazard = { acceptance: acceptance(), documentHash: HASH };
    const seen = { documentHash: HASH, today: TODAY };
    expect(signRefusals(hazard, officer('a'), [], seen)).toEqual([]);
    expect(signRefusals(hazard, officer('c'), [], seen)).toEqual([{ code: 'round-not-member' }]);
    expect(signRefusals(hazard, undefined, [], seen)).toEqual([{ code: 'round-not-member' }]);
    expect(signRefusals({ ...hazard, acceptance: null }, officer('a'), [], seen)).toEqual([
      { code: 'round-not-member' },
    ]);
    expect(signRefusals(hazard, officer('a'), ['b', 'a'], { ...seen, documentHash: 'b'.repeat(64) })).toEqual([
      { code: 'sign-other-record', at: 'documentHash' },
      { code: 'sign-twice' },
    ]);
    expect(signRefusals(hazard, officer('a', { certificateExpiresOn: '2026-03-11' }), [], seen)).toMatchObject([
      { code: 'certificate-expired' },
    ]);
  });

  test('its opinion binds the hazard, who looked, what was found, and the new day', () => {
    const parts = {
      bureau: '某区应急管理局',
      enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
      hazard: '储罐泄漏',
      closedAt: '2026-03-12T02:00:00Z',
      officers: OFFICERS,
      experts: [{ name: '专家甲', number: 'ZJ-1' }],
    };
    const failed = acceptance({ outcome: 'failed', opinion: '不合格', treatBy: '2026-05-01' });
    const document = {
      type: 'sunlot/1/hazard-acceptance',
      bureau: '某区应急管理局',
      hazard: 'h',
      description: '储罐泄漏',
      enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
      closedAt: '2026-03-12T02:00:00Z',
      officers: [
        { name: '执法员a', certificate: 'DEMOa' },
        { name: '执法员b', certificate: 'DEMOb' },
      ],
      experts: [{ name: '专家甲', number: 'ZJ-1' }],
    };
    expect(acceptanceDocument({ hazardId: 'h', treatBy: '2026-04-10' }, failed, parts)).toEqual({
      ...document,
      treatBy: '2026-04-10',
      outcome: 'failed',
      opinion: '不合格',
      newTreatBy: '2026-05-01',
    });
    const passed = acceptanceDocument({ hazardId: 'h', treatBy: null }, acceptance(), parts);
    expect(passed).toEqual({ ...document, outcome: 'passed', opinion: '合格' });
    expect(Object.keys(passed)).not.toContain('newTreatBy');
    expect(Object.keys(passed)).not.toContain('treatBy');
  });
});

describe('不再认定', () => {
  const finding = (change: Partial<Finding>): Finding =>
    ({ level: 'general', reviewedBy: 'r', isWithdrawn: false, ...change }) as Finding;
  const still = [{ code: 'hazard-still-major' }];
  const document = { kind: 'reconsideration', organ: '区人民政府', number: '1号', on: TODAY } as const;
  const dismissal = { document: undefined, by: 'chief', signedOn: '2026-03-02', today: TODAY };
  test('only of what was withdrawn, or what two people no longer call major', () => {
    expect(dismissRefusals(undefined, dismissal)).toEqual([]);
    expect(dismissRefusals(finding({ isWithdrawn: true, level: 'major' }), dismissal)).toEqual([]);
    expect(dismissRefusals(finding({}), dismissal)).toEqual([]);
    expect(dismissRefusals(finding({ reviewedBy: null }), dismissal)).toEqual(still);
    expect(dismissRefusals(finding({ level: 'major' }), dismissal)).toEqual(still);
  });
  test('of what still stands as major only on a document that denies it, after the record was signed, by nobody who called it so', () => {
    const major = finding({ level: 'major', statedBy: 's' });
    const on = (change: object) => dismissRefusals(major, { ...dismissal, document, ...change });
    expect(on({})).toEqual([]);
    expect(on({ signedOn: null })).toEqual(still);
    for (const by of ['s', 'r']) expect(on({ by })).toEqual([{ code: 'hazard-own-judgement' }]);
    expect(on({ document: { ...document, on: '2026-03-13' } })).toMatchObject([{ code: 'void-document-later' }]);
    expect(on({ document: { ...document, on: '2026-03-01' } })).toMatchObject([{ code: 'void-document-before' }]);
    // Without anything that stands there is nothing to deny.
    expect(dismissRefusals(finding({}), { ...dismissal, document, by: 'r' })).toEqual([]);
  });
});

describe('拒不执行', () => {
  const REFUSED = { refusedOn: '2026-03-10' };
  const NOT = { refusedOn: null };
  test('停止供电: of a stop order that is refused, and not twice at a time', () => {
    expect(powerCutApprovalRefusals(REFUSED, 'stop-use', false)).toEqual([]);
    expect(powerCutApprovalRefusals(REFUSED, 'stop-work', false)).toEqual([]);
    expect(powerCutApprovalRefusals(NOT, 'rectify', true)).toEqual([
      { code: 'hazard-not-refused' },
      { code: 'power-cut-no-stop-order' },
      { code: 'power-cut-running' },
    ]);
  });
  test('移送公安 (刑法 §134-1): the same order, refused', () => {
    expect(policeRefusals(REFUSED, 'stop-use')).toEqual([]);
    expect(policeRefusals(REFUSED, 'stop-work')).toEqual([]);
    expect(policeRefusals(NOT, undefined)).toEqual([
      { code: 'hazard-not-refused' },
      { code: 'power-cut-no-stop-order' },
    ]);
  });
  test('立案 (安全生产法 §102): refused, or its time is over', () => {
    expect(caseRefusals({ ...REFUSED, treatBy: null }, TODAY)).toEqual([]);
    expect(caseRefusals({ ...NOT, treatBy: '2026-03-11' }, TODAY)).toEqual([]);
    expect(caseRefusals({ ...NOT, treatBy: TODAY }, TODAY)).toEqual([{ code: 'hazard-not-overdue' }]);
    expect(caseRefusals({ ...NOT, treatBy: null }, TODAY)).toEqual([{ code: 'hazard-not-overdue' }]);
  });
  test('a hand-over is noted on its day or after', () => {
    const paper: HandOver = { facts: '事实', number: '1号', on: TODAY };
    expect(handOverRefusals(paper, TODAY)).toEqual([]);
    expect(handOverRefusals({ ...paper, on: '2026-03-13' }, TODAY)).toEqual([
      { code: 'hazard-later', at: 'on', facts: { today: TODAY } },
    ]);
  });
});

describe('申请法院强制执行 (行政强制法 §53–54)', () => {
  // Six months after 31 March end on 30 September, three more on 30 December; ten days after 9 October is a Sunday.
  const application: HandOver = {
    facts: '事实',
    number: '1号',
    decidedOn: '2025-03-31',
    urgedOn: '2025-10-09',
    on: '2025-11-03',
  };
  const judge = (change: Partial<HandOver>, refusedOn: string | null = '2025-04-02'): unknown[] =>
    courtRefusals({ ...application, ...change }, { refusedOn }, TODAY, calendar);

  test('from the day after the suit has ended till three months later, and from the eleventh day after the 催告', () => {
    const urgedOn = '2025-09-01';
    expect(judge({ on: '2025-09-30', urgedOn })).toEqual([
      { code: 'court-too-early', at: 'on', facts: { day: '2025-09-30' } },
    ]);
    expect(judge({ on: '2025-10-01', urgedOn })).toEqual([]);
    expect(judge({ on: '2025-12-30', urgedOn })).toEqual([]);
    expect(judge({ on: '2025-12-31', urgedOn })).toEqual([
      { code: 'hazard-court-too-late', at: 'on', facts: { day: '2025-12-30' } },
    ]);
    expect(judge({ on: '2025-10-20' })).toEqual([
      { code: 'court-urged-too-late', at: 'urgedOn', facts: { day: '2025-10-20' } },
    ]);
    expect(judge({ on: '2025-10-21' })).toEqual([]);
  });
  test('of an order that is refused, with both days, on a day that has come: all that is missing at once', () => {
    expect(judge({ decidedOn: undefined, on: '2026-03-13' }, null)).toEqual([
      { code: 'hazard-later', at: 'on', facts: { today: TODAY } },
      { code: 'hazard-not-refused' },
      { code: 'court-days-missing' },
    ]);
    expect(judge({ urgedOn: undefined })).toEqual([{ code: 'court-days-missing' }]);
  });
});

describe('提请关闭', () => {
  test('counts a penalty by its cause and its day; the rules are named as the law names them', () => {
    const penalty = { cause: '未整改', decidedOn: '2026-01-05' };
    expect(countedOf([penalty])).toEqual([{ number: '未整改', decidedOn: '2026-01-05' }]);
    expect(CLOSURE_RULES).toEqual({
      'three-in-180-days': '一百八十日内三次受到行政处罚',
      'four-in-a-year': '一年内四次受到行政处罚',
    });
  });
  test('in whatever order the penalties are listed', () => {
    const days = ['2026-03-01', '2026-01-01', '2026-06-29'];
    expect(closureAlerts(days.map((decidedOn) => ({ number: decidedOn, decidedOn })))).toEqual([
      { rule: 'three-in-180-days', penalties: days.toSorted().map((decidedOn) => ({ number: decidedOn, decidedOn })) },
    ]);
  });
});
