import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../../demo/items.ts';
import type { Actor } from '../../core/actor.ts';
import type { Result } from '../../core/result.ts';
import { read } from '../../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import * as bases from './bases.ts';
import { catalogueOf, content } from './catalogue.testing.ts';
import * as draft from './draft.ts';
import * as editions from './edition.ts';
import {
  findPublicCatalogue,
  validDays,
  findPublishedCatalogue,
  isPublished,
  listItemsOf,
  listPublishedItems,
} from '../reads.ts';
import { codes } from '../../testing/refusal-codes.ts';

const drafter = actorOf(['group-office'], 'drafter');
const publisher = actorOf(['group-office'], 'publisher');
const head = actorOf(['head']);

const deeds = { ...bases, ...draft, ...editions };

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime('2026-01-05T01:00:00Z');
});
afterAll(() => runtime.close());

const { act, done, deedsOf, shown, seen } = catalogueOf(() => runtime);

describe('items.load-bases', () => {
  test('loads the bundled articles once, for one bureau, and says so in the log', async () => {
    expect(codes(await act(actorOf(['officer']), deeds.loadBases, {}))).toEqual(['not-allowed']);
    expect((await done(drafter, deeds.loadBases, {})).added).toBe(313);
    expect((await done(drafter, deeds.loadBases, {})).added).toBe(0);
    expect(await deedsOf('items.load-bases')).toHaveLength(2);
    expect(await deedsOf('items.load-bases', 2)).toEqual([]);
  });
});

describe('items.add-basis', () => {
  const basis = {
    instrument: '某市安全生产条例',
    version: '2017年1月1日施行',
    article: 12,
    text: '第一款。\n第二款。',
    validFrom: '2017-01-01',
    validTo: null,
    source: '公报',
  };

  test('an article is entered once; what would change it is refused', async () => {
    await done(drafter, deeds.addBasis, basis);
    expect(codes(await act(drafter, deeds.addBasis, { ...basis, text: '另一种写法' }))).toEqual(['basis-exists']);
    await done(drafter, deeds.addBasis, { ...basis, version: '2025年修订', validFrom: '2025-01-01' });
    expect(await deedsOf('items.add-basis')).toHaveLength(2);
  });

  test('an article that ends before it begins is refused', async () => {
    expect(codes(await act(drafter, deeds.addBasis, { ...basis, article: 13, validTo: '2016-12-31' }))).toEqual([
      'basis-ends-before-it-begins',
    ]);
  });
});

describe('items.save', () => {
  test('drafters may, officers may not; the same command twice saves once', async () => {
    const input = { content: content('ZH-01'), seen: null };
    const command = crypto.randomUUID();
    expect(codes(await act(actorOf(['officer']), deeds.saveItem, input))).toEqual(['not-allowed']);
    const first = await act(drafter, deeds.saveItem, input, command);
    expect(await act(drafter, deeds.saveItem, input, command)).toEqual(first);
    expect(await deedsOf('items.save')).toHaveLength(1);
    expect(codes(await act(drafter, deeds.saveItem, input))).toEqual(['item-code-taken']);
  });

  test('a point out of order and a major point without a criterion are refused together', async () => {
    const { points, ...rest } = content('ZH-02');
    const [first, ...others] = points;
    if (first === undefined) throw new Error('the item has no points');
    const wrong = { ...rest, points: [{ ...first, no: 7, severity: 'major' as const }, ...others] };
    expect(codes(await act(drafter, deeds.saveItem, { content: wrong, seen: null }))).toEqual([
      'points-not-numbered',
      'criterion-missing',
    ]);
  });

  test('of two people who edit the same item at once, one is told', async () => {
    const before = await seen(1, 'ZH-01');
    const edit = (note: string): Promise<Result<unknown>> =>
      act(drafter, deeds.saveItem, { content: { ...content('ZH-01'), note }, seen: before });
    const results = await Promise.all([edit('甲'), edit('乙')]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['item-changed-meanwhile']);
  });

  test('two people who begin the first edition at once work on the same one', async () => {
    const other = { ...drafter, bureauId: 2 };
    const results = await Promise.all([
      act(other, deeds.saveItem, { content: content('ZH-01'), seen: null }),
      act({ ...publisher, bureauId: 2 }, deeds.saveItem, { content: content('ZH-02'), seen: null }),
    ]);
    expect(results.map((result) => result.ok && result.value.edition)).toEqual([1, 1]);
    expect(await read(runtime, 2, (tx) => listItemsOf(tx, 1))).toHaveLength(2);
  });

  test('another bureau’s item cannot be taken over', async () => {
    const foreign = await seen(1, 'ZH-01');
    expect(
      codes(await act({ ...drafter, bureauId: 2 }, deeds.saveItem, { content: content('ZH-03'), seen: foreign })),
    ).toEqual(['item-not-found']);
  });
});

