/** A file that is gathered in memory up to a piece, appended, and hashed in the same pass. @module */
import { createHash } from 'node:crypto';
import type { PartStore } from '../../core/files.ts';

const encoder = new TextEncoder();

/** Bytes that are gathered before they are appended. */
const PIECE_BYTES = 1024 * 1024;

export interface Part {
  readonly name: string;
  write(text: string): Promise<void>;
  /** `plain` is the hash of all but the mark. */
  end(text: string): Promise<{ readonly sha256: string; readonly plain: string; readonly bytes: number }>;
}

/**
 * A file that is gathered and appended in pieces; what an earlier try left there is gone.
 *
 * @param mark - what the file begins with and its other form does not: the mark of UTF-8
 */
export async function openPart(parts: PartStore, name: string, mark = ''): Promise<Part> {
  await parts.remove(name);
  const [whole, plain] = [createHash('sha256').update(mark), createHash('sha256')];
  // One piece for the whole file: a buffer for each text would cost more to clear away than to fill.
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  let [used, hashed, bytes] = [piece.write(mark), Buffer.byteLength(mark), 0];
  const flush = async (): Promise<void> => {
    const fresh = piece.subarray(hashed, used);
    plain.update(fresh);
    // Without a mark both are one.
    if (mark !== '') whole.update(fresh);
    const size = await parts.append(name, bytes, piece.subarray(0, used));
    if (size !== bytes + used) throw new Error(`${name} is written by somebody else`);
    [used, hashed, bytes] = [0, 0, size];
  };
  const write = async (text: string): Promise<void> => {
    let rest = text;
    while (rest !== '') {
      const { read, written } = encoder.encodeInto(rest, piece.subarray(used));
      used += written;
      rest = rest.slice(read);
      if (rest !== '') await flush();
    }
  };
  return {
    name,
    write,
    end: async (text) => {
      await write(text);
      await flush();
      const hash = plain.digest('hex');
      return { sha256: mark === '' ? hash : whole.digest('hex'), plain: hash, bytes };
    },
  };
}
