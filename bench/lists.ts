/**
 * The list of enterprises at 100,000 rows: a page filtered, sorted and searched by pinyin (the limit: p95 of 100 ms in the
 * server), and how often initials find the right enterprise among the first five (99 % of 1,000). `npm run bench -- lists [rows]` @module
 */
import { sql } from 'kysely';
import { pinyin } from 'pinyin-pro';
import { diceFor } from '../demo/random.ts';
import { answer } from '../src/core/command.ts';
import { read } from '../src/core/transact.ts';
import { directoryReadSpecsWith } from '../src/directory/routes.ts';
import { NO_LATER_MODULES } from '../src/directory/types/later.ts';
import { scopeCondition } from '../src/draw/reads/scope-condition.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { IN_PROCESS, type Actor } from '../src/core/actor.ts';
import { seedEnterprises, vacuumEnterprises, type SeededEnterprise } from '../src/testing/many-enterprises.ts';
import { printFigure, timed } from './figure.ts';
import { processorMs } from './processor.ts';

const rows = Number(process.argv[2] ?? 100_000);
const office: Actor = {
  bureauId: 1,
  staffId: 'office',
  name: 'office',
  roles: ['group-office'],
  authenticatedAt: IN_PROCESS,
};
const LIST = directoryReadSpecsWith({ ...NO_LATER_MODULES, scopeCondition }).find(
  ({ path }) => path === '/api/directory/enterprises',
);
if (LIST === undefined) throw new Error('no list of enterprises');
const spec = LIST;

async function page(runtime: BenchRuntime, query: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const found = await answer(runtime, office, spec, query);
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
  const { rows: shown } = found.value as { readonly rows: readonly { readonly content: { readonly name: string } }[] };
  return shown.map(({ content }) => content.name);
}

/** What people type: initials of the trade name, of a trade, whole syllables, characters, part of a code, a street. */
function typed(names: readonly SeededEnterprise[], n: number): string {
  const { name, core, creditCode } = names[(n * 7919) % names.length] ?? { name: '', core: '', creditCode: '' };
  const ways = [
    initialsOf(core),
    core.slice(0, 2),
    'jx',
    'yxgs',
    creditCode.slice(8, 14),
    pinyin(core, PLAIN),
    name,
    '中北',
  ];
  return ways[n % ways.length] ?? core;
}

const PLAIN = { toneType: 'none', type: 'string', separator: '', v: true } as const;

function initialsOf(text: string): string {
  return pinyin(text, { ...PLAIN, type: 'array' })
    .map((syllable) => syllable.charAt(0))
    .join('');
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN);
}

const SORTS = [{}, { sort: 'name' }, { sort: '-updated' }, { sort: 'key' }] as const;
const FILTERS = [
  {},
  { status: 'active' },
  { riskColor: 'red' },
  { safetyDomain: 'machinery', status: 'active' },
  { subdistrictCode: '120111100', specialFlags: 'dust' },
] as const;

/** Those that several values, or what is asked for less often, are measured by. */
const NARROWED = [
  { riskColor: 'red,orange', status: 'active,suspended' },
  { creditClass: 'C,D', keyUnit: 'yes' },
  { sizeClass: 'large,medium', standardizationLevel: '3,none', regulatorLevel: 'district' },
  { scope: 'in' },
  { scope: 'status,frequency' },
  { attention: 'unverified' },
  { attention: 'licence-expired,licence-expiring' },
] as const;

const runtime = await benchRuntime();
try {
  const seeded = await seedEnterprises(runtime, rows);
  await vacuumEnterprises(runtime);
  const times: number[] = [];
  const processor: number[] = [];
  for (let n = 0; n < 240; n += 1) {
    const query = {
      q: typed(seeded, n),
      ...SORTS[n % SORTS.length],
      ...FILTERS[n % FILTERS.length],
      page: String(1 + (n % 3)),
    };
    const before = await processorMs(runtime);
    const ms = await timed(() => page(runtime, query));
    if (n >= 20) {
      times.push(ms);
      processor.push((await processorMs(runtime)) - before);
    }
    if (process.env['SLOW'] !== undefined && ms > 80) console.error(Math.round(ms), JSON.stringify(query));
  }
  printFigure(`lists.search.${rows}`, 'ms', times, { p95: p95(times), processorP95: p95(processor) });
  printFigure(`lists.search.processor.${rows}`, 'ms', processor);
  const plain: number[] = [];
  for (let n = 0; n < 60; n += 1)
    plain.push(await timed(() => page(runtime, { ...SORTS[n % 4], page: String(1 + n) })));
  printFigure(`lists.page.${rows}`, 'ms', plain);

  for (const filter of NARROWED) {
    const narrowed: number[] = [];
    for (let n = 0; n < 20; n += 1)
      narrowed.push(await timed(() => page(runtime, { ...filter, ...SORTS[n % 4], page: String(1 + (n % 3)) })));
    printFigure(`lists.narrowed.${Object.keys(filter).join('-')}.${rows}`, 'ms', narrowed, { p95: p95(narrowed) });
  }

  const dice = diceFor('lists bench');
  const wanted = Array.from({ length: 1_000 }, () => dice.pick(seeded));
  for (const part of ['name', 'core'] as const) {
    let found = 0;
    for (const enterprise of wanted) {
      const names = await page(runtime, { q: initialsOf(enterprise[part]), size: '5' });
      if (names.includes(enterprise.name)) found += 1;
    }
    printFigure(`lists.initials.${part}.${rows}`, '% among the first five', [found / 10]);
  }
  const size = await read(runtime, 1, (tx) =>
    sql<{ size: string }>`SELECT pg_size_pretty(pg_total_relation_size('enterprise')) AS size`.execute(tx.db),
  );
  console.log(JSON.stringify(size.rows[0]));
} finally {
  await runtime.close();
}
