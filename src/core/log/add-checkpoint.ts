/** The request a witness is asked with (C2SP tlog-witness `add-checkpoint`): over HTTP, or as a file on a stick. @module */
import { fromBase64, toBase64 } from 'verifiable-draw';

export interface AddCheckpoint {
  /** Size of the tree the witness saw last; 0 when it saw none. */
  readonly oldSize: number;
  /** Consistency proof from there to the checkpoint, 32 bytes each. */
  readonly proof: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
}

const MOST_HASHES = 63;

/** Writes the request. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `${[`old ${oldSize}`, ...proof.map((hash) => toBase64(hash)), ''].join('\n')}\n${checkpoint}`;
}

/** Reads a request; undefined when it is not one. */
export function parseAddCheckpoint(text: string): AddCheckpoint | undefined {
  const split = text.indexOf('\n\n');
  const [first = '', ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  const size = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = lines.map(hashOf).filter((hash) => hash !== undefined);
  if (size === undefined || !Number.isSafeInteger(Number(size)) || lines.length > MOST_HASHES) return undefined;
  if (proof.length !== lines.length) return undefined;
  return { oldSize: Number(size), proof, checkpoint: text.slice(split + 2) };
}

function hashOf(line: string): Uint8Array | undefined {
  try {
    const bytes = fromBase64(line);
    return bytes.length === 32 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
