/** 督办通知书、停止供电通知书、销号通知书. @module */
import type { FormBlock, FormTemplate } from '../../core/documents/form.ts';

export const HAZARD_FORMS = ['supervision', 'power-cut', 'power-cut-decision', 'power-restored', 'removal'] as const;
export type HazardForm = (typeof HAZARD_FORMS)[number];
/** 类别字 in the number. */
export const HAZARD_CATEGORIES: Readonly<Record<HazardForm, string>> = {
  supervision: '督办',
  'power-cut': '停电通知',
  'power-cut-decision': '停电决定',
  'power-restored': '恢复供电',
  removal: '销号',
};

const DEMO: FormBlock = { kind: 'text', text: '{{演示}}', flush: true };
const HAZARD: FormBlock = {
  kind: 'facts',
  rows: [
    ['单位名称', '{{单位名称}}'],
    ['统一社会信用代码', '{{统一社会信用代码}}'],
    ['隐患部位', '{{部位}}'],
    ['隐患内容', '{{隐患}}'],
    ['判定标准', '{{判定标准}}'],
  ],
};
const RECEIPT: FormBlock = { kind: 'signatures', lines: [['接收人（签名）及日期', '']] };

export const hazardForms: Readonly<Record<HazardForm, FormTemplate>> = {
  supervision: {
    title: '重大事故隐患督办通知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{单位名称}}：', flush: true },
      {
        kind: 'text',
        text: '经检查和复核，你单位存在下列重大事故隐患。依据《中华人民共和国安全生产法》第四十一条、第六十五条，决定对该隐患实行{{督办级别}}。',
      },
      HAZARD,
      {
        kind: 'facts',
        rows: [
          ['治理期限', '{{治理期限}}'],
          ['督办部门', '{{督办部门}}'],
          ['督办理由', '{{督办理由}}'],
        ],
      },
      {
        kind: 'text',
        text: '请制定治理方案，做到责任、措施、资金、时限、预案“五落实”，报本机关审查；治理期间每周报告一次进度，采取防范措施，确保安全。治理完成后申请验收，经审查同意方可恢复生产经营或者使用。',
      },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
  'power-cut': {
    title: '停止供电（供应民用爆炸物品）通知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{供电单位}}：', flush: true },
      {
        kind: 'text',
        text: '{{单位名称}}存在重大事故隐患，本机关依法作出停产停业、停止施工或者停止使用的决定后，该单位拒不执行，有发生生产安全事故的现实危险：{{现实危险}}。依据《中华人民共和国安全生产法》第七十条，经本机关主要负责人批准，请在保证安全的前提下停止供电。',
      },
      HAZARD,
      {
        kind: 'facts',
        rows: [
          ['保证安全的措施', '{{保证安全}}'],
          ['停止供电时间', '{{停电时间}}以后'],
          ['紧急情形', '{{紧急情形}}'],
        ],
      },
      { kind: 'text', text: '该单位依法履行决定、采取相应措施消除隐患后，本机关及时通知解除。' },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
  'power-cut-decision': {
    title: '停止供电（供应民用爆炸物品）决定书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{单位名称}}：', flush: true },
      {
        kind: 'text',
        text: '你单位存在重大事故隐患，本机关依法作出停产停业、停止施工或者停止使用的决定后，你单位拒不执行，有发生生产安全事故的现实危险：{{现实危险}}。依据《中华人民共和国安全生产法》第七十条，经本机关主要负责人批准，决定自{{停电时间}}起由{{供电单位}}停止供电，强制你单位履行决定。',
      },
      HAZARD,
      {
        kind: 'facts',
        rows: [
          ['保证安全的措施', '{{保证安全}}'],
          ['紧急情形', '{{紧急情形}}'],
        ],
      },
      { kind: 'text', text: '你单位依法履行决定、采取相应措施消除隐患的，本机关及时解除停止供电的措施。' },
      {
        kind: 'text',
        text: '如果不服本决定，可以自收到本决定书之日起60日内依法申请行政复议，或者在6个月内依法提起行政诉讼。复议、诉讼期间不停止执行，法律另有规定的除外。',
      },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
  'power-restored': {
    title: '恢复供电（供应民用爆炸物品）通知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{供电单位}}：', flush: true },
      {
        kind: 'text',
        text: '{{单位名称}}已停止供电。因{{恢复理由}}，依据《中华人民共和国安全生产法》第七十条，请自收到本通知书之时起恢复供电。',
      },
      HAZARD,
      { kind: 'seal' },
      RECEIPT,
    ],
  },
  removal: {
    title: '重大事故隐患销号通知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{单位名称}}：', flush: true },
      { kind: 'text', text: '你单位下列重大事故隐患经两名以上执法人员会同专家验收合格，现予核销。' },
      HAZARD,
      {
        kind: 'facts',
        rows: [
          ['督办级别', '{{督办级别}}'],
          ['验收意见', '{{验收意见}}'],
          ['验收意见指纹', '{{验收指纹}}'],
          ['销号意见', '{{销号意见}}'],
        ],
      },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
};
