/** What was answered is on the disk, although the lock of the chain was given back before. On a server that syncs. */
import { sql } from 'kysely';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { benchRuntime, type BenchRuntime } from '../testing/bench-runtime.ts';
import { actorOf } from '../testing/runtime.ts';
import { defineDeed, execute } from './command.ts';
import { newId } from './ids.ts';
import { auditBureau } from './log/audit/audit.ts';
import { withClient } from './postgres/roles.ts';
import { ok } from './result.ts';
import { read, transact } from './transact.ts';

describe('an answered command', () => {
  let runtime: BenchRuntime;
  const note = () =>
    transact(runtime, { id: newId(), actor: actorOf(['group-office']) }, async (tx) => {
      tx.record({ kind: 'test.note', subject: `note/${tx.newId()}`, facts: {} });
      return ok(undefined);
    });
  const isAllOnDisk = async (): Promise<boolean> => {
    const { rows } = await sql<{ all: boolean }>`
      SELECT pg_current_wal_flush_lsn() >= pg_current_wal_insert_lsn() AS all`.execute(runtime.db);
    return rows[0]?.all ?? false;
  };

  beforeAll(async () => {
    runtime = await benchRuntime();
  });
  afterAll(() => runtime.close());

  test('has reached the disk before its answer', async () => {
    let onDisk = 0;
    for (let n = 0; n < 20; n += 1) {
      await note();
      if (await isAllOnDisk()) onDisk += 1;
    }
    // The server writes now and then on its own account; without the wait there would be none or one.
    expect(onDisk).toBeGreaterThan(10);
  });

  test('of many at once is on the disk when all are answered, each with its place in the chain', async () => {
    let onDisk = 0;
    for (let n = 0; n < 10; n += 1) {
      await Promise.all(Array.from({ length: 30 }, note));
      if (await isAllOnDisk()) onDisk += 1;
    }
    expect(onDisk).toBeGreaterThan(5);
    expect(await auditBureau(runtime, 1)).toMatchObject({ deeds: 320, findings: [] });
  });

  test('is not answered when the disk cannot be waited for, and its repeat waits again', async () => {
    const owner = (text: string) => withClient(runtime.ownerUrl, (client) => client.query(text));
    await owner('ALTER FUNCTION sunlot.flush_deeds(integer) RENAME TO gone');
    const together = await Promise.allSettled([note(), note(), note()]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await owner('ALTER FUNCTION sunlot.gone(integer) RENAME TO flush_deeds');
    expect(await note()).toEqual({ ok: true, value: undefined });
    const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('deed').select('seq').execute());
    // An error is not a "no": the three were committed, and only their answer is missing.
    expect(rows.length).toBe(324);
  });

  test('sent again waits for the disk again, and what does no deed asks for no wait beside its own commit', async () => {
    const owner = (text: string) => withClient(runtime.ownerUrl, (client) => client.query(text));
    const actor = actorOf(['group-office']);
    const deed = defineDeed({
      kind: 'test.note',
      rule: { title: '记一笔', roles: ['group-office'] },
      input: z.object({}),
      output: z.object({}),
      run: async (tx) => {
        tx.record({ kind: 'test.note', subject: `note/${tx.newId()}`, facts: {} });
        return ok({});
      },
    });
    const id = newId();
    expect(await execute(runtime, actor, deed, id, {})).toEqual({ ok: true, value: {} });
    await owner('ALTER FUNCTION sunlot.flush_deeds(integer) RENAME TO gone');
    await expect(execute(runtime, actor, deed, id, {})).rejects.toThrow('flush_deeds');
    expect(await transact(runtime, { id: newId(), actor }, async () => ok('looked'))).toEqual({
      ok: true,
      value: 'looked',
    });
    await owner('ALTER FUNCTION sunlot.gone(integer) RENAME TO flush_deeds');
    expect(await execute(runtime, actor, deed, id, {})).toEqual({ ok: true, value: {} });
    expect(await auditBureau(runtime, 1)).toMatchObject({ deeds: 325, findings: [] });
  });
});
