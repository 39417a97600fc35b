/** 冲突: a vehicle or device that a draw gave to a visit, and that is somewhere else on the day the visit is planned for. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../core/follow.ts';
import { read } from '../core/transact.ts';
import { bookSubject } from '../directory/actions/booking.ts';
import { saveEquipment, saveVehicle } from '../directory/actions/save.ts';
import { BOOKING_USES } from '../directory/types/bookings.ts';
import { NO_LATER_MODULES } from '../directory/types/later.ts';
import { findVisitMeans } from '../draw/reads/means.ts';
import type { VisitMeans } from '../draw/types/means.ts';
import { carryTo, done } from '../testing/draw-ceremony.ts';
import { buildDistrict, sampleConfig } from '../testing/draw-district.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { inspectionFollowers } from './jobs.ts';
import { clashesOf } from './reads/clashes.ts';
import { DAY, giveAccounts, listTeams, visitOf, type Scene, type Team } from './scene.testing.ts';
import { carry } from './steps.testing.ts';
import type { Visit } from './reads/visits.ts';
import type { Clash } from './types/board.ts';

const keeper = actorOf(['equipment-keeper'], 'keeper');
let runtime: TestRuntime;
let scene: Scene;
let teams: readonly Team[];

beforeAll(async () => {
  runtime = await testRuntime();
  const district = await buildDistrict(runtime, 1, { enterprises: 40, officers: 10, experts: 6, count: 8 });
  await giveAccounts(runtime, district);
  const created = { target: null, reason: '新增' };
  for (const plate of ['津A00012', '津A00013'])
    await done(runtime, keeper, saveVehicle, { ...created, content: { plate, seats: 5 } });
  for (const serial of ['JL-11', 'JL-12', 'JL-13'])
    await done(runtime, keeper, saveEquipment, { ...created, content: { serial, kind: 'body-camera' } });
  const means = {
    days: 'drawn' as const,
    visitsPerDay: 1,
    vehicleTrips: 2,
    deviceVisits: 1,
    explosionProof: [],
    devices: [{ kind: 'body-camera' as const, strata: [] }],
  };
  const config = sampleConfig({ officerCap: 12, means });
  const drawId = await carryTo(runtime, 'released', { planId: district.planId, config });
  for (const follower of inspectionFollowers) await follow(runtime, 1, follower);
  runtime.clock.set(`${DAY}T01:00:00Z`);
  teams = await read(runtime, 1, (tx) => listTeams(tx, drawId));
  scene = { runtime, drawId, take: () => teams[0] as Team, close: () => runtime.close() };
}, 120_000);
afterAll(() => runtime.close());

async function meansOf(visit: Visit): Promise<VisitMeans> {
  const means = await read(runtime, 1, (tx) => findVisitMeans(tx, visit.drawId, visit.row.credit_code));
  if (means === undefined) throw new Error('the draw gave this visit nothing');
  return means;
}

interface Given {
  readonly visit: Visit;
  readonly means: VisitMeans;
}

/** What this visit and others were given, as a clash names it. */
function sharedWith({ visit: own, means }: Given, all: readonly Given[]): Clash[] {
  const others = all.filter(({ visit }) => visit.inspectionId !== own.inspectionId);
  return others.flatMap(({ visit, means: theirs }): Clash[] => {
    const isTheirs = (id: string): boolean => [...theirs.vehicles, ...theirs.devices].some((each) => each.id === id);
    const where = { with: visit.row.enterprise_name };
    return [
      ...means.vehicles.flatMap(({ id, plate }): Clash[] =>
        isTheirs(id) ? [{ kind: 'vehicle', what: plate, ...where }] : [],
      ),
      ...means.devices.flatMap(({ id, serial }): Clash[] =>
        isTheirs(id) ? [{ kind: 'device', what: serial, ...where }] : [],
      ),
    ];
  });
}

async function given(): Promise<Given[]> {
  const visits = await Promise.all(teams.map((team) => visitOf(scene, team)));
  return Promise.all(visits.map(async (visit) => ({ visit, means: await meansOf(visit) })));
}

const clashes = (visit: Visit, day = DAY) => read(runtime, 1, (tx) => clashesOf(tx, visit, day));

test('two visits that a draw gave one vehicle or device on different days clash when both are planned for one day', async () => {
  for (const team of teams) await carry(scene, team, 'submitted');
  const all = await given();
  // Eight visits, three devices: some two have one.
  const found = all.map((mine) => ({ visit: mine.visit, shared: sharedWith(mine, all) }));
  const both = found.find(({ shared }) => shared.length > 0);
  if (both === undefined) throw new Error('two visits with one device expected');
  expect(await clashes(both.visit)).toEqual(expect.arrayContaining(both.shared));
});

test('a vehicle in repair and a device at its calibration on the day are named with what they are booked for', async () => {
  const own = (await given()).find(({ means }) => means.vehicles.length > 0 && means.devices.length > 0);
  const [vehicle, device] = [own?.means.vehicles[0], own?.means.devices[0]];
  if (own === undefined || vehicle === undefined || device === undefined)
    throw new Error('a visit with a vehicle and a device expected');
  // A day that the draw left free.
  const day = '2026-06-01';
  const booked = { fromOn: day, untilOn: day, purpose: '定期保养' };
  for (const [subjectType, subjectId, use] of [
    ['vehicle', vehicle.id, 'repair'],
    ['equipment', device.id, 'calibration'],
  ] as const)
    await done(runtime, keeper, bookSubject(NO_LATER_MODULES), {
      subjectType,
      subjectId: subjectId.toLowerCase(),
      use,
      ...booked,
    });
  expect(await clashes(own.visit, day)).toEqual(
    expect.arrayContaining([
      { kind: 'vehicle', what: vehicle.plate, with: BOOKING_USES.repair },
      { kind: 'device', what: device.serial, with: BOOKING_USES.calibration },
    ]),
  );
});
