/** 通报 as a PDF in the layout of a 公文, and as a Word document. @module */
import { readFileSync } from 'node:fs';
import { renderPdf } from '../../core/documents/render.ts';
import { fillWord } from '../../core/documents/word.ts';
import type { BulletinView } from '../types/feedback.ts';
import { bulletinText, DOMAIN_HEADS, STREET_HEADS } from './text.ts';

const TEMPLATE = readFileSync(new URL('bulletin.typ', import.meta.url), 'utf8');
const WORD = readFileSync(new URL('bulletin.docx', import.meta.url));

/** The same bytes for the same 通报; a draft is dated by the day of its figures. */
export function bulletinPdf(bulletin: BulletinView): Uint8Array {
  const text = bulletinText(bulletin);
  return renderPdf({
    template: TEMPLATE,
    layout: 'official',
    title: text.title.join(''),
    at: bulletin.issuedAt ?? `${bulletin.content.asOf}T00:00:00Z`,
    data: {
      ...text,
      problems: text.problems.map((problem) => ({ ...problem })),
      title: [...text.title],
      streets: { heads: [...STREET_HEADS], rows: text.streets.map((row) => [...row]) },
      domains: { heads: [...DOMAIN_HEADS], rows: text.domains.map((row) => [...row]) },
      demand: [...text.demand],
      hash: bulletin.hash,
    },
  });
}

export async function bulletinWord(bulletin: BulletinView): Promise<Uint8Array> {
  const text = bulletinText(bulletin);
  return fillWord(WORD, {
    标注: text.mark,
    发文机关: text.organ,
    发文字号: text.number,
    标题行: text.title.map((行) => ({ 行 })),
    主送: text.to,
    引言: text.lead,
    没有: text.problems.length === 0 ? [{ 段: text.none }] : [],
    问题: text.problems.map(({ name, units, percent }, index) => ({
      序号: String(index + 1),
      事项: name,
      家数: String(units),
      占比: percent,
    })),
    街镇表: text.streets.map((row) => rowOf(STREET_HEADS, row)),
    行业表: text.domains.map((row) => rowOf(DOMAIN_HEADS, row)),
    要求: text.demand.map((段) => ({ 段 })),
    成文日期: text.day,
    指纹: bulletin.hash,
  });
}

function rowOf(heads: readonly string[], row: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(heads.map((head, index) => [head, row[index] ?? '']));
}
