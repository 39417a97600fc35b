import { afterAll, beforeAll, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { saveEnterprise, setSubdistricts } from './actions/save.ts';
import { searchPart } from './reads/search-part.ts';
import { done, SAMPLE_SUBDISTRICTS, sampleEnterprise } from './sample.testing.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
  await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS });
  for (const [creditCode, name] of [
    ['91120111MA0XQ00174', '天津市西青区瑞恒金属制品有限公司'],
    ['91120111MA0XQ0025Y', '重庆长安100%食品有限公司'],
    ['91120111MA0XQ0033R', 'ABC科技·津门（天津）3号_西青'],
  ] as const) {
    const content = sampleEnterprise({ creditCode, name, formerNames: ['和平区RH·老字号'] });
    await done(runtime, saveEnterprise, { target: null, reason: '新增', content });
  }
});
afterAll(() => runtime.close());

test('a part of what names are found by finds what the whole finds, but no letters that only end one syllable and begin the next', async () => {
  const rows = await read(runtime, 1, ({ db }) =>
    db.selectFrom('enterprise').select(['search', 'search_letters', 'search_names']).execute(),
  );
  expect(rows).toHaveLength(3);
  const parts = new Set<string>();
  for (const row of rows)
    for (const needle of needlesIn(row.search)) {
      const part = searchPart(needle);
      parts.add(part);
      const isBehindPinyin = row.search.slice(row.search.indexOf('|')).includes(needle);
      expect
        .soft(row[part].includes(needle), `${needle} in ${part} of ${row.search}`)
        .toBe(isBehindPinyin || part === 'search');
    }
  expect([...parts].sort()).toEqual(['search', 'search_letters', 'search_names']);
  expect(['zh', 'sh', 'ch', 'h', 'zhb', 'tj', 'tianj', '3h', '西青', '西q', '91120111ma'].map(searchPart)).toEqual([
    'search',
    'search',
    'search',
    'search_letters',
    'search_letters',
    'search_letters',
    'search',
    'search',
    'search_names',
    'search',
    'search',
  ]);
});

/** Everything of one to six letters that somebody could type to find it. */
function needlesIn(search: string): ReadonlySet<string> {
  return new Set(
    search
      .split('|')
      .flatMap((form) =>
        Array.from({ length: form.length }, (_, from) =>
          Array.from({ length: 6 }, (_unused, n) => form.slice(from, from + n + 1)),
        ).flat(),
      ),
  );
}
