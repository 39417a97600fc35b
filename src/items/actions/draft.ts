/** Preparing the next edition item by item. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { itemsDeeds } from '../deeds.ts';
import { findItem, listItemsById } from '../reads.ts';
import { stateRefusals } from '../rules/catalogue.ts';
import { documentOf } from '../rules/document.ts';
import { pointRefusals } from '../rules/points.ts';
import { ItemContent, type ItemVersion } from '../types.ts';
import { lockOrBeginCatalogue, saveDraftItem, setDraftItems } from '../writes.ts';

/** Saves one item into the edition being prepared. `seen` is what the editor had before its eyes; null for a new item. */
export const saveItem = defineDeed({
  kind: 'items.save',
  rule: itemsDeeds['items.save'],
  input: z.object({ content: ItemContent, seen: z.object({ itemId: z.uuid(), revision: z.int() }).nullable() }),
  output: z.object({ itemId: z.uuid(), edition: z.int(), version: z.int() }),
  run: async (tx, { content, seen }) => {
    const draft = await lockOrBeginCatalogue(tx);
    const listed = await listItemsById(tx, draft.item_ids);
    const existing = listed.find((item) => item.content.code === content.code);
    const refusals = [
      ...stateRefusals(draft.state, ['draft']),
      ...pointRefusals(content.points, content.bases).map(({ at, ...refusal }) => ({
        ...refusal,
        at: `content.${at}`,
      })),
      ...(await seenRefusals(tx, existing, seen)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const { itemId, version } = await saveDraftItem(tx, draft, content);
    const itemIds =
      existing === undefined
        ? [...draft.item_ids, itemId]
        : draft.item_ids.map((each) => (each === existing.itemId ? itemId : each));
    await setDraftItems(tx, draft, itemIds);
    tx.record({
      kind: 'items.save',
      subject: `item/${itemId}`,
      facts: { edition: draft.edition, code: content.code, version, hash: documentHash(documentOf(content)) },
    });
    return ok({ itemId, edition: draft.edition, version });
  },
});

/** Takes an item out of the edition being prepared; its versions and the published editions stay. */
export const removeItem = defineDeed({
  kind: 'items.remove',
  rule: itemsDeeds['items.remove'],
  input: z.object({ itemId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  output: z.object({ edition: z.int() }),
  run: async (tx, { itemId, reason }) => {
    const draft = await lockOrBeginCatalogue(tx);
    const refusals = stateRefusals(draft.state, ['draft']);
    if (!draft.item_ids.includes(itemId)) refusals.push({ code: 'item-not-found', at: itemId });
    if (refusals.length > 0) return refuse(refusals);
    await setDraftItems(
      tx,
      draft,
      draft.item_ids.filter((each) => each !== itemId),
    );
    tx.record({ kind: 'items.remove', subject: `item/${itemId}`, facts: { edition: draft.edition, reason } });
    return ok({ edition: draft.edition });
  },
});

async function seenRefusals(
  tx: Tx,
  existing: ItemVersion | undefined,
  seen: { readonly itemId: string; readonly revision: number } | null,
): Promise<Refusal[]> {
  if (existing === undefined) return seen === null ? [] : [{ code: 'item-not-found', at: seen.itemId }];
  const { code } = existing.content;
  if (seen === null) return [{ code: 'item-code-taken', at: 'content.code', facts: { code } }];
  const row = await findItem(tx, existing.itemId);
  const isSame = seen.itemId === existing.itemId && seen.revision === row?.revision;
  return isSame ? [] : [{ code: 'item-changed-meanwhile', facts: { code } }];
}
