import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, execute } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { declareRecusal, withdrawRecusal } from './actions/recusal.ts';
import { saveEnterprise, saveExpert, saveOfficer, setSubdistricts } from './actions/save.ts';
import { conflictsFor, listDirectoryEditors, listSubdistricts, listUniverse } from './reads/pools.ts';
import { findRecord, listRecordsAt } from './reads/records.ts';
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
  sampleOfficer,
} from './sample.testing.ts';

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
  for (const actor of [office, neighbour])
    await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS }, actor);
});
afterAll(() => runtime.close());

describe('directory.save-enterprise', () => {
  test('creates a record that can be found, with its deed, its first version and its phone unreadable in the database', async () => {
    const { recordId } = await done(runtime, saveEnterprise, {
      target: null,
      reason: '新增',
      content: sampleEnterprise(),
    });
    const row = await read(runtime, 1, (tx) => findRecord(tx, 'enterprise', recordId));
    expect(row).toMatchObject({
      version: 1,
      created_on: '2026-03-02',
      search: expect.stringMatching(/^tianjinshixiqingquruiheng/),
    });
    const versions = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('directory_version').selectAll().where('record_id', '=', recordId).execute(),
    );
    expect(versions).toMatchObject([{ version: 1, reason: '新增', actor_id: 'group-office' }]);
    expect(JSON.stringify([row, versions])).not.toContain('27910001');
    const deed = await lastDeed(runtime);
    expect(deed).toMatchObject({
      kind: 'directory.save-enterprise',
      subject_id: recordId,
      command_id: versions[0]?.command_id,
    });
    expect(deed.entry.toString()).not.toMatch(/瑞恒|27910001/);
  });

  test('refuses a credit code that is already in the directory, in this bureau only', async () => {
    const content = sampleEnterprise({ creditCode: '91120111MA0XQ0025Y' });
    await done(runtime, saveEnterprise, { target: null, reason: '新增', content });
    expect(await refusalsOf(runtime, saveEnterprise, { target: null, reason: '新增', content })).toEqual([
      'record-exists',
    ]);
    await done(runtime, saveEnterprise, { target: null, reason: '新增', content }, neighbour);
  });

  test('tells everything that is wrong at once', async () => {
    const content = sampleEnterprise({ creditCode: '91120111MA0XQ00170', phone: '123', subdistrictCode: '999999999' });
    expect(await refusalsOf(runtime, saveEnterprise, { target: null, reason: '新增', content })).toEqual([
      'credit-code-check',
      'phone-form',
      'subdistrict-unknown',
    ]);
    const refused = await refusalsOf(runtime, saveEnterprise, {
      target: null,
      reason: ' ',
      content: { ...content, name: '' },
    });
    expect(refused).toEqual(['input-invalid', 'input-invalid']);
  });

  test('amends only the version its author saw: of two at once, one is refused and nothing is lost', async () => {
    const content = sampleEnterprise({ creditCode: '91120111MA0XQ0033R' });
    const { recordId } = await done(runtime, saveEnterprise, { target: null, reason: '新增', content });
    const amend = (name: string): Promise<string[]> =>
      refusalsOf(runtime, saveEnterprise, {
        target: { recordId, version: 1 },
        reason: '更名',
        content: { ...content, name },
      });
    const answers = await Promise.all([amend('甲公司'), amend('乙公司')]);
    expect(answers.flat()).toEqual(['record-changed']);
    expect(await read(runtime, 1, (tx) => findRecord(tx, 'enterprise', recordId))).toMatchObject({ version: 2 });
  });

  test('two at once with one credit code: one record, one refusal', async () => {
    const content = sampleEnterprise({ creditCode: '91120111MA0XQ0041L' });
    const save = (): Promise<string[]> =>
      refusalsOf(runtime, saveEnterprise, { target: null, reason: '新增', content });
    expect((await Promise.all([save(), save()])).flat()).toEqual(['record-exists']);
  });

  test("refuses a credit code another record has, another bureau's record, and a role that keeps no directory", async () => {
    const { recordId } = await done(runtime, saveEnterprise, {
      target: null,
      reason: '新增',
      content: sampleEnterprise({ creditCode: '91120111MA0XQ005XC' }),
    });
    const taken = {
      target: { recordId, version: 1 },
      reason: '更正',
      content: sampleEnterprise({ creditCode: '91120111MA0XQ0025Y' }),
    };
    expect(await refusalsOf(runtime, saveEnterprise, taken)).toEqual(['record-exists']);
    expect(await refusalsOf(runtime, saveEnterprise, taken, neighbour)).toEqual(['record-not-found']);
    expect(await refusalsOf(runtime, saveEnterprise, taken, actorOf(['officer']))).toEqual(['not-allowed']);
  });

  test('any past state can be rebuilt, and whoever edited is known', async () => {
    const content = sampleEnterprise({ creditCode: '914403001922038216', name: '原名' });
    const { recordId } = await done(runtime, saveEnterprise, { target: null, reason: '新增', content });
    const before = runtime.clock.now();
    runtime.clock.advance(60);
    await done(
      runtime,
      saveEnterprise,
      { target: { recordId, version: 1 }, reason: '更名', content: { ...content, name: '新名' } },
      actorOf(['section-chief']),
    );
    const names = async (at: string): Promise<unknown[]> =>
      (await read(runtime, 1, (tx) => listRecordsAt(tx, 'enterprise', at)))
        .filter((row) => row['enterprise_id'] === recordId)
        .map((row) => row['name']);
    expect(await names(before)).toEqual(['原名']);
    expect(await names(runtime.clock.now())).toEqual(['新名']);
    expect(await read(runtime, 1, (tx) => listDirectoryEditors(tx, runtime.clock.now()))).toEqual(['section-chief']);
  });
});

