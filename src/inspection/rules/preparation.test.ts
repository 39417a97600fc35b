import { describe, expect, test } from 'vitest';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { inspectionDeeds } from '../deeds.ts';
import { INSPECTION_STATES, type OnSitePlan } from '../types/visit.ts';
import { approvalRefusals, OFFICERS_REQUIRED, planRefusals, recusalWaits, type PlanFacts } from './preparation.ts';
import { certifiedOfficer } from './sample.testing.ts';
import { ALLOWED_IN, memberRefusals, seesAll, stepRefusals, type InspectionDeed } from './steps.ts';

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';
const FACTS: PlanFacts = {
  publishedIds: [A, B],
  applicableIds: [A],
  fileHash: 'ab',
  team: [],
  absences: [],
  annualPlan: { windowFrom: '2026-01-01', windowTo: '2026-09-30', exceptions: [] },
};
const PLAN: OnSitePlan = { scope: '厂区', focus: '重点', inspectOn: '2026-03-12', itemIds: [A] };
/** Every deed that a person does. */
const DEEDS = Object.keys(ALLOWED_IN) as InspectionDeed[];
const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);

describe('an on-site plan', () => {
  test('keeps to the published list that applies, or says why not', () => {
    const read = { readOn: '2026-03-11', readHash: 'ab' };
    expect(planRefusals(PLAN, FACTS, read, '2026-03-12')).toEqual([]);
    expect(codes(planRefusals({ ...PLAN, itemIds: [A, B] }, FACTS, read, '2026-03-12'))).toEqual([
      'inspection-deviation-reason',
    ]);
    expect(planRefusals({ ...PLAN, itemIds: [A, B], deviation: '举报线索' }, FACTS, read, '2026-03-12')).toEqual([]);
    expect(
      codes(
        planRefusals(
          { ...PLAN, itemIds: [A, A], inspectOn: '2026-10-08' },
          FACTS,
          { readOn: null, readHash: null },
          '2026-03-12',
        ),
      ),
    ).toEqual(['inspection-file-unread', 'inspection-item-twice', 'outside-window']);
  });

  test('rests on the file as it was read: another one asks again; a reading of an earlier version stands', () => {
    const readAs = (readHash: string | null) =>
      codes(planRefusals(PLAN, FACTS, { readOn: '2026-03-11', readHash }, '2026-03-12'));
    expect(readAs('cd')).toEqual(['inspection-file-changed']);
    expect(readAs(null)).toEqual([]);
  });

  const refusals = (plan: Partial<OnSitePlan>, facts: Partial<PlanFacts> = {}, today = '2026-03-12') =>
    planRefusals({ ...PLAN, ...plan }, { ...FACTS, ...facts }, { readOn: '2026-03-11', readHash: 'ab' }, today);

  test('takes items of the published list only, each once', () => {
    const [C, deviation] = ['33333333-3333-4333-8333-333333333333', '举报线索'];
    expect(refusals({ itemIds: [A, C], deviation })).toEqual([
      { code: 'inspection-item-unpublished', at: 'itemIds', facts: { count: 1 } },
    ]);
    expect(refusals({ itemIds: [A, A] })).toEqual([{ code: 'inspection-item-twice', at: 'itemIds' }]);
  });

  test('says why it leaves out an item that applies, or takes another in its place; an empty reason is none', () => {
    const why = [{ code: 'inspection-deviation-reason', at: 'deviation' }];
    for (const itemIds of [[], [B]]) {
      expect(refusals({ itemIds })).toEqual(why);
      expect(refusals({ itemIds, deviation: '' })).toEqual(why);
      expect(refusals({ itemIds, deviation: '举报线索' })).toEqual([]);
    }
    expect(refusals({ itemIds: [A] }, { applicableIds: [A, B] })).toEqual(why);
  });

  test('is for today or later, within the window of the year', () => {
    expect(refusals({}, {}, '2026-03-12')).toEqual([]);
    expect(refusals({}, {}, '2026-03-13')).toEqual([
      { code: 'inspection-day-past', at: 'inspectOn', facts: { day: '2026-03-12' } },
    ]);
  });

  test('sends two officers or more, certified on that day and booked nowhere else', () => {
    expect(OFFICERS_REQUIRED).toBe(2);
    const team = [certifiedOfficer('1'), certifiedOfficer('2', { certificateExpiresOn: '2026-03-11' })];
    expect(refusals({}, { team: team.slice(0, 1) })).toEqual([]);
    expect(refusals({}, { team })).toEqual([
      { code: 'certificate-expired', facts: { name: '执法员2', until: '2026-03-11', day: '2026-03-12' } },
    ]);
    expect(refusals({}, { absences: [{ name: '执法员1', purpose: '培训' }] })).toEqual([
      {
        code: 'inspection-member-booked',
        at: 'inspectOn',
        facts: { name: '执法员1', purpose: '培训', day: '2026-03-12' },
      },
    ]);
  });

  test('whose officer declares an interest waits for the substitute', () => {
    expect(recusalWaits('DEMO1', 'KIN')).toBe('DEMO1 申请回避（亲属有利害关系），等待替换');
  });

  const by = (draftedBy: string, reviewedBy: string | null = null) => ({ draftedBy, reviewedBy });
  test('is not approved twice by one person', () => {
    expect(codes(approvalRefusals(by('drafter', 'chief'), 'chief', false, { thisYear: 0, cap: null }))).toEqual([
      'inspection-reviewer-approves',
    ]);
    expect(approvalRefusals(by('drafter', 'chief'), 'head', false, { thisYear: 0, cap: null })).toEqual([]);
  });

  test('is not approved by its drafter or his team, nor beyond the cap of the year', () => {
    expect(approvalRefusals(by('drafter'), 'chief', false, { thisYear: 1, cap: 2 })).toEqual([]);
    expect(approvalRefusals(by('drafter'), 'chief', false, { thisYear: 9, cap: null })).toEqual([]);
    expect(codes(approvalRefusals(by('chief'), 'chief', false, { thisYear: 2, cap: 2 }))).toEqual([
      'inspection-drafter-approves',
      'inspection-over-cap',
    ]);
    expect(approvalRefusals(by('drafter'), 'chief', false, { thisYear: 3, cap: 2 })).toEqual([
      { code: 'inspection-over-cap', facts: { count: 3, cap: 2 } },
    ]);
    expect(codes(approvalRefusals(by('drafter'), 'second', true, { thisYear: 0, cap: 1 }))).toEqual([
      'inspection-drafter-approves',
    ]);
  });
});

