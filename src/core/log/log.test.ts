/** The tree over the deeds, against the library's own RFC 6962 and note code. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openNote, openTlogProof, parseVkey } from 'verifiable-draw';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { ok } from '../result.ts';
import { inBureau, read, transact } from '../transact.ts';
import { auditBureau } from './audit/audit.ts';
import type { Runtime } from '../runtime.ts';
import {
  findCheckpoint,
  logSm2VerifierKey,
  logVerifierKey,
  proveDeed,
  publishCheckpoints,
  type Checkpoint,
} from './checkpoint.ts';
import { temporarySm2Key } from './key.ts';

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

  test('bears an SM2 signature beside the Ed25519 one where the bureau wants it; both verify over the same text', async () => {
    const own: Runtime = { ...runtime, logKey: { ...runtime.logKey, sm2: temporarySm2Key() } };
    await append(2);
    await publishCheckpoints(own, 1);
    const { note, size } = (await read(runtime, 1, (tx) => findCheckpoint(tx, 2027))) as Checkpoint;
    const [ed25519, sm2] = [logVerifierKey, logSm2VerifierKey].map(
      (key) => key(own, '120111.test.example', 2027) ?? '',
    );
    expect(
      openNote(
        note,
        [ed25519, sm2].map((key) => parseVkey(key ?? '')),
      ).signatures,
    ).toHaveLength(2);
    expect(logSm2VerifierKey(runtime, '120111.test.example', 2027)).toBeUndefined();

    const problems = async () => (await auditBureau(own, 1)).findings;
    expect(await problems()).toEqual([]);
    const stranger = { ...own, logKey: { ...own.logKey, sm2: temporarySm2Key() } };
    expect((await auditBureau(stranger, 1)).findings).toEqual([{ code: 'checkpoint-signature', year: 2027, size }]);
    // Who does not know the SM2 key still has the other.
    expect((await auditBureau(runtime, 1)).findings).toEqual([]);
    // The option switched off again: what was signed stays, what comes has one line.
    await append(1);
    await publishCheckpoints(runtime, 1);
    expect(await problems()).toEqual([]);
  });

  test('the audit names the first broken deed', async () => {
    expect((await auditBureau(runtime, 1)).findings).toEqual([]);
    await inBureau(runtime, 2, async (tx) => sql`SELECT 1`.execute(tx.db));
    await runtime.asOwner(async (owner) => {
      await sql`ALTER TABLE sunlot.deed DISABLE TRIGGER USER`.execute(owner);
      await sql`UPDATE sunlot.deed SET entry = set_byte(entry, 10, 65) WHERE bureau_id = 1 AND seq = 300`.execute(
        owner,
      );
    });
    expect((await auditBureau(runtime, 1)).firstBad).toMatchObject({ code: 'deed-hash', seq: 300, kind: 'test.note' });
  });
});
