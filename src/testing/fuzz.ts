/** Right, bent and broken questions to every route by every role: no 5xx, no growth, no waiting (reliability §2, G24). @module */
import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { z } from 'zod';
import type { DeedSpec, ReadSpec } from '../core/command.ts';
import { DEED_SPECS, READ_SPECS } from '../http/modules.ts';
import { oddValue, rightValue, wrongValue, type KnownIds, type Shape } from './made-values.ts';
import { nextAddress, type Caller, type TestSite } from './served-site.ts';
import { diceOf, type Dice } from './workbook-dice.ts';

export interface FuzzFigures {
  readonly inputs: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Routes that were asked. */
  readonly routes: number;
  readonly p99Milliseconds: number;
  /** Resident memory at the end over that after the first tenth: with what the allocators keep for themselves. */
  readonly grownMegabytes: number;
  /** The same of what is alive (heap and buffers after a collection, where the process may ask for one): a leak shows here. */
  readonly aliveGrownMegabytes: number;
  readonly failures: readonly string[];
}

interface Question extends Omit<InjectOptions, 'url'> {
  readonly route: string;
  readonly url: string;
}

/** Would end the callers' own sessions, or never end. */
const LEFT_OUT = new Set(['POST /api/sign-out', 'GET /wall/:publicId/events', 'POST /api/bureau.set-login-policy']);
const AT_ONCE = 8;
const CONTENT_TYPES = [
  'application/json',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'application/json; charset=utf-16',
];

/** Inputs `from` … `from + count − 1`, each the same at every run. */
export async function fuzzSite(site: TestSite, known: KnownIds, from: number, count: number): Promise<FuzzFigures> {
  const staff = new Set(site.callers.map(({ staffId }) => staffId));
  const ids = { ...known, staffId: (known['staffId'] ?? []).filter((id) => !staff.has(id)) };
  const asks = asksOf(site);
  const statuses: Record<string, number> = {};
  const times: number[] = [];
  const failures: string[] = [];
  const routes = new Set<string>();
  let started = 0;
  let calm = { resident: 0, alive: 0 };

  async function askNext(): Promise<void> {
    while (started < count) {
      const at = from + started;
      started += 1;
      if (started === Math.ceil(count / 10)) calm = memoryNow();
      const dice = diceOf(`fuzz ${at}`);
      const { route, ...question } = dice.pick(asks)(dice, dice.pick(site.callers), ids, at);
      routes.add(route);
      const before = performance.now();
      const { statusCode, body } = await site.app.inject(question);
      times.push(performance.now() - before);
      statuses[statusCode] = (statuses[statusCode] ?? 0) + 1;
      if (statusCode >= 500 && statusCode !== 503)
        failures.push(
          `${at}: ${route} ${statusCode} ${question.url} ${JSON.stringify(question.payload)?.slice(0, 400)} → ${body.slice(0, 200)}`,
        );
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  times.sort((a, b) => a - b);
  const { resident, alive } = memoryNow();
  return {
    inputs: count,
    statuses,
    routes: routes.size,
    p99Milliseconds: Math.round(times[Math.floor(times.length * 0.99)] ?? 0),
    grownMegabytes: Math.round(resident - calm.resident),
    aliveGrownMegabytes: Math.round(alive - calm.alive),
    failures,
  };
}

type Ask = (dice: Dice, caller: Caller, ids: KnownIds, at: number) => Question;

function asksOf({ app }: TestSite): readonly Ask[] {
  const specs = [...DEED_SPECS, ...READ_SPECS].filter(({ kind }) => !LEFT_OUT.has(`POST /api/${kind}`)).map(askSpec);
  const declared = new Set([
    ...DEED_SPECS.map(({ kind }) => `POST /api/${kind}`),
    ...READ_SPECS.map(({ path, method = 'GET' }) => `${method} ${path}`),
  ]);
  const others = app.served.filter((route) => !declared.has(route) && !LEFT_OUT.has(route)).map(askRoute);
  return [...specs, ...others];
}

function askSpec(spec: DeedSpec | ReadSpec): Ask {
  const shape = z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }) as Shape;
  return (dice, caller, ids, at) => {
    const right = rightValue(shape, '', ids, dice);
    const value = dice.chance(0.25) ? right : wrongValue(right, dice);
    const isPost = !('path' in spec) || spec.method === 'POST';
    const url = 'path' in spec ? spec.path : `/api/${spec.kind}`;
    const route = `${isPost ? 'POST' : 'GET'} ${url}`;
    if (isPost) return { route, method: 'POST', url, ...bodyOf(value, dice), headers: headersOf(caller, at, dice) };
    const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const query = new URLSearchParams(fields.map(([name, inside]) => [name, textOf(inside)]));
    return {
      route,
      method: 'GET',
      url: `${filled(url, Object.fromEntries(fields), dice)}?${query.toString()}`,
      headers: headersOf(caller, at, dice),
    };
  };
}

/** Routes written by hand: files, pages, the door itself. */
function askRoute(route: string): Ask {
  const [method = 'GET', url = '/'] = route.split(' ');
  return (dice, caller, ids, at) => {
    const values = Object.fromEntries(
      Object.entries(ids).map(([name, known]) => [name, known.length === 0 ? '' : dice.pick(known)]),
    );
    const odd = wrongValue(
      { username: 'matrix.1.head', password: 'guess', code: '123456', url: 'https://x.example' },
      dice,
    );
    return {
      route,
      method: method as 'GET',
      url: filled(url, dice.chance(0.5) ? values : {}, dice),
      headers: headersOf(caller, at, dice),
      ...(method === 'POST' ? bodyOf(odd, dice) : {}),
    };
  };
}

function filled(url: string, values: Readonly<Record<string, unknown>>, dice: Dice): string {
  const part = (value: unknown): string => encodeURIComponent(textOf(value).toWellFormed()).slice(0, 200) || 'x';
  return url
    .replaceAll(/:(\w+)/g, (_all, name: string) => part(values[name] ?? oddValue(dice)))
    .replace('*', () => part(oddValue(dice)));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** As JSON mostly; sometimes bytes that are no JSON, or named as something else. */
function bodyOf(value: unknown, dice: Dice): { payload: string | Buffer } {
  const text = JSON.stringify(value) ?? '';
  if (dice.chance(0.9)) return { payload: text };
  return dice.chance(0.5)
    ? { payload: text.slice(0, dice.below(text.length + 1)) }
    : { payload: Buffer.from(Array.from({ length: dice.below(400) }, () => dice.below(256))) };
}

function headersOf({ cookie }: Caller, at: number, dice: Dice): Record<string, string> {
  return {
    'idempotency-key': dice.chance(0.95)
      ? randomUUID()
      : textOf(oddValue(dice))
          .replaceAll(/[^\x20-\x7e]/g, '')
          .slice(0, 99),
    'x-forwarded-for': nextAddress(at),
    'content-type': dice.chance(0.95) ? 'application/json' : dice.pick(CONTENT_TYPES),
    ...(dice.chance(0.95) ? { cookie } : {}),
  };
}

/** In megabytes. */
function memoryNow(): { readonly resident: number; readonly alive: number } {
  (globalThis as { gc?: () => void }).gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { resident: rss / 1_048_576, alive: (heapUsed + external) / 1_048_576 };
}
