import { describe, expect, it } from 'vitest';
import { suiteOf } from '../suite.ts';
import { answerOf, instanceOf } from './instances.ts';

describe('random instances', () => {
  const answered = Array.from({ length: 150 }, (_, number) => {
    const instance = instanceOf('kinds', number);
    return { instance, answer: answerOf(suiteOf(instance.suite), instance) };
  });

  it('are the same for the same seed and number, and others for another seed', () => {
    expect(instanceOf('kinds', 7)).toEqual(answered[7]?.instance);
    expect(instanceOf('others', 7)).not.toEqual(answered[7]?.instance);
  });

  it.each<[string, (each: (typeof answered)[number]) => boolean | undefined]>([
    ['quotas that cannot be met', ({ answer }) => answer.isRefused],
    ['teams', ({ answer }) => answer.teams?.feasible],
    ['no teams, with the set that shows why', ({ answer }) => answer.teams?.hall !== undefined],
    ['teams by a relaxed cap', ({ answer }) => answer.teams?.relaxed !== undefined],
    ['empty expert places', ({ answer }) => (answer.experts?.unfilled.length ?? 0) > 0],
    ['teams formed beforehand', ({ answer: { teams } }) => teams?.feasible === true && teams.formation !== undefined],
    ['teams formed again', ({ answer }) => (answer.teams?.formation?.tries.length ?? 0) > 1],
    ['teams that cannot be formed', ({ answer }) => answer.teams?.formation?.tries.length === 0],
    ['days, and an enterprise without one', ({ answer }) => (answer.days?.unplaced.length ?? 0) > 0],
    ['vehicles, and an empty place', ({ answer }) => (answer.vehicles?.unfilled.length ?? 0) > 0],
    [
      'an outing to several enterprises',
      ({ answer }) => answer.vehicles?.outings.some((o) => o.enterprises.length > 1),
    ],
    ['devices', ({ answer }) => (answer.devices?.trace.length ?? 0) > 0],
    ['SM3', ({ instance }) => instance.suite === 'vd1-sm3'],
    ['tickets by weight', ({ instance }) => instance.select.weights === 'tickets'],
    ['weights beyond tickets', ({ instance }) => instance.roster.some(({ weight }) => weight > 2 ** 30)],
    ['ids of 64 characters', ({ instance }) => instance.texts.some((text) => Array.from(text).length === 64)],
  ])('show %s', (_kind, isOfKind) => {
    expect(answered.filter((each) => isOfKind(each) === true).length).toBeGreaterThan(0);
  });
});
