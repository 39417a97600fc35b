import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collectVolume } from '../src/archive/actions/collect.ts';
import { checkStore } from '../src/archive/actions/store.ts';
import { findVolume } from '../src/archive/reads/volumes.ts';
import { systemActor } from '../src/core/actor.ts';
import { shuffleRows } from '../src/testing/shuffled-rows.ts';
import { auditBureau } from '../src/core/log/audit/audit.ts';
import { compareProjections } from '../src/jobs/projections.ts';
import { NATIONAL_CALENDAR } from '../src/core/calendar/national.ts';
import { addWorkdays } from '../src/core/calendar/work-calendar.ts';
import { dayOf, manualClock } from '../src/core/clock.ts';
import { answer } from '../src/core/command.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { read } from '../src/core/transact.ts';
import { unzipSync } from 'fflate';
import { verifyBundle } from 'verifiable-draw';
import { startPythonJudge } from '../verifiable-draw/batteries/python.ts';
import { unsigned } from '../verifiable-draw/batteries/smith.ts';
import { tryMutations } from '../verifiable-draw/batteries/trial.ts';
import { viewOversight } from '../src/draw/reads/oversight.ts';
import { findAlerts } from '../src/oversight/reads/console.ts';
import { DEFAULT_LIMITS } from '../src/oversight/types/alerts.ts';
import { countByStage, listOrders } from '../src/rectification/reads/list.ts';
import { OrderQuery } from '../src/rectification/types/views.ts';
import { findBundle } from '../src/draw/reads/result.ts';
import { readQueue } from '../src/http/queue.ts';
import { openDemo, type DemoStage } from './loaded.testing.ts';
import { DEMO_OFFICE, demoOfficerStaff } from './logins.ts';
import { actorFor } from './stage.ts';

