import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseCsv } from 'hucre/csv';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { listPublishedResults } from '../disclosure/reads/published.ts';
import { dictionaryLines } from '../opendata/rules/dictionary.ts';
import { fileHref } from '../opendata/rules/files.ts';
import { API_DATASETS, filtersOf, PAGING } from '../opendata/rules/openapi.ts';
import { DATASET_NAMES, DATASETS } from '../opendata/types/datasets.ts';
import type { Column } from '../opendata/types.ts';
import { openDataScene, type DataScene } from './data.testing.ts';

const run = promisify(execFile);
let runtime: DataScene['runtime'];
let served: DataScene['served'];
let plain: DataScene['plain'];
let formula: DataScene['formula'];
let get: DataScene['get'];
let newest: DataScene['newest'];
let close: DataScene['close'];

beforeAll(async () => {
  ({ runtime, served, plain, formula, get, newest, close } = await openDataScene());
});
afterAll(() => close());

async function table(url: string): Promise<string[][]> {
  const { statusCode, body } = await get(url);
  expect(statusCode, url).toBe(200);
  return parseCsv(body.replace(/^\uFEFF/, '')).map((cells) => cells.map((cell) => String(cell ?? '')));
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

describe('the dictionary', () => {
  test('has every column and every code of every byte that is served, and the files have every column of it', async () => {
    for (const name of DATASET_NAMES) {
      const columns = Object.entries<Column>(DATASETS[name].columns);
      const isWide = 'isWide' in DATASETS[name];
      if ((await newest(name)) === undefined) continue;
      const [heading, ...lines] = await table(fileHref(name, 2026, 'plain'));
      expect(heading, name).toEqual(columns.map(([column, { title }]) => (isWide ? title : column)));
      const { rows } = (await get(fileHref(name, 2026, 'json'))).json<{ rows: Record<string, unknown>[] }>();
      expect(rows, name).toHaveLength(lines.length);
      for (const row of rows) {
        expect(Object.keys(row), name).toEqual(columns.map(([column]) => column));
        for (const [column, spec] of columns) {
          if (!('codes' in spec) || row[column] === null) continue;
          for (const code of [row[column]].flat())
            expect(
              dictionaryLines().some((line) => line.dataset === name && line.column === column && line.code === code),
              `${name}.${column}=${JSON.stringify(code)}`,
            ).toBe(true);
        }
      }
    }
  });

  test('explains each of them in Chinese and English, and no two columns of a table have one heading', () => {
    for (const { dataset, column, code, title, meaning, en } of dictionaryLines())
      for (const words of [title, meaning, en]) expect(words.trim(), `${dataset}.${column}.${code}`).not.toBe('');
    for (const name of DATASET_NAMES) {
      const titles = Object.values<Column>(DATASETS[name].columns).map(({ title }) => title);
      expect(new Set(titles).size, name).toBe(titles.length);
    }
  });

  test('is on its pages whole, in both languages, and in its own files', async () => {
    for (const url of ['/data/dictionary', '/data/en/dictionary', '/data/dictionary.csv', '/data/dictionary.json']) {
      const { body } = await get(url);
      for (const { column, code } of dictionaryLines()) expect(body, url).toContain(code === '' ? column : code);
    }
  });
});

describe('routes, OpenAPI and catalogue', () => {
  test('the API serves exactly what OpenAPI says, and every parameter of it works', async () => {
    const document = (await get('/data/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.keys(document.paths).map((path) => path.replace('{id}', ':id'));
    const routes = served.filter((url) => /^\/data\/(v1|id)(\/|$)/.test(url) && url !== '/data/v1/openapi.json');
    expect(described.toSorted()).toEqual(routes.toSorted());
    for (const name of API_DATASETS) {
      const { parameters } = document.paths[`/data/v1/${name}`].get;
      expect(parameters.map((each: { name: string }) => each.name)).toEqual([...PAGING, ...filtersOf(DATASETS[name])]);
      const [idColumn = ''] = Object.keys(DATASETS[name].columns);
      for (const row of (await get(`/data/v1/${name}?limit=3`)).json().rows as Record<string, unknown>[]) {
        expect((await get(`/data/id/${name}/${encodeURIComponent(String(row[idColumn]))}`)).json()).toEqual(row);
        for (const filter of filtersOf(DATASETS[name])) {
          if (row[filter] === null) continue;
          const url = `/data/v1/${name}?${filter}=${encodeURIComponent(String(row[filter] as string | number | boolean))}&limit=1000`;
          const { rows } = (await get(url)).json<{ rows: Record<string, unknown>[] }>();
          expect(rows, url).toContainEqual(row);
          expect(new Set(rows.map((each) => each[filter])), url).toEqual(new Set([row[filter]]));
        }
      }
    }
  });

  test('a question that is not understood is refused with its reason, not passed over', async () => {
    for (const query of ['limit=0', 'limit=1001', 'year=26', 'conclusion=gut', 'officer=x', 'limit=1&limit=2'])
      expect((await get(`/data/v1/visits?${query}`)).statusCode, query).toBe(400);
    const { statusCode, headers, body } = await get('/data/v1/visits?officer=x');
    expect(statusCode).toBe(400);
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatch(/没有参数 officer.*There is no parameter officer/);
    expect((await get(`/data/v1/visits?credit_code=${encodeURIComponent("' OR 1=1 --")}`)).json().rows).toEqual([]);
  });

  test('the page of each dataset has a form that asks the API, and a row as the API gives it; fields left empty ask for nothing', async () => {
    for (const name of API_DATASETS)
      for (const url of [`/data/datasets/${name}`, `/data/en/datasets/${name}`]) {
        const { body } = await get(url);
        const [, form = ''] = new RegExp(`<form action="/data/v1/${name}"(.*?)</form>`, 's').exec(body) ?? [];
        const fields = [...form.matchAll(/ name="([a-z_]+)"/g)].map(([, field = '']) => field);
        expect(fields, url).toEqual(['year', ...filtersOf(DATASETS[name]), 'limit']);
        const asked = fields.map((field) => `${field}=${field === 'limit' ? '1000' : ''}`).join('&');
        const answer = await get(`/data/v1/${name}?${asked}`);
        expect(answer.statusCode, asked).toBe(200);
        const [, sample] = /<pre><code>(\{.*?\})<\/code><\/pre>/s.exec(body) ?? [];
        const { rows } = answer.json<{ rows: object[] }>();
        if (rows.length === 0) expect(sample, url).toBeUndefined();
        else expect(rows, url).toContainEqual(JSON.parse(unescaped(sample ?? 'null')));
      }
  });

  test('pages follow each other and hold every row once', async () => {
    const seen: string[] = [];
    let next: string | null = '/data/v1/drawn?year=2026&limit=37';
    while (next !== null) {
      const page: { rows: { row_id: string }[]; next: string | null } = (await get(next)).json();
      seen.push(...page.rows.map(({ row_id: id }) => id));
      next = page.next;
    }
    const [, ...lines] = await table(fileHref('drawn', 2026, 'csv'));
    expect(seen.length).toBe(lines.length);
    expect(new Set(seen)).toEqual(new Set(lines.map(([id]) => id)));
  });

  test('the catalogue names every file with its size, hash and schema, and each is there', async () => {
    const { headers, body } = await get('/data/catalog.jsonld');
    expect(headers['content-type']).toBe('application/ld+json; charset=utf-8');
    const graph = JSON.parse(body)['@graph'] as Record<string, unknown>[];
    const datasets = graph.filter((node) => node['@type'] === 'dcat:Dataset');
    expect(datasets.length).toBeGreaterThan(6);
    // What DCAT 3 has beyond DCAT 2: a series for each dataset, a dataset with its version for each year in it.
    const series = graph.filter((node) => node['@type'] === 'dcat:DatasetSeries').map((node) => node['@id']);
    expect(series.map((id) => String(id).split('/').at(-1))).toEqual(DATASET_NAMES);
    for (const dataset of datasets) {
      expect(series).toContain(Object(dataset['dcat:inSeries'])['@id']);
      expect(dataset['dcat:version']).toMatch(/^\d+$/);
      const licence = new URL(Object(dataset['dct:license'])['@id']);
      expect((await get(licence.pathname)).body).toContain(`id="${licence.hash.slice(1)}"`);
    }
    for (const dataset of datasets)
      for (const file of dataset['dcat:distribution'] as Record<string, Record<string, never>>[]) {
        const pathOf = (key: string): string => new URL(String(file[key]?.['@id'])).pathname;
        const answer = await get(pathOf('dcat:downloadURL'));
        expect(answer.rawPayload.length).toBe(file['dcat:byteSize']);
        expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(
          file['spdx:checksum']?.['spdx:checksumValue']?.['@value'],
        );
        expect((await get(pathOf('dct:conformsTo'))).statusCode, pathOf('dct:conformsTo')).toBe(200);
      }
  });
});

describe('the files', () => {
  test('open in a spreadsheet: mark, CRLF, no formula, Chinese headings in the wide table', async () => {
    const { body, headers } = await get(fileHref('visits-wide', 2026, 'csv'));
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body.startsWith('\uFEFF行编号,公示编号,版本,')).toBe(true);
    const lines = body.split('\r\n').filter((line) => line.startsWith(formula));
    expect(lines[0]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(lines[1]).toContain('"他说""好"",走了"');
    const { body: bare } = await get(fileHref('visits-wide', 2026, 'plain'));
    expect(`\uFEFF${bare}`).toBe(body);
    expect(body.split('\r\n').filter((line) => line.startsWith(plain))).toHaveLength(1);
  });

  test('are asked for again by tag or by day and cost nothing; packed they say the same', async () => {
    const url = fileHref('visits', 2026, 'csv');
    const { headers, body } = await get(url);
    expect(headers.etag).toBe(`"${createHash('sha256').update(body).digest('hex')}"`);
    for (const asked of [
      { 'if-none-match': String(headers.etag) },
      { 'if-none-match': `"other", W/${String(headers.etag)}` },
      { 'if-modified-since': String(headers['last-modified']) },
    ])
      expect((await get(url, asked)).statusCode).toBe(304);
    expect((await get(url, { 'if-none-match': '"other"' })).statusCode).toBe(200);
    expect((await get(url, { 'if-modified-since': 'Thu, 01 Jan 2015 00:00:00 GMT' })).statusCode).toBe(200);
    const packed = await get(url, { 'accept-encoding': 'gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.etag).toBe(`W/${String(headers.etag)}`);
  });

  test('of a whole year come in one zip that unzip and sha256sum find whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sunlot-data-'));
    await writeFile(join(folder, 'year.zip'), (await get('/data/years/2026.zip')).rawPayload);
    await run('unzip', ['-q', 'year.zip'], { cwd: folder });
    const { stdout } = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder });
    expect(stdout).toContain('visits-wide-2026.csv: OK');
    expect(stdout).not.toContain('FAILED');
    await rm(folder, { recursive: true });
  });

  test('of other years, forms and datasets are not there', async () => {
    for (const url of [
      '/data/files/visits/2019.csv',
      '/data/files/visits/2026.xml',
      '/data/files/constructor/2026.csv',
      '/data/files/..%2f..%2fetc/2026.csv',
      '/data/years/2019.zip',
    ])
      expect((await get(url)).statusCode, url).toBe(404);
    expect((await get('/data/datasets/constructor')).statusCode).toBe(404);
    expect((await get('/open-data/results.csv')).headers.location).toBe('/data');
  });
});

