/** The deeds of a list of items, and the list as its editors and approvers see it, for tests. @module */
import { DEMO_ITEMS } from '../../../demo/items.ts';
import type { Runtime } from '../../core/runtime.ts';
import { read } from '../../core/transact.ts';
import { actsOn } from '../../testing/draw-ceremony.ts';
import { catalogueHash, listItemsOf } from '../reads.ts';
import type { ItemContent } from '../types.ts';

/** An item of the demo district by its code. */
export function content(code: string): ItemContent {
  const found = DEMO_ITEMS.find((item) => item.code === code);
  if (found === undefined) throw new Error(`no item ${code}`);
  return found;
}

/** What is done and seen in the database of a test file. */
export function catalogueOf(runtime: () => Runtime) {
  async function deedsOf(kind: string, bureauId = 1): Promise<{ actor_id: string; subject_id: string }[]> {
    return read(runtime(), bureauId, ({ db }) =>
      db
        .selectFrom('deed')
        .select(['actor_id', 'subject_id'])
        .where('bureau_id', '=', bureauId)
        .where('kind', '=', kind)
        .orderBy('seq')
        .execute(),
    );
  }

  /** The edition as it stands, as an approver or publisher sees it. */
  async function shown(edition: number, bureauId = 1): Promise<{ edition: number; hash: string }> {
    return read(runtime(), bureauId, async (tx) => ({
      edition,
      hash: catalogueHash(edition, await listItemsOf(tx, edition)),
    }));
  }

  /** Item id and revision as an editor of bureau 1 sees them in the edition. */
  async function seen(edition: number, code: string): Promise<{ itemId: string; revision: number }> {
    return read(runtime(), 1, async (tx) => {
      const item = (await listItemsOf(tx, edition)).find((each) => each.content.code === code);
      const row = await tx.db
        .selectFrom('inspection_item')
        .select(['item_id', 'revision'])
        .where('bureau_id', '=', 1)
        .where('item_id', '=', item?.itemId ?? '')
        .executeTakeFirstOrThrow();
      return { itemId: row.item_id, revision: row.revision };
    });
  }

  return { ...actsOn(runtime), deedsOf, shown, seen };
}
