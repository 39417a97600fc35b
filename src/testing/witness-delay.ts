/** How long a deed is known to its own machine alone: from its time in the log until a witness program has signed a checkpoint that holds it (reliability §2, G13). @module */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { parseCheckpoint } from 'verifiable-draw';
import { systemClock } from '../core/clock.ts';
import { enroll, keyOf, startWitness, type WitnessProcess } from '../witness/log.testing.ts';
import { openWitness } from '../witness/state.ts';
import { freePort, openFolder, prepareFolder, startProgram } from './program.ts';
import { newExpert, startWriters } from './steady-writers.ts';
import { inBureau } from '../core/transact.ts';

const NAME = 'jijian.test.example/w1';
const LOOK_MS = 100;
const PATIENCE_MS = 90_000;

export interface DelayFigures {
  readonly deeds: number;
  /** Seconds, one for each deed that a signed checkpoint holds. */
  readonly delays: readonly number[];
  /** Deeds that no signed checkpoint held at the end. */
  readonly unseen: number;
  readonly checkpoints: number;
}

interface Options {
  readonly seconds: number;
  readonly people?: number;
  /** Half-way the witness is killed and started again so many milliseconds later. */
  readonly restartAfterMs?: number;
  /** The control: half-way it stands still for so long. */
  readonly haltMs?: number;
}

/** A signed checkpoint as the witness's own page shows it, and when it was seen there first. */
interface Signed {
  readonly size: number;
  readonly at: number;
}

/** People write for a while; what the witness holds is asked of the witness, not of the bureau. */
export async function measureDelay(folder: string, options: Options): Promise<DelayFigures> {
  const { seconds, people = 3, restartAfterMs, haltMs } = options;
  const witnessData = join(folder, 'witness');
  let expertId = '';
  let key = '';
  let port = 0;
  const prepared = await prepareFolder(join(folder, 'data'), ['group-office'], async (sunlot) => {
    expertId = await newExpert(sunlot);
    key = keyOf(sunlot.runtime);
    port = await freePort();
    const { vkey } = await openWitness(witnessData, NAME, [key]);
    await enroll(sunlot.runtime, '区纪委监委', vkey, `http://127.0.0.1:${port}`);
  });
  const start = (): Promise<WitnessProcess> => startWitness(witnessData, ['--listen', `127.0.0.1:${port}`]);
  let witness = await start();
  const program = await startProgram(prepared.folder, await freePort());
  const signed: Signed[] = [];
  let isOver = false;
  const looking = look(port, signed, () => isOver);
  const cookie = prepared.cookies['group-office'] ?? '';
  const writers = startWriters({ port: program.port, cookie, expertId }, people, 'delay');
  await sleep((seconds * 1000) / 2);
  if (haltMs !== undefined) {
    witness.child.kill('SIGSTOP');
    await sleep(haltMs);
    witness.child.kill('SIGCONT');
  }
  if (restartAfterMs !== undefined) {
    await witness.stop('SIGKILL');
    await sleep(restartAfterMs);
    witness = await start();
  }
  await sleep((seconds * 1000) / 2);
  await writers.stop();
  await lastSigned(program.port, signed);
  isOver = true;
  await looking;
  program.child.kill('SIGTERM');
  await program.ended;
  await witness.stop();
  return compare(prepared.folder, signed);
}

/** The last deed is published within ten seconds (reliability §4). */
const PUBLISHED_MS = 11_000;

/** Waits until the witness has signed what is published after the last deed; after a silence it is asked again only when half a minute is over. */
async function lastSigned(port: number, signed: readonly Signed[]): Promise<void> {
  await sleep(PUBLISHED_MS);
  const year = systemClock.now().slice(0, 4);
  const text = await (await fetch(`http://127.0.0.1:${port}/log/120111/${year}/checkpoint`)).text();
  const { size } = parseCheckpoint(text.slice(0, text.indexOf('\n\n') + 1));
  for (let waited = 0; (signed.at(-1)?.size ?? 0) < size && waited < PATIENCE_MS; waited += LOOK_MS)
    await sleep(LOOK_MS);
}

async function look(port: number, signed: Signed[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const page = await fetch(`http://127.0.0.1:${port}`, { signal: AbortSignal.timeout(5_000) })
      .then((response) => response.text())
      // A witness that is being killed or stands still.
      .catch(() => '');
    const note = page.slice(page.indexOf('\n\n') + 2);
    if (page.includes('\n\n') && note.includes('\n\n')) {
      const { size } = parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1));
      if (size > (signed.at(-1)?.size ?? 0))
        signed.push({ size, at: Temporal.Instant.from(systemClock.now()).epochMilliseconds });
    }
    await sleep(LOOK_MS);
  }
}

async function compare(folder: string, signed: readonly Signed[]): Promise<DelayFigures> {
  const sunlot = await openFolder(folder);
  try {
    // All of one year: the place in the tree is the place in the log.
    const rows = await inBureau(sunlot.runtime, 1, async ({ db }) => {
      const found = await sql<{ place: number; at: string; mine: boolean }>`
        SELECT (row_number() OVER (ORDER BY seq))::int AS place, at, kind = 'directory.record-expert' AS mine
        FROM deed WHERE bureau_id = 1`.execute(db);
      return found.rows.filter(({ mine }) => mine);
    });
    const delays = rows.flatMap(({ place, at }) => {
      const first = signed.find(({ size }) => size >= place);
      return first === undefined ? [] : [(first.at - Temporal.Instant.from(at).epochMilliseconds) / 1_000];
    });
    return { deeds: rows.length, delays, unseen: rows.length - delays.length, checkpoints: signed.length };
  } finally {
    await sunlot.close();
  }
}
