import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import {
  addDepartment,
  appointMember,
  closeDepartment,
  dismissMember,
  recordExpert,
  removeSublibrary,
  saveSublibrary,
} from './actions/organisation.ts';
import { saveEnterprise, saveExpert, setSubdistricts } from './actions/save.ts';
import { directoryReadSpecs } from './routes.ts';
import {
  done,
  lastDeed,
  neighbour,
  office,
  refusalsOf,
  SAMPLE_SUBDISTRICTS,
  sampleEnterprise,
  sampleExpert,
  valueOf,
} from './sample.testing.ts';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await testRuntime();
  await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS });
});
afterEach(() => runtime.close());

async function get(path: string, query: object, actor = office): Promise<unknown> {
  const spec = directoryReadSpecs.find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read at ${path}`);
  return valueOf(await answer(runtime, actor, spec, query));
}

describe('子库', () => {
  const hazchem = { kind: 'enterprise', name: '危化', conditions: { safetyDomain: 'hazchem' } };
  const list = (actor = office): Promise<unknown> =>
    get('/api/directory/sublibraries/:kind', { kind: 'enterprise' }, actor);

  test('is its conditions: an enterprise that comes to meet them is in it, also in two at once', async () => {
    await done(runtime, saveSublibrary, hazchem);
    await done(runtime, saveSublibrary, { kind: 'enterprise', name: '粉尘涉爆', conditions: { specialFlags: 'dust' } });
    expect(await list()).toMatchObject({ rows: [{ name: '危化', count: 0 }, { count: 0 }] });
    const content = sampleEnterprise({ safetyDomain: 'hazchem', specialFlags: ['dust'] });
    await done(runtime, saveEnterprise, { target: null, reason: '新增', content });
    expect(await list()).toMatchObject({
      rows: [
        { name: '危化', count: 1 },
        { name: '粉尘涉爆', count: 1 },
      ],
    });
    expect(await list(neighbour)).toEqual({ rows: [] });
  });

  test('has a name of its own and conditions that the list knows; removed, the name is free', async () => {
    const { sublibraryId } = await done(runtime, saveSublibrary, hazchem);
    expect(await refusalsOf(runtime, saveSublibrary, hazchem)).toEqual(['sublibrary-name']);
    expect(await refusalsOf(runtime, saveSublibrary, { ...hazchem, name: '空', conditions: {} })).toEqual([
      'sublibrary-without-conditions',
    ]);
    for (const conditions of [{ page: '2' }, { removed: 'true' }, { safetyDomain: 'magic' }])
      expect(await refusalsOf(runtime, saveSublibrary, { ...hazchem, name: '错', conditions })).toEqual([
        'sublibrary-conditions',
      ]);
    expect(await refusalsOf(runtime, removeSublibrary, { sublibraryId }, neighbour)).toEqual(['sublibrary-not-found']);
    await done(runtime, removeSublibrary, { sublibraryId });
    await done(runtime, saveSublibrary, hazchem);
  });
});

describe('directory.record-expert', () => {
  test('keeps scores with evaluations and amounts with fees; the log has no word of the note', async () => {
    const content = sampleExpert();
    const { recordId: expertId } = await done(runtime, saveExpert, { target: null, reason: '新增', content });
    const record = { expertId, kind: 'evaluation', onDay: '2026-03-01', score: 5, note: '意见具体' };
    await done(runtime, recordExpert, record);
    await done(runtime, recordExpert, { expertId, kind: 'fee', onDay: '2026-03-02', amountFen: 80_000, note: '劳务' });
    expect((await lastDeed(runtime)).entry.toString('utf8')).not.toContain('劳务');
    const path = '/api/directory/expert-records/:expertId';
    expect(await get(path, { expertId })).toMatchObject({
      rows: [
        { kind: 'fee', amountFen: 80_000, score: null },
        { kind: 'evaluation', score: 5 },
      ],
    });
    expect(await refusalsOf(runtime, recordExpert, { ...record, score: null })).toEqual(['input-invalid']);
    expect(await refusalsOf(runtime, recordExpert, { ...record, kind: 'refusal' })).toEqual(['input-invalid']);
    expect(await refusalsOf(runtime, recordExpert, { ...record, onDay: '2026-03-03' })).toEqual(['day-in-future']);
    expect(await refusalsOf(runtime, recordExpert, record, neighbour)).toEqual(['record-not-found']);
    const spec = directoryReadSpecs.find((each) => each.path === path);
    expect(spec && (await answer(runtime, actorOf(['officer']), spec, { expertId }))).toMatchObject({ ok: false });
  });
});

describe('科室和领导小组', () => {
  test('one leader at a time; the next one from the day after', async () => {
    const leader = { name: '组长甲', position: 'leader', post: '局长', fromOn: '2025-01-01' };
    const { memberId } = await done(runtime, appointMember, leader);
    const next = { ...leader, name: '组长乙', fromOn: '2026-03-01' };
    expect(await refusalsOf(runtime, appointMember, next)).toEqual(['position-taken']);
    expect(await refusalsOf(runtime, dismissMember, { memberId, untilOn: '2024-12-31' })).toEqual([
      'organisation-not-standing',
    ]);
    await done(runtime, dismissMember, { memberId, untilOn: '2026-02-28' });
    await done(runtime, appointMember, next);
    for (const name of ['成员甲', '成员乙'])
      await done(runtime, appointMember, { name, position: 'member', fromOn: '2025-01-01' });
    expect(await get('/api/directory/organisation', {})).toMatchObject({
      members: [{ untilOn: '2026-02-28' }, {}, {}, { name: '组长乙', untilOn: null }],
    });
    expect((await lastDeed(runtime)).entry.toString('utf8')).not.toContain('成员');
    expect(await get('/api/directory/organisation', {}, neighbour)).toMatchObject({ members: [], departments: [] });
  });

  test('of two leaders appointed at once one is', async () => {
    const both = ['甲', '乙'].map((name) =>
      execute(runtime, office, appointMember, crypto.randomUUID(), { name, position: 'leader', fromOn: '2026-01-01' }),
    );
    expect((await Promise.all(both)).filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('a department that was closed may come again by the same name', async () => {
    const { departmentId } = await done(runtime, addDepartment, { name: '执法大队', fromOn: '2020-01-01' });
    expect(await refusalsOf(runtime, addDepartment, { name: '执法大队', fromOn: '2026-01-01' })).toEqual([
      'department-exists',
    ]);
    await done(runtime, closeDepartment, { departmentId, untilOn: '2025-12-31' });
    await done(runtime, addDepartment, { name: '执法大队', fromOn: '2026-01-01' });
    expect(await refusalsOf(runtime, closeDepartment, { departmentId, untilOn: '2026-01-31' })).toEqual([
      'organisation-not-standing',
    ]);
  });
});
