/** Penalties in force: decided, served, and not revoked. @module */
import type { ReadTx } from '../../core/transact.ts';
import type { CaseFile } from '../../penalty/types/file.ts';
import '../../penalty/tables.ts';
import type { PenaltyInForce } from '../types/penalty.ts';

/** All of the bureau, or of one credit code, the newest first. */
export async function listPenalties(tx: ReadTx, creditCode?: string): Promise<PenaltyInForce[]> {
  let found = tx.db
    .selectFrom('penalty_case')
    .select(['case_id', 'credit_code', 'party_name', 'cause', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('decided_on', 'is not', null);
  if (creditCode !== undefined) found = found.where('credit_code', '=', creditCode);
  const rows = await found.orderBy('decided_on', 'desc').orderBy('case_id').execute();
  return rows.flatMap((row) => {
    const force = inForce(row.content);
    const { case_id: caseId, credit_code: code, party_name: party, cause } = row;
    return force === undefined ? [] : [{ caseId, creditCode: code, party, cause, ...force }];
  });
}

/** Undefined when there is none such, or it is not in force. */
export async function findPenalty(tx: ReadTx, caseId: string): Promise<PenaltyInForce | undefined> {
  const row = await tx.db
    .selectFrom('penalty_case')
    .select('credit_code')
    .where('bureau_id', '=', tx.bureauId)
    .where('case_id', '=', caseId)
    .executeTakeFirst();
  return row && (await listPenalties(tx, row.credit_code)).find((penalty) => penalty.caseId === caseId);
}

function inForce(file: CaseFile): Pick<PenaltyInForce, 'decidedOn' | 'servedOn' | 'isPerformed'> | undefined {
  const { decision, servedOn, revokedOn, executedOn } = file;
  if (decision?.outcome.kind !== 'penalty' || servedOn === null || revokedOn !== null) return undefined;
  return { decidedOn: decision.on, servedOn, isPerformed: executedOn !== null };
}
