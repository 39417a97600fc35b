import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answer } from '../core/command.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { saveEnterprise, saveEquipment, saveExpert, saveOfficer, setSubdistricts } from './actions/save.ts';
import { verifyMonth } from './actions/verify.ts';
import { directoryReadSpecs } from './routes.ts';
import { openMonths } from './rules/verification.ts';
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
  valueOf,
} from './sample.testing.ts';
import type { VerificationView } from './types/verification.ts';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  await done(runtime, setSubdistricts, { subdistricts: SAMPLE_SUBDISTRICTS });
});
afterEach(() => runtime.close());

async function view(actor = office): Promise<VerificationView> {
  const spec = directoryReadSpecs.find(({ path }) => path === '/api/directory/verification');
  if (spec === undefined) throw new Error('no read of the verification');
  return valueOf(await answer(runtime, actor, spec, {})) as VerificationView;
}

async function fill(): Promise<void> {
  const created = { target: null, reason: '新增' };
  const content = sampleEnterprise({
    verifiedOn: '2026-01-09',
    licences: [{ name: '排污许可证', expiresOn: '2026-02-28' }],
  });
  await done(runtime, saveEnterprise, { ...created, content });
  const other = sampleEnterprise({ creditCode: '91120111MA0XQ0025Y', name: '津宇塑料厂', status: 'suspended' });
  await done(runtime, saveEnterprise, { ...created, content: { ...other, licences: [], phone: null } });
  await done(runtime, saveOfficer, {
    ...created,
    content: sampleOfficer({ certificateExpiresOn: '2026-03-01' }),
  });
  const soon = sampleOfficer({ certificateNumber: '津0211009', staffId: null, certificateExpiresOn: '2026-04-30' });
  await done(runtime, saveOfficer, { ...created, content: soon });
  await done(runtime, saveExpert, { ...created, content: sampleExpert({ termTo: '2026-01-31' }) });
  const device = { serial: 'QT-1', kind: 'gas-detector', calibrationDueOn: '2026-02-01' };
  await done(runtime, saveEquipment, { ...created, content: device }, actorOf(['equipment-keeper']));
}

describe('the months that wait', () => {
  test.each([
    ['2026-03-02', '2025-11-05', [], ['2026-02', '2026-03']],
    ['2026-03-02', '2026-03-01', [], ['2026-03']],
    ['2026-03-31', '2026-02-28', ['2026-03'], ['2026-02']],
    ['2026-03-31', '2026-02-28', ['2026-02', '2026-03'], []],
    ['2026-01-15', '2025-01-01', [], ['2025-12', '2026-01']],
    ['2026-01-15', undefined, [], []],
  ])('on %s with records since %s and %j done', (today, first, verified, months) => {
    expect(openMonths(today, first, new Set(verified)).map(({ month }) => month)).toEqual(months);
  });

  test('are due on their last day', () => {
    expect(openMonths('2028-02-10', '2028-02-01', new Set())).toEqual([{ month: '2028-02', dueOn: '2028-02-29' }]);
  });
});

describe('directory.verify-month', () => {
  test('nothing waits while there is nothing, then the month does, with what is to be mended in figures', async () => {
    expect((await view()).open).toEqual([]);
    await fill();
    expect(await view()).toMatchObject({
      open: [{ month: '2026-03', dueOn: '2026-03-31' }],
      counts: {
        enterprises: 2,
        active: 1,
        changed: 2,
        unverified: 1,
        licencesExpired: 1,
        duplicates: 0,
        officers: 2,
        certificatesExpired: 1,
        certificatesExpiring: 1,
        experts: 1,
        termsOver: 1,
        vehicles: 0,
        equipment: 1,
        calibrationsOverdue: 1,
      },
    });
    // What is counted is what the list shows behind the figure.
    for (const [path, attention, count] of [
      ['enterprises', 'unverified', 1],
      ['enterprises', 'licence-expired', 1],
      ['enterprises', 'licence-expiring', 0],
      ['officers', 'certificate-expired', 1],
      ['officers', 'certificate-expiring', 1],
      ['experts', 'term-over', 1],
      ['experts', 'term-ending', 0],
      ['equipment', 'calibration-overdue', 1],
      ['equipment', 'calibration-due', 0],
    ] as const) {
      const spec = directoryReadSpecs.find((each) => each.path === `/api/directory/${path}`);
      if (spec === undefined) throw new Error(`no list of ${path}`);
      expect(valueOf(await answer(runtime, office, spec, { attention })), attention).toMatchObject({ total: count });
    }
    expect((await view(neighbour)).counts).toMatchObject({ enterprises: 0, officers: 0 });
  });

  test('is done once, with the figures its author saw in the record and in the log', async () => {
    await fill();
    const { counts } = await view();
    await done(runtime, verifyMonth, { month: '2026-03', counts, note: '与登记机关名单比对' });
    const deed = await lastDeed(runtime);
    expect(deed.kind).toBe('directory.verify-month');
    expect(JSON.parse(deed.entry.toString('utf8')).facts).toEqual(counts);
    const after = await view();
    expect(after).toMatchObject({ open: [], done: [{ month: '2026-03', note: '与登记机关名单比对' }] });
    expect(after.counts.changed, 'since the last verification').toBe(0);
    expect(await refusalsOf(runtime, verifyMonth, { month: '2026-03', counts: after.counts, note: '再来' })).toEqual([
      'verification-not-open',
    ]);
  });

  test('of two at once one stands', async () => {
    await fill();
    const input = { month: '2026-03', counts: (await view()).counts, note: '核对' };
    const results = await Promise.all([1, 2].map(() => refusalsOf(runtime, verifyMonth, input)));
    const [stands, late] = results.toSorted((a, b) => a.length - b.length);
    expect(stands).toEqual([]);
    // The later one learns that the month is done, or, when it looked a moment earlier, that the figures are others now.
    expect(['verification-not-open', 'verification-moved']).toEqual(expect.arrayContaining(late ?? []));
    expect(late).toHaveLength(1);
  });

  test('is refused for figures that have moved meanwhile, for a month that does not wait, and for who keeps no directory', async () => {
    await fill();
    const { counts } = await view();
    const early = { month: '2026-04', counts, note: '核对' };
    expect(await refusalsOf(runtime, verifyMonth, early)).toEqual(['verification-not-open']);
    expect(await refusalsOf(runtime, verifyMonth, early, actorOf(['officer']))).toEqual(['not-allowed']);
    const added = sampleEnterprise({ creditCode: '91120111MA0XQ0033R', name: '新厂', phone: null });
    await done(runtime, saveEnterprise, { target: null, reason: '新增', content: added });
    expect(await refusalsOf(runtime, verifyMonth, { month: '2026-03', counts, note: '核对' })).toEqual([
      'verification-moved',
    ]);
  });
});
