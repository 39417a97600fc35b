/** What is loaded once in a reading, and each time in a command. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { ok } from './result.ts';
import { onceInSnapshot } from './snapshot.ts';
import { read, transact, type ReadTx } from './transact.ts';

describe('what is loaded once', () => {
  let runtime: TestRuntime;
  let asked = 0;
  const loadName = onceInSnapshot(async (tx: ReadTx) => {
    asked += 1;
    const { rows } = await sql<{ name: string }>`SELECT name FROM bureau WHERE bureau_id = ${tx.bureauId}`.execute(
      tx.db,
    );
    return rows[0]?.name;
  });
  beforeAll(async () => {
    runtime = await testRuntime();
  });
  afterAll(() => runtime.close());

  test('is asked once in a reading, though two ask at the same time, and again in the next', async () => {
    asked = 0;
    const both = () => read(runtime, 1, (tx) => Promise.all([loadName(tx), loadName(tx)]));
    const [first, second] = await both();
    expect([asked, second]).toEqual([1, first]);
    await both();
    expect(asked).toBe(2);
  });

  test('is asked each time in a command, which sees what it has changed itself', async () => {
    const names = await transact(runtime, { id: crypto.randomUUID(), actor: actorOf(['system-admin']) }, async (tx) => {
      const before = await loadName(tx);
      await sql`UPDATE bureau SET name = '改名后' WHERE bureau_id = 1`.execute(tx.db);
      return ok([before, await loadName(tx)]);
    });
    expect(names).toEqual(ok([expect.not.stringMatching('改名后'), '改名后']));
  });

  test('that failed fails for everybody who asks in that reading, and is asked again in the next', async () => {
    let tries = 0;
    const load = onceInSnapshot(async () => {
      tries += 1;
      if (tries === 1) throw new Error('lost');
      return tries;
    });
    await expect(read(runtime, 1, async (tx) => [await load(tx).catch(() => 'first'), await load(tx)])).rejects.toThrow(
      'lost',
    );
    expect(await read(runtime, 1, load)).toBe(2);
  });
});
