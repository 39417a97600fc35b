/** Each reason why a finding may not stand as stated, or a record not be frozen, alone and with what it says. */
import { describe, expect, test } from 'vitest';
import {
  closingRefusals,
  conclusionOf,
  demandsPicture,
  findingRefusals,
  levelRefusals,
  proposedLevel,
  proposedMeasure,
  recordDocument,
  recordRefusals,
} from './record.ts';
import { finding, ITEM, LINE, recordParts } from './sample.testing.ts';

const POINT = `${ITEM}#1`;
const PICTURED = { ...LINE, evidence: '现场照片' };
const ANSWERS = [{ itemId: ITEM, pointNo: 1, answer: 'fail' as const }];
const HASH = 'a'.repeat(64);

describe('a finding may not be stated', () => {
  const major = finding({ level: 'major', criterion: '判定标准', days: 7 });
  const general = { ...LINE, severity: 'general' } as const;

  test('at a point that the check table does not have, whatever else is said', () => {
    expect(findingRefusals(finding({ days: 0 }), undefined, 'fail')).toEqual([
      { code: 'finding-point-unknown', at: 'pointNo' },
    ]);
  });
  test('at a point that passed; one that is not answered yet may fail', () => {
    for (const answer of ['pass', 'not-applicable'] as const)
      expect(findingRefusals(finding(), LINE, answer)).toEqual([{ code: 'finding-point-passed', at: 'pointNo' }]);
    expect(findingRefusals(finding(), LINE, 'fail')).toEqual([]);
    expect(findingRefusals(finding(), LINE, undefined)).toEqual([]);
  });
  test('as major where no criterion says so, or without naming it', () => {
    expect(findingRefusals(major, LINE, 'fail')).toEqual([]);
    expect(findingRefusals(major, general, 'fail')).toEqual([{ code: 'finding-level-without-criterion', at: 'level' }]);
    const missing = [{ code: 'finding-criterion-missing', at: 'criterion' }];
    const { criterion: _, ...unnamed } = major;
    expect(findingRefusals(unnamed, LINE, 'fail')).toEqual(missing);
    expect(findingRefusals({ ...major, criterion: '' }, LINE, 'fail')).toEqual(missing);
  });
  test('as general where the point is a major hazard', () => {
    expect(findingRefusals(finding(), { ...LINE, severity: 'major' }, 'fail')).toEqual([
      { code: 'finding-level-too-low', at: 'level' },
    ]);
    expect(findingRefusals(finding(), general, 'fail')).toEqual([]);
  });
  test('corrected on the spot and with days; to be rectified and without any; major and done on the spot', () => {
    const spot = (change: object) => findingRefusals(finding({ measureKind: 'on-the-spot', ...change }), LINE, 'fail');
    expect(spot({ days: 0 })).toEqual([]);
    expect(spot({ days: 1 })).toEqual([{ code: 'finding-days-on-the-spot', at: 'days' }]);
    expect(findingRefusals(finding({ days: 0 }), LINE, 'fail')).toEqual([{ code: 'finding-days-missing', at: 'days' }]);
    expect(findingRefusals(finding({ measureKind: 'stop-use', days: 0 }), LINE, 'fail')).toEqual([]);
    expect(spot({ days: 0, level: 'major', criterion: '判定标准' })).toEqual([
      { code: 'finding-major-on-the-spot', at: 'measureKind' },
    ]);
  });
  test('a level is confirmed by another person, and only where it is or was major', () => {
    expect(levelRefusals(true, false)).toEqual([]);
    expect(levelRefusals(false, false)).toEqual([{ code: 'finding-not-major' }]);
    expect(levelRefusals(true, true)).toEqual([{ code: 'finding-own-review' }]);
  });
  test('what is proposed: a fortnight for a general hazard, a week for a major one', () => {
    expect(proposedMeasure(proposedLevel('general'))).toEqual({ measureKind: 'rectify', days: 15 });
    expect(proposedMeasure(proposedLevel('by-criterion'))).toEqual({ measureKind: 'rectify', days: 15 });
    expect(proposedMeasure(proposedLevel('major'))).toEqual({ measureKind: 'rectify', days: 7 });
  });
});

