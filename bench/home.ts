/**
 * The home page (`GET /api/queue`) of each role in a bureau of many years: 100,000 enterprises, 1,000,000 deeds, 30,000 cases of which
 * 2,000 are open. The limit: 300 ms in the server. Rows are synthetic, by SQL; the baseline is one bare count of the open cases.
 * `npm run bench -- home [enterprises] [deeds]` @module
 */
import { sql } from 'kysely';
import pg from 'pg';
import { createStaff, grantRoles } from '../src/bureau/actions/staff.ts';
import { IN_PROCESS, type Actor, type Role } from '../src/core/actor.ts';
import { answer } from '../src/core/command.ts';
import { read } from '../src/core/transact.ts';
import { readQueue } from '../src/http/queue.ts';
import { openLead } from '../src/penalty/actions/case.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { seedDeeds } from '../src/testing/many-deeds.ts';
import { seedEnterprises } from '../src/testing/many-enterprises.ts';
import { actorOf } from '../src/testing/runtime.ts';
import { printFigure, timed } from './figure.ts';

const enterprises = Number(process.argv[2] ?? 100_000);
const deeds = Number(process.argv[3] ?? 1_000_000);
const CASES = { ended: 28_000, open: 2_000 };
const ROLES = ['officer', 'section-chief', 'legal-reviewer', 'deputy-head', 'head', 'group-office'] as const;
const RUNS = 30;

/** Copies of one real lead: most of them over, the rest waiting for the filing to be approved. */
async function seedCases(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  for (const [state, count] of [
    ['not-filed', CASES.ended],
    ['filing', CASES.open],
  ] as const)
    await client.query(
      `INSERT INTO sunlot.penalty_case (bureau_id, case_id, state, procedure, party_name, credit_code, cause, content, turns, next_due, acts, opened_on,
         ended_on, created_at, updated_at)
       SELECT bureau_id, gen_random_uuid(), $1::text, procedure, party_name || n, credit_code, cause, content || jsonb_build_object('state', $1::text),
         CASE WHEN $1 = 'filing' THEN '[{"act":"approve-filing","roles":["head","deputy-head"],"staffIds":[],"from":null,"dueOn":"2026-04-01","term":null}]'::jsonb
           ELSE '[]'::jsonb END,
         NULL, 1, opened_on, CASE WHEN $1 = 'filing' THEN NULL ELSE opened_on END, created_at, updated_at
       FROM sunlot.penalty_case, generate_series(1, $2::int) n WHERE state = 'lead'`,
      [state, count],
    );
  await client.query('VACUUM ANALYZE sunlot.penalty_case');
  await client.end();
}

async function openStaff(runtime: BenchRuntime, role: Role): Promise<Actor> {
  const { staffId } = await done(runtime, actorOf(['system-admin']), createStaff, {
    username: `bench.${role}`,
    name: '示例人员',
    department: '综合科',
    oneTimePassword: 'k7m2-9xpq-zr4t-hw3n',
  });
  await done(runtime, actorOf(['security-admin']), grantRoles, { staffId, roles: [role] });
  return { bureauId: 1, staffId, name: role, roles: [role], authenticatedAt: IN_PROCESS };
}

const runtime = await benchRuntime();
try {
  await seedEnterprises(runtime, enterprises);
  await done(runtime, actorOf(['officer'], 'officer'), openLead, {
    lead: {
      source: 'complaint',
      party: {
        kind: 'unit',
        name: '示例机械厂',
        creditCode: '91120111MA00000001',
        principal: '甲某',
        address: '示例路1号',
        enterpriseId: null,
      },
      cause: '未采取措施消除事故隐患',
      facts: '示例',
      violatedOn: '2026-02-10',
    },
  });
  const people: Actor[] = [];
  for (const role of ROLES) people.push(await openStaff(runtime, role));
  await seedDeeds(runtime, deeds);
  await seedCases(runtime.ownerUrl);
  const bare: number[] = [];
  for (let n = 0; n < RUNS; n += 1)
    bare.push(
      await timed(() =>
        read(runtime, 1, (tx) =>
          sql`SELECT count(*) FROM penalty_case WHERE bureau_id = 1 AND ended_on IS NULL`.execute(tx.db),
        ),
      ),
    );
  printFigure(`home.bare.${deeds}`, 'ms', bare);
  for (const actor of people) {
    const times: number[] = [];
    let total = 0;
    for (let n = 0; n < RUNS + 3; n += 1) {
      const ms = await timed(async () => {
        const found = await answer(runtime, actor, readQueue, {});
        if (!found.ok) throw new Error(JSON.stringify(found.refusals));
        ({ total } = found.value);
      });
      // The first ones compile and fill the caches.
      if (n >= 3) times.push(ms);
    }
    printFigure(`home.${actor.name}.${deeds}`, 'ms', times, { open: total });
  }
} finally {
  await runtime.close();
}
