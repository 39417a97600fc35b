/**
 * The transparency log as public files (C2SP tlog-tiles): checkpoints with their cosignatures, hash tiles, the verifier key, the
 * entries that are public, and what witnesses ask for and bring. @module
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { findCheckpoint, logSm2VerifierKey, logVerifierKey, proveDeed } from '../core/log/checkpoint.ts';
import { witnessRequest } from '../core/log/collect.ts';
import { takeCosignatures } from '../core/log/cosignatures.ts';
import { TILE_WIDTH } from '../core/log/hash-tree.ts';
import { tileHashes, yearTree } from '../core/log/tree.ts';
import { heldTo } from '../core/log/witnesses.ts';
import type { Runtime } from '../core/runtime.ts';
import { inBureau, read, type ReadTx } from '../core/transact.ts';
import { publicEntries, type PublicEntry } from '../draw/reads/log.ts';
import { sendProblem } from './problems.ts';

const NOT_FOUND = [{ code: 'log-not-found' }];
const HIDDEN = { schema: { hide: true } } as const;
/** A checkpoint is old in seconds; a tile never changes. */
const FRESH = 'public, max-age=2';
const FOR_EVER = 'public, max-age=31536000, immutable';
const BINARY = 'application/octet-stream';
const TEXT = 'text/plain; charset=utf-8';

/** A cosigned checkpoint: as it stands, from a witness; in JSON, from the desk. */
const Note = z.union([z.string(), z.object({ note: z.string() }).transform(({ note }) => note)]);

interface Log {
  readonly bureauId: number;
  readonly origin: string;
  readonly year: number;
}
type Params = Readonly<Record<string, string | undefined>>;

/** Registers `/log/<bureau code>/<year>/…`. */
export function logRoutes(app: FastifyInstance, runtime: Runtime): void {
  const get = (path: string, make: (tx: ReadTx, log: Log, params: Params) => Promise<Answer | undefined>): void => {
    app.get<{ Params: Params }>(`/log/:code/:year/${path}`, HIDDEN, async ({ params }, reply) => {
      const log = await findLog(runtime, params);
      const answer = log && (await read(runtime, log.bureauId, (tx) => make(tx, log, params)));
      if (answer === undefined) return sendProblem(reply, NOT_FOUND);
      const { type, cache, body } = answer;
      return reply.type(type).header('cache-control', cache).send(body);
    });
  };
  get('checkpoint', async (tx, { year }) => text((await findCheckpoint(tx, year))?.note));
  get('key', (_tx, { origin, year }) => Promise.resolve(text(`${logVerifierKey(runtime, origin, year)}\n`)));
  get('key-sm2', (_tx, { origin, year }) => {
    const key = logSm2VerifierKey(runtime, origin, year);
    return Promise.resolve(text(key && `${key}\n`));
  });
  get('request/:size', async (tx, { year }, { size = '' }) =>
    /^(0|[1-9]\d{0,14})$/.test(size) ? text((await witnessRequest(tx, year, Number(size)))?.body) : undefined,
  );
  get('tile/entries/*', async (tx, { year }, params) => entryBundle(tx, year, parseTile(params['*'] ?? '')));
  get('tile/:level/*', async (tx, { year }, { level = '', ...rest }) =>
    /^(0|[1-9]|[1-5]\d|6[0-3])$/.test(level)
      ? hashTile(tx, year, Number(level), parseTile(rest['*'] ?? ''))
      : undefined,
  );
  get('entry/:index', async (tx, { year }, { index = '' }) => {
    const [, number = '', proof] = /^(0|[1-9]\d{0,14})(\.tlog-proof)?$/.exec(index) ?? [];
    const entry = number === '' ? undefined : (await publicEntries(tx, year)).get(Number(number));
    return entry && (proof === undefined ? binary(entry.entry) : text(await proofOf(tx, entry)));
  });
  app.post<{ Params: Params }>('/log/:code/:year/cosignature', HIDDEN, async (request, reply) => {
    const log = await findLog(runtime, request.params);
    return log === undefined ? sendProblem(reply, NOT_FOUND) : takeIn(runtime, log, request, reply);
  });
}

interface Answer {
  readonly type: string;
  readonly cache: string;
  readonly body: string | Buffer;
}

function text(body: string | undefined): Answer | undefined {
  return body === undefined ? undefined : { type: TEXT, cache: FRESH, body };
}

function binary(body: Buffer): Answer {
  return { type: BINARY, cache: FOR_EVER, body };
}

async function proofOf(tx: ReadTx, { seq, announcedAt }: PublicEntry): Promise<string> {
  return (await proveDeed(tx, seq, await heldTo(tx, announcedAt))).proof;
}

/** Whoever brings a cosignature may: it proves itself, and only witnesses of ours can make one. */
async function takeIn(runtime: Runtime, log: Log, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const note = Note.safeParse(request.body);
  if (!note.success) return sendProblem(reply, [{ code: 'cosignature-none' }]);
  const taken = await inBureau(runtime, log.bureauId, (tx) => takeCosignatures(tx, log.year, note.data));
  return taken.ok ? reply.send({ added: taken.value }) : sendProblem(reply, taken.refusals);
}

interface Tile {
  readonly index: number;
  readonly width: number;
}

async function hashTile(tx: ReadTx, year: number, level: number, tile: Tile | undefined): Promise<Answer | undefined> {
  const published = await findCheckpoint(tx, year);
  const tree = await yearTree(tx, year);
  if (tile === undefined || published === undefined || tree === undefined) return undefined;
  const hashes = await tileHashes(tx, { ...tree, size: published.size }, level, tile.index);
  return hashes.length < tile.width ? undefined : binary(Buffer.concat(hashes.slice(0, tile.width)));
}

/** A bundle of entries, if every one of them is public: the format has no place for one that is not. */
async function entryBundle(tx: ReadTx, year: number, tile: Tile | undefined): Promise<Answer | undefined> {
  if (tile === undefined) return undefined;
  const entries = await publicEntries(tx, year);
  const wanted = Array.from({ length: tile.width }, (_, i) => entries.get(tile.index * TILE_WIDTH + i)?.entry);
  const known = wanted.filter((entry) => entry !== undefined);
  if (known.length < tile.width || known.some(({ length }) => length > 0xffff)) return undefined;
  return binary(Buffer.concat(known.flatMap((entry) => [Buffer.of(entry.length >> 8, entry.length & 255), entry])));
}

/** `x001/x234/067` → 1234067, `.p/17` → a partial tile of 17 (tlog-tiles path encoding; one spelling of each). */
function parseTile(path: string): Tile | undefined {
  const [, digits = '', partial] = /^((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path) ?? [];
  const index = Number(digits.replaceAll(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (digits === '' || digits.startsWith('x000/') || !Number.isSafeInteger(index)) return undefined;
  return partial === undefined || width < TILE_WIDTH ? { index, width } : undefined;
}

async function findLog(runtime: Runtime, { code = '', year = '' }: Params): Promise<Log | undefined> {
  if (!/^\d{4}$/.test(year)) return undefined;
  const row = await runtime.db
    .selectFrom('bureau')
    .select(['bureau_id', 'origin'])
    .where('code', '=', code)
    .executeTakeFirst();
  return row && { bureauId: row.bureau_id, origin: row.origin, year: Number(year) };
}
