/** 检查要点 as the second sheet of the list's workbook: a row per point, with all that its question rests on. @module */
import { text } from '../core/spreadsheet/cell-types.ts';
import { choice } from '../core/spreadsheet/choice-types.ts';
import { foldText } from '../core/spreadsheet/fold.ts';
import { column, table, type RowOf } from '../core/spreadsheet/spec.ts';
import { readTable, type TableReading } from '../core/spreadsheet/table.ts';
import type { WorkbookData } from '../core/spreadsheet/workbook.ts';
import { SEVERITIES, type CheckPoint, type ItemContent, type Severity } from './types.ts';
import { ITEM_CODE } from './workbook.ts';
import { citationType, oneLine } from './workbook-cells.ts';

/** A row per point, of the items of the first sheet, in the order in which they are asked. */
export const POINT_TABLE = table({
  sheet: '检查要点',
  title: '检查要点',
  columns: {
    code: column({ title: '事项编码', aliases: ['编码', '事项代码'], required: true, type: ITEM_CODE }),
    question: column({
      title: '检查要点',
      aliases: ['检查内容要点', '检查内容'],
      required: true,
      type: text({ max: 300 }),
    }),
    procedure: column({ title: '检查方法', required: false, type: text({ max: 300 }) }),
    standard: column({ title: '检查标准', aliases: ['合格标准'], required: false, type: text({ max: 300 }) }),
    evidence: column({ title: '证据形式', aliases: ['证据'], required: false, type: text({ max: 200 }) }),
    duties: column({
      title: '检查依据(义务条款)',
      aliases: ['检查依据', '义务条款'],
      required: false,
      type: citationType('duty'),
    }),
    penalties: column({ title: '处罚条款', aliases: ['处罚依据'], required: false, type: citationType('penalty') }),
    severity: column({
      title: '答否时',
      aliases: ['隐患等级'],
      required: true,
      type: choice<Severity>([
        { value: 'general', label: SEVERITIES.general, aliases: ['一般隐患'] },
        { value: 'major', label: SEVERITIES.major, aliases: ['重大隐患', '重大事故隐患'] },
        { value: 'by-criterion', label: SEVERITIES['by-criterion'] },
      ]),
    }),
    criterion: column({
      title: '重大隐患判定标准',
      aliases: ['判定标准'],
      required: false,
      type: text({ max: 200 }),
    }),
  },
});

export type PointRow = RowOf<typeof POINT_TABLE.columns>;

/** The sheet of points, when the file has one with rows; a CSV has none. */
export function readPoints(workbook: WorkbookData): TableReading<PointRow> | undefined {
  const sheets = workbook.sheets.filter(({ name }) => foldText(name) === foldText(POINT_TABLE.sheet));
  if (sheets.length === 0) return undefined;
  const reading = readTable({ ...workbook, sheets }, POINT_TABLE);
  return reading.rows.length + reading.badRows.length === 0 ? undefined : reading;
}

/** The point of a row, as the `index`th of its item. */
export function pointOf(row: PointRow, index: number): CheckPoint {
  const bases = [...(row.duties ?? []), ...(row.penalties ?? [])];
  return {
    no: index + 1,
    question: oneLine(row.question),
    ...present('procedure', row.procedure),
    ...present('standard', row.standard),
    evidence: oneLine(row.evidence ?? ''),
    severity: row.severity,
    ...present('criterion', row.criterion),
    ...(bases.length === 0 ? {} : { bases }),
  };
}

/** The rows that read back as the points of this item. */
export function pointRowsOf({ code, points }: ItemContent): PointRow[] {
  return points.map((point) => {
    const of = (role: 'duty' | 'penalty') => {
      const bases = (point.bases ?? []).filter((each) => each.role === role);
      return bases.length === 0 ? null : bases;
    };
    return {
      code,
      question: point.question,
      procedure: point.procedure ?? null,
      standard: point.standard ?? null,
      evidence: point.evidence === '' ? null : point.evidence,
      duties: of('duty'),
      penalties: of('penalty'),
      severity: point.severity,
      criterion: point.criterion ?? null,
    };
  });
}

function present<K extends string>(key: K, value: string | null): Partial<Record<K, string>> {
  const line = oneLine(value ?? '');
  // The key is the one given; TypeScript widens computed keys to string.
  return line === '' ? {} : ({ [key]: line } as Partial<Record<K, string>>);
}
