/** Results that were never drawn, for what the verifier says of them: seed, quotas, selection, teams, means, outcomes. @module */
import { forge, type Forgery } from './forge.ts';
import { DAYS, TEAMS, withMeans } from './means-scene.ts';
import type { Case } from './reports.ts';
import { scene, type SceneOptions } from './scene.ts';
import type { DetailsDocument, StepRecord, TeamRecord } from '../result.ts';

type Details = (details: DetailsDocument) => DetailsDocument;

const teams =
  (change: (teams: TeamRecord) => Partial<TeamRecord>): Details =>
  (d) => ({ ...d, teams: { ...d.teams, ...change(d.teams) } });
const trace = (change: (steps: readonly StepRecord[]) => readonly StepRecord[]): Details =>
  teams(({ trace: steps }) => ({ trace: change(steps) }));
const first =
  <T>(change: (one: T) => T) =>
  (all: readonly T[]): T[] =>
    all.map((one, i) => (i === 0 ? change(one) : one));
const strata =
  (change: (all: DetailsDocument['strata']) => DetailsDocument['strata']): Details =>
  (d) => ({
    ...d,
    strata: change(d.strata),
  });
const off = (hex: string): string => hex.slice(0, -1) + (hex.endsWith('0') ? '1' : '0');

const PLAIN: readonly (readonly [string, Details])[] = [
  ['another seed', (d) => ({ ...d, prk: '00'.repeat(32) })],
  ['sources in another order', (d) => ({ ...d, sources: d.sources.toReversed() })],
  ['sources without values', (d) => ({ ...d, sources: d.sources.map(({ id }) => ({ id })) })],
  ['another quota', strata(first((s) => ({ ...s, quota: s.quota + 1 })))],
  ['another number of eligible ones', strata(first((s) => ({ ...s, eligible: s.eligible + 1 })))],
  ['another stratum', strata(first((s) => ({ ...s, id: 'mines' })))],
  ['strata twice', strata((all) => [...all, ...all])],
  ['no strata', strata(() => [])],
  ['cutoffs off by one', strata((all) => all.map((s) => ({ ...s, cutoff: off(s.cutoff ?? '') })))],
  ['reserves in another order', strata((all) => all.map((s) => ({ ...s, reserve: s.reserve.toReversed() })))],
  ['one enterprise fewer', (d) => ({ ...d, selected: d.selected.slice(1) })],
  ['an officer everywhere', trace((steps) => steps.map((step) => ({ ...step, officer: steps[0]?.officer ?? '' })))],
  ['an empty place', trace((steps) => steps.slice(1))],
  ['an officer nobody knows', trace(first((step) => ({ ...step, officer: 'ZF-999' })))],
  ['a place that does not exist', trace(first((step) => ({ ...step, slot: 'X#0' })))],
  [
    'officers in other places',
    trace((steps) => steps.map((step, i) => ({ ...step, officer: steps.at(-1 - i)?.officer ?? '' }))),
  ],
  ['other officers passed over', trace(first((step) => ({ ...step, skipped: ['ZF-000'] })))],
  ['no loads', teams(() => ({ loads: {} }))],
  ['another load', teams(({ loads }) => ({ loads: { ...loads, 'ZF-001': 99 } }))],
  ['another Φ', teams(({ phi }) => ({ phi: phi + 1 }))],
  ['a relax step that was not needed', teams(() => ({ relaxed: 'cap+1' }))],
  ['a relax step nobody announced', teams(() => ({ relaxed: 'cap+9' }))],
  ['no team, unproved', (d) => ({ ...d, teams: { feasible: false, phi: 0, loads: {}, trace: [] } })],
  [
    'no team, badly proved',
    (d) => ({
      ...d,
      teams: {
        feasible: false,
        phi: 0,
        loads: {},
        trace: [],
        hall: { slots: ['X#0', 'X#0'], officers: [], capacity: 0 },
      },
    }),
  ],
  [
    'no team, with places enough',
    (d) => ({
      ...d,
      teams: {
        feasible: false,
        phi: 0,
        loads: {},
        trace: [],
        hall: { slots: [d.teams.trace[0]?.slot ?? ''], officers: [], capacity: 0 },
      },
    }),
  ],
  ['experts nobody announced', (d) => ({ ...d, experts: { phi: 0, loads: {}, trace: [], unfilled: [] } })],
  ['days nobody announced', (d) => ({ ...d, days: { visits: [], unplaced: [] } })],
  [
    'vehicles nobody announced',
    (d) => ({ ...d, vehicles: { outings: [], phi: 0, loads: {}, trace: [], unfilled: [] } }),
  ],
  ['devices nobody announced', (d) => ({ ...d, devices: { phi: 0, loads: {}, trace: [], unfilled: [] } })],
  ['teams nobody announced', teams(() => ({ formation: { tries: [] } }))],
  ['the number of another draw', (d) => ({ ...d, draw: 'other' })],
  ['details of another announcement', (d) => ({ ...d, announcement: '00'.repeat(32) })],
];

type Pool = 'experts' | 'vehicles' | 'devices';
const pool =
  (name: Pool, change: (record: NonNullable<DetailsDocument['experts']>) => object): Details =>
  (d) => ({ ...d, [name]: { ...d[name], ...change(d[name] as NonNullable<DetailsDocument['experts']>) } });
