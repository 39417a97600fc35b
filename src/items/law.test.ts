import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { DEMO_ITEMS } from '../../demo/items.ts';
import type { DeedSpec } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { actsOn } from '../testing/draw-ceremony.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { loadBases } from './actions/bases.ts';
import { saveItem } from './actions/draft.ts';
import { adoptLaw, endLaw, reviewChange } from './actions/law.ts';
import BUNDLED from './data/legal-bases.json' with { type: 'json' };
import { findItem, listBasesOf } from './reads.ts';
import { listLatestItems, listLawChanges } from './reads/law.ts';
import { basisOn } from './rules/catalogue.ts';
import { chineseNumber } from './rules/citations.ts';
import { parseLawText } from './rules/law-text.ts';
import type { LawChangeView } from './types/law.ts';

const office = actorOf(['group-office'], 'office');
const LAW = '安全生产法';
const HAZCHEM = '危险化学品安全管理条例';
const NEW = { instrument: LAW, version: '2026年试改', validFrom: '2026-07-01', source: '试验公报' };

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime('2026-01-05T01:00:00Z');
  await done(office, loadBases, {});
  for (const content of DEMO_ITEMS) await done(office, saveItem, { content, seen: null });
});
afterAll(() => runtime.close());

const { act, done } = actsOn(() => runtime);

async function refused<I extends z.ZodType, O extends z.ZodType>(spec: DeedSpec<I, O>, input: z.input<I>) {
  const result = await act(office, spec, input);
  return result.ok ? [] : result.refusals.map(({ code }) => code);
}

async function changeOf(instrument: string, changesOn: string): Promise<LawChangeView | undefined> {
  const changes = await read(runtime, 1, (tx) => listLawChanges(tx, true));
  return changes.find((change) => change.instrument === instrument && change.changesOn === changesOn);
}

/** The law as it is, with §36 in other words and its last article gone. */
function changedLaw() {
  const articles = BUNDLED.filter(({ instrument }) => instrument === LAW)
    .map(({ article, text }) => ({ article, text: article === 36 ? `${text}（试改）` : text }))
    .filter(({ article }) => article < 119);
  return { ...NEW, articles };
}

describe('items.adopt-law', () => {
  test('compares with what is in force: one article changed, one gone; a second time there is nothing to take in', async () => {
    expect(await done(office, adoptLaw, changedLaw())).toEqual({ added: 0, changed: 1, ended: 1 });
    expect(await refused(adoptLaw, changedLaw())).toEqual(['law-not-later']);
    expect(await refused(adoptLaw, { ...changedLaw(), validFrom: '2026-08-01' })).toEqual(['law-unchanged']);
    const twice = changedLaw().articles.map((each) => ({ ...each, article: each.article === 2 ? 1 : each.article }));
    expect(await refused(adoptLaw, { ...NEW, validFrom: '2026-09-01', articles: twice })).toContain(
      'law-article-twice',
    );
  });

  test('the day of the act chooses the text; an article that is gone has none', async () => {
    const bases = await read(runtime, 1, (tx) =>
      listBasesOf(
        tx,
        [36, 119].map((article) => ({ instrument: LAW, article })),
      ),
    );
    const on = (article: number, day: string) => basisOn(bases, { instrument: LAW, article }, day);
    expect(on(36, '2026-06-30')?.text).not.toContain('试改');
    expect(on(36, '2026-07-01')).toMatchObject({ version: '2026年试改' });
    expect(on(119, '2026-06-30')).toBeDefined();
    expect(on(119, '2026-07-01')).toBeUndefined();
  });

  test('shows the items and the very points that rest on the changed article', async () => {
    const change = await changeOf(LAW, '2026-07-01');
    expect(change?.articles.map(({ article, after }) => [article, after !== null])).toEqual([
      [36, true],
      [119, false],
    ]);
    const citing = DEMO_ITEMS.filter(({ bases }) =>
      bases.some((each) => each.instrument === LAW && each.article === 36),
    );
    expect(change?.open.map(({ code }) => code)).toEqual(citing.map(({ code }) => code));
    // KJ-01 rests on §36 with one of its four points only.
    expect(change?.open.find(({ code }) => code === 'KJ-01')?.points.map(({ no }) => no)).toEqual([3]);
  });
});

