import { describe, expect, it } from 'vitest';
import type { OutcomeLeaf } from '../result.ts';
import { deriveSeed } from '../draw.ts';
import { suiteOf } from '../suite.ts';
import { DAYS, required, TEAMS, withMeans } from '../testing/means-scene.ts';
import { scene, type SceneOptions } from '../testing/scene.ts';
import { standingOf, teamAt } from '../standing.ts';
import { substitute } from '../substitution.ts';
import { meansOf } from './means.ts';
import { verifyBundle } from '../verify/verify.ts';

const options = withMeans({ withExperts: true });
const good = scene(options);
const { details } = good.draw;
const teamOptions = withMeans({}, { teams: TEAMS, days: { by: 'planned', list: DAYS, perPerson: 2 } });

function outcomeOf(outcomes: readonly OutcomeLeaf[], id: string): OutcomeLeaf {
  return required(outcomes.find((leaf) => leaf.id === id));
}

describe('days, vehicles and devices', () => {
  it.each<[string, SceneOptions]>([
    ['drawn for teams made for each enterprise', options],
    ['with SM3 and an outside source', withMeans({ suite: 'vd1-sm3', profile: 'public' })],
    ['days alone', withMeans({}, { days: { by: 'drawn', list: DAYS, perPerson: 2 }, vehicles: {} })],
    ['for teams formed beforehand, on planned days', teamOptions],
    [
      'when teams can only be formed again and again, in vain',
      withMeans({}, { teams: { ...TEAMS, count: 3, cap: 1 } }),
    ],
    ['when teams cannot be formed', withMeans({}, { teams: { ...TEAMS, count: 9 } })],
    ['audited for narrowing, with teams', { ...teamOptions, narrowingRuns: 5 }],
    [
      'audited for narrowing when there are no teams',
      { ...withMeans({}, { teams: { ...TEAMS, count: 9 } }), narrowingRuns: 2 },
    ],
  ])('%s pass every step', (_, some) => {
    const report = verifyBundle(scene(some).files);
    expect(
      report.steps.flatMap(({ id, details: all }) => all.filter(({ ok }) => !ok).map((each) => ({ id, ...each }))),
    ).toEqual([]);
    expect(report.ok).toBe(true);
  });

  it('put nobody in two places on one day, and nobody who is booked', () => {
    const people = new Map<string, number>();
    for (const { ent, day } of required(details.days).visits) {
      const leaf = outcomeOf(good.draw.outcomes, ent);
      expect(leaf.day).toBe(day);
      for (const id of [...required(leaf.officers), ...required(leaf.experts).map(({ expert }) => expert)]) {
        people.set(`${id}|${day}`, (people.get(`${id}|${day}`) ?? 0) + 1);
      }
    }
    expect(Math.max(...people.values())).toBe(1);
    expect(people.has('ZF-001|2026-03-09')).toBe(false);
    expect([...people.keys()].some((key) => key.startsWith('ZF-001|'))).toBe(true);
  });

  it('leave an enterprise without a day when all its people are taken, and then without vehicle and device', () => {
    const [id = ''] = required(details.days).unplaced;
    const { day, vehicles, devices } = outcomeOf(good.draw.outcomes, id);
    expect({ day, vehicles, devices }).toEqual({ day: undefined, vehicles: [], devices: [] });
  });

  it('give a vehicle no more outings a day than it makes, none when booked, none without enough seats', () => {
    const { outings, trace } = required(details.vehicles);
    const dayOf = new Map(outings.map(({ id, day }) => [id, day]));
    const perDay = new Map<string, number>();
    for (const { slot, officer } of trace) {
      const key = `${officer}|${dayOf.get(slot.slice(0, -2))}`;
      perDay.set(key, (perDay.get(key) ?? 0) + 1);
    }
    for (const [key, count] of perDay) expect(count).toBeLessThanOrEqual(key.startsWith('CL-1') ? 2 : 1);
    expect(perDay.has('CL-1|2026-03-10')).toBe(false);
    expect(trace.some(({ officer }) => officer === 'CL-4')).toBe(false);
    expect(required(details.vehicles).unfilled.length).toBeGreaterThan(0);
  });

  it('say why a place stays empty, and fill as many as can be', () => {
    for (const { slot, hall } of [...required(details.vehicles).unfilled, ...required(details.devices).unfilled]) {
      expect(hall.slots).toContain(slot);
      expect(hall.slots.length).toBeGreaterThan(hall.capacity);
    }
  });

  it.each(['vehicles', 'devices', 'bookings'] as const)('can do without %s', (name) => {
    const { [name]: _list, ...lists } = good.lists;
    const { [name === 'bookings' ? 'vehicles' : name]: _rule, ...rule } = good.announcement.assign;
    const seed = deriveSeed(good.announcement, good.values);
    const suite = suiteOf(good.announcement.suite);
    const means = meansOf(suite, seed.keys, lists, rule, details.selected, details.teams, details.experts);
    expect(means.days?.visits.length).toBeGreaterThan(0);
    expect(Object.keys(means)).toEqual(['days', ...(name === 'devices' ? ['vehicles'] : ['devices'])]);
    // A list that is not there draws nothing, whatever the rule says; V4 has refused it before.
    const bare = meansOf(suite, seed.keys, lists, good.announcement.assign, details.selected, details.teams, undefined);
    expect(name === 'bookings' || bare[name] === undefined).toBe(true);
  });

  it('make one outing of the visits of one team on one day', () => {
    const oneDay = scene(
      withMeans({}, { teams: { ...TEAMS, count: 3 }, days: { by: 'drawn', list: ['2026-03-09'], perPerson: 3 } }),
    );
    const { outings } = required(oneDay.draw.details.vehicles);
    const placed = required(oneDay.draw.details.days).visits.map(
      ({ ent }) => outcomeOf(oneDay.draw.outcomes, ent).team,
    );
    expect(outings.length).toBe(new Set(placed).size);
    const [outing] = outings.filter(({ enterprises }) => enterprises.length > 1);
    const vehicles = required(outing).enterprises.map((id) => outcomeOf(oneDay.draw.outcomes, id).vehicles);
    expect(new Set(vehicles.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(verifyBundle(oneDay.files).ok).toBe(true);
  });

  it('send a whole team, whose members are the officers of the enterprise', () => {
    const { draw, lists } = scene(teamOptions);
    const { trace, formation } = draw.details.teams;
    const formed = required(formation?.tries.at(-1)).trace;
    for (const { slot, officer: team } of trace) {
      const leaf = outcomeOf(draw.outcomes, slot.slice(0, -2));
      expect(leaf.team).toBe(team);
      expect(leaf.officers).toEqual(
        formed.filter((step) => step.slot.startsWith(`${team}#`)).map(({ officer }) => officer),
      );
      for (const person of required(leaf.officers)) {
        expect(lists.conflicts.leaves.some((each) => each.person === person && each.ent === leaf.id)).toBe(false);
      }
    }
    expect(new Set(formed.map(({ officer }) => officer)).size).toBe(formed.length);
  });

  it('fill a place of a team at one enterprise again, and leave the team as it is elsewhere', () => {
    const { announcement, lists, draw } = scene(teamOptions);
    const standing = standingOf(draw.details);
    const [enterprise = ''] = standing.visited.keys();
    const before = teamAt(standing, 'officer', enterprise);
    const order = {
      request: 1,
      what: 'officer',
      enterprise,
      place: 1,
      person: before[1]?.person ?? '',
      reason: 'ILL',
    } as const;
    const inputs = { announcement, lists, details: draw.details };
    const { document, standing: after } = substitute(inputs, standing, order, 'ab'.repeat(32), new Uint8Array(32));
    expect(document.officers.map(({ place }) => place)).toEqual([0, 1]);
    expect(document.officers[0]).toEqual(before[0]);
    expect(document.officers[1]?.person).not.toBe(order.person);
    for (const other of [...standing.visited.keys()].slice(1))
      expect(teamAt(after, 'officer', other)).toEqual(teamAt(standing, 'officer', other));
  });

  it('form other teams when the first ones cannot visit all, and show every try', () => {
    // Only a team with both leads as one may go: most formings do not have them in one team.
    const tight = withMeans({}, { teams: { ...TEAMS, count: 2, cap: 4 }, relax: [] });
    const tries = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((more) => {
      const { draw } = scene({ ...tight, change: (a) => ({ ...a, task: more }) });
      return required(draw.details.teams.formation).tries;
    });
    const several = tries.filter((each) => each.length > 1);
    expect(several.length).toBeGreaterThan(0);
    for (const each of several) {
      expect(each.slice(0, -1).every(({ hall }) => hall !== undefined)).toBe(true);
      expect(new Set(each.map(({ trace }) => JSON.stringify(trace))).size).toBeGreaterThan(1);
    }
  });
});
