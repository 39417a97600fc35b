/**
 * A year of visits as open data: every file, hash and row of it, from a standing start and after one correction, with the memory of
 * the process; beside it PostgreSQL's own COPY of the same rows in the same run. `npm run bench -- year-export [visits]` @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../src/core/db.ts';
import { read, type ReadTx } from '../src/core/transact.ts';
import '../src/disclosure/tables.ts';
import { refreshOpenData } from '../src/opendata/jobs.ts';
import { listRows } from '../src/opendata/reads/rows.ts';
import { mayBeServed, newestVersions } from '../src/opendata/reads/versions.ts';
import { DATASETS } from '../src/opendata/types/datasets.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { printFigure, timed } from './figure.ts';

const visits = Number(process.argv[2] ?? 100_000);
const runtime = await benchRuntime();
try {
  await seedVisits(runtime, visits);
  printFigure(`year-export.copy.${visits}`, 's', [(await timed(() => copyOut(runtime.appUrl))) / 1_000]);
  await round('first');
  await correctOne(runtime);
  await round('after-one-correction');
} finally {
  await runtime.close();
}

async function round(name: string): Promise<void> {
  const before = process.memoryUsage.rss();
  let memory = before;
  let isEnded = false;
  const waits: number[] = [];
  const own = process.cpuUsage();
  const database = await databaseSeconds(runtime);
  const begun = performance.now();
  const work = refreshOpenData(runtime, 1).finally(() => {
    isEnded = true;
  });
  while (!isEnded) {
    waits.push(await timed(() => read(runtime, 1, askApi)));
    memory = Math.max(memory, process.memoryUsage.rss());
    await sleep(50);
  }
  const computed = await work;
  const seconds = (performance.now() - begun) / 1_000;
  const { user, system } = process.cpuUsage(own);
  const spent = (await databaseSeconds(runtime)) - database;
  const versions = await read(runtime, 1, (tx) => newestVersions(tx));
  const bytes = versions.reduce((sum, { files }) => sum + files.csv.bytes + files.json.bytes, 0);
  printFigure(`year-export.${name}.${visits}`, 's', [seconds], {
    cpuSeconds: Math.round((user + system) / 1e5) / 10,
    cpuSecondsOfDatabase: Math.round(spent * 10) / 10,
    datasets: computed.length,
    rows: versions.reduce((sum, { rows }) => sum + rows, 0),
    fileMegabytes: Math.round(bytes / 2 ** 20),
    megabytes: Math.round(memory / 2 ** 20),
    megabytesBefore: Math.round(before / 2 ** 20),
    othersP99: Math.round(waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0),
    others: waits.length,
  });
}

/** What the API asks for a page of visits: nothing of what is not there yet. */
async function askApi(tx: ReadTx): Promise<void> {
  if (await mayBeServed(tx, 'visits', DATASETS.visits))
    await listRows(tx, 'visits', { where: {}, after: '', limit: 100 });
}