describe('items.review-change', () => {
  test('settles one item, once, with a note; the wrong item, day and role are refused', async () => {
    const open = (await changeOf(LAW, '2026-07-01'))?.open ?? [];
    const [first] = open;
    if (first === undefined) throw new Error('nothing is touched');
    const review = { instrument: LAW, changesOn: '2026-07-01', itemId: first.itemId, note: '文字调整，要点不变' };
    const items = await read(runtime, 1, listLatestItems);
    const untouched = items.find(({ itemId }) => !open.some((each) => each.itemId === itemId))?.itemId ?? '';
    expect(await refused(reviewChange, { ...review, itemId: untouched })).toEqual(['law-item-untouched']);
    expect(await refused(reviewChange, { ...review, changesOn: '2026-07-02' })).toEqual(['law-change-not-found']);
    expect(await refused(reviewChange, { ...review, note: ' ' })).toEqual(['input-invalid']);
    expect(await act(actorOf(['officer']), reviewChange, review)).toMatchObject({
      refusals: [{ code: 'not-allowed' }],
    });
    await done(office, reviewChange, review);
    expect(await refused(reviewChange, review)).toEqual(['law-reviewed-already']);
    const after = await changeOf(LAW, '2026-07-01');
    expect(after?.open).toHaveLength(open.length - 1);
    expect(after?.reviewed).toMatchObject([{ itemId: first.itemId, review: { reviewedBy: 'office' } }]);
  });

  test('a citation that ends cannot be reviewed away: it has to be replaced', async () => {
    const change = await changeOf(HAZCHEM, '2026-05-01');
    expect(change?.open.map(({ code }) => code)).toEqual(['WH-01', 'WH-02', 'WH-03', 'WH-04']);
    const touched = change?.open[0];
    if (touched === undefined) throw new Error('nothing is touched');
    const review = { instrument: HAZCHEM, changesOn: '2026-05-01', itemId: touched.itemId, note: '看过' };
    expect(await refused(reviewChange, review)).toEqual(['law-citation-ends']);
    const row = await read(runtime, 1, (tx) => findItem(tx, touched.itemId));
    if (row === undefined) throw new Error('no such item');
    const isKept = ({ instrument }: { instrument: string }): boolean => instrument !== HAZCHEM;
    const points = row.content.points.map(({ bases = [], ...point }) => ({ ...point, bases: bases.filter(isKept) }));
    await done(office, saveItem, {
      content: { ...row.content, points, bases: row.content.bases.filter(isKept) },
      seen: { itemId: touched.itemId, revision: row.revision },
    });
    expect((await changeOf(HAZCHEM, '2026-05-01'))?.open.map(({ code }) => code)).toEqual(['WH-02', 'WH-03', 'WH-04']);
  });

  test('an item saved with the new text in force needs no review', async () => {
    runtime.clock.set('2026-07-02T01:00:00Z');
    const touched = (await changeOf(LAW, '2026-07-01'))?.open.find(({ code }) => code === 'FC-01');
    const row = await read(runtime, 1, (tx) => findItem(tx, touched?.itemId ?? ''));
    if (row === undefined) throw new Error('no such item');
    await done(office, saveItem, {
      content: { ...row.content, note: '按新法核对' },
      seen: { itemId: row.item_id, revision: row.revision },
    });
    expect((await changeOf(LAW, '2026-07-01'))?.open.map(({ code }) => code)).not.toContain('FC-01');
  });
});

describe('items.end-law', () => {
  test('every article ends after the last day; what has ended or is unknown is refused', async () => {
    const ending = { instrument: '烟花爆竹安全管理条例', lastDay: '2026-12-31', source: '试验公报' };
    expect(await done(office, endLaw, ending)).toEqual({ ended: 46 });
    expect(await refused(endLaw, ending)).toEqual(['law-not-in-force']);
    expect(await refused(endLaw, { ...ending, instrument: '没有的条例' })).toEqual(['law-not-in-force']);
    expect((await changeOf(ending.instrument, '2027-01-01'))?.open.map(({ code }) => code)).toEqual(['YH-01']);
  });

  test('another bureau’s law is its own', async () => {
    expect(
      await act(actorOf(['group-office'], 'office', 2), endLaw, {
        instrument: LAW,
        lastDay: '2026-12-31',
        source: '某',
      }),
    ).toMatchObject({
      ok: false,
    });
  });
});

describe('a pasted law', () => {
  test('is read article by article, without headings and preface', () => {
    const { articles, refusals } = parseLawText(
      '中华人民共和国某法\n（目录）\n第一章　总则\n第一条　为了安全，制定本法。\n　　第二条　应当：\n（一）登记；\n（二）检测。\n## 第二章 附则\n第三条 依照本法第一条执行。\n',
    );
    expect(refusals).toEqual([]);
    expect(articles).toEqual([
      { article: 1, text: '为了安全，制定本法。' },
      { article: 2, text: '应当：\n（一）登记；\n（二）检测。' },
      { article: 3, text: '依照本法第一条执行。' },
    ]);
  });

  test.each([
    ['', ['law-text-unread']],
    ['没有条文', ['law-text-unread']],
    ['第一条　甲\n第三条　丙', ['law-text-gap']],
    ['第一条\n第二条　乙', ['law-text-article']],
    ['第一条　甲\n第一条之一　乙', ['law-text-between']],
  ])('%j is refused with the reason', (text, codes) => {
    expect(parseLawText(text).refusals.map(({ code }) => code)).toEqual(codes);
  });

  test('the bundled texts read back as they were entered', () => {
    for (const name of new Set(BUNDLED.map(({ instrument }) => instrument))) {
      const own = BUNDLED.filter(({ instrument }) => instrument === name).map(({ article, text }) => ({
        article,
        text,
      }));
      const pasted = own.map(({ article, text }) => `第${chineseNumber(article)}条　${text}`).join('\n');
      expect(parseLawText(pasted)).toEqual({ articles: own, refusals: [] });
    }
  });
});
