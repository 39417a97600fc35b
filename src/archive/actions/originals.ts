/** Files as they came: those with pages stand among the papers, films and workbooks with the media. @module */
import type { ReadTx } from '../../core/transact.ts';
import { UPLOAD_KINDS, type UploadFormat } from '../../core/uploads/kinds.ts';
import { openUpload } from '../../core/uploads/receive.ts';
import type { Files, House } from './collect.ts';
import type { Loose, Piece } from './pieces.ts';

export interface Original {
  readonly requirement: string;
  readonly title: string;
  readonly dated: string;
  readonly sha256: string;
  readonly format: UploadFormat;
  /** Bytes. */
  readonly size: number;
}

export async function originalsOf(
  tx: ReadTx,
  runtime: Files,
  house: House,
  originals: readonly Original[],
): Promise<{ readonly pieces: Piece[]; readonly media: Loose[] }> {
  const pieces: Piece[] = [];
  const media: Loose[] = [];
  for (const { requirement, title, dated, sha256, format, size } of originals) {
    const { group, endings } = UPLOAD_KINDS[format];
    if (format !== 'pdf' && group !== 'picture') {
      const path = `原件/${sha256.slice(0, 16)}.${endings[0]}`;
      media.push({ path, title, sha256, size, load: () => openUpload(tx, runtime, sha256) });
      continue;
    }
    const bytes = await openUpload(tx, runtime, sha256);
    const ending = format === 'pdf' ? {} : { ending: endings[0] };
    pieces.push({ requirement, title, number: '', responsible: house.name, dated, bytes, ...ending });
  }
  return { pieces, media };
}
