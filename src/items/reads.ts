/** Reads of the item list, for this module and the later ones. @module */
import { containing } from '../core/like.ts';
import type { Selectable } from 'kysely';
import { addDays } from '../core/calendar/day.ts';
import { documentHash } from '../core/command.ts';
import type { ReadTx } from '../core/transact.ts';
import { basesQuery, toBasis } from './reads/bases.ts';
import { diffItems } from './rules/catalogue.ts';
import { formatCitation } from './rules/citations.ts';
import { documentOf } from './rules/document.ts';
import type { InspectionItemTable, ItemCatalogueTable } from './tables.ts';
import type { BasisRef, Catalogue, ItemVersion, LegalBasis, PublicCatalogue } from './types.ts';

/** The edition in force on `day`: the last one published on or before it. */
export async function findPublishedCatalogue(tx: ReadTx, day: string): Promise<Catalogue | undefined> {
  const row = await tx.db
    .selectFrom('item_catalogue')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'published')
    .where('published_on', '<=', day)
    .orderBy('edition', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && toCatalogue(row);
}

/** The items that may be inspected on `day`, in the order of the list. Empty before the first publication. */
export async function listPublishedItems(tx: ReadTx, day: string): Promise<ItemVersion[]> {
  const catalogue = await findPublishedCatalogue(tx, day);
  return catalogue === undefined ? [] : listItemsOf(tx, catalogue.edition);
}

/** Whether exactly this version of an item stands in the list published on `day` (未经公布的，不得实施). */
export async function isPublished(tx: ReadTx, itemId: string, day: string): Promise<boolean> {
  return (await listPublishedItems(tx, day)).some((item) => item.itemId === itemId);
}

/** Every edition, the newest first. */
export async function listCatalogues(tx: ReadTx): Promise<Catalogue[]> {
  const rows = await tx.db
    .selectFrom('item_catalogue')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('edition', 'desc')
    .execute();
  return rows.map(toCatalogue);
}

export async function findCatalogue(tx: ReadTx, edition: number): Promise<Catalogue | undefined> {
  const row = await tx.db
    .selectFrom('item_catalogue')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('edition', '=', edition)
    .executeTakeFirst();
  return row && toCatalogue(row);
}

/** The items of an edition, in its order. */
export async function listItemsOf(tx: ReadTx, edition: number): Promise<ItemVersion[]> {
  const catalogue = await tx.db
    .selectFrom('item_catalogue')
    .select('item_ids')
    .where('bureau_id', '=', tx.bureauId)
    .where('edition', '=', edition)
    .executeTakeFirst();
  return listItemsById(tx, catalogue?.item_ids ?? []);
}

