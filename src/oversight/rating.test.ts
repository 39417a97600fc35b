/** 企业匿名评价: counted five at a time, and no role of the bureau can tell who said what. */
import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { execute, answer } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read, transact } from '../core/transact.ts';
import { ok } from '../core/result.ts';
import { buildApp } from '../http/app.ts';
import { enterpriseRoutes } from '../http/enterprise.ts';
import { CHIEF, openScene, type Scene } from '../inspection/scene.testing.ts';
import { codeOf } from '../rectification/reads/access.ts';
import type { StoredOrder } from '../rectification/reads/orders.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { served } from '../rectification/scene.testing.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { supervisor } from '../testing/draw-ceremony.ts';
import { rateVisit } from './actions/rate.ts';
import { readRatings } from './reads/ratings.ts';
import { oversightReadSpecs } from './routes.ts';
import { quarterOf } from './rules/ratings.ts';
import type { Rating } from './types/ratings.ts';

let scene: Scene;
let app: FastifyInstance;
const orders: StoredOrder[] = [];
beforeAll(async () => {
  scene = await openScene();
  for (let n = 0; n < 7; n += 1) orders.push((await served(scene, [{}])).order);
  app = await buildApp({
    runtime: scene.runtime,
    identify: () => Promise.resolve(undefined),
    logging: false,
    extend: async (instance) => enterpriseRoutes(instance, scene.runtime),
  });
}, 120_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

const GOOD: Rating = { shown: 3, undisturbed: 3, explained: 3, fair: 3, clean: 3 };
const BAD: Rating = { ...GOOD, fair: 1 };
const order = (n: number): StoredOrder => {
  const found = orders[n];
  if (found === undefined) throw new Error(`no order ${n}`);
  return found;
};
const rate = (n: number, rating: Rating, command = newId(), as: Actor = enterpriseActor(1, order(n).orderId)) =>
  execute(scene.runtime, as, rateVisit(rating), command, { orderId: order(n).orderId });
const seenBy = (actor: Actor) => read(scene.runtime, 1, readRatings, actor);

describe('the rating of a visit', () => {
  test('is not shown before five have come, then all five at once, and to supervision alone', async () => {
    for (const n of [0, 1, 2]) expect(await rate(n, GOOD)).toMatchObject({ ok: true });
    expect(await rate(3, BAD)).toMatchObject({ ok: true });
    expect((await seenBy(supervisor)).quarters).toEqual([]);
    expect(await rate(4, GOOD)).toMatchObject({ ok: true });
    const { quarters } = await seenBy(supervisor);
    expect(quarters).toMatchObject([{ quarter: '2026-1', ratings: 5 }]);
    expect(quarters[0]?.questions.find(({ question }) => question === 'fair')?.counts).toEqual({ 3: 4, 2: 0, 1: 1 });
    expect((await seenBy(CHIEF)).quarters).toEqual([]);
    const [tally] = oversightReadSpecs.filter(({ path }) => path.endsWith('/ratings'));
    if (tally === undefined) throw new Error('no read of ratings');
    expect(await answer(scene.runtime, CHIEF, tally, {})).toMatchObject({
      ok: false,
      refusals: [{ code: 'not-allowed' }],
    });
  });

  test('is given once an order, by nobody but its enterprise; the same form sent twice counts once', async () => {
    expect(await rate(0, BAD)).toMatchObject({ ok: false, refusals: [{ code: 'rating-given' }] });
    expect(await rate(5, BAD, newId(), enterpriseActor(1, order(6).orderId))).toMatchObject({ ok: false });
    expect(await rate(5, BAD, newId(), CHIEF)).toMatchObject({ ok: false, refusals: [{ code: 'not-allowed' }] });
    const command = newId();
    const twice = await Promise.all([rate(5, GOOD, command), rate(5, GOOD, command)]);
    expect(twice.map(({ ok: isDone }) => isDone)).toEqual([true, true]);
    expect((await seenBy(supervisor)).quarters).toMatchObject([{ ratings: 5 }]);
  });

  test('leaves nothing that says who answered what: not in the log, not in the commands, not for any SQL of the program', async () => {
    const as = (actor: Actor, statement: ReturnType<typeof sql>) =>
      transact(scene.runtime, { id: newId(), actor }, async (tx) => {
        await statement.execute(tx.db);
        return ok(undefined);
      });
    for (const actor of [CHIEF, supervisor]) {
      await expect(as(actor, sql`SELECT count FROM rating_pool`)).rejects.toThrow(/permission denied/);
      await expect(as(actor, sql`UPDATE rating_tally SET count = 0`)).rejects.toThrow(/permission denied/);
      await expect(as(actor, sql`SELECT rate_order(2, gen_random_uuid(), '2026-1', '{fair}', '{1}')`)).rejects.toThrow(
        /another bureau/,
      );
    }
    const { hashes, columns } = await read(scene.runtime, 1, async (tx) => ({
      hashes: await tx.db
        .selectFrom('command')
        .select(['input_hash', 'answer'])
        .where('kind', '=', 'oversight.rate')
        .execute(),
      columns: await sql<{ name: string }>`SELECT column_name AS name FROM information_schema.columns
        WHERE table_name = 'rating_given' ORDER BY 1`.execute(tx.db),
    }));
    const facts = (await loggedDeeds(scene.runtime, 'oversight.rate')).map((deed) => deed.facts);
    expect(facts).toEqual(Array.from({ length: 6 }, () => ({})));
    expect(new Set(hashes.map(({ answer: said }) => JSON.stringify(said)))).toEqual(new Set(['{}']));
    // With the same order any other answers would have given the same hash.
    expect(hashes).toHaveLength(6);
    expect(columns.rows.map(({ name }) => name)).toEqual(['bureau_id', 'order_id']);
  });

  test('is asked on a page that needs no account and no JavaScript', async () => {
    const code = codeOf(scene.runtime.fieldCipher, order(6)) ?? '';
    const page = await app.inject({ url: `/e/${code}/rating` });
    expect(page.body).toContain('匿名评价这次检查');
    const command = /name="command" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const post = (answers: Readonly<Record<string, string>>) =>
      app.inject({
        method: 'POST',
        url: `/e/${code}/rating`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ command, ...answers }).toString(),
      });
    const short = await post({ shown: '3' });
    expect([short.statusCode, short.body.includes('还有问题没有选')]).toEqual([422, true]);
    const sent = await post({ shown: '3', undisturbed: '3', explained: '2', fair: '3', clean: '3' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/e/${code}/rating?done=1`]);
    expect((await app.inject({ url: sent.headers.location ?? '' })).body).toContain('评价已计入');
    expect((await app.inject({ url: '/e/0000000000000000/rating' })).statusCode).toBe(404);
  });

  test('quarters run with the calendar', () => {
    expect(['2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31'].map(quarterOf)).toEqual([
      '2026-1',
      '2026-1',
      '2026-2',
      '2026-4',
    ]);
  });
});
