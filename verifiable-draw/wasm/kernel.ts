/**
 * SHA-256 of four messages at once, as WebAssembly text: every 128-bit register holds the same word of four lanes.
 * `build.ts` assembles it. Kept below 4 KiB, which any browser compiles synchronously on its main thread.
 *
 * Exports: `memory`; `tickets(groups)`; `digests(p0, p1, p2, p3, blocks)`. Layout: `layout.ts`.
 * @module
 */
import { SHA256_CONSTANTS, SHA256_INITIAL } from '../src/sha256.ts';
import { LAYOUT } from '../src/engines/layout.ts';

const WORD = 16;
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

const get = (name: string): string => `(local.get $${name})`;
const set = (name: string, value: string): string => `(local.set $${name} ${value})`;
const sum = (...terms: readonly [string, ...string[]]): string => terms.reduce((x, y) => `(i32x4.add ${x} ${y})`);
const xor = (...terms: readonly [string, ...string[]]): string => terms.reduce((x, y) => `(v128.xor ${x} ${y})`);
const right = (x: string, n: number): string => `(i32x4.shr_u ${x} (i32.const ${n}))`;
const left = (x: string, n: number): string => `(i32x4.shl ${x} (i32.const ${n}))`;
const rotations = (x: string, ...by: readonly [number, ...number[]]): string =>
  xor(...(by.flatMap((n) => [right(x, n), left(x, 32 - n)]) as [string, ...string[]]));
const load = (at: string, offset: number): string => `(v128.load offset=${offset} ${at})`;
const store = (at: string, offset: number, value: string): string => `(v128.store offset=${offset} ${at} ${value})`;
const splat = (at: string, offset: number): string => `(v128.load32_splat offset=${offset} ${at})`;
const ZERO = '(i32.const 0)';
const locals = (type: string, names: readonly string[]): string => names.map((n) => `(local $${n} ${type})`).join(' ');
/** Lanes of a shuffle, given as words of the two registers: 0–3 and 4–7. */
const words = (...of: readonly number[]): string => of.flatMap((w) => [0, 1, 2, 3].map((b) => 4 * w + b)).join(' ');
const shuffle = (lanes: string, x: string, y: string): string => `(i8x16.shuffle ${lanes} ${x} ${y})`;
const SWAP = '3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12';

/** `for (name = from; name < to; name += step) body`, at least once. */
function loop(name: string, from: string, to: string, step: number, body: string): string {
  return `${set(name, from)} (loop $again ${body} (br_if $again (i32.lt_u (local.tee $${name} (i32.add ${get(name)} (i32.const ${step}))) ${to})))`;
}

/** W[16 … 63] from W[0 … 15] (FIPS 180-4 §6.2.2 step 1). */
function expand(): string {
  const at = (back: number): string => load(get('w'), LAYOUT.schedule + WORD * (16 - back));
  const next = [
    set('x', at(15)),
    set('y', at(2)),
    store(
      get('w'),
      LAYOUT.schedule + WORD * 16,
      sum(
        at(16),
        at(7),
        xor(rotations(get('x'), 7, 18), right(get('x'), 3)),
        xor(rotations(get('y'), 17, 19), right(get('y'), 10)),
      ),
    ),
  ].join(' ');
  return `(func $expand (local $w i32) ${locals('v128', ['x', 'y'])} ${loop('w', ZERO, `(i32.const ${48 * WORD})`, WORD, next)})`;
}

/** Eight rounds (step 3) move every letter once round, so no register is ever copied. `ab` is a ⊕ b of the round before. */
function eightRounds(): string {
  return Array.from({ length: 8 }, (_, t) => {
    const [a, b, , d, e, f, g, h] = NAMES.map((_name, i) => NAMES[(i + 8 - t) % 8] as string) as [
      string, string, string, string, string, string, string, string,
    ]; // prettier-ignore
    const choice = xor(get(g), `(v128.and ${get(e)} ${xor(get(f), get(g))})`);
    const majority = xor(get(b), `(v128.and ${get('ab')} (local.tee $ab ${xor(get(a), get(b))}))`);
    return [
      set(
        't1',
        sum(
          get(h),
          rotations(get(e), 6, 11, 25),
          choice,
          splat(`(i32.shr_u ${get('t')} (i32.const 2))`, LAYOUT.constants + 4 * t),
          load(get('t'), LAYOUT.schedule + WORD * t),
        ),
      ),
      set(d, sum(get(d), get('t1'))),
      set(h, sum(get('t1'), rotations(get(a), 2, 13, 22), majority)),
    ].join(' ');
  }).join(' ');
}

/** Rounds `from` up to `to` (bytes into W: 16 each) on the state in memory, without adding the state before. */
function rounds(): string {
  const names = [...NAMES, 'ab', 't1'];
  return `(func $rounds (param $from i32) (param $to i32) (local $t i32) ${locals('v128', names)}
    ${NAMES.map((name, i) => set(name, load(ZERO, LAYOUT.state + WORD * i))).join(' ')}
    ${set('ab', xor(get('b'), get('c')))}
    ${loop('t', get('from'), get('to'), 8 * WORD, eightRounds())}
    ${NAMES.map((name, i) => store(ZERO, LAYOUT.state + WORD * i, get(name))).join(' ')})`;
}