describe('directory.save-officer', () => {
  test('one account is one officer; the ID number is checked and sealed', async () => {
    const { recordId } = await done(runtime, saveOfficer, {
      target: null,
      reason: '新增',
      content: sampleOfficer({ idNo: '120111199003070016' }),
    });
    expect(JSON.stringify(await read(runtime, 1, (tx) => findRecord(tx, 'officer', recordId)))).not.toContain(
      '19900307',
    );
    const second = { target: null, reason: '新增', content: sampleOfficer({ certificateNumber: '津0211002' }) };
    expect(await refusalsOf(runtime, saveOfficer, second)).toEqual(['record-exists']);
    const wrong = sampleOfficer({
      certificateNumber: '津0211003',
      staffId: null,
      idNo: '120111199003070017',
      certificateValidFrom: '2028-01-01',
    });
    expect(await refusalsOf(runtime, saveOfficer, { target: null, reason: '新增', content: wrong })).toEqual([
      'id-number-check',
      'days-reversed',
    ]);
  });
});

describe('directory.declare-recusal', () => {
  test('is for oneself, or for anybody by the office; it reaches the draw until it ends or is withdrawn', async () => {
    const officer = await done(runtime, saveOfficer, {
      target: null,
      reason: '新增',
      content: sampleOfficer({ certificateNumber: '津0211009', staffId: 'wang' }),
    });
    const { recordId: enterpriseId } = await done(runtime, saveEnterprise, {
      target: null,
      reason: '新增',
      content: sampleEnterprise({ creditCode: '9144030071526726XG' }),
    });
    const input = {
      personType: 'officer',
      personId: officer.recordId,
      enterpriseId,
      reason: 'KIN',
      validTo: '2026-12-31',
    };
    expect(await refusalsOf(runtime, declareRecusal, input, actorOf(['officer'], 'somebody-else'))).toEqual([
      'recusal-of-another',
    ]);
    const { recusalId } = await done(runtime, declareRecusal, input, actorOf(['officer'], 'wang'));
    expect(await refusalsOf(runtime, declareRecusal, input)).toEqual(['recusal-exists']);

    const conflicts = (day: string): Promise<readonly unknown[]> =>
      read(runtime, 1, async (tx) => conflictsFor(tx, await listUniverse(tx, { enterpriseIds: [enterpriseId] }), day));
    expect(await conflicts('2026-06-01')).toMatchObject([
      { personId: officer.recordId, reason: 'KIN', source: 'declared', registeredBy: 'wang' },
    ]);
    expect(await conflicts('2027-01-01')).toEqual([]);
    expect(await refusalsOf(runtime, withdrawRecusal, { recusalId }, neighbour)).toEqual(['recusal-not-found']);
    await done(runtime, withdrawRecusal, { recusalId });
    expect(await refusalsOf(runtime, withdrawRecusal, { recusalId })).toEqual(['recusal-not-found']);
    expect(await conflicts('2026-06-01')).toEqual([]);
    expect((await lastDeed(runtime)).kind).toBe('directory.withdraw-recusal');
  });

  test("refuses another bureau's enterprise, a person nobody knows and days the wrong way round, all at once", async () => {
    const { recordId } = await done(
      runtime,
      saveEnterprise,
      { target: null, reason: '新增', content: sampleEnterprise({ creditCode: '91330100716105852F' }) },
      neighbour,
    );
    const input = {
      personType: 'expert',
      personId: crypto.randomUUID(),
      enterpriseId: recordId,
      reason: 'OWN',
      validTo: '2020-01-01',
    };
    expect(await refusalsOf(runtime, declareRecusal, input)).toEqual([
      'record-not-found',
      'record-not-found',
      'days-reversed',
    ]);
  });

  test('an expert whose employer or contract names the enterprise is in conflict without declaring it', async () => {
    const { recordId: enterpriseId } = await done(runtime, saveEnterprise, {
      target: null,
      reason: '新增',
      content: sampleEnterprise({ creditCode: '91330100799655058B', name: '天津市西青区华宇（集团）有限公司' }),
    });
    const contract = sampleExpert({ advisoryContracts: ['与天津市西青区华宇(集团)有限公司 2025年安全顾问合同'] });
    const expert = await done(runtime, saveExpert, { target: null, reason: '新增', content: contract });
    const found = await read(runtime, 1, async (tx) =>
      conflictsFor(tx, await listUniverse(tx, { enterpriseIds: [enterpriseId] }), '2026-03-02'),
    );
    expect(found).toMatchObject([
      { personType: 'expert', personId: expert.recordId, enterpriseId, reason: 'ADVISER', source: 'found' },
    ]);
    const tie = { personName: '测试专家甲', enterpriseName: '天津市西青区华宇（集团）有限公司', reason: 'ADVISER' };
    for (const [path, recordId] of [
      ['/api/directory/experts/:recordId', expert.recordId],
      ['/api/directory/enterprises/:recordId', enterpriseId],
    ] as const) {
      const spec = directoryReadSpecs.find((each) => each.path === path);
      if (spec === undefined) throw new Error(`no read at ${path}`);
      expect(await answer(runtime, office, spec, { recordId })).toMatchObject({
        ok: true,
        value: { foundRecusals: [tie] },
      });
    }
  });
});

