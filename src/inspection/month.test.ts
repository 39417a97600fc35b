/** 月历: who is out on which visit, and what is given to what, in one month. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { knownToStaff } from '../core/actor.ts';
import { answer } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { inBureau, read } from '../core/transact.ts';
import { bookSubject, cancelBooking } from '../directory/actions/booking.ts';
import { saveEquipment, saveVehicle } from '../directory/actions/save.ts';
import { NO_LATER_MODULES } from '../directory/types/later.ts';
import { findVisitMeans } from '../draw/reads/means.ts';
import { carryTo, done } from '../testing/draw-ceremony.ts';
import { buildDistrict, sampleConfig } from '../testing/draw-district.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { inspectionFollowers } from './jobs.ts';
import { inspectionReadSpecsWith } from './routes.ts';
import { DAY, giveAccounts, listTeams, visitOf, type Scene, type Team } from './scene.testing.ts';
import { carry } from './steps.testing.ts';
import { NO_LATER_RECORDS } from './types/later.ts';
import type { MonthRow, MonthView } from './types/month.ts';

const keeper = actorOf(['equipment-keeper'], 'keeper');
const office = actorOf(['group-office'], 'office');
const created = { target: null, reason: '新增' };
let runtime: TestRuntime;
let scene: Scene;
let teams: readonly Team[];
let device: string;

beforeAll(async () => {
  runtime = await testRuntime();
  const district = await buildDistrict(runtime, 1, { enterprises: 40, officers: 10, experts: 6, count: 8 });
  await giveAccounts(runtime, district);
  for (const plate of ['津A00012', '津A00013'])
    await done(runtime, keeper, saveVehicle, { ...created, content: { plate, seats: 5 } });
  for (const serial of ['JL-11', 'JL-12', 'JL-13'])
    device = (await done(runtime, keeper, saveEquipment, { ...created, content: { serial, kind: 'body-camera' } }))
      .recordId;
  const means = {
    days: 'drawn' as const,
    visitsPerDay: 1,
    vehicleTrips: 2,
    deviceVisits: 1,
    explosionProof: [],
    devices: [{ kind: 'body-camera' as const, strata: [] }],
  };
  const drawId = await carryTo(runtime, 'released', {
    planId: district.planId,
    config: sampleConfig({ officerCap: 12, means }),
  });
  for (const follower of inspectionFollowers) await follow(runtime, 1, follower);
  runtime.clock.set(`${DAY}T01:00:00Z`);
  teams = await read(runtime, 1, (tx) => listTeams(tx, drawId));
  scene = { runtime, drawId, take: () => teams[0] as Team, close: () => runtime.close() };
}, 120_000);
afterAll(() => runtime.close());

const spec = inspectionReadSpecsWith(NO_LATER_RECORDS).find(({ path }) => path === '/api/inspection-month');

async function monthOf(day: string, actor = office): Promise<MonthView> {
  if (spec === undefined) throw new Error('no month');
  const found = await answer(runtime, actor, spec, { month: day.slice(0, 7) });
  if (!found.ok) throw new Error(JSON.stringify(found.refusals));
  return found.value as MonthView;
}

/** Who and what is out on the visit of this enterprise, by row, with the day. */
function outTo({ rows }: MonthView, enterprise: string): string[] {
  return rows.flatMap(({ name, uses }) =>
    uses.flatMap(({ what, use, fromOn }) => (use === 'visit' && what === enterprise ? [`${fromOn} ${name}`] : [])),
  );
}

const rowOf = ({ rows }: MonthView, subjectId: string): MonthRow | undefined =>
  rows.find((row) => row.subjectId === subjectId);

test('every visit stands on its day with its team, its vehicle and its device; a plan moves the team to another day', async () => {
  const [first] = teams;
  if (first === undefined) throw new Error('no team');
  for (const team of teams) {
    const visit = await visitOf(scene, team);
    const means = await read(runtime, 1, (tx) => findVisitMeans(tx, visit.drawId, visit.row.credit_code));
    const things = [
      ...(means?.vehicles ?? []).map(({ plate }) => plate),
      ...(means?.devices ?? []).map(({ serial }) => serial),
    ];
    const expected = [...visit.team.map(({ name }) => name), ...things].map((name) => `${means?.day} ${name}`);
    expect(outTo(await monthOf(means?.day ?? ''), visit.row.enterprise_name).toSorted()).toEqual(expected.toSorted());
  }
  await carry(scene, first, 'submitted');
  const visit = await visitOf(scene, first);
  const out = outTo(await monthOf(DAY), visit.row.enterprise_name);
  for (const { name } of visit.team) expect(out).toContain(`${DAY} ${name}`);
});

test('what was booked by hand stands there from its first to its last day, what was cancelled does not', async () => {
  const book = bookSubject(NO_LATER_MODULES);
  const days = { subjectType: 'equipment', subjectId: device, purpose: '年度检定' } as const;
  const booked = { ...days, use: 'calibration', fromOn: '2027-03-30', untilOn: '2027-04-02' } as const;
  const { bookingId } = await done(runtime, keeper, book, booked);
  for (const month of ['2027-03-01', '2027-04-01'])
    expect(rowOf(await monthOf(month), device)?.uses).toMatchObject([
      { use: 'calibration', fromOn: '2027-03-30', untilOn: '2027-04-02', what: '年度检定', inspectionId: null },
    ]);
  await done(runtime, keeper, cancelBooking, { bookingId });
  expect(rowOf(await monthOf('2027-03-01'), device)?.uses).toEqual([]);
});

test('days are workdays by the notices of the year, and every certificate has its end', async () => {
  const { days, rows } = await monthOf('2026-10-01');
  expect(days).toHaveLength(31);
  expect(days[0]).toEqual({ day: '2026-10-01', isWorkday: false });
  const officers = rows.filter(({ type }) => type === 'officer');
  expect(officers.length).toBeGreaterThanOrEqual(10);
  expect(officers.every(({ validTo }) => validTo !== null)).toBe(true);
});

test('a visit that few may know of is in nobody else’s month; officers see no month of others', async () => {
  const [, second] = teams;
  if (second === undefined) throw new Error('no second team');
  const visit = await visitOf(scene, second);
  const day = (await read(runtime, 1, (tx) => findVisitMeans(tx, visit.drawId, visit.row.credit_code)))?.day ?? '';
  expect(outTo(await monthOf(day), visit.row.enterprise_name)).not.toEqual([]);
  await inBureau(runtime, 1, async ({ db }) => {
    await sql`SELECT set_config('app.reader', ${knownToStaff('somebody')}, true)`.execute(db);
    await db
      .updateTable('inspection')
      .set({ known_to: [knownToStaff('somebody')] })
      .where('inspection_id', '=', visit.inspectionId)
      .execute();
  });
  expect(outTo(await monthOf(day), visit.row.enterprise_name)).toEqual([]);
  expect(outTo(await monthOf(day, actorOf(['section-chief'], 'somebody')), visit.row.enterprise_name)).not.toEqual([]);
  if (spec === undefined) throw new Error('no month');
  expect(await answer(runtime, actorOf(['officer'], 'officer'), spec, {})).toMatchObject({
    ok: false,
    refusals: [{ code: 'not-allowed' }],
  });
  expect((await monthOf(day, { ...office, bureauId: 2 })).rows).toEqual([]);
});