describe('what the portal says', () => {
  test('is what anybody counts from the CSV', async () => {
    const [heading = [], ...visits] = await table(fileHref('visits', 2026, 'csv'));
    const [, ...findings] = await table(fileHref('findings', 2026, 'csv'));
    const [months = [], ...statistics] = await table(fileHref('statistics', 2026, 'csv'));
    const { total } = await read(runtime, 1, (tx) =>
      listPublishedResults(tx, { from: '2026-01-01', to: '2026-12-31', page: 1, size: 1 }),
    );
    const page = (await get('/results')).body;
    expect(page).toContain(`共 ${visits.length} 条`);
    expect(visits).toHaveLength(total);
    const counted = visits.map((line) => Number(line[heading.indexOf('findings')]));
    expect(counted.reduce((sum, n) => sum + n, 0)).toBe(findings.length);
    const sum = (column: string): number =>
      statistics.reduce((total_, line) => total_ + Number(line[months.indexOf(column)]), 0);
    expect([sum('visits'), sum('findings'), sum('visits_with_findings')]).toEqual([
      visits.length,
      findings.length,
      counted.filter((n) => n > 0).length,
    ]);
    const withFindings = (await get('/data/v1/visits?conclusion=no-problem')).json().rows.length;
    expect((await get('/results?conclusion=no-problem')).body).toContain(`共 ${withFindings} 条`);
  });
});
