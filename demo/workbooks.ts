/** The demo district as the workbooks a bureau would hand over. `node demo/workbooks.ts` writes them to demo/workbooks/. @module */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { XIQING_SUPERVISED } from '../src/core/codes/divisions.ts';
import { writeTable } from '../src/core/spreadsheet/write.ts';
import { workbookOf } from '../src/directory/columns/workbook.ts';
import type { DirectoryKind } from '../src/directory/types/vocabulary.ts';
import { workbookOfItems } from '../src/items/import.ts';
import { demoDistrict } from './district.ts';
import { DEMO_ITEMS } from './items.ts';

export const WORKBOOK_FOLDER = fileURLToPath(new URL('./workbooks/', import.meta.url));

export const WORKBOOK_NAMES = {
  enterprise: '01-企业名录.xlsx',
  officer: '02-执法人员名录.xlsx',
  expert: '03-专家名录.xlsx',
  vehicle: '04-车辆.xlsx',
  equipment: '05-装备.xlsx',
} as const satisfies Readonly<Partial<Record<DirectoryKind, string>>>;
type WorkbookKind = keyof typeof WORKBOOK_NAMES;
export const ITEMS_WORKBOOK = '06-随机抽查事项清单.xlsx';

const SUBDISTRICTS = XIQING_SUPERVISED.map(({ code, name }) => ({ code, name, aliases: [] }));

/** The workbook of one directory. */
export async function demoWorkbook(kind: WorkbookKind): Promise<Uint8Array> {
  const { enterprises, officers, experts, vehicles, equipment } = demoDistrict();
  const rows = { enterprise: enterprises, officer: officers, expert: experts, vehicle: vehicles, equipment }[kind];
  return writeTable(workbookOf(kind, SUBDISTRICTS), rows, { notes: ['演示数据，均为虚构'] });
}

/** The workbook of the 45 items. */
export function demoItemsWorkbook(): Promise<Uint8Array> {
  return workbookOfItems(DEMO_ITEMS, ['演示数据；依据条文见《事项清单》']);
}

async function writeAll(): Promise<void> {
  await mkdir(WORKBOOK_FOLDER, { recursive: true });
  for (const [kind, name] of Object.entries(WORKBOOK_NAMES))
    await writeFile(`${WORKBOOK_FOLDER}${name}`, await demoWorkbook(kind as WorkbookKind));
  await writeFile(`${WORKBOOK_FOLDER}${ITEMS_WORKBOOK}`, await demoItemsWorkbook());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeAll();
