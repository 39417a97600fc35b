/** Findings as officers state them, with measure and days (domain §17.2). @module */
import type { FindingInput } from '../src/inspection/types/visit.ts';

export interface SampleFinding {
  /** Code of the item whose point it fails. */
  readonly code: string;
  readonly finding: Omit<FindingInput, 'itemId' | 'pointNo'>;
}

const INDUSTRY = '《工贸企业重大事故隐患判定标准》（应急管理部令第10号）';

export const SAMPLE_FINDINGS: readonly SampleFinding[] = [
  {
    code: 'ZH-11',
    finding: {
      place: '喷漆房',
      description: '喷漆房内使用非防爆插座1处',
      level: 'general',
      measureKind: 'rectify',
      measure: '更换为防爆型插座',
      days: 7,
    },
  },
  {
    code: 'ZH-06',
    finding: {
      place: '安全管理办公室',
      description: '未如实记录2026年1至3月安全教育培训情况',
      level: 'general',
      measureKind: 'rectify',
      measure: '补建培训档案',
      days: 15,
    },
  },
  {
    code: 'ZH-18',
    finding: {
      place: '车间公示栏',
      description: '隐患排查治理情况未向从业人员通报',
      level: 'general',
      measureKind: 'rectify',
      measure: '在公示栏通报并建立台账',
      days: 7,
    },
  },
  {
    code: 'ZH-10',
    finding: {
      place: '空压机房',
      description: '空压机房门口未设置安全警示标志',
      level: 'general',
      measureKind: 'on-the-spot',
      measure: '当场张贴警示标志',
      days: 0,
    },
  },
  {
    code: 'ZH-23',
    finding: {
      place: '打磨工位',
      description: '打磨工未佩戴防护眼镜',
      level: 'general',
      measureKind: 'on-the-spot',
      measure: '当场配发并佩戴',
      days: 0,
    },
  },
  {
    code: 'ZH-28',
    finding: {
      place: '安全管理办公室',
      description: '2026年上半年未组织应急演练',
      level: 'general',
      measureKind: 'rectify',
      measure: '制定演练计划并组织演练',
      days: 30,
    },
  },
  {
    code: 'ZH-01',
    finding: {
      place: '安全管理办公室',
      description: '全员安全生产责任制未覆盖外包岗位',
      level: 'general',
      measureKind: 'rectify',
      measure: '补充外包岗位责任并考核',
      days: 15,
    },
  },
  {
    code: 'ZH-17',
    finding: {
      place: '厂区入口',
      description: '未公示安全风险四色图',
      level: 'general',
      measureKind: 'rectify',
      measure: '绘制并公示四色图',
      days: 20,
    },
  },
  {
    code: 'ZH-08',
    finding: {
      place: '焊接车间',
      description: '2名焊工特种作业操作证过期仍上岗',
      level: 'major',
      criterion: `${INDUSTRY}第三条第（二）项`,
      measureKind: 'stop-work',
      measure: '立即停止其作业，取证后上岗',
      days: 0,
    },
  },
  {
    code: 'ZH-26',
    finding: {
      place: '出租厂房',
      description: '未与承租单位签订安全生产管理协议，未定期检查',
      level: 'major',
      criterion: `${INDUSTRY}第三条第（一）项`,
      measureKind: 'rectify',
      measure: '签订协议，开展检查并上报',
      days: 15,
    },
  },
  {
    code: 'KJ-01',
    finding: {
      place: '污水站',
      description: '有限空间未设置警示标志',
      level: 'general',
      measureKind: 'rectify',
      measure: '设置警示标志，完善辨识台账',
      days: 7,
    },
  },
];
