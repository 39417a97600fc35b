/**
 * The deed log: deeds appended a second on one bureau, by one writer and by many at once (each waits until it is on disk; docs/adr/0068 says what the gate
 * counts), bare and with the whole of a command around them, and the whole log read again: deeds a second and the peak of memory, in a process of its own with the flags of `bin/sunlot.mjs`, beside bare hashing of entries of the same size.
 *
 * `npm run bench -- log [--count deeds]`
 * @module
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { sql } from 'kysely';
import { canonicalize } from 'verifiable-draw';
import { z } from 'zod';
import { defineDeed, execute } from '../src/core/command.ts';
import { deedHash } from '../src/core/deeds.ts';
import { newId } from '../src/core/ids.ts';
import { publishCheckpoints } from '../src/core/log/checkpoint.ts';
import { openDatabase } from '../src/core/db.ts';
import { ok } from '../src/core/result.ts';
import { transact } from '../src/core/transact.ts';
import { benchRuntime, type BenchRuntime } from '../src/testing/bench-runtime.ts';
import { actorOf } from '../src/testing/runtime.ts';
import { printFigure } from './figure.ts';

const CHILD = fileURLToPath(new URL('log.child.ts', import.meta.url));
const { values } = parseArgs({ options: { count: { type: 'string', default: '1000000' } } });
const count = Number(values.count);
const SECONDS = 8;
const WRITERS = 32;
let hashes: number | undefined;
const actor = actorOf(['group-office']);
const noteDeed = defineDeed({
  kind: 'test.note',
  rule: { title: '记一笔', roles: ['group-office'] },
  input: z.object({ n: z.int() }),
  output: z.object({ id: z.string() }),
  run: async (tx, { n }) => {
    const id = tx.newId();
    tx.record({ kind: 'test.note', subject: `note/${id}`, facts: { n } });
    return ok({ id });
  },
});

const runtime = await benchRuntime();
const owner = openDatabase(runtime.ownerUrl, WRITERS);
const bare = { one: await bareCommits(1), many: await bareCommits(WRITERS) };
await owner.destroy();
await appendFor('append, one at a time', 1, notes(1));
await appendFor(`append, ${WRITERS} at once`, WRITERS, notes(1), { gate: 2_000, gateP99ms: 50 });
await appendFor(`append ten a command, ${WRITERS} at once`, WRITERS, notes(10));
await appendFor(`whole commands, ${WRITERS} at once`, WRITERS, command);
await seed(runtime, count);
await publishCheckpoints(runtime, 1);
const { stdout } = await promisify(execFile)(process.execPath, [
  '--max-semi-space-size=4',
  CHILD,
  runtime.appUrl,
  Buffer.from(runtime.logKey.publicKey).toString('hex'),
]);
const audit: {
  readonly deeds: number;
  readonly ms: number;
  readonly cpuMs: number;
  readonly rss: number;
  readonly problems: number;
} = JSON.parse(stdout);
if (audit.problems > 0) throw new Error(`the log that was just written has ${audit.problems} problems`);
const rate = (audit.deeds / audit.ms) * 1000;
printFigure('verify the whole log', 'deeds/s', [rate], {
  gate: 50_000,
  deeds: audit.deeds,
  // On a busy machine the clock says little.
  'deeds a second of processor time': Math.round((audit.deeds / audit.cpuMs) * 1000),
  'bare SHA-256 of entries, a second': Math.round(bareHashes()),
  ratio: Number((rate / bareHashes()).toFixed(3)),
});
printFigure('memory at most while verifying', 'MB', [audit.rss], { gate: 200 });
await runtime.close();

/** Commands for some seconds, by so many at once on one bureau; `work` answers how many deeds it did. */
async function appendFor(
  name: string,
  writers: number,
  work: () => Promise<number>,
  gates: Readonly<Record<string, number>> = {},
): Promise<void> {
  const times: number[] = [];
  let deeds = 0;
  const started = performance.now();
  const write = async (): Promise<void> => {
    while (performance.now() - started < SECONDS * 1000) {
      const from = performance.now();
      const done = await work();
      deeds += done;
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: writers }, write));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  const commits = writers === 1 ? bare.one : bare.many;
  printFigure(name, 'deeds/s', [deeds / seconds], {
    ...gates,
    p99ms: Number((times[Math.floor(times.length * 0.99)] ?? 0).toFixed(1)),
    deeds,
    'bare INSERT and COMMIT by as many, a second': Math.round(commits),
    ratio: Number((times.length / seconds / commits).toFixed(2)),
  });
}

