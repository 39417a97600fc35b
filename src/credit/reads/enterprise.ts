/** The enterprise of a credit code as the directory has it now. @module */
import type { ReadTx } from '../../core/transact.ts';
import type { CreditClass } from '../../directory/types/vocabulary.ts';

export interface ListedEnterprise {
  readonly enterpriseId: string;
  readonly name: string;
  readonly creditCode: string;
  readonly creditClass: CreditClass | null;
}

/** Undefined for a party that is not in the directory: only its enterprises can be listed here. */
export async function enterpriseOf(tx: ReadTx, creditCode: string): Promise<ListedEnterprise | undefined> {
  return tx.db
    .selectFrom('enterprise')
    .select(['enterprise_id as enterpriseId', 'name', 'credit_code as creditCode', 'credit_class as creditClass'])
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', creditCode)
    .where('removed', '=', false)
    .executeTakeFirst();
}