describe('a record may not be frozen', () => {
  const against = (change: Parameters<typeof recordParts>[0]) => recordRefusals(recordParts(change), 2);

  test('before every point is answered: how many are open, and the first of them', () => {
    const second = { ...LINE, no: 2, question: '是否培训' };
    const third = { ...LINE, no: 3, question: '是否演练' };
    expect(against({ checklist: [LINE, second, third] })).toEqual([
      { code: 'record-unanswered', facts: { count: 2, first: '是否培训' } },
    ]);
  });
  test('while a point failed without a finding that stands, or a finding stands where nothing failed', () => {
    const passed = [{ itemId: ITEM, pointNo: 1, answer: 'pass' as const }];
    expect(against({ findings: [] })).toEqual([
      { code: 'record-fail-without-finding', at: POINT, facts: { question: '是否建立责任制' } },
    ]);
    expect(against({ answers: passed, findings: [] })).toEqual([]);
    expect(against({ answers: passed, findings: [finding({ number: 3 })] })).toEqual([
      { code: 'record-finding-without-fail', at: finding().findingId, facts: { number: 3 } },
    ]);
    const elsewhere = { ...LINE, itemId: 'other', question: '是否培训' };
    const both = [...ANSWERS, { itemId: 'other', pointNo: 1, answer: 'fail' as const }];
    expect(against({ checklist: [LINE, elsewhere], answers: both })).toEqual([
      { code: 'record-fail-without-finding', at: 'other#1', facts: { question: '是否培训' } },
    ]);
  });
  test('before another person has confirmed the level of a major hazard', () => {
    const major = finding({ level: 'major', needsReview: true });
    expect(against({ findings: [major] })).toEqual([
      { code: 'record-major-unreviewed', at: major.findingId, facts: { number: 1 } },
    ]);
    expect(against({ findings: [{ ...major, reviewedBy: 'chief' }] })).toEqual([]);
  });
  test('with fewer officers than must be there', () => {
    const checkedIn = ['a'];
    expect(against({ inspection: { inspectionId: 'v', drawId: 'd', checkedIn } })).toEqual([
      { code: 'too-few-officers', facts: { present: 1, required: 2 } },
    ]);
  });
  test('before each expert has given an opinion of his own', () => {
    const silent = [{ code: 'record-expert-silent', at: 'x', facts: { name: '丙' } }];
    const [opinion] = recordParts().opinions;
    expect(against({ opinions: [] })).toEqual(silent);
    expect(against({ opinions: opinion === undefined ? [] : [{ ...opinion, expertId: 'y' }] })).toEqual(silent);
  });
  test('without the picture by which a point is shown, when it failed', () => {
    const missing = [
      {
        code: 'record-evidence-missing',
        at: POINT,
        facts: { question: '是否建立责任制', evidence: '现场照片' },
      },
    ];
    const checklist = [{ ...LINE, itemId: 'other', evidence: '' }, PICTURED];
    const answers = [...ANSWERS, { itemId: 'other', pointNo: 1, answer: 'pass' as const }];
    expect(against({ checklist, answers })).toEqual(missing);
    expect(against({ checklist, answers, photos: [{ sha256: HASH, itemId: 'other', pointNo: 1 }] })).toEqual(missing);
    expect(against({ checklist, answers, photos: [{ sha256: HASH, itemId: ITEM, pointNo: 1 }] })).toEqual([]);
    expect(against({ checklist, answers, evidenced: new Set([POINT]) })).toEqual([]);
    const passed = [{ itemId: ITEM, pointNo: 1, answer: 'pass' as const }];
    expect(against({ checklist: [PICTURED], answers: passed, findings: [] })).toEqual([]);
    for (const evidence of ['照片', '拍照', '影像资料', '录像', '视频'])
      expect(demandsPicture({ evidence })).toBe(true);
    for (const evidence of ['', '询问记录', '书证']) expect(demandsPicture({ evidence })).toBe(false);
  });
});

describe('what is signed', () => {
  test('is all that was seen, and nothing of what was withdrawn', () => {
    const open = { ...LINE, no: 2, question: '是否培训' };
    const team = [...recordParts().team].toReversed();
    const major = finding({ number: 2, level: 'major', criterion: '判定标准', dueOn: null });
    const gone = finding({ number: 3, isWithdrawn: true });
    const photos = [{ sha256: HASH, itemId: ITEM, pointNo: 1 }];
    const findings = [finding({ criterion: '' }), major, gone];
    const inspection = { inspectionId: 'v', drawId: 'd', checkedIn: ['b', 'a'] };
    expect(recordDocument(recordParts({ inspection, checklist: [LINE, open], team, findings, photos }))).toEqual({
      type: 'sunlot/1/inspection-record',
      bureau: '120111',
      inspection: 'v',
      draw: 'd',
      enterprise: { name: '测试有限公司', creditCode: '91120111MA0000001X' },
      inspectedOn: '2026-03-12',
      closedAt: '2026-03-12T08:00:00Z',
      team: [
        // The first place of the experts is not that of the lead.
        { kind: 'expert', name: '丙', number: 'ZJ-1', lead: false },
        { kind: 'officer', name: '乙', number: 'DEMO2', lead: false },
        { kind: 'officer', name: '甲', number: 'DEMO1', lead: true },
      ],
      present: ['a', 'b'],
      checklist: [
        { item: 'ZH-01', version: 1, no: 1, question: '是否建立责任制', answer: 'fail' },
        { item: 'ZH-01', version: 1, no: 2, question: '是否培训', answer: 'unanswered' },
      ],
      findings: [
        {
          number: 1,
          point: POINT,
          place: '办公室',
          description: '责任制未覆盖外包岗位',
          level: 'general',
          measureKind: 'rectify',
          measure: '补充责任',
          dueOn: '2026-03-27',
        },
        {
          number: 2,
          point: POINT,
          place: '办公室',
          description: '责任制未覆盖外包岗位',
          level: 'major',
          criterion: '判定标准',
          measureKind: 'rectify',
          measure: '补充责任',
        },
      ],
      opinions: [
        { expertId: 'x', number: 1, problem: '责任制不全', basis: '安全生产法', measure: '补充', suggestedDays: 15 },
      ],
      photos: [{ sha256: HASH, point: POINT }],
    });
    expect(Object.keys(recordDocument(recordParts({ photos: [] })))).not.toContain('photos');
  });

  test('waits for what still runs: a finding counts until it is settled, corrected on the spot or withdrawn', () => {
    const spot = finding({ measureKind: 'on-the-spot' });
    const [settled, gone] = [finding({ settledOn: '2026-03-20' }), finding({ isWithdrawn: true })];
    expect(closingRefusals([spot, settled, gone])).toEqual([]);
    expect(closingRefusals([finding(), spot, finding()])).toEqual([
      { code: 'close-open-findings', facts: { count: 2 } },
    ]);
    expect(conclusionOf([spot, finding({ isWithdrawn: true })])).toBe('corrected');
    expect(conclusionOf([settled])).toBe('follow-up');
  });
});
