/** The five workbooks (名录工作簿): their columns, the headings bureaus use for them, and how a cell becomes a field. @module */
import { table, type TableSpec } from '../../core/spreadsheet/spec.ts';
import type { Subdistrict } from '../types/records.ts';
import type { DirectoryKind } from '../types/vocabulary.ts';
import { EQUIPMENT_COLUMNS, VEHICLE_COLUMNS } from './assets.ts';
import { enterpriseColumns } from './enterprise.ts';
import { EXPERT_COLUMNS, OFFICER_COLUMNS } from './people.ts';

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
    case 'vehicle':
      return table({ sheet: '车辆', title: '执法车辆名录', columns: VEHICLE_COLUMNS });
    case 'equipment':
      return table({ sheet: '装备', title: '执法装备名录', columns: EQUIPMENT_COLUMNS });
  }
}