describe('items.submit, items.return, items.approve, items.publish', () => {
  test('in the wrong order each is refused', async () => {
    expect(codes(await act(head, deeds.approveCatalogue, await shown(1)))).toEqual(['catalogue-wrong-state']);
    expect(codes(await act(publisher, deeds.publishCatalogue, await shown(1)))).toEqual(['catalogue-wrong-state']);
    expect(codes(await act(head, deeds.returnCatalogue, { edition: 1, reason: '理由' }))).toEqual([
      'catalogue-wrong-state',
    ]);
    expect(codes(await act(drafter, deeds.submitCatalogue, { edition: 9 }))).toEqual(['catalogue-not-found']);
  });

  test('an edition that cites an article nobody loaded is refused, with the citation', async () => {
    const before = await seen(1, 'ZH-01');
    const unknown = { role: 'duty' as const, instrument: '不存在的条例', article: 1 };
    const stray = { ...content('ZH-01'), bases: [unknown] };
    expect(codes(await act(drafter, deeds.saveItem, { content: stray, seen: before }))).toEqual(
      stray.points.map(() => 'point-basis-stray'),
    );
    const points = stray.points.map(({ bases: _bases, ...point }) => point);
    await done(drafter, deeds.saveItem, { content: { ...stray, points }, seen: before });
    const refused = await act(drafter, deeds.submitCatalogue, { edition: 1 });
    expect(refused).toMatchObject({
      refusals: [{ code: 'basis-not-in-force', at: 'ZH-01', facts: { citation: '《不存在的条例》第一条' } }],
    });
    await done(drafter, deeds.saveItem, { content: content('ZH-01'), seen: await seen(1, 'ZH-01') });
  });

  test('returned with a reason it is a draft again; submitted it cannot be edited', async () => {
    await done(drafter, deeds.submitCatalogue, { edition: 1 });
    expect(codes(await act(drafter, deeds.saveItem, { content: content('ZH-05'), seen: null }))).toEqual([
      'catalogue-wrong-state',
    ]);
    expect(codes(await act(head, deeds.returnCatalogue, { edition: 1, reason: ' ' }))).toEqual(['input-invalid']);
    const stale = await shown(1);
    await done(head, deeds.returnCatalogue, { edition: 1, reason: '补充要点' });
    await done(drafter, deeds.saveItem, { content: content('ZH-05'), seen: null });
    await done(drafter, deeds.submitCatalogue, { edition: 1 });
    // A page that still shows the edition as it was before cannot approve what it does not show.
    expect(codes(await act(head, deeds.approveCatalogue, stale))).toEqual(['catalogue-changed-meanwhile']);
  });

  test('whoever drafted or submitted may not approve, whoever drafted may not publish', async () => {
    const both = actorOf(['group-office', 'head'], 'drafter');
    expect(codes(await act(both, deeds.approveCatalogue, await shown(1)))).toEqual(['catalogue-own-draft-approve']);
    await done(head, deeds.returnCatalogue, { edition: 1, reason: '换人提交' });
    await done(publisher, deeds.submitCatalogue, { edition: 1 });
    expect(codes(await act(actorOf(['head'], 'publisher'), deeds.approveCatalogue, await shown(1)))).toEqual([
      'catalogue-own-submission',
    ]);
    await done(head, deeds.approveCatalogue, await shown(1));
    expect(codes(await act(drafter, deeds.publishCatalogue, await shown(1)))).toEqual(['catalogue-own-draft-publish']);
  });

  test('published once, whoever presses at the same time; the hash is that of the approval', async () => {
    const edition = await shown(1);
    const results = await Promise.all([1, 2].map(() => act(publisher, deeds.publishCatalogue, edition)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap(codes)).toEqual(['catalogue-wrong-state']);
    expect(await deedsOf('items.publish')).toEqual([{ actor_id: 'publisher', subject_id: '1' }]);
  });

  test('a published edition cannot be changed, not even with the database in hand', async () => {
    await expect(
      runtime.asOwner(async (owner) => {
        await owner.updateTable('inspection_item').set({ revision: 99 }).where('bureau_id', '=', 1).execute();
      }),
    ).rejects.toThrow(/published/);
    await expect(
      runtime.asOwner(async (owner) => {
        await owner.updateTable('item_catalogue').set({ item_ids: '[]' }).where('bureau_id', '=', 1).execute();
      }),
    ).rejects.toThrow(/published/);
  });
});

describe('the published list', () => {
  let second: number;
  let old: { itemId: string };

  beforeAll(async () => {
    old = await seen(1, 'ZH-01');
    runtime.clock.set('2026-03-10T01:00:00Z');
    ({ edition: second } = await done(drafter, deeds.saveItem, {
      content: { ...content('ZH-01'), frequency: 2 },
      seen: await seen(1, 'ZH-01'),
    }));
    await done(drafter, deeds.saveItem, { content: content('ZH-08'), seen: null });
    await done(drafter, deeds.removeItem, { itemId: (await seen(second, 'ZH-05')).itemId, reason: '并入其他事项' });
  });
  beforeEach(() => runtime.clock.set('2026-03-10T01:00:00Z'));

  test('a draft of the next edition changes nothing for inspections', async () => {
    expect(second).toBe(2);
    const items = await read(runtime, 1, (tx) => listPublishedItems(tx, '2026-03-10'));
    expect(items.map((item) => [item.content.code, item.version])).toEqual([
      ['ZH-01', 1],
      ['ZH-05', 1],
    ]);
  });

  test('from the day of its publication the new versions hold and the old ones no longer do', async () => {
    await done(drafter, deeds.submitCatalogue, { edition: 2 });
    await done(head, deeds.approveCatalogue, await shown(2));
    await done(publisher, deeds.publishCatalogue, await shown(2));
    const fresh = await seen(2, 'ZH-01');
    await read(runtime, 1, async (tx) => {
      expect(await isPublished(tx, old.itemId, '2026-03-09')).toBe(true);
      expect(await isPublished(tx, old.itemId, '2026-03-10')).toBe(false);
      expect(await isPublished(tx, fresh.itemId, '2026-03-10')).toBe(true);
      expect(await findPublishedCatalogue(tx, '2026-01-04')).toBeUndefined();
      const days = await validDays(tx);
      expect(days.get(old.itemId)?.to).toBe('2026-03-09');
      expect(days.get(fresh.itemId)).toEqual({ from: '2026-03-10', to: null });
    });
  });

  test('the public sees the list with its citations and what changed, and no one’s name', async () => {
    const view = await read(runtime, 1, (tx) => findPublicCatalogue(tx, '2026-03-10'));
    expect(view?.items.map(({ code }) => code)).toEqual(['ZH-01', 'ZH-08']);
    expect(view?.items[0]?.duties).toEqual([
      '《安全生产法》第四条',
      '《安全生产法》第二十一条（一）',
      '《安全生产法》第二十二条',
    ]);
    expect(view?.diff).toMatchObject({
      added: [{ code: 'ZH-08' }],
      removed: [{ code: 'ZH-05' }],
      changed: [{ code: 'ZH-01', fields: ['frequency'] }],
    });
    expect(JSON.stringify(view)).not.toMatch(/drafter|publisher|head/);
  });

  test('an item taken out and put back continues its versions', async () => {
    const { edition, version } = await done(drafter, deeds.saveItem, { content: content('ZH-05'), seen: null });
    expect([edition, version]).toEqual([3, 2]);
    expect(codes(await act(drafter, deeds.removeItem, { itemId: old.itemId, reason: '误' }))).toEqual([
      'item-not-found',
    ]);
  });
});

describe('the whole demo list', () => {
  test('goes from draft to public in a bureau of its own; a third person publishes what two drafted', async () => {
    const as = (actor: Actor): Actor => ({ ...actor, bureauId: 2 });
    await done(as(drafter), deeds.loadBases, {});
    for (const each of DEMO_ITEMS.slice(2)) await done(as(drafter), deeds.saveItem, { content: each, seen: null });
    await done(as(drafter), deeds.submitCatalogue, { edition: 1 });
    await done(as(head), deeds.approveCatalogue, await shown(1, 2));
    expect(codes(await act(as(publisher), deeds.publishCatalogue, await shown(1, 2)))).toEqual([
      'catalogue-own-draft-publish',
    ]);
    await done(actorOf(['disclosure-reviewer'], 'reviewer', 2), deeds.publishCatalogue, await shown(1, 2));
    const published = await read(runtime, 2, (tx) => listPublishedItems(tx, tx.today));
    expect(published.map((item) => item.content.code).toSorted()).toEqual(
      DEMO_ITEMS.map(({ code }) => code).toSorted(),
    );
  });
});
