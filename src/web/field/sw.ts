/**
 * The service worker: keeps the shell of this build and nothing of `/api`. The list of files and the name of the build are
 * set by `scripts/build-field.ts`. @module
 */

/** What a worker's event can do; the worker's own types would clash with those of the page. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface InstallEvent extends WorkerEvent {
  /** Undefined in browsers without static routing (before Chrome 123). */
  addRoutes?(routes: readonly Route[]): Promise<void>;
}
interface Route {
  readonly condition: { readonly urlPattern: { readonly pathname: string; readonly search: string } };
  readonly source: { readonly cacheName: string };
}
interface RequestEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  addEventListener(kind: 'install', listener: (event: InstallEvent) => void): void;
  addEventListener(kind: 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(kind: 'fetch', listener: (event: RequestEvent) => void): void;
}
declare const __FIELD_FILES__: readonly string[];
declare const __FIELD_BUILD__: string;

const scope = globalThis as WorkerScope & typeof globalThis;
const PREFIX = 'sunlot-field-';
const CACHE = `${PREFIX}${__FIELD_BUILD__}`;
const SHELL = '/field/';

scope.addEventListener('install', (event) => {
  // Whole or not at all: a build with a file missing is not kept.
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([SHELL, ...__FIELD_FILES__]))
      .then(() => event.addRoutes?.([SHELL, `${SHELL}assets/*`].map(fromCache)))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(dropOlder().then(() => scope.clients.claim()));
});

scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== scope.location.origin || !url.pathname.startsWith(SHELL)) return;
  event.respondWith(answer(event.request));
});

/** The browser takes these from the cache by itself, without waiting for this worker to start. */
function fromCache(pathname: string): Route {
  return { condition: { urlPattern: { pathname, search: '' } }, source: { cacheName: CACHE } };
}

async function dropOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
}

/** The kept file, or the network; every address of the app is the one page. */
async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request.mode === 'navigate' ? SHELL : request);
  return kept ?? fetch(request);
}
