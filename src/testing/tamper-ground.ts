/** A log with witnesses, checkpoints kept outside, and rows that follow from its deeds: what tamper experiments are made on. @module */
import { randomUUID, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosign, formatVkey, type NoteSigner } from 'verifiable-draw';
import { enrollWitness, setWitnessPolicy } from '../bureau/actions/witnesses.ts';
import { execute } from '../core/command.ts';
import { openDatabase, type Database } from '../core/db.ts';
import type { ManualClock } from '../core/clock.ts';
import { auditLog } from '../core/log/audit/audit.ts';
import type { LogReport } from '../core/log/audit/findings.ts';
import { readOutside, type OutsideCheckpoint } from '../core/log/audit/outside.ts';
import { findCheckpoint, publishCheckpoints } from '../core/log/checkpoint.ts';
import { takeCosignatures } from '../core/log/cosignatures.ts';
import { ok } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, transact, type ReadTx } from '../core/transact.ts';
import type { Dice } from '../../demo/random.ts';
import { compareProjections, type ProjectionReport } from '../jobs/projections.ts';
import { actorOf } from './runtime.ts';
import { sql, type Kysely } from 'kysely';

export interface TamperGround {
  readonly runtime: Runtime & { readonly clock: ManualClock };
  /** The superuser's connection. */
  readonly admin: Kysely<Database>;
  readonly outside: readonly OutsideCheckpoint[];
  readonly deeds: number;
  close(): Promise<void>;
}

const YEARS = [2026, 2027] as const;
const ROUNDS = 24;
/** The first round of the first year fills a tile. */
const FIRST = 260;

/** Grows the log in random steps over two years; each published checkpoint is signed by two witnesses and kept as a file. */
export async function tamperGround(
  runtime: Runtime & { readonly clock: ManualClock },
  adminUrl: string,
  dice: Dice,
): Promise<TamperGround> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-outside-'));
  const witnesses = [await enrolWitness(runtime, 'jijian.example/w1'), await enrolWitness(runtime, 'sifa.example/w1')];
  for (const [version, quorum] of [1, 2, 1].entries())
    await must(
      execute(runtime, actorOf(['supervisor']), setWitnessPolicy, randomUUID(), { version, quorum, silentMinutes: 60 }),
    );
  for (const year of YEARS) {
    runtime.clock.set(`${year}-05-04T01:00:00Z`);
    for (let round = 0; round < ROUNDS; round += 1) {
      await append(runtime, round === 0 && year === YEARS[0] ? FIRST : dice.between(1, 15));
      await publishCheckpoints(runtime, 1);
      const note = (await read(runtime, 1, (tx) => findCheckpoint(tx, year)))?.note ?? '';
      const text = note.slice(0, note.indexOf('\n\n') + 1);
      const time = Temporal.Instant.from(runtime.clock.now()).epochMilliseconds / 1000;
      const lines = witnesses.map((witness) => cosign(text, witness, time)).join('');
      await must(inBureau(runtime, 1, (tx) => takeCosignatures(tx, year, `${text}\n${lines}`)));
      await writeFile(join(folder, `${year}-${round}.note`), note);
    }
  }
  const { checkpoints } = await readOutside([folder], runtime.logKey.publicKey);
  const admin = openDatabase(adminUrl, 1);
  const last = await read(runtime, 1, (tx) =>
    tx.db.selectFrom('deed_head').select('seq').where('bureau_id', '=', 1).executeTakeFirstOrThrow(),
  );
  return {
    runtime,
    admin,
    outside: checkpoints,
    deeds: last.seq,
    close: async () => {
      await admin.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Appends plain deeds of several kinds. */
export async function append(runtime: Runtime, count: number): Promise<void> {
  const kinds = ['test.note', 'test.weigh', 'test.seal'] as const;
  await transact(runtime, { id: randomUUID(), actor: actorOf(['group-office']) }, async (tx) => {
    for (let n = 0; n < count; n += 1)
      tx.record({
        kind: kinds[n % 3] ?? 'test.note',
        subject: `note/${tx.newId()}`,
        facts: { n, sum: n * 7, isOpen: n % 2 === 0 },
      });
    return ok(undefined);
  });
}

async function enrolWitness(runtime: Runtime, name: string): Promise<NoteSigner> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const input = { title: name, vkey: formatVkey(name, raw, 4) };
  await must(execute(runtime, actorOf(['supervisor']), enrollWitness, randomUUID(), input));
  return { name, publicKey: raw, sign: (message) => sign(null, message, privateKey) };
}

async function must(work: Promise<{ readonly ok: boolean }>): Promise<void> {
  const done = await work;
  if (!done.ok) throw new Error(JSON.stringify(done));
}

/** What the auditor says of the database as it stands in a transaction. */
export interface Verdict {
  readonly log: LogReport;
  readonly projections: ProjectionReport;
}

class Undone extends Error {}

/** Tampers as the superuser, audits what is there then, and takes everything back. */
export async function tamperOnce(
  ground: TamperGround,
  outside: readonly OutsideCheckpoint[],
  tamper: (tx: ReadTx) => Promise<void>,
): Promise<Verdict> {
  const { runtime, admin } = ground;
  let verdict: Verdict | undefined;
  try {
    await admin.transaction().execute(async (db) => {
      const tx: ReadTx = { db, bureauId: 1, now: runtime.clock.now(), today: '2027-05-04' };
      await sql`SELECT set_config('app.bureau', '1', true), set_config('app.reader', '', true)`.execute(db);
      await tamper(tx);
      const log = await auditLog(tx, { publicKey: runtime.logKey.publicKey, outside });
      verdict = { log, projections: await compareProjections(tx) };
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  if (verdict === undefined) throw new Error('the experiment was not judged');
  return verdict;
}
