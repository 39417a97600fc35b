/** Has every checkpoint cosigned: asks each witness that has an address for the newest one it has not signed. @module */
import { refuse, type Result } from '../result.ts';
import type { Runtime } from '../runtime.ts';
import { inBureau, read, type ReadTx } from '../transact.ts';
import { formatAddCheckpoint } from './add-checkpoint.ts';
import { askWitness, type WitnessAnswer } from './ask-witness.ts';
import { findCheckpoint } from './checkpoint.ts';
import { takeCosignatures } from './cosignatures.ts';
import type { ContactOutcome } from './contact.ts';
import { consistencyPath, yearTree } from './tree.ts';
import { listWitnesses, type Witness } from './witnesses.ts';

const REST_SECONDS = 30;

/** The request for the newest checkpoint of a year, for a witness that saw `oldSize` entries; undefined when there is none such. */
export async function witnessRequest(
  tx: ReadTx,
  year: number,
  oldSize: number,
): Promise<{ readonly size: number; readonly note: string; readonly body: string } | undefined> {
  const checkpoint = await findCheckpoint(tx, year);
  const tree = await yearTree(tx, year);
  if (checkpoint === undefined || tree === undefined || oldSize > checkpoint.size) return undefined;
  const { size, note } = checkpoint;
  const proof = oldSize === 0 ? [] : await consistencyPath(tx, tree, oldSize, size);
  return { size, note, body: formatAddCheckpoint({ oldSize, proof, checkpoint: note }) };
}

/** Asks all witnesses of a bureau at once; one that does not answer keeps nobody waiting but itself. */
export async function collectCosignatures(runtime: Runtime, bureauId: number): Promise<void> {
  const year = Number((await read(runtime, bureauId, (tx) => Promise.resolve(tx.today))).slice(0, 4));
  const active = await read(runtime, bureauId, async (tx) =>
    (await listWitnesses(tx)).filter(({ retiredAt, url }) => retiredAt === undefined && url !== undefined),
  );
  await Promise.all(active.map((witness) => askFor(runtime, bureauId, witness, [year - 1, year])));
}

async function askFor(runtime: Runtime, bureauId: number, witness: Witness, years: readonly number[]): Promise<void> {
  for (const year of years) {
    const signed = await read(runtime, bureauId, (tx) => sizes(tx, witness.witnessId, year));
    if (signed === undefined || signed.newest === signed.last) continue;
    if (await read(runtime, bureauId, (tx) => isResting(tx, witness.witnessId))) return;
    const outcome = await askOnce(runtime, bureauId, witness, year, signed.last);
    await inBureau(runtime, bureauId, (tx) => noteContact(tx, witness.witnessId, outcome));
    if (outcome === 'unreachable') return;
  }
}

/** The newest checkpoint of a year, and the last one the witness signed (0 when it signed none). */
async function sizes(
  tx: ReadTx,
  witnessId: string,
  year: number,
): Promise<{ readonly newest: number; readonly last: number } | undefined> {
  const newest = await findCheckpoint(tx, year);
  const row = await tx.db
    .selectFrom('cosignature')
    .select((eb) => eb.fn.max('size').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('witness_id', '=', witnessId)
    .where('year', '=', year)
    .executeTakeFirst();
  return newest && { newest: newest.size, last: Number(row?.last ?? 0) };
}

/** Asks, and once more when the witness remembers another size than we do: its answer, or ours to it, may have been lost. */
async function askOnce(
  runtime: Runtime,
  bureauId: number,
  witness: Witness,
  year: number,
  last: number,
): Promise<ContactOutcome> {
  let oldSize = last;
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    const { request, isDemo } = await read(runtime, bureauId, async (tx) => ({
      request: await witnessRequest(tx, year, oldSize),
      isDemo: await isDemoBureau(tx),
    }));
    if (request === undefined) return 'ahead';
    const answer = await askWitness(witness.url ?? '', request.body, isDemo);
    if (answer === undefined) return 'unreachable';
    const known = knownSize(answer);
    if (answer.status === 200) {
      const text = request.note.slice(0, request.note.indexOf('\n\n') + 2);
      const own = answer.body.split('\n').filter((line) => line.startsWith(`— ${witness.name} `));
      const taken =
        own.length === 0
          ? none()
          : await inBureau(runtime, bureauId, (tx) => takeCosignatures(tx, year, `${text}${own.join('\n')}\n`));
      return taken.ok
        ? 'cosigned'
        : taken.refusals.some(({ code }) => code === 'cosignature-clock')
          ? 'clock'
          : 'bad-signature';
    }
    if (answer.status === 409 && known === undefined) return 'fork';
    if (answer.status !== 409 || known === undefined) return 'refused';
    if (known > request.size) return 'ahead';
    oldSize = known;
  }
  return 'refused';
}

function none(): Result<number> {
  return refuse([{ code: 'cosignature-none' }]);
}

function knownSize({ type, body }: WitnessAnswer): number | undefined {
  return type.startsWith('text/x.tlog.size') && /^\d{1,15}\n$/.test(body) ? Number(body) : undefined;
}

/** A witness that did not sign is left alone for half a minute. */
async function isResting(tx: ReadTx, witnessId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('witness_contact')
    .select('asked_at')
    .where('bureau_id', '=', tx.bureauId)
    .where('witness_id', '=', witnessId)
    .where('outcome', '<>', 'cosigned')
    .executeTakeFirst();
  return row !== undefined && Temporal.Instant.from(row.asked_at).until(tx.now).total('seconds') < REST_SECONDS;
}

async function isDemoBureau(tx: ReadTx): Promise<boolean> {
  const { is_demo: isDemo } = await tx.db
    .selectFrom('bureau')
    .select('is_demo')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  return isDemo;
}

async function noteContact(tx: ReadTx, witnessId: string, outcome: ContactOutcome): Promise<void> {
  const at = { asked_at: tx.now, outcome };
  await tx.db
    .insertInto('witness_contact')
    .values({ bureau_id: tx.bureauId, witness_id: witnessId, ...at })
    .onConflict((oc) => oc.columns(['bureau_id', 'witness_id']).doUpdateSet(at))
    .execute();
}
