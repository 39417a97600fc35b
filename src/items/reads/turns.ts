/** Editions on their way, and changes of law nobody has reviewed. @module */
import type { ReadTx } from '../../core/transact.ts';
import { pageOfTurns, pagesOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import { CATALOGUE_OWED } from '../rules/duties.ts';
import { CATALOGUE_STATES } from '../types.ts';
import { listLawChanges } from './law.ts';

const REVIEW = 'items.review-change';

export async function itemsTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const rows = await tx.db
    .selectFrom('item_catalogue')
    .select(['edition', 'state'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '<>', 'published')
    .execute();
  const editions = rows.flatMap(({ edition, state }) =>
    CATALOGUE_OWED[state].map((duty) => ({
      duty,
      record: String(edition),
      where: `随机抽查事项清单第 ${edition} 版`,
      stands: CATALOGUE_STATES[state],
      dueOn: null,
      href: `/items/editions/${edition}` as const,
    })),
  );
  return [...pagesOfTurns(editions, asked), ...(await lawTurns(tx, asked))];
}

/** Due on the day the change is in force. */
async function lawTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  if (!asked.duties.has(REVIEW)) return [];
  const open = (await listLawChanges(tx, true))
    .filter((change) => change.open.length > 0)
    .map(({ instrument, changesOn, open: items }) => ({
      record: `${instrument}/${changesOn}`,
      where: `《${instrument}》`,
      stands: `${items.length} 个事项待复核`,
      dueOn: changesOn,
      href: '/items/law' as const,
    }));
  return pageOfTurns(REVIEW, open, asked);
}
