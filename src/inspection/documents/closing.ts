/** 总结报告 of a completed plan as a PDF in the layout of a 公文. @module */
import { readFileSync } from 'node:fs';
import { renderSVG } from 'uqr';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { renderPdf } from '../../core/documents/render.ts';
import type { ClosingContent } from '../types/closing.ts';
import { CONCLUSIONS } from '../types/visit.ts';

const TEMPLATE = readFileSync(new URL('closing.typ', import.meta.url), 'utf8');

/** The same bytes for the same content. */
export function closingPdf(closing: ClosingContent): Uint8Array {
  const { bureau, plan, progress } = closing;
  const title = `${plan.year}年度“双随机”抽查工作总结报告`;
  return renderPdf({
    template: TEMPLATE,
    layout: 'official',
    title: `${bureau}${title}`,
    at: closing.completedAt,
    data: {
      organ: bureau,
      mark: closing.isDemo ? '演示数据，不是正式公文' : '',
      title: [bureau, title],
      carried: carriedOut(closing),
      months: {
        heads: ['月份', '计划家数', '完成家数', '累计计划', '累计完成'],
        rows: progress.months.map(({ month, planned, done, plannedSoFar, doneSoFar }) => [
          `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
          ...[planned, done, plannedSoFar, doneSoFar].map(String),
        ]),
      },
      results: {
        heads: ['检查结论', '家数'],
        rows: closing.conclusions.map(({ conclusion, count }) => [CONCLUSIONS[conclusion], String(count)]),
      },
      note: plan.closeNote ?? '',
      day: sentenceDate(closing.completedAt),
      hash: plan.hash,
      url: closing.address,
      qr: renderSVG(closing.address, { border: 0 }),
    },
  });
}

function carriedOut({ plan, progress }: ClosingContent): string[] {
  const { content, universe } = plan;
  const missing = content.count - progress.done;
  return [
    `《${content.title}》确定，列入抽查范围的企业${universe.size}家，抽查比例${content.ratio / 100}%，计划抽查${content.count}家，抽查时间从${sentenceDate(content.windowFrom)}至${sentenceDate(content.windowTo)}。`,
    `截至办结之日，随机抽取并派发${progress.drawn}家，完成检查并签字${progress.done}家，${missing > 0 ? `为计划的${share(progress.done, content.count)}，比计划少${missing}家` : '完成了计划数量'}。各月情况如下：`,
  ];
}

/** Of a hundred, to one decimal, never rounded up to the whole. */
function share(done: number, count: number): string {
  return `${Math.floor((done * 1_000) / count) / 10}%`;
}