/** Processor time of the database's processes since they started: on a shared machine it says more than the clock. */
async function databaseSeconds({ adminUrl }: BenchRuntime): Promise<number> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  await client.end();
  const postmaster = readFileSync(join(rows[0]?.data_directory ?? '', 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').split(' ');
  return [postmaster, ...children]
    .filter((pid) => pid !== '' && existsSync(`/proc/${pid}/stat`))
    .reduce((sum, pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      // utime, stime and those of ended children, in hundredths of a second.
      return sum + fields.slice(11, 15).reduce((own, ticks) => own + Number(ticks), 0) / 100;
    }, 0);
}

/** Published results without the visits behind them: of those, nothing is read. Three in five have two findings, one rectified. */
async function seedVisits({ ownerUrl }: BenchRuntime, count: number): Promise<void> {
  const owner = openDatabase(ownerUrl, 1);
  try {
    for (const [table, key] of [
      ['disclosure_entry', 'inspection'],
      ['rectification_order', 'inspection'],
      ['rectification_item', 'finding'],
    ] as const) {
      const { rows } = await sql<{ name: string }>`SELECT conname AS name FROM pg_constraint
        WHERE contype = 'f' AND conrelid = ${table}::regclass AND confrelid = ${key}::regclass`.execute(owner);
      for (const { name } of rows)
        await sql`ALTER TABLE ${sql.id(table)} DROP CONSTRAINT ${sql.id(name)}`.execute(owner);
    }
    await sql`INSERT INTO disclosure_entry (bureau_id, entry_id, source, inspection_id, state, version, content, counted_from, due_on,
        published_on, created_at, updated_at)
      SELECT 1, gen_random_uuid(), 'visit', gen_random_uuid(), 'published', 1, jsonb_build_object(
        'bureau', '测试区应急管理局', 'drawId', gen_random_uuid(),
        'enterprise', jsonb_build_object('name', '天津恒达精密机械制造' || n || '有限公司', 'creditCode', '91120111MA' || lpad(n::text, 8, '0'),
          'subdistrictCode', '1201110' || lpad((n % 16)::text, 2, '0'), 'subdistrict', '第' || n % 16 || '街', 'safetyDomain', 'machinery'),
        'inspectedOn', ('2026-01-01'::date + n % 60)::text,
        'items', jsonb_build_array(jsonb_build_object('code', 'ZH-01', 'name', '综合'), jsonb_build_object('code', 'ZH-02', 'name', '用电')),
        'conclusion', CASE WHEN n % 5 < 3 THEN 'corrected' ELSE 'no-problem' END,
        'findings', CASE WHEN n % 5 < 3 THEN (SELECT jsonb_agg(jsonb_build_object('number', k, 'itemName', '用电安全',
          'text', '一车间配电箱未锁闭，“当心触电”标志缺失，已当场告知现场负责人', 'level', 'general', 'measureKind', 'rectify', 'dueOn', '2026-04-01'))
          FROM generate_series(1, 2) k) ELSE '[]'::jsonb END),
        '2026-02-01', '2026-03-01', '2026-02-20', now(), now()
      FROM generate_series(1, ${count}) n`.execute(owner);
    await sql`INSERT INTO disclosure_snapshot (bureau_id, entry_id, version, content, hash, published_on)
      SELECT bureau_id, entry_id, version, content, encode(sha256(content::text::bytea), 'hex'), published_on FROM disclosure_entry`.execute(
      owner,
    );
    await sql`INSERT INTO rectification_order (bureau_id, order_id, inspection_id, state, document, document_hash, service, served_on,
        code_hash, code_sealed, created_at, updated_at)
      SELECT 1, inspection_id, inspection_id, 'served', '', repeat('0', 64), '{}', '2026-02-10',
        decode(replace(inspection_id::text, '-', ''), 'hex'), '', now(), now()
      FROM disclosure_entry WHERE jsonb_array_length(content->'findings') > 0`.execute(owner);
    await sql`INSERT INTO rectification_item (bureau_id, finding_id, order_id, number, measure_kind, state, due_on, settled_on)
      SELECT 1, gen_random_uuid(), order_id, k, 'rectify', CASE k WHEN 1 THEN 'passed' ELSE 'open' END, '2026-04-01',
        CASE k WHEN 1 THEN '2026-02-20'::date END
      FROM rectification_order CROSS JOIN generate_series(1, 2) k`.execute(owner);
    for (const table of ['disclosure_entry', 'disclosure_snapshot', 'rectification_order', 'rectification_item'])
      await sql`ANALYZE ${sql.id(table)}`.execute(owner);
  } finally {
    await owner.destroy();
  }
}

/** The database is told that the day is another, as after a deed: everything is looked at again, one row is different. */
async function correctOne({ ownerUrl, clock }: BenchRuntime): Promise<void> {
  const owner = openDatabase(ownerUrl, 1);
  try {
    await sql`INSERT INTO disclosure_snapshot (bureau_id, entry_id, version, content, hash, published_on, reason)
      SELECT bureau_id, entry_id, 2, content || '{"conclusion":"follow-up"}', hash, published_on, '用词更正'
      FROM disclosure_snapshot ORDER BY entry_id LIMIT 1`.execute(owner);
    await sql`UPDATE disclosure_entry e SET version = 2 FROM disclosure_snapshot s
      WHERE s.bureau_id = e.bureau_id AND s.entry_id = e.entry_id AND s.version = 2`.execute(owner);
  } finally {
    await owner.destroy();
  }
  clock.advance(86_400);
}

/** COPY of the snapshots to this process, which only counts the bytes. */
async function copyOut(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.bureau', '1', false)");
    return await new Promise<number>((resolve, reject) => {
      let bytes = 0;
      const copy = {
        submit: (connection: { query(text: string): void }): void =>
          connection.query(
            'COPY (SELECT entry_id, version, published_on, hash, content FROM sunlot.disclosure_snapshot) TO STDOUT (FORMAT csv)',
          ),
        handleCopyData: ({ chunk }: { chunk: Buffer }): void => {
          bytes += chunk.length;
        },
        handleError: reject,
        handleCommandComplete: (): void => undefined,
        handleRowDescription: (): void => undefined,
        handleReadyForQuery: (): void => resolve(bytes),
      };
      client.query(copy);
    });
  } finally {
    await client.end();
  }
}
