/**
 * SHA-256 of four messages at once by the 128-bit instructions of WebAssembly (`wasm/kernel.ts`). Where there are none,
 * or a page's policy forbids WebAssembly, the plain engine does the same more slowly.
 * @module
 */
import { fromBase64 } from '../bytes.ts';
import { compressSha256, SHA256_INITIAL } from '../sha256.ts';
import { startOf, type Engine, type Messages } from './engine.ts';
import { KERNEL } from './kernel.ts';
import { BATCH, LAYOUT } from './layout.ts';
import { readWords } from './plain.ts';

/** Fewer messages than this are not worth the start of a kernel (about 2 ms): a page that hashes little never asks for one. */
const WORTHWHILE = 512;
/** Most blocks of a message here; a longer one is hashed alone. */
const MOST_BLOCKS = LAYOUT.inputSize / 4 / 64;
/** Longest id, and u8(j), 0x80 and the length in bits, fill the 32 bytes that follow the key. */
const TAIL = 32;

interface Kernel {
  readonly bytes: Uint8Array;
  readonly words: Uint32Array;
  readonly view: DataView;
  readonly tickets: (groups: number) => void;
  readonly digests: (p0: number, p1: number, p2: number, p3: number, blocks: number) => void;
}

/** What is needed of WebAssembly; tests give less than a browser has. */
export type WebAssemblyParts = Pick<typeof WebAssembly, 'Module' | 'Instance'>;

/** The kernel, or undefined where it cannot be had. */
export function openKernel(parts: WebAssemblyParts | undefined): Kernel | undefined {
  if (parts === undefined) return undefined;
  const module = compile(parts);
  if (module === undefined) return undefined;
  const { exports } = new parts.Instance(module);
  // What the committed file exports; it is compared with its source in the tests.
  const { buffer } = exports['memory'] as WebAssembly.Memory;
  return {
    bytes: new Uint8Array(buffer),
    words: new Uint32Array(buffer),
    view: new DataView(buffer),
    tickets: exports['tickets'] as Kernel['tickets'],
    digests: exports['digests'] as Kernel['digests'],
  };
}

/** No 128-bit instructions, or a policy without `'wasm-unsafe-eval'`: both only mean that the plain engine is used. */
function compile(parts: WebAssemblyParts): WebAssembly.Module | undefined {
  try {
    return new parts.Module(new Uint8Array(fromBase64(KERNEL)));
  } catch {
    return undefined;
  }
}

/**
 * Many messages by the kernel (four are many once it has started), and fewer than `worthwhile`, or all where there is no
 * kernel, by the other engine.
 */
export function wasmEngine(other: Engine, parts: WebAssemblyParts | undefined, worthwhile = WORTHWHILE): Engine {
  let kernel: Kernel | undefined;
  let isAsked = false;
  const kernelFor = (messages: number): Kernel | undefined => {
    if (messages < (kernel === undefined ? worthwhile : 4)) return undefined;
    if (!isAsked) kernel = openKernel(parts);
    isAsked = true;
    return kernel;
  };
  return {
    hash: other.hash,
    tickets: (key, j, ids, table) => {
      const found = kernelFor(ids.length);
      if (found === undefined) other.tickets(key, j, ids, table);
      else ticketsBy(found, other, { key, j, ids }, table);
    },
    digests: (prefix, messages) => {
      const found = kernelFor(messages.ends.length);
      return found === undefined ? other.digests(prefix, messages) : digestsBy(found, other, prefix, messages);
    },
  };
}

interface TicketJob {
  readonly key: Uint8Array;
  readonly j: number;
  readonly ids: readonly string[];
}

function ticketsBy(kernel: Kernel, other: Engine, { key, j, ids }: TicketJob, table: Uint32Array): void {
  readWords(key, kernel.words.subarray(LAYOUT.key / 4));
  const odd: number[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const count = Math.min(BATCH, ids.length - start);
    for (let i = 0; i < count; i += 1) if (!writeTail(kernel, i, j, ids[start + i] as string)) odd.push(start + i);
    kernel.tickets(Math.ceil(count / 4));
    table.set(kernel.words.subarray(LAYOUT.output / 4, LAYOUT.output / 4 + 8 * count), 8 * start);
  }
  const scores = new Uint32Array(8 * odd.length);
  other.tickets(
    key,
    j,
    odd.map((index) => ids[index] as string),
    scores,
  );
  odd.forEach((index, i) => table.set(scores.subarray(8 * i, 8 * i + 8), 8 * index));
}

