/** 告知书、列入决定书、移出决定书. @module */
import type { FormBlock, FormTemplate } from '../../core/documents/form.ts';

export const CREDIT_FORMS = ['notice', 'listing', 'removal'] as const;
export type CreditForm = (typeof CREDIT_FORMS)[number];
/** 类别字 in the number. */
export const CREDIT_CATEGORIES: Readonly<Record<CreditForm, string>> = {
  notice: '失信告知',
  listing: '失信列入',
  removal: '失信移出',
};

const DEMO: FormBlock = { kind: 'text', text: '{{演示}}', flush: true };
const UNIT: FormBlock = {
  kind: 'facts',
  rows: [
    ['单位名称', '{{单位名称}}'],
    ['统一社会信用代码', '{{统一社会信用代码}}'],
    ['行政处罚', '{{处罚}}'],
    ['情形', '{{情形}}'],
    ['事实', '{{事实}}'],
  ],
};
const TO: FormBlock = { kind: 'text', text: '{{单位名称}}：', flush: true };
const RECEIPT: FormBlock = { kind: 'signatures', lines: [['接收人（签名）及日期', '']] };

export const creditForms: Readonly<Record<CreditForm, FormTemplate>> = {
  notice: {
    title: '列入安全生产严重失信主体名单告知书',
    blocks: [
      DEMO,
      TO,
      { kind: 'text', text: '依据{{依据}}，本机关拟将你单位列入安全生产严重失信主体名单，现将有关事项告知如下：' },
      UNIT,
      {
        kind: 'text',
        text: '列入后依法予以公示，加大执法检查频次，并商请有关部门采取联合惩戒措施，管理期限为{{月数}}个月。你单位有权在收到本告知书之日起五个工作日内向本机关陈述、申辩；逾期未提出的，视为放弃。',
      },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
  listing: {
    title: '列入安全生产严重失信主体名单决定书',
    blocks: [
      DEMO,
      TO,
      { kind: 'text', text: '依据{{依据}}，本机关决定将你单位列入安全生产严重失信主体名单。' },
      UNIT,
      {
        kind: 'facts',
        rows: [
          ['决定意见', '{{意见}}'],
          ['管理期限', '{{列入日期}}至{{截止日期}}'],
        ],
      },
      {
        kind: 'text',
        text: '如果不服本决定，可以自收到本决定书之日起60日内申请行政复议，或者在6个月内依法提起行政诉讼。{{移出条件}}',
      },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
  removal: {
    title: '移出安全生产严重失信主体名单决定书',
    blocks: [
      DEMO,
      TO,
      { kind: 'text', text: '本机关决定将你单位移出安全生产严重失信主体名单，停止公示，解除管理措施。' },
      UNIT,
      {
        kind: 'facts',
        rows: [
          ['移出原因', '{{移出原因}}'],
          ['意见', '{{意见}}'],
        ],
      },
      { kind: 'seal' },
      RECEIPT,
    ],
  },
};
