/** An alert to take away: its rule and every row, for supervision alone. */
import type { LightMyRequestResponse } from 'fastify';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { carryCase, HEAD, openedCaseScene } from '../penalty/scene.testing.ts';
import { supervisor } from '../testing/draw-ceremony.ts';
import { alertWorkbookRoute } from './alert-workbook.ts';
import { serveRoutes, type ServedRoutes } from './served.testing.ts';

const scene = openedCaseScene();
let routes: ServedRoutes;

beforeAll(async () => {
  const { runtime } = scene;
  routes = await serveRoutes(runtime, (site, identify) => alertWorkbookRoute(site, runtime, identify));
});
afterAll(() => routes.close());

const get = (code: string, as: Actor | undefined) => routes.get(`/api/oversight/alerts/${code}/rows.xlsx`, as);
/** Every word of the workbook. */
const wordsOf = (answer: LightMyRequestResponse): string =>
  Object.entries(unzipSync(answer.rawPayload))
    .filter(([path]) => /sharedStrings|sheet\d/.test(path))
    .map(([, bytes]) => strFromU8(bytes))
    .join('\n');

test('the workbook names rule, party, what does not fit and where the record is; nobody but supervision gets it', async () => {
  const { caseId, lead } = await carryCase(scene, 'executing');
  await scene.runtime.asOwner(async (db) => {
    await sql`UPDATE penalty_case SET content = jsonb_set(content, '{decision,outcome,items,0,fen}', '1000001')
      WHERE case_id = ${caseId}::uuid`.execute(db);
  });
  const answer = await get('outside-grade', supervisor);
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
  expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('预警-处罚不在裁量基准内-');
  const words = wordsOf(answer);
  for (const said of [
    '罚款高于适用的裁量档次',
    lead.party.name,
    '高于“较轻”档上限￥10000.00',
    `/desk/penalty/${caseId}`,
  ])
    expect(words).toContain(said);
  expect((await get('outside-grade', HEAD)).statusCode).toBe(403);
  expect((await get('outside-grade', undefined)).statusCode).toBe(401);
  expect((await get('no-such-rule', supervisor)).statusCode).toBe(404);
});

test('an alert without rows is a workbook that says so', async () => {
  expect(wordsOf(await get('redraw', supervisor))).toContain('共 0 条');
});
