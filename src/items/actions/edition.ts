/** Submitting, approving and publishing an edition of the list. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { itemsDeeds } from '../deeds.ts';
import { catalogueHash, listBasesOf, listItemsBefore, listItemsById, toCatalogue } from '../reads.ts';
import { basisRefusals, separationRefusals, stateRefusals, submitRefusals } from '../rules/catalogue.ts';
import type { ItemVersion, LegalBasis } from '../types.ts';
import { lockCatalogue, sealItems, updateCatalogue } from '../writes.ts';

const Edition = z.object({ edition: z.int().min(1) });
/** The edition exactly as the actor saw it. */
const SeenEdition = Edition.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Hands the draft to the head. */
export const submitCatalogue = defineDeed({
  kind: 'items.submit',
  rule: itemsDeeds['items.submit'],
  input: Edition,
  output: Edition,
  run: async (tx, { edition }) => {
    const row = await lockCatalogue(tx, edition);
    if (row === undefined) return refuse([{ code: 'catalogue-not-found' }]);
    const items = await listItemsById(tx, row.item_ids);
    const refusals = submitRefusals(
      row.state,
      items,
      await listItemsBefore(tx, edition),
      await basesOf(tx, items),
      tx.today,
    );
    if (refusals.length > 0) return refuse(refusals);
    await updateCatalogue(tx, edition, { state: 'submitted', submitted_by: tx.actor.staffId, return_reason: null });
    tx.record({
      kind: 'items.submit',
      subject: `catalogue/${edition}`,
      facts: { items: items.length, hash: catalogueHash(edition, items) },
    });
    return ok({ edition });
  },
});

/** Gives the edition back to its drafters. */
export const returnCatalogue = defineDeed({
  kind: 'items.return',
  rule: itemsDeeds['items.return'],
  input: Edition.extend({ reason: z.string().trim().min(1, '请写明退回理由').max(500) }),
  output: Edition,
  run: async (tx, { edition, reason }) => {
    const row = await lockCatalogue(tx, edition);
    if (row === undefined) return refuse([{ code: 'catalogue-not-found' }]);
    const refusals = stateRefusals(row.state, ['submitted', 'approved']);
    if (refusals.length > 0) return refuse(refusals);
    await updateCatalogue(tx, edition, {
      state: 'draft',
      submitted_by: null,
      approved_by: null,
      approved_on: null,
      return_reason: reason,
    });
    tx.record({ kind: 'items.return', subject: `catalogue/${edition}`, facts: {} });
    return ok({ edition });
  },
});

/** Approves the edition; only whoever neither drafted nor submitted it. */
export const approveCatalogue = defineDeed({
  kind: 'items.approve',
  rule: itemsDeeds['items.approve'],
  input: SeenEdition,
  output: Edition,
  run: async (tx, { edition, hash }) => {
    const row = await lockCatalogue(tx, edition);
    if (row === undefined) return refuse([{ code: 'catalogue-not-found' }]);
    const items = await listItemsById(tx, row.item_ids);
    const refusals = [
      ...stateRefusals(row.state, ['submitted']),
      ...hashRefusals(hash, edition, items),
      ...separationRefusals(toCatalogue(row), tx.actor.staffId, 'approve'),
      ...basisRefusals(items, await basesOf(tx, items), tx.today),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await updateCatalogue(tx, edition, { state: 'approved', approved_by: tx.actor.staffId, approved_on: tx.today });
    tx.record({
      kind: 'items.approve',
      subject: `catalogue/${edition}`,
      facts: { hash: catalogueHash(edition, items) },
    });
    return ok({ edition });
  },
});

/** Publishes the edition: from today it is the list, and it never changes again. */
export const publishCatalogue = defineDeed({
  kind: 'items.publish',
  rule: itemsDeeds['items.publish'],
  input: SeenEdition,
  output: Edition.extend({ publishedOn: z.string(), hash: z.string() }),
  run: async (tx, { edition, hash }) => {
    const row = await lockCatalogue(tx, edition);
    if (row === undefined) return refuse([{ code: 'catalogue-not-found' }]);
    const items = await listItemsById(tx, row.item_ids);
    const refusals = [
      ...stateRefusals(row.state, ['approved']),
      ...hashRefusals(hash, edition, items),
      ...separationRefusals(toCatalogue(row), tx.actor.staffId, 'publish'),
      ...basisRefusals(items, await basesOf(tx, items), tx.today),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await sealItems(tx, row.item_ids);
    await updateCatalogue(tx, edition, {
      state: 'published',
      published_by: tx.actor.staffId,
      published_on: tx.today,
      hash,
    });
    tx.record({ kind: 'items.publish', subject: `catalogue/${edition}`, facts: { items: items.length, hash } });
    return ok({ edition, publishedOn: tx.today, hash });
  },
});

function hashRefusals(seen: string, edition: number, items: readonly ItemVersion[]): Refusal[] {
  return seen === catalogueHash(edition, items) ? [] : [{ code: 'catalogue-changed-meanwhile', facts: { edition } }];
}

async function basesOf(tx: Tx, items: readonly ItemVersion[]): Promise<LegalBasis[]> {
  return listBasesOf(
    tx,
    items.flatMap(({ content }) => content.bases),
  );
}
