/** One change in a document: of a byte, or of a member. @module */
import { fromUtf8, utf8 } from '../src/index.ts';
import type { chanceOf } from '../src/testing/chance.ts';

type Chance = ReturnType<typeof chanceOf>;
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** A changed file, and what was done to it. */
export interface Bent {
  readonly what: string;
  /** The outermost member that holds the change; undefined for a change of the bytes. */
  readonly member?: string;
  readonly bytes: Uint8Array;
}

/** One of these; @throws when there is none. */
export function pickOf<T>(random: Chance, from: readonly T[]): T {
  const chosen = from[random.below(from.length)];
  if (chosen === undefined) throw new RangeError('nothing to choose from');
  return chosen;
}

/** Changes, adds or takes away one byte anywhere. */
export function bendByte(bytes: Uint8Array, random: Chance): Bent {
  const at = random.below(Math.max(bytes.length, 1));
  const bit = 2 ** random.below(8);
  if (bytes.length === 0 || random.percent(15)) {
    const added = new Uint8Array([...bytes.subarray(0, at), 32 + random.below(95), ...bytes.subarray(at)]);
    return { what: `a byte more at ${at}`, bytes: added };
  }
  if (random.percent(15))
    return {
      what: `byte ${at} left out`,
      bytes: new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]),
    };
  const changed = Uint8Array.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ bit;
  return { what: `byte ${at} ^ ${bit}`, bytes: changed };
}

/** Changes one member of a JSON document, or of one line of a `.jsonl` file, or the order of its lines. */
export function bendDocument(path: string, bytes: Uint8Array, random: Chance, within: string[] = []): Bent {
  const text = fromUtf8(bytes);
  if (!path.endsWith('.jsonl')) return bendText(text, random, within, (bent) => bent);
  const lines = text.trimEnd().split('\n');
  const at = random.below(lines.length);
  const other = random.below(lines.length);
  if (random.percent(20)) return bendLines(lines, at, other, random);
  return bendText(lines[at] ?? '', random, [], (bent) => `${lines.with(at, bent).join('\n')}\n`);
}

function bendLines(lines: readonly string[], at: number, other: number, random: Chance): Bent {
  const [what, bent] = pickOf<readonly [string, readonly string[]]>(random, [
    ['lines swapped', lines.with(at, lines[other] ?? '').with(other, lines[at] ?? '')],
    ['a line left out', lines.toSpliced(at, 1)],
    ['a line twice', lines.toSpliced(at, 0, lines[at] ?? '')],
    ['an empty line', lines.toSpliced(at, 0, '')],
  ]);
  return { what, bytes: utf8(bent.map((line) => `${line}\n`).join('')) };
}

function bendText(text: string, random: Chance, within: string[], whole: (bent: string) => string): Bent {
  if (within.length === 0 && random.percent(5)) {
    const [what, bent] = pickOf<readonly [string, string]>(random, [
      ['a BOM', `\u{feff}${text}`],
      ['a blank before', ` ${text}`],
      ['a blank after', `${text} `],
      ['white space inside', text.replace(',', ', ')],
    ]);
    return { what, bytes: utf8(whole(bent)) };
  }
  const document = JSON.parse(text) as Json;
  const nodes = [...nodesOf(document, [])].filter(
    ({ at }) => (within.every((key, i) => at[i] === key) && at.length > within.length) || within.length === 0,
  );
  const { at, value } = pickOf(random, nodes);
  const [what, bent] = pickOf(random, bendsOf(value));
  const written = write(document, [], at, bent);
  return {
    what: `${at.join('.')}: ${what}`,
    ...(at[0] === undefined ? {} : { member: at[0] }),
    bytes: utf8(whole(written)),
  };
}

interface Node {
  readonly at: readonly string[];
  readonly value: Json;
}

function* nodesOf(value: Json, at: readonly string[]): Generator<Node> {
  yield { at, value };
  if (typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) yield* nodesOf(inner as Json, [...at, key]);
}

/** Ways to spoil a value, as `[name, JSON text]`. */
function bendsOf(value: Json): (readonly [string, string])[] {
  if (typeof value === 'number')
    return [
      ['one more', String(value + 1)],
      ['one less', String(value - 1)],
      ['a float', `${value}.0`],
      ['−0', '-0'],
      ['an exponent', `${value}e0`],
      ['as text', `"${value}"`],
    ];
  if (typeof value === 'boolean') return [['the opposite', String(!value)]];
  if (typeof value === 'string') return textBends(value);
  const entries = Array.isArray(value) ? value.map((each) => JSON.stringify(each)) : membersOf(value);
  if (entries.length === 0) return [['null', 'null']];
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const list = (parts: readonly string[]) => `${open}${parts.join(',')}${close}`;
  const last = entries.length - 1;
  return [
    ['the last left out', list(entries.slice(0, last))],
    ['the first twice', list([entries[0] ?? '', ...entries])],
    [
      'first and last swapped',
      list(last === 0 ? [] : entries.with(0, entries[last] ?? '').with(last, entries[0] ?? '')),
    ],
    ...(Array.isArray(value) ? [] : [['a member more', list([...entries, '"zz":1'])] as const]),
    ['null', 'null'],
  ];
}

function textBends(value: string): (readonly [string, string])[] {
  const first = value[0] ?? '';
  const other = first === '0' ? '1' : '0';
  return [
    ['another first character', JSON.stringify(other + value.slice(1))],
    ['one character more', JSON.stringify(`${value}0`)],
    ['in capitals, or more', JSON.stringify(value === value.toUpperCase() ? `${value}A` : value.toUpperCase())],
    ['NFD', JSON.stringify(`${value}e\u{301}`)],
    ['a lone surrogate', `"${String.raw`\ud800`}${JSON.stringify(value).slice(1)}`],
    ['a blank at the end', JSON.stringify(`${value} `)],
    ['a control character', JSON.stringify(`${value}\u{7}`)],
    ['a needless escape', `"${String.raw`\u0041`}${JSON.stringify(value).slice(1)}`],
    ['empty, or not', JSON.stringify(value === '' ? 'x' : '')],
  ];
}

function membersOf(value: object): string[] {
  return Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${JSON.stringify(inner)}`);
}

/** The document as text, with other text at one place. */
function write(value: Json, here: readonly string[], at: readonly string[], bent: string): string {
  if (here.length === at.length) return bent;
  const key = at[here.length] ?? '';
  const inside = (inner: Json) => write(inner, [...here, key], at, bent);
  if (Array.isArray(value))
    return `[${value.map((each: Json, i) => (String(i) === key ? inside(each) : JSON.stringify(each))).join(',')}]`;
  const members = Object.entries(value).map(
    ([name, each]) => `${JSON.stringify(name)}:${name === key ? inside(each as Json) : JSON.stringify(each)}`,
  );
  return `{${members.join(',')}}`;
}