const days =
  (change: (days: NonNullable<DetailsDocument['days']>) => object): Details =>
  (d) => ({
    ...d,
    days: {
      ...(d.days as NonNullable<DetailsDocument['days']>),
      ...change(d.days as NonNullable<DetailsDocument['days']>),
    },
  });
const all =
  (officer: string): ((record: { trace: readonly StepRecord[] }) => object) =>
  ({ trace: steps }) => ({
    trace: steps.map((step) => ({ ...step, officer })),
  });
const without =
  (name: Pool | 'days'): Details =>
  (d) => {
    const { [name]: _gone, ...rest } = d;
    return rest;
  };

const MEANS: readonly (readonly [string, Details])[] = [
  ['no experts', without('experts')],
  ['an expert everywhere', pool('experts', all('ZJ-0'))],
  ['an empty place of an expert kept quiet', pool('experts', () => ({ unfilled: [] }))],
  ['another Φ of the experts', pool('experts', ({ phi }) => ({ phi: phi + 1 }))],
  ['no days', without('days')],
  [
    'a visit on another day',
    days(({ visits }) => ({
      visits: first<(typeof visits)[number]>((visit) => ({
        ...visit,
        day: DAYS.find((day) => day !== visit.day) ?? '',
      }))(visits),
    })),
  ],
  [
    'visits on a day nobody announced',
    days(({ visits }) => ({ visits: visits.map((visit) => ({ ...visit, day: '2026-04-01' })) })),
  ],
  [
    'everybody on one day',
    days(({ visits }) => ({ visits: visits.map((visit) => ({ ...visit, day: '2026-03-09' })) })),
  ],
  [
    'a visit to an enterprise without a team',
    days(() => ({ visits: [{ ent: 'DIR-9999', day: '2026-03-09' }], unplaced: [] })),
  ],
  ['a day less', days(({ visits }) => ({ visits: visits.slice(1) }))],
  ['no vehicles', without('vehicles')],
  ['one vehicle everywhere', pool('vehicles', all('CL-1'))],
  ['a vehicle in repair', pool('vehicles', all('CL-4'))],
  ['an empty vehicle kept quiet', pool('vehicles', () => ({ unfilled: [] }))],
  [
    'a place in a vehicle said to be empty that is not',
    pool('vehicles', ({ trace: steps, unfilled }) => ({
      trace: steps.slice(1),
      unfilled: [...unfilled, { slot: steps[0]?.slot ?? '', hall: { slots: [], officers: [], capacity: 0 } }],
    })),
  ],
  ['no devices', without('devices')],
  ['a device past its calibration', pool('devices', all('ZB-GAS-3'))],
];

const TEAM: readonly (readonly [string, Details])[] = [
  [
    'no record of how teams came about',
    ({ teams: { formation: _formation, ...rest }, ...d }) => ({ ...d, teams: rest }),
  ],
  ['a team that was not formed', trace((steps) => steps.map((step) => ({ ...step, officer: 'T-99' })))],
  ['one team everywhere', trace((steps) => steps.map((step) => ({ ...step, officer: 'T-1' })))],
  [
    'one officer in two teams',
    teams(({ formation }) => ({
      formation: {
        tries: (formation?.tries ?? []).map((one) => ({
          ...one,
          trace: one.trace.map((step) => ({ ...step, officer: one.trace[0]?.officer ?? '' })),
        })),
      },
    })),
  ],
  [
    'one try more',
    teams(({ formation }) => ({ formation: { tries: [...(formation?.tries ?? []), ...(formation?.tries ?? [])] } })),
  ],
  ['no tries', teams(() => ({ formation: { tries: [] } }))],
];

const OUTCOMES: readonly (readonly [string, NonNullable<Forgery['outcomes']>])[] = [
  [
    'an outcome changed',
    (leaves) => leaves.map((leaf) => (leaf.outcome === 'not' ? { ...leaf, outcome: 'selected' } : leaf)),
  ],
  ['an outcome too few', (leaves) => leaves.slice(1)],
  ['an outcome too many', (leaves) => [...leaves, ...leaves.slice(0, 1)]],
];

export function forgedCases(): readonly Case[] {
  const details = (options: SceneOptions, list: readonly (readonly [string, Details])[]): Case[] =>
    list.map(([name, change]) => ({ name: `a result with ${name}`, files: forge(options, { details: change }) }));
  const { draw } = scene({ withExperts: true });
  return [
    ...details({}, PLAIN),
    ...details({ officerCap: 0 }, [
      [
        'no team, and another Hall set',
        teams(({ hall }) => ({ ...(hall && { hall: { ...hall, capacity: hall.capacity + 1 } }) })),
      ],
      ['teams after all', (d) => ({ ...d, teams: draw.details.teams })],
    ]),
    ...details(withMeans({ withExperts: true }), MEANS),
    ...details(withMeans({}, { teams: TEAMS, days: { by: 'planned', list: DAYS, perPerson: 2 } }), TEAM),
    ...OUTCOMES.map(([name, change]): Case => ({
      name: `a result with ${name}`,
      files: forge({}, { outcomes: change }),
    })),
  ];
}
