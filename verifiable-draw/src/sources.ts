/** Randomness sources: what is announced, what counts as their value, what they are worth. SPEC §7.3. @module */
import { fromHex, toHex, utf8 } from './bytes.ts';
import { posix } from './deeds.ts';
import { drandTime, QUICKNET } from './drand.ts';
import { hash32, instant, integer, object, oneOf, optional, tagged, text, type Shape } from './shape.ts';
import type { Suite } from './suite.ts';

/** A share of one body: only its hash is public until it is revealed. */
export interface CommitSource {
  readonly id: string;
  readonly type: 'commit';
  readonly commitment: string;
  /** Who holds parts of the share, should it not be revealed (Shamir, e.g. `2/3: …`). */
  readonly shares?: string;
}

/** Dice read aloud, typed by one person and by another again. */
export interface DiceSource {
  readonly id: string;
  readonly type: 'dice';
  /** `d10x20`: twenty ten-sided dice. Sides 4, 6, 8 or 10. */
  readonly spec: string;
}

/** A round of the drand beacon quicknet. */
export interface DrandSource {
  readonly id: string;
  readonly type: 'drand';
  readonly chain: string;
  readonly round: number;
}

/** A state lottery: 双色球 `ssq`, 大乐透 `dlt`, 快乐8 `kl8`. */
export interface LotterySource {
  readonly id: string;
  readonly type: 'lottery';
  readonly game: LotteryGame;
  readonly issue: string;
  /** When its draw begins. */
  readonly at: string;
}

/** A ball machine (摇号机): `draws` of the balls 1 … `balls` in the order read aloud, none put back. */
export interface MachineSource {
  readonly id: string;
  readonly type: 'machine';
  readonly balls: number;
  readonly draws: number;
}

/** A pulse of the NIST beacon 2.0: one each minute. */
export interface NistSource {
  readonly id: string;
  readonly type: 'nist';
  /** Time stamp of the pulse, a whole minute. */
  readonly at: string;
}

/** A one-time code of a hash chain whose end was published before (sealed draws). */
export interface OtcSource {
  readonly id: string;
  readonly type: 'otc';
  readonly anchor: string;
  readonly index: number;
}

export type SourceSpec =
  | CommitSource
  | DiceSource
  | DrandSource
  | LotterySource
  | MachineSource
  | NistSource
  | OtcSource;
export type LotteryGame = 'ssq' | 'dlt' | 'kl8';

const name = text(/^[a-z][a-z0-9:-]{0,63}$/, 'a source id like dice or seal:a');
const party = text(/^party:[a-z0-9-]{1,48}$/, 'a source id like party:discipline');

export const sourceShape: Shape<SourceSpec> = tagged<SourceSpec>('type', {
  commit: object<CommitSource>({ id: party, type: oneOf('commit'), commitment: hash32, shares: optional(text()) }),
  dice: object<DiceSource>({
    id: name,
    type: oneOf('dice'),
    spec: text(/^d(?:4|6|8|10)x[1-9]\d{0,2}$/, 'a spec like d10x20'),
  }),
  drand: object<DrandSource>({ id: name, type: oneOf('drand'), chain: hash32, round: integer(1, 2 ** 40) }),
  lottery: object<LotterySource>({
    id: name,
    type: oneOf('lottery'),
    game: oneOf('ssq', 'dlt', 'kl8'),
    issue: text(/^\d{5,8}$/, 'an issue number'),
    at: instant,
  }),
  machine: object<MachineSource>({
    id: name,
    type: oneOf('machine'),
    balls: integer(2, 999),
    draws: integer(1, 200),
  }),
  nist: object<NistSource>({ id: name, type: oneOf('nist'), at: instant }),
  otc: object<OtcSource>({ id: name, type: oneOf('otc'), anchor: hash32, index: integer(1, 10_000) }),
});

/** Body behind a commit source: `party:discipline` → `discipline`. */
export function partyOf(source: CommitSource): string {
  return source.id.slice('party:'.length);
}

