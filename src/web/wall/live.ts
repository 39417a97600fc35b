/**
 * Keeps a wall in step with the server: small events over one stream, the stage fetched anew when it changed, polling where
 * a stream does not get through. Runs in the browser as it stands, so it imports nothing. Browser-safe. @module
 */
const POLL_MS = 2_000;
const PAGE_MS = 8_000;
/** Longer than the server's heartbeat: a stream that says nothing is not there. */
const SILENCE_MS = 25_000;
const NARROW_PX = 900;

const { path = '', look = 'wall', lost = '' } = document.body.dataset;
const isStill = matchMedia('(prefers-reduced-motion: reduce)');
// Who comes with a phone wants the page for phones.
if (look === 'wall' && innerWidth < NARROW_PX) location.replace(`${path}/mirror`);

let lastHeard = performance.now();
/** The stream is broken or never got through; it tries again by itself, and until then the page polls. */
let isCut = false;
let isFetching = false;

interface RowEvent {
  readonly version: string;
  readonly shown: number;
  readonly row: string;
  readonly dot: number;
  readonly words: string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: object): { createHTML(text: string): string };
}
const trusted = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('sunlot', {
  createHTML: (text: string) => text,
});

/** What this server has made and escaped (Trusted Types). */
function markup(text: string): string {
  return trusted?.createHTML(text) ?? text;
}

function stage(): HTMLElement {
  const found = document.getElementById('stage');
  if (found === null) throw new Error('the page has no stage');
  return found;
}

/** Fetches the stage and puts it in place of the old one. */
async function refresh(): Promise<void> {
  if (isFetching) return;
  isFetching = true;
  try {
    const answer = await fetch(`${path}/stage?look=${look}`, { cache: 'no-cache' });
    if (!answer.ok) throw new Error(`the stage answers ${answer.status}`);
    connected();
    const made = new DOMParser().parseFromString(markup(await answer.text()), 'text/html').getElementById('stage');
    const old = stage();
    if (
      made === null ||
      (made.dataset['version'] === old.dataset['version'] && made.dataset['shown'] === old.dataset['shown'])
    )
      return;
    const before = old.dataset['station'];
    old.replaceWith(document.importNode(made, true));
    if (made.dataset['station'] !== before) say(stage().querySelector('h1')?.textContent ?? '');
    settle();
  } catch {
    miss();
  } finally {
    isFetching = false;
  }
}

/** One more row of the reveal, drawn without fetching anything. */
function addRow(event: RowEvent): void {
  const now = stage();
  const { version, shown } = now.dataset;
  const body = document.querySelector('#rows tbody');
  if (version !== event.version || Number(shown) + 1 !== event.shown || body === null) {
    void refresh();
    return;
  }
  now.dataset['shown'] = String(event.shown);
  const row = new DOMParser().parseFromString(markup(`<table>${event.row}</table>`), 'text/html').querySelector('tr');
  if (row !== null) body.append(document.importNode(row, true));
  document.querySelector(`[data-dot="${event.dot}"]`)?.classList.add('drawn');
  const counter = document.getElementById('shown');
  if (counter !== null) counter.textContent = String(event.shown);
  say(event.words);
  settle();
}

/** The newest row stays in view. */
function settle(): void {
  document.querySelector('#rows tbody tr:last-child')?.scrollIntoView({ block: 'nearest' });
}

function say(words: string): void {
  const live = document.getElementById('live');
  if (live !== null) live.textContent = words;
}

/** The stream speaks. */
function heard(): void {
  lastHeard = performance.now();
  isCut = false;
  connected();
}

/** The server answers, by stream or by polling. */
function connected(): void {
  const connection = document.getElementById('connection');
  if (connection !== null && connection.textContent !== '') connection.textContent = '';
}

function miss(): void {
  const connection = document.getElementById('connection');
  if (connection !== null) connection.textContent = lost;
}

function listen(): void {
  const stream = new EventSource(`${path}/events`);
  stream.addEventListener('stage', ({ data }: MessageEvent<string>) => {
    heard();
    const { version, shown } = JSON.parse(data) as Pick<RowEvent, 'version' | 'shown'>;
    const seen = stage().dataset;
    if (seen['version'] !== version || Number(seen['shown']) !== shown) void refresh();
  });
  stream.addEventListener('row', ({ data }: MessageEvent<string>) => {
    heard();
    addRow(JSON.parse(data) as RowEvent);
  });
  stream.addEventListener('beat', heard);
  stream.addEventListener('error', () => {
    isCut = true;
    miss();
  });
}

/** Polls while the stream is cut or silent. */
setInterval(() => {
  if (isCut || performance.now() - lastHeard > SILENCE_MS || !('EventSource' in window)) void refresh();
}, POLL_MS);

/** Long tables turn their pages by themselves, unless somebody reads in them or wants no motion. */
setInterval(() => {
  if (isStill.matches || look === 'mirror') return;
  for (const region of document.querySelectorAll<HTMLElement>('[data-pages]')) {
    if (region.matches(':hover, :focus, :focus-within')) continue;
    const isAtEnd = region.scrollTop + region.clientHeight >= region.scrollHeight - 4;
    region.scrollTop = isAtEnd ? 0 : region.scrollTop + region.clientHeight * 0.85;
  }
}, PAGE_MS);

document.addEventListener('click', ({ target }) => {
  if (target instanceof HTMLButtonElement && target.id === 'checked') void report(target);
});

/** Counts this browser once among those who checked. */
async function report(button: HTMLButtonElement): Promise<void> {
  const key = `sunlot.checked.${path}`;
  const token = localStorage.getItem(key) ?? tokenOf();
  localStorage.setItem(key, token);
  const answer = await fetch(`${path}/checked`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) return;
  button.disabled = true;
  button.textContent = button.dataset['done'] ?? '';
}

function tokenOf(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

settle();
if ('EventSource' in window) listen();

// A module of its own: nothing here is global.
export {};
