/** What a pocket printer leaves with the enterprise at service: the orders by number, what is due when, and the code of its own page. @module */
import { renderSVG } from 'uqr';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { renderPdf } from '../../core/documents/render.ts';
import type { OrderView } from '../types/views.ts';

interface SlipParts {
  readonly bureau: string;
  readonly isDemo: boolean;
  readonly order: Pick<OrderView, 'enterprise' | 'items' | 'access'>;
  /** Numbers of the papers that hold. */
  readonly papers: readonly { readonly title: string; readonly number: string }[];
  /** The day it is printed. */
  readonly on: string;
}

/** `width` is that of the paper, 58 or 80 mm. */
export function orderSlipPdf({ bureau, isDemo, order, papers, on }: SlipParts, width: number): Uint8Array {
  const { enterprise, items, access } = order;
  return renderPdf({
    layout: 'slip',
    template: '#slip(data)',
    title: `责令整改凭条 ${enterprise.name}`,
    at: `${on}T00:00:00+08:00`,
    data: {
      width,
      organ: bureau,
      title: isDemo ? '责令整改凭条（演示）' : '责令整改凭条',
      facts: [
        ['单位', enterprise.name],
        ...papers.map(({ title, number }) => [title, number]),
        ['打印日期', sentenceDate(on)],
        ...(access === null ? [] : [['整改代码', access.code]]),
      ],
      lines: items.map(
        ({ number, place, description, dueOn }) =>
          `${number}．${place}：${description}${dueOn === null ? '' : `，${sentenceDate(dueOn)}前改正`}`,
      ),
      svg: renderSVG(access?.href ?? papers[0]?.number ?? enterprise.creditCode, { border: 0 }),
      caption: access === null ? '送达后凭代码报告整改' : '扫码报告整改、申请延期',
    },
  });
}
