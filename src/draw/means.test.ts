import { sql, type Insertable } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { unzipSync } from 'fflate';
import { verifyBundle } from 'verifiable-draw';
import type { Database } from '../core/db.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { act, carryOn, carryTo, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { buildDistrict, sampleConfig } from '../testing/draw-district.ts';
import { sentenceDate } from '../core/calendar/sentences.ts';
import { pdfText } from '../testing/pdf.ts';
import { useScene } from '../testing/draw-scene.ts';
import { codes } from '../testing/refusal-codes.ts';
import { configureDraw } from './actions/configure.ts';
import { freezeDraw } from './actions/publish.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { buildDrawBundle } from './bundle.ts';
import { recordPdf } from './documents/record.ts';
import { findVisitMeans } from './reads/means.ts';
import { findPublicResult } from './reads/public-result.ts';
import { readRecord } from './reads/record.ts';
import { viewResult } from './reads/teams.ts';
import type { DrawConfig } from './types.ts';
import type { Readership } from './types/record.ts';

const scene = useScene();
const STATIC = {
  bureau_id: 1,
  removed: false,
  version: 1,
  created_on: '2026-01-05',
  updated_on: '2026-01-05',
  search: 'x',
};
const MEANS: NonNullable<DrawConfig['means']> = {
  days: 'drawn',
  visitsPerDay: 1,
  vehicleTrips: 2,
  deviceVisits: 1,
  explosionProof: ['hazchem'],
  devices: [
    { kind: 'body-camera', strata: [] },
    { kind: 'gas-detector', strata: ['hazchem'] },
  ],
};
const withMeans = (change: Partial<DrawConfig> = {}): DrawConfig => sampleConfig({ means: MEANS, ...change });

function vehicle(
  plate: string,
  change: Partial<Insertable<Database['vehicle']>> = {},
): Insertable<Database['vehicle']> {
  return {
    ...STATIC,
    vehicle_id: newId(),
    plate,
    kind: 'enforcement',
    seats: 5,
    tags: [],
    status: 'available',
    ...change,
  };
}

function device(
  serial: string,
  change: Partial<Insertable<Database['equipment']>> = {},
): Insertable<Database['equipment']> {
  return { ...STATIC, equipment_id: newId(), serial, kind: 'body-camera', status: 'available', ...change };
}

beforeEach(async () => {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    await db
      .insertInto('vehicle')
      .values([
        vehicle('津A00002', { tags: ['防爆'] }),
        vehicle('津A00003', { status: 'repair' }),
        vehicle('津A00004', { seats: 2 }),
      ])
      .execute();
    await db
      .insertInto('equipment')
      .values([
        device('JL-1'),
        device('JL-2'),
        device('JL-3', { status: 'repair' }),
        device('QT-1', { kind: 'gas-detector', calibration_due_on: '2026-12-31' }),
        device('QT-2', { kind: 'gas-detector', calibration_due_on: '2026-03-20' }),
      ])
      .execute();
  });
});

async function resultOf(drawId: string) {
  const draw = await scene.draw(drawId);
  const view = await read(scene.runtime, 1, (tx) => viewResult(tx, draw));
  if (view === undefined) throw new Error('there is a result');
  return view;
}

