/** Open data after a change: corrections, withdrawals, another year, and a file that a crash has cut. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau } from '../core/transact.ts';
import { correctEntry, withdrawEntry } from '../disclosure/actions.ts';
import { draftedEntry, must, REVIEWER } from '../disclosure/sample.testing.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { fileHref, partName } from '../opendata/rules/files.ts';
import { DATASET_NAMES } from '../opendata/types/datasets.ts';
import { openDataScene, type DataScene } from './data.testing.ts';

let runtime: DataScene['runtime'];
let district: DataScene['district'];
let formula: DataScene['formula'];
let withdrawn: DataScene['withdrawn'];
let get: DataScene['get'];
let newest: DataScene['newest'];
let close: DataScene['close'];

beforeAll(async () => {
  ({ runtime, district, formula, withdrawn, get, newest, close } = await openDataScene());
});
afterAll(() => close());

describe('a change', () => {
  test('that changes nothing public makes no version; a new day neither', async () => {
    const before = await newest('visits');
    await draftedEntry(runtime, district, { n: 5, findings: ['又一条尚未公开的问题'] });
    expect(await refreshOpenData(runtime, 1)).toContain('visits');
    expect(await newest('visits')).toEqual(before);
    expect(await refreshOpenData(runtime, 1)).toEqual([]);
    runtime.clock.advance(86_400);
    expect((await refreshOpenData(runtime, 1)).toSorted()).toEqual(DATASET_NAMES.toSorted());
    expect(await newest('visits')).toEqual(before);
  });

  test('a correction makes a version at its place in the log, and stands in the changelog', async () => {
    const before = await newest('findings');
    await must(
      execute(runtime, REVIEWER, correctEntry, newId(), {
        entryId: formula,
        wording: [{ at: 'findings.2.text', text: '更正后的问题' }],
        reason: '用词更正',
      }),
    );
    // The wrong words are out of reach before there are new ones.
    for (const url of [fileHref('findings', 2026, 'csv'), '/data/v1/findings', '/data/years/2026.zip']) {
      const { statusCode, headers, body } = await get(url);
      expect([statusCode, headers['retry-after']], url).toEqual([503, '5']);
      expect(body).not.toContain('走了');
    }
    await refreshOpenData(runtime, 1);
    const after = await newest('findings');
    expect(after).toMatchObject({ version: (before?.version ?? 0) + 1, added: 0, changed: 1, removed: 0 });
    expect(after?.logPosition).toBeGreaterThan(before?.logPosition ?? 0);
    expect((await get(fileHref('findings', 2026, 'csv'))).body).toContain('更正后的问题');
    expect((await get('/data/v1/corrections?kind=correction')).json().rows).toMatchObject([
      { dataset: 'visits', record_id: formula, version: 2, reason: '用词更正' },
    ]);
    expect((await get('/data/datasets/findings')).body).toContain('新增 0 行，修改 1 行，撤下 0 行');
  });

  test('a withdrawal takes the row out of every byte at once, and its permanent address answers 410', async () => {
    expect((await get(`/data/id/visits/${withdrawn}`)).statusCode).toBe(200);
    await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId: withdrawn, reason: '检查决定被撤销' }));
    expect((await get(`/data/id/visits/${withdrawn}`)).statusCode).toBe(503);
    expect((await get(fileHref('visits', 2026, 'json'))).statusCode).toBe(503);
    await refreshOpenData(runtime, 1);
    for (const [dataset, id] of [
      ['visits', withdrawn],
      ['findings', `${withdrawn}-1`],
    ] as const) {
      const { statusCode, body } = await get(`/data/id/${dataset}/${id}`);
      expect(statusCode).toBe(410);
      expect(body).toContain('已经撤回');
    }
    expect((await get(`/data/id/visits/${newId()}`)).statusCode).toBe(404);
    for (const name of DATASET_NAMES)
      for (const url of [fileHref(name, 2026, 'csv'), fileHref(name, 2026, 'json'), `/data/v1/${name}?limit=1000`])
        expect((await get(url)).body, url).not.toContain('撤回前的问题');
    expect((await get('/data/v1/corrections?kind=withdrawal')).json().rows).toMatchObject([
      { record_id: withdrawn, reason: '检查决定被撤销' },
    ]);
    expect(await newest('visits')).toMatchObject({ removed: 1 });
  });

  test('of the year of a row alone moves it: it is found under its year, and not lost', async () => {
    const ids = async (year: number): Promise<string[]> =>
      (await get(`/data/v1/findings?year=${year}`)).json().rows.map((row: { finding_id: string }) => row.finding_id);
    const before = await ids(2026);
    await inBureau(runtime, 1, ({ db }) => db.updateTable('open_data_row').set({ year: 2027 }).execute());
    expect(await ids(2026)).toEqual([]);
    runtime.clock.advance(86_400);
    await refreshOpenData(runtime, 1);
    expect(await ids(2026)).toEqual(before);
    expect(await ids(2027)).toEqual([]);
  });

  test('a file that a crash has cut is not sent, and is there again after the next round', async () => {
    const version = await newest('visits');
    if (version === undefined) throw new Error('no version');
    const part = partName({ bureauId: 1, dataset: 'visits', year: 2026, form: 'csv', slot: version.slot });
    await writeFile(join(runtime.folder, 'parts', part), 'half');
    expect((await get(fileHref('visits', 2026, 'csv'))).statusCode).toBe(503);
    expect(await refreshOpenData(runtime, 1)).toEqual(['visits']);
    expect((await get(fileHref('visits', 2026, 'csv'))).statusCode).toBe(200);
  });
});
