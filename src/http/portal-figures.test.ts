/** The portal's figures, search, enterprise page, changes and feeds, over the same published results. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau } from '../core/transact.ts';
import { withdrawEntry } from '../disclosure/actions.ts';
import { CANARIES, must, publishedEntry, REVIEWER } from '../disclosure/sample.testing.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { openPortal, type Portal } from './portal-figures.testing.ts';

let runtime: Portal['runtime'];
let district: Portal['district'];
let drawId: Portal['drawId'];
let withdrawn: Portal['withdrawn'];
let corrected: Portal['corrected'];
let get: Portal['get'];
let body: Portal['body'];
let close: Portal['close'];

beforeAll(async () => {
  ({ runtime, district, drawId, withdrawn, corrected, get, body, close } = await openPortal());
}, 120_000);
afterAll(() => close());

const words = (page: string): string => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const enterprise = (n: number): Promise<{ readonly credit_code: string; readonly name: string }> =>
  inBureau(runtime, 1, ({ db }) =>
    db
      .selectFrom('enterprise')
      .select(['credit_code', 'name'])
      .where('enterprise_id', '=', district.enterpriseIds[n] ?? '')
      .executeTakeFirstOrThrow(),
  );

describe('figures', () => {
  test('those of the page are those that anybody computes from the CSV', async () => {
    const [header = '', ...lines] = (await body('/data/files/visits-wide/2026.csv'))
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\r\n');
    const column = (name: string): number => header.split(',').indexOf(name);
    const rows = lines.map((line) => line.split(','));
    const visits = [...Map.groupBy(rows, (cells) => cells[column('公示编号')] ?? '').values()].filter(([cells]) =>
      cells?.[column('检查日期')]?.startsWith('2026'),
    );
    const conclusionOf = (visit: readonly (readonly string[])[]): string => visit[0]?.[column('检查结论')] ?? '';
    const unable = ['通过登记的住所无法联系', '未开展本次抽查涉及的经营活动', '注销或停业'];
    const findings = visits.flat().filter((cells) => cells[column('问题序号')] !== '');
    const isRectified = (cells: readonly string[]): boolean =>
      cells[column('处理措施')] === '当场纠正' || cells[column('整改状态')] === '已整改';
    const [drawnHead = '', ...drawn] = (await body('/data/files/drawn/2026.csv')).replace('\uFEFF', '').split('\r\n');
    const isDrawn = drawnHead.split(',').indexOf('is_drawn');
    const expected = {
      抽中: drawn.filter((line) => line.split(',')[isDrawn] === 'true').length,
      已查: visits.length,
      未能检查: visits.filter((visit) => unable.includes(conclusionOf(visit))).length,
      未发现问题: visits.filter((visit) => conclusionOf(visit) === '未发现问题').length,
      有问题: visits.filter((visit) => ![...unable, '未发现问题'].includes(conclusionOf(visit))).length,
      已整改: visits.filter((visit) => visit[0]?.[column('问题序号')] !== '' && visit.every(isRectified)).length,
      问题: findings.length,
      其中已整改: findings.filter(isRectified).length,
      其中逾期: findings.filter((cells) => cells[column('逾期未整改')] === '是').length,
      其中重大: findings.filter((cells) => cells[column('级别')] === '重大').length,
    };
    expect(expected).toMatchObject({ 抽中: 8, 已查: 11, 有问题: 5, 已整改: 1, 问题: 8, 其中已整改: 1 });
    const page = words(await body('/statistics'));
    for (const [name, count] of Object.entries(expected))
      expect(page, name).toMatch(new RegExp(` ${name} ${count} [次条] `));
    for (const [item, own] of Map.groupBy(findings, (cells) => cells[column('问题事项')] ?? '')) {
      const inVisits = new Set(own.map((cells) => cells[column('公示编号')])).size;
      expect(page).toContain(`${item} ${inVisits} ${((100 * inVisits) / visits.length).toFixed(0)}% ${own.length}`);
    }
    for (const [street, own] of Map.groupBy(visits, (visit) => visit[0]?.[column('街镇')] ?? ''))
      expect(page).toMatch(new RegExp(`${street} 已查 ${own.length} 次`));
  });

  test('drawn is what the draw took; every figure stands beside its definition; a picture has its table', async () => {
    const page = await body('/statistics');
    expect(words(page)).toMatch(/抽中 8 次 本年度已公布、未作废的抽取抽中的家数/);
    expect(page.match(/看数据表/g)).toHaveLength(3);
    expect(words(page)).toContain('数据截至2026年3月2日');
  });

  test('the funnel goes from drawn to penalised, and every step leads to what it counts', async () => {
    for (const address of ['/', '/statistics']) {
      const [funnel = ''] = /<ul class="bars">[\s\S]*?<\/ul>/.exec(await body(address)) ?? [];
      const steps = [...funnel.matchAll(/<a href="([^"]+)">([^<]+)<\/a>[\s\S]*?class="digits">(\d+)/g)];
      expect(steps.map(([, , label, count]) => `${label} ${count}`)).toEqual([
        '抽中 8',
        '已查 11',
        '有问题 5',
        '已整改 1',
        '处罚 0',
      ]);
      for (const [, href = ''] of steps) expect((await get(href.replaceAll('&amp;', '&'))).statusCode, href).toBe(200);
    }
  });

  test('every street of the district is a tile in the order of the codes, also one where nobody was', async () => {
    const [tiles = ''] = /<ul class="tiles">[\s\S]*?<\/ul>/.exec(await body('/statistics')) ?? [];
    const codes = [...tiles.matchAll(/href="\/streets\/(\d+)\?year=2026"/g)].map(([, code]) => code);
    expect(codes).toEqual(['120111100', '120111101']);
    expect(words(tiles)).toMatch(/空白街道 还没有公布的结果/);
  });

  test('a street has its own page, also with nothing to tell; what is no street has none', async () => {
    const code = /href="\/streets\/(\d+)/.exec(await body('/statistics'))?.[1] ?? '';
    expect(words(await body(`/streets/${code}`))).toMatch(/\d{4} 年度检查结果/);
    expect(words(await body(`/streets/${code}?year=2019`))).toContain('2026 年度检查结果');
    expect((await get('/streets/999999999')).statusCode).toBe(404);
  });
});

describe('search', () => {
  test('finds who is in a public list by part of the name, pinyin, initials and code, and says nothing of others', async () => {
    const { name, credit_code: code } = await enterprise(15);
    for (const q of [name.slice(0, 6), code, code.slice(4, 12).toLowerCase(), 'ceshi', 'csd'])
      expect(await body(`/search?q=${encodeURIComponent(q)}`), q).toMatch(/href="\/enterprises\/[0-9A-Z]{18}"/);
    expect(await body(`/search?q=${encodeURIComponent(name)}`)).toContain(`/enterprises/${code}`);
  });

  test('of the results finds by the same words as that in the head, and several at once', async () => {
    const { name, credit_code: code } = await enterprise(0);
    const all = /共 (\d+) 条/.exec(await body('/results'))?.[1];
    expect(Number(all)).toBeGreaterThan(10);
    for (const q of ['ceshi', 'csd']) expect(await body(`/results?q=${q}`), q).toContain(`共 ${all} 条`);
    for (const q of [name, code, `ceshi ${code.slice(4).toLowerCase()}`]) {
      const page = await body(`/results?q=${encodeURIComponent(q)}`);
      expect(page, q).toContain('共 1 条');
      expect(page, q).toContain(name);
    }
    expect(await body(`/results?q=${encodeURIComponent(`ceshi ${code} 没有`)}`)).toContain('没有符合条件的结果');
  });

  test('looks at names alone: what belongs to people finds nobody', async () => {
    for (const value of Object.values(CANARIES))
      expect(await body(`/search?q=${encodeURIComponent(value)}`), value).not.toContain('href="/enterprises/');
  });
});

describe('the page of an enterprise', () => {
  test('says in one sentence what was found and how far it is, and how the enterprise was drawn', async () => {
    const { credit_code: code } = await enterprise(0);
    const page = await body(`/enterprises/${code}`);
    expect(words(page)).toContain('2026年3月2日检查，发现 2 个问题，整改中 2 个（期限2026年4月1日）。');
    expect(words(page)).toMatch(/怎么抽中的 ：.*在名录 20 家中列第 \d+ 位.*共抽 8 家/);
    expect(page).toContain(`/verify?draw=120111-2026-T1-1&amp;unit=${code}`);
    expect(page.match(/<ol class="quarters">[\s\S]*?<\/ol>/)?.[0].match(/<li/g)).toHaveLength(12);
    const clean = await enterprise(4);
    expect(words(await body(`/enterprises/${clean.credit_code}`))).toContain('2026年3月2日检查，未发现问题。');
  });

  test('answers under the permanent id too, and never for who is in no public list', async () => {
    const { name, credit_code: code } = await enterprise(0);
    const byId = await get(`/enterprises/${district.enterpriseIds[0]}`);
    expect(byId.statusCode).toBe(200);
    expect(byId.body).toContain(`<h1>${name}</h1>`);
    expect(byId.body).toContain(code);
    expect((await get(`/enterprises/${newId()}`)).statusCode).toBe(404);
  });
});

describe('what happened after publication', () => {
  test('corrections, withdrawals and what is late stand on one page; of the late ones nothing but the unit', async () => {
    runtime.clock.set('2026-03-20T01:00:00Z');
    expect(words(await body('/changes'))).toContain('没有逾期未公布的结果');
    runtime.clock.set('2026-06-01T01:00:00Z');
    const page = await body('/changes');
    const { name } = await enterprise(11);
    expect(words(page)).toMatch(new RegExp(`${name} 2026-03-02 2026-\\d\\d-\\d\\d \\d+ 天`));
    expect(words(page)).toContain('用词更正');
    expect(words(page)).toContain('检查决定被撤销');
    expect(page).not.toContain('尚未公开的问题');
    expect(page).not.toContain('撤回前的问题');
    expect(words(await body('/statistics'))).toMatch(/逾期未公布 1 次/);
    runtime.clock.set('2026-03-02T01:00:00Z');
  });

  test('a correction shows both versions beside each other and marks what changed', async () => {
    const page = await body(`/results/${corrected}`);
    expect(page).toMatch(/<del>配电箱未锁闭，<\/del>门已坏[\s\S]*<ins>配电箱未上锁，<\/ins>门已坏/);
  });

  test('a withdrawal is gone from the very next answer of every page and feed, though all of them were kept', async () => {
    const entryId = await publishedEntry(runtime, district, { n: 12, drawId, findings: ['马上要撤回的问题'] });
    const { credit_code: code } = await enterprise(12);
    await refreshOpenData(runtime, 1);
    const pages = [
      '/',
      '/results',
      `/results/${entryId}`,
      `/enterprises/${code}`,
      '/feed.atom',
      '/data/files/visits-wide/2026.csv',
      `/enterprises/${code}/feed.atom`,
    ];
    const before = await Promise.all(pages.map(body));
    expect(before.filter((page) => page.includes('马上要撤回') || page.includes(entryId)).length).toBeGreaterThan(4);
    await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '有误' }));
    for (const page of pages) expect(await body(page), page).not.toContain('马上要撤回');
    expect(await body('/results')).not.toContain(entryId);
  });
});

describe('feeds', () => {
  test('are Atom: every entry with id, title, time and link; a withdrawal takes the id of what it takes back', async () => {
    const { body: feed, headers } = await get('/feed.atom');
    expect(headers['content-type']).toBe('application/atom+xml; charset=utf-8');
    expect(feed).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\s*<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
    const entries = feed.match(/<entry>[\s\S]*?<\/entry>/g) ?? [];
    expect(entries.length).toBeGreaterThan(10);
    for (const entry of entries)
      expect(entry).toMatch(
        /<id>urn:uuid:[0-9a-f-]{36}<\/id>[\s\S]*<title>[^<]+<\/title>[\s\S]*<updated>\d{4}-\d\d-\d\dT00:00:00\+08:00<\/updated>[\s\S]*<link rel="alternate" type="text\/html" href="https?:\/\/[^"]+\/results\//,
      );
    const back = entries.find((entry) => entry.includes(withdrawn)) ?? '';
    expect(back).toContain('检查结果已撤回');
    expect(back).not.toMatch(/撤回前的问题|测试第/);
  });

  test('an enterprise without a published result has none', async () => {
    const { credit_code: code } = await enterprise(19);
    expect((await get(`/enterprises/${code}/feed.atom`)).statusCode).toBe(404);
  });
});
