/** Mutated workbooks through the whole check of an import: no row lost, none taken wrongly, nothing thrown. @module */
import type { Runtime } from '../core/runtime.ts';
import { execute } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { checkImport } from '../directory/actions/import.ts';
import { setSubdistricts } from '../directory/actions/save.ts';
import { workbookOf } from '../directory/columns/workbook.ts';
import { columnOf } from '../directory/rows.ts';
import type { ImportBatch, RowOutcome } from '../directory/types/imports.ts';
import type { DirectoryKind } from '../directory/types/vocabulary.ts';
import { allRefusalCodes } from '../web/kit/strings/refusals.ts';
import { mutatedWorkbook, type ExpectedRow, type MutatedWorkbook } from './mutated-workbook.ts';
import { actorOf } from './runtime.ts';
import { ENTERPRISE_TRIALS, OFFICER_TRIALS } from './workbook-columns.ts';
import { diceOf } from './workbook-dice.ts';

const SUBDISTRICTS = [
  { code: '120111100', name: '中北镇', aliases: ['中北'] },
  { code: '120111101', name: '杨柳青镇', aliases: [] },
];
const TRIALS = { enterprise: ENTERPRISE_TRIALS, officer: OFFICER_TRIALS } as const satisfies Partial<
  Record<DirectoryKind, unknown>
>;
const KNOWN_CODES = new Set(allRefusalCodes());
const office = actorOf(['group-office']);

export interface BatteryResult {
  readonly workbooks: number;
  readonly rows: number;
  readonly refused: number;
  readonly outcomes: Readonly<Record<RowOutcome, number>>;
  /** `seed/number: what is wrong`. */
  readonly holes: readonly string[];
}

/** Checks `count` workbooks that follow from `seed` against an empty directory. */
export async function tryWorkbooks(runtime: Runtime, seed: string, count: number): Promise<BatteryResult> {
  await execute(runtime, office, setSubdistricts, crypto.randomUUID(), { subdistricts: SUBDISTRICTS });
  const holes: string[] = [];
  const outcomes = { new: 0, update: 0, unchanged: 0, bad: 0, duplicate: 0 };
  let refused = 0;
  for (let number = 1; number <= count; number += 1) {
    const dice = diceOf(`${seed}/${number}`);
    const kind = dice.pick(['enterprise', 'officer'] as const);
    const { columns } = workbookOf(kind, SUBDISTRICTS);
    const headings = Object.fromEntries(
      Object.entries(columns).map(([field, { title, aliases = [] }]) => [field, [title, ...aliases]]),
    );
    const workbook = mutatedWorkbook(TRIALS[kind], headings, dice);
    const tell = (hole: string): number => holes.push(`${seed}/${number} ${workbook.file.name}: ${hole}`);
    const batch = await checked(runtime, kind, workbook, tell);
    if (batch === undefined) refused += 1;
    else {
      for (const outcome of Object.keys(outcomes) as RowOutcome[]) outcomes[outcome] += batch.counts[outcome];
      await compare(runtime, batch, workbook, tell);
    }
  }
  return {
    workbooks: count,
    rows: Object.values(outcomes).reduce((sum, each) => sum + each, 0),
    refused,
    outcomes,
    holes,
  };
}

/** Undefined when the file was refused, rightly or not. */
async function checked(
  runtime: Runtime,
  kind: DirectoryKind,
  { file, mayBeRefused }: MutatedWorkbook,
  tell: (hole: string) => void,
): Promise<ImportBatch | undefined> {
  try {
    const upload = { kind, fileName: file.name, bytes: file.bytes };
    const result = await checkImport(runtime, office, crypto.randomUUID(), upload);
    if (result.ok) return result.value;
    const codes = result.refusals.map(({ code }) => code);
    if (!mayBeRefused) tell(`refused: ${JSON.stringify(result.refusals)}`);
    if (codes.length === 0 || codes.some((code) => !KNOWN_CODES.has(code))) tell(`no sentence for ${codes.join()}`);
  } catch (error) {
    tell(`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  return undefined;
}

/** Every row of the file has one verdict, the right one, and its values are those that were written. */
async function compare(
  runtime: Runtime,
  batch: ImportBatch,
  { rows, unknown }: MutatedWorkbook,
  tell: (hole: string) => void,
): Promise<void> {
  const stored = await read(runtime, office.bureauId, (tx) =>
    tx.db
      .selectFrom('import_row')
      .select(['line', 'outcome', 'content', 'problems'])
      .where('bureau_id', '=', office.bureauId)
      .where('batch_id', '=', batch.batchId)
      .orderBy('ordinal')
      .execute(),
  );
  const sum = Object.values(batch.counts).reduce((total, each) => total + each, 0);
  if (sum !== rows.length || stored.map(({ line }) => line).join() !== rows.map(({ line }) => line).join())
    tell(`rows ${rows.map(({ line }) => line).join()} became ${stored.map(({ line }) => line).join()}, counted ${sum}`);
  for (const row of rows) {
    const verdict = stored.find(({ line }) => line === row.line);
    if (verdict === undefined) continue;
    if (!FATES[row.fate].includes(verdict.outcome))
      tell(`row ${row.line} is ${row.fate}, judged ${verdict.outcome}: ${JSON.stringify(verdict.problems)}`);
    if (verdict.content !== null) compareValues(row, verdict.content, tell);
  }
  for (const [title, filled] of unknown) {
    const told = batch.unknownColumns.find((column) => column.title === title);
    if (told?.filled !== filled) tell(`column ${title} with ${filled} cells was told as ${JSON.stringify(told)}`);
  }
}

const FATES: Readonly<Record<ExpectedRow['fate'], readonly RowOutcome[]>> = {
  good: ['new'],
  bad: ['bad', 'duplicate'],
  repeated: ['duplicate'],
};

function compareValues(
  row: ExpectedRow,
  content: Readonly<Record<string, unknown>>,
  tell: (hole: string) => void,
): void {
  for (const [field, expected] of row.values) {
    const found = content[columnOf(field)];
    if (JSON.stringify(found) !== JSON.stringify(expected))
      tell(`row ${row.line} ${field}: ${JSON.stringify(expected)} became ${JSON.stringify(found)}`);
  }
}
