/** The five workbooks (名录工作簿): their columns, the headings bureaus use for them, and how a cell becomes a field. @module */
import { foldTitle } from '../../core/spreadsheet/fold.ts';
import { table, type TableSpec } from '../../core/spreadsheet/spec.ts';
import type { Subdistrict } from '../types/records.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { EQUIPMENT_COLUMNS, VEHICLE_COLUMNS } from './assets.ts';
import { enterpriseColumns } from './enterprise.ts';
import { ASSISTANT_COLUMNS, EXPERT_COLUMNS, OFFICER_COLUMNS } from './people.ts';

/**
 * The workbook of a kind. The keys of its columns are field names of the kind's content; an empty cell and an absent
 * column leave what the directory has.
 */
export function workbookOf(kind: DirectoryKind, subdistricts: readonly Subdistrict[]): TableSpec {
  switch (kind) {
    case 'enterprise':
      return table({ sheet: '企业名录', title: '随机抽查对象名录', columns: enterpriseColumns(subdistricts) });
    case 'officer':
      return table({ sheet: '执法人员名录', title: '随机抽查行政执法人员名录', columns: OFFICER_COLUMNS });
    case 'expert':
      return table({ sheet: '专家名录', title: '随机抽查安全专家名录', columns: EXPERT_COLUMNS });
    case 'assistant':
      return table({ sheet: '辅助人员名录', title: '检查辅助人员名录', columns: ASSISTANT_COLUMNS });
    case 'vehicle':
      return table({ sheet: '车辆', title: '执法车辆名录', columns: VEHICLE_COLUMNS });
    case 'equipment':
      return table({ sheet: '装备', title: '执法装备名录', columns: EQUIPMENT_COLUMNS });
  }
}

/** 记住的表头: `title` is how a bureau heads the column of `field`. */
export interface RememberedHeading {
  readonly title: string;
  readonly field: string;
}

/** The workbook as a bureau writes it. A heading that a column answers to by itself is that column's, whatever was remembered. */
export function withHeadings(spec: TableSpec, headings: readonly RememberedHeading[]): TableSpec {
  const columns = Object.entries(spec.columns).map(([field, column]) => {
    const own = headings.filter((heading) => heading.field === field && !answersTo(spec, heading.title));
    return [field, { ...column, aliases: [...(column.aliases ?? []), ...own.map(({ title }) => title)] }] as const;
  });
  return table({ ...spec, columns: Object.fromEntries(columns) });
}

/** Whether a column of the workbook has this heading already. */
export function answersTo(spec: TableSpec, title: string): boolean {
  const heading = foldTitle(title);
  return Object.values(spec.columns).some((column) =>
    [column.title, ...(column.aliases ?? [])].some((each) => foldTitle(each) === heading),
  );
}
