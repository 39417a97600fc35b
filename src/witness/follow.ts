/** A witness that cannot be reached goes and asks: it fetches the newest checkpoint with its proof and hands its signature back. @module */
import { dayOf, type Clock } from '../core/clock.ts';
import { lastSeen, type WitnessState } from './state.ts';
import { accuse, addCheckpoint, readOffered, type Answer } from './witness.ts';

const TIMEOUT_MS = 10_000;
const MOST_CHARACTERS = 100_000;

/** The log could not be read, or did not take the signature; the message says what it answered. */
export class FollowError extends Error {
  override readonly name = 'FollowError';
}

/**
 * Visits a log once: `url` is `…/log/<bureau>/<year>`, or `…/log/<bureau>` for the log of the present year.
 * @returns undefined when there is nothing new
 * @throws {FollowError} when the log cannot be reached
 */
export async function visitLog(state: WitnessState, clock: Clock, url: string): Promise<Answer | undefined> {
  const base = /\/\d{4}$/.test(url) ? url : `${url}/${dayOf(clock.now()).slice(0, 4)}`;
  const newest = await get(`${base}/checkpoint`);
  const offered = readOffered(state, newest);
  if (offered === undefined) return { is: 'refused', reason: 'malformed', size: 0 };
  if (typeof offered === 'string') return { is: 'refused', reason: offered, size: 0 };
  const { origin, size } = offered.checkpoint;
  const seen = await lastSeen(state, origin);
  if (seen !== undefined) {
    // Shown by the log itself as its newest, a shorter one is no late letter: the log has gone back.
    if (size < seen.size) return accuse(state, 'rollback', seen, newest);
    if (size === seen.size && !seen.note.startsWith(offered.text)) return accuse(state, 'fork', seen, newest);
    if (size === seen.size && newest.includes(`\n— ${state.signer.name} `)) return undefined;
  }
  const answer = await addCheckpoint(state, clock, await get(`${base}/request/${seen?.size ?? 0}`));
  if (answer.is === 'cosigned') await post(`${base}/cosignature`, answer.note);
  return answer;
}

async function get(url: string): Promise<string> {
  return answerOf(url, await reach(url, {}));
}

async function post(url: string, body: string): Promise<void> {
  await answerOf(url, await reach(url, { method: 'POST', body, headers: { 'content-type': 'text/plain' } }));
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new FollowError(`连不上 ${url}：${error instanceof Error ? error.message : String(error)}`);
  }
}

async function answerOf(url: string, response: Response): Promise<string> {
  const text = (await response.text()).slice(0, MOST_CHARACTERS);
  if (!response.ok) throw new FollowError(`${url} 答复 ${response.status}：${text.slice(0, 300)}`);
  return text;
}
