/** Reads of the law: its versions, what a change touches, what was reviewed. @module */
import type { ReadTx } from '../../core/transact.ts';
import { dayOf } from '../../core/clock.ts';
import { listCatalogues, listItemsOf } from '../reads.ts';
import { isWrittenAfter, lawChangesOf, touchedBy } from '../rules/law.ts';
import type { ItemVersion } from '../types.ts';
import { basesQuery, toBasis } from './bases.ts';
import type { LawChange, LawChangeView, LawSummary, RegisteredBasis, TouchedItem } from '../types/law.ts';

/** All versions of the articles of these instruments, or of all; an end that was entered later counts. */
export async function listRegistered(tx: ReadTx, instruments?: readonly string[]): Promise<RegisteredBasis[]> {
  if (instruments?.length === 0) return [];
  const rows = await basesQuery(tx)
    .$if(instruments !== undefined, (query) => query.where('b.instrument', 'in', instruments ?? []))
    .orderBy('b.instrument')
    .orderBy('b.article')
    .orderBy('b.valid_from')
    .execute();
  return rows.map((row) => ({ ...toBasis(row), addedAt: row.known_at }));
}

/** 法规目录: every instrument with the version of today, or its last one. */
export async function listLaws(tx: ReadTx): Promise<LawSummary[]> {
  const byName = Map.groupBy(await listRegistered(tx), ({ instrument }) => instrument);
  return [...byName].map(([instrument, bases]) => {
    const begun = [...new Set(bases.map(({ validFrom }) => validFrom))].toSorted();
    const current = begun.findLast((day) => day <= tx.today) ?? begun[0] ?? '';
    const texts = bases.filter(({ validFrom }) => validFrom === current);
    const ends = texts.map(({ validTo }) => validTo);
    return {
      instrument,
      version: texts[0]?.version ?? '',
      validFrom: current,
      validTo: ends.includes(null)
        ? null
        : (ends
            .flatMap((end) => end ?? [])
            .toSorted()
            .at(-1) ?? null),
      articles: texts.length,
      versions: begun.length,
    };
  });
}

/** The items of the latest edition, drafts before what is published: those that somebody can still change. */
export async function listLatestItems(tx: ReadTx): Promise<ItemVersion[]> {
  const [latest] = await listCatalogues(tx);
  return latest === undefined ? [] : listItemsOf(tx, latest.edition);
}

/** Every change with the items it touches, the latest first. `citedOnly` reads no more than what items rest on. */
export async function listLawChanges(tx: ReadTx, citedOnly = false): Promise<LawChangeView[]> {
  const items = await listLatestItems(tx);
  const cited = [...new Set(items.flatMap(({ content }) => content.bases.map(({ instrument }) => instrument)))];
  const changes = lawChangesOf(await listRegistered(tx, citedOnly ? cited : undefined));
  const reviews = await tx.db.selectFrom('law_review').selectAll().where('bureau_id', '=', tx.bureauId).execute();
  const saved = await savedOf(tx, items);
  return changes.map((change) => {
    const reviewOf = ({ itemId }: TouchedItem) =>
      reviews.find(
        ({ instrument, changes_on: on, item_id: id }) =>
          instrument === change.instrument && on === change.changesOn && id === itemId,
      );
    const touched = touchedBy(change, items).filter(
      ({ itemId, isEnding }) => isEnding || !isWrittenAfter(saved.get(itemId) ?? { on: '', at: '' }, change),
    );
    return {
      instrument: change.instrument,
      changesOn: change.changesOn,
      articles: [...change.articles],
      open: touched.filter((item) => item.isEnding || reviewOf(item) === undefined),
      reviewed: touched.flatMap((item) => {
        const review = reviewOf(item);
        if (review === undefined || item.isEnding) return [];
        const { note, reviewed_by: reviewedBy, reviewed_on: reviewedOn } = review;
        return [{ ...item, review: { note, reviewedBy, reviewedOn } }];
      }),
    };
  });
}

/** The change of an instrument on a day, as the law stands now. */
export async function findLawChange(tx: ReadTx, instrument: string, changesOn: string): Promise<LawChange | undefined> {
  return lawChangesOf(await listRegistered(tx, [instrument])).find((change) => change.changesOn === changesOn);
}

async function savedOf(
  tx: ReadTx,
  items: readonly ItemVersion[],
): Promise<ReadonlyMap<string, { readonly on: string; readonly at: string }>> {
  if (items.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('inspection_item')
    .select(['item_id', 'saved_at'])
    .where('bureau_id', '=', tx.bureauId)
    .where(
      'item_id',
      'in',
      items.map(({ itemId }) => itemId),
    )
    .execute();
  return new Map(rows.map(({ item_id: id, saved_at: at }) => [id, { on: dayOf(at), at }]));
}
