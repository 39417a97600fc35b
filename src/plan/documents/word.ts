/** 通知 and 实施方案 as a Word document, from the template notice.docx that an office can edit. @module */
import { readFileSync } from 'node:fs';
import { fillWord, qrPicture, type WordData } from '../../core/documents/word.ts';
import type { NoticeContent } from '../types/notice.ts';
import { noticeText, type NoticeText } from './text.ts';

export const NOTICE_TEMPLATE = readFileSync(new URL('notice.docx', import.meta.url));
const QR_PIXELS = 76;

/** The same bytes for the same content and template; without one of its own the office has ours. */
export async function noticeWord(notice: NoticeContent, template: Uint8Array = NOTICE_TEMPLATE): Promise<Uint8Array> {
  return fillWord(template, wordData(notice));
}

/** Every field that the template may use, by the name it has there. */
export function wordData(notice: NoticeContent): WordData {
  const text = noticeText(notice);
  const [officers, experts, duties, items] = text.annexes;
  const months = duties.tables.at(-1);
  return {
    标注: text.mark,
    发文机关: text.organ,
    发文字号: text.number,
    标题行: text.title.map((行) => ({ 行 })),
    主送: text.to,
    通知正文: paragraphs(text.paragraphs),
    成文日期: text.day,
    方案标题行: text.planTitle.map((行) => ({ 行 })),
    方案引言: text.preface,
    方案正文: text.sections.flatMap(sectionLines),
    ...Object.fromEntries(
      text.annexes.flatMap(({ title, notes }, index) => [
        [`附件${index + 1}名称`, title],
        [`附件${index + 1}说明`, paragraphs(notes)],
      ]),
    ),
    执法人员: officers.tables[0]?.rows ?? [],
    专家: experts.tables[0]?.rows ?? [],
    分工: duties.tables.length > 1 ? (duties.tables[0]?.rows ?? []) : [],
    分月任务: months?.rows ?? [],
    事项: items.tables[0]?.rows ?? [],
    二维码: qrPicture(notice.address, QR_PIXELS),
    指纹: notice.plan.hash,
    网址: notice.address,
    抄送: text.copiedTo,
    印发日期: text.issuedOn,
  };
}

/** One row for each paragraph, under 一级, 二级 or 段: a template knows no sections, only lines of three kinds. */
function sectionLines({ head, paragraphs: own, parts }: NoticeText['sections'][number]): WordData[] {
  return [
    { 一级: head },
    ...paragraphs(own),
    ...parts.flatMap((part) => [{ 二级: part.head }, ...paragraphs(part.paragraphs)]),
  ];
}

function paragraphs(lines: readonly string[]): readonly WordData[] {
  return lines.map((段) => ({ 段 }));
}
