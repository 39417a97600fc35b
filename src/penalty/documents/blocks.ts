/** Blocks that several forms of a case share. @module */
import type { FormBlock } from '../../core/documents/form.ts';
import { DEMO } from '../../inspection/documents/blocks.ts';

export { DEMO };

export const PARTY: readonly (readonly string[])[] = [
  ['当事人', '{{当事人}}'],
  ['统一社会\n信用代码', '{{统一社会信用代码}}', '法定代表人\n（负责人）', '{{法定代表人}}'],
  ['地址', '{{当事人地址}}', '联系电话', ''],
];
export const CASE: readonly (readonly string[])[] = [['案件名称', '{{案件名称}}'], ['案由', '{{案由}}'], ...PARTY];
export const TO_PARTY: FormBlock = { kind: 'text', text: '{{当事人}}：', flush: true };

export const facts = (...rows: readonly (readonly string[])[]): FormBlock => ({ kind: 'facts', rows });
export const words = (text: string): FormBlock => ({ kind: 'text', text });
export const heading = (text: string): FormBlock => ({ kind: 'heading', text });
export const SEAL: FormBlock = { kind: 'seal' };
export const signs = (...labels: readonly string[]): FormBlock => ({
  kind: 'signatures',
  lines: labels.map((label) => [label, ''] as const),
});
export const HANDLERS_SIGN = '承办人（签名）及证号 {{执法证号}}';
export const RECEIVED = signs('受送达人（签名）及日期');
/** 违法事实, each with its evidence. */
export const PROVEN: FormBlock = {
  kind: 'each',
  list: '违法事实',
  text: '（{{序号}}）{{事实}}。证据：{{证据}}。',
  none: '无',
};
export const EVIDENCE: FormBlock = {
  kind: 'table',
  list: '证据',
  columns: [
    ['序号', '{{序号}}', 1],
    ['种类', '{{种类}}', 1.8],
    ['名称', '{{名称}}', 2.4],
    ['取得', '{{取得}}', 3],
    ['证明内容', '{{证明}}', 4],
  ],
  none: '无',
};
/** Every piece with where it comes from, and what became of it. */
export const EVIDENCE_LIST: FormBlock = {
  kind: 'table',
  list: '证据清单',
  columns: [
    ['序号', '{{序号}}', 0.8],
    ['种类', '{{种类}}', 1.3],
    ['名称', '{{名称}}', 1.8],
    ['来源', '{{来源}}', 1.8],
    ['取得时间、地点、人员', '{{取得}}', 2.6],
    ['原件或者复制件', '{{原件}}', 1.8],
    ['证明内容', '{{证明}}', 2.4],
    ['备注', '{{说明}}', 1.6],
  ],
  none: '无',
};
export const EVIDENCE_FILES: FormBlock = {
  kind: 'each',
  list: '证据附件',
  text: '证据{{序号}}：{{文件}}{{出处}}　SHA-256 {{指纹}}',
  none: '没有电子附件',
};
export const DECIDED: FormBlock = { kind: 'each', list: '处理决定', text: '{{序号}}．{{内容}}。', none: '无' };
export const PROPOSED: FormBlock = { kind: 'each', list: '拟处罚', text: '{{序号}}．{{内容}}。', none: '无' };
export const goods = (list: string, head: string): FormBlock => ({
  kind: 'table',
  list,
  columns: [
    ['序号', '{{序号}}', 1],
    [head, '{{名称}}', 5],
    ['规格型号', '{{规格}}', 3],
    ['数量', '{{数量}}', 2],
    ['备注', '{{备注}}', 3],
  ],
  none: '无',
});
export const REMEDY =
  '如果不服本决定，可以自收到本决定书之日起60日内向{{复议机关}}申请行政复议，或者在6个月内依法向{{管辖法院}}提起行政诉讼。复议、诉讼期间不停止执行，法律另有规定的除外。';
export const CONTACT = facts(['本机关地址', '{{机关地址}}'], ['承办人', '{{承办人}}'], ['联系电话', '{{机关电话}}']);
