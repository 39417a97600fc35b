/**
 * A workbook through a whole import: 20,000 rows of 20 columns with 5 % bad ones (limits: checked in 15 s, 400 MB, told of at least once a
 * second, other requests p99 of 300 ms meanwhile) and 200,000 rows (committed in 120 s, 600 MB). One JSON line per figure.
 * `npm run bench -- import`; `node bench/import.ts [rows …]` measures these sizes alone, each in a process of its own. @module
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { creditCodeOf, demoPhone } from '../demo/codes.ts';
import { IN_PROCESS, type Actor } from '../src/core/actor.ts';
import { answer, execute } from '../src/core/command.ts';
import { newId } from '../src/core/ids.ts';
import { writeTable } from '../src/core/spreadsheet/write.ts';
import { checkImport, importDirectory } from '../src/directory/actions/import.ts';
import { setSubdistricts } from '../src/directory/actions/save.ts';
import { workbookOf } from '../src/directory/columns/workbook.ts';
import { directoryReadSpecs } from '../src/directory/routes.ts';
import { listRunningChecks } from '../src/directory/running-checks.ts';
import type { Fields } from '../src/directory/types/records.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { printFigure } from './figure.ts';

const STREETS = [{ code: '120111100', name: '中北镇', aliases: [] }];
const office: Actor = {
  bureauId: 1,
  staffId: 'office',
  name: 'office',
  roles: ['group-office'],
  authenticatedAt: IN_PROCESS,
};
/** Every so manieth row has a wrong check digit. */
const BAD_EVERY = 20;

function rowOf(n: number): Fields {
  const code = creditCodeOf(`MA${String(n).padStart(6, '0')}`);
  return {
    creditCode: n % BAD_EVERY === 0 ? `${code.slice(0, 17)}${code.endsWith('1') ? '2' : '1'}` : code,
    name: `天津市西青区第${n}号机械制造有限公司`,
    subdistrictCode: '120111100',
    safetyDomain: 'machinery',
    registeredAddress: `天津市西青区示例工业园区支路${n}号`,
    productionAddress: `天津市西青区示例工业园区支路${n}号甲`,
    legalRepresentative: `甲示${n % 97}`,
    principal: `乙示${n % 97}`,
    safetyManager: `丙示${n % 97}`,
    phone: demoPhone(n % 90_000),
    industryCode: '3499',
    specialFlags: ['dust'],
    employees: n % 900,
    sizeClass: 'small',
    standardizationLevel: '3',
    riskColor: 'yellow',
    creditClass: 'B',
    regulatorLevel: 'district',
    keyUnit: n % 7 === 0,
    status: 'active',
  };
}

async function writeWorkbook(path: string, rows: number): Promise<void> {
  const { columns, ...table } = workbookOf('enterprise', STREETS);
  const shown = Object.fromEntries(Object.entries(columns).filter(([field]) => field in rowOf(1)));
  writeFileSync(
    path,
    await writeTable(
      { ...table, columns: shown },
      Array.from({ length: rows }, (_, n) => rowOf(n + 1)),
    ),
  );
}

/** What somebody else waits for while the workbook is checked: the list of enterprises, again and again. */
async function wait(runtime: BenchRuntime, ended: () => boolean): Promise<readonly number[]> {
  const list = directoryReadSpecs.find(({ path }) => path === '/api/directory/enterprises');
  if (list === undefined) throw new Error('no list of enterprises');
  const waits: number[] = [];
  while (!ended()) {
    const asked = performance.now();
    await answer(runtime, office, list, { q: 'jxzz' });
    waits.push(performance.now() - asked);
    await sleep(20);
  }
  return waits;
}

interface Silence {
  readonly milliseconds: number;
  /** The phase before and after it. */
  readonly between: string;
}

/** The longest time without news from the beginning to the end, and where it was. */
async function listen(runtime: BenchRuntime, ended: () => boolean): Promise<Silence> {
  let longest: Silence = { milliseconds: 0, between: '' };
  let [told, phase, toldAt] = ['', '', performance.now()];
  const heard = (nextPhase: string): void => {
    const milliseconds = Math.round(performance.now() - toldAt);
    if (milliseconds > longest.milliseconds) longest = { milliseconds, between: `${phase} – ${nextPhase}` };
    [phase, toldAt] = [nextPhase, performance.now()];
  };
  while (!ended()) {
    const [running] = listRunningChecks(runtime, 1);
    const state = JSON.stringify(running ?? '');
    if (state !== told) heard(running?.phase ?? '');
    told = state;
    await sleep(10);
  }
  heard('end');
  return longest;
}

const quantile = (values: readonly number[], part: number): number =>
  Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN);

async function measure(path: string, rows: number): Promise<void> {
  const runtime = await benchRuntime();
  try {
    await execute(runtime, office, setSubdistricts, newId(), { subdistricts: STREETS });
    const bytes = readFileSync(path);
    const [begun, processor] = [performance.now(), process.cpuUsage()];
    let isEnded = false;
    const checking = checkImport(runtime, office, newId(), { kind: 'enterprise', fileName: 'bench.xlsx', bytes });
    const watched = Promise.all([wait(runtime, () => isEnded), listen(runtime, () => isEnded)]);
    const batch = await checking.finally(() => {
      isEnded = true;
    });
    if (!batch.ok) throw new Error(JSON.stringify(batch.refusals));
    const checked = performance.now() - begun;
    const [waits, silence] = await watched;
    const { user, system } = process.cpuUsage(processor);
    printFigure(`import.check.${rows}x20`, 's', [checked / 1000], {
      ...batch.value.counts,
      processorSeconds: Math.round((user + system) / 1e6),
      othersP99: quantile(waits, 0.99),
      others: waits.length,
      longestSilence: silence.milliseconds,
      silentBetween: silence.between,
      megabytes: peakMegabytes(),
    });
    const written = performance.now();
    isEnded = false;
    const { batchId } = batch.value;
    const writing = execute(runtime, office, importDirectory, newId(), { batchId, isOnlyGood: true });
    const listened = listen(runtime, () => isEnded);
    const done = await writing.finally(() => {
      isEnded = true;
    });
    if (!done.ok) throw new Error(JSON.stringify(done.refusals));
    const silentWriting = await listened;
    printFigure(`import.write.${rows}x20`, 's', [(performance.now() - written) / 1000], {
      ...done.value,
      longestSilence: silentWriting.milliseconds,
      silentBetween: silentWriting.between,
    });
    printFigure(`import.whole.${rows}x20`, 's', [(performance.now() - begun) / 1000], { megabytes: peakMegabytes() });
  } finally {
    await runtime.close();
  }
}

const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const [step = '', path = '', count = '0'] = process.argv.slice(2);
if (step === 'write') await writeWorkbook(path, Number(count));
else if (step === 'measure') await measure(path, Number(count));
else {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-bench-'));
  const run = (...args: readonly string[]): void => {
    execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { stdio: 'inherit' });
  };
  const sizes = process.argv.slice(2);
  for (const rows of sizes.length === 0 ? ['20000', '200000'] : sizes) {
    run('write', join(folder, `${rows}.xlsx`), rows);
    run('measure', join(folder, `${rows}.xlsx`), rows);
  }
  await rm(folder, { recursive: true });
}
