/** Words of joint visits (部门联合): refusals, desk and portal. No React here. @module */
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const jointRefusals: RefusalMessages = {
  'joint-organ-twice': (facts) => ({ reason: `联合部门“${factText(facts, 'organ')}”填了两次` }),
  'draw-joint-unplanned': (facts) => ({
    reason: `年度计划没有列“${factText(facts, 'organ')}”为联合部门`,
    remedy: '请先调整计划，或去掉这个席位',
  }),
  'draw-joint-nobody': (facts) => ({
    reason: `名录里没有“${factText(facts, 'organ')}”在全部计划检查日证件有效的人员`,
    remedy: '请把该部门的人员和证件导入执法人员名录，“所属机关”一栏填部门全称',
  }),
  'partner-not-found': () => ({ reason: '这次检查没有这位联合部门人员', remedy: '请刷新页面后重试' }),
  'partner-noted': (facts) => ({ reason: `${factText(facts, 'name')} 是否到场已经登记` }),
  'partner-not-present': (facts) => ({
    reason: `${factText(facts, 'name')} 没有登记到场`,
    remedy: '到场的人才能签字；请先登记到场',
  }),
  'partner-unnoted': (facts) => ({
    reason: `没有登记 ${factText(facts, 'organ')} ${factText(facts, 'name')} 是否到场`,
    remedy: '请登记到场；没有来的，写明原因',
  }),
  'partner-unsigned': (facts) => ({
    reason: `${factText(facts, 'organ')} ${factText(facts, 'name')} 到场后还没有签字`,
    remedy: '请本人看过检查记录后签字',
  }),
  'draw-joint-teams': () => ({
    reason: '有联合席位时不能用固定编组',
    remedy: '请改为每家分别抽取人员',
  }),
};

export const jointText = {
  title: '部门联合',
  hint: '写部门全称，与执法人员名录的“所属机关”一致；抽取时每家企业同时抽一名该部门人员，一次进入',
  organ: '联合部门',
  duty: '检查内容',
  seats: '联合席位（部门全称）',
  organs: '检查机关',
  partners: '联合部门人员',
  presence: '到场',
  signature: '签字',
  came: (at: string): string => `${at}亮证到场`,
  absent: (reason: string): string => `未到场：${reason}`,
  notYet: '未登记',
  signed: (at: string): string => `${at}签字`,
  unsigned: '未签字',
  absentTitle: (name: string): string => `${name}没有到场`,
  absentReason: '没有到场的原因',
  absentHint: '如：该部门另有紧急任务，已电话告知',
  lead: '外单位人员由本机关检查组登记：核对执法证后登记到场，看过记录后签字；不计入两名执法人员，各自的文书由其部门制作',
  certificate: '执法证号',
  name: '姓名',
  portal: '联合部门',
  drawn: (organs: string): string => `每组另抽 ${organs}各一名执法人员，同往检查`,
} as const;
