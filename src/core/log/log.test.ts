/** The tree over the deeds, against the library's own RFC 6962 and note code. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNote, openTlogProof, parseVkey } from 'verifiable-draw';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { ok } from '../result.ts';
import { inBureau, read, transact } from '../transact.ts';
import { auditChain } from './audit.ts';
import { findCheckpoint, logVerifierKey, proveDeed, publishCheckpoints } from './checkpoint.ts';

describe('the transparency log', () => {
  let runtime: TestRuntime;
  const append = (count: number) =>
    transact(runtime, { id: randomUUID(), actor: actorOf(['group-office']) }, async (tx) => {
      for (let n = 0; n < count; n += 1) tx.record({ kind: 'test.note', subject: `note/${n}`, facts: { n } });
      return ok(undefined);
    });

  beforeAll(async () => {
    runtime = await testRuntime('2026-12-31T15:59:00Z');
  });
  afterAll(() => runtime.close());

  test('proves every deed against a signed checkpoint, across full tiles and odd sizes', async () => {
    for (const more of [1, 2, 4, 250, 260]) {
      await append(more);
      expect(await publishCheckpoints(runtime, 1)).toBe(1);
      expect(await publishCheckpoints(runtime, 1)).toBe(0);
    }
    const checkpoint = await read(runtime, 1, (tx) => findCheckpoint(tx, 2026));
    expect(checkpoint).toMatchObject({ size: 517 });
    const key = parseVkey(logVerifierKey(runtime, '120111.test.example', 2026));
    for (const seq of [1, 2, 3, 7, 256, 257, 511, 512, 513, 517]) {
      const { entry, proof } = await read(runtime, 1, (tx) => proveDeed(tx, seq));
      const logged = openTlogProof(entry, proof, (note) => openNote(note, [key]));
      expect(logged.index).toBe(seq - 1);
      expect(logged.checkpoint).toMatchObject({ origin: '120111.test.example/2026', size: 517 });
    }
  });

  test('starts a new tree with the new year of the bureau (Asia/Shanghai)', async () => {
    runtime.clock.set('2026-12-31T16:00:00Z');
    await append(3);
    await publishCheckpoints(runtime, 1);
    expect(await read(runtime, 1, (tx) => findCheckpoint(tx, 2027))).toMatchObject({ size: 3 });
    expect(await read(runtime, 1, (tx) => findCheckpoint(tx, 2026))).toMatchObject({ size: 517 });
  });

  test('publishes once when two do it at the same time', async () => {
    await append(5);
    const made = await Promise.all([publishCheckpoints(runtime, 1), publishCheckpoints(runtime, 1)]);
    expect(made.toSorted()).toEqual([0, 1]);
  });

  test('the audit names the first broken deed', async () => {
    expect((await read(runtime, 1, auditChain)).problems).toEqual([]);
    await inBureau(runtime, 2, async (tx) => sql`SELECT 1`.execute(tx.db));
    await runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE sunlot.deed DISABLE TRIGGER USER`.execute(owner);
      await sql`UPDATE sunlot.deed SET entry = set_byte(entry, 10, 65) WHERE bureau_id = 1 AND seq = 300`.execute(
        owner,
      );
    });
    const { problems } = await read(runtime, 1, auditChain);
    expect(problems[0]).toContain('第 300 条');
  });
});
