/** Drafting, approving and publishing the item list. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../core/command.ts';
import { ok, refuse, type Refusal } from '../core/result.ts';
import type { Tx } from '../core/transact.ts';
import BUNDLED_BASES from './data/legal-bases.json' with { type: 'json' };
import { itemsDeeds } from './deeds.ts';
import { catalogueHash, findItem, listBasesOf, listItemsBefore, listItemsById, toCatalogue } from './reads.ts';
import { basisRefusals, separationRefusals, stateRefusals, submitRefusals } from './rules/catalogue.ts';
import { documentOf } from './rules/document.ts';
import { ItemContent, LegalBasis, type ItemVersion } from './types.ts';
import {
  insertBases,
  lockCatalogue,
  lockOrBeginCatalogue,
  saveDraftItem,
  sealItems,
  setDraftItems,
  updateCatalogue,
} from './writes.ts';

const Edition = z.object({ edition: z.int().min(1) });
/** The edition exactly as the actor saw it. */
const SeenEdition = Edition.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Loads the articles the product ships with; those already there stay as they are. */
export const loadBases = defineDeed({
  kind: 'items.load-bases',
  rule: itemsDeeds['items.load-bases'],
  input: z.object({}),
  output: z.object({ added: z.int() }),
  run: async (tx) => {
    const bases = z.array(LegalBasis).parse(BUNDLED_BASES);
    const added = await insertBases(tx, bases);
    tx.record({
      kind: 'items.load-bases',
      subject: 'legal-basis/bundled',
      facts: { added, hash: documentHash(documentOf(bases)) },
    });
    return ok({ added });
  },
});

/** Adds one article that the product does not ship with, e.g. of a local regulation or of a newer version. */
export const addBasis = defineDeed({
  kind: 'items.add-basis',
  rule: itemsDeeds['items.add-basis'],
  input: LegalBasis,
  output: z.object({ added: z.int() }),
  run: async (tx, basis) => {
    if (basis.validTo !== null && basis.validTo < basis.validFrom) {
      return refuse([
        { code: 'basis-ends-before-it-begins', at: 'validTo', facts: { from: basis.validFrom, to: basis.validTo } },
      ]);
    }
    const added = await insertBases(tx, [basis]);
    if (added === 0) {
      return refuse([
        {
          code: 'basis-exists',
          facts: { instrument: basis.instrument, article: basis.article, from: basis.validFrom },
        },
      ]);
    }
    tx.record({
      kind: 'items.add-basis',
      subject: `legal-basis/${basis.instrument}/${basis.article}/${basis.validFrom}`,
      facts: { hash: documentHash(documentOf(basis)) },
    });
    return ok({ added });
  },
});

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
      ...pointRefusals(content),
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
  output: Edition,
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

function pointRefusals(content: ItemContent): Refusal[] {
  const isNumbered = content.points.every(({ no }, index) => no === index + 1);
  const unfounded = content.points.filter(
    ({ severity, criterion }) => severity !== 'general' && (criterion ?? '') === '',
  );
  return [
    ...(isNumbered ? [] : [{ code: 'points-not-numbered', at: 'content.points' }]),
    // A 重大 mark needs a criterion (domain §9).
    ...unfounded.map(({ no }) => ({
      code: 'criterion-missing',
      at: `content.points.${no - 1}.criterion`,
      facts: { no },
    })),
  ];
}
