/** The public portal: one handler for every page; its pages are pure functions in `web/portal`. @module */
import { gzipSync } from 'node:zlib';
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
import {
  catalogueJson,
  dataPage,
  datasetPage,
  dictionaryFile,
  dictionaryJson,
  dictionaryPage,
  indexJson,
  openApiJson,
  schemaJson,
} from './portal/data.ts';
import { dataApiRoutes } from './portal/data-api.ts';
import { dataFileRoutes } from './portal/data-files.ts';
import { dishonestyPage } from './portal/dishonesty.ts';
import { addressOf, displayMode } from './portal/display.ts';
import { checkedFilePage, documentPage, MOST_CHECKS_PER_MINUTE, readSentFile } from './portal/documents.ts';
import { drawPage, drawsPage, fairnessPage, howPage, ownRowJson } from './portal/draws.ts';
import { enterprisePage } from './portal/enterprises.ts';
import { enterpriseFeed, resultsFeed } from './portal/feeds.ts';
import { accessibilityPage, changesPage, englishPage, statisticsPage, streetPage } from './portal/figures.ts';
import { frameOf } from './portal/frame.ts';
import type { Gone } from './portal/gone.ts';
import { keptPages, type KeptPages, type LogHead, type Rendered } from './portal/kept-pages.ts';
import { logPage } from './portal/log.ts';
import { aboutPage, homePage, itemPage, itemsPage, planPage, plansPage, searchPage } from './portal/pages.ts';
import { penaltiesPage, penaltyPage } from './portal/penalties.ts';
import { exposuresPage, resultPage, resultsPage } from './portal/results.ts';
import {
  CACHE,
  COMPUTING,
  guardOf,
  HIDDEN,
  KEPT,
  rendered,
  sendRendered,
  sentAgain,
  takesGzip,
  type Guard,
} from './portal/sending.ts';
import { verifyPage } from './portal/verify.ts';

/** What a page is made from. Path and query are what somebody typed: nothing in them can be relied on. */
export interface Visit {
  readonly runtime: Runtime;
  readonly frame: PortalFrame;
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}

/** Undefined: there is no such page. */
export type Page = (tx: ReadTx, visit: Visit) => Promise<Html | Gone | undefined>;
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
  '/penalties': penaltiesPage,
  '/penalties/:entryId': penaltyPage,
  '/exposures': exposuresPage,
  '/dishonesty': dishonestyPage,
  '/changes': changesPage,
  '/enterprises/:creditCode': enterprisePage,
  '/statistics': statisticsPage,
  '/streets/:code': streetPage,
  '/documents': documentPage,
  '/documents/:code': documentPage,
  '/verify': verifyPage,
  '/about': aboutPage,
  '/accessibility': accessibilityPage,
  '/en': englishPage,
  '/data': dataPage('zh'),
  '/data/en': dataPage('en'),
  '/data/datasets/:dataset': datasetPage('zh'),
  '/data/en/datasets/:dataset': datasetPage('en'),
  '/data/dictionary': dictionaryPage('zh'),
  '/data/en/dictionary': dictionaryPage('en'),
  '/search': searchPage,
  '/*': () => Promise.resolve(undefined),
};

/** Where the pages stand, for who looks at every one of them. */
export const PAGE_PATHS = Object.keys(PAGES);

const JSON_TYPE = 'application/json; charset=utf-8';
const FILES: Readonly<Record<string, { readonly type: string; readonly make: File }>> = {
  '/feed.atom': { type: 'application/atom+xml; charset=utf-8', make: resultsFeed },
  '/enterprises/:creditCode/feed.atom': { type: 'application/atom+xml; charset=utf-8', make: enterpriseFeed },
  '/data/catalog.jsonld': { type: 'application/ld+json; charset=utf-8', make: catalogueJson },
  '/data/dictionary.csv': { type: 'text/csv; charset=utf-8', make: dictionaryFile },
  '/data/dictionary.json': { type: JSON_TYPE, make: dictionaryJson },
  '/data/schema/:file': { type: JSON_TYPE, make: schemaJson },
  '/data/v1': { type: JSON_TYPE, make: indexJson },
  '/data/v1/openapi.json': { type: JSON_TYPE, make: openApiJson },
  '/draws/:publicId/rows/:creditCode': { type: JSON_TYPE, make: ownRowJson },
};

const FOR_EVER = 'public, max-age=31536000, immutable';

