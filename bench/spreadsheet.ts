/**
 * Reading and checking workbooks: 20,000 rows of 20 columns with 5 % bad rows (the limit: 15 s, 400 MB), 50,000 rows,
 * a file of 200,000 rows refused, a zip bomb refused, an export written. One JSON line per figure.
 *
 * `node bench/spreadsheet.ts` measures everything, each in a process of its own so that memory is told apart.
 * @module
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { day, text, yesNo } from '../src/core/spreadsheet/cell-types.ts';
import { choice } from '../src/core/spreadsheet/choice-types.ts';
import { decimal, integer } from '../src/core/spreadsheet/number-types.ts';
import { readWorkbook } from '../src/core/spreadsheet/read.ts';
import { column, table, type RowOf } from '../src/core/spreadsheet/spec.ts';
import { readTable } from '../src/core/spreadsheet/table.ts';
import { handMadeParts } from '../src/core/spreadsheet/testing.ts';
import { writeTable } from '../src/core/spreadsheet/write.ts';

const TEXTS = [
  '名称',
  '注册地址',
  '生产地址',
  '法定代表人',
  '主要负责人',
  '安全管理员',
  '电话',
  '许可证',
  '产品',
  '备注',
  '网格',
  '来源',
] as const;
const KINDS = ['冶金', '机械', '建材', '轻工'].map((label) => ({ value: label, label }));
const wanted = (title: string) => column({ title, required: true, type: text({ max: 200 }) });

const SPEC = table({
  sheet: '企业',
  title: '检查对象名录',
  columns: {
    code: column({ title: '编号', required: true, unique: true, type: text({ max: 30 }) }),
    ...Object.fromEntries(TEXTS.map((title) => [title, wanted(title)])),
    sector: column({ title: '行业领域', required: true, type: choice(KINDS) }),
    risk: column({ title: '风险等级', required: true, type: choice(KINDS) }),
    employees: column({ title: '从业人数', required: true, type: integer({ min: 0, max: 100_000 }) }),
    revenue: column({ title: '营业收入', required: true, type: decimal({ min: 0, max: 1e9, places: 2 }) }),
    isKey: column({ title: '重点单位', required: true, type: yesNo() }),
    foundedOn: column({ title: '成立日期', required: true, type: day() }),
    checkedOn: column({ title: '检查日期', required: true, type: day() }),
  },
});
type Row = RowOf<typeof SPEC.columns>;

/** Row `index`; every twentieth has an employee count that the check refuses. */
function rowOf(index: number): Row {
  const texts = TEXTS.map((title) => [title, `${title}：天津市西青区第${index}号（${title.length}）`]);
  const kind = KINDS[index % KINDS.length]?.value ?? '冶金';
  return {
    ...Object.fromEntries(texts),
    code: `XQ${String(index).padStart(8, '0')}`,
    sector: kind,
    risk: kind,
    employees: index % 20 === 0 ? -1 : index % 900,
    revenue: index / 100,
    isKey: index % 7 === 0,
    foundedOn: '2019-04-09',
    checkedOn: '2026-01-05',
  };
}

function figure(name: string, value: number, unit: string, more: Readonly<Record<string, unknown>> = {}): void {
  console.log(JSON.stringify({ name, value: Math.round(value), unit, ...more }));
}

const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;

async function measureWrite(path: string, rows: number): Promise<void> {
  const all = Array.from({ length: rows }, (_, index) => rowOf(index));
  const started = performance.now();
  const bytes = await writeTable(SPEC, all);
  figure(`spreadsheet.write.${rows}x20`, performance.now() - started, 'ms', {
    bytes: bytes.length,
    peakMegabytes: Math.round(peakMegabytes()),
  });
  writeFileSync(path, bytes);
}

async function measureRead(path: string, rows: number): Promise<void> {
  const bytes = readFileSync(path);
  const started = performance.now();
  const file = await readWorkbook({ name: path, bytes });
  if (!file.ok)
    return figure(`spreadsheet.refuse.${rows}x20`, performance.now() - started, 'ms', {
      code: file.refusals[0]?.code,
      peakMegabytes: Math.round(peakMegabytes()),
    });
  const read = performance.now();
  const { rows: good, badRows } = readTable(file.value, SPEC);
  const facts = {
    good: good.length,
    bad: badRows.length,
    readMs: Math.round(read - started),
    checkMs: Math.round(performance.now() - read),
  };
  figure(`spreadsheet.check.${rows}x20`, performance.now() - started, 'ms', facts);
  figure(`spreadsheet.check.${rows}x20.memory`, peakMegabytes(), 'MB');
}

async function measureBomb(): Promise<void> {
  const bytes = zipSync(handMadeParts({ sheet: '', more: { 'xl/media/zeros.bin': new Uint8Array(42 * 1024 * 1024) } }));
  const before = peakMegabytes();
  const started = performance.now();
  const file = await readWorkbook({ name: 'bomb.xlsx', bytes });
  figure('spreadsheet.refuse.bomb', performance.now() - started, 'ms', {
    code: file.ok ? null : file.refusals[0]?.code,
    extraMegabytes: Math.round(peakMegabytes() - before),
  });
}

const [step, path = '', count = '0'] = process.argv.slice(2);
if (step === 'write') await measureWrite(path, Number(count));
else if (step === 'read') await measureRead(path, Number(count));
else if (step === 'bomb') await measureBomb();
else {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-bench-'));
  const run = (...args: readonly string[]): void => {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
  };
  for (const rows of ['2000', '20000', '50000', '200000']) {
    run('write', join(folder, `${rows}.xlsx`), rows);
    run('read', join(folder, `${rows}.xlsx`), rows);
  }
  run('bomb');
  await rm(folder, { recursive: true });
}
