/** The transparency log as public files: checkpoints, hash tiles, the verifier key (C2SP tlog-tiles). @module */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { findCheckpoint, logVerifierKey } from '../core/log/checkpoint.ts';
import { TILE_WIDTH, tileHashes, yearTree } from '../core/log/tree.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { sendProblem } from './problems.ts';

interface LogPath {
  readonly code: string;
  readonly year: string;
}

const NOT_FOUND = [{ code: 'log-not-found' }];

/** `/log/<bureau code>/<year>/{checkpoint,key,tile/<level>/<index>[.p/<width>]}`; entries themselves are not published here. */
export function logRoutes(app: FastifyInstance, runtime: Runtime): void {
  app.get<{ Params: LogPath }>('/log/:code/:year/checkpoint', async ({ params }, reply) => {
    const bureau = await findBureau(runtime, params.code);
    const found = bureau && (await read(runtime, bureau.bureau_id, (tx) => findCheckpoint(tx, Number(params.year))));
    return found === undefined ? sendProblem(reply, NOT_FOUND) : sendText(reply, found.note);
  });

  app.get<{ Params: LogPath }>('/log/:code/:year/key', async ({ params }, reply) => {
    const bureau = await findBureau(runtime, params.code);
    if (bureau === undefined || !/^\d{4}$/.test(params.year)) return sendProblem(reply, NOT_FOUND);
    return sendText(reply, `${logVerifierKey(runtime, bureau.origin, Number(params.year))}\n`);
  });

  app.get<{ Params: LogPath & { readonly level: string; readonly '*': string } }>(
    '/log/:code/:year/tile/:level/*',
    async ({ params }, reply) => {
      const tile = parseTile(params.level, params['*']);
      const bureau = await findBureau(runtime, params.code);
      if (tile === undefined || bureau === undefined) return sendProblem(reply, NOT_FOUND);
      const hashes = await read(runtime, bureau.bureau_id, async (tx) => {
        const published = await findCheckpoint(tx, Number(params.year));
        const tree = await yearTree(tx, Number(params.year));
        if (published === undefined || tree === undefined) return [];
        return tileHashes(tx, { ...tree, size: published.size }, tile.level, tile.index);
      });
      if (hashes.length < tile.width) return sendProblem(reply, NOT_FOUND);
      return reply.type('application/octet-stream').send(Buffer.concat(hashes.slice(0, tile.width)));
    },
  );
}

/** `x001/x234/067` → 1234067, `.p/17` → a partial tile of 17 (tlog-tiles path encoding). */
function parseTile(level: string, path: string): { level: number; index: number; width: number } | undefined {
  const match = /^((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (match === null || !/^\d{1,2}$/.test(level)) return undefined;
  const index = Number((match[1] ?? '').replaceAll(/[x/]/g, ''));
  const width = match[2] === undefined ? TILE_WIDTH : Number(match[2]);
  return Number.isSafeInteger(index) && width >= 1 && width <= TILE_WIDTH
    ? { level: Number(level), index, width }
    : undefined;
}

async function findBureau(runtime: Runtime, code: string): Promise<{ bureau_id: number; origin: string } | undefined> {
  return runtime.db.selectFrom('bureau').select(['bureau_id', 'origin']).where('code', '=', code).executeTakeFirst();
}

function sendText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type('text/plain; charset=utf-8').send(text);
}