/** Registers the portal of every bureau, each under its own host; until one is founded every page leads to the set-up. */
export function portalRoutes(app: FastifyInstance, runtime: Runtime): void {
  const site: Site = { runtime, pages: keptPages(runtime), guard: guardOf(app) };
  const [keptPage, keptFile] = [keptUnder(site, pageKey), keptUnder(site, addressOf)];
  for (const asset of portalAssets) assetRoute(app, asset, HIDDEN);
  for (const asset of verifyAssets) assetRoute(app, asset, COMPUTING);
  for (const [path, page] of Object.entries(PAGES))
    app.get(path, optionsOf(path, keptPage), async (request, reply) => {
      if (!isForMachines(request)) return sendPage(site, request, reply, page);
      // A kept page carries its own head; this is none, and gets what every answer of the program has.
      if (await site.guard(request, reply)) reply.callNotFound();
      return reply;
    });
  for (const [path, file] of Object.entries(FILES))
    app.get(path, keptFile, async (request, reply) => {
      const head = await site.pages.head(request);
      if (head === undefined) return reply.redirect('/setup', 303);
      if (isSentAgain(site, request, reply, addressOf)) return reply;
      if (!(await site.guard(request, reply))) return reply;
      const made = await site.pages.page(addressOf(request), head, async () => {
        const body = await read(runtime, head.bureauId, async (tx) =>
          file.make(tx, await visitOf(runtime, tx, request)),
        );
        return body === undefined ? undefined : rendered(file.type, body);
      });
      return made === undefined ? sendPage(site, request, reply, missing) : sendRendered(request, reply, made);
    });
  app.post('/documents', CHECKING, async (request, reply) => {
    const head = await site.pages.head(request);
    if (head === undefined) return reply.redirect('/setup', 303);
    // An answer to one file: never kept.
    const made = await renderedPage(runtime, head, request, checkedFilePage(await readSentFile(request)));
    if (made === undefined) throw new Error('the page of a document is always there');
    return sendRendered(request, reply.header('cache-control', 'no-store'), made);
  });
  dataApiRoutes(app, runtime);
  dataFileRoutes(app, runtime);
  // Where the data lay before.
  for (const path of ['/open-data', '/open-data/*'])
    app.get(path, HIDDEN, (_request, reply) => reply.redirect('/data', 301));
  app.get<{ Params: { readonly publicId: string } }>('/draws/:publicId/bundle.zip', HIDDEN, async (request, reply) => {
    const head = await site.pages.head(request);
    const bundle =
      head === undefined
        ? undefined
        : await read(runtime, head.bureauId, (tx) => findPublicBundle(tx, request.params.publicId));
    if (bundle === undefined) return sendPage(site, request, reply, missing);
    const bytes = await runtime.files.get(bundle.sha256);
    return reply
      .type('application/zip')
      .header('content-disposition', `attachment; filename="${bundle.publicId}.zip"`)
      .header('etag', `"${bundle.sha256}"`)
      .header('cache-control', CACHE)
      .send(bytes);
  });
}

interface Site {
  readonly runtime: Runtime;
  readonly pages: KeptPages;
  readonly guard: Guard;
}

/** One file, for ever, packed for whoever takes it so: a line of 2 Mbit/s is still common. */
function assetRoute(app: FastifyInstance, { path, type, body }: ServedAsset, options: RouteShorthandOptions): void {
  const packed = gzipSync(body, { level: 9 });
  app.get(path, options, (request, reply) => {
    const isPacked = takesGzip(request);
    if (isPacked) reply.header('content-encoding', 'gzip');
    return reply
      .type(type)
      .header('cache-control', FOR_EVER)
      .header('vary', 'accept-encoding')
      .send(isPacked ? packed : body);
  });
}

const CHECKING = { ...HIDDEN, config: { rateLimit: { max: MOST_CHECKS_PER_MINUTE } } };
const missing: Page = () => Promise.resolve(undefined);

function optionsOf(path: string, kept: RouteShorthandOptions): RouteShorthandOptions {
  if (path.startsWith('/documents')) return CHECKING;
  return path === '/verify' ? COMPUTING : kept;
}

type KeyOf = (request: FastifyRequest) => string;

function pageKey(request: FastifyRequest): string {
  return `${displayMode(request)} ${addressOf(request)}`;
}

/** A route whose answers go out again from the first hook on: what it would be guarded from, it was when it was made. */
function keptUnder(site: Site, keyOf: KeyOf): RouteShorthandOptions {
  return {
    ...KEPT,
    config: { ...KEPT.config, sendsAgain: (request, reply) => isSentAgain(site, request, reply, keyOf) },
  };
}

/** False when it has to be made, or the log has to be looked at first. */
function isSentAgain({ pages }: Site, request: FastifyRequest, reply: FastifyReply, keyOf: KeyOf): boolean {
  const head = pages.known(request);
  const ready = head && pages.ready(keyOf(request), head);
  return ready !== undefined && sentAgain(request, reply, ready);
}

/** Unknown addresses of the API and of the log are answered as the API does. */
function isForMachines({ url }: FastifyRequest): boolean {
  return url.startsWith('/api/') || url.startsWith('/log/');
}

async function sendPage(site: Site, request: FastifyRequest, reply: FastifyReply, page: Page): Promise<FastifyReply> {
  const { runtime, pages, guard } = site;
  const head = await pages.head(request);
  if (head === undefined) return reply.redirect('/setup', 303);
  if (isSentAgain(site, request, reply, pageKey)) return reply;
  if (!(await guard(request, reply))) return reply;
  const made = await pages.page(pageKey(request), head, () => renderedPage(runtime, head, request, page));
  if (made !== undefined) return sendRendered(request, made.isGone === true ? reply.code(410) : reply, made);
  const frame = await read(runtime, head.bureauId, (tx) => frameOf(tx, request));
  return sendRendered(request, reply.code(404), await rendered(HTML, (await portalMissing(frame)).toString()));
}

const HTML = 'text/html; charset=utf-8';

/** Undefined: there is no such page. */
async function renderedPage(
  runtime: Runtime,
  { bureauId }: LogHead,
  request: FastifyRequest,
  page: Page,
): Promise<Rendered | undefined> {
  const { found, frame } = await read(runtime, bureauId, async (tx) => {
    const visit = await visitOf(runtime, tx, request);
    return { found: await page(tx, visit), frame: visit.frame };
  });
  if (found === undefined) return undefined;
  const isGone = 'gone' in found;
  const body = (await (isGone ? found.gone : found)).toString();
  // The time in the footer moves every minute and changes nothing that a reader came for.
  const made = await rendered(HTML, body, body.replaceAll(sentenceTime(frame.asOf), ''));
  return isGone ? { ...made, isGone } : made;
}

async function visitOf(runtime: Runtime, tx: ReadTx, request: FastifyRequest): Promise<Visit> {
  return { runtime, frame: await frameOf(tx, request), params: wordsOf(request.params), query: wordsOf(request.query) };
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