/** Four lanes of four words each become four registers: word 0 of all, word 1 of all, … The first entry prepares them. */
function transpose(lanes: readonly string[]): string[] {
  const names = ['m0', 'm1', 'm2', 'm3'];
  const half = (name: string, of: string, x: string, y: string): string => set(name, shuffle(of, get(x), get(y)));
  const [low, high] = [words(0, 4, 1, 5), words(2, 6, 3, 7)];
  const prepare = [
    ...lanes.map((lane, i) => set(names[i] as string, lane)),
    half('q', low, 'm0', 'm1'),
    half('r', low, 'm2', 'm3'),
    half('s', high, 'm0', 'm1'),
    half('v', high, 'm2', 'm3'),
  ];
  const [first, second] = [words(0, 1, 4, 5), words(2, 3, 6, 7)];
  return [
    prepare.join(' '),
    shuffle(first, get('q'), get('r')),
    shuffle(second, get('q'), get('r')),
    shuffle(first, get('s'), get('v')),
    shuffle(second, get('s'), get('v')),
  ];
}

/** `$gather`: 16 big-endian bytes of each of four messages into four words of W, at byte `w` of it. */
function gather(): string {
  const lane = (p: string): string => `(i8x16.shuffle ${SWAP} (local.tee $m ${load(get(p), 0)}) ${get('m')})`;
  const [halves, ...columns] = transpose([0, 1, 2, 3].map((i) => lane(`p${i}`)));
  const write = columns.map((column, i) => store(get('w'), LAYOUT.schedule + WORD * i, column));
  return `(func $gather (param $p0 i32) (param $p1 i32) (param $p2 i32) (param $p3 i32) (param $w i32) ${TEMPORARY}
    ${halves} ${write.join(' ')})`;
}

/** `$scatter`: four words of the state, from byte `from` of it, to the four messages whose digests begin at `to`. */
function scatter(): string {
  const [halves, ...rows] = transpose([0, 1, 2, 3].map((i) => load(get('from'), LAYOUT.state + WORD * i)));
  const write = rows.map((row, i) => store(get('to'), LAYOUT.output + 32 * i, row));
  return `(func $scatter (param $from i32) (param $to i32) ${TEMPORARY} ${halves} ${write.join(' ')})`;
}

/** The whole state to the four messages whose digests begin at `to`. */
function scatterAll(to: string): string {
  return `(call $scatter ${ZERO} ${to}) (call $scatter (i32.const ${4 * WORD}) (i32.add ${to} (i32.const 16)))`;
}

const TEMPORARY = locals('v128', ['m', 'm0', 'm1', 'm2', 'm3', 'q', 'r', 's', 'v']);
const EACH = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const initial = (i: number): string => splat(ZERO, LAYOUT.initial + 4 * i);
const state = (i: number): string => load(ZERO, LAYOUT.state + WORD * i);
const middle = (i: number): string => load(ZERO, LAYOUT.middle + WORD * i);
const setAll = (to: number, value: (i: number) => string): string =>
  EACH.map((i) => store(ZERO, to + WORD * i, value(i))).join(' ');
const plus = (x: string, n: number): string => `(i32.add ${x} (i32.const ${n}))`;

/**
 * Tickets of `groups` × 4 members: the key's 8 words stand at `key`, behind each other at `input` the last 32 bytes of
 * each block. The first eight rounds see nothing but the key, and are done once.
 */
function tickets(): string {
  const gather = [0, 16].map(
    (half) => `(call $gather ${[0, 32, 64, 96].map((lane) => plus(get('g'), LAYOUT.input + lane + half)).join(' ')}
      (i32.const ${WORD * (8 + half / 4)}))`,
  );
  const group = [
    ...gather,
    '(call $expand)',
    setAll(LAYOUT.state, middle),
    `(call $rounds (i32.const ${8 * WORD}) (i32.const ${64 * WORD}))`,
    setAll(LAYOUT.state, (i) => sum(state(i), initial(i))),
    scatterAll(get('g')),
  ].join(' ');
  return `(func (export "tickets") (param $groups i32) (local $g i32)
    ${setAll(LAYOUT.schedule, (i) => splat(ZERO, LAYOUT.key + 4 * i))}
    ${setAll(LAYOUT.state, initial)}
    (call $rounds ${ZERO} (i32.const ${8 * WORD}))
    (call $keep)
    ${loop('g', ZERO, `(i32.shl ${get('groups')} (i32.const 7))`, 128, group)})`;
}

/** Digests of four padded messages of as many blocks each, from the state at `start`; 8 words for each at `output`. */
function digests(): string {
  const pointers = ['p0', 'p1', 'p2', 'p3'];
  const gather = [0, 1, 2, 3].map(
    (quarter) => `(call $gather ${pointers.map((p) => plus(get(p), 16 * quarter)).join(' ')}
      (i32.const ${4 * WORD * quarter}))`,
  );
  const block = [
    ...gather,
    '(call $expand)',
    '(call $keep)',
    `(call $rounds ${ZERO} (i32.const ${64 * WORD}))`,
    setAll(LAYOUT.state, (i) => sum(state(i), middle(i))),
    ...pointers.map((p) => set(p, plus(get(p), 64))),
  ].join(' ');
  return `(func (export "digests") ${pointers.map((p) => `(param $${p} i32)`).join(' ')} (param $blocks i32) (local $b i32)
    ${setAll(LAYOUT.state, (i) => splat(ZERO, LAYOUT.start + 4 * i))}
    ${loop('b', ZERO, get('blocks'), 1, block)}
    ${scatterAll(ZERO)})`;
}

/** 32-bit words as the bytes of a data segment, little-endian as WebAssembly reads them. */
function data(offset: number, values: Int32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return `(data (i32.const ${offset}) "${Array.from(bytes, (byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}")`;
}

/** The whole module as WebAssembly text. */
export function kernelText(): string {
  return `(module (memory (export "memory") ${LAYOUT.pages})
  ${data(LAYOUT.constants, SHA256_CONSTANTS)} ${data(LAYOUT.initial, SHA256_INITIAL)}
  (func $keep ${setAll(LAYOUT.middle, state)})
  ${expand()} ${rounds()} ${gather()} ${scatter()} ${tickets()} ${digests()})`;
}