/** Writes what follows the key in the block of message `i`; false if that is not ASCII or not short enough. */
function writeTail({ bytes, words }: Kernel, i: number, j: number, id: string): boolean {
  const at = LAYOUT.input + TAIL * i;
  const { length } = id;
  if (length > TAIL - 10) return false;
  // A call of `fill` would take longer than these few words.
  for (let word = (at + 1 + length) >> 2; word < (at + TAIL) >> 2; word += 1) words[word] = 0;
  bytes[at] = j;
  let seen = 0;
  for (let c = 0; c < length; c += 1) {
    const code = id.charCodeAt(c);
    seen |= code;
    bytes[at + 1 + c] = code;
  }
  bytes[at + 1 + length] = 0x80;
  bytes[at + 30] = (TAIL + 1 + length) >> 5;
  bytes[at + 31] = (TAIL + 1 + length) << 3;
  return seen < 0x80;
}

/** Messages wait in fours of as many blocks; what is left at the end goes with empty lanes. */
function digestsBy(kernel: Kernel, other: Engine, prefix: Uint8Array, messages: Messages): Uint8Array {
  const out = new Uint8Array(32 * messages.ends.length);
  const { rest, absorbed } = start(kernel, prefix);
  const waiting: number[][] = [];
  const { buffer, byteOffset, byteLength } = messages.bytes;
  const source = new DataView(buffer, byteOffset, byteLength);
  const lanes = { kernel, rest, absorbed, messages, source, out: new DataView(out.buffer) };
  messages.ends.forEach((end, i) => {
    const from = startOf(messages, i);
    const blocks = Math.ceil((rest.length + end - from + 9) / 64);
    if (blocks > MOST_BLOCKS) {
      out.set(other.hash(prefix, messages.bytes.subarray(from, end)), 32 * i);
      return;
    }
    const four = (waiting[blocks] ??= []);
    four.push(i);
    if (four.length < 4) return;
    digestFour(lanes, blocks, four);
    four.length = 0;
  });
  waiting.forEach((some, blocks) => digestFour(lanes, blocks, some));
  return out;
}

/** The state after the whole blocks of the prefix, and what stands before each message after them. */
function start(kernel: Kernel, prefix: Uint8Array): { readonly rest: Uint8Array; readonly absorbed: number } {
  const state = SHA256_INITIAL.slice();
  const absorbed = prefix.length - (prefix.length % 64);
  const block = new Int32Array(16);
  for (let at = 0; at < absorbed; at += 64) {
    readWords(prefix.subarray(at), block);
    readWords(prefix.subarray(at + 32), block.subarray(8));
    compressSha256(state, block);
  }
  kernel.words.set(state, LAYOUT.start / 4);
  return { rest: prefix.subarray(absorbed), absorbed };
}

interface Lanes {
  readonly kernel: Kernel;
  readonly rest: Uint8Array;
  readonly absorbed: number;
  readonly messages: Messages;
  /** The bytes of the messages. */
  readonly source: DataView;
  readonly out: DataView;
}

function digestFour(lanes: Lanes, blocks: number, four: readonly number[]): void {
  const { kernel, out } = lanes;
  const width = 64 * blocks;
  for (let lane = 0; lane < four.length; lane += 1)
    writeMessage(lanes, four[lane] as number, LAYOUT.input + width * lane, width);
  kernel.digests(LAYOUT.input, LAYOUT.input + width, LAYOUT.input + 2 * width, LAYOUT.input + 3 * width, blocks);
  let word = LAYOUT.output / 4;
  for (const i of four)
    for (let byte = 32 * i; byte < 32 * i + 32; byte += 4) {
      out.setUint32(byte, kernel.words[word] as number);
      word += 1;
    }
}

/**
 * Writes a message and its padding at `at`. Copies word by word: for messages as short as these that is faster than a
 * view of them.
 */
function writeMessage({ kernel, rest, absorbed, messages, source }: Lanes, i: number, at: number, width: number): void {
  const { bytes, words, view } = kernel;
  const from = startOf(messages, i);
  const end = messages.ends[i] as number;
  const target = at + rest.length - from;
  for (let word = (target + end) >> 2; word < (at + width) >> 2; word += 1) words[word] = 0;
  for (let byte = 0; byte < rest.length; byte += 1) bytes[at + byte] = rest[byte] as number;
  let next = from;
  for (; next + 4 <= end; next += 4) view.setUint32(target + next, source.getUint32(next));
  for (; next < end; next += 1) bytes[target + next] = source.getUint8(next);
  bytes[target + end] = 0x80;
  // No message here is long enough for a length of more than 32 bits.
  view.setUint32(at + width - 4, 8 * (absorbed + rest.length + end - from));
}
