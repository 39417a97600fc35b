/**
 * The only way screens talk to the server. Use `getJson` for reads and `postDeed` for deeds; in components rather `useRead`
 * (read.tsx) and `useDeed` (deed.ts), which sit on these. Every failure comes back as reasons in words, never as a bare status. @module
 */
import type { Refusal } from '../../core/result.ts';
import { noteAnswer } from './last-answer.ts';
import { confirmPassword, signInAgain } from './sign-in-again.ts';
import { refusalMessage, type RefusalFacts, type RefusalMessage } from './strings/refusals.ts';

/** A refusal with its sentence: what `RefusalBox` shows. `at` is the field path, if it belongs to a field. */
export interface ShownRefusal extends RefusalMessage {
  readonly code: string;
  readonly at?: string;
  readonly facts?: RefusalFacts;
}

/** What came of a request. `isAnswered: false` means that nobody knows whether it was done: keep the command id. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T; readonly at: string | undefined }
  | { readonly ok: false; readonly refusals: readonly ShownRefusal[]; readonly isAnswered: boolean };

/** A value and when the server gave it (its own clock). */
export interface Dated<T> {
  readonly value: T;
  readonly at: string | undefined;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** A read that failed; carries what to show. Thrown, because that is how TanStack Query hears of it. */
export class ReadFailed extends Error {
  override readonly name = 'ReadFailed';
  readonly refusals: readonly ShownRefusal[];
  readonly isAnswered: boolean;

  constructor(refusals: readonly ShownRefusal[], isAnswered: boolean) {
    super(refusals.map(({ reason }) => reason).join('；'));
    this.refusals = refusals;
    this.isAnswered = isAnswered;
  }
}

/**
 * Reads `path`; undefined query values are left out.
 * @throws ReadFailed with every reason
 */
export async function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await getDated<T>(path, query, signal)).value;
}

/** As `getJson`, with the server's time of the answer: the “数据截至” of what is shown. */
export async function getDated<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Dated<T>> {
  const outcome = await send<T>(withQuery(path, query), signal === undefined ? {} : { signal });
  if (!outcome.ok) throw new ReadFailed(outcome.refusals, outcome.isAnswered);
  return outcome;
}

/** Does a deed once: the same `commandId` never does it twice, however often it is sent. */
export function postDeed<O>(kind: string, input: unknown, commandId: string): Promise<Outcome<O>> {
  return postJson<O>(`/api/${kind}`, input, { 'idempotency-key': commandId });
}

/** Posts what is not a deed (signing in, an upload's bytes as FormData). */
export function postJson<O>(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Outcome<O>> {
  if (body instanceof FormData) return send<O>(path, { method: 'POST', body, headers });
  return send<O>(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { ...headers, 'content-type': 'application/json' },
  });
}

/** Posts a piece of a file as it is. */
export function postBytes<O>(path: string, body: Uint8Array<ArrayBuffer>): Promise<Outcome<O>> {
  return send<O>(path, { method: 'POST', body, headers: { 'content-type': 'application/octet-stream' } });
}

/** Puts words to the refusals of a rule that ran in the browser. */
export function showRefusals(refusals: readonly Refusal[]): readonly ShownRefusal[] {
  return refusals.map(({ code, at, facts }) => ({
    code,
    ...(at === undefined ? {} : { at }),
    ...refusalMessage(code, facts ?? {}),
  }));
}

/** `path?a=1&b=2` from the values that are there. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

const SIGN_IN_PATH = '/api/sign-in';
const SESSION_PATH = '/api/session';

async function send<T>(path: string, init: RequestInit): Promise<Outcome<T>> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    // fetch throws a TypeError for every failure of the network; an abort is the caller's own doing.
    if (!(error instanceof TypeError)) throw error;
    return unanswered('no-connection');
  }
  if (response.status !== 401) noteAnswer();
  const body = await readBody(response);
  if (response.status === 401 && !path.startsWith(SIGN_IN_PATH) && path !== SESSION_PATH && (await isLetInAgain(body)))
    return send<T>(path, init);
  if (response.ok && body !== UNREADABLE)
    return { ok: true, value: body as T, at: response.headers.get('date') ?? undefined };
  if (!isProblem(body)) return unanswered('answer-unreadable', { status: response.status });
  return { ok: false, refusals: body.refusals, isAnswered: response.status < 500 };
}

/** Asks for what the server misses, a fresh look or a whole sign-in; true when the request may go out again, unchanged. */
async function isLetInAgain(body: unknown): Promise<boolean> {
  const misses = (code: string): boolean => isProblem(body) && body.refusals.some((refusal) => refusal.code === code);
  if (misses('reauthentication-needed')) return confirmPassword.ask();
  return misses('not-signed-in') || !isProblem(body) ? signInAgain.ask() : false;
}

const UNREADABLE = Symbol('unreadable');

async function readBody(response: Response): Promise<unknown> {
  try {
    // A document that was asked for with what is typed.
    if (response.headers.get('content-type') === 'application/pdf') return await response.blob();
    return await response.json();
  } catch {
    // A proxy's page, or an answer cut off half-way: the caller turns it into a refusal that says so.
    return UNREADABLE;
  }
}

function isProblem(body: unknown): body is { readonly refusals: readonly ShownRefusal[] } {
  return (
    typeof body === 'object' &&
    body !== null &&
    'refusals' in body &&
    Array.isArray(body.refusals) &&
    body.refusals.length > 0
  );
}

function unanswered(code: string, facts: RefusalFacts = {}): Outcome<never> {
  return { ok: false, isAnswered: false, refusals: showRefusals([{ code, facts }]) };
}
