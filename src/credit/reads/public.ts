/** The list as the public reads it: published and not over, read from the entries themselves, so that a removal shows at once. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listingRules } from '../rules/listing.ts';
import { PUBLIC_STATES } from '../types/credit.ts';
import type { PublicListing } from '../types/views.ts';

/** Units only; no person stands here. What has run out is not shown, whether or not anybody has noted it yet. */
export async function listPublicEntries(tx: ReadTx, creditCode?: string): Promise<PublicListing[]> {
  let found = tx.db
    .selectFrom('credit_entry')
    .select([
      'entry_id',
      'enterprise_name',
      'credit_code',
      'rules',
      'situation',
      'listed_on',
      'published_on',
      'ends_on',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', 'in', PUBLIC_STATES)
    .where('ends_on', '>=', tx.today);
  if (creditCode !== undefined) found = found.where('credit_code', '=', creditCode);
  const rows = await found.orderBy('published_on', 'desc').orderBy('entry_id').execute();
  return rows.map((row) => {
    const rules = listingRules(row.rules);
    return {
      id: row.entry_id,
      enterprise: row.enterprise_name,
      creditCode: row.credit_code,
      situation: rules.situations.find(({ code }) => code === row.situation)?.title ?? row.situation,
      basis: rules.name,
      listedOn: row.listed_on ?? '',
      publishedOn: row.published_on ?? '',
      endsOn: row.ends_on ?? '',
    };
  });
}
