/** The thread that writes a long export: opens what is sealed, writes, deflates, and seals the file piece by piece. @module */
import { parentPort, workerData } from 'node:worker_threads';
import { fieldCipherFrom } from '../core/field-cipher.ts';
import { sealFile } from '../core/sealed-files.ts';
import type { TableCover } from '../core/spreadsheet/write.ts';
import { LENGTH_BYTES, pieceContext } from './export-pieces.ts';
import { openExport, type ExportShape } from './export-file.ts';
import { idColumn, rowFields, type RowJson } from './rows.ts';

export interface ExportRequest {
  readonly shape: ExportShape;
  readonly cover: Required<TableCover>;
  readonly count: number;
  readonly at: string;
  readonly bureauId: number;
  readonly exportId: string;
  readonly cipherKey: Uint8Array;
}

/** JSON of an array of the directory's rows; null: there are no more. */
export type ExportRows = string | null;

export type ExportMessage =
  /** The next piece of the file, sealed, with its length before it. */
  | { readonly is: 'piece'; readonly bytes: Uint8Array }
  /** The rows are written; more may come. */
  | { readonly is: 'taken' };

const PIECE_BYTES = 256 * 1024;
async function run(
  request: ExportRequest,
  send: (message: ExportMessage) => void,
): Promise<(rows: ExportRows) => void> {
  const { shape, bureauId, exportId, count } = request;
  const cipher = fieldCipherFrom(request.cipherKey);
  let open: Uint8Array[] = [];
  let size = 0;
  let pieces = 0;
  const close = (): void => {
    if (size === 0) return;
    const sealed = sealFile(cipher, pieceContext(bureauId, exportId, pieces), Buffer.concat(open));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(sealed.length);
    pieces += 1;
    open = [];
    size = 0;
    send({ is: 'piece', bytes: Buffer.concat([length, sealed]) });
  };
  const file = await openExport(shape, request.cover, { count, at: new Date(request.at) }, (bytes) => {
    open.push(bytes);
    size += bytes.length;
    if (size >= PIECE_BYTES) close();
  });
  return (rows) => {
    if (rows === null) {
      file.end();
      close();
    } else {
      const id = idColumn(shape.kind);
      file.add((JSON.parse(rows) as RowJson[]).map((row) => rowFields(cipher, bureauId, String(row[id]), row)));
    }
    send({ is: 'taken' });
  };
}

if (parentPort !== null) {
  const port = parentPort;
  port.on('message', await run(workerData, (message) => port.postMessage(message)));
}
