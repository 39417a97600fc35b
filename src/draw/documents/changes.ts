/** 抽取记录表附页（结果之后的替换）: the record itself is signed and never changes, so what came after it has a page of its own. @module */
import { readFileSync } from 'node:fs';
import { sentenceTime } from '../../core/calendar/sentences.ts';
import { renderPdf } from '../../core/documents/render.ts';
import type { ChangesContent } from '../types/record.ts';

const TEMPLATE = readFileSync(new URL('changes.typ', import.meta.url), 'utf8');

export function changesPdf(content: ChangesContent): Uint8Array {
  const { bureau, publicId, name, readership, isDemo, changes, at } = content;
  return renderPdf({
    template: TEMPLATE,
    title: `抽取记录表附页 ${publicId}`,
    footer: `${bureau}　抽取记录表附页　${publicId}`,
    at,
    data: {
      bureau,
      'readership-line':
        readership === 'internal' ? '内部存档，含人员姓名，不公开' : '公开版，人员只列执法证号或名录编号',
      'demo-line': isDemo ? '演示数据' : '',
      lead: `${name}（${publicId}）的结果公布之后，经申请、批准，由批准之后产生的新随机数替换下列企业或人员。`,
      changes: changes.map((change) => ({
        title: `第 ${change.request} 号　${change.what}`,
        facts: [
          ['企业', change.enterprise, false],
          ['换下', change.out, false],
          ['原因', change.reason, false],
          ['批准', sentenceTime(change.approvedAt), false],
          ['换上', change.came ?? '没有符合条件的，不再安排', false],
          ['依据材料指纹', change.evidence, true],
          ['替换文件指纹', change.hash, true],
        ],
      })),
    },
  });
}
