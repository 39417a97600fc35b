/** Days, vehicles, devices and teams that nobody drew, signed and logged by the bureau itself: which step says so. */
import { describe, expect, it } from 'vitest';
import type { DetailsDocument } from '../result.ts';
import { failing, forge } from '../testing/forge.ts';
import { DAYS, required, TEAMS, withMeans } from '../testing/means-scene.ts';
import { scene } from '../testing/scene.ts';

const options = withMeans({ withExperts: true });
const { details } = scene(options).draw;
const teamOptions = withMeans({}, { teams: TEAMS, days: { by: 'planned', list: DAYS, perPerson: 2 } });

describe('a result an insider wrote', () => {
  type Change = (d: DetailsDocument) => DetailsDocument;
  const vehicles = required(details.vehicles);
  const moved = required(details.days).visits.map((visit, i) =>
    i === 0 ? { ...visit, day: DAYS.find((day) => day !== visit.day) ?? '' } : visit,
  );
  it.each<[string, Change]>([
    ['another day', (d) => ({ ...d, days: { ...required(d.days), visits: moved } })],
    [
      'a day that was not announced',
      (d) => ({
        ...d,
        days: {
          ...required(d.days),
          visits: required(d.days).visits.map((visit) => ({ ...visit, day: '2026-04-01' })),
        },
      }),
    ],
    [
      'everyone at once',
      (d) => ({
        ...d,
        days: {
          ...required(d.days),
          visits: required(d.days).visits.map((visit) => ({ ...visit, day: '2026-03-09' })),
        },
      }),
    ],
    [
      'a vehicle that is booked or full',
      (d) => ({ ...d, vehicles: { ...vehicles, trace: vehicles.trace.map((step) => ({ ...step, officer: 'CL-1' })) } }),
    ],
    [
      'a vehicle in repair',
      (d) => ({ ...d, vehicles: { ...vehicles, trace: vehicles.trace.map((step) => ({ ...step, officer: 'CL-4' })) } }),
    ],
    ['an empty place kept quiet', (d) => ({ ...d, vehicles: { ...vehicles, unfilled: [] } })],
    [
      'a place said to be empty that is not',
      (d) => ({
        ...d,
        vehicles: {
          ...vehicles,
          trace: vehicles.trace.slice(1),
          unfilled: [
            ...vehicles.unfilled,
            { slot: vehicles.trace[0]?.slot ?? '', hall: { slots: [], officers: [], capacity: 0 } },
          ],
        },
      }),
    ],
    [
      'a device past its calibration',
      (d) => ({
        ...d,
        devices: {
          ...required(d.devices),
          trace: required(d.devices).trace.map((step) => ({ ...step, officer: 'ZB-GAS-3' })),
        },
      }),
    ],
    ['no days', ({ days: _days, ...d }) => d],
    ['no vehicles', ({ vehicles: _vehicles, ...d }) => d],
    ['no devices', ({ devices: _devices, ...d }) => d],
    ['no experts', ({ experts: _experts, ...d }) => d],
  ])('with %s fails V12', (_, change) => {
    expect(failing(forge(options, { details: change }))).toContain('V12');
  });

  it('with a visit to an enterprise that has no team fails V12', () => {
    const stray = (d: DetailsDocument) => ({
      ...d,
      days: { visits: [{ ent: 'DIR-9999', day: '2026-03-09' }], unplaced: [] },
    });
    expect(failing(forge(options, { details: stray }))).toContain('V12');
  });

  it('with days nobody announced fails V12', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, days: required(details.days) }) }))).toContain('V12');
  });

  it('with vehicles nobody announced fails V12', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, vehicles }) }))).toContain('V12');
  });

  it('shows what it used to be in the outcome of each enterprise, or fails V14', () => {
    const forged = forge(options, {
      outcomes: (all) => all.map((leaf) => (leaf.day === undefined ? leaf : { ...leaf, day: '2026-03-09' })),
    });
    expect(failing(forged)).toEqual(['V14']);
  });

  it.each<[string, Change]>([
    [
      'one officer in two teams',
      (d) => ({
        ...d,
        teams: {
          ...d.teams,
          formation: {
            tries: [
              {
                trace: required(d.teams.formation?.tries[0]).trace.map((step, _i, [first]) => ({
                  ...step,
                  officer: required(first).officer,
                })),
              },
            ],
          },
        },
      }),
    ],
    [
      'a team that was not formed',
      (d) => ({ ...d, teams: { ...d.teams, trace: d.teams.trace.map((step) => ({ ...step, officer: 'T-99' })) } }),
    ],
    ['no record of how teams came about', ({ teams: { formation: _formation, ...teams }, ...d }) => ({ ...d, teams })],
    [
      'teams sent where a member is recused',
      (d) => ({ ...d, teams: { ...d.teams, trace: d.teams.trace.map((step) => ({ ...step, officer: 'T-1' })) } }),
    ],
  ])('with %s fails V10 or V11', (_, change) => {
    const failed = failing(forge(teamOptions, { details: change }));
    expect(failed.filter((id) => id === 'V10' || id === 'V11').length).toBeGreaterThan(0);
  });
});
