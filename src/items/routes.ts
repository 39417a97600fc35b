/** The module's deeds and reads for HTTP. @module */
import { z } from 'zod';
import { staffNames } from '../bureau/reads.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { listInput, pageOfRows } from '../core/list-query.ts';
import { ok, refuse } from '../core/result.ts';
import { isFound, searchForms } from '../core/search-text.ts';
import type { ReadTx } from '../core/transact.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { addBasis, loadBases } from './actions/bases.ts';
import { removeItem, saveItem } from './actions/draft.ts';
import { approveCatalogue, publishCatalogue, returnCatalogue, submitCatalogue } from './actions/edition.ts';
import { importItems } from './actions/import.ts';
import { adoptLaw, endLaw, reviewChange } from './actions/law.ts';
import { itemsReads } from './deeds.ts';
import {
  catalogueHash,
  findCatalogue,
  findItem,
  findPublishedCatalogue,
  listBasesOf,
  listCatalogues,
  listItemsBefore,
  listItemsOf,
  listVersions,
  searchBases,
  toItem,
  validDays,
} from './reads.ts';
import { listLawChanges, listLaws, listRegistered } from './reads/law.ts';
import { diffItems, resolveOn, submitRefusals } from './rules/catalogue.ts';
import { parseCitations } from './rules/citations.ts';
import { previewImport, readItemsFile } from './import.ts';
import {
  BasisRef,
  CatalogueView,
  ITEM_CATEGORIES,
  ItemList,
  ItemView,
  Catalogue,
  LegalBasis,
  ResolvedBasis,
  type ItemVersion,
} from './types.ts';
import { ImportPreview } from './types/import.ts';
import { LawChangeView, LawSummary, RegisteredBasis } from './types/law.ts';

/** An `integer` of PostgreSQL. */
const EditionNumber = z.coerce.number().int().min(1).max(2_147_483_647);

const readCatalogues = defineRead({
  path: '/api/item-catalogues',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({}),
  output: z.object({ total: z.int(), rows: z.array(Catalogue), asOf: z.string() }),
  run: async (tx) => {
    const rows = await listCatalogues(tx);
    return ok({ total: rows.length, rows, asOf: tx.now });
  },
});

const readCatalogue = defineRead({
  path: '/api/item-catalogues/:edition',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({ edition: EditionNumber }),
  output: CatalogueView,
  run: async (tx, { edition }) => {
    const catalogue = await findCatalogue(tx, edition);
    if (catalogue === undefined) return refuse([{ code: 'catalogue-not-found' }]);
    const items = await listItemsOf(tx, edition);
    const before = await listItemsBefore(tx, edition);
    const bases = await listBasesOf(
      tx,
      items.flatMap(({ content }) => content.bases),
    );
    const people = [...catalogue.draftedBy, catalogue.submittedBy, catalogue.approvedBy, catalogue.publishedBy];
    return ok({
      catalogue,
      hash: catalogueHash(edition, items),
      people: Object.fromEntries(
        await staffNames(
          tx,
          people.filter((id) => id !== null),
        ),
      ),
      diff: diffItems(before, items),
      refusals: catalogue.state === 'published' ? [] : submitRefusals('draft', items, before, bases, tx.today),
    });
  },
});

const readItems = defineRead({
  path: '/api/items',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({
    edition: EditionNumber.optional(),
    ...listInput(['name', 'points', 'frequency'], 50),
    category: z.enum(codesOf(ITEM_CATEGORIES)).optional(),
  }),
  output: ItemList,
  run: async (tx, { edition, q = '', category, ...wanted }) => {
    const shown = edition === undefined ? await findCurrent(tx) : await findCatalogue(tx, edition);
    if (shown === undefined) return ok({ total: 0, rows: [], edition: null, state: null, asOf: tx.now });
    const found = (await listItemsOf(tx, shown.edition)).filter((item) => matches(item, q, category));
    const { total, rows } = pageOfRows(found, wanted, {
      name: ({ content }) => content.code,
      points: ({ content }) => content.points.length,
      frequency: ({ content }) => content.frequency,
    });
    return ok({ total, rows: [...rows], edition: shown.edition, state: shown.state, asOf: tx.now });
  },
});

