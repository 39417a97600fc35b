import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoCreditCode } from '../../demo/codes.ts';
import { answer } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { declareDistinct, mergeEnterprises, undoMerge } from './actions/merge.ts';
import { declareRecusal } from './actions/recusal.ts';
import { saveEnterprise, saveOfficer, setSubdistricts } from './actions/save.ts';
import { conflictsFor, listUniverse } from './reads/pools.ts';
import { directoryReadSpecs } from './routes.ts';
import {
  done,
  lastDeed,
  neighbour,
  office,
  refusalsOf,
  SAMPLE_SUBDISTRICTS,
  sampleEnterprise,
  sampleOfficer,
  valueOf,
} from './sample.testing.ts';
import type { DuplicateGroup } from './types/duplicates.ts';
import { NO_LATER_MODULES } from './types/later.ts';

const merge = mergeEnterprises(NO_LATER_MODULES);
const FIRM = '天津市西青区瑞恒（示例）金属制品有限公司';
let runtime: TestRuntime;
/** The firm as it should stand, and twice more. */
let firm: string;
let spaced: string;
let branch: string;

beforeEach(async () => {
  runtime = await testRuntime();
  for (const actor of [office, neighbour])
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, actor);
  firm = await add(1, FIRM);
  spaced = await add(2, '天津市西青区 瑞恒(示例)金属制品有限公司');
  branch = await add(3, `${FIRM}中北分公司`);
  await add(4, '天津市西青区津宇塑料制品厂');
});
afterEach(() => runtime.close());

describe('疑似重复', () => {
  test('shows the group with its reasons to every reader, and nothing of it to another bureau', async () => {
    const { total, rows } = await duplicates();
    expect(total).toBe(1);
    expect(rows[0]?.members.map(({ recordId }) => recordId).toSorted()).toEqual([firm, spaced, branch].toSorted());
    expect(rows[0]?.pairs.flatMap(({ reasons }) => reasons)).toEqual(expect.arrayContaining(['same-name', 'branch']));
    expect(await duplicates(neighbour)).toMatchObject({ total: 0, rows: [] });
  });

  test('what was declared to be two is not asked about again, the rest is', async () => {
    await done(runtime, declareDistinct, { recordIds: [firm, branch, spaced], reason: '分公司独立经营' });
    expect(await duplicates()).toMatchObject({ total: 0 });
    expect(await lastDeed(runtime)).toMatchObject({ kind: 'directory.declare-distinct' });
    const alone = { recordIds: [firm, firm], reason: '误选' };
    expect(await refusalsOf(runtime, declareDistinct, alone)).toEqual(['merge-with-itself']);
    const others = { recordIds: [firm, branch], reason: '不是' };
    expect(await refusalsOf(runtime, declareDistinct, others, neighbour)).toEqual(['record-not-found']);
  });

  test('a firm that changed its name is found by the name it had', async () => {
    await save(firm, 1, { name: '天津瑞新材料有限公司' });
    await done(runtime, declareDistinct, { recordIds: [spaced, branch], reason: '分公司' });
    const [group] = (await duplicates()).rows;
    expect(group?.pairs).toEqual([expect.objectContaining({ reasons: ['former-name'] })]);
    expect(await list('ruiheng')).not.toContain('天津瑞新材料有限公司');
    expect(await list('瑞恒')).toContain('天津瑞新材料有限公司');
  });
});