describe('a draw with days, vehicles and devices', () => {
  test('gives every visit a workday, a vehicle with seats enough and its devices, and its bundle verifies', async () => {
    const drawId = await scene.to('confirmed', withMeans());
    const { picks, hasMeans, unplaced } = await resultOf(drawId);
    expect(hasMeans).toBe(true);
    expect(unplaced).toEqual([]);
    for (const { means, stratum, officers, experts } of picks) {
      expect(means.day).toMatch(/^2026-0[3-9]-/);
      for (const { plate, seats } of means.vehicles) {
        expect(seats).toBeGreaterThanOrEqual(officers.length + experts.length);
        if (stratum === '危险化学品') expect(plate).toBe('津A00002');
        expect(plate).not.toBe('津A00003');
      }
      for (const { serial } of means.devices) expect(['JL-1', 'JL-2', 'QT-1']).toContain(serial);
    }
    const bundle = await buildDrawBundle(scene.runtime, 1, drawId);
    const files = new Map(Object.entries(unzipSync(await scene.runtime.files.get(bundle?.sha256 ?? ''))));
    expect([...files.keys()]).toEqual(expect.arrayContaining(['vehicles.jsonl', 'devices.jsonl', 'bookings.jsonl']));
    const report = verifyBundle(files);
    expect(report.steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(report.steps.find(({ id }) => id === 'V12')?.status).toBe('PASS');
  });

  test('shows nobody by name in public, but the reason of every one who was passed over', async () => {
    await scene.to('confirmed', withMeans());
    const result = await read(scene.runtime, 1, (tx) => findPublicResult(tx, '120111-2026-T1-1'));
    expect(JSON.stringify(result)).not.toMatch(/执法员|专家\d/);
    expect(result?.picks.some(({ passed }) => passed.length > 0)).toBe(true);
    expect(result?.picks.every(({ day, vehicles }) => day !== undefined && vehicles >= 0)).toBe(true);
  });

  test('stores days and uses when it is released, where the visit finds them', async () => {
    const drawId = await scene.to('released', withMeans());
    const { picks } = await resultOf(drawId);
    for (const { id, means } of picks)
      expect(await read(scene.runtime, 1, (tx) => findVisitMeans(tx, drawId, id))).toEqual(means);
    expect(await read(scene.runtime, 1, (tx) => findVisitMeans(tx, drawId, 'nobody'))).toBeUndefined();
  });

  test('the database takes no second trip at the same time, no device past its calibration, and no change', async () => {
    await scene.to('released', withMeans());
    await scene.runtime.asOwner(async (owner) => {
      const again = sql`INSERT INTO draw_vehicle_use SELECT bureau_id, draw_id, outing, place + 50, vehicle_id, day, trip, trips FROM draw_vehicle_use LIMIT 1`;
      await expect(again.execute(owner)).rejects.toThrow(/draw_vehicle_use_bureau_id_vehicle_id_day_trip_key/);
      const third = sql`INSERT INTO draw_vehicle_use SELECT bureau_id, draw_id, outing, place + 50, vehicle_id, day, trips + 1, trips FROM draw_vehicle_use LIMIT 1`;
      await expect(third.execute(owner)).rejects.toThrow(/draw_vehicle_use_check/);
      const stale = sql`INSERT INTO draw_device_use SELECT bureau_id, draw_id, enterprise, place + 50, equipment_id, day + 400, 1, turns, day + 399 FROM draw_device_use LIMIT 1`;
      await expect(stale.execute(owner)).rejects.toThrow(/draw_device_use_check/);
      const moved = sql`UPDATE draw_visit SET day = day + 1`;
      await expect(moved.execute(owner)).rejects.toThrow();
    });
  });

  test('a later draw does not get what is booked, and waits until the first is released', async () => {
    const config = withMeans({ size: { by: 'count', count: 4 }, inspectFrom: '2026-03-09', inspectTo: '2026-03-13' });
    const first = await scene.to('frozen', config);
    const second = await carryTo(scene.runtime, 'configuring', { planId: scene.district.planId, batch: 2, config });
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId: second }))).toEqual(['draw-means-held']);
    await carryOn(scene.runtime, first, 1, 'frozen', 'released');
    await carryOn(scene.runtime, second, 2, 'configuring', 'released');
    const { rows } = await read(scene.runtime, 1, ({ db }) =>
      sql<{ n: number }>`SELECT count(*)::int AS n FROM draw_vehicle_use a JOIN draw_vehicle_use b
        ON a.vehicle_id = b.vehicle_id AND a.day = b.day AND a.draw_id <> b.draw_id`.execute(db),
    );
    expect(rows[0]?.n).toBe(0);
    const booked = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('draw_booking').select('id').where('draw_id', '=', second).execute(),
    );
    expect(booked.length).toBeGreaterThan(0);
  });

  test('of two frozen at the same moment one gets the vehicles and the other is told', async () => {
    const config = withMeans({ size: { by: 'count', count: 4 } });
    const { planId } = scene.district;
    const ids = [
      await carryTo(scene.runtime, 'configuring', { planId, config }),
      await carryTo(scene.runtime, 'configuring', { planId, batch: 2, config }),
    ];
    const answers = await Promise.all(ids.map((drawId) => act(scene.runtime, office, freezeDraw, { drawId })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(['draw-means-held']);
  });

  test('a void draw gives its vehicles back', async () => {
    const first = await scene.to('frozen', withMeans());
    await done(scene.runtime, supervisor, proposeVoid, { drawId: first, reason: 'ROSTER_ERROR' });
    await done(scene.runtime, head, voidDraw, { drawId: first, reason: 'ROSTER_ERROR' });
    const second = await carryTo(scene.runtime, 'frozen', {
      planId: scene.district.planId,
      batch: 2,
      config: withMeans(),
    });
    expect((await scene.draw(second)).state).toBe('frozen');
  });

  test('what is not there is named before the freeze, all at once', async () => {
    await inBureau(scene.runtime, 1, async ({ db }) => {
      await db.updateTable('vehicle').set({ status: 'repair' }).where('bureau_id', '=', 1).execute();
      await db.updateTable('equipment').set({ calibration_due_on: '2026-03-10' }).where('bureau_id', '=', 1).execute();
    });
    const drawId = await scene.to('configuring', withMeans());
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId }))).toEqual([
      'draw-no-vehicle',
      'draw-no-explosion-proof',
      'draw-no-device',
    ]);
    const { planId } = scene.district;
    const target = { is: 'new', planId, task: 'T1', batch: 2 } as const;
    const strange = withMeans({ means: { ...MEANS, explosionProof: ['mines'] } });
    expect(codes(await act(scene.runtime, office, configureDraw, { target, config: strange }))).toEqual([
      'draw-means-stratum',
    ]);
    const weekend = withMeans({ inspectFrom: '2026-03-07', inspectTo: '2026-03-08' });
    const idle = await carryTo(scene.runtime, 'configuring', { planId, batch: 2, config: weekend });
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId: idle }))).toContain('draw-no-workday');
  });
});

