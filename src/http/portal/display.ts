/** How a reader wants pages to look: `?display=` shows a page so, a cookie keeps it (docs/adr/0057). @module */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Display } from '../../web/portal/layout.ts';

const MODES = ['standard', 'large', 'contrast', 'large-contrast'] as const;
export type DisplayMode = (typeof MODES)[number];

const COOKIE = 'sunlot-display';
const IN_COOKIES = new RegExp(`(?:^|;\\s*)${COOKIE}=([a-z-]+)`);
const A_YEAR = 31_536_000;

/** As the address says, else as the cookie says. */
export function displayMode({ query, headers: { cookie } }: FastifyRequest): DisplayMode {
  const kept = cookie === undefined ? undefined : modeOf(IN_COOKIES.exec(cookie)?.[1]);
  return askedMode(query) ?? kept ?? 'standard';
}

export function askedMode(query: unknown): DisplayMode | undefined {
  return typeof query === 'object' && query !== null && 'display' in query ? modeOf(query.display) : undefined;
}

function modeOf(value: unknown): DisplayMode | undefined {
  return MODES.find((mode) => mode === value);
}

export function displayOf(request: FastifyRequest): Display {
  const mode = displayMode(request);
  // Of several slashes the first two would name another site.
  const here = addressOf(request).replace(/^\/{2,}/, '/');
  return { isLarge: mode.startsWith('large'), isContrast: mode.endsWith('contrast'), here };
}

/** Path and query without `display`, as they came. */
export function addressOf({ url }: FastifyRequest): string {
  if (!url.includes('display')) return url;
  const [path = '/', query = ''] = url.split('?', 2);
  const rest = query.split('&').filter((part) => part !== '' && !/^display(=|$)/.test(part));
  return rest.length === 0 ? path : `${path}?${rest.join('&')}`;
}

/** Keeps what the address asked for: for a year, on this site, for no script. */
export function keepMode(request: FastifyRequest, reply: FastifyReply): void {
  const mode = askedMode(request.query);
  if (mode === undefined) return;
  const age = mode === 'standard' ? 0 : A_YEAR;
  const secure = request.protocol === 'https' ? '; Secure' : '';
  reply.header('set-cookie', `${COOKIE}=${mode}; Path=/; Max-Age=${age}; SameSite=Lax; HttpOnly${secure}`);
  reply.header('cache-control', 'private, no-cache');
}