/** Sources nobody who takes part can influence; one of them must become known last (R-LAST). */
export function isOutside(source: SourceSpec): source is DrandSource | LotterySource | NistSource {
  return source.type === 'drand' || source.type === 'lottery' || source.type === 'nist';
}

/** When an outside source becomes known, in POSIX seconds. A drand round of another chain than quicknet fails elsewhere. */
export function outsideTime(source: DrandSource | LotterySource | NistSource): number {
  return source.type === 'drand' ? drandTime(QUICKNET, source.round) : posix(source.at);
}

/** Sources thrown or drawn in the room; with the profile `offline` they come after every share (R-LAST). */
export function isThrown(source: SourceSpec): source is DiceSource | MachineSource {
  return source.type === 'dice' || source.type === 'machine';
}

/** Sources that people in the room bring in and somebody types: they are logged before anything outside is known. */
export function isHuman(source: SourceSpec): source is CommitSource | DiceSource | MachineSource {
  return source.type === 'commit' || isThrown(source);
}

/** Commitment of a share (SPEC §7.3): H("vdraw/1/commit" ‖ 0 ‖ party ‖ 0 ‖ draw ‖ 0 ‖ nonce). The nonce has 32 bytes. */
export function commitmentOf(suite: Suite, partyId: string, draw: string, nonce: Uint8Array): Uint8Array {
  if (nonce.length !== 32) throw new RangeError(`a share has 32 bytes, this has ${nonce.length}`);
  return suite.hash(utf8(`vdraw/1/commit\0${partyId}\0${draw}\0`), nonce);
}

/** The code before this one in a chain of one-time codes: H("vdraw/1/otc" ‖ 0 ‖ code). */
export function otcBefore(suite: Suite, code: Uint8Array): Uint8Array {
  return suite.hash(utf8('vdraw/1/otc\0'), code);
}

/** Dice as typed → as they enter the key: full-width digits become ASCII, spaces go, leading zeros stay. */
export function normalizeDice(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/\s/gu, '');
}

/**
 * Canonical value bytes of a source (SPEC §7.3).
 *
 * @param value - hex of 32 bytes (commit, drand, otc) or 64 (nist), dice digits, balls like `07,33,01`, or a lottery line like
 *   `ssq:2019041:01,…,33+07`
 * @param draw - id of the draw, which is part of every commitment
 * @throws {RangeError} when it is not a value of that source, does not open its commitment or not lead to its anchor.
 *   The signature of a drand round is checked by `verifyDrand`.
 */
export function sourceValue(suite: Suite, draw: string, source: SourceSpec, value: string): Uint8Array {
  switch (source.type) {
    case 'commit':
      return openCommitment(suite, draw, source, fromHex(value, 32));
    case 'drand':
      return fromHex(value, 32);
    case 'nist':
      return fromHex(value, 64);
    case 'otc':
      return followChain(suite, source, fromHex(value, 32));
    case 'dice':
      return diceValue(source, value);
    case 'lottery':
      return lotteryValue(source, value);
    case 'machine':
      return machineValue(source, value);
  }
}

function openCommitment(suite: Suite, draw: string, source: CommitSource, nonce: Uint8Array): Uint8Array {
  if (toHex(commitmentOf(suite, partyOf(source), draw, nonce)) !== source.commitment) {
    throw new RangeError(`${source.id}: the share does not open its commitment`);
  }
  return nonce;
}

function followChain(suite: Suite, source: OtcSource, code: Uint8Array): Uint8Array {
  let before = code;
  for (let step = 0; step < source.index; step += 1) before = otcBefore(suite, before);
  if (toHex(before) !== source.anchor) throw new RangeError(`${source.id}: the code does not lead to its anchor`);
  return code;
}

function diceOf({ spec }: DiceSource): { readonly sides: number; readonly count: number } {
  const [sides, count] = spec.slice(1).split('x').map(Number) as [number, number];
  return { sides, count };
}

