import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../core/actor.ts';
import { answer, execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { markRecords, unmarkRecords } from './actions/mark.ts';
import { saveEnterprise, setSubdistricts } from './actions/save.ts';
import { directoryReadSpecs } from './routes.ts';
import { done, neighbour, office, SAMPLE_SUBDISTRICTS, sampleEnterprise } from './sample.testing.ts';
import type { MarkInput } from './types/marking.ts';

let runtime: TestRuntime;
const CODES = ['91120111MA0XQ00174', '91120111MA0XQ0025Y', '91120111MA0XQ0033R'] as const;
const ids: string[] = [];

beforeAll(async () => {
  runtime = await testRuntime();
  await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, office);
  for (const creditCode of CODES) {
    const content = sampleEnterprise({ creditCode, name: `企业${creditCode.slice(-3)}` });
    ids.push((await done(runtime, saveEnterprise, { target: null, reason: '新增', content })).recordId);
  }
});
afterAll(() => runtime.close());

const mark = (more: Partial<MarkInput>, actor: Actor = office) =>
  execute(runtime, actor, markRecords, newId(), {
    kind: 'enterprise',
    rows: [],
    field: 'status',
    mode: 'set',
    value: 'suspended',
    reason: '街镇核实已停产',
    ...more,
  });

interface Seen {
  readonly version: number;
  readonly content: { readonly status: string; readonly specialFlags: readonly string[]; readonly phone: string };
  readonly history: readonly { readonly deed: string; readonly reason: string | null }[];
}

async function seen(recordId = ids[0]): Promise<Seen> {
  const spec = directoryReadSpecs.find(({ path }) => path === '/api/directory/enterprises/:recordId');
  const found = spec === undefined ? undefined : await answer(runtime, office, spec, { recordId });
  if (found?.ok !== true) throw new Error('not there');
  return found.value as Seen;
}

const at = async (recordId: string | undefined): Promise<{ recordId: string; version: number }> => ({
  recordId: recordId ?? '',
  version: (await seen(recordId)).version,
});

async function deeds(kind: string): Promise<readonly string[]> {
  const rows = await runtime.db.transaction().execute(async (tx) => {
    await tx
      .selectNoFrom((eb) => eb.fn('set_config', [eb.val('app.bureau'), eb.val('1'), eb.val(true)]).as('x'))
      .execute();
    return tx.selectFrom('deed').select('subject_id').where('kind', '=', kind).execute();
  });
  return rows.map(({ subject_id: id }) => id);
}

describe('directory.mark', () => {
  test('changes every record by a deed of its own, with the reason, and leaves what is sealed alone', async () => {
    const rows = [await at(ids[0]), await at(ids[1])];
    expect(await mark({ rows })).toMatchObject({ ok: true, value: { marked: 2, unchanged: 0 } });
    const first = await seen();
    expect(first.content).toMatchObject({ status: 'suspended', phone: '022-27910001' });
    expect(first.history[0]).toMatchObject({ deed: 'directory.mark', reason: '街镇核实已停产' });
    expect(new Set(await deeds('directory.mark'))).toEqual(new Set(ids.slice(0, 2)));
  });

  test('adds a value once and takes it away again', async () => {
    const tag = { field: 'specialFlags', value: 'ammonia' } as const;
    expect(await mark({ rows: [await at(ids[0])], ...tag, mode: 'add' })).toMatchObject({ ok: true });
    expect((await seen()).content.specialFlags).toEqual(['dust', 'ammonia']);
    expect(await mark({ rows: [await at(ids[0])], ...tag, mode: 'add' })).toMatchObject({
      refusals: [{ code: 'mark-changes-nothing' }],
    });
    expect(await mark({ rows: [await at(ids[0])], ...tag, mode: 'remove' })).toMatchObject({ ok: true });
    expect((await seen()).content.specialFlags).toEqual(['dust']);
  });

  test('does none when one was changed meanwhile, and says which', async () => {
    const rows = [await at(ids[0]), { ...(await at(ids[1])), version: 1 }];
    expect(await mark({ rows, value: 'closed' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'mark-stale', facts: { count: 1, names: ['企业25Y'] } }],
    });
    expect((await seen()).content.status).toBe('suspended');
  });

  test('is refused for a field that is not for it, a value the field has not, without a reason, and for others', async () => {
    const rows = [await at(ids[2])];
    const codes = async (more: Partial<MarkInput>, actor?: Actor): Promise<unknown> => {
      const result = await mark({ rows, ...more }, actor);
      return result.ok ? [] : result.refusals.map(({ code }) => code);
    };
    expect(await codes({ field: 'name', value: '改名' })).toEqual(['mark-field']);
    expect(await codes({ field: 'status', mode: 'add' })).toEqual(['mark-field']);
    expect(await codes({ value: 'sold' })).toEqual(['mark-value']);
    expect(await codes({ reason: '　 ' })).toEqual(['input-invalid']);
    expect(await codes({}, actorOf(['officer']))).toEqual(['not-allowed']);
    expect(await codes({}, actorOf(['equipment-keeper']))).toEqual(['not-allowed']);
    expect(await codes({}, neighbour)).toEqual(['record-not-found']);
  });
});

describe('directory.unmark', () => {
  const unmark = (markId: string, actor: Actor = office) =>
    execute(runtime, actor, unmarkRecords, newId(), { kind: 'enterprise', markId });

  async function marked(recordIds: readonly (string | undefined)[]): Promise<string> {
    const result = await mark({ rows: await Promise.all(recordIds.map(at)), field: 'riskColor', value: 'red' });
    if (!result.ok) throw new Error(JSON.stringify(result.refusals));
    return result.value.markId;
  }

  test('puts every record back, once, by a deed of its own', async () => {
    const before = await seen(ids[2]);
    const markId = await marked([ids[1], ids[2]]);
    expect(await unmark(markId)).toMatchObject({ ok: true, value: { restored: 2 } });
    const after = await seen(ids[2]);
    expect(after.content).toEqual(before.content);
    expect(after.version).toBe(before.version + 2);
    expect(await deeds('directory.unmark')).toHaveLength(2);
    expect(await unmark(markId)).toMatchObject({ refusals: [{ code: 'mark-row-changed' }] });
  });

  test('is refused for what somebody else marked, and when a record was changed since', async () => {
    const markId = await marked([ids[2]]);
    expect(await unmark(markId, actorOf(['group-office'], 'another'))).toMatchObject({
      refusals: [{ code: 'mark-not-found' }],
    });
    const { version, content } = await seen(ids[2]);
    await done(runtime, saveEnterprise, {
      target: { recordId: ids[2] ?? '', version },
      reason: '核实',
      content: { ...sampleEnterprise(), ...content, creditCode: CODES[2], name: '企业33R', kind: 'enterprise' },
    });
    expect(await unmark(markId)).toMatchObject({
      refusals: [{ code: 'mark-row-changed', facts: { names: ['企业33R'] } }],
    });
  });

  test('two takings back at the same moment: one is done', async () => {
    const markId = await marked([ids[0]]);
    const both = await Promise.all([unmark(markId), unmark(markId)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
