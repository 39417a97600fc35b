/** Deeds as commands: checked, done once, and answered the same when they are sent again. @module */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { canonicalize, type CanonicalValue } from 'verifiable-draw';
import { mayAct, notAllowed, type Actor, type DeedRule } from './actor.ts';
import { waitWithCommit } from './on-disk.ts';
import { staleRefusals } from './reauthentication.ts';
import { refuse, type Refusal, type Result } from './result.ts';
import type { Runtime } from './runtime.ts';
import { read, transact, type ReadTx, type Tx } from './transact.ts';
import { turnstile } from './turnstile.ts';

// What zod says of a wrong field is read by people here.
z.config(z.locales.zhCN());

/** One deed the product can do: its name, who may, what it takes, what it answers, and the work itself. */
export interface DeedSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: `${string}.${string}`;
  readonly rule: DeedRule;
  readonly input: I;
  readonly output: O;
  run(tx: Tx, input: z.output<I>, runtime: Runtime): Promise<Result<z.input<O>>>;
  /** What the deed does in the memory of this process: only when it stands, and again with each repeated answer. */
  onceDone?(runtime: Runtime, input: z.output<I>): void;
}

/** Declares a deed; only fixes the types. */
export function defineDeed<I extends z.ZodType, O extends z.ZodType>(spec: DeedSpec<I, O>): DeedSpec<I, O> {
  return spec;
}

/**
 * Does the deed once. The same `commandId` with the same input gives the first answer again; with another input it is
 * refused (`command-reused`). Refusals: `not-allowed`, `reauthentication-needed`, `input-invalid` (one per field),
 * `command-reused`, and the deed's own.
 */
export async function execute<I extends z.ZodType, O extends z.ZodType>(
  runtime: Runtime,
  actor: Actor,
  spec: DeedSpec<I, O>,
  commandId: string,
  input: unknown,
): Promise<Result<z.output<O>>> {
  if (!mayAct(actor, spec.rule)) {
    return refuse([notAllowed(spec.rule)]);
  }
  const stale = staleRefusals(actor, spec.rule, runtime.clock.now());
  if (stale.length > 0) return refuse(stale);
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) return refuse(inputRefusals(parsed.error));
  const result = await transact(runtime, { id: commandId, actor }, async (tx) => {
    const hash = inputHash(spec.kind, input);
    const earlier = await claimCommand(tx, spec.kind, hash);
    if (earlier !== undefined) {
      await waitWithCommit(tx);
      return repeatAnswer(earlier, hash, spec);
    }
    const worked = await spec.run(tx, parsed.data, runtime);
    if (!worked.ok) return worked;
    const answer = spec.output.parse(worked.value);
    await tx.db
      .updateTable('command')
      .set({ answer: JSON.stringify(answer ?? null) })
      .where('bureau_id', '=', tx.bureauId)
      .where('command_id', '=', commandId)
      .execute();
    return { ok: true, value: answer };
  });
  if (result.ok) spec.onceDone?.(runtime, parsed.data);
  return result;
}

/** Every field that zod found wrong, each with its path and its (Chinese) message. */
export function inputRefusals(error: z.ZodError): Refusal[] {
  return error.issues.map((issue) => ({
    code: 'input-invalid',
    at: issue.path.map(String).join('.'),
    facts: { reason: issue.message },
  }));
}

interface EarlierCommand {
  readonly input_hash: Buffer;
  readonly answer: unknown;
}

/** Takes the id for this transaction, or waits for and returns the one that has it. */
async function claimCommand(tx: Tx, kind: string, hash: Buffer): Promise<EarlierCommand | undefined> {
  const claimed = await tx.db
    .insertInto('command')
    .values({ bureau_id: tx.bureauId, command_id: tx.commandId, kind, input_hash: hash, answer: null, at: tx.now })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 1n) return undefined;
  return tx.db
    .selectFrom('command')
    .select(['input_hash', 'answer'])
    .where('bureau_id', '=', tx.bureauId)
    .where('command_id', '=', tx.commandId)
    .executeTakeFirstOrThrow();
}

function repeatAnswer<O extends z.ZodType>(
  earlier: EarlierCommand,
  hash: Buffer,
  spec: DeedSpec<z.ZodType, O>,
): Result<z.output<O>> {
  if (!earlier.input_hash.equals(hash)) return refuse([{ code: 'command-reused' }]);
  return { ok: true, value: spec.output.parse(earlier.answer ?? undefined) };
}

function inputHash(kind: string, input: unknown): Buffer {
  // The raw JSON, not the parsed value: defaults may change between versions, what the client sent does not.
  const text = JSON.stringify(input, (_key, value: unknown) => (isRecord(value) ? sortKeys(value) : value)) ?? '';
  return createHash('sha256').update(`${kind}\n${text}`).digest();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sortKeys(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Lower-case hex SHA-256 of a document's canonical form; how deeds name documents that are too big or too private. */
export function documentHash(document: CanonicalValue): string {
  return createHash('sha256').update(canonicalize(document)).digest('hex');
}

/** One question the product answers over HTTP, never a change. Path parameters and query make up the input, or the body. */
export interface ReadSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** e.g. `/api/plans/:planId` */
  readonly path: `/api/${string}`;
  /** For a question that is too long for an address; otherwise it is a GET. */
  readonly method?: 'POST';
  /** The row of the permission table, e.g. `plan.read`. */
  readonly kind: `${string}.${string}`;
  readonly rule: DeedRule;
  readonly input: I;
  readonly output: O;
  /** Whether this question keeps a core of the database busy for long: as many of those at once as there are cores, so that what is quickly answered does not wait behind them. */
  isDear?(input: z.output<I>): boolean;
  run(tx: ReadTx, input: z.output<I>, actor: Actor, runtime: Runtime): Promise<Result<z.input<O>>>;
}

/** Before a connection is taken: whoever waits holds nothing. */
const fewDear = turnstile(availableParallelism());

/** Declares a read; only fixes the types. */
export function defineRead<I extends z.ZodType, O extends z.ZodType>(spec: ReadSpec<I, O>): ReadSpec<I, O> {
  return spec;
}

/** Answers a read in one read-only snapshot. Refusals: `not-allowed`, `input-invalid`, and the read's own (`…-not-found`). */
export async function answer<I extends z.ZodType, O extends z.ZodType>(
  runtime: Runtime,
  actor: Actor,
  spec: ReadSpec<I, O>,
  input: unknown,
): Promise<Result<z.output<O>>> {
  if (!mayAct(actor, spec.rule)) {
    return refuse([notAllowed(spec.rule)]);
  }
  const parsed = spec.input.safeParse(input);
  if (!parsed.success) return refuse(inputRefusals(parsed.error));
  const ask = () => read(runtime, actor.bureauId, (tx) => spec.run(tx, parsed.data, actor, runtime), actor);
  const result = await (spec.isDear?.(parsed.data) === true ? fewDear(ask) : ask());
  // Parsing strips every field the schema does not name: nothing leaves the server by accident.
  return result.ok ? { ok: true, value: spec.output.parse(result.value) } : result;
}