/** Deeds of phones: they keep whatever state the visit is in. */
const PHONES = [
  'inspection.register-device',
  'inspection.revoke-device',
  'inspection.sync',
  'inspection.keep-file',
  'inspection.decide-held',
];

describe('the steps of a visit', () => {
  test('a replaced visit allows nothing, a closed one only papers about it, and every other state leads on', () => {
    const byJobs = [...PHONES, 'inspection.assign', 'inspection.follow-substitution'];
    const ofNoVisit = ['inspection.set-settings', 'inspection.set-template'];
    expect([...DEEDS, ...byJobs, ...ofNoVisit].toSorted()).toEqual(Object.keys(inspectionDeeds).toSorted());
    const papers = ['inspection.keep-paper', 'inspection.issue-document', 'inspection.void-document'];
    const open = (state: keyof typeof INSPECTION_STATES): readonly string[] =>
      DEEDS.filter((deed) => stepRefusals(deed, { state, blocked: null }).length === 0);
    expect(open('replaced')).toEqual([]);
    expect(open('closed').toSorted()).toEqual(papers.toSorted());
    for (const state of codesOf(INSPECTION_STATES))
      if (state !== 'closed' && state !== 'replaced')
        expect(open(state).some((deed) => !papers.includes(deed))).toBe(true);
  });

  test('a visit that waits for a substitution allows only another recusal', () => {
    for (const state of codesOf(INSPECTION_STATES)) {
      for (const deed of DEEDS) {
        const isFree = stepRefusals(deed, { state, blocked: '等待替换' }).length === 0;
        if (deed !== 'inspection.declare-recusal') expect(isFree).toBe(false);
      }
    }
  });

  test('experts state and sign, officers do the rest, the chief confirms levels; nobody else', () => {
    const expert = { kind: 'expert' } as const;
    const open = DEEDS.filter((deed) => memberRefusals(deed, expert, ['expert']).length === 0);
    expect(open.toSorted()).toEqual([
      'inspection.approve-plan',
      'inspection.authorise-plan',
      'inspection.close',
      'inspection.declare-recusal',
      'inspection.return-plan',
      'inspection.sign',
      'inspection.state-opinion',
      'inspection.void-document',
    ]);
    expect(codes(memberRefusals('inspection.confirm-level', undefined, ['officer']))).toEqual([
      'inspection-not-member',
    ]);
    expect(memberRefusals('inspection.confirm-level', undefined, ['section-chief'])).toEqual([]);
    expect(seesAll(['officer', 'expert'])).toBe(false);
    expect(seesAll(['officer', 'supervisor'])).toBe(true);
  });
});
