/** Taking a workbook into the edition being prepared: whole, or not at all. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { itemsDeeds } from '../deeds.ts';
import { previewImport, readItemsFile } from '../import.ts';
import { listItemsById } from '../reads.ts';
import { stateRefusals } from '../rules/catalogue.ts';
import { documentOf } from '../rules/document.ts';
import { lockOrBeginCatalogue, saveDraftItem, setDraftItems } from '../writes.ts';

/** Writes the checked file into the draft: new items at the end, known ones in place; items it does not name stay. */
export const importItems = defineDeed({
  kind: 'items.import',
  rule: itemsDeeds['items.import'],
  input: z.object({ fileName: z.string().trim().min(1).max(200), fileSha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ edition: z.int(), added: z.int(), changed: z.int(), unchanged: z.int() }),
  run: async (tx, { fileName, fileSha256 }, runtime) => {
    const file = await readItemsFile(runtime, fileName, fileSha256);
    if (!file.ok) return file;
    const draft = await lockOrBeginCatalogue(tx);
    const refusals = stateRefusals(draft.state, ['draft']);
    const preview = await previewImport(tx, file.value, await listItemsById(tx, draft.item_ids));
    if (preview.problemCount > 0)
      refusals.push({ code: 'import-has-problems', facts: { count: preview.problemCount } });
    const written = preview.rows.filter(({ outcome }) => outcome !== 'unchanged');
    if (written.length === 0 && preview.problemCount === 0) refusals.push({ code: 'import-changes-nothing' });
    if (refusals.length > 0) return refuse(refusals);

    let itemIds = draft.item_ids;
    for (const { content, itemId: before } of written) {
      const { itemId } = await saveDraftItem(tx, draft, content);
      itemIds = before === null ? [...itemIds, itemId] : itemIds.map((each) => (each === before ? itemId : each));
    }
    await setDraftItems(tx, draft, itemIds);
    const added = written.filter(({ outcome }) => outcome === 'new').length;
    const counts = { added, changed: written.length - added, unchanged: preview.rows.length - written.length };
    const hash = documentHash(documentOf(written.map(({ content }) => content)));
    tx.record({
      kind: 'items.import',
      subject: `catalogue/${draft.edition}`,
      facts: { ...counts, file: fileSha256, hash },
    });
    return ok({ edition: draft.edition, ...counts });
  },
});
