/** 齐全性: which papers a file needs, given its course (domain §21.10). */
import { describe, expect, test } from 'vitest';
import { drawNeeds } from './requirements-draw.ts';
import {
  explainRefusals,
  inspectionNeeds,
  matrixOf,
  missingOf,
  missingRefusals,
  papersOf,
  penaltyNeeds,
  type InspectionCourse,
  type PenaltyCourse,
} from './requirements.ts';
import type { VolumeKind } from '../types/volume.ts';

/** Codes of what is needed; each must say why. */
function needed(needs: Readonly<Record<string, string>>): string {
  for (const [code, why] of Object.entries(needs)) expect(why, code).toMatch(/^\p{Script=Han}.{3,}/u);
  return Object.keys(needs).toSorted().join(' ');
}

describe('the papers of a file', () => {
  const titles = (kind: VolumeKind, part: 'main' | 'inner'): string =>
    Object.values(papersOf(kind))
      .filter((paper) => paper.part === part)
      .map(({ title }) => title)
      .join('；');
  test('检查卷 is kept in the order of the visit', () => {
    expect(titles('inspection', 'main')).toBe(
      '抽取记录；现场检查方案；检查通知书；现场检查表；现场检查记录；询问、勘验、抽样笔录；专家意见表；现场处理措施决定书；' +
        '责令限期整改指令书；文书送达回执；整改材料；整改复查意见书；责令整改事项撤销决定书；重大事故隐患督办、销号材料；检查结果告知书；' +
        '无法实施检查的情况说明；公示记录；公示异议及答复；影像资料清单；其他材料',
    );
    expect(titles('inspection', 'inner')).toBe('');
  });
  test('处罚卷 in the order of the procedure; 法制审核 and 集体讨论 are not for outside reading', () => {
    expect(titles('penalty', 'main')).toBe(
      '案件线索；不予立案决定；立案审批表；证据登记；证据原件或者复制件；先行登记保存文书；回避、承办人变更材料；案件延期审批表；' +
        '调查报告；行政处罚告知书；陈述申辩笔录或者放弃声明；听证通知书、笔录、报告书；案件处理呈批表；当场行政处罚决定书；' +
        '行政处罚决定书；决定书送达回执；当场处罚报备；缴款票据；执行材料；复议、诉讼材料；撤销处罚决定材料；案件移送书及回执；' +
        '结案审批表；公示记录；公示异议及答复；其他材料',
    );
    expect(titles('penalty', 'inner')).toBe('法制审核意见书；集体讨论记录');
  });
  test('抽取卷 in the order of the draw', () => {
    expect(titles('draw', 'main')).toBe(
      '抽查计划（摘录）和审批；抽取方案；随机抽取公告；名录快照和承诺；随机源取值；验证包；抽取记录表和签字；抽取结果；' +
        '结果之后的替换；作废决定；公布记录；留痕及入册证明清单；见证；其他材料',
    );
    expect(titles('draw', 'inner')).toBe('');
  });
});

describe('what a visit needs', () => {
  const nothing: InspectionCourse = {
    isImpossible: false,
    isPlanned: false,
    isNoticed: false,
    hasExpert: false,
    measures: [],
    hasOrder: false,
    isLookedAtAgain: false,
    hasHazard: false,
    hasVoid: false,
    hasMedia: false,
  };
  const clean = 'checklist draw-record notice plan publication record result';
  const needs = (change: Partial<InspectionCourse>): string => needed(inspectionNeeds({ ...nothing, ...change }));
  /** What comes on top of a clean visit. */
  const more = (change: Partial<InspectionCourse>): string =>
    needs(change)
      .split(' ')
      .filter((code) => !clean.split(' ').includes(code))
      .join(' ');

  test('a clean one: from the draw to the publication', () => {
    expect(needs({})).toBe(clean);
  });
  test('one that could not be made: why, and what had been prepared', () => {
    expect(needs({ isImpossible: true })).toBe('draw-record impossible publication');
    expect(needs({ isImpossible: true, isPlanned: true })).toBe('draw-record impossible plan publication');
    expect(needs({ isImpossible: true, isNoticed: true })).toBe('draw-record impossible notice publication');
    expect(needs({ isImpossible: true, hasExpert: true })).toBe('draw-record impossible publication');
  });
  test.each([
    [{ hasExpert: true }, 'opinion'],
    [{ measures: ['stop-use'] }, 'decision'],
    [{ measures: ['transfer', 'stop-work'] }, 'decision'],
    [{ measures: ['rectify'] }, 'order'],
    [{ measures: ['on-the-spot'] }, ''],
    [{ hasOrder: true }, 'service'],
    [{ isLookedAtAgain: true }, 'reinspection report'],
    [{ hasHazard: true }, 'hazard'],
    [{ hasVoid: true }, 'finding-void'],
    [{ hasMedia: true }, 'media'],
  ] as const)('with %j also: %s', (change, papers) => {
    expect(more(change)).toBe(papers);
  });
});

