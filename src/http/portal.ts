/** The public portal: one handler for every page; its pages are pure functions in `web/portal`. @module */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify';
import type { Runtime } from '../core/runtime.ts';
import { read, type ReadTx } from '../core/transact.ts';
import { findPublicBundle } from '../draw/reads/public-result.ts';
import { sentenceTime } from '../web/kit/format.ts';
import { portalMissing } from '../web/portal/about.ts';
import type { ServedAsset } from '../web/kit/served-asset.ts';
import { portalAssets } from '../web/portal/assets.ts';
import { verifyAssets } from '../web/portal/verify-build.ts';
import type { Html, PortalFrame } from '../web/portal/layout.ts';
import { firstBureau } from './portal/bureau.ts';
import { dishonestyCsv, dishonestyJson, dishonestyPage } from './portal/dishonesty.ts';
import { documentPage } from './portal/documents.ts';
import { drawPage, drawsPage, enterprisePage, fairnessPage, howPage, ownRowJson } from './portal/draws.ts';
import { frameOf } from './portal/frame.ts';
import { logPage } from './portal/log.ts';
import {
  aboutPage,
  homePage,
  itemPage,
  itemsPage,
  openDataPage,
  planPage,
  plansPage,
  searchPage,
} from './portal/pages.ts';
import { exposuresPage, resultPage, resultsCsv, resultsJson, resultsPage } from './portal/results.ts';
import { verifyPage } from './portal/verify.ts';
import { COMPUTING_POLICY } from './security.ts';

