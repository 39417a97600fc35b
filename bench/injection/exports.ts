/** Every table that leaves the program as CSV or workbook, each of its texts one of those that were injected. @module */
import { unzipSync } from 'fflate';
import { volumeListWorkbook } from '../../src/archive/workbook.ts';
import { csvText } from '../../src/core/spreadsheet/csv.ts';
import { readTable } from '../../src/core/spreadsheet/table.ts';
import { readWorkbook } from '../../src/core/spreadsheet/read.ts';
import type { AnyColumnSpec, TableSpec } from '../../src/core/spreadsheet/spec.ts';
import { writeErrors } from '../../src/core/spreadsheet/write-errors.ts';
import { writeTables } from '../../src/core/spreadsheet/write.ts';
import { workbookOf } from '../../src/directory/columns/workbook.ts';
import { openExport } from '../../src/directory/export-file.ts';
import type { ExportFormat } from '../../src/directory/types/views.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from '../../src/directory/types/vocabulary.ts';
import { exportFile } from '../../src/exchange/documents/file.ts';
import { fieldsOf, SOURCES, type SourceName } from '../../src/exchange/types/fields.ts';
import { POINT_TABLE } from '../../src/items/points-workbook.ts';
import { ITEM_TABLE } from '../../src/items/workbook.ts';
import { BOM } from '../../src/opendata/rules/files.ts';
import { cellsOf, headingOf } from '../../src/opendata/rules/lines.ts';
import { DATASET_NAMES, DATASETS } from '../../src/opendata/types/datasets.ts';
import type { Dataset, Value } from '../../src/opendata/types.ts';
import { alertWorkbook } from '../../src/oversight/workbook.ts';
import { INJECTED } from './texts.ts';

export interface InjectedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Cells that hold one of the texts. */
  readonly texts: number;
  /** Cells that are no text, and rightly: numbers of the archive, the day of an exchange. */
  readonly others?: number;
}

/** All of them: directories in each form, items, alerts, lists of the archive, rows handed back, exchange, open data. */
export async function injectedExports(): Promise<readonly InjectedFile[]> {
  return [
    ...(await directories()),
    await items(),
    await alerts(),
    await archiveLists(),
    await handedBack(),
    ...(await exchange()),
    ...openData(),
  ];
}

type Row = Readonly<Record<string, unknown>>;

const COVER = { mark: INJECTED[0] ?? '', notes: INJECTED };

async function directories(): Promise<readonly InjectedFile[]> {
  const files: InjectedFile[] = [];
  for (const kind of Object.keys(DIRECTORY_KINDS) as DirectoryKind[])
    for (const format of ['xlsx', 'csv', 'zip'] as const) files.push(...(await directory(kind, format)));
  return files;
}

async function directory(kind: DirectoryKind, format: ExportFormat): Promise<readonly InjectedFile[]> {
  const { rows, fields } = rowsOf(workbookOf(kind, []));
  const pieces: Uint8Array[] = [];
  const shape = { kind, subdistricts: [], format, asOfOn: null, columns: undefined, hidden: [] };
  const open = await openExport(shape, COVER, { count: rows.length, at: new Date('2026-11-30T00:00:00Z') }, (bytes) =>
    pieces.push(bytes),
  );
  open.add(rows);
  open.end();
  const bytes = Buffer.concat(pieces);
  const texts = rows.length * fields;
  if (format !== 'zip') return [{ name: `directory-${kind}.${format}`, bytes, texts }];
  // Each table of several values has the record's own texts beside them.
  const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.csv'));
  return parts.map(([, part], index) => ({
    name: `directory-${kind}-part${index}.csv`,
    bytes: part,
    texts: index === 0 ? texts : rows.length,
  }));
}

async function items(): Promise<InjectedFile> {
  const [list, points] = [rowsOf(ITEM_TABLE), rowsOf(POINT_TABLE)];
  const lines = [ITEM_TABLE, POINT_TABLE].map((spec, index) => ({
    spec,
    lines: (index === 0 ? list : points).rows.map((row) => cellsOfRow(spec, row)),
  }));
  const bytes = await writeTables(lines, COVER);
  return { name: 'items.xlsx', bytes, texts: INJECTED.length * (list.fields + points.fields + 1) };
}

async function alerts(): Promise<InjectedFile> {
  const rows = INJECTED.map((text, n) => ({
    key: `${n}`,
    where: text,
    what: text,
    on: null,
    href: text,
    notice: text,
  }));
  const [text = ''] = INJECTED;
  const { bytes } = await alertWorkbook(
    { code: 'hand-picked', title: text, rule: text, total: rows.length, rows },
    { desk: '', mark: text, day: '2026-11-30' },
  );
  return { name: 'alerts.xlsx', bytes, texts: rows.length * 4 };
}

