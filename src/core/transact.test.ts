/** Deeds, commands and bureaus on a real PostgreSQL. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { systemActor } from './actor.ts';
import { defineDeed, execute } from './command.ts';
import { auditBureau } from './log/audit/audit.ts';
import { withClient } from './postgres/roles.ts';
import { ok, refuse } from './result.ts';
import { read, transact } from './transact.ts';

const noteDeed = defineDeed({
  kind: 'test.note',
  rule: { title: '记一笔', roles: ['group-office'] },
  input: z.object({
    text: z.string().min(1),
    times: z.int().default(1),
    refuse: z.boolean().default(false),
    fail: z.boolean().default(false),
  }),
  output: z.object({ id: z.string() }),
  run: async (tx, input) => {
    for (let n = 0; n < input.times; n += 1)
      tx.record({ kind: 'test.note', subject: `note/${n}`, facts: { length: input.text.length } });
    if (input.fail) throw new Error('broken on purpose');
    return input.refuse ? refuse([{ code: 'first' }, { code: 'second' }]) : ok({ id: tx.newId() });
  },
});

describe('a command', () => {
  let runtime: TestRuntime;
  const office = actorOf(['group-office']);
  const note = (input: object, id: string = randomUUID(), actor = office) =>
    execute(runtime, actor, noteDeed, id, input);
  const deeds = (bureauId = 1) =>
    read(runtime, bureauId, (tx) => tx.db.selectFrom('deed').selectAll().orderBy('seq').execute());

  beforeAll(async () => {
    runtime = await testRuntime();
  });
  afterAll(() => runtime.close());

  test('leaves its deeds in an unbroken chain', async () => {
    await note({ text: 'a', times: 3 });
    const rows = await deeds();
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3]);
    expect(rows[0]).toMatchObject({
      kind: 'test.note',
      actor_id: 'group-office',
      subject_type: 'note',
      subject_id: '0',
      year: 2026,
    });
    expect(await auditBureau(runtime, 1)).toMatchObject({ deeds: 3, findings: [] });
  });

  test('that is refused, or breaks, leaves nothing', async () => {
    const before = (await deeds()).length;
    const id = randomUUID();
    expect(await note({ text: 'a', refuse: true }, id)).toEqual({
      ok: false,
      refusals: [{ code: 'first' }, { code: 'second' }],
    });
    await expect(note({ text: 'a', fail: true })).rejects.toThrow('broken on purpose');
    expect((await deeds()).length).toBe(before);
    // A refused command may be sent again under its own id once the reason is gone.
    expect((await note({ text: 'a' }, id)).ok).toBe(true);
  });

  test('sent twice is done once and answered the same', async () => {
    const before = (await deeds()).length;
    const id = randomUUID();
    const [first, second] = await Promise.all([note({ text: 'twice' }, id), note({ text: 'twice' }, id)]);
    expect(first).toEqual(second);
    expect(await note({ text: 'twice' }, id)).toEqual(first);
    expect((await deeds()).length).toBe(before + 1);
  });

  test('may not use the id of another command', async () => {
    const id = randomUUID();
    await note({ text: 'one' }, id);
    expect(await note({ text: 'other' }, id)).toEqual({ ok: false, refusals: [{ code: 'command-reused' }] });
  });

  test('is refused to people without the role, and bad input names every field', async () => {
    expect(await note({ text: 'a' }, randomUUID(), actorOf(['officer']))).toMatchObject({
      ok: false,
      refusals: [{ code: 'not-allowed' }],
    });
    const bad = await note({ text: '', times: 'many' });
    expect(bad).toMatchObject({
      ok: false,
      refusals: [
        { code: 'input-invalid', at: 'text' },
        { code: 'input-invalid', at: 'times' },
      ],
    });
  });

  test('of many at once: every deed has its own number and the chain holds', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, (_, n) => note({ text: `n${n}`, times: 2 })));
    expect(results.every((result) => result.ok)).toBe(true);
    const rows = await deeds();
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, index) => index + 1));
    expect((await auditBureau(runtime, 1)).findings).toEqual([]);
  });

  test('whose connection dies between two of its questions fails, and the program lives on', async () => {
    const cut = transact(runtime, { id: randomUUID(), actor: office }, async (tx) => {
      const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx.db);
      await withClient(runtime.adminUrl, (admin) => admin.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]));
      await sleep(50);
      tx.record({ kind: 'test.note', subject: 'note/cut', facts: {} });
      return ok(undefined);
    });
    await expect(cut).rejects.toThrow();
    expect((await note({ text: 'after' })).ok).toBe(true);
  });

  test('of one bureau does not see or touch another', async () => {
    expect(await deeds(2)).toEqual([]);
    const stolen = transact(runtime, { id: randomUUID(), actor: office }, async (tx) => {
      await sql`SELECT append_deeds(2, now(), 'x', gen_random_uuid(), '{}')`.execute(tx.db);
      return ok(undefined);
    });
    await expect(stolen).rejects.toThrow(/bureau 2 is not the bureau of this transaction/);
  });
});

describe('the deed log', () => {
  let runtime: TestRuntime;
  const tryAsApp = (statement: string) =>
    transact(runtime, { id: randomUUID(), actor: systemActor(1) }, async (tx) => {
      await sql.raw(statement).execute(tx.db);
      return ok(undefined);
    });

  beforeAll(async () => {
    runtime = await testRuntime();
    await execute(runtime, actorOf(['group-office']), noteDeed, randomUUID(), { text: 'x' });
  });
  afterAll(() => runtime.close());

  test.each([
    ["UPDATE deed SET actor_id = 'x'"],
    ['DELETE FROM deed'],
    ['TRUNCATE deed'],
    ["INSERT INTO deed SELECT 1, 9, now(), 2026, 'a.b', 'x', '', '', gen_random_uuid(), '', hash FROM deed"],
    ['UPDATE deed_head SET seq = 0'],
    ['ALTER TABLE deed DISABLE TRIGGER ALL'],
    ['DROP TABLE deed'],
    ['CREATE TEMP TABLE deed (x int)'],
    ['CREATE TABLE sunlot.other (x int)'],
    ['SELECT open_chain(1)'],
  ])('refuses the application role: %s', async (statement) => {
    await expect(tryAsApp(statement)).rejects.toThrow(/permission denied|must be owner|duplicate key/);
  });

  test('does not accept a deed dated before the last one', async () => {
    runtime.clock.advance(-3600);
    const result = await execute(runtime, actorOf(['group-office']), noteDeed, randomUUID(), { text: 'y' });
    expect(result.ok).toBe(true);
    const rows = await read(runtime, 1, (tx) => tx.db.selectFrom('deed').select('at').orderBy('seq').execute());
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted());
  });

  test('of a bureau in service is dated within five minutes of the database, and goes on when both clocks go back', async () => {
    const asOwner = (statement: string) => withClient(runtime.ownerUrl, (client) => client.query(statement));
    await asOwner('UPDATE sunlot.bureau SET is_demo = false WHERE bureau_id = 2');
    const inService = { ...actorOf(['group-office']), bureauId: 2 };
    const note = () => execute(runtime, inService, noteDeed, randomUUID(), { text: 'z' });
    runtime.clock.set(Temporal.Now.instant().add({ minutes: 6 }).toString());
    await expect(note()).rejects.toThrow('more than five minutes from the clock of the database');
    runtime.clock.set(Temporal.Now.instant().toString());
    expect((await note()).ok).toBe(true);
    // As after a jump of two hours back: the last deed lies before us in the book, and after us by the clock.
    await asOwner("UPDATE sunlot.deed_head SET at = date_trunc('second', at) + interval '2 hours' WHERE bureau_id = 2");
    expect((await note()).ok).toBe(true);
    const rows = await read(runtime, 2, (tx) => tx.db.selectFrom('deed').select('at').orderBy('seq').execute());
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted());
    expect(
      Temporal.Now.instant()
        .until(rows.at(-1)?.at ?? '')
        .total('minutes'),
    ).toBeGreaterThan(100);
  });
});
