/** All rows of one alert as a workbook: the rule, and what breaks it (experience §3.7). @module */
import { column, table, type RowOf } from '../core/spreadsheet/spec.ts';
import { day, text } from '../core/spreadsheet/cell-types.ts';
import { writeTable } from '../core/spreadsheet/write.ts';
import type { AlertView } from './types/alerts.ts';

/** More than any bureau has: a file that leaves rows out would say so nowhere. */
export const ROWS_IN_FILE = 100_000;

const COLUMNS = {
  where: column({ title: '对象', required: true, type: text({ max: 200 }) }),
  what: column({ title: '不相符之处', required: true, type: text({ max: 500 }) }),
  on: column({ title: '日期', required: false, type: day() }),
  notice: column({ title: '督办', required: false, type: text({ max: 60 }) }),
  href: column({ title: '记录', required: true, type: text({ max: 200 }) }),
};

/**
 * `desk`: where the records are opened, e.g. `https://…/desk`; `mark`: who takes the file away and when, on every page.
 * @throws RangeError when there are more rows than the file was given
 */
export async function alertWorkbook(
  { title, rule, total, rows }: AlertView,
  { desk, mark, day: on }: { readonly desk: string; readonly mark: string; readonly day: string },
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }> {
  if (total > rows.length) throw new RangeError(`${rows.length} of ${total} rows were given`);
  const spec = table({ sheet: '预警记录', title: `预警：${title}`, columns: COLUMNS });
  const cells = rows.map(({ where, what, on: happenedOn, notice, href }): RowOf<typeof COLUMNS> => ({
    where,
    what,
    on: happenedOn,
    notice,
    href: `${desk}${href}`,
  }));
  const bytes = await writeTable(spec, cells, { mark, notes: [`规则：${rule}`, `共 ${total} 条`] });
  return { fileName: `预警-${title}-${on}.xlsx`, bytes };
}
