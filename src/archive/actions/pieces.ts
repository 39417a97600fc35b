/** What a volume is collected from, before it has positions and pages. @module */
import { createHash } from 'node:crypto';
import { pageCount } from '../../core/uploads/pdf.ts';
import { papersOf } from '../rules/requirements.ts';
import { PARTS, type Entry, type Part, type VolumeContent, type VolumeKind } from '../types/volume.ts';

/** One document of the volume. */
export interface Piece {
  readonly requirement: string;
  readonly title: string;
  readonly number: string;
  readonly responsible: string;
  readonly dated: string;
  readonly bytes: Uint8Array;
  /** Ending of its file name; `pdf` unless a scan came as a picture. */
  readonly ending?: string;
}

/** A file without pages, read when it is written: films are large. */
export interface Loose {
  readonly path: string;
  readonly title: string;
  readonly sha256: string;
  readonly size: number;
  load(): Promise<Uint8Array>;
}

export interface Collected {
  readonly kind: VolumeKind;
  readonly pieces: readonly Piece[];
  readonly media: readonly Loose[];
  readonly sources: readonly Loose[];
  /** Deeds of the log that belong to the file. */
  readonly deeds: readonly FileDeed[];
}

export interface FileDeed {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
}

/** Source data as JSON, readable by people too. */
export function sourceOf(name: string, title: string, value: unknown): Loose {
  return looseOf(`数据/${name}.json`, title, Buffer.from(`${JSON.stringify(value, null, 2)}\n`));
}

export function looseOf(path: string, title: string, bytes: Uint8Array): Loose {
  return { path, title, sha256: sha256Of(bytes), size: bytes.length, load: () => Promise.resolve(bytes) };
}

export interface Placed {
  readonly content: VolumeContent;
  /** Bytes of the documents, in the order of the catalogue. */
  readonly bytes: readonly Uint8Array[];
}

/**
 * 组卷: the documents in the order of their kind, 正卷 before 副卷, numbered from page 1 in each part. `first` stand before everything
 * else in theirs.
 */
export function placed(collected: Collected, first: readonly string[]): Placed {
  const papers = papersOf(collected.kind);
  const order = Object.keys(papers).sort((a, b) => rank(first, a) - rank(first, b));
  const sorted = collected.pieces.toSorted(
    (a, b) => order.indexOf(a.requirement) - order.indexOf(b.requirement) || a.dated.localeCompare(b.dated),
  );
  const partOf = ({ requirement }: Piece): Part => papers[requirement]?.part ?? 'main';
  const arranged = [
    ...sorted.filter((piece) => partOf(piece) === 'main'),
    ...sorted.filter((piece) => partOf(piece) === 'inner'),
  ];
  const next: Record<Part, { position: number; page: number }> = {
    main: { position: 1, page: 1 },
    inner: { position: 1, page: 1 },
  };
  const entries = arranged.map((piece): Entry => {
    const part = partOf(piece);
    const pages = piece.ending === undefined ? pageCount(Buffer.from(piece.bytes)) : 1;
    const { position, page } = next[part];
    next[part] = { position: position + 1, page: page + pages };
    const { requirement, title, number, responsible, dated, bytes } = piece;
    return {
      position,
      part,
      requirement,
      title,
      number,
      responsible,
      dated,
      path: `${PARTS[part]}/${String(position).padStart(3, '0')} ${fileName(title)}.${piece.ending ?? 'pdf'}`,
      sha256: sha256Of(bytes),
      size: bytes.length,
      pages,
      firstPage: page,
    };
  });
  const attached = ({ path, title, sha256, size }: Loose) => ({ path, title, sha256, size });
  return {
    content: {
      entries,
      media: collected.media.map(attached),
      sources: collected.sources.map(attached),
      deeds: collected.deeds.length,
    },
    bytes: arranged.map(({ bytes }) => bytes),
  };
}

/** The sort is stable: what is not named keeps the order of the procedure. */
function rank(first: readonly string[], code: string): number {
  const at = first.indexOf(code);
  return at === -1 ? first.length : at;
}

/** What a path may have on every system that may read it in ten years. */
function fileName(title: string): string {
  return title
    .replaceAll(/[^\p{L}\p{N}（）〔〕·._ -]+/gu, ' ')
    .trim()
    .slice(0, 60);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
