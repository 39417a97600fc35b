/** The code of a case: sealed in its row, found by a keyed hash, as that of an order. @module */
import type { FieldCipher } from '../../core/field-cipher.ts';
import type { ReadTx } from '../../core/transact.ts';
import { doorOf, keptCode, type KeptCode } from '../../rectification/reads/access.ts';
import { readAccessCode } from '../../rectification/rules/access.ts';
import '../tables.ts';
import type { CaseView } from '../types/views.ts';

/** Without a case: the context of the hash that finds it. */
export function codeContext(bureauId: number, caseId?: string): string {
  return caseId === undefined ? `penalty code ${bureauId}` : `penalty code ${bureauId} ${caseId}`;
}

/** The code of a case, that nobody has had before. */
export function newCode(cipher: FieldCipher, bureauId: number, caseId: string): KeptCode {
  return keptCode(cipher, codeContext, bureauId, caseId);
}

/** The case that a typed code opens; undefined when it opens none. */
export async function findCaseByCode(tx: ReadTx, cipher: FieldCipher, typed: string): Promise<string | undefined> {
  const code = readAccessCode(typed);
  if (code === undefined) return undefined;
  const row = await tx.db
    .selectFrom('penalty_access')
    .select('case_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('code_hash', '=', cipher.hash(code, codeContext(tx.bureauId)))
    .executeTakeFirst();
  return row?.case_id;
}

export async function hasAccess(tx: ReadTx, caseId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('penalty_access')
    .select('case_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What the handlers hand over: address, code, and both as a QR code at the bureau's public address; null before the filing. */
export async function accessOf(tx: ReadTx, cipher: FieldCipher, caseId: string): Promise<CaseView['access']> {
  const row = await tx.db
    .selectFrom('penalty_access')
    .select('code_sealed')
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return doorOf(tx, cipher.open(row.code_sealed, codeContext(tx.bureauId, caseId)));
}
