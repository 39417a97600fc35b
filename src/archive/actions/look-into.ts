/** Looks at the bytes of a volume: do they open as what they are, do the proofs of its deeds hold. @module */
import { checkpointOpener, NoteError, openTlogProof, parseVkey } from 'verifiable-draw';
import { pageCount, readPdf } from '../../core/uploads/pdf.ts';
import { UploadRefused } from '../../core/uploads/kinds.ts';
import type { Entry } from '../types/volume.ts';

export interface Looked {
  readonly unreadable: readonly string[];
  readonly notPdfA: readonly string[];
  readonly active: readonly string[];
}

/** Scans that came from outside are PDF but seldom PDF/A; what the house made always is. */
export function lookInto(entries: readonly Entry[], bytesOf: (path: string) => Uint8Array | undefined): Looked {
  const looked = { unreadable: [] as string[], notPdfA: [] as string[], active: [] as string[] };
  for (const { path, pages } of entries) {
    const bytes = bytesOf(path);
    // What is not there is named by another test.
    if (bytes === undefined || !path.endsWith('.pdf')) continue;
    const pdf = Buffer.from(bytes);
    try {
      if (pageCount(pdf) !== pages) looked.unreadable.push(path);
      readPdf(pdf);
    } catch (error) {
      if (!(error instanceof UploadRefused)) throw error;
      (error.refusal.code === 'upload-active' ? looked.active : looked.unreadable).push(path);
    }
    if (!/pdfaid:part/.test(pdf.toString('latin1'))) looked.notPdfA.push(path);
  }
  return looked;
}

/** Deeds of 留痕.jsonl whose proof does not hold against the keys beside it; how many there are. */
export function lookAtLog(jsonl: string, keys: string): { readonly there: number; readonly unproved: number[] } {
  const lines = jsonl.split('\n').filter((line) => line !== '');
  const open = checkpointOpener(
    keys
      .split('\n')
      .filter((line) => line !== '')
      .map(parseVkey),
  );
  const unproved = lines.flatMap((line, n) => {
    try {
      const { seq, entry, proof } = JSON.parse(line) as {
        readonly seq: number;
        readonly entry: string;
        readonly proof: string;
      };
      try {
        openTlogProof(Buffer.from(entry), proof, open);
        return [];
      } catch (error) {
        if (!(error instanceof NoteError)) throw error;
        return [seq];
      }
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return [n + 1];
    }
  });
  return { there: lines.length, unproved };
}
