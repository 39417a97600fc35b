/** Law in the demo's year: a regulation ends on 30 April, and the list gets its second edition before. @module */
import { read } from '../src/core/transact.ts';
import { saveItem } from '../src/items/actions/draft.ts';
import { approveCatalogue, publishCatalogue, submitCatalogue } from '../src/items/actions/edition.ts';
import { catalogueHash, findItem, listItemsOf } from '../src/items/reads.ts';
import { listLawChanges } from '../src/items/reads/law.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const ENDING = '危险化学品安全管理条例';
/** Two workdays before the regulation ends. */
export const LAW_REVIEWED_ON = '2026-04-28';

/** Items that cite what ends go on with what stays; the head approves, the list is published again. */
export async function publishSecondEdition(stage: Stage): Promise<void> {
  stage.at(`${LAW_REVIEWED_ON}T00:30:00Z`);
  const { planner, head, disclosure } = DEMO_OFFICE;
  const changes = await read(stage.runtime, DEMO_BUREAU, (tx) => listLawChanges(tx, true));
  const touched = changes.find(({ instrument }) => instrument === ENDING)?.open ?? [];
  for (const { itemId } of touched) {
    const item = await read(stage.runtime, DEMO_BUREAU, (tx) => findItem(tx, itemId));
    if (item === undefined) throw new Error('a touched item is gone');
    const stays = ({ instrument }: { readonly instrument: string }): boolean => instrument !== ENDING;
    const points = item.content.points.map(({ bases = [], ...point }) => ({ ...point, bases: bases.filter(stays) }));
    await stage.act(planner, saveItem, {
      seen: { itemId, revision: item.revision },
      content: {
        ...item.content,
        points,
        bases: item.content.bases.filter(stays),
        note: '危险化学品安全管理条例2026年4月30日后不再引用',
      },
    });
  }
  const edition = 2;
  await stage.act(planner, submitCatalogue, { edition });
  const hash = await read(stage.runtime, DEMO_BUREAU, async (tx) =>
    catalogueHash(edition, await listItemsOf(tx, edition)),
  );
  await stage.act(head, approveCatalogue, { edition, hash });
  await stage.act(disclosure, publishCatalogue, { edition, hash });
}
