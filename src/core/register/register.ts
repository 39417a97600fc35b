/**
 * 文书登记: numbers are taken in the transaction of the deed that needs them, so a refusal, a crash or a lost connection leaves
 * no gap; what was issued is never changed, only voided or superseded, and keeps its number. @module
 */
import { createHash } from 'node:crypto';
import type { ReadTx, Tx } from '../transact.ts';
import { codeOf, documentNumber, type FileSerial, type NumberPrefix } from './number.ts';
import './tables.ts';

/**
 * The serial of a file, taken now if it has none: the next of its series in this year, or in the one the file belongs to. Whoever
 * comes second waits for the first to finish.
 */
export async function takeSerial(
  tx: Tx,
  series: string,
  fileId: string,
  year = Number(tx.today.slice(0, 4)),
): Promise<FileSerial> {
  const had = await findSerial(tx, series, fileId);
  if (had !== undefined) return had;
  const { last } = await tx.db
    .insertInto('serial_head')
    .values({ bureau_id: tx.bureauId, series, year, last: 1 })
    .onConflict((oc) =>
      oc.columns(['bureau_id', 'series', 'year']).doUpdateSet((eb) => ({ last: eb('serial_head.last', '+', 1) })),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  await tx.db
    .insertInto('file_serial')
    .values({
      bureau_id: tx.bureauId,
      series,
      year,
      serial: last,
      file_id: fileId,
      taken_by: tx.actor.staffId,
      taken_at: tx.now,
    })
    .execute();
  return { series, year, serial: last };
}

export async function findSerial(tx: ReadTx, series: string, fileId: string): Promise<FileSerial | undefined> {
  return tx.db
    .selectFrom('file_serial')
    .select(['series', 'year', 'serial'])
    .where('bureau_id', '=', tx.bureauId)
    .where('series', '=', series)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
}

/** What a document will be called when it is issued now. */
export interface NextName {
  readonly serial: FileSerial;
  readonly nth: number;
  readonly number: string;
}

export async function nextName(
  tx: ReadTx,
  prefix: NumberPrefix,
  serial: FileSerial,
  category: string,
): Promise<NextName> {
  const row = await tx.db
    .selectFrom('document')
    .select((eb) => eb.fn.max<number | null>('nth').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('series', '=', serial.series)
    .where('year', '=', serial.year)
    .where('serial', '=', serial.serial)
    .where('category', '=', category)
    .executeTakeFirstOrThrow();
  return nameAfter(row.last, prefix, category, serial);
}

/** What a document of the file will be called when it is issued now; undefined while the file has no serial. One question for both. */
export async function findNextName(
  tx: ReadTx,
  prefix: NumberPrefix,
  file: { readonly series: string; readonly fileId: string },
  category: string,
): Promise<NextName | undefined> {
  const row = await tx.db
    .selectFrom('file_serial as f')
    .select((eb) => [
      'f.year',
      'f.serial',
      eb
        .selectFrom('document as d')
        .select((max) => max.fn.max<number | null>('d.nth').as('last'))
        .whereRef('d.bureau_id', '=', 'f.bureau_id')
        .whereRef('d.series', '=', 'f.series')
        .whereRef('d.year', '=', 'f.year')
        .whereRef('d.serial', '=', 'f.serial')
        .where('d.category', '=', category)
        .as('last'),
    ])
    .where('f.bureau_id', '=', tx.bureauId)
    .where('f.series', '=', file.series)
    .where('f.file_id', '=', file.fileId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return nameAfter(row.last, prefix, category, { series: file.series, year: row.year, serial: row.serial });
}

function nameAfter(last: number | null, prefix: NumberPrefix, category: string, serial: FileSerial): NextName {
  const nth = (last ?? 0) + 1;
  return { serial, nth, number: documentNumber(prefix, category, serial, nth) };
}

/** The code a document will have: it follows from its number and content, so that a preview is the document to the byte. */
export function documentCode(bureauCode: string, number: string, content: string): string {
  return codeOf(createHash('sha256').update(`sunlot/1/document\n${bureauCode}\n${number}\n${content}`).digest('hex'));
}

export interface NewDocument extends NextName {
  readonly category: string;
  readonly form: string;
  readonly title: string;
  readonly fileId: string;
  /** A paper of the file; left out when the document is about the whole. */
  readonly aboutId?: string;
  readonly code: string;
  readonly sha256: string;
  readonly size: number;
}

/** Registers a document whose bytes are in the file store. @throws for a number or code that was given before: a bug, or two at once */
export async function registerDocument(tx: Tx, document: NewDocument): Promise<string> {
  const documentId = tx.newId();
  await tx.db
    .insertInto('document')
    .values({
      bureau_id: tx.bureauId,
      document_id: documentId,
      ...document.serial,
      category: document.category,
      nth: document.nth,
      number: document.number,
      form: document.form,
      title: document.title,
      file_id: document.fileId,
      about_id: document.aboutId ?? null,
      code: document.code,
      sha256: document.sha256,
      size: document.size,
      issued_on: tx.today,
      issued_by: tx.actor.staffId,
      issued_at: tx.now,
    })
    .execute();
  return documentId;
}

/** Ends a document; false when it has ended before. */
export async function endDocument(
  tx: Tx,
  documentId: string,
  end: { readonly reason: string; readonly supersededBy?: string },
): Promise<boolean> {
  const ended = await tx.db
    .insertInto('document_end')
    .values({
      bureau_id: tx.bureauId,
      document_id: documentId,
      kind: end.supersededBy === undefined ? 'voided' : 'superseded',
      superseded_by: end.supersededBy ?? null,
      reason: end.reason,
      ended_by: tx.actor.staffId,
      at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return ended.numInsertedOrUpdatedRows === 1n;
}