describe('what a case needs', () => {
  const filed: PenaltyCourse = {
    isFiled: true,
    isSimple: false,
    isTransferred: false,
    outcome: null,
    isTold: false,
    isHeard: false,
    hasArgued: false,
    isDiscussed: false,
    isFined: false,
    isPaid: false,
    hasEvidence: false,
  };
  const needs = (change: Partial<PenaltyCourse>): string => needed(penaltyNeeds({ ...filed, ...change }));
  test.each([
    [{}, 'closing filing lead'],
    [{ isFiled: false }, 'lead not-filed'],
    [{ isSimple: true }, 'closing evidence report-back spot-decision'],
    [{ isSimple: true, isPaid: true }, 'closing evidence payment report-back spot-decision'],
    [{ hasEvidence: true }, 'closing evidence filing lead originals'],
    [{ isTransferred: true }, 'closing filing lead transfer'],
    [{ outcome: 'no-penalty' }, 'closing decision filing lead report review'],
    [{ outcome: 'withdraw' }, 'closing decision filing lead report review'],
    [{ outcome: 'penalty' }, 'closing decision filing lead notice report review service submission'],
    [{ hasArgued: true }, 'argument closing filing lead'],
    [{ isHeard: true }, 'closing filing hearing lead'],
    [{ isDiscussed: true }, 'closing discussion filing lead'],
    [{ isFined: true, isPaid: true }, 'closing filing lead payment'],
    [{ isFined: true }, 'closing execution filing lead'],
    [{ isPaid: true }, 'closing filing lead'],
  ] as const)('with %j: %s', (change, papers) => {
    expect(needs(change)).toBe(papers);
  });
});

describe('what a draw needs', () => {
  const none = { isVoid: false, hasResult: false, isChanged: false, isWitnessed: false };
  test.each([
    [{}, 'announcement bundle config log plan publication record snapshot'],
    [{ isVoid: true }, 'announcement bundle config log plan publication snapshot void'],
    [{ hasResult: true }, 'announcement bundle config log plan publication record result snapshot sources'],
    [{ isChanged: true }, 'announcement bundle change config log plan publication record snapshot'],
    [{ isWitnessed: true }, 'announcement bundle config log plan publication record snapshot witness'],
  ])('with %j: %s', (change, papers) => {
    expect(needed(drawNeeds({ ...none, ...change }))).toBe(papers);
  });
});

describe('the matrix', () => {
  const matrix = matrixOf(
    'draw',
    { plan: '依据', config: '条件', record: '签字' },
    new Set(['plan', 'void']),
    new Map([['config', '另存']]),
  );
  test('has a row for every paper of the kind', () => {
    expect(matrix.map(({ code }) => code)).toEqual(Object.keys(papersOf('draw')));
    expect(matrix.filter(({ why, isMet }) => why !== null || isMet)).toEqual([
      { code: 'plan', title: '抽查计划（摘录）和审批', why: '依据', isMet: true, exception: null },
      { code: 'config', title: '抽取方案', why: '条件', isMet: false, exception: '另存' },
      { code: 'record', title: '抽取记录表和签字', why: '签字', isMet: false, exception: null },
      { code: 'void', title: '作废决定', why: null, isMet: true, exception: null },
    ]);
  });
  test('what is needed, not there, and not explained is missing', () => {
    expect(missingOf(matrix).map(({ code }) => code)).toEqual(['record']);
    expect(missingRefusals(matrix)).toEqual([
      { code: 'archive-missing', at: 'record', facts: { title: '抽取记录表和签字', why: '签字' } },
    ]);
  });
  test('what is there, or what nobody asks for, needs no excuse', () => {
    expect(explainRefusals(matrix, 'record')).toEqual([]);
    expect(explainRefusals(matrix, 'plan')).toEqual([
      { code: 'archive-not-missing', at: 'requirement', facts: { title: '抽查计划（摘录）和审批' } },
    ]);
    expect(explainRefusals(matrix, 'result')).toEqual([
      { code: 'archive-not-needed', at: 'requirement', facts: { title: '抽取结果' } },
    ]);
    expect(explainRefusals(matrix, 'lead')).toEqual([{ code: 'archive-requirement-unknown', at: 'requirement' }]);
  });
});
