/** Log checkpoints (c2sp.org/tlog-checkpoint) and offline proofs (c2sp.org/tlog-proof). SPEC §5. @module */
import { fromBase64, toBase64 } from './bytes.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import {
  NoteError,
  openNote,
  signNote,
  type NoteSignature,
  type NoteSigner,
  type OpenedNote,
  type VerifierKey,
} from './note.ts';
import { sha256Suite } from './suite.ts';

/** The head of a log: who it is, how many entries, which root (always SHA-256). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
}

/**
 * A signed checkpoint.
 * @throws {NoteError} when the origin, the size, the root or a signer is not fit for one
 */
export function formatCheckpoint(checkpoint: Checkpoint, signers: readonly NoteSigner[]): string {
  const { origin, size, root } = checkpoint;
  if (origin === '' || origin.includes('\n')) throw new NoteError('the origin of a log is one non-empty line');
  if (!Number.isSafeInteger(size) || size < 0) throw new NoteError(`${size} is not the size of a log`);
  if (root.length !== 32) throw new NoteError(`a root has 32 bytes, this has ${root.length}`);
  return signNote(`${origin}\n${size}\n${toBase64(root)}\n`, signers);
}

/**
 * Reads the text of a checkpoint, without signatures. Extension lines are allowed and mean nothing.
 * @throws {NoteError} on another form
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n');
  const [origin, size, root, ...extensions] = lines.slice(0, -1) as [string, string, string, ...string[]];
  if (lines.length < 4 || origin === '' || !isDecimal(size) || lines.at(-1) !== '' || extensions.includes('')) {
    throw new NoteError('expected origin, size and root of a checkpoint, one a line');
  }
  return { origin, size: Number(size), root: decodeHash(root) };
}

/** An entry's place in a log, and the checkpoint it is proved against. */
export interface TlogProof {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

const HEADER = 'c2sp.org/tlog-proof@v1';

/** The text of a `.tlog-proof` file. */
export function formatTlogProof(proof: TlogProof): string {
  const lines = [HEADER, `index ${proof.index}`, ...proof.path.map(toBase64), ''];
  return `${lines.join('\n')}\n${proof.checkpoint}`;
}

/**
 * Reads a `.tlog-proof`. An `extra` line is refused: nothing vouches for it.
 * @throws {NoteError} on another form
 */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n');
  const [header, index, ...path] = text.slice(0, Math.max(split, 0)).split('\n');
  const [word, number, more] = index?.split(' ') ?? [];
  if (header !== HEADER || word !== 'index' || number === undefined || more !== undefined || !isDecimal(number)) {
    throw new NoteError(`expected ${HEADER}, an index, and hashes`);
  }
  if (path.length > 63) throw new NoteError('an inclusion path has at most 63 hashes');
  return { index: Number(number), path: path.map(decodeHash), checkpoint: text.slice(split + 2) };
}

/** What a verified proof says about an entry. */
export interface LoggedEntry {
  readonly index: number;
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly NoteSignature[];
}

/**
 * Verifies that a log with a trusted key contains the entry (the quorum of witnesses is the policy's matter).
 * @param entry - bytes of the log entry
 * @param proof - text of its `.tlog-proof`
 * @param open - opens a signed checkpoint: `openNote` with the trusted keys, remembering those it opened before if
 *   many entries are proved against one checkpoint
 * @throws {NoteError} when the proof does not prove it; the message says why
 */
export function openTlogProof(entry: Uint8Array, proof: string, open: (checkpoint: string) => OpenedNote): LoggedEntry {
  const { index, path, checkpoint: note } = parseTlogProof(proof);
  const { text, signatures } = open(note);
  const checkpoint = parseCheckpoint(text);
  if (!signatures.some(({ key }) => key.type === 1 && key.name === checkpoint.origin)) {
    throw new NoteError(`the log ${checkpoint.origin} has not signed its checkpoint with a trusted key`);
  }
  const at = { leaf: leafHash(sha256Suite, entry), index, size: checkpoint.size };
  if (!verifyInclusion(sha256Suite, at, path, checkpoint.root))
    throw new NoteError(`entry ${index} is not in the tree of the checkpoint`);
  return { index, checkpoint, signatures };
}

/** Opens checkpoints with these keys; each different one is verified once. */
export function checkpointOpener(keys: readonly VerifierKey[]): (checkpoint: string) => OpenedNote {
  const opened = new Map<string, OpenedNote>();
  return (checkpoint) => {
    const known = opened.get(checkpoint) ?? openNote(checkpoint, keys);
    opened.set(checkpoint, known);
    return known;
  };
}

function decodeHash(line: string): Uint8Array {
  try {
    const bytes = fromBase64(line);
    if (bytes.length === 32) return bytes;
  } catch {
    // falls through to the same refusal as a hash of another length
  }
  throw new NoteError(`not a Base64 hash of 32 bytes: ${JSON.stringify(line.slice(0, 60))}`);
}

function isDecimal(text: string): boolean {
  return /^(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text));
}