const readItem = defineRead({
  path: '/api/items/:itemId',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({ itemId: z.uuid() }),
  output: ItemView,
  run: async (tx, { itemId }) => {
    const row = await findItem(tx, itemId);
    if (row === undefined) return refuse([{ code: 'item-not-found' }]);
    const published = await findPublishedCatalogue(tx, tx.today);
    const current = published === undefined ? [] : await listItemsOf(tx, published.edition);
    const open = (await listCatalogues(tx)).find(({ state }) => state !== 'published');
    const refs = row.content.bases;
    const days = await validDays(tx);
    return ok({
      ...toItem(row),
      revision: row.revision,
      isPublished: current.some((item) => item.itemId === itemId),
      bases: resolveOn(await listBasesOf(tx, refs), refs, tx.today),
      versions: (await listVersions(tx, row.code)).map(({ item_id, version, edition, sealed, saved_at }) => ({
        itemId: item_id,
        version,
        edition,
        isSealed: sealed,
        savedAt: saved_at,
        validFrom: days.get(item_id)?.from ?? null,
        validTo: days.get(item_id)?.to ?? null,
      })),
      openState: open?.state ?? null,
    });
  },
});

const readImport = defineRead({
  path: '/api/item-import',
  kind: 'items.read-import',
  rule: itemsReads['items.read-import'],
  input: z.object({ fileName: z.string().trim().min(1).max(200), fileSha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: ImportPreview,
  run: async (tx, { fileName, fileSha256 }, _actor, runtime) => {
    const file = await readItemsFile(runtime, fileName, fileSha256);
    if (!file.ok) return file;
    const [latest] = await listCatalogues(tx);
    return ok(await previewImport(tx, file.value, latest === undefined ? [] : await listItemsOf(tx, latest.edition)));
  },
});

const readBases = defineRead({
  path: '/api/legal-bases',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({ q: z.string().trim().max(60).default('') }),
  output: z.object({ total: z.int(), rows: z.array(LegalBasis), asOf: z.string() }),
  run: async (tx, { q }) => {
    const rows = await searchBases(tx, q);
    return ok({ total: rows.length, rows, asOf: tx.now });
  },
});

/** What citations mean today, while somebody writes them. */
const readCitations = defineRead({
  path: '/api/item-citations',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  // As long as an address may be.
  input: z.object({ role: BasisRef.shape.role, text: z.string().max(1_200) }),
  output: z.object({ bases: z.array(ResolvedBasis), unread: z.array(z.string()) }),
  run: async (tx, { role, text }) => {
    const { bases, unread } = parseCitations(text, role);
    return ok({ bases: resolveOn(await listBasesOf(tx, bases), bases, tx.today), unread: [...unread] });
  },
});

const readLawChanges = defineRead({
  path: '/api/law-changes',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({}),
  output: z.object({ rows: z.array(LawChangeView), people: z.record(z.string(), z.string()), asOf: z.string() }),
  run: async (tx) => {
    const rows = await listLawChanges(tx);
    const people = rows.flatMap(({ reviewed }) => reviewed.map(({ review }) => review.reviewedBy));
    return ok({ rows, people: Object.fromEntries(await staffNames(tx, people)), asOf: tx.today });
  },
});

const readLaws = defineRead({
  path: '/api/laws',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({}),
  output: z.object({ rows: z.array(LawSummary), asOf: z.string() }),
  run: async (tx) => ok({ rows: await listLaws(tx), asOf: tx.today }),
});

const readLaw = defineRead({
  path: '/api/laws/:instrument',
  kind: 'items.read',
  rule: itemsReads['items.read'],
  input: z.object({ instrument: LegalBasis.shape.instrument }),
  output: z.object({ rows: z.array(RegisteredBasis), asOf: z.string() }),
  run: async (tx, { instrument }) => ok({ rows: await listRegistered(tx, [instrument]), asOf: tx.today }),
});

/** The list in force; before the first publication the one being prepared. */
async function findCurrent(tx: ReadTx): Promise<Catalogue | undefined> {
  return (await findPublishedCatalogue(tx, tx.today)) ?? (await listCatalogues(tx))[0];
}

function matches({ content }: ItemVersion, q: string, category: string | undefined): boolean {
  if (category !== undefined && content.category !== category) return false;
  const words = [content.code, ...content.points.map(({ question }) => question)];
  return isFound(q, searchForms(content.name, { words }));
}

export const itemsDeedSpecs: readonly DeedSpec[] = [
  loadBases,
  addBasis,
  adoptLaw,
  endLaw,
  reviewChange,
  importItems,
  saveItem,
  removeItem,
  submitCatalogue,
  returnCatalogue,
  approveCatalogue,
  publishCatalogue,
];
export const itemsReadSpecs: readonly ReadSpec[] = [
  readCatalogues,
  readCatalogue,
  readItems,
  readItem,
  readImport,
  readBases,
  readCitations,
  readLawChanges,
  readLaws,
  readLaw,
];
