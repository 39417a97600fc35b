/** 通知 and 实施方案 as a PDF in the layout of a 公文. @module */
import { readFileSync } from 'node:fs';
import { renderSVG } from 'uqr';
import { renderPdf } from '../../core/documents/render.ts';
import type { NoticeContent } from '../types/notice.ts';
import { noticeText } from './text.ts';

const TEMPLATE = readFileSync(new URL('notice.typ', import.meta.url), 'utf8');

/** The same bytes for the same content. */
export function noticePdf(notice: NoticeContent): Uint8Array {
  const text = noticeText(notice);
  return renderPdf({
    template: TEMPLATE,
    layout: 'official',
    title: text.title.join(''),
    at: notice.approvedAt,
    data: {
      organ: text.organ,
      number: text.number,
      mark: text.mark,
      title: text.title,
      to: text.to,
      paragraphs: text.paragraphs,
      day: text.day,
      'plan-title': text.planTitle,
      preface: text.preface,
      sections: text.sections.map(({ head, paragraphs, parts }) => ({
        head,
        paragraphs,
        parts: parts.map((part) => ({ head: part.head, paragraphs: part.paragraphs })),
      })),
      annexes: text.annexes.map(({ title, notes, tables }) => ({
        title,
        notes,
        tables: tables.map(({ columns, rows }) => ({
          shares: columns.map(({ share }) => share),
          long: columns.map(({ isLong = false }) => isLong),
          heads: columns.map((column) => column.title),
          rows: rows.map((row) => columns.map((column) => row[column.title] ?? '')),
        })),
      })),
      hash: notice.plan.hash,
      url: notice.address,
      qr: renderSVG(notice.address, { border: 0 }),
      'copied-to': text.copiedTo,
      'issued-on': text.issuedOn,
    },
  });
}
