/** The file of an export: headings in the first row, as the templates of other systems have them; every cell is text. @module */
import { writeXlsx } from 'hucre/xlsx';
import { csvText } from '../../core/spreadsheet/csv.ts';
import { encodeEscapes } from '../../core/spreadsheet/escapes.ts';
import { cellOf, outgoing, type PendingRow } from '../rules.ts';
import type { Mapping } from '../types.ts';
import type { SourceName } from '../types/fields.ts';

const TEXT = { numFmt: '@' } as const;

/** @param today the day of the export */
export async function exportFile(
  format: 'xlsx' | 'csv',
  of: { readonly title: string; readonly source: SourceName; readonly mapping: Mapping; readonly today: string },
  rows: readonly PendingRow[],
): Promise<Uint8Array> {
  const { columns } = of.mapping;
  const headings = columns.map(({ heading }) => heading);
  const lines = rows.map((row) => columns.map((column) => cellOf(column, of.source, outgoing(row, of.today))));
  if (format === 'csv') return Buffer.from(`\uFEFF${csvText([headings, ...lines])}\r\n`);
  return writeXlsx({
    sheets: [
      {
        name: of.title.replaceAll(/[\\/*?:[\]]/g, ' ').slice(0, 31),
        columns: headings.map((heading) => ({ width: Math.max(12, 2 * heading.length + 2), style: TEXT })),
        rows: [headings, ...lines].map((line) => line.map((cell) => (cell === '' ? null : encodeEscapes(cell)))),
      },
    ],
  });
}
