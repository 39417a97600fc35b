/** Many bureaus on one server: whom a round visits, and that nobody waits for another's trouble. */
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemActor } from '../core/actor.ts';
import { followAll, type Follower } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { noteOperation, readOperation } from '../core/operation.ts';
import { ok } from '../core/result.ts';
import { inBureau, read, transact } from '../core/transact.ts';
import { FOLLOWERS } from '../http/modules.ts';
import { openRefresh } from '../opendata/jobs.ts';
import { copyBureaus } from '../testing/many-bureaus.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { openRota, visitAll } from './rota.ts';
import { openRounds } from './worker.ts';

describe('a rota', () => {
  const heads = (marks: readonly number[]) => marks.map((mark, n) => ({ bureauId: n + 1, mark }));

  test('visits whoever has moved, and the quiet ones in the order in which they have waited', () => {
    const rota = openRota(2);
    const visit = (marks: readonly number[]): number[] => {
      const next = rota.next(heads(marks));
      for (const head of next) rota.visited(head);
      return next.map(({ bureauId }) => bureauId);
    };
    expect(visit([1, 1, 1, 1, 1]), 'all are new').toEqual([1, 2, 3, 4, 5]);
    expect(visit([1, 1, 1, 1, 1])).toEqual([1, 2]);
    expect(visit([1, 1, 1, 1, 9]), 'one has moved').toEqual([5, 3, 4]);
    expect(visit([1, 1, 1, 1, 9])).toEqual([1, 2]);
    expect(visit([1, 1, 1, 1, 9])).toEqual([5, 3]);
  });

  test('names one again that could not be visited', () => {
    const rota = openRota(1);
    rota.visited({ bureauId: 1, mark: 3 });
    expect(rota.next(heads([3, 7]))).toEqual([
      { bureauId: 2, mark: 7 },
      { bureauId: 1, mark: 3 },
    ]);
    expect(rota.next(heads([3, 7]))[0]?.bureauId).toBe(2);
  });
});

test('visits go on past one that fails, so many at once, and end when they are told to', async () => {
  let [now, most] = [0, 0];
  const visited: number[] = [];
  const visit = async (n: number): Promise<void> => {
    most = Math.max(most, ++now);
    await Promise.resolve();
    now -= 1;
    if (n === 2) throw new Error('two');
    visited.push(n);
  };
  await expect(visitAll([1, 2, 3, 4, 5], 2, visit)).rejects.toThrow('two');
  expect(visited.toSorted((a, b) => a - b)).toEqual([1, 3, 4, 5]);
  expect(most).toBe(2);
  await visitAll([6, 7], 1, visit, AbortSignal.abort());
  expect(visited).not.toContain(6);
});

