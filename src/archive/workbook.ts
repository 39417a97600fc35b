/** 移交清单、销毁清册 as a workbook, for the systems of the district archive. @module */
import { column, table, type RowOf } from '../core/spreadsheet/spec.ts';
import { day, text } from '../core/spreadsheet/cell-types.ts';
import { integer } from '../core/spreadsheet/number-types.ts';
import { writeTable } from '../core/spreadsheet/write.ts';
import { LIST_KINDS } from './types/after.ts';
import type { ArchiveListView } from './types/views.ts';
import { RETENTIONS } from './types/volume.ts';

const whole = integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const COLUMNS = {
  number: column({ title: '档号', required: true, type: text({ max: 120 }) }),
  title: column({ title: '题名', required: true, type: text({ max: 300 }) }),
  year: column({ title: '年度', required: true, type: whole }),
  closedOn: column({ title: '办结日期', required: true, type: day() }),
  retention: column({ title: '保管期限', required: true, type: text({ max: 10 }) }),
  keepUntil: column({ title: '保管到', required: false, type: day() }),
  pages: column({ title: '页数', required: true, type: whole }),
  files: column({ title: '文件数', required: true, type: whole }),
  bytes: column({ title: '字节数', required: true, type: whole }),
  version: column({ title: '版本', required: true, type: whole }),
  seal: column({ title: '封存指纹', required: true, type: text({ max: 64 }) }),
  note: column({ title: '备注', required: false, type: text({ max: 500 }) }),
};

/** `mark`: who takes it away and when, on every page. */
export async function volumeListWorkbook(
  list: ArchiveListView,
  mark: string,
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array }> {
  const kind = LIST_KINDS[list.kind];
  const spec = table({ sheet: kind, title: `档案${kind}`, columns: COLUMNS });
  const rows = list.volumes.map((volume): RowOf<typeof COLUMNS> => ({
    number: volume.archiveNumber,
    title: volume.title,
    year: volume.year,
    closedOn: volume.closedOn,
    retention: RETENTIONS[volume.retention].title,
    keepUntil: volume.keepUntil,
    pages: volume.pages,
    files: volume.files,
    bytes: volume.bytes,
    version: volume.version,
    seal: volume.seal,
    note: volume.note === '' ? null : volume.note,
  }));
  const bytes = await writeTable(spec, rows, {
    mark,
    notes: [`${kind}指纹：${list.hash}`, `编制：${list.madeBy}　${list.madeOn}`],
  });
  return { fileName: `档案${kind}-${list.madeOn}.xlsx`, bytes };
}
