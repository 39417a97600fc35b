/**
 * Exports in LibreOffice: cells that begin like a formula are texts there, and what LibreOffice saves again is what the directory has.
 * A CSV without our guard goes through the same program first: there it does find formulas.
 *
 * `npm run battery -- formulas` (needs `soffice` in the path)
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { IN_PROCESS, type Actor } from '../../src/core/actor.ts';
import { execute } from '../../src/core/command.ts';
import { newId } from '../../src/core/ids.ts';
import { writeTable } from '../../src/core/spreadsheet/write.ts';
import { checkImport, importDirectory } from '../../src/directory/actions/import.ts';
import { workbookOf } from '../../src/directory/columns/workbook.ts';
import { exported } from '../../src/directory/exported.testing.ts';
import { OfficerContent } from '../../src/directory/types/records.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';

const BEGINNINGS = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  "'",
  "'=",
  "''=",
  '\t=',
  '\n=',
  ' =',
  '="',
  '=@',
  '+-',
  '-+',
];
const REST = [
  '1+1',
  'SUM(1;2)',
  'HYPERLINK("https://example.invalid";"看")',
  "cmd|' /C calc'!A0",
  'WEBSERVICE("https://example.invalid")',
  'DDE("soffice";"a";"b")',
  '2-3测试',
];
const TEXTS = BEGINNINGS.flatMap((beginning) => REST.map((rest) => `${beginning}${rest}`));
/** Separator, quotes, UTF-8, first line, detection of numbers on, formulas evaluated: the least careful way to open a CSV. */
const CAREFREE = 'Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1,true';

const office: Actor = {
  bureauId: 1,
  staffId: 'office',
  name: 'office',
  roles: ['group-office'],
  authenticatedAt: IN_PROCESS,
};
const folder = await mkdtemp(join(tmpdir(), 'sunlot-formulas-'));
const holes: string[] = [];
const runtime = await benchRuntime();
try {
  const careless = join(folder, 'careless.csv');
  await writeFile(careless, TEXTS.map((text) => `"${text.replaceAll('"', '""')}"`).join('\r\n'));
  const seen = formulasIn(await converted(careless, 'fods'));
  if (seen === 0) holes.push('LibreOffice finds no formula in a CSV that is full of them: this proves nothing');

  const spec = workbookOf('officer', []);
  const rows = TEXTS.map((text, n) =>
    OfficerContent.parse({
      certificateNumber: `津${n}`,
      name: text,
      post: text,
      certificateExpiresOn: '2027-12-31',
      certificateDomains: ['work-safety'],
    }),
  );
  const batchId = await check('人员.xlsx', await writeTable(spec, rows), 'new');
  const written = await execute(runtime, office, importDirectory, newId(), { batchId });
  if (!written.ok) throw new Error(JSON.stringify(written.refusals));

  for (const format of ['xlsx', 'csv'] as const) {
    const file = await exported(runtime, office, { kind: 'officer', conditions: {}, format }, () => ({
      notes: TEXTS,
      mark: '=1+1',
    }));
    const path = join(folder, `export.${format}`);
    await writeFile(path, file.bytes);
    await check(path, file.bytes, 'unchanged');
    const opened = await converted(path, 'fods');
    if (formulasIn(opened) > 0) holes.push(`${format}: ${formulasIn(opened)} formulas`);
    // The name and the post of every row, as they stand there, are texts.
    const texts = opened.split('office:value-type="string"').length - 1;
    if (texts < TEXTS.length * 2) holes.push(`${format}: only ${texts} texts`);
    const saved = await convertedFile(path, format);
    await check(saved, await readFile(saved), 'unchanged');
  }
  console.log(
    JSON.stringify({ battery: 'formulas', texts: TEXTS.length, formulasWithoutGuard: seen, holes: holes.length }),
  );
} finally {
  await runtime.close();
  await rm(folder, { recursive: true });
}
for (const hole of holes) console.error(hole);
if (holes.length > 0) process.exitCode = 1;

/** Checks a file and notes rows with another outcome than all should have. */
async function check(name: string, bytes: Uint8Array, outcome: 'new' | 'unchanged'): Promise<string> {
  const result = await checkImport(runtime, office, newId(), { kind: 'officer', fileName: basename(name), bytes });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  const { counts, batchId } = result.value;
  if (counts[outcome] !== TEXTS.length) holes.push(`${basename(name)}: ${JSON.stringify(counts)}`);
  return batchId;
}

async function converted(path: string, to: string): Promise<string> {
  return readFile(await convertedFile(path, to), 'utf8');
}

/** Opened and saved by LibreOffice, in a folder of its own. */
async function convertedFile(path: string, to: string): Promise<string> {
  const out = await mkdtemp(join(folder, 'out-'));
  const how = path.endsWith('.csv') ? [`--infilter=${CAREFREE}`] : [];
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const target = to === 'csv' ? `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false` : to;
  execFileSync('soffice', [profile, '--headless', ...how, '--convert-to', target, '--outdir', out, path], {
    stdio: 'pipe',
  });
  const name = basename(path).replace(/\.\w+$/, '');
  return join(out, `${name}.${to}`);
}

function formulasIn(document: string): number {
  return document.split('table:formula=').length - 1;
}