describe('loading the demo', () => {
  let demo: DemoStage;
  let runtime: Runtime;

  beforeAll(async () => {
    demo = await openDemo();
    ({ runtime } = demo);
  }, 600_000);

  afterAll(() => demo.close());

  const lastDeed = (): Promise<{ at: string }> =>
    read(runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select('at')
        .where('bureau_id', '=', 1)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );

  test('leaves every deed in one unbroken chain', async () => {
    const { deeds, findings } = await auditBureau(runtime, 1);
    expect(findings).toEqual([]);
    expect(deeds).toBeGreaterThan(80);
  });

  test('leaves every row that a deed vouches for as the deed says', async () => {
    const { compared, differences } = await read(runtime, 1, compareProjections);
    expect(differences).toEqual([]);
    const without = Object.entries(compared).flatMap(([name, rows]) => (rows === 0 ? [name] : []));
    expect(without).toEqual(['放假通知', '见证方', '见证规则']);
  });

  test('raises no alert of supervision on the day it ends', async () => {
    const { at } = await lastDeed();
    const then = { ...runtime, clock: manualClock(at) };
    const alerts = await read(then, 1, (tx) => findAlerts(tx, DEFAULT_LIMITS, 10));
    expect(alerts.filter(({ total }) => total > 0).map(({ code, rows }) => [code, rows])).toEqual([]);
  });

  test('leaves nothing overdue in any queue on the first morning but a signature that is waited for', async () => {
    const { at } = await lastDeed();
    const morning = `${addWorkdays(dayOf(at), 1, NATIONAL_CALENDAR)}T01:00:00Z`;
    const then = { ...runtime, clock: manualClock(morning) };
    const staff = [
      ...Object.values(DEMO_OFFICE),
      ...Array.from({ length: 22 }, (_, n) => demoOfficerStaff(n + 1, '', '')),
    ];
    const overdue = new Set<string>();
    let open = 0;
    for (const who of staff) {
      const queue = await answer(then, actorFor(who), readQueue, {});
      if (!queue.ok) throw new Error(JSON.stringify(queue.refusals));
      open += queue.value.total;
      for (const { id, left } of queue.value.entries) if (left !== null && left < 0) overdue.add(id);
    }
    expect(open).toBeGreaterThan(30);
    expect([...overdue].filter((id) => !id.startsWith('inspection.sign'))).toEqual([]);
  });

  test('has a void draw, a sealed one that was opened, a skipped enterprise with its substitute, and an officer replaced; their bundles verify, in both verifiers, and bent at one place do not', async () => {
    const { years } = await read(runtime, 1, viewOversight);
    expect(years).toMatchObject([{ year: 2026, draws: 4, voids: 1, skips: 1, personChanges: 1 }]);
    const bundles = await read(runtime, 1, async (tx) => {
      const draws = await tx.db.selectFrom('draw').select('draw_id').where('bureau_id', '=', 1).execute();
      return Promise.all(draws.map(({ draw_id: drawId }) => findBundle(tx, drawId)));
    });
    const python = startPythonJudge();
    for (const bundle of bundles) {
      const files = new Map(Object.entries(unzipSync(await runtime.files.get(bundle?.sha256 ?? ''))));
      const failed = verifyBundle(files).steps.filter(({ status }) => status === 'FAIL');
      expect(failed).toEqual([]);
      expect(await python.failures(files)).toEqual([]);
      expect((await tryMutations(unsigned(files), python, 'demo', 4)).holes).toEqual([]);
    }
    python.close();
  });

  test('has orders of every kind: closed in time, after more time, at the second look, gone to a case, and still running', async () => {
    const { rows, counts } = await read(runtime, 1, async (tx) => ({
      ...(await listOrders(tx, OrderQuery.parse({ size: 100 }), '')),
      counts: await countByStage(tx, OrderQuery.parse({}), ''),
    }));
    expect(counts.closed).toBeGreaterThan(5);
    expect(counts.closed).toBeLessThan(rows.length);
    const [facts] = await read(runtime, 1, ({ db }) =>
      db
        .selectFrom('rectification_item as i')
        .select((eb) => [
          eb.fn.countAll<number>().filterWhere('i.state', '=', 'in-case').as('cases'),
          eb
            .selectFrom('rectification_extension')
            .select((x) => x.fn.countAll<number>().as('n'))
            .where('outcome', '=', 'granted')
            .as('granted'),
          eb
            .selectFrom('reinspection')
            .select((x) => x.fn.max('round').as('n'))
            .as('rounds'),
        ])
        .execute(),
    );
    expect(Number(facts?.cases)).toBeGreaterThan(0);
    expect(Number(facts?.granted)).toBeGreaterThan(0);
    expect(facts?.rounds).toBe(2);
  });

  test('has a case fined for every day of a refusal, counted from the case it comes of, both paid and closed', async () => {
    const cases = await read(runtime, 1, ({ db }) =>
      db.selectFrom('penalty_case').select('content').where('bureau_id', '=', 1).execute(),
    );
    const files = cases.map(({ content }) => content);
    const daily = files.find((each) => each.daily !== null);
    expect(daily?.daily).toMatchObject({ from: '2026-07-03', until: '2026-07-13', days: 11, perDayFen: 1_000_000 });
    expect(daily?.decision?.outcome).toMatchObject({ items: [{ kind: 'fine', fen: 11_000_000 }] });
    expect([daily?.state, daily?.discussedOn !== null, daily?.notices[0]?.isHeard]).toEqual(['closed', true, true]);
    const base = files.find(({ caseId }) => caseId === daily?.daily?.ofCaseId);
    expect(base?.rechecks.map(({ isCorrected, dailyCaseId }) => [isCorrected, dailyCaseId])).toEqual([
      [false, daily?.caseId],
      [true, null],
    ]);
    expect(base?.state).toBe('closed');
  });

  test('has volumes that wait for papers, sealed ones, one lent, one with the district archive, and a store without a fault', async () => {
    const { rows, lent } = await read(runtime, 1, async ({ db }) => ({
      rows: await db
        .selectFrom('archive_volume')
        .select(['state', 'archive_number'])
        .where('bureau_id', '=', 1)
        .execute(),
      lent: await db.selectFrom('archive_loan').select('state').where('bureau_id', '=', 1).execute(),
    }));
    const states = new Set(rows.map(({ state }) => state));
    expect([...states].toSorted()).toEqual(['appraising', 'archived', 'assembled', 'collecting', 'transferred']);
    expect(lent).toEqual([{ state: 'lent' }]);
    expect((await checkStore(runtime, 1)).findings).toEqual([]);
  });

  test('collects every volume to the same bytes, in whatever order the database keeps its rows', async () => {
    const before = await collectedHashes(runtime);
    expect(before.size).toBeGreaterThan(50);
    await shuffleRows(demo.adminUrl);
    expect(await collectedHashes(runtime)).toEqual(before);
  });
});

/** Of every volume the paths and hashes of what would be assembled now. */
async function collectedHashes(runtime: Runtime): Promise<Map<string, string[]>> {
  const ids = await read(runtime, 1, ({ db }) =>
    db.selectFrom('archive_volume').select('volume_id').where('bureau_id', '=', 1).orderBy('volume_id').execute(),
  );
  const hashes = new Map<string, string[]>();
  for (const { volume_id: id } of ids)
    await read(
      runtime,
      1,
      async (tx) => {
        const volume = await findVolume(tx, id);
        if (volume === undefined) throw new Error(`no volume ${id}`);
        const { content } = await collectVolume(tx, runtime, volume);
        const files = [...content.entries, ...content.media, ...content.sources];
        hashes.set(id, [...files.map(({ path, sha256 }) => `${path} ${sha256}`), `${content.deeds} deeds`]);
      },
      systemActor(1),
    );
  return hashes;
}
