import { describe, expect, it } from 'vitest';
import type { PersonLeaf } from '../leaves.ts';
import type { DrawnEnterprise, ExpertRecord, TeamRecord } from '../result.ts';
import { deriveKeys } from '../keys.ts';
import { sha256Suite as suite } from '../suite.ts';
import { bytes32 } from '../testing/log.ts';
import { DAYS, withMeans } from '../testing/means-scene.ts';
import { scene } from '../testing/scene.ts';
import { bookingsOf, dayInput, deviceDays, meansOf, outingsOf, peopleOf, vehicleDays } from './means.ts';

const step = (slot: string, officer: string) => ({ slot, officer, skipped: [] });
const drawn = (id: string, stratum: string): DrawnEnterprise => ({ id, stratum, rank: 1, score: '' });
const teams: TeamRecord = {
  feasible: true,
  phi: 0,
  loads: {},
  trace: [
    step('E-1#0', 'A'),
    step('E-1#1', 'B'),
    step('E-2#0', 'B'),
    step('E-2#1', 'A'),
    step('E-3#0', 'C'),
    step('E-3#1', 'D'),
  ],
};
const experts: ExpertRecord = {
  phi: 0,
  loads: {},
  trace: [step('E-2#0', 'X'), step('E-2#1', 'B')],
  unfilled: [],
};
const [MONDAY = '', TUESDAY = ''] = DAYS;

describe('who goes to an enterprise', () => {
  it('are its officers and experts, each once', () => {
    expect([...peopleOf(teams, experts)]).toEqual([
      ['E-1', ['A', 'B']],
      ['E-2', ['B', 'A', 'X']],
      ['E-3', ['C', 'D']],
    ]);
    expect(peopleOf(teams, undefined).get('E-2')).toEqual(['B', 'A']);
  });
});

describe('a booking', () => {
  it('is of one person on one day', () => {
    const leaf = { person: 'A', ent: MONDAY, reason: 'LEAVE', registeredAt: '2026-01-05T00:00:00Z', salt: '' };
    const isBooked = bookingsOf({ bookings: { leaves: [leaf], hashes: [], root: '', size: 1 } });
    expect([isBooked('A', MONDAY), isBooked('A', TUESDAY), isBooked('B', MONDAY)]).toEqual([true, false, false]);
    expect(bookingsOf({})('A', MONDAY)).toBe(false);
  });
});

describe('outings', () => {
  const visits = [
    { ent: 'E-2', day: TUESDAY },
    { ent: 'E-3', day: MONDAY },
    { ent: 'E-1', day: TUESDAY },
  ];

  it('join the visits of the same officers on one day, whoever leads, by day and then by enterprise', () => {
    expect(outingsOf({ visits, unplaced: [] }, teams)).toEqual([
      { id: 'E-3', day: MONDAY, enterprises: ['E-3'] },
      { id: 'E-1', day: TUESDAY, enterprises: ['E-1', 'E-2'] },
    ]);
    const apart = visits.map((visit, i) => ({ ...visit, day: i === 0 ? MONDAY : visit.day }));
    expect(outingsOf({ visits: apart, unplaced: [] }, teams).map(({ day, id }) => `${day} ${id}`)).toEqual([
      `${MONDAY} E-2`,
      `${MONDAY} E-3`,
      `${TUESDAY} E-1`,
    ]);
    const foreign = { ent: 'E-9', day: MONDAY };
    expect(outingsOf({ visits: [foreign], unplaced: [] }, teams)).toEqual([
      { id: 'E-9', day: MONDAY, enterprises: ['E-9'] },
    ]);
  });

  it('ask for as many vehicles as the visit that wants most, with seats for all who ride, and for all that is asked', () => {
    const selected = [drawn('E-1', 'plain'), drawn('E-2', 'hazchem'), drawn('E-3', 'walk')];
    const templates = {
      plain: [{ all: ['valid'] }],
      hazchem: [{ all: ['valid', 'explosion-proof'] }, { all: ['valid', 'load'] }],
      walk: [],
    };
    const outings = outingsOf({ visits, unplaced: [] }, teams);
    const [monday, tuesday] = vehicleDays(templates, selected, outings, peopleOf(teams, experts));
    // A, B and X in two vehicles: two seats each.
    expect(tuesday).toEqual({
      day: TUESDAY,
      posts: [
        {
          id: 'E-1',
          slots: [{ all: ['valid', 'explosion-proof', 'seats>=2'] }, { all: ['valid', 'load', 'seats>=2'] }],
        },
      ],
    });
    expect(monday).toEqual({ day: MONDAY, posts: [{ id: 'E-3', slots: [] }] });
  });

  it('take along what each visit asks for, day by day', () => {
    const selected = [drawn('E-1', 'plain'), drawn('E-2', 'hazchem'), drawn('E-3', 'plain')];
    expect(deviceDays({ hazchem: [{ all: ['valid', 'gas'] }] }, selected, { visits, unplaced: [] })).toEqual([
      { day: MONDAY, posts: [{ id: 'E-3', slots: [] }] },
      {
        day: TUESDAY,
        posts: [
          { id: 'E-1', slots: [] },
          { id: 'E-2', slots: [{ all: ['valid', 'gas'] }] },
        ],
      },
    ]);
  });
});

describe('the vehicles of one day', () => {
  const car = (id: string): PersonLeaf => ({ id, tags: ['valid'], cap: 1, prior: 2, salt: '' });

  it('carry what they did before and on earlier days, and none goes that is booked', () => {
    const posts = ['E-1', 'E-2'].map((id) => ({ id, slots: [] }));
    const input = dayInput(
      [car('CL-1'), car('CL-2')],
      { day: MONDAY, posts },
      (id, day) => id === 'CL-1' && day === MONDAY,
      'strict',
      new Map([['CL-2', 3]]),
    );
    expect(input.officers.map(({ id, prior }) => [id, prior])).toEqual([
      ['CL-1', 2],
      ['CL-2', 5],
    ]);
    expect(input.conflicts).toEqual([
      { officer: 'CL-1', ent: 'E-1' },
      { officer: 'CL-1', ent: 'E-2' },
    ]);
    expect(input).toMatchObject({ posts, balance: 'strict' });
  });
});

describe('vehicles and devices over the days', () => {
  it('are counted together: every outing as load, every load in Φ', () => {
    const { draw, lists } = scene(withMeans({ withExperts: true }));
    for (const [record, pool] of [
      [draw.details.vehicles, lists.vehicles],
      [draw.details.devices, lists.devices],
    ] as const) {
      if (record === undefined || pool === undefined) throw new Error('the scene has both');
      const counts = Object.fromEntries(
        pool.leaves.map(({ id }) => [id, record.trace.filter(({ officer }) => officer === id).length]),
      );
      expect(record.loads).toEqual(counts);
      expect(record.trace.length).toBeGreaterThan(0);
      const phi = pool.leaves.reduce((sum, { id, prior }) => {
        const load = counts[id] as number;
        return sum + load * prior + (load * (load + 1)) / 2;
      }, 0);
      expect(record.phi).toBe(phi);
    }
  });

  it('are none while no team can be formed, or no days are announced', () => {
    const { announcement, lists, draw } = scene(withMeans({}));
    const keys = deriveKeys(suite, bytes32('prk'));
    const { selected, teams: formed } = draw.details;
    const { days: _days, ...dayless } = announcement.assign;
    expect(meansOf(suite, keys, lists, dayless, selected, formed, undefined)).toEqual({});
    const none = { ...formed, feasible: false };
    expect(meansOf(suite, keys, lists, announcement.assign, selected, none, undefined)).toEqual({});
  });
});
