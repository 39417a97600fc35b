import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { csvFile } from '../core/spreadsheet/testing.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { rememberHeading } from './actions/heading.ts';
import { checkImport } from './actions/import.ts';
import { lastDeed, done, neighbour, office, refusalsOf } from './sample.testing.ts';

const CSV = '同志,执法证号,到期,科室\n测试甲,津0211001,2027-12-31,一科';
let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

test('a required column that the file calls otherwise is asked for with the headings nobody understood', async () => {
  expect(await check(office)).toMatchObject({
    ok: false,
    refusals: [
      { code: 'table-column-missing', facts: { field: 'name', unknown: ['同志', '到期'] } },
      { code: 'table-column-missing', facts: { field: 'certificateExpiresOn', unknown: ['同志', '到期'] } },
    ],
  });
});

test('told once by a deed, every later file of the bureau is read so, in any width, and no other bureau’s', async () => {
  await done(runtime, rememberHeading, { kind: 'officer', title: ' 同志 ', field: 'name' });
  expect((await lastDeed(runtime)).kind).toBe('directory.remember-heading');
  await done(runtime, rememberHeading, { kind: 'officer', title: '到期', field: 'certificateExpiresOn' });
  expect(await check(office)).toMatchObject({ ok: true, value: { counts: { new: 1, bad: 0 }, unknownColumns: [] } });
  expect(await check(office, CSV.replace('同志', '同 志*'))).toMatchObject({ ok: true });
  expect(await check(neighbour)).toMatchObject({ ok: false });
});

test('forgotten, it is asked for again', async () => {
  await done(runtime, rememberHeading, { kind: 'officer', title: '同志', field: null });
  expect(await check(office)).toMatchObject({ ok: false, refusals: [{ facts: { field: 'name', unknown: ['同志'] } }] });
});

test('a heading the workbook knows cannot be bent to another column, nor be given to a column that is not there', async () => {
  const of = (title: string, field: string): object => ({ kind: 'officer', title, field });
  expect(await refusalsOf(runtime, rememberHeading, of('行政执法证号', 'name'))).toEqual(['heading-known']);
  expect(await refusalsOf(runtime, rememberHeading, of('别的', 'plate'))).toEqual(['heading-field-unknown']);
  expect(await refusalsOf(runtime, rememberHeading, of('别的', 'name'), actorOf(['equipment-keeper']))).toEqual([
    'not-allowed',
  ]);
});

function check(actor: Actor, csv = CSV): ReturnType<typeof checkImport> {
  const upload = { kind: 'officer', fileName: '人员.csv', bytes: csvFile(csv).bytes } as const;
  return checkImport(runtime, actor, crypto.randomUUID(), upload);
}
