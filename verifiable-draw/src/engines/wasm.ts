/**
 * SHA-256 of four messages at once by the 128-bit instructions of WebAssembly (`wasm/kernel.ts`). Where there are none,
 * or a page's policy forbids WebAssembly, the plain engine does the same more slowly.
 * @module
 */
import { bigEndian, fromBase64 } from '../bytes.ts';
import { SHA256_INITIAL } from '../sha256-constants.ts';
import { compressSha256 } from '../sha256.ts';
import { messagesOf, startOf, type Engine, type Messages, type TicketJob } from './engine.ts';
import { KERNEL } from './kernel.ts';
import { BATCH, LAYOUT } from './layout.ts';
import { LONGEST_IN_BLOCK, readWords, viewOf } from './plain.ts';

/** Fewer messages than this are not worth the start of a kernel (about 2 ms): a page that hashes little never asks for one. */
const WORTHWHILE = 512;
/** Most blocks of a message here; a longer one is hashed alone. */
const MOST_BLOCKS = LAYOUT.inputSize / 4 / 64;
/** Bytes of a block behind the key: u8(j), an id, 0x80, zeros, the length in bits. */
const TAIL = 32;

const UTF8 = new TextEncoder();

interface Kernel {
  readonly bytes: Uint8Array;
  /** Where ids stand, behind a first byte for j. */
  readonly input: Uint8Array;
  readonly words: Uint32Array;
  readonly view: DataView;
  readonly tickets: (groups: number, width: number, heads: number) => void;
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
    input: new Uint8Array(buffer, LAYOUT.input + 1, LAYOUT.inputSize - 1),
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
    tickets: (job, table) => {
      const found = kernelFor(job.ids.length);
      if (found === undefined) other.tickets(job, table);
      else ticketsBy(found, other, job, table);
    },
    digests: (prefix, messages) => {
      const found = kernelFor(messages.ends.length);
      return found === undefined ? other.digests(prefix, messages) : digestsBy(found, other, prefix, messages);
    },
  };
}

function ticketsBy(kernel: Kernel, other: Engine, job: TicketJob, table: Uint32Array): void {
  const { key, j, ids, words } = job;
  readWords(key, kernel.words.subarray(LAYOUT.key / 4));
  const odd: number[] = [];
  for (let start = 0; start < ids.length; start += BATCH) {
    const some = ids.slice(start, start + BATCH);
    const width = placeAlike(kernel, j, some) ?? placeEach(kernel, j, messagesOf(some), (i) => odd.push(start + i));
    kernel.tickets(Math.ceil(some.length / 4), width, Number(words === 1));
    table.set(kernel.words.subarray(LAYOUT.output / 4, LAYOUT.output / 4 + words * some.length), words * start);
  }
  const scores = new Uint32Array(words * odd.length);
  other.tickets({ ...job, ids: odd.map((index) => ids[index] as string) }, scores);
  odd.forEach((index, i) => table.set(scores.subarray(words * i, words * (i + 1)), words * index));
}

/**
 * ASCII ids of one length, as almost all are, are copied in one go, and the kernel puts the rest of the block beside them.
 * Gives the bytes from one to the next, or undefined if they are not so.
 */
function placeAlike(kernel: Kernel, j: number, ids: readonly string[]): number | undefined {
  const { length } = ids[0] as string;
  if (length > LONGEST_IN_BLOCK || ids.some((id) => id.length !== length)) return undefined;
  // Between two of them stands a byte for j.
  const text = ids.join('\0');
  const { written } = UTF8.encodeInto(text, kernel.input);
  if (written !== text.length) return undefined;
  const padding = new Uint8Array(TAIL);
  padding[0] = j;
  padding[1 + length] = 0x80;
  padding.set(bigEndian(8 * (TAIL + 1 + length), 2), TAIL - 2);
  readWords(padding, kernel.words.subarray(LAYOUT.padding / 4));
  readWords(new Uint8Array(TAIL).fill(0xff, 1, 1 + length), kernel.words.subarray(LAYOUT.mask / 4));
  return length + 1;
}

/** Ids of different lengths are written one by one with all that follows the key; `onOdd` hears of those too long for that. */
function placeEach(kernel: Kernel, j: number, messages: Messages, onOdd: (i: number) => void): number {
  kernel.words.fill(0xffffffff, LAYOUT.mask / 4, LAYOUT.mask / 4 + 8);
  kernel.words.fill(0, LAYOUT.padding / 4, LAYOUT.padding / 4 + 8);
  messages.ends.forEach((end, i) => {
    const id = messages.bytes.subarray(startOf(messages, i), end);
    if (id.length > LONGEST_IN_BLOCK) onOdd(i);
    else writeTail(kernel, LAYOUT.input + TAIL * i, j, id);
  });
  return TAIL;
}

/** Writes at `at` what follows the key in the block of an id. */
function writeTail({ bytes, view }: Kernel, at: number, j: number, id: Uint8Array): void {
  bytes.fill(0, at, at + TAIL);
  bytes[at] = j;
  bytes.set(id, at + 1);
  bytes[at + 1 + id.length] = 0x80;
  view.setUint16(at + TAIL - 2, 8 * (TAIL + 1 + id.length));
}

/** Messages wait in fours of as many blocks; what is left at the end goes with empty lanes. */
function digestsBy(kernel: Kernel, other: Engine, prefix: Uint8Array, messages: Messages): Uint8Array {
  const out = new Uint8Array(32 * messages.ends.length);
  const { rest, absorbed } = start(kernel, prefix);
  const waiting: number[][] = [];
  const source = viewOf(messages.bytes);
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
