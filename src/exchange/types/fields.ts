/** 归集字段: what can stand in a column of an export, source by source. Only what is public already, and the bureau itself. Browser-safe. @module */
import { PARTY_KINDS } from '../../penalty/types/case.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';

export interface FieldSpec {
  readonly title: string;
  /** A code and its word; without a translation of the mapping the word is written. */
  readonly codes?: Readonly<Record<string, string>>;
}

/** 操作: what the receiving system is to do with the row. */
export const OPERATIONS = { add: '新增', change: '修改', withdraw: '撤销' } as const;
export type Operation = keyof typeof OPERATIONS;

const COMMON = {
  operation: { title: '操作类型', codes: OPERATIONS },
  recordId: { title: '记录编号' },
  bureau: { title: '本机关名称' },
  bureauCode: { title: '本机关统一社会信用代码' },
  today: { title: '导出日期' },
} as const satisfies Readonly<Record<string, FieldSpec>>;

const ENTERPRISE = {
  enterprise: { title: '企业名称' },
  creditCode: { title: '统一社会信用代码' },
} as const satisfies Readonly<Record<string, FieldSpec>>;

/** 来源. */
export const SOURCES = {
  results: {
    title: '已公示的抽查结果',
    fields: {
      ...COMMON,
      ...ENTERPRISE,
      subdistrict: { title: '街镇' },
      drawId: { title: '抽取编号' },
      drawName: { title: '抽取名称' },
      joint: { title: '是否部门联合', codes: { yes: '是', no: '否' } },
      inspectedOn: { title: '检查日期' },
      itemCodes: { title: '事项编码' },
      itemNames: { title: '事项名称' },
      conclusion: { title: '检查结论', codes: CONCLUSIONS },
      findings: { title: '问题数' },
      findingTexts: { title: '问题（公开文字）' },
      publishedOn: { title: '公示日期' },
    },
  },
  penalties: {
    title: '已公示的行政处罚决定',
    fields: {
      ...COMMON,
      ...ENTERPRISE,
      partyKind: { title: '行政相对人类别', codes: PARTY_KINDS },
      number: { title: '决定书文号' },
      cause: { title: '违法行为类型' },
      facts: { title: '违法事实（公开文字）' },
      violates: { title: '违反的条款' },
      basis: { title: '处罚依据' },
      kinds: { title: '处罚类别' },
      content: { title: '处罚内容' },
      fineWan: { title: '罚款金额（万元）' },
      confiscatedWan: { title: '没收违法所得（万元）' },
      decidedOn: { title: '处罚决定日期' },
      publicUntil: { title: '公示截止期' },
      publishedOn: { title: '公示日期' },
    },
  },
  permits: {
    title: '名录中的许可证',
    fields: {
      ...COMMON,
      ...ENTERPRISE,
      permit: { title: '许可证名称' },
      permitNumber: { title: '许可证编号' },
      validUntil: { title: '有效期至' },
    },
  },
} as const satisfies Readonly<
  Record<string, { readonly title: string; readonly fields: Readonly<Record<string, FieldSpec>> }>
>;
export type SourceName = keyof typeof SOURCES;

/** The fields of a source by name. */
export function fieldsOf(source: SourceName): Readonly<Record<string, FieldSpec>> {
  return SOURCES[source].fields;
}
