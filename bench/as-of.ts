/**
 * A directory of 100,000 enterprises one year back, each changed twice since: from the request to the first page (gate: 500 ms),
 * the last page, a search, and today's list beside it. `node bench/as-of.ts`. @module
 */
import { sql } from 'kysely';
import { answer, execute, type DeedSpec, type ReadSpec } from '../src/core/command.ts';
import { openDatabase } from '../src/core/db.ts';
import { columnList, rowJson, type RowJson } from '../src/directory/rows.ts';
import { inBureau } from '../src/core/transact.ts';
import { saveEnterprise, setSubdistricts } from '../src/directory/actions/save.ts';
import { directoryReadSpecs } from '../src/directory/routes.ts';
import { SAMPLE_SUBDISTRICTS, sampleEnterprise } from '../src/directory/sample.testing.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { actorOf } from '../src/testing/runtime.ts';
import { printFigure, timed } from './figure.ts';

const SIZE = 100_000;
const RUNS = 15;
const office = actorOf(['group-office']);

const runtime = await benchRuntime();
try {
  await fill(runtime);
  await measure('first-page', '/api/directory/as-of/enterprise', { day: '2025-03-02' });
  await measure('last-page', '/api/directory/as-of/enterprise', { day: '2025-03-02', page: String(SIZE / 20) });
  await measure('search', '/api/directory/as-of/enterprise', { day: '2025-03-02', q: '99' });
  await measure('filtered', '/api/directory/as-of/enterprise', {
    day: '2025-03-02',
    riskColor: 'yellow',
    specialFlags: 'dust',
    subdistrictCode: '120111100',
  });
  await measure('today', '/api/directory/enterprises', {});
} finally {
  await runtime.close();
}

async function measure(name: string, path: string, query: Readonly<Record<string, string>>): Promise<void> {
  const spec = specOf(path);
  const runs: number[] = [];
  for (let n = 0; n < RUNS; n += 1) runs.push(await timed(() => answer(runtime, office, spec, query)));
  const result = await answer(runtime, office, spec, query);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  printFigure(`as-of.${name}`, 'ms', runs, { rows: SIZE, versions: 3 * SIZE });
}

function specOf(path: string): ReadSpec {
  const spec = directoryReadSpecs.find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read at ${path}`);
  return spec;
}

/** One enterprise by its deed, then copies of its row and versions: one of 2024 and two changes in the last year. */
async function fill(own: BenchRuntime): Promise<void> {
  await doIt(setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS });
  await doIt(saveEnterprise, { target: null, reason: '新增', content: sampleEnterprise({ phone: null }) });
  await inBureau(own, 1, async (tx) => {
    const { rows } = await sql<{ row: RowJson }>`SELECT ${rowJson('e')} AS row FROM enterprise e`.execute(tx.db);
    const columns = columnList(Object.keys(rows[0]?.row ?? {}));
    await sql`
      INSERT INTO enterprise (${columns}) SELECT ${columns} FROM (SELECT (jsonb_populate_record(e, jsonb_build_object(
        'enterprise_id', gen_random_uuid(), 'version', 3, 'credit_code', 'X' || lpad(n::text, 17, '0'),
        'name', n || e.name, 'search', md5('s' || n) || e.search))).*
      FROM enterprise e, generate_series(1, ${SIZE}) n WHERE e.version = 1) copies`.execute(tx.db);
    await sql`
      INSERT INTO directory_version (bureau_id, kind, record_id, version, content, deed, reason, batch_id, actor_id, command_id, at)
      SELECT e.bureau_id, 'enterprise', e.enterprise_id, v, ${rowJson('e')} || jsonb_build_object('version', v),
        'directory.save-enterprise', '核实', NULL, 'office', e.enterprise_id, timestamptz '2024-06-01' + v * interval '150 days'
      FROM generate_series(1, 3) v, enterprise e WHERE e.version = 3`.execute(tx.db);
  });
  // What the database does by itself within a minute of so large an import.
  const owner = openDatabase(own.ownerUrl, 1);
  await sql`VACUUM ANALYZE directory_version, enterprise`.execute(owner);
  await owner.destroy();
}

async function doIt(spec: DeedSpec, input: unknown): Promise<void> {
  const result = await execute(runtime, office, spec, crypto.randomUUID(), input);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
}