async function archiveLists(): Promise<InjectedFile> {
  const volumes = INJECTED.map((text) => ({
    volumeId: '',
    archiveNumber: text,
    title: text,
    year: 2026,
    closedOn: '2026-11-30',
    retention: 'permanent' as const,
    keepUntil: null,
    pages: 1,
    files: 1,
    bytes: 1,
    version: 1,
    seal: text,
    note: text,
  }));
  const [text = ''] = INJECTED;
  const list = {
    listId: '',
    kind: 'transfer' as const,
    state: 'open' as const,
    hash: text,
    volumes,
    madeBy: text,
    madeOn: text,
    receipt: null,
    endedOn: null,
    signatures: [],
    signRefusals: [],
    destroyRefusals: [],
  };
  const { bytes } = await volumeListWorkbook(list, text);
  return { name: 'archive-list.xlsx', bytes, texts: volumes.length * 4, others: volumes.length * 5 };
}

/** 待修改: what somebody sent, by content, with the reasons. */
async function handedBack(): Promise<InjectedFile> {
  const spec = workbookOf('expert', []);
  const { rows, fields } = rowsOf(spec);
  const sent = await writeTables([{ spec, lines: rows.map((row) => cellsOfRow(spec, row)) }]);
  const workbook = await readWorkbook({ name: '专家.xlsx', bytes: sent });
  if (!workbook.ok) throw new Error(JSON.stringify(workbook.refusals));
  const reading = readTable(workbook.value, spec);
  const bytes = await writeErrors(workbook.value, reading, ({ found }) => found);
  return { name: 'handed-back.xlsx', bytes, texts: reading.badRows.length * fields };
}

async function exchange(): Promise<readonly InjectedFile[]> {
  const files: InjectedFile[] = [];
  for (const source of Object.keys(SOURCES) as SourceName[])
    for (const format of ['xlsx', 'csv'] as const) {
      const columns = Object.keys(fieldsOf(source)).map((field, n) => ({
        heading: INJECTED[n] ?? '',
        from: { kind: 'field' as const, field },
        required: false,
      }));
      const written = columns.filter(({ from }) => !['operation', 'today'].includes(from.field)).length;
      const [text = ''] = INJECTED;
      const constant = { heading: text, from: { kind: 'constant' as const, text }, required: false };
      const rows = INJECTED.map((each) => ({
        recordId: each,
        name: each,
        fields: Object.fromEntries(columns.map(({ from }) => [from.field, each])),
        hash: '',
        operation: 'add' as const,
      }));
      const of = { title: text, source, mapping: { columns: [constant, ...columns] }, today: '2026-11-30' };
      const bytes = await exportFile(format, of, rows);
      const others = format === 'csv' ? rows.length : 0;
      files.push({ name: `exchange-${source}.${format}`, bytes, texts: rows.length * (written + 1), others });
    }
  return files;
}

/** The file of a year of each dataset; codes and days are of our own making and stay out. */
function openData(): readonly InjectedFile[] {
  return DATASET_NAMES.map((name) => {
    const dataset: Dataset = DATASETS[name];
    const columns = Object.entries(dataset.columns);
    const free = columns.filter(([, { type }]) => type === 'text' || type === 'list');
    const rows = INJECTED.map((text) =>
      Object.fromEntries(free.map(([field, { type }]): [string, Value] => [field, type === 'list' ? [text] : text])),
    );
    const lines = csvText([headingOf(dataset), ...rows.map((row) => cellsOf(dataset, row))]);
    return { name: `data-${name}.csv`, bytes: Buffer.from(`${BOM}${lines}\r\n`), texts: rows.length * free.length };
  });
}

/** A row a text, in every column that writes a text as it is given. */
function rowsOf(spec: TableSpec): { readonly rows: readonly Row[]; readonly fields: number } {
  const shaped = Object.entries(spec.columns).flatMap(([field, { type }]) => {
    const shape = SHAPES.find((each) => writes(type, each(MARK)));
    return shape === undefined ? [] : [[field, shape] as const];
  });
  return {
    rows: INJECTED.map((text) => Object.fromEntries(shaped.map(([field, shape]) => [field, shape(text)]))),
    fields: shaped.length,
  };
}

const MARK = 'mark';
/** How a column may want its text: by itself, among several, as a licence. */
const SHAPES: readonly ((text: string) => unknown)[] = [
  (text) => text,
  (text) => [text],
  (text) => [{ name: licenceText(text), number: licenceText(text), expiresOn: null }],
];

/** What a licence may be called: nothing that would divide it from the next. */
function licenceText(text: string): string {
  return text.replaceAll(/[|｜；;]/g, '').slice(0, 60);
}

function writes(type: AnyColumnSpec['type'], value: unknown): boolean {
  try {
    return type.choices === undefined && String(type.write(value)).includes(MARK);
  } catch {
    return false;
  }
}

function cellsOfRow(spec: TableSpec, row: Row): (string | number | null)[] {
  return Object.entries(spec.columns).map(([field, { type }]) => (field in row ? type.write(row[field]) : null));
}
