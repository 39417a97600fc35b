/** 责令整改事项撤销决定书: that a finding does not stand, on what, and that nothing more is asked for it. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import type { FormFields, FormTemplate } from '../../core/documents/form.ts';
import { DEMO, ENTERPRISE, TWO_COPIES } from '../../inspection/documents/blocks.ts';
import { basisWords } from '../rules/void.ts';
import type { KeptBasis } from '../types/void.ts';

/** 类别字 in the number; the serial is the visit's (domain §12.1). */
export const VOID_CATEGORY = '改撤';

export const VOID_TEMPLATE: FormTemplate = {
  title: '责令整改事项撤销决定书',
  blocks: [
    DEMO,
    { kind: 'facts', rows: ENTERPRISE },
    {
      kind: 'text',
      text: '本机关于{{检查日期}}对你单位进行安全生产检查，现场检查记录载明问题第{{编号}}项：{{问题}}。{{指令}}',
    },
    { kind: 'text', text: '{{依据}}，理由如下：{{理由}}。' },
    {
      kind: 'text',
      text: '现决定撤销该项问题的认定和相应的责令整改要求，自本决定作出之日起不再要求你单位整改。其余问题的处理不变。',
    },
    { kind: 'text', text: '已经公示的检查结果，由本机关依法更正或者撤回。' },
    { kind: 'signatures', lines: [['批准人', '{{批准人}}（电子签名，{{成文日期}}）']] },
    { kind: 'seal' },
    TWO_COPIES,
  ],
};

interface VoidParts {
  readonly enterprise: {
    readonly name: string;
    readonly creditCode: string;
    readonly address: string;
    readonly principal: string;
  };
  readonly inspectedOn: string;
  readonly finding: { readonly number: number; readonly place: string; readonly description: string };
  readonly servedOn: string | null;
  /** Number of the paper that asked for it; empty when it was issued on paper only. */
  readonly orderNumber: string;
  readonly basis: KeptBasis;
  readonly reason: string;
  readonly decidedBy: string;
}

export function voidFields({ enterprise, finding, servedOn, orderNumber, basis, ...parts }: VoidParts): FormFields {
  return {
    被检查单位: enterprise.name,
    统一社会信用代码: enterprise.creditCode,
    地址: enterprise.address,
    负责人: enterprise.principal,
    检查日期: sentenceDate(parts.inspectedOn),
    编号: String(finding.number),
    问题: `${finding.place}，${withoutStop(finding.description)}`,
    指令:
      servedOn === null
        ? ''
        : `本机关已就该项作出处理${orderNumber === '' ? '' : `（${orderNumber}）`}，于${sentenceDate(servedOn)}送达。`,
    依据: basisWords(basis),
    理由: withoutStop(parts.reason),
    批准人: parts.decidedBy,
  };
}

function withoutStop(words: string): string {
  return words.replace(/[。；;.]$/, '');
}
