/** Writes of the item list. @module */
import type { Selectable } from 'kysely';
import type { Tx } from '../core/transact.ts';
import { findPublishedCatalogue, listVersions } from './reads.ts';
import type { ItemCatalogueTable } from './tables.ts';
import type { ItemContent, LegalBasis } from './types.ts';

type CatalogueRow = Selectable<ItemCatalogueTable>;

/** Adds the articles that are not there yet; returns how many. An article once entered never changes. */
export async function insertBases(tx: Tx, bases: readonly LegalBasis[]): Promise<number> {
  const result = await tx.db
    .insertInto('legal_basis')
    .values(
      bases.map((basis) => ({
        bureau_id: tx.bureauId,
        instrument: basis.instrument,
        version: basis.version,
        article: basis.article,
        text: basis.text,
        valid_from: basis.validFrom,
        valid_to: basis.validTo,
        source: basis.source,
        added_at: tx.now,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0n);
}

/** Ends these versions of articles after `lastDay`; those that have an end already keep it. */
export async function endBases(
  tx: Tx,
  bases: readonly Pick<LegalBasis, 'instrument' | 'article' | 'validFrom'>[],
  lastDay: string,
  source: string,
): Promise<void> {
  if (bases.length === 0) return;
  await tx.db
    .insertInto('legal_basis_end')
    .values(
      bases.map(({ instrument, article, validFrom }) => ({
        bureau_id: tx.bureauId,
        instrument,
        article,
        valid_from: validFrom,
        last_day: lastDay,
        source,
        added_at: tx.now,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Notes that an item was reviewed after a change; false when it was before. */
export async function insertReview(
  tx: Tx,
  review: { readonly instrument: string; readonly changesOn: string; readonly itemId: string; readonly note: string },
): Promise<boolean> {
  const result = await tx.db
    .insertInto('law_review')
    .values({
      bureau_id: tx.bureauId,
      instrument: review.instrument,
      changes_on: review.changesOn,
      item_id: review.itemId,
      note: review.note,
      reviewed_by: tx.actor.staffId,
      reviewed_on: tx.today,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The edition being prepared, locked; begun as a copy of the list in force when there is none. */
export async function lockOrBeginCatalogue(tx: Tx): Promise<CatalogueRow> {
  const open = await lockOpenCatalogue(tx);
  if (open !== undefined) return open;
  const { last } = await tx.db
    .selectFrom('item_catalogue')
    .select((eb) => eb.fn.max('edition').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const published = await findPublishedCatalogue(tx, tx.today);
  const current = published && (await lockCatalogue(tx, published.edition));
  await tx.db
    .insertInto('item_catalogue')
    .values({
      bureau_id: tx.bureauId,
      edition: (last ?? 0) + 1,
      state: 'draft',
      item_ids: JSON.stringify(current?.item_ids ?? []),
      drafted_by: '[]',
    })
    // Two people may begin at once: one edition is open, both work on it.
    .onConflict((oc) => oc.doNothing())
    .execute();
  const begun = await lockOpenCatalogue(tx);
  if (begun === undefined) throw new Error('no edition is open after one was begun');
  return begun;
}

async function lockOpenCatalogue(tx: Tx): Promise<CatalogueRow | undefined> {
  return tx.db
    .selectFrom('item_catalogue')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '<>', 'published')
    .forUpdate()
    .executeTakeFirst();
}

export async function lockCatalogue(tx: Tx, edition: number): Promise<CatalogueRow | undefined> {
  return tx.db
    .selectFrom('item_catalogue')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('edition', '=', edition)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes columns of an edition the caller has locked. */
export async function updateCatalogue(
  tx: Tx,
  edition: number,
  change: Partial<Omit<CatalogueRow, 'bureau_id' | 'edition' | 'item_ids' | 'drafted_by'>>,
): Promise<void> {
  await tx.db
    .updateTable('item_catalogue')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('edition', '=', edition)
    .executeTakeFirstOrThrow();
}

/** Sets the items of the draft and notes the actor among its drafters. */
export async function setDraftItems(tx: Tx, draft: CatalogueRow, itemIds: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('item_catalogue')
    .set({
      item_ids: JSON.stringify(itemIds),
      drafted_by: JSON.stringify([...new Set([...draft.drafted_by, tx.actor.staffId])]),
    })
    .where('bureau_id', '=', tx.bureauId)
    .where('edition', '=', draft.edition)
    .executeTakeFirstOrThrow();
}

/** Saves the content as the draft's version of its code: in place when the draft made it, else as the next version. */
export async function saveDraftItem(
  tx: Tx,
  draft: CatalogueRow,
  content: ItemContent,
): Promise<{ itemId: string; version: number }> {
  const [latest] = await listVersions(tx, content.code);
  const saved = { content: JSON.stringify(content), saved_by: tx.actor.staffId, saved_at: tx.now };
  if (latest !== undefined && latest.edition === draft.edition) {
    await tx.db
      .updateTable('inspection_item')
      .set({ ...saved, revision: latest.revision + 1 })
      .where('bureau_id', '=', tx.bureauId)
      .where('item_id', '=', latest.item_id)
      .executeTakeFirstOrThrow();
    return { itemId: latest.item_id, version: latest.version };
  }
  const itemId = tx.newId();
  const version = (latest?.version ?? 0) + 1;
  await tx.db
    .insertInto('inspection_item')
    .values({
      bureau_id: tx.bureauId,
      item_id: itemId,
      code: content.code,
      version,
      edition: draft.edition,
      revision: 1,
      sealed: false,
      ...saved,
    })
    .execute();
  return { itemId, version };
}

/** Seals the versions of a published edition: from now on the database refuses to change them. */
export async function sealItems(tx: Tx, itemIds: readonly string[]): Promise<void> {
  await tx.db
    .updateTable('inspection_item')
    .set({ sealed: true })
    .where('bureau_id', '=', tx.bureauId)
    .where('item_id', 'in', itemIds)
    .where('sealed', '=', false)
    .execute();
}
