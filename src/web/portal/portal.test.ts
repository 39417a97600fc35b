import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../disclosure/rules/public-figures.ts';
import { progressMonths } from '../../inspection/rules/progress.ts';
import { stylesheet } from './assets.ts';
import { dotGrid } from './dot-grid.ts';
import { portalHome, type HomeView } from './home.ts';
import { portalPage, type Html } from './layout.ts';
import { dataTable, hashText, pager, stateWord } from './parts.ts';

const HASH = '9f2c4be07a1d83e65504c7fbb19a6d2e3380cf41d57e92ab064d1fe8735bc20a';
const view: HomeView = {
  bureau: { name: '示例区应急管理局', complaintPhone: '12350', checkpointHref: '/log/120111/2026/checkpoint' },
  isDemo: true,
  asOf: '2026-03-02T01:00:00Z',
  figures: {
    year: 2026,
    asOf: '2026-03-02',
    planned: 80,
    drawn: 80,
    figures: figuresOf([]),
    penalised: 0,
    months: progressMonths([{ month: '2026-03', count: 80 }], []),
    problems: [],
  },
  latestDraw: {
    title: '2026 年度第一次抽取',
    href: '/draws/1',
    confirmedOn: '2026-03-02',
    hash: HASH,
    dots: Array.from({ length: 200 }, (_, index) => ({ isDrawn: index % 5 < 2 })),
  },
  latestResults: [
    {
      href: '/results/1',
      enterprise: '示例第一机械厂<script>alert(1)</script>',
      checkedOn: '2026-03-10',
      tone: 'done',
      outcome: '未发现问题',
      publishedOn: '2026-03-20',
    },
  ],
};

describe('a public page', async () => {
  const page = await text(portalHome(view));

  test('shows markup in a name as text and contains no script', () => {
    expect(page).toContain('示例第一机械厂&lt;script&gt;');
    expect(page).not.toMatch(/<script|\son[a-z]+=|style=|javascript:/i);
  });

  test('is a Chinese document with one h1, a skip link and the four tabs', () => {
    expect(page).toMatch(/^<!doctype html>\s*<html lang="zh-CN" class="">/);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toContain('href="#main"');
    const header = page.slice(page.indexOf('<header'), page.indexOf('</header>'));
    expect([...header.matchAll(/href="\/(items|plans|draws|results)" ?>/g)].map((match) => match[1])).toEqual([
      'items',
      'plans',
      'draws',
      'results',
    ]);
  });

  test('says in words how many of how many were drawn, and shows as many circles', () => {
    expect(page).toContain('200 家中抽中 80 家，占 40.0%');
    expect(page.match(/<circle cx/g)).toHaveLength(200);
    expect(page.match(/class="drawn"/g)).toHaveLength(80);
  });

  test('tells up to when its data is complete, in the time of the bureau, and where the log is', () => {
    expect(page).toContain('数据截至 2026年3月2日 09:00');
    expect(page).toContain('href="/log/120111/2026/checkpoint"');
  });

  test('says that its data is invented only where it is', async () => {
    expect(page).toContain('演示数据，均为虚构');
    expect(await text(portalHome({ ...view, isDemo: false }))).not.toContain('演示数据');
  });

  test('marks the tab it belongs to', async () => {
    const draws = await text(
      portalPage({ ...view, title: '抽取', description: '', current: 'draws', body: dotGrid([]) }),
    );
    expect(draws.match(/aria-current="page"/g)).toHaveLength(1);
    expect(draws).toContain('href="/draws" aria-current="page"');
  });

  test('stays far below 100 KB with its stylesheet', () => {
    expect(Buffer.byteLength(stylesheet.body)).toBeLessThan(20_000);
    expect(Buffer.byteLength(page) + Buffer.byteLength(stylesheet.body)).toBeLessThan(50_000);
  });

  test('before the first draw and result it says so instead of showing gaps', async () => {
    const { latestDraw: _none, ...early } = view;
    const shown = await text(portalHome({ ...early, latestResults: [] }));
    expect(shown).toContain('还没有抽取');
    expect(shown).toContain('还没有公布的检查结果');
  });
});

describe('parts', () => {
  test('a hash reads in four groups and copies as one', async () => {
    expect((await text(hashText(HASH))).replaceAll(/<[^>]+>/g, '')).toBe(HASH);
    expect((await text(hashText(HASH))).match(/<span>/g)).toHaveLength(4);
  });

  test('a state is a word as well as a shape', async () => {
    expect(await text(stateWord('problem', '逾期'))).toMatch(/<svg[\s\S]*逾期/);
  });

  test('a table names its rows and escapes its cells', async () => {
    const table = await text(dataTable('表', [{ title: '名称' }, { title: '数', isNumber: true }], [['a & b', 3]]));
    expect(table).toContain('<th scope="row">a &amp; b</th>');
    expect(table).toContain('<td class="number">3</td>');
  });

  test('a pager leads back and on, and is not there for one page', async () => {
    expect(pager(1, 1, String)).toBe('');
    expect(await text(pager(1, 3, (page) => `?page=${page}`))).toMatch(/第 1 页，共 3 页[\s\S]*\?page=2/);
    expect(await text(pager(3, 3, (page) => `?page=${page}`))).not.toContain('rel="next"');
  });

  test('a province of 100,000 enterprises is told in numbers, not in dust', async () => {
    const grid = await text(dotGrid(Array.from({ length: 100_000 }, (_, index) => ({ isDrawn: index < 5_000 }))));
    expect(grid).not.toContain('<circle');
    expect(grid).toContain('5000 家');
  });
});

async function text(part: Html | ''): Promise<string> {
  return (await part).toString();
}
