/**
 * The 64 rounds of SHA-256 (FIPS 180-4 §6.2.2) as JavaScript without a loop: every word and every letter is a variable and
 * every constant a number. Half the time of a loop over tables, for all that has no WebAssembly.
 * @module
 */
import { SHA256_CONSTANTS } from '../src/sha256-constants.ts';

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

const rotations = (x: string, ...by: readonly number[]): string =>
  by.map((n) => `((${x} >>> ${n}) | (${x} << ${32 - n}))`).join(' ^ ');

/** W[t], which from 16 on takes the place of W[t − 16] (step 1). */
function word(t: number): string {
  const at = (back: number): string => `w${(t - back) & 15}`;
  if (t < 16) return `w${t}`;
  return `(${at(16)} = (${at(16)} + ${at(7)} + (${rotations(at(15), 7, 18)} ^ (${at(15)} >>> 3)) + (${rotations(at(2), 17, 19)} ^ (${at(2)} >>> 10))) | 0)`;
}

/** Round t (step 3); every letter moves on by its name and not by a copy. */
function round(t: number): string {
  const [a, b, c, d, e, f, g, h] = LETTERS.map((_letter, at) => LETTERS[(at + 64 - t) % 8] as string);
  return [
    `${h} = (${h} + (${rotations(e as string, 6, 11, 25)}) + (${g} ^ (${e} & (${f} ^ ${g}))) + ${SHA256_CONSTANTS[t]} + ${word(t)}) | 0;`,
    `${d} = (${d} + ${h}) | 0;`,
    `${h} = (${h} + (${rotations(a as string, 2, 13, 22)}) + ((${a} & ${b}) | (${c} & (${a} | ${b})))) | 0;`,
  ].join(' ');
}

const variables = (kind: 'let' | 'const', names: readonly string[], table: string): string =>
  `${kind} ${names.map((name, i) => `${name} = ${table}[${i}] as number`).join(', ')};`;
const WORDS = Array.from({ length: 16 }, (_, i) => `w${i}`);

/** A function that takes the state from one round to another. */
const stretch = (name: string, from: number, to: number): string => `// prettier-ignore
export function ${name}(state: Int32Array, block: Int32Array): void {
${variables('let', LETTERS, 'state')}
${to <= 16 ? variables('const', WORDS.slice(0, to), 'block') : variables('let', WORDS, 'block')}
${Array.from({ length: to - from }, (_, i) => round(from + i)).join('\n')}
${LETTERS.map((letter, i) => `state[${i}] = ${letter};`).join(' ')}
}
`;

/** `src/engines/rounds.ts` as it should be. */
export function roundsFile(): string {
  return `/** Written by \`npm run wasm\` from \`wasm/rounds.ts\`. @module */

/** The first eight rounds on 8 words of state; they see the first 8 words of the block alone. */
${stretch('firstRounds', 0, 8)}
/** The other 56 rounds; the state before is not added. */
${stretch('otherRounds', 8, 64)}`;
}