function notes(each: number): () => Promise<number> {
  return async () => {
    await transact(runtime, { id: newId(), actor }, async (tx) => {
      for (let n = 0; n < each; n += 1) tx.record({ kind: 'test.note', subject: `note/${tx.newId()}`, facts: { n } });
      return ok(undefined);
    });
    return each;
  };
}

async function command(): Promise<number> {
  const done = await execute(runtime, actor, noteDeed, newId(), { n: 1 });
  if (!done.ok) throw new Error(JSON.stringify(done.refusals));
  return 1;
}

/** What the disk gives: rows of a table of its own, each committed, by so many at once. */
async function bareCommits(writers: number): Promise<number> {
  await sql`CREATE TABLE sunlot.bare (n bigint)`.execute(owner);
  const started = performance.now();
  let done = 0;
  const write = async (): Promise<void> => {
    for (; performance.now() - started < 3_000; done += 1) await sql`INSERT INTO sunlot.bare VALUES (1)`.execute(owner);
  };
  await Promise.all(Array.from({ length: writers }, write));
  await sql`DROP TABLE sunlot.bare`.execute(owner);
  return done / ((performance.now() - started) / 1000);
}

/** Continues the chain with entries as deeds have them, as the owner: a million through the front door would take long. */
async function seed({ ownerUrl, clock }: BenchRuntime, deeds: number): Promise<void> {
  const owner = openDatabase(ownerUrl, 1);
  const at = clock.now().replace('.000Z', 'Z');
  const head = await owner
    .selectFrom('deed_head')
    .select(['seq', 'hash'])
    .where('bureau_id', '=', 1)
    .executeTakeFirstOrThrow();
  let { seq, hash } = head;
  for (let done = 0; done < deeds; done += 5_000) {
    const rows = Array.from({ length: 5_000 }, () => {
      seq += 1;
      const entry = Buffer.from(canonicalize(entryOf(seq, at, hash)));
      hash = deedHash(entry);
      return entry;
    });
    await sql`
      INSERT INTO sunlot.deed SELECT 1, (e->>'seq')::bigint, (e->>'at')::timestamptz, 2026, e->>'kind', e->>'actor', 'inspection',
        split_part(e->>'subject', '/', 2), (e->>'command')::uuid, raw, sha256('\\x00'::bytea || raw)
      FROM unnest(${rows}::bytea[]) AS raw, LATERAL (SELECT convert_from(raw, 'UTF8')::jsonb AS e) j`.execute(owner);
  }
  await sql`UPDATE sunlot.deed_head SET seq = ${seq}, hash = ${hash}, at = ${at} WHERE bureau_id = 1`.execute(owner);
  await owner.destroy();
}

function entryOf(seq: number, at: string, prev: Buffer) {
  const id = newId();
  return {
    v: 1,
    bureau: '120111',
    seq,
    at,
    kind: 'inspection.sign',
    actor: id,
    subject: `inspection/${id}`,
    command: id,
    facts: { document: createHash('sha256').update(id).digest('hex'), as: 'officer', number: 1 },
    prev: prev.toString('hex'),
  };
}

function bareHashes(): number {
  if (hashes !== undefined) return hashes;
  const entry = Buffer.from(canonicalize(entryOf(1, '2026-03-02T01:00:00Z', Buffer.alloc(32))));
  const started = performance.now();
  for (let n = 0; n < 300_000; n += 1) createHash('sha256').update(entry).digest();
  hashes = 300_000 / ((performance.now() - started) / 1000);
  return hashes;
}
