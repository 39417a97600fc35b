/** 借阅副本: the documents of a volume as one PDF with page numbers and the name of who borrowed it on every page. @module */
import { mergePdf, type MergedPart } from '../../core/documents/merge.ts';
import { renderPdf } from '../../core/documents/render.ts';
import { PARTS, type Entry } from '../types/volume.ts';

export interface CopyPart {
  readonly entry: Pick<Entry, 'part' | 'pages' | 'firstPage' | 'path'>;
  readonly bytes: Uint8Array;
}

export interface CopyOf {
  readonly archiveNumber: string;
  readonly title: string;
  readonly borrower: string;
  /** The day it is read. */
  readonly on: string;
  readonly parts: readonly CopyPart[];
}

const FORMATS: Readonly<Record<string, MergedPart['format']>> = { pdf: 'pdf', jpg: 'jpeg', jpeg: 'jpeg', png: 'png' };

export function copyPdf({ archiveNumber, title, borrower, on, parts }: CopyOf): Promise<Uint8Array> {
  const shown = parts.flatMap(({ entry, bytes }) => {
    const format = FORMATS[entry.path.slice(entry.path.lastIndexOf('.') + 1)];
    return format === undefined ? [] : [{ entry, part: { bytes, format } }];
  });
  const labels = shown.flatMap(({ entry }) =>
    Array.from({ length: entry.pages }, (_each, n) => `${PARTS[entry.part]}　第 ${entry.firstPage + n} 页`),
  );
  return mergePdf(
    shown.map(({ part }) => part),
    `${archiveNumber} ${title}（借阅副本）`,
    (pages) =>
      renderPdf({
        layout: 'stamp',
        template: '#stamp(data.pages, data.mark)',
        title: `${archiveNumber}（借阅副本）`,
        at: `${on}T00:00:00+08:00`,
        data: {
          pages: Array.from({ length: pages }, (_each, n) => labels[n] ?? ''),
          mark: `借阅副本　${borrower}　${on}　${archiveNumber}`,
        },
      }),
  );
}
