/**
 * Exports in LibreOffice: cells that begin like a formula are texts there, in every text of every export, and what LibreOffice saves again of a
 * directory is what the directory has. A CSV without our guard goes through the same program first: there it does find formulas.
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
import { injectedExports, type InjectedFile } from '../injection/exports.ts';
import { INJECTED } from '../injection/texts.ts';

/** Separator, quotes, UTF-8, first line, detection of numbers on, formulas evaluated: the least careful way to open a CSV. */
const CAREFREE = 'Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1,true';
/** What a document of LibreOffice has where something in it is computed, fetched or started. */
const ACTIVE = /table:formula=|<text:a |<table:table-source|<table:dde-link|<office:event-listeners|<draw:object/g;
/** A cell that has something in it. */
const CELL = /<table:table-cell[^>]*office:value-type=[^>]*>/g;

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
  await writeFile(careless, INJECTED.map((text) => `"${text.replaceAll('"', '""')}"`).join('\r\n'));
  const [unguarded = ''] = await opened([careless]);
  const seen = activeIn(unguarded);
  if (seen === 0) holes.push('LibreOffice finds no formula in a CSV that is full of them: this proves nothing');

  const files = await injectedExports();
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  for (const ending of ['xlsx', 'csv']) {
    const some = files.filter(({ name }) => name.endsWith(`.${ending}`));
    const documents = await opened(some.map(({ name }) => join(folder, name)));
    for (const [index, file] of some.entries()) look(file, documents[index] ?? '');
  }
  await roundTrips();
  const cells = files.reduce((sum, { texts }) => sum + texts, 0);
  console.log(
    JSON.stringify({
      battery: 'formulas',
      texts: INJECTED.length,
      files: files.length,
      cells,
      activeWithoutGuard: seen,
      holes: holes.length,
    }),
  );
} finally {
  await runtime.close();
  await rm(folder, { recursive: true });
}
for (const hole of holes) console.error(hole);
if (holes.length > 0) process.exitCode = 1;

/** What LibreOffice has made of a file: nothing active, every text there as a text, and nothing else but what should be. */
function look({ name, texts, others = 0 }: Omit<InjectedFile, 'bytes'>, document: string): void {
  const active = activeIn(document);
  if (active > 0) holes.push(`${name}: ${active} active`);
  const cells = [...document.matchAll(CELL)].map(([tag]) => ({
    isText: tag.includes('office:value-type="string"'),
    count: Number(/number-columns-repeated="(\d+)"/.exec(tag)?.[1] ?? 1),
  }));
  const count = (isText: boolean): number =>
    cells.reduce((sum, cell) => sum + (cell.isText === isText ? cell.count : 0), 0);
  if (count(true) < texts || count(false) !== others)
    holes.push(`${name}: ${count(true)} of ${texts} texts, ${count(false)} of ${others} others`);
}

/** Officers through the database, out of it and through LibreOffice: what it saves again has no change in it. */
async function roundTrips(): Promise<void> {
  const officers = INJECTED.flatMap((text, n) => {
    const content = { name: text, post: text, certificateExpiresOn: '2027-12-31', certificateDomains: ['work-safety'] };
    const parsed = OfficerContent.safeParse({ ...content, certificateNumber: `津${n}` });
    return parsed.success ? [parsed.data] : [];
  });
  const first = await check('人员.xlsx', await writeTable(workbookOf('officer', []), officers), officers.length, 'new');
  const written = await execute(runtime, office, importDirectory, newId(), { batchId: first });
  if (!written.ok) throw new Error(JSON.stringify(written.refusals));
  for (const format of ['xlsx', 'csv'] as const) {
    const wish = { kind: 'officer', conditions: {}, format } as const;
    const { bytes } = await exported(runtime, office, wish, () => ({ notes: INJECTED, mark: '=1+1' }));
    const path = join(folder, `export.${format}`);
    await writeFile(path, bytes);
    await check(path, bytes, officers.length, 'unchanged');
    const [document = ''] = await opened([path]);
    // A program that looks for days in a CSV finds the one until which each certificate holds.
    const days = format === 'csv' ? officers.length : 0;
    look({ name: basename(path), texts: officers.length * 2, others: days }, document);
    const [saved = Buffer.alloc(0)] = await converted([path], format);
    await check(path, saved, officers.length, 'unchanged');
  }
}

/** Checks a file and notes rows with another outcome than all should have. */
async function check(path: string, bytes: Uint8Array, rows: number, outcome: 'new' | 'unchanged'): Promise<string> {
  const result = await checkImport(runtime, office, newId(), { kind: 'officer', fileName: basename(path), bytes });
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  const { counts, batchId } = result.value;
  if (counts[outcome] !== rows) holes.push(`${basename(path)}: ${JSON.stringify(counts)} of ${rows}`);
  return batchId;
}

async function opened(paths: readonly string[]): Promise<readonly string[]> {
  return (await converted(paths, 'fods')).map(String);
}

/** Files of one kind, opened and saved by LibreOffice: it is started once for all of them. */
async function converted(paths: readonly string[], to: 'fods' | 'xlsx' | 'csv'): Promise<readonly Buffer[]> {
  const out = await mkdtemp(join(folder, 'out-'));
  const how = paths.every((path) => path.endsWith('.csv')) ? [`--infilter=${CAREFREE}`] : [];
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const target = to === 'csv' ? `csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false` : to;
  execFileSync('soffice', [profile, '--headless', ...how, '--convert-to', target, '--outdir', out, ...paths], {
    stdio: 'pipe',
  });
  return Promise.all(paths.map((path) => readFile(join(out, `${basename(path).replace(/\.\w+$/, '')}.${to}`))));
}

function activeIn(document: string): number {
  return [...document.matchAll(ACTIVE)].length;
}
