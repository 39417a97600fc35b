/** What is owed to a draw (domain §21.2, docs/adr/0052); `rules/duties.ts` beside it is about who may not do two things. Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { DrawState } from '../types.ts';

export const drawDuties = {
  'draw.freeze': {
    deed: 'draw.freeze',
    owners: ['group-office'],
    unit: 'day',
    why: '抽取还在配置，公告之前冻结名录',
  },
  'draw.commit/leader': {
    deed: 'draw.commit',
    owners: ['head', 'deputy-head'],
    unit: 'day',
    why: '名录已冻结，公告之前领导小组一方提交承诺',
  },
  'draw.commit/supervisor': {
    deed: 'draw.commit',
    owners: ['supervisor'],
    unit: 'day',
    why: '名录已冻结，公告之前监督一方提交承诺',
  },
  'draw.announce': {
    deed: 'draw.announce',
    owners: ['group-office'],
    unit: 'day',
    why: '两方都已承诺，公布抽取公告',
  },
  'draw.reveal/leader': {
    deed: 'draw.reveal',
    owners: ['head', 'deputy-head'],
    unit: 'day',
    why: '公告写明的揭示期限；逾期按空值计，不能补',
  },
  'draw.reveal/supervisor': {
    deed: 'draw.reveal',
    owners: ['supervisor'],
    unit: 'day',
    why: '公告写明的揭示期限；逾期按空值计，不能补',
  },
  'draw.record-source': {
    deed: 'draw.record-source',
    owners: ['group-office'],
    unit: 'day',
    why: '公告写明的随机源已可录入，公告的结果期限前录入',
  },
  'draw.confirm-source': {
    deed: 'draw.confirm-source',
    owners: ['supervisor'],
    unit: 'day',
    why: '随机源已录入一次，由监督一方独立再录一遍',
  },
  'draw.release-code/supervisor': {
    deed: 'draw.release-code',
    owners: ['supervisor'],
    unit: 'day',
    why: '封存抽取的其他随机源都已知道，交出执法监督持有的编码',
  },
  'draw.release-code/legal': {
    deed: 'draw.release-code',
    owners: ['legal-reviewer'],
    unit: 'day',
    why: '封存抽取的其他随机源都已知道，交出法制审核持有的编码',
  },
  'draw.complete': {
    deed: 'draw.complete',
    owners: ['group-office', 'supervisor'],
    unit: 'day',
    why: '随机源都已确定，计算结果',
  },
  'draw.confirm': {
    deed: 'draw.confirm',
    owners: ['head', 'deputy-head'],
    unit: 'day',
    why: '结果已算出，组长或副组长确认',
  },
  'draw.release': { deed: 'draw.release', owners: ['group-office'], unit: 'day', why: '结果已确认，派发给各检查组' },
  'draw.sign-record/operator': {
    deed: 'draw.sign-record',
    owners: ['group-office'],
    unit: 'day',
    why: '抽取记录表由操作、见证和领导小组三方签署',
  },
  'draw.sign-record/leader': {
    deed: 'draw.sign-record',
    owners: ['head', 'deputy-head'],
    unit: 'day',
    why: '抽取记录表由操作、见证和领导小组三方签署',
  },
  'draw.sign-record/witness': {
    deed: 'draw.sign-record',
    owners: ['supervisor'],
    unit: 'day',
    why: '抽取记录表由操作、见证和领导小组三方签署',
  },
  'draw.open': {
    deed: 'draw.open',
    owners: ['group-office', 'supervisor'],
    unit: 'day',
    why: '封存的结果在检查全部结束后、公告写明的期限前公开',
  },
  'draw.void/head': { deed: 'draw.void', owners: ['head'], unit: 'day', why: '监督一方提议作废，由组长决定是否同意' },
  'draw.void/supervisor': {
    deed: 'draw.void',
    owners: ['supervisor'],
    unit: 'day',
    why: '组长提议作废，由监督一方决定是否同意',
  },
  'draw.approve-substitution': {
    deed: 'draw.approve-substitution',
    owners: ['head', 'deputy-head'],
    unit: 'day',
    why: '有人申请替换，批准时指定其后才产生的随机源，或不批准',
  },
  'draw.record-fresh': {
    deed: 'draw.record-fresh',
    owners: ['group-office'],
    unit: 'day',
    why: '替换已批准，录入新随机源',
  },
  'draw.confirm-fresh': {
    deed: 'draw.confirm-fresh',
    owners: ['supervisor'],
    unit: 'day',
    why: '新随机源已录入一次，由监督一方独立再录一遍',
  },
} as const satisfies Duties;

export type DrawDuty = keyof typeof drawDuties;

const VOIDING = ['draw.void/head', 'draw.void/supervisor'] as const;
const SOURCES = [
  'draw.reveal/leader',
  'draw.reveal/supervisor',
  'draw.record-source',
  'draw.confirm-source',
  'draw.release-code/supervisor',
  'draw.release-code/legal',
  ...VOIDING,
] as const;
const AFTER = [
  'draw.sign-record/operator',
  'draw.sign-record/leader',
  'draw.sign-record/witness',
  'draw.approve-substitution',
  'draw.record-fresh',
  'draw.confirm-fresh',
] as const;

export const DRAW_OWED: OwedIn<DrawState, typeof drawDuties> = {
  configuring: ['draw.freeze', ...VOIDING],
  frozen: ['draw.commit/leader', 'draw.commit/supervisor', 'draw.announce', ...VOIDING],
  announced: SOURCES,
  rolling: SOURCES,
  seeded: ['draw.complete', ...VOIDING],
  drawn: ['draw.confirm', ...VOIDING],
  confirmed: ['draw.release', ...AFTER],
  released: ['draw.open', 'draw.release-code/supervisor', 'draw.release-code/legal', ...AFTER],
};

/** What carries a void draw to its result, so that it can be published (protocol §7); nothing else is owed to it. */
export const OWED_WHEN_VOID: readonly DrawDuty[] = [
  'draw.reveal/leader',
  'draw.reveal/supervisor',
  'draw.record-source',
  'draw.confirm-source',
  'draw.release-code/supervisor',
  'draw.release-code/legal',
  'draw.complete',
];