/** Ten-sided dice show 0 … 9, others 1 … sides. */
function diceValue(source: DiceSource, value: string): Uint8Array {
  const { sides, count } = diceOf(source);
  const digit = sides === 10 ? '[0-9]' : `[1-${sides}]`;
  if (!new RegExp(`^${digit}{${count}}$`).test(value))
    throw new RangeError(`${source.id}: expected ${count} digits ${digit}`);
  return utf8(value);
}

/** Balls in the order called, all written as wide as the largest, e.g. `07,33,01` of 33. */
function machineValue({ id, balls, draws }: MachineSource, value: string): Uint8Array {
  const width = String(balls).length;
  const called = value.split(',');
  const isBall = (ball: string): boolean =>
    ball.length === width && /^\d+$/.test(ball) && Number(ball) >= 1 && Number(ball) <= balls;
  if (called.length !== draws || new Set(called).size !== draws || !called.every(isBall))
    throw new RangeError(`${id}: expected ${draws} different balls of ${balls}, ${width} digits each`);
  return utf8(value);
}

interface Game {
  readonly main: readonly [count: number, of: number];
  readonly extra: readonly [count: number, of: number];
}

const GAMES: Readonly<Record<LotteryGame, Game>> = {
  ssq: { main: [6, 33], extra: [1, 16] },
  dlt: { main: [5, 35], extra: [2, 12] },
  kl8: { main: [20, 80], extra: [0, 0] },
};

function lotteryValue(source: LotterySource, value: string): Uint8Array {
  const { main, extra } = GAMES[source.game];
  const [prefix, issue, numbers = '', ...more] = value.split(':');
  const [first, second = '', ...rest] = numbers.split('+') as [string, ...string[]];
  const isLine =
    prefix === source.game &&
    issue === source.issue &&
    more.length === 0 &&
    rest.length === 0 &&
    numbers.includes('+') === extra[0] > 0 &&
    isAscending(first, main) &&
    isAscending(second, extra);
  if (!isLine)
    throw new RangeError(
      `${source.id}: expected ${source.game}:${source.issue}: and its numbers, two digits each, ascending`,
    );
  return utf8(value);
}

function isAscending(text: string, [count, of]: readonly [number, number]): boolean {
  const numbers = text === '' ? [] : text.split(',');
  return (
    numbers.length === count &&
    numbers.every(
      (n, i) => /^\d\d$/.test(n) && Number(n) >= 1 && Number(n) <= of && (i === 0 || n > (numbers[i - 1] as string)),
    )
  );
}

/**
 * Whole bits of min-entropy credited to a source (SPEC §7.4): ⌊log₂ of its outcomes⌋, at most 128. A share is worth
 * 128 only if its body is honest; a one-time code only while it is secret.
 */
export function creditedBits(source: SourceSpec): number {
  const outcomes = outcomesOf(source);
  return outcomes === undefined ? 128 : Math.min(128, outcomes.toString(2).length - 1);
}

function outcomesOf(source: SourceSpec): bigint | undefined {
  if (source.type === 'dice') return BigInt(diceOf(source).sides) ** BigInt(diceOf(source).count);
  if (source.type === 'machine') return ordered(source.draws, source.balls);
  if (source.type !== 'lottery') return undefined;
  const { main, extra } = GAMES[source.game];
  return choose(main) * choose(extra);
}

/** Ways to take `count` of `of` in order, none put back; none when there are too few. */
function ordered(count: number, of: number): bigint {
  let ways = 1n;
  for (let i = 0; i < count; i += 1) ways *= BigInt(Math.max(of - i, 0));
  return ways;
}

function choose([count, of]: readonly [number, number]): bigint {
  let ways = 1n;
  for (let i = 0; i < count; i += 1) ways = (ways * BigInt(of - i)) / BigInt(i + 1);
  return ways;
}