/** These versions, in the order asked for; @throws when one is missing, since nothing deletes them. */
export async function listItemsById(tx: ReadTx, itemIds: readonly string[]): Promise<ItemVersion[]> {
  if (itemIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('inspection_item')
    .select(['item_id', 'version', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .where('item_id', 'in', itemIds)
    .execute();
  const byId = new Map(rows.map((row) => [row.item_id, toItem(row)]));
  return itemIds.map((itemId) => {
    const item = byId.get(itemId);
    if (item === undefined) throw new Error(`item ${itemId} is listed but does not exist`);
    return item;
  });
}

/** The items of the edition before, empty for the first. */
export async function listItemsBefore(tx: ReadTx, edition: number): Promise<ItemVersion[]> {
  return edition === 1 ? [] : listItemsOf(tx, edition - 1);
}

/** One version with its history row; undefined when this bureau has none of that id. */
export async function findItem(tx: ReadTx, itemId: string): Promise<Selectable<InspectionItemTable> | undefined> {
  return tx.db
    .selectFrom('inspection_item')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('item_id', '=', itemId)
    .executeTakeFirst();
}

/** All versions of a code, the newest first. */
export async function listVersions(tx: ReadTx, code: string): Promise<Selectable<InspectionItemTable>[]> {
  return tx.db
    .selectFrom('inspection_item')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute();
}

/** 施行期间 of every version that was ever published, by its id: from the first edition that has it to the day before one that has not. */
export async function validDays(
  tx: ReadTx,
): Promise<ReadonlyMap<string, { readonly from: string; readonly to: string | null }>> {
  const editions = await tx.db
    .selectFrom('item_catalogue')
    .select(['item_ids as itemIds', 'published_on as publishedOn'])
    .where('bureau_id', '=', tx.bureauId)
    .where('state', '=', 'published')
    .orderBy('edition')
    .execute();
  const found = new Map<string, { from: string; to: string | null }>();
  for (const { itemIds, publishedOn } of editions) {
    if (publishedOn === null) continue;
    const listed = new Set(itemIds);
    for (const [itemId, days] of found)
      if (days.to === null && !listed.has(itemId)) found.set(itemId, { ...days, to: addDays(publishedOn, -1) });
    for (const itemId of itemIds) if (!found.has(itemId)) found.set(itemId, { from: publishedOn, to: null });
  }
  return found;
}

/** All versions of the articles that are cited; a caller picks by day with `basisOn`. */
export async function listBasesOf(
  tx: ReadTx,
  refs: readonly Pick<BasisRef, 'instrument' | 'article'>[],
): Promise<LegalBasis[]> {
  if (refs.length === 0) return [];
  const rows = await basesQuery(tx)
    .where('b.instrument', 'in', [...new Set(refs.map(({ instrument }) => instrument))])
    .where('b.article', 'in', [...new Set(refs.map(({ article }) => article))])
    .execute();
  return rows.map(toBasis);
}

/** Articles of one instrument, or those whose text or instrument contains `q`; at most 200. */
export async function searchBases(tx: ReadTx, q: string): Promise<LegalBasis[]> {
  const like = containing(q);
  const rows = await basesQuery(tx)
    .where((eb) => eb.or([eb('b.instrument', 'like', like), eb('b.text', 'like', like)]))
    .orderBy('b.instrument')
    .orderBy('b.article')
    .orderBy('b.valid_from', 'desc')
    .limit(200)
    .execute();
  return rows.map(toBasis);
}

/** What the public sees (allow-list): the list in force on `day` and what it changed; undefined before the first. */
export async function findPublicCatalogue(tx: ReadTx, day: string): Promise<PublicCatalogue | undefined> {
  const catalogue = await findPublishedCatalogue(tx, day);
  if (catalogue === undefined || catalogue.publishedOn === null || catalogue.hash === null) return undefined;
  const items = await listItemsOf(tx, catalogue.edition);
  return {
    edition: catalogue.edition,
    publishedOn: catalogue.publishedOn,
    hash: catalogue.hash,
    items: items.map(({ version, content }) => ({
      code: content.code,
      version,
      name: content.name,
      category: content.category,
      kind: content.kind,
      subject: content.subject,
      scope: content.scope,
      methods: content.methods,
      selection: content.selection,
      ratio: content.ratio,
      frequency: content.frequency,
      cap: content.cap,
      ...(content.joint === undefined ? {} : { joint: content.joint }),
      ...(content.channelUrl === undefined ? {} : { channelUrl: content.channelUrl }),
      points: content.points.map(({ no, question }) => ({ no, question })),
      duties: content.bases.filter(({ role }) => role === 'duty').map(formatCitation),
      penalties: content.bases.filter(({ role }) => role === 'penalty').map(formatCitation),
    })),
    diff: diffItems(await listItemsBefore(tx, catalogue.edition), items),
  };
}

/** The hash of the whole list as it stands: what the approver saw is what is published. */
export function catalogueHash(edition: number, items: readonly ItemVersion[]): string {
  return documentHash(documentOf({ edition, items }));
}

export function toItem(row: Pick<Selectable<InspectionItemTable>, 'item_id' | 'version' | 'content'>): ItemVersion {
  return { itemId: row.item_id, version: row.version, content: row.content };
}

export function toCatalogue(row: Selectable<ItemCatalogueTable>): Catalogue {
  return {
    edition: row.edition,
    state: row.state,
    itemCount: row.item_ids.length,
    draftedBy: [...row.drafted_by],
    submittedBy: row.submitted_by,
    approvedBy: row.approved_by,
    approvedOn: row.approved_on,
    publishedBy: row.published_by,
    publishedOn: row.published_on,
    returnReason: row.return_reason,
    hash: row.hash,
  };
}