describe('directory.merge-enterprises', () => {
  test('one stays with the names of the others, which count no more but are not lost', async () => {
    const result = await done(runtime, merge, input({ merged: [seen(spaced), seen(branch)] }));
    expect(result).toMatchObject({ recordId: firm, version: 2 });
    expect((await universe()).map(({ enterpriseId }) => enterpriseId)).not.toContain(spaced);
    expect(await duplicates()).toMatchObject({ total: 0 });
    expect(await record(firm)).toMatchObject({
      content: { formerNames: ['天津市西青区 瑞恒(示例)金属制品有限公司', `${FIRM}中北分公司`] },
      merges: [{ reason: '同一家' }, { reason: '同一家' }],
      history: [{ deed: 'directory.merge-enterprises', reason: '同一家', actorId: 'group-office' }, {}],
    });
    expect(await record(spaced)).toMatchObject({ mergedInto: { recordId: firm, name: FIRM } });
    expect(await list('中北分公司')).toEqual([FIRM]);
    expect(await lastDeed(runtime)).toMatchObject({ kind: 'directory.merge-enterprises', subject_id: firm });
  });

  test('a recusal towards the one that goes holds for the one that stays, over any number of merges', async () => {
    const content = sampleOfficer();
    const { recordId: personId } = await done(runtime, saveOfficer, { target: null, reason: '新增', content });
    await done(runtime, declareRecusal, { personType: 'officer', personId, enterpriseId: spaced, reason: 'KIN' });
    await done(runtime, merge, { survivor: seen(branch), merged: [seen(spaced)], reason: '同一家' });
    await done(runtime, merge, input({ merged: [{ recordId: branch, version: 2 }] }));
    const conflicts = await read(runtime, 1, async (tx) => conflictsFor(tx, await listUniverse(tx), tx.today));
    expect(conflicts).toMatchObject([{ personId, enterpriseId: firm, reason: 'KIN' }]);
    expect(await record(firm)).toMatchObject({ recusals: [{ enterpriseId: spaced, reason: 'KIN' }] });
  });

  test('is refused with itself, without a reason, for what somebody changed meanwhile, and for another bureau', async () => {
    expect(await refusalsOf(runtime, merge, input({ merged: [seen(firm)] }))).toEqual(['merge-with-itself']);
    expect(await refusalsOf(runtime, merge, { ...input({}), reason: ' ' })).toEqual(['input-invalid']);
    expect(await refusalsOf(runtime, merge, input({}), neighbour)).toEqual(['record-not-found']);
    expect(await refusalsOf(runtime, merge, input({}), actorOf(['section-chief']))).toEqual(['not-allowed']);
    await save(spaced, 1, { employees: 5 });
    expect(await refusalsOf(runtime, merge, input({}))).toEqual(['merge-record-changed']);
  });

  test('of two at once one is done', async () => {
    const other = { survivor: seen(spaced), merged: [seen(firm)], reason: '反过来' };
    const results = await Promise.all([refusalsOf(runtime, merge, input({})), refusalsOf(runtime, merge, other)]);
    expect(results.filter((codes) => codes.length === 0)).toHaveLength(1);
    expect((await universe()).filter(({ name }) => name.includes('瑞恒'))).toHaveLength(2);
  });

  test('is refused with what later modules have against it', async () => {
    const held = mergeEnterprises({ mergeHolds: async () => [{ code: 'merge-visit-open', facts: {} }] });
    expect(await refusalsOf(runtime, held, input({}))).toEqual(['merge-visit-open']);
  });
});

describe('directory.undo-merge', () => {
  test('all are as they were, and may be joined again', async () => {
    const before = await universe();
    const { mergeId } = await done(runtime, merge, input({}));
    expect(await done(runtime, undoMerge, { mergeId, reason: '弄错了' })).toEqual({ restored: 1 });
    const after = await universe();
    expect(after.map(({ version: _version, ...rest }) => rest)).toEqual(
      before.map(({ version: _version, ...rest }) => rest),
    );
    expect(await record(firm)).toMatchObject({ content: { formerNames: [] }, version: 3 });
    expect(await refusalsOf(runtime, undoMerge, { mergeId, reason: '再来' })).toEqual(['merge-undone']);
    const again = input({ survivor: { recordId: firm, version: 3 }, merged: [{ recordId: spaced, version: 3 }] });
    await done(runtime, merge, again);
  });

  test('is refused when the one that stayed was changed, when its code is taken, and to another bureau', async () => {
    const { mergeId } = await done(runtime, merge, input({}));
    expect(await refusalsOf(runtime, undoMerge, { mergeId, reason: '撤' }, neighbour)).toEqual(['merge-not-found']);
    await add(2, '别家');
    expect(await refusalsOf(runtime, undoMerge, { mergeId, reason: '撤' })).toEqual(['merge-code-taken']);
    await save(firm, 2, { employees: 7 });
    expect(await refusalsOf(runtime, undoMerge, { mergeId, reason: '撤' })).toEqual(['merge-survivor-changed']);
  });
});

const seen = (recordId: string): { recordId: string; version: number } => ({ recordId, version: 1 });

function input(more: object): object {
  return { survivor: seen(firm), merged: [seen(spaced)], reason: '同一家', ...more };
}

async function add(n: number, name: string): Promise<string> {
  const content = sampleEnterprise({ creditCode: demoCreditCode(n), name });
  return (await done(runtime, saveEnterprise, { target: null, reason: '新增', content })).recordId;
}

async function save(recordId: string, version: number, more: object): Promise<void> {
  const { content } = await record(recordId);
  await done(runtime, saveEnterprise, {
    target: { recordId, version },
    reason: '更正',
    content: { ...content, ...more },
  });
}

async function record(recordId: string): Promise<{ readonly content: object }> {
  return (await get('/api/directory/enterprises/:recordId', { recordId })) as { content: object };
}

async function list(q: string): Promise<readonly unknown[]> {
  const { rows } = (await get('/api/directory/enterprises', { q })) as { rows: { content: { name: string } }[] };
  return rows.map(({ content }) => content.name);
}

async function duplicates(actor = office): Promise<{ total: number; rows: readonly DuplicateGroup[] }> {
  return (await get('/api/directory/duplicates', {}, actor)) as { total: number; rows: readonly DuplicateGroup[] };
}

async function get(path: string, query: object, actor = office): Promise<unknown> {
  const spec = directoryReadSpecs.find((each) => each.path === path);
  if (spec === undefined) throw new Error(`no read at ${path}`);
  return valueOf(await answer(runtime, actor, spec, query));
}

function universe(): ReturnType<typeof listUniverse> {
  return read(runtime, 1, (tx) => listUniverse(tx));
}
