/** The files and rows of one dataset and year, written while its rows come. @module */
import { hash } from 'node:crypto';
import { csvText } from '../../core/spreadsheet/csv.ts';
import type { PartStore } from '../../core/files.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx } from '../../core/transact.ts';
import { headSeq, newestVersions } from '../reads/versions.ts';
import { knownRows, type Span } from '../reads/rows.ts';
import { BOM, partName } from '../rules/files.ts';
import { cellsOf, headingOf, jsonOf, strayValues } from '../rules/lines.ts';
import { DATASETS, type DatasetName } from '../types/datasets.ts';
import type { AnyRow, Dataset, DatasetVersion } from '../types.ts';
import { changeRows, insertRows, insertVersion, takeBackRows, type KeptRow } from '../writes.ts';
import { openPart } from './part.ts';

export interface YearWork {
  readonly runtime: Runtime;
  readonly tx: ReadTx;
  readonly name: DatasetName;
  readonly year: number;
  readonly last: (DatasetVersion & { readonly slot: number }) | undefined;
}

export interface YearWriter {
  /**
   * Writes the page into the files and gives what keeps its rows, to be done before the next page's: while the database does that, the
   * files go on. Every id comes after those of the pages before. @throws for a value that the dictionary does not have
   */
  take(page: readonly AnyRow[]): Promise<() => Promise<void>>;
  /** Makes the version when something is different; gives the parts that are of no use any more. All rows are kept before. */
  end(): Promise<string[]>;
}

export async function openYear({ runtime, tx, name, year, last }: YearWork): Promise<YearWriter> {
  const dataset: Dataset = DATASETS[name];
  const version = (last?.version ?? 0) + 1;
  const slot = last === undefined ? 0 : 1 - last.slot;
  const place = { dataset: name, year, version };
  const at = { bureauId: tx.bureauId, dataset: name, year };
  const { parts } = runtime.files;
  const csv = await openPart(parts, partName({ ...at, form: 'csv', slot }), BOM);
  const json = await openPart(parts, partName({ ...at, form: 'json', slot }));
  const seq = await headSeq(tx);
  await csv.write(csvText([headingOf(dataset)]));
  await json.write(await openingOf(tx, name, year, { version, seq }));
  let [count, added, changed, removed, after] = [0, 0, 0, 0, ''];

  /** Rows between two ids, held against those that stand there: only what is different is written. */
  const keep = async (rows: readonly KeptRow[], span: Span): Promise<void> => {
    const known = await knownRows(tx, name, span);
    const ids = new Set(rows.map(({ id }) => id));
    const fresh = rows.filter(({ id }) => !known.has(id));
    const other = rows.filter((row) => {
      const standing = known.get(row.id);
      return standing !== undefined && (standing.hash !== row.hash || standing.year !== year);
    });
    const gone = [...known].flatMap(([id, row]) =>
      row.hash !== null && row.year === year && !ids.has(id) ? [id] : [],
    );
    await insertRows(tx, place, fresh);
    await changeRows(tx, place, other);
    await takeBackRows(tx, place, gone);
    [added, changed, removed] = [added + fresh.length, changed + other.length, removed + gone.length];
  };

  return {
    take: async (page) => {
      const kept = keptRows(dataset, page);
      const upTo = kept.at(-1)?.id;
      if (upTo === undefined) return nothing;
      await csv.write(`\r\n${csvText(kept.map(({ row }) => cellsOf(dataset, row)))}`);
      await json.write(kept.map(({ json: line }, index) => `${count + index === 0 ? '' : ','}\n${line}`).join(''));
      const span = { after, upTo };
      [count, after] = [count + kept.length, upTo];
      return dataset.isWide === true ? nothing : () => keep(kept, span);
    },
    end: async () => {
      if (dataset.isWide !== true) await keep([], { after, upTo: null });
      const csvFile = await csv.end('\r\n');
      const jsonFile = await json.end('\n]}\n');
      const isSame = csvFile.plain === last?.files.plain.sha256 && added + changed + removed === 0;
      if (isSame && !(await hasLostFile(tx, parts, name))) return [csv.name, json.name];
      await insertVersion(tx, {
        ...place,
        seq,
        row_count: count,
        // The rows of the wide table are those of its parts.
        added: dataset.isWide === true ? Math.max(0, count - (last?.rows ?? 0)) : added,
        changed,
        removed: dataset.isWide === true ? Math.max(0, (last?.rows ?? 0) - count) : removed,
        csv_sha256: csvFile.sha256,
        csv_bytes: csvFile.bytes,
        plain_sha256: csvFile.plain,
        json_sha256: jsonFile.sha256,
        json_bytes: jsonFile.bytes,
        slot,
      });
      return (['csv', 'json'] as const).map((form) => partName({ ...at, form, slot: 1 - slot }));
    },
  };
}

const nothing = (): Promise<void> => Promise.resolve();

/** After a crash or a restored database a file can be short or missing. */
export async function hasLostFile(tx: ReadTx, parts: PartStore, dataset: string): Promise<boolean> {
  for (const { year, slot, files } of await newestVersions(tx, dataset))
    for (const form of ['csv', 'json'] as const) {
      const size = await parts.size(partName({ bureauId: tx.bureauId, dataset, year, form, slot }));
      if (size !== files[form].bytes) return true;
    }
  return false;
}

type RowToKeep = KeptRow & { readonly row: AnyRow };

/** By id, in the order of its bytes. */
function keptRows({ columns }: Dataset, page: readonly AnyRow[]): RowToKeep[] {
  const [idColumn = ''] = Object.keys(columns);
  const kept = page.map((row) => {
    const stray = strayValues(columns, row);
    if (stray.length > 0) throw new Error(`not in the dictionary: ${stray.join(', ')}`);
    const id = String(row[idColumn]);
    const json = jsonOf(columns, row);
    return { id, bytes: Buffer.from(id), json, hash: hash('sha256', json), row };
  });
  return kept.toSorted((a, b) => Buffer.compare(a.bytes, b.bytes));
}

/** The head of the JSON file: whose it is, of what, up to when. */
async function openingOf(
  tx: ReadTx,
  name: DatasetName,
  year: number,
  { version, seq }: { readonly version: number; readonly seq: number },
): Promise<string> {
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const head = JSON.stringify({
    dataset: name,
    year,
    version,
    logPosition: seq,
    asOf: tx.now,
    publisher: bureau.name,
    licence: '/data#licence',
    schema: `/data/schema/${name}.json`,
  });
  return `${head.slice(0, -1)},"rows":[`;
}