/** What a page is made from. Path and query are what somebody typed: nothing in them can be relied on. */
export interface Visit {
  readonly runtime: Runtime;
  readonly frame: PortalFrame;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** Undefined: there is no such page. */
export type Page = (tx: ReadTx, visit: Visit) => Promise<Html | undefined>;
/** Undefined: there is no such file. */
type File = (tx: ReadTx, visit: Visit) => Promise<string | undefined>;

const PAGES: Readonly<Record<string, Page>> = {
  '/': homePage,
  '/items': itemsPage,
  '/items/:code': itemPage,
  '/plans': plansPage,
  '/plans/:planId': planPage,
  '/draws': drawsPage,
  '/draws/how': howPage,
  '/draws/:publicId': drawPage,
  '/fairness': fairnessPage,
  '/log': logPage,
  '/results': resultsPage,
  '/results/:entryId': resultPage,
  '/exposures': exposuresPage,
  '/dishonesty': dishonestyPage,
  '/enterprises/:creditCode': enterprisePage,
  '/documents': documentPage,
  '/documents/:code': documentPage,
  '/verify': verifyPage,
  '/about': aboutPage,
  '/open-data': openDataPage,
  '/search': searchPage,
  '/*': () => Promise.resolve(undefined),
};

const FILES: Readonly<Record<string, { readonly type: string; readonly make: File }>> = {
  '/open-data/results.csv': { type: 'text/csv; charset=utf-8', make: resultsCsv },
  '/open-data/dishonesty.csv': { type: 'text/csv; charset=utf-8', make: dishonestyCsv },
  '/open-data/dishonesty.json': { type: 'application/json; charset=utf-8', make: dishonestyJson },
  '/open-data/results.json': { type: 'application/json; charset=utf-8', make: resultsJson },
  '/draws/:publicId/rows/:creditCode': { type: 'application/json; charset=utf-8', make: ownRowJson },
};

/** A minute: what was just published is seen soon, and a crowd does not reach the database. */
const CACHE = 'public, max-age=60';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Registers the portal of the first bureau; until one is founded every page leads to the set-up. */
export function portalRoutes(app: FastifyInstance, runtime: Runtime): void {
  for (const asset of portalAssets) assetRoute(app, asset, HIDDEN);
  for (const asset of verifyAssets) assetRoute(app, asset, COMPUTING);
  for (const [path, page] of Object.entries(PAGES))
    app.get(path, path === '/verify' ? COMPUTING : HIDDEN, (request, reply) =>
      isForMachines(request) ? reply.callNotFound() : sendPage(runtime, request, reply, page),
    );
  for (const [path, file] of Object.entries(FILES))
    app.get(path, HIDDEN, async (request, reply) => {
      const bureauId = await firstBureau(runtime);
      if (bureauId === undefined) return reply.redirect('/setup', 303);
      const body = await read(runtime, bureauId, async (tx) => file.make(tx, await visitOf(runtime, tx, request)));
      if (body === undefined) return sendPage(runtime, request, reply, missing);
      return sendTagged(request, reply.type(file.type), body, body);
    });
  app.get<{ Params: { readonly publicId: string } }>('/draws/:publicId/bundle.zip', HIDDEN, async (request, reply) => {
    const bureauId = await firstBureau(runtime);
    const bundle =
      bureauId === undefined
        ? undefined
        : await read(runtime, bureauId, (tx) => findPublicBundle(tx, request.params.publicId));
    if (bundle === undefined) return sendPage(runtime, request, reply, missing);
    const bytes = await runtime.files.get(bundle.sha256);
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="${bundle.publicId}.zip"`)
      .header('etag', `"${bundle.sha256}"`)
      .header('cache-control', CACHE)
      .send(bytes);
  });
}

/** One file, for ever, packed for whoever takes it so: a line of 2 Mbit/s is still common. */
function assetRoute(app: FastifyInstance, { path, type, body }: ServedAsset, options: RouteShorthandOptions): void {
  const packed = gzipSync(body, { level: 9 });
  app.get(path, options, ({ headers }, reply) => {
    const isPacked = takesGzip(headers);
    if (isPacked) reply.header('content-encoding', 'gzip');
    return reply
      .type(type)
      .header('cache-control', FOR_EVER)
      .header('vary', 'accept-encoding')
      .send(isPacked ? packed : body);
  });
}

const HIDDEN = { schema: { hide: true } } as const;
const COMPUTING = { ...HIDDEN, helmet: { contentSecurityPolicy: COMPUTING_POLICY } };
const missing: Page = () => Promise.resolve(undefined);

/** Unknown addresses of the API and of the log are answered as the API does. */
function isForMachines({ url }: FastifyRequest): boolean {
  return url.startsWith('/api/') || url.startsWith('/log/');
}

async function sendPage(
  runtime: Runtime,
  request: FastifyRequest,
  reply: FastifyReply,
  page: Page,
): Promise<FastifyReply> {
  const bureauId = await firstBureau(runtime);
  if (bureauId === undefined) return reply.redirect('/setup', 303);
  const { found, frame } = await read(runtime, bureauId, async (tx) => {
    const visit = await visitOf(runtime, tx, request);
    return { found: await page(tx, visit), frame: visit.frame };
  });
  const body = (await (found ?? portalMissing(frame))).toString();
  if (found === undefined) reply.code(404);
  // The time in the footer moves every minute and changes nothing that a reader came for.
  return sendTagged(
    request,
    reply.type('text/html; charset=utf-8'),
    body,
    body.replaceAll(sentenceTime(frame.asOf), ''),
  );
}

const pack = promisify(gzip);

function takesGzip(headers: FastifyRequest['headers']): boolean {
  return /\bgzip\b/.test(headers['accept-encoding'] ?? '');
}

/** A page or file with its tag, packed for whoever takes it so: a draw of eighty teams is a tenth of its size then. */
async function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  body: string,
  tagged: string,
): Promise<FastifyReply> {
  const etag = `W/"${createHash('sha256').update(tagged).digest('hex').slice(0, 32)}"`;
  reply.header('etag', etag).header('cache-control', reply.statusCode === 404 ? 'no-cache' : CACHE);
  if (reply.statusCode === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send();
  reply.header('vary', 'accept-encoding');
  if (!takesGzip(request.headers)) return reply.send(body);
  return reply.header('content-encoding', 'gzip').send(await pack(body));
}

async function visitOf(runtime: Runtime, tx: ReadTx, request: FastifyRequest): Promise<Visit> {
  return { runtime, frame: await frameOf(tx), params: wordsOf(request.params), query: wordsOf(request.query) };
}

/** The values that are plain words; a name given twice or left empty counts as not given. */
function wordsOf(given: unknown): Visit['params'] {
  if (typeof given !== 'object' || given === null) return {};
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim().replaceAll('\0', '').slice(0, 100)]] : [],
    ),
  );
}
