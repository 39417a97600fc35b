/** Reading the register: the documents of a file, what a code stands for, whether the ledger is whole. @module */
import { sql } from 'kysely';
import { dayOf } from '../clock.ts';
import type { ReadTx } from '../transact.ts';
import './tables.ts';

export interface RegisteredDocument {
  readonly documentId: string;
  readonly number: string;
  readonly form: string;
  readonly title: string;
  readonly fileId: string;
  readonly aboutId: string | null;
  readonly code: string;
  readonly sha256: string;
  readonly size: number;
  readonly issuedOn: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  /** Null while it holds. */
  readonly end: { readonly kind: 'voided' | 'superseded'; readonly on: string; readonly by: string | null } | null;
}

/** In the order in which they were issued, the ended ones too. */
export async function listDocuments(tx: ReadTx, series: string, fileId: string): Promise<RegisteredDocument[]> {
  const rows = await documents(tx)
    .where('d.series', '=', series)
    .where('d.file_id', '=', fileId)
    .orderBy('d.issued_at')
    .orderBy('d.nth')
    .orderBy('d.number')
    .execute();
  return rows.map(toDocument);
}

export async function findDocument(tx: ReadTx, documentId: string): Promise<RegisteredDocument | undefined> {
  const row = await documents(tx).where('d.document_id', '=', documentId).executeTakeFirst();
  return row && toDocument(row);
}

export async function findDocumentByCode(tx: ReadTx, code: string): Promise<RegisteredDocument | undefined> {
  const row = await documents(tx).where('d.code', '=', code).executeTakeFirst();
  return row && toDocument(row);
}

/** By the hash of its bytes: whoever has the file asks about nothing that he has not. */
export async function findDocumentByHash(tx: ReadTx, sha256: string): Promise<RegisteredDocument | undefined> {
  const row = await documents(tx).where('d.sha256', '=', sha256).orderBy('d.issued_at', 'desc').executeTakeFirst();
  return row && toDocument(row);
}

/** Serials that the heads say were taken and the ledger does not have; always none. */
export async function missingSerials(tx: ReadTx): Promise<readonly string[]> {
  const { rows } = await sql<{ missing: string }>`
    SELECT h.series || ' ' || h.year || ' ' || n AS missing
    FROM serial_head h CROSS JOIN LATERAL generate_series(1, h.last) n
    LEFT JOIN file_serial f ON f.bureau_id = h.bureau_id AND f.series = h.series AND f.year = h.year AND f.serial = n
    WHERE h.bureau_id = ${tx.bureauId} AND f.serial IS NULL ORDER BY 1`.execute(tx.db);
  return rows.map(({ missing }) => missing);
}

function documents(tx: ReadTx) {
  return tx.db
    .selectFrom('document as d')
    .leftJoin('document_end as e', (join) =>
      join.onRef('e.bureau_id', '=', 'd.bureau_id').onRef('e.document_id', '=', 'd.document_id'),
    )
    .leftJoin('document as s', (join) =>
      join.onRef('s.bureau_id', '=', 'e.bureau_id').onRef('s.document_id', '=', 'e.superseded_by'),
    )
    .select([
      'd.document_id as documentId',
      'd.number',
      'd.form',
      'd.title',
      'd.file_id as fileId',
      'd.about_id as aboutId',
      'd.code',
      'd.sha256',
      'd.size',
      'd.issued_on as issuedOn',
      'd.issued_at as issuedAt',
      'd.issued_by as issuedBy',
      'e.kind as endKind',
      'e.at as endedAt',
      's.number as successor',
    ])
    .where('d.bureau_id', '=', tx.bureauId);
}

type Row = Omit<RegisteredDocument, 'end'> & {
  readonly endKind: 'voided' | 'superseded' | null;
  readonly endedAt: string | null;
  readonly successor: string | null;
};

function toDocument({ endKind, endedAt, successor, ...document }: Row): RegisteredDocument {
  return { ...document, end: endKind === null ? null : { kind: endKind, on: dayOf(endedAt ?? ''), by: successor } };
}