describe('a draw with fixed teams', () => {
  test('sends whole teams, says how they came about, and its bundle verifies', async () => {
    const drawId = await scene.to('released', withMeans({ teams: { count: 3, cap: 4 } }));
    const { picks, formation, loads } = await resultOf(drawId);
    expect(formation?.teams.map(({ id }) => id).toSorted()).toEqual(['T-1', 'T-2', 'T-3']);
    const membersOf = new Map(formation?.teams.map(({ id, members }) => [id, members.map((member) => member.id)]));
    for (const { team, officers } of picks) expect(officers.map(({ id }) => id)).toEqual(membersOf.get(team?.id ?? ''));
    expect(loads.filter(({ id }) => id.startsWith('DEMO')).reduce((sum, { load }) => sum + load, 0)).toBe(
      2 * picks.length,
    );
    const bundle = await buildDrawBundle(scene.runtime, 1, drawId);
    const files = new Map(Object.entries(unzipSync(await scene.runtime.files.get(bundle?.sha256 ?? ''))));
    expect(verifyBundle(files).steps.filter(({ status }) => status === 'FAIL')).toEqual([]);
  });

  test('stands in the printed record: teams, days, vehicles and devices; in public without plates and names', async () => {
    const drawId = await scene.to('released', withMeans({ teams: { count: 3, cap: 4 } }));
    const { picks, formation } = await resultOf(drawId);
    const printed = async (readership: Readership): Promise<string> => {
      const draw = await scene.draw(drawId);
      const record = await read(scene.runtime, 1, (tx) => readRecord(tx, draw, readership));
      if (record === undefined) throw new Error('no record');
      return pdfText(recordPdf(record));
    };
    const [internal, open] = [await printed('internal'), await printed('public')];
    for (const text of [internal, open]) {
      for (const title of ['固定编组', '日期、车辆和装备', '第1次编成', '执法记录仪']) expect(text).toContain(title);
      for (const { id } of formation?.teams ?? []) expect(text).toContain(id);
      for (const { means } of picks) if (means.day !== null) expect(text).toContain(sentenceDate(means.day));
    }
    const used = picks.flatMap(({ means }) => [
      ...means.vehicles.map(({ plate }) => plate),
      ...means.devices.map(({ serial }) => serial),
    ]);
    expect(used.length).toBeGreaterThan(picks.length);
    for (const one of used) {
      expect(internal).toContain(one);
      expect(open).not.toContain(one);
    }
    expect(open).not.toContain('执法员');
    expect(open).toContain('1辆');
  });

  test('cannot be frozen with more teams than officers, or too few for the enterprises', async () => {
    const many = await scene.to('configuring', sampleConfig({ teams: { count: 5, cap: 9 } }));
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId: many }))).toEqual([
      'draw-formation-impossible',
    ]);
    const { planId } = scene.district;
    const config = sampleConfig({ teams: { count: 2, cap: 1 } });
    const few = await carryTo(scene.runtime, 'configuring', { planId, batch: 2, config });
    expect(codes(await act(scene.runtime, office, freezeDraw, { drawId: few }))).toEqual(['draw-teams-too-few']);
  });

  test('another bureau has vehicles and turns of its own', async () => {
    const drawId = await scene.to('released', withMeans());
    await buildDistrict(scene.runtime, 2);
    expect(await read(scene.runtime, 2, (tx) => findVisitMeans(tx, drawId, 'x'))).toBeUndefined();
  });
});