describe('directory.set-subdistricts', () => {
  const listed = (): Promise<readonly unknown[]> => read(runtime, 1, (tx) => listSubdistricts(tx));

  test('names a known one anew, adds the unknown, and takes none away', async () => {
    const subdistricts = [
      { code: '120111100', name: '中北镇（新）', aliases: ['中北', '中北镇'] },
      { code: '120111102', name: '辛口镇' },
    ];
    expect(await done(runtime, setSubdistricts, { subdistricts }, actorOf(['system-admin']))).toEqual({ count: 2 });
    expect(await listed()).toEqual([
      { code: '120111100', name: '中北镇（新）', aliases: ['中北', '中北镇'] },
      { code: '120111101', name: '杨柳青镇', aliases: ['杨柳青'] },
      { code: '120111102', name: '辛口镇', aliases: [] },
    ]);
  });

  test('refuses a list with one code twice, says which row, and writes nothing of it', async () => {
    const before = await listed();
    const subdistricts = [
      { code: '120111103', name: '张家窝镇' },
      { code: '120111104', name: '精武镇' },
      { code: '120111103', name: '大寺镇' },
    ];
    const result = await execute(runtime, office, setSubdistricts, crypto.randomUUID(), { subdistricts });
    expect(result).toMatchObject({
      ok: false,
      refusals: [{ code: 'subdistrict-repeated', at: 'subdistricts.2.code', facts: { found: '120111103' } }],
    });
    expect(await listed()).toEqual(before);
  });

  test('is no business of a section chief', async () => {
    const subdistricts = [{ code: '120111103', name: '张家窝镇' }];
    expect(await refusalsOf(runtime, setSubdistricts, { subdistricts }, actorOf(['section-chief']))).toEqual([
      'not-allowed',
    ]);
  });
});
