/** A server that is stopped or has nowhere to write: nobody is told anything that is not so. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '../core/result.ts';
import { read, transact } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';

describe('the server', () => {
  let runtime: TestRuntime;
  let reached: () => void = () => undefined;

  const site = () =>
    buildApp({
      runtime,
      logging: false,
      identify: async () => undefined,
      extend: async (app) => {
        app.get('/slow', { schema: { hide: true } }, async () => {
          reached();
          await sleep(400);
          return { done: true };
        });
        app.post('/write', { schema: { hide: true } }, async () => {
          const command = { id: randomUUID(), actor: actorOf(['group-office']) };
          await transact(runtime, command, async (tx) => {
            // As a standby, or a server whose disk was set read-only, answers every write.
            await sql`SET TRANSACTION READ ONLY`.execute(tx.db);
            tx.record({ kind: 'test.note', subject: 'note/1', facts: {} });
            return ok(undefined);
          });
          return { saved: true };
        });
        app.post('/store', { schema: { hide: true } }, async () => {
          throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        });
      },
    });

  beforeAll(async () => {
    runtime = await testRuntime();
  });
  afterAll(() => runtime.close());

  test('answers what it is answering before it ends, and does not wait for connections that only might ask', async () => {
    const app = await site();
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    // A connection that is kept alive and idle.
    await (await fetch(`${address}/api/openapi.json`)).arrayBuffer();
    const isReached = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const answer = fetch(`${address}/slow`);
    await isReached;
    const started = performance.now();
    await app.close();
    expect(await (await answer).json()).toEqual({ done: true });
    expect(performance.now() - started).toBeLessThan(5_000);
    await expect(fetch(`${address}/slow`)).rejects.toThrow();
  });

  test('says that nothing was saved, and what to do, when the disk is full or read-only; and nothing was', async () => {
    const app = await site();
    for (const url of ['/write', '/store']) {
      const { statusCode, body } = await app.inject({ method: 'POST', url });
      expect(statusCode).toBe(507);
      expect(JSON.parse(body)).toMatchObject({
        title: '没有地方保存',
        refusals: [{ code: 'storage-full', remedy: expect.stringContaining('系统管理员') }],
      });
    }
    const deeds = await read(runtime, 1, (tx) => tx.db.selectFrom('deed').select('seq').execute());
    expect(deeds).toEqual([]);
    await app.close();
  });
});
