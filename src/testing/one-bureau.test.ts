/**
 * Whether every question names its bureau: only then does it run on the node where that bureau's rows lie (docs/scale.md). Seen here is
 * the text of every statement that the deeds, the reads, the portal and the worker's rounds send; what no scene comes to is not seen.
 */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { IN_PROCESS, ROLES, type Actor } from '../core/actor.ts';
import { answer, execute, type DeedSpec, type ReadSpec } from '../core/command.ts';
import type { Database } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { buildApp } from '../http/app.ts';
import { DEED_SPECS, FOLLOWERS, READ_SPECS } from '../http/modules.ts';
import { PAGE_PATHS, portalRoutes } from '../http/portal.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { workOnce } from '../jobs/worker.ts';
import { rightValue, type Shape } from './made-values.ts';
import { idsOfBureauOne } from './served-site.ts';
import { diceOf } from './workbook-dice.ts';

/** What stays on one node, and is asked for no bureau (docs/scale.md). */
const ELSEWHERE = /^(bureau|identity_\w+)$/;

/** Rows as JSON: each carries its bureau with it. */
const CARRIED = /^INSERT INTO "\w+" SELECT \* FROM jsonb_populate_recordset\(NULL::/;

let scene: Scene;
let runtime: Runtime;
let spread: ReadonlySet<string>;
const texts = new Set<string>();

/** Statements that name spread tables more often than the column that says which bureau is meant. */
function nameless(statements: Iterable<string>): readonly string[] {
  return [...statements].filter((text) => {
    const named = [...text.matchAll(/\b(?:from|join|update|into|using)\s+(?:only\s+)?"?(?:sunlot"?\.)?"?([a-z_]+)/gi)];
    const tables = named.filter(([, name = '']) => spread.has(name));
    const said = text.match(/\bbureau_id\b/g)?.length ?? 0;
    return said < tables.length && !CARRIED.test(text.trim());
  });
}

beforeAll(async () => {
  scene = await openScene();
  await carry(scene, scene.take(), 'signed-off');
  const pool = new pg.Pool({
    connectionString: scene.runtime.appUrl,
    max: 4,
    options: '-c search_path=sunlot,public -c timezone=UTC',
  });
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void texts.add(query.sql),
  });
  runtime = { ...scene.runtime, db };
  await scene.runtime.asOwner(async (owner) => {
    const rows = await owner.introspection.getTables();
    spread = new Set(rows.map(({ name }) => name).filter((name) => !ELSEWHERE.test(name)));
  });
}, 120_000);
afterAll(async () => {
  await runtime.db.destroy();
  await scene.close();
});

const everybody: Actor = {
  bureauId: 1,
  staffId: 'everybody',
  name: '全部',
  roles: [...ROLES],
  authenticatedAt: IN_PROCESS,
};

async function ask(spec: DeedSpec | ReadSpec, input: unknown): Promise<void> {
  if ('path' in spec) await answer(runtime, everybody, spec, input);
  else await execute(runtime, everybody, spec, newId(), input);
}

describe('every question', () => {
  test('of deeds, reads, portal and rounds names its bureau', async () => {
    const ids = await idsOfBureauOne(scene.runtime);
    for (const spec of [...READ_SPECS, ...DEED_SPECS]) {
      const shape = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }) as Shape;
      for (const round of [1, 2]) await ask(spec, rightValue(shape, '', ids, diceOf(`${spec.kind} ${round}`)));
    }
    const app = await buildApp({
      runtime,
      logging: false,
      identify: () => Promise.resolve(undefined),
      extend: (one) => Promise.resolve(portalRoutes(one, runtime)),
    });
    for (const path of PAGE_PATHS) await app.inject({ url: path.replace('*', 'x').replaceAll(/:\w+/g, '1') });
    await app.close();
    await workOnce(runtime, FOLLOWERS);
    expect(texts.size).toBeGreaterThan(400);
    expect(nameless(texts)).toEqual([]);
  }, 300_000);

  test('that does not is found: the test can fail', () => {
    expect(nameless(['select "seq" from "deed" where "kind" = $1'])).toHaveLength(1);
    expect(nameless(['SELECT 1 FROM sunlot.deed d JOIN bureau b ON true'])).toHaveLength(1);
    expect(nameless(['delete from "list_columns" where "staff_id" = $1'])).toHaveLength(1);
    expect(nameless(['select "name" from "bureau"', 'select * from "deed" where "bureau_id" = $1'])).toEqual([]);
  });
});
