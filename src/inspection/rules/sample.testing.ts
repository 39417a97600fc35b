/** People, findings and a record of a visit for rules that need no database. @module */
import type { ChecklistLine } from '../../items/types.ts';
import type { Finding } from '../types/visit.ts';
import type { CertifiedOfficer } from './preparation.ts';
import type { RecordParts } from './record.ts';

/** On duty, with a certificate that is valid for years around the day of the tests. */
export const certifiedOfficer = (personId: string, change: Partial<CertifiedOfficer> = {}): CertifiedOfficer => ({
  personId,
  name: `执法员${personId}`,
  status: 'on-duty',
  certificateNumber: `DEMO${personId}`,
  certificateValidFrom: '2023-01-01',
  certificateExpiresOn: '2028-12-31',
  ...change,
});

export const ITEM = '11111111-1111-4111-8111-111111111111';
/** A check point whose hazard is major only by a criterion. */
export const LINE: ChecklistLine = {
  itemId: ITEM,
  version: 1,
  code: 'ZH-01',
  itemName: '全员安全生产责任制',
  no: 1,
  question: '是否建立责任制',
  evidence: '',
  severity: 'by-criterion',
};

/** A general hazard at that point, to be rectified. */
export function finding(change: Partial<Finding> = {}): Finding {
  return {
    findingId: '22222222-2222-4222-8222-222222222222',
    number: 1,
    itemId: ITEM,
    pointNo: 1,
    place: '办公室',
    description: '责任制未覆盖外包岗位',
    level: 'general',
    measureKind: 'rectify',
    measure: '补充责任',
    days: 15,
    dueOn: '2026-03-27',
    reviewedBy: null,
    statedBy: 'officer-1',
    needsReview: false,
    isWithdrawn: false,
    settledOn: null,
    ...change,
  };
}

/** A record of two officers and an expert in which nothing is missing. */
export function recordParts(change: Partial<RecordParts> = {}): RecordParts {
  return {
    inspection: { inspectionId: 'v', drawId: 'd', checkedIn: ['a', 'b'] },
    bureau: '120111',
    enterprise: { name: '测试有限公司', creditCode: '91120111MA0000001X' },
    inspectedOn: '2026-03-12',
    closedAt: '2026-03-12T08:00:00Z',
    team: [
      { kind: 'officer', personId: 'a', seat: 0, name: '甲', number: 'DEMO1' },
      { kind: 'officer', personId: 'b', seat: 1, name: '乙', number: 'DEMO2' },
      { kind: 'expert', personId: 'x', seat: 0, name: '丙', number: 'ZJ-1' },
    ],
    checklist: [LINE],
    answers: [{ itemId: ITEM, pointNo: 1, answer: 'fail' }],
    findings: [finding()],
    opinions: [
      { expertId: 'x', number: 1, problem: '责任制不全', basis: '安全生产法', measure: '补充', suggestedDays: 15 },
    ],
    ...change,
  };
}
