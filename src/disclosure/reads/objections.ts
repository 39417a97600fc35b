/** Objections for whoever answers or supervises, and for whoever has the receipt. @module */
import { sql, type Selectable } from 'kysely';
import type { FieldCipher } from '../../core/field-cipher.ts';
import type { Runtime } from '../../core/runtime.ts';
import { openFile } from '../../core/sealed-files.ts';
import type { ReadTx } from '../../core/transact.ts';
import { copyWithoutTraces } from '../../core/uploads/copy.ts';
import { accessCode, readAccessCode } from '../../rectification/rules/access.ts';
import type { DisclosureObjectionTable } from '../tables.ts';
import type { ObjectionFormat } from '../types/objection.ts';
import type { AllHands, Standing } from '../rules/objection.ts';
import type { Source } from '../types.ts';
import { isHandlerOf, type Entry } from './entries.ts';

export type ObjectionRecord = Selectable<DisclosureObjectionTable>;
export type ListedObjection = Omit<ObjectionRecord, 'words' | 'contact_sealed' | 'code_hash' | 'code_sealed'> & {
  readonly source: Source;
  readonly enterprise: string;
};

/** Without an objection: the context of the hash that finds it. */
export function objectionContext(bureauId: number, objectionId = ''): string {
  return `objection ${bureauId} ${objectionId}`;
}

/** A new code, and how the row keeps it. @param secret 20 hex digits */
export function sealedCode(
  cipher: FieldCipher,
  bureauId: number,
  objectionId: string,
  secret: string,
): { readonly code_hash: Buffer; readonly code_sealed: Buffer } {
  const code = accessCode(secret);
  return {
    code_hash: cipher.hash(code, objectionContext(bureauId)),
    code_sealed: cipher.seal(code, objectionContext(bureauId, objectionId)),
  };
}

/** The code on the receipt. */
export function receiptCode(
  cipher: FieldCipher,
  row: Pick<ObjectionRecord, 'bureau_id' | 'objection_id' | 'code_sealed'>,
): string {
  return cipher.open(row.code_sealed, objectionContext(row.bureau_id, row.objection_id));
}

/** The objection that a typed code opens; undefined when it opens none. */
export async function findByReceipt(
  tx: ReadTx,
  cipher: FieldCipher,
  typed: string,
): Promise<ObjectionRecord | undefined> {
  const code = readAccessCode(typed);
  if (code === undefined) return undefined;
  return tx.db
    .selectFrom('disclosure_objection')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('code_hash', '=', cipher.hash(code, objectionContext(tx.bureauId)))
    .executeTakeFirst();
}

export async function findObjection(tx: ReadTx, objectionId: string): Promise<ObjectionRecord | undefined> {
  return tx.db
    .selectFrom('disclosure_objection')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .executeTakeFirst();
}

/** What waits first and of that what is due first, then the newest; `most` in all. */
export async function listObjections(tx: ReadTx, most: number): Promise<ListedObjection[]> {
  return listed(tx)
    .orderBy(sql`o.state = 'open'`, 'desc')
    .orderBy(sql`CASE WHEN o.state = 'open' THEN o.due_on END`)
    .orderBy('o.received_at', 'desc')
    .orderBy('o.objection_id')
    .limit(most)
    .execute();
}

/** Every objection that waits, the nearest day first. */
export async function listOpenObjections(tx: ReadTx): Promise<ListedObjection[]> {
  return listed(tx).where('o.state', '=', 'open').orderBy('o.due_on').orderBy('o.objection_id').execute();
}

/** Whatever was objected to by the enterprise of that order, the newest first. */
export async function listObjectionsOfOrder(tx: ReadTx, orderId: string): Promise<ObjectionRecord[]> {
  return tx.db
    .selectFrom('disclosure_objection')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('order_id', '=', orderId)
    .orderBy('received_at', 'desc')
    .orderBy('objection_id')
    .execute();
}

function listed(tx: ReadTx) {
  return tx.db
    .selectFrom('disclosure_objection as o')
    .innerJoin('disclosure_entry as e', (join) =>
      join.onRef('e.bureau_id', '=', 'o.bureau_id').onRef('e.entry_id', '=', 'o.entry_id'),
    )
    .select([
      'o.bureau_id',
      'o.objection_id',
      'o.entry_id',
      'o.version',
      'o.objector',
      'o.order_id',
      'o.ground',
      'o.state',
      'o.received_at',
      'o.received_on',
      'o.workdays',
      'o.due_on',
      'o.decided_by',
      'o.decided_on',
      'o.reason',
      'o.decided_version',
      'e.source',
      sql<string>`e.content->'enterprise'->>'name'`.as('enterprise'),
    ])
    .where('o.bureau_id', '=', tx.bureauId);
}

/** How many wait of the public's, or of the enterprise's, for one entry. */
export async function countOpen(tx: ReadTx, entryId: string, objector: ObjectionRecord['objector']): Promise<number> {
  const { open } = await tx.db
    .selectFrom('disclosure_objection')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('bureau_id', '=', tx.bureauId)
    .where('entry_id', '=', entryId)
    .where('objector', '=', objector)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** What the bureau last set; undefined before it set anything. */
export async function findObjectionTerm(
  tx: ReadTx,
): Promise<{ readonly version: number; readonly workdays: number } | undefined> {
  return tx.db
    .selectFrom('disclosure_objection_term')
    .select(['version', 'workdays'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Everybody who may not answer for the entry. */
export async function allHandsOf(tx: ReadTx, entry: Entry, staffId: string): Promise<AllHands> {
  return {
    confirmedBy: entry.confirmed_by,
    approvedBy: entry.approved_by,
    redactedBy: entry.redacted_by,
    publishedBy: entry.published_by,
    isHandler: await isHandlerOf(tx, entry, staffId),
  };
}

export function standingOf(entry: Entry, today: string): Standing {
  return { state: entry.state, publicUntil: entry.public_until, today };
}

export async function listObjectionFiles(tx: ReadTx, objectionId: string) {
  return tx.db
    .selectFrom('disclosure_objection_file')
    .select(['file_id as fileId', 'format', 'sha256', 'size'])
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .orderBy('file_id')
    .execute();
}

/** The file for a screen: a picture without place, time and device. Undefined when the objection has no such file. */
export async function readObjectionFile(
  tx: ReadTx,
  { files, fieldCipher }: Pick<Runtime, 'files' | 'fieldCipher'>,
  objectionId: string,
  fileId: string,
): Promise<{ readonly format: ObjectionFormat; readonly bytes: Buffer } | undefined> {
  const row = await tx.db
    .selectFrom('disclosure_objection_file')
    .select(['format', 'stored'])
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .where('file_id', '=', fileId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const original = openFile(fieldCipher, objectionContext(tx.bureauId, objectionId), await files.get(row.stored));
  return { format: row.format, bytes: copyWithoutTraces(row.format, original) };
}
