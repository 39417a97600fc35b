/** One page layout for all that the archive prints itself: sheets, cover, catalogue, lists, reports (PDF/A-2b). @module */
import { readFileSync } from 'node:fs';
import { renderPdf } from '../../core/documents/render.ts';

const TEMPLATE = readFileSync(new URL('sheet.typ', import.meta.url), 'utf8');

/** Label and value. */
export type Row = readonly [label: string, value: string];
export interface Section {
  readonly heading: string;
  readonly rows: readonly Row[];
}

export interface Sheet {
  readonly organ: string;
  readonly isDemo: boolean;
  readonly title: string;
  /** Under the title: 案号, 档号; '' for none. */
  readonly number?: string;
  /** The day it is about; also the PDF's, so that the same content gives the same bytes. */
  readonly on: string;
  readonly facts?: readonly Row[];
  readonly sections?: readonly Section[];
  readonly table?: {
    readonly title?: string;
    readonly columns: readonly (readonly [head: string, share: number])[];
    readonly rows: readonly (readonly string[])[];
    readonly none: string;
  };
  readonly note?: string;
  readonly signers?: readonly string[];
}

export function sheetPdf(sheet: Sheet): Uint8Array {
  const { table } = sheet;
  return renderPdf({
    template: TEMPLATE,
    title: [sheet.number, sheet.title].filter(Boolean).join(' '),
    footer: `${sheet.organ}　${sheet.title}`,
    at: `${sheet.on}T00:00:00+08:00`,
    data: {
      mark: sheet.isDemo ? '演示数据，不是正式档案' : '',
      title: sheet.title,
      number: sheet.number ?? '',
      facts: rowsOf(sheet.facts ?? []),
      sections: (sheet.sections ?? []).map(({ heading, rows }) => ({ heading, rows: rowsOf(rows) })),
      table:
        table === undefined
          ? null
          : {
              title: table.title ?? '',
              heads: table.columns.map(([head]) => head),
              shares: table.columns.map(([, share]) => share),
              rows: table.rows.map((row) => [...row]),
              none: table.none,
            },
      note: sheet.note ?? '',
      signers: [...(sheet.signers ?? [])],
    },
  });
}

/** What has no value is left out: a sheet says what is known. */
function rowsOf(rows: readonly Row[]): [string, string][] {
  return rows.filter(([, value]) => value !== '').map(([label, value]) => [label, value]);
}
