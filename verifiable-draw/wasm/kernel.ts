/**
 * SHA-256 of four messages at once, as WebAssembly text: every 128-bit register holds the same word of four lanes.
 * `build.ts` assembles it. Kept below 4 KiB, which any browser compiles synchronously on its main thread.
 *
 * Exports: `memory`; `tickets(groups, width, heads)`; `digests(p0, p1, p2, p3, blocks)`. Layout: `layout.ts`.
 * @module
 */
import { SHA256_CONSTANTS, SHA256_INITIAL } from '../src/sha256-constants.ts';
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

/** W[t + i] from those before it (FIPS 180-4 §6.2.2 step 1), `t` being bytes into W. */
function expand(i: number): string {
  const at = (back: number): string => load(get('t'), LAYOUT.schedule + WORD * (i - back));
  const next = sum(
    at(16),
    at(7),
    xor(rotations(get('x'), 7, 18), right(get('x'), 3)),
    xor(rotations(get('y'), 17, 19), right(get('y'), 10)),
  );
  return `${set('x', at(15))} ${set('y', at(2))} ${store(get('t'), LAYOUT.schedule + WORD * i, next)}`;
}

const IS_EXPANDED = `(i32.ge_u ${get('t')} (i32.const ${16 * WORD}))`;

/**
 * Round t + i (step 3); every letter moves on by its name and not by a copy. `ab` is a ⊕ b of the round before. Each
 * word of W is made just before its round: the rounds wait for each other, and the words fill the waiting.
 */
function round(i: number): string {
  const [a, b, , d, e, f, g, h] = NAMES.map((_name, at) => NAMES[(at + 8 - i) % 8] as string) as [
    string, string, string, string, string, string, string, string,
  ]; // prettier-ignore
  const choice = xor(get(g), `(v128.and ${get(e)} ${xor(get(f), get(g))})`);
  const majority = xor(get(b), `(v128.and ${get('ab')} (local.tee $ab ${xor(get(a), get(b))}))`);
  return [
    `(if ${IS_EXPANDED} (then ${expand(i)}))`,
    set(
      't1',
      sum(
        get(h),
        rotations(get(e), 6, 11, 25),
        choice,
        splat(`(i32.shr_u ${get('t')} (i32.const 2))`, LAYOUT.constants + 4 * i),
        load(get('t'), LAYOUT.schedule + WORD * i),
      ),
    ),
    set(d, sum(get(d), get('t1'))),
    set(h, sum(get('t1'), rotations(get(a), 2, 13, 22), majority)),
  ].join(' ');
}

/** Four rounds; after them each letter is half way round, and changes places with the one opposite. */
function fourRounds(): string {
  const swaps = [0, 1, 2, 3].map((i) => {
    const [one, other] = [NAMES[i] as string, NAMES[i + 4] as string];
    return `${set('x', get(one))} ${set(one, get(other))} ${set(other, get('x'))}`;
  });
  return [round(0), round(1), round(2), round(3), ...swaps].join(' ');
}

/** Rounds `from` up to `to` (bytes into W: 16 each) on the state in memory, without adding the state before. */
function rounds(): string {
  const names = [...NAMES, 'ab', 't1', 'x', 'y'];
  return `(func $rounds (param $from i32) (param $to i32) (local $t i32) ${locals('v128', names)}
    ${NAMES.map((name, i) => set(name, load(ZERO, LAYOUT.state + WORD * i))).join(' ')}
    ${set('ab', xor(get('b'), get('c')))}
    ${loop('t', get('from'), get('to'), 4 * WORD, fourRounds())}
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

/** `$trim`: of W[8 … 15] the bits of the mask, and the padding beside them. */
function trim(): string {
  const row = (of: number): string => splat(`(i32.shr_u ${get('w')} (i32.const 2))`, of);
  const word = load(get('w'), LAYOUT.schedule + 8 * WORD);
  const trimmed = `(v128.or ${row(LAYOUT.padding)} (v128.and ${row(LAYOUT.mask)} ${word}))`;
  return `(func $trim (local $w i32)
    ${loop('w', ZERO, `(i32.const ${8 * WORD})`, WORD, store(get('w'), LAYOUT.schedule + 8 * WORD, trimmed))})`;
}

/**
 * Tickets of `groups` × 4 members, or with `heads` only the first word of each: the key's 8 words stand at `key`, and at
 * `input`, `width` bytes from each other, the 32 bytes behind the key, of which `mask` and `padding` make the rest of the
 * block. The first eight rounds see nothing but the key, and are done once.
 */
function tickets(): string {
  const nth = (i: number): string =>
    i === 0 ? get('p') : `(i32.add ${get('p')} (i32.mul ${get('width')} (i32.const ${i})))`;
  const gather = [0, 16].map(
    (half) => `(call $gather ${[0, 1, 2, 3].map((i) => plus(nth(i), LAYOUT.input + half)).join(' ')}
      (i32.const ${WORD * (8 + half / 4)}))`,
  );
  const group = [
    ...gather,
    '(call $trim)',
    setAll(LAYOUT.state, middle),
    `(call $rounds (i32.const ${8 * WORD}) (i32.const ${64 * WORD}))`,
    `(if ${get('heads')} (then ${store(`(i32.shr_u ${get('g')} (i32.const 3))`, LAYOUT.output, sum(state(0), initial(0)))})
      (else ${setAll(LAYOUT.state, (i) => sum(state(i), initial(i)))} ${scatterAll(get('g'))}))`,
    set('p', nth(4)),
  ].join(' ');
  return `(func (export "tickets") (param $groups i32) (param $width i32) (param $heads i32) (local $g i32) (local $p i32)
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
  ${rounds()} ${gather()} ${scatter()} ${trim()} ${tickets()} ${digests()})`;
}
