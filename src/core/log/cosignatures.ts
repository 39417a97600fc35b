/** Cosignatures of the log's checkpoints: taken in, counted, and served with the checkpoint. @module */
import { NoteError, openNote, parseCheckpoint, parseVkey } from 'verifiable-draw';
import { ok, refuse, type Refusal, type Result } from '../result.ts';
import type { ReadTx } from '../transact.ts';
import { yearTree } from './tree.ts';
import './tables.ts';

/** How far a witness's clock may be from ours; one that is off further states a time nobody can use. */
const CLOCK_SECONDS = 300;
const MOST_LINES = 64;

/**
 * Takes in the cosignatures of a checkpoint of ours, from whoever brings them: they prove themselves.
 * @param note - the checkpoint with signature lines, of which those by our witnesses count
 * @returns how many are new. Refusals: `checkpoint-not-found`, `cosignature-none`, and of each line `cosignature-invalid`,
 * `cosignature-clock`; the good lines of the same note are not kept then either
 */
export async function takeCosignatures(tx: ReadTx, year: number, note: string): Promise<Result<number>> {
  const split = note.indexOf('\n\n');
  const stored = split < 0 ? undefined : await findSigned(tx, year, note.slice(0, split + 1));
  if (stored === undefined) return refuse([{ code: 'checkpoint-not-found' }]);
  const lines = note
    .slice(split + 2)
    .split('\n')
    .filter((line) => line !== '');
  const witnesses = await tx.db
    .selectFrom('witness')
    .select(['witness_id', 'vkey', 'name'])
    .where('bureau_id', '=', tx.bureauId)
    .where('retired_at', 'is', null)
    .execute();
  const read = lines.slice(0, MOST_LINES).flatMap((line) =>
    witnesses
      .filter(({ name }) => line.startsWith(`— ${name} `))
      .map(({ witness_id, vkey }) => ({
        witness_id,
        line: `${line}\n`,
        time: timeOf(note.slice(0, split + 1), line, vkey),
      })),
  );
  const earliest = seconds(stored.at) - CLOCK_SECONDS;
  const latest = seconds(tx.now) + CLOCK_SECONDS;
  const refusals = read.flatMap(({ line, time }): Refusal[] => {
    const at = line.slice(2, line.indexOf(' ', 2));
    if (time === undefined) return [{ code: 'cosignature-invalid', at }];
    return time >= earliest && time <= latest
      ? []
      : [{ code: 'cosignature-clock', at, facts: { time: instantOf(time) } }];
  });
  if (refusals.length > 0) return refuse(refusals);
  if (read.length === 0) return refuse([{ code: 'cosignature-none' }]);
  return ok(await insertNew(tx, year, stored.size, read));
}

/** A checkpoint of ours by the text that is signed. */
async function findSigned(tx: ReadTx, year: number, text: string): Promise<{ size: number; at: string } | undefined> {
  const size = sizeOf(text);
  if (size === undefined) return undefined;
  const row = await tx.db
    .selectFrom('checkpoint')
    .select(['size', 'at', 'note'])
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('size', '=', size)
    .executeTakeFirst();
  return row?.note.startsWith(`${text}\n`) === true ? row : undefined;
}

function sizeOf(text: string): number | undefined {
  try {
    return parseCheckpoint(text).size;
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}

/** POSIX seconds the witness states; undefined when the line is not its cosignature of the text. */
function timeOf(text: string, line: string, vkey: string): number | undefined {
  try {
    return openNote(`${text}\n${line}\n`, [parseVkey(vkey)]).signatures[0]?.timestamp;
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}

async function insertNew(
  tx: ReadTx,
  year: number,
  size: number,
  read: readonly { readonly witness_id: string; readonly line: string; readonly time: number | undefined }[],
): Promise<number> {
  let added = 0;
  for (const { witness_id, line, time = 0 } of read) {
    // The first statement of a witness on a checkpoint stays: sent again, or signed again later, it adds nothing.
    const { numInsertedOrUpdatedRows } = await tx.db
      .insertInto('cosignature')
      .values({ bureau_id: tx.bureauId, year, size, witness_id, line, signed_at: instantOf(time), received_at: tx.now })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirstOrThrow();
    added += Number(numInsertedOrUpdatedRows ?? 0n);
  }
  return added;
}

/** The signature lines of all witnesses on a checkpoint, to follow its note. */
export async function cosignatureLines(tx: ReadTx, year: number, size: number): Promise<string> {
  const rows = await tx.db
    .selectFrom('cosignature')
    .select('line')
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('size', '=', size)
    .orderBy('signed_at')
    .orderBy('line')
    .execute();
  return rows.map(({ line }) => line).join('');
}

/** Size of the first checkpoint of a year that covers `size` entries and that `quorum` of these witnesses have signed. */
export async function firstWitnessed(
  tx: ReadTx,
  year: number,
  size: number,
  { quorum, witnesses }: { readonly quorum: number; readonly witnesses: readonly { readonly witnessId: string }[] },
): Promise<number | undefined> {
  if (quorum === 0 || witnesses.length < quorum) return undefined;
  const row = await tx.db
    .selectFrom('cosignature')
    .select('size')
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('size', '>=', size)
    .where(
      'witness_id',
      'in',
      witnesses.map(({ witnessId }) => witnessId),
    )
    .groupBy('size')
    .having((eb) => eb.fn.countAll<number>(), '>=', quorum)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  return row?.size;
}

/** Who signed a checkpoint that covers a deed, each with the time of the first such signature. */
export async function firstStatements(
  tx: ReadTx,
  deed: { readonly seq: number; readonly year: number },
): Promise<readonly { readonly title: string; readonly signedAt: string }[]> {
  const tree = await yearTree(tx, deed.year);
  if (tree === undefined) return [];
  const rows = await tx.db
    .selectFrom('cosignature')
    .innerJoin('witness', (join) =>
      join
        .onRef('witness.bureau_id', '=', 'cosignature.bureau_id')
        .onRef('witness.witness_id', '=', 'cosignature.witness_id'),
    )
    .distinctOn('cosignature.witness_id')
    .select(['witness.title', 'cosignature.signed_at as signedAt'])
    .where('cosignature.bureau_id', '=', tx.bureauId)
    .where('cosignature.year', '=', deed.year)
    .where('cosignature.size', '>', deed.seq - tree.firstSeq)
    .orderBy('cosignature.witness_id')
    .orderBy('cosignature.size')
    .execute();
  return rows.toSorted((a, b) => (a.signedAt < b.signedAt ? -1 : 1));
}

function seconds(instant: string): number {
  return Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 1000);
}

function instantOf(posix: number): string {
  return Temporal.Instant.fromEpochMilliseconds(posix * 1000).toString();
}
