/** 整改复查意见书 (48 forms, 6; domain §12.3): what two officers found when they looked again. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormFields, FormTemplate } from '../../core/documents/form.ts';
import { DEMO, ENTERPRISE, REMEDY, TWO_COPIES } from '../../inspection/documents/blocks.ts';
import type { Reinspection, Verdict } from '../types/order.ts';

/** 类别字 in the number; the serial is the visit's (domain §12.1). */
export const OPINION_CATEGORY = '复查';

export const OPINION_TEMPLATE: FormTemplate = {
  title: '整改复查意见书',
  blocks: [
    DEMO,
    { kind: 'facts', rows: ENTERPRISE },
    {
      kind: 'text',
      text: '本机关于{{指令日期}}作出了责令限期整改的决定（{{指令文号}}），经对你单位整改情况进行第{{次数}}次复查，提出如下意见：',
    },
    {
      kind: 'each',
      list: '复查意见',
      text: '（{{序号}}）问题{{编号}}：{{问题}}。复查结果：{{结果}}。意见：{{意见}}。',
      none: '无',
    },
    { kind: 'text', text: '复查意见指纹（SHA-256）：{{意见指纹}}', flush: true },
    { kind: 'text', text: REMEDY },
    {
      kind: 'signatures',
      lines: [
        ['被复查单位负责人（签名）', ''],
        ['执法人员及证号', '{{执法人员}}（电子签名，{{成文日期}}）'],
      ],
    },
    { kind: 'seal' },
    TWO_COPIES,
  ],
};

export interface OpinionParts {
  readonly enterprise: {
    readonly name: string;
    readonly creditCode: string;
    readonly address: string;
    readonly principal: string;
  };
  readonly bureau: { readonly reconsideration: string; readonly court: string };
  readonly servedOn: string | null;
  /** Number of the order that was issued; empty when it was issued on paper only. */
  readonly orderNumber: string;
  readonly round: Reinspection;
  readonly findings: readonly { readonly findingId: string; readonly number: number; readonly description: string }[];
  readonly officers: readonly { readonly name: string; readonly certificateNumber: string }[];
}

const BLANK = '＿＿＿＿＿＿';

export function opinionFields({ enterprise, bureau, servedOn, orderNumber, round, ...rest }: OpinionParts): FormFields {
  return {
    被检查单位: enterprise.name,
    统一社会信用代码: enterprise.creditCode,
    地址: enterprise.address,
    负责人: enterprise.principal,
    指令日期: servedOn === null ? BLANK : sentenceDate(servedOn),
    指令文号: orderNumber || BLANK,
    次数: String(round.round),
    复查意见: round.verdicts.map(({ findingId, verdict }, n) => {
      const finding = rest.findings.find((each) => each.findingId === findingId);
      return {
        序号: String(n + 1),
        编号: String(finding?.number ?? ''),
        问题: (finding?.description ?? '').replace(/。$/, ''),
        结果: verdict === null ? '' : resultOf(verdict),
        意见: (verdict?.opinion ?? '').replace(/。$/, ''),
      };
    }),
    意见指纹: round.documentHash ?? '',
    复议机关: bureau.reconsideration || BLANK,
    管辖法院: bureau.court || BLANK,
    执法人员: rest.officers.map(({ name, certificateNumber }) => `${name}（${certificateNumber}）`).join('、'),
  };
}

function resultOf(verdict: Verdict): string {
  if (verdict.outcome === 'passed') return '整改合格';
  return verdict.outcome === 'again' ? `整改不合格，${verdict.days}日内继续整改` : '整改不合格，依法立案调查';
}
