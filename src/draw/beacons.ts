/** 信标 fetched from the hosts of the configuration; verified before anybody sees it (docs/adr/0023). @module */
import { drandTime, QUICKNET } from 'verifiable-draw';
import { z } from 'zod';
import type { BeaconHosts } from '../core/beacon-hosts.ts';
import { instantOf } from '../core/calendar/day.ts';
import type { Clock } from '../core/clock.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import { signedValue } from './rules/sources.ts';
import type { BeaconValue } from './types/inputs.ts';

const TIMEOUT_MS = 4_000;
/** A NIST pulse has about 7 kB, a round of drand 400 bytes. */
const MOST_BYTES = 16_384;

/** One question to the hosts of a beacon. */
interface Question {
  readonly beacon: keyof BeaconHosts;
  readonly path: string;
  /** When the answer exists, RFC 3339. */
  readonly knownAt: string;
  /** What an answer says, if it is one. */
  readonly read: (answer: unknown) => BeaconValue | undefined;
}

/** What is wrong with a host, when something is. */
class HostFailure extends Error {
  override readonly name = 'HostFailure';
}

/** The signature of a round of quicknet, checked against the pinned key (SPEC §7.5). */
export function fetchRound(hosts: BeaconHosts, clock: Clock, round: number): Promise<Result<BeaconValue>> {
  return ask(hosts, clock, {
    beacon: 'drand',
    path: `/${QUICKNET.hash}/public/${round}`,
    knownAt: instantOf(drandTime(QUICKNET, round)),
    read: (answer) => roundIn(answer, round),
  });
}

/** The output of the pulse of a whole minute, as NIST states it (SPEC §7.3a: its RSA signature is not checked). */
export function fetchPulse(hosts: BeaconHosts, clock: Clock, at: string): Promise<Result<BeaconValue>> {
  return ask(hosts, clock, {
    beacon: 'nist',
    path: `/beacon/2.0/pulse/time/${Date.parse(at)}`,
    knownAt: at,
    read: (answer) => pulseIn(answer, at),
  });
}

const Round = z.object({ round: z.int(), signature: z.string() });

function roundIn(answer: unknown, round: number): BeaconValue | undefined {
  const parsed = Round.safeParse(answer);
  if (!parsed.success || parsed.data.round !== round) return undefined;
  return signedValue(round, parsed.data.signature);
}

const Pulse = z.object({
  pulse: z.object({ timeStamp: z.iso.datetime(), outputValue: z.string().regex(/^[0-9a-f]{128}$/i) }),
});

/** The service answers with the nearest pulse: another minute's is none. */
function pulseIn(answer: unknown, at: string): BeaconValue | undefined {
  const parsed = Pulse.safeParse(answer);
  if (!parsed.success || Date.parse(parsed.data.pulse.timeStamp) !== Date.parse(at)) return undefined;
  return { value: parsed.data.pulse.outputValue.toLowerCase() };
}

/** All hosts at once; the first good answer wins and the others are let go. */
async function ask(all: BeaconHosts, clock: Clock, question: Question): Promise<Result<BeaconValue>> {
  const { beacon, path, knownAt } = question;
  const hosts = all[beacon];
  const [first] = hosts;
  if (first === undefined) return refuse([{ code: 'beacon-off', facts: { beacon } }]);
  if (Temporal.Instant.compare(clock.now(), knownAt) < 0)
    return refuse([{ code: 'beacon-not-known', facts: { beacon, known: knownAt } }]);
  const enough = new AbortController();
  const asked = hosts.map((host) => askOne(`${host}${path}`, enough.signal, question.read));
  try {
    return ok(await Promise.any(asked));
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    const answered = error.errors.filter((each) => each instanceof HostFailure).length;
    const code = answered > 0 ? 'beacon-answer-wrong' : 'beacon-unreachable';
    return refuse([
      { code, facts: { beacon, hosts: hosts.map((host) => new URL(host).host), address: `${first}${path}` } },
    ]);
  } finally {
    enough.abort();
  }
}

/** @throws {HostFailure} when it answers something else; whatever `fetch` throws when it cannot be reached */
async function askOne(url: string, enough: AbortSignal, read: Question['read']): Promise<BeaconValue> {
  const signal = AbortSignal.any([enough, AbortSignal.timeout(TIMEOUT_MS)]);
  const response = await fetch(url, { redirect: 'manual', signal, headers: { accept: 'application/json' } });
  const value = response.status === 200 ? read(await jsonOf(response)) : undefined;
  if (value === undefined) throw new HostFailure(`${url} answered ${response.status} and nothing of use`);
  return value;
}

/** Undefined when it is too long or no JSON. */
async function jsonOf({ body }: Response): Promise<unknown> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    // Leaving the loop lets go of the connection.
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    // A proxy's page, for instance: it is no value, and that is all that matters here.
    return undefined;
  }
}