describe('on a server of many bureaus', () => {
  let runtime: TestRuntime;
  beforeEach(async () => {
    runtime = await testRuntime();
  });
  afterEach(() => runtime.close());

  async function note(bureauId: number, kind: 'test.note' | 'test.rare' = 'test.note', times = 1): Promise<void> {
    await transact(runtime, { id: newId(), actor: systemActor(bureauId) }, (tx) => {
      for (let n = 0; n < times; n += 1) tx.record({ kind, subject: `note/${tx.newId()}`, facts: {} });
      return Promise.resolve(ok(undefined));
    });
  }

  async function states(): Promise<ReadonlyMap<number, { readonly deeds: number; readonly published: number }>> {
    const { rows } = await sql<{ bureau_id: number; deeds: number; published: number }>`
      SELECT bureau_id, deeds, published FROM log_state() JOIN bureau USING (code)`.execute(runtime.db);
    return new Map(rows.map(({ bureau_id: bureauId, ...state }) => [bureauId, state]));
  }

  const handled: string[] = [];
  const follower = (job: string, kinds: readonly string[], handle: Follower['handle'] = () => Promise.resolve()) => ({
    job,
    kinds,
    handle: async (...args: Parameters<Follower['handle']>) => {
      await handle(...args);
      handled.push(`${job} ${args[0].bureauId}/${args[1].seq}`);
    },
  });
  beforeEach(() => {
    handled.length = 0;
  });

  test('a deed has its checkpoint after the next round, however many bureaus are quiet', async () => {
    await copyBureaus(runtime.adminUrl, 3, 120);
    const rounds = openRounds(runtime, FOLLOWERS);
    await rounds.round();
    await note(117);
    await rounds.round();
    expect((await states()).get(117)).toEqual({ deeds: 1, published: 1 });
  });

  test('deeds from before the start are published in the first round, also where everybody else waits', async () => {
    await copyBureaus(runtime.adminUrl, 3, 120);
    await note(119);
    await openRounds(runtime, FOLLOWERS).round();
    expect((await states()).get(119)).toEqual({ deeds: 1, published: 1 });
  });

  test('a follower that fails keeps neither its own bureau from its checkpoints nor other followers and bureaus from anything', async () => {
    await note(1);
    await note(2);
    const broken = follower('test.broken', ['test.note'], ({ bureauId }) =>
      bureauId === 1 ? Promise.reject(new Error('broken')) : Promise.resolve(),
    );
    const beside: number[] = [];
    const rounds = openRounds(runtime, [broken, follower('test.sound', ['test.note'])], (bureauId) => {
      beside.push(bureauId);
      return Promise.resolve();
    });
    await expect(rounds.round()).rejects.toThrow('broken');
    expect(
      beside.toSorted((a, b) => a - b),
      'exports and audits wait for nobody',
    ).toEqual([1, 2]);
    expect(handled.toSorted()).toEqual(['test.broken 2/1', 'test.sound 1/1', 'test.sound 2/1']);
    expect([...(await states()).values()]).toEqual([
      { deeds: 1, published: 1 },
      { deeds: 1, published: 1 },
    ]);
    await expect(rounds.round(), 'it comes again at once').rejects.toThrow('broken');
  });

  test('without followers a bureau is visited all the same', async () => {
    await note(1);
    await openRounds(runtime, []).round();
    expect((await states()).get(1)).toEqual({ deeds: 1, published: 1 });
  });

  test('what a follower does is for those after it in the same visit', async () => {
    await note(1);
    const first = follower('test.first', ['test.note'], (tx) => {
      tx.record({ kind: 'test.rare', subject: `note/${tx.newId()}`, facts: {} });
      return Promise.resolve();
    });
    await followAll(runtime, 1, [first, follower('test.second', ['test.rare'])]);
    expect(handled).toEqual(['test.first 1/1', 'test.second 1/2']);
  });

  test('a cursor that is far behind with nothing for it is moved, and what comes then is handled once', async () => {
    const rare = follower('test.rare', ['test.rare']);
    const cursor = () =>
      read(runtime, 1, (tx) =>
        tx.db
          .selectFrom('job_cursor')
          .select('seq')
          .where('bureau_id', '=', 1)
          .where('job', '=', 'test.rare')
          .execute(),
      );
    await note(1, 'test.note', 999);
    await followAll(runtime, 1, [rare]);
    expect(await cursor(), 'near enough').toEqual([]);
    await note(1);
    await followAll(runtime, 1, [rare]);
    expect(await cursor()).toEqual([{ seq: 1_000 }]);
    await note(1, 'test.rare');
    await followAll(runtime, 1, [rare]);
    await followAll(runtime, 1, [rare]);
    expect(handled).toEqual(['test.rare 1/1001']);
    expect(await cursor()).toEqual([{ seq: 1_001 }]);
  });

  test('a cursor never goes back to where a slower process saw it', async () => {
    await note(1, 'test.note', 1_000);
    await inBureau(runtime, 1, ({ db }) =>
      db.insertInto('job_cursor').values({ bureau_id: 1, job: 'test.ahead', seq: 5_000 }).execute(),
    );
    await followAll(runtime, 1, [follower('test.ahead', ['test.note']), follower('test.rare', ['test.rare'])]);
    expect(handled).toEqual([]);
    const rows = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('job_cursor').select(['job', 'seq']).where('bureau_id', '=', 1).execute(),
    );
    expect(rows).toEqual(expect.arrayContaining([{ job: 'test.ahead', seq: 5_000 }]));
  });

  test('what is published is counted over the years', async () => {
    await note(1, 'test.note', 3);
    await openRounds(runtime, FOLLOWERS).round();
    runtime.clock.set('2027-01-02T01:00:00Z');
    await note(1, 'test.note', 2);
    expect((await states()).get(1), 'the new year has no checkpoint yet').toEqual({ deeds: 5, published: 3 });
    await openRounds(runtime, FOLLOWERS).round();
    expect((await states()).get(1)).toEqual({ deeds: 5, published: 5 });
  });

  test('the open data of every bureau comes, though two are computed at a time', async () => {
    await copyBureaus(runtime.adminUrl, 3, 7);
    const bureaus = [1, 2, 3, 4, 5, 6, 7];
    const errors: unknown[] = [];
    const refresh = openRefresh(runtime, (error) => errors.push(error));
    for (const bureauId of bureaus) await refresh.start(bureauId);
    const { rows: busy } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`.execute(
      runtime.db,
    );
    expect(busy[0]?.n).toBeLessThanOrEqual(2);
    const withData = async (): Promise<number> => {
      const found = await Promise.all(
        bureaus.map((bureauId) =>
          read(runtime, bureauId, (tx) =>
            sql`SELECT FROM open_data_state WHERE bureau_id = ${bureauId} LIMIT 1`.execute(tx.db),
          ),
        ),
      );
      return found.filter(({ rows }) => rows.length > 0).length;
    };
    await expect.poll(withData, { timeout: 60_000 }).toBe(7);
    await refresh.stop();
    expect(errors).toEqual([]);
  });

  test('how a backup went is noted for all of them in one statement, and when it was good last is kept', async () => {
    await noteOperation(runtime, 'backup', true, 'done');
    runtime.clock.set('2026-03-03T01:00:00Z');
    await noteOperation(runtime, 'backup', false, 'no room');
    expect(await readOperation(runtime)).toEqual([
      { name: 'backup', at: '2026-03-03T01:00:00.000Z', isGood: false, goodAt: '2026-03-02T01:00:00.000Z' },
    ]);
    for (const bureauId of [1, 2])
      expect(
        await read(runtime, bureauId, (tx) => tx.db.selectFrom('operation_check').select('said').execute()),
      ).toEqual([{ said: 'no room' }]);
  });
});
