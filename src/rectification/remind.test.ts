import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR } from '../core/calendar/national.ts';
import { addDays } from '../core/calendar/day.ts';
import { read } from '../core/transact.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { follow } from '../core/follow.ts';
import { publishExposure, publishWords, returnWords, withdrawExposure } from '../disclosure/actions/exposure.ts';
import { listPublicExposures, listWordsRows, publicWordsOf } from '../disclosure/reads/exposures.ts';
import { DAY, openScene, type Scene } from '../inspection/scene.testing.ts';
import { act, done, head } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { codes } from '../testing/refusal-codes.ts';
import { decideExposure, proposeExposure, remindOrder, stateWords } from './actions/remind.ts';
import { listReminders } from './reads/remind.ts';
import { rectificationTurns } from './reads/turns.ts';
import { rectificationDuties } from './rules/duties.ts';
import type { Actor } from '../core/actor.ts';
import { enterpriseActor } from './rules/access.ts';
import { remindOn, remindUntil } from './rules/remind.ts';
import { orderOf, served, settleJobs } from './scene.testing.ts';

const REVIEWER = actorOf(['disclosure-reviewer'], 'reviewer');

describe('the day of a reminder', () => {
  test.each([
    // Wednesday 2026-03-18: three days before is Sunday, so the Friday before it.
    ['2026-03-18', 3, '2026-03-13'],
    ['2026-03-18', 1, '2026-03-17'],
    ['2026-03-19', 3, '2026-03-16'],
    // The day before the long holiday counts back over nothing: 2026-10-09 − 3 is a holiday.
    ['2026-10-09', 3, '2026-09-30'],
    ['2026-10-09', 1, '2026-10-08'],
    // 2026-02-14 is a Saturday that is worked.
    ['2026-02-17', 3, '2026-02-14'],
  ] as const)('of %s, T-%i: %s', (due, days, on) => {
    expect(remindOn(due, days, NATIONAL_CALENDAR)).toBe(on);
  });

  test('what the list asks the database for is the same for every day of the year', () => {
    for (let day = '2026-01-01'; day <= '2026-12-20'; day = addDays(day, 1))
      for (const days of [3, 1] as const) {
        const until = remindUntil(day, days, NATIONAL_CALENDAR);
        expect(remindOn(until, days, NATIONAL_CALENDAR) <= day, `${day} ${until}`).toBe(true);
        expect(remindOn(addDays(until, 1), days, NATIONAL_CALENDAR) > day, `${day} ${until}`).toBe(true);
      }
  });
});

describe('beside the course of an order', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  }, 60_000);
  afterAll(() => scene.close());
  afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

  /** The duties of this person about one order. */
  const owedTo = async ({ staffId }: Actor, orderId: string): Promise<string[]> => {
    const asked = { staffId, duties: new Set(Object.keys(rectificationDuties)), most: 50, skip: 0 };
    const open = await read(scene.runtime, 1, (tx) => rectificationTurns(tx, asked));
    return open.filter(({ turns }) => turns.some(({ record }) => record === orderId)).map(({ duty }) => duty);
  };

  test('rectification.remind: due three days and one day before the deadline, each once, in the queue of the team', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    const input = { orderId: order.orderId, means: 'phone' as const };
    expect(codes(await act(scene.runtime, team.lead, remindOrder, input))).toEqual(['reminder-nothing-due']);
    scene.runtime.clock.set('2026-03-16T01:00:00Z');
    expect(await owedTo(team.lead, order.orderId)).toEqual(['rectification.remind']);
    expect((await done(scene.runtime, team.second, remindOrder, input)).reminders).toBe(1);
    expect(await owedTo(team.lead, order.orderId)).toEqual([]);
    scene.runtime.clock.set('2026-03-18T01:00:00Z');
    const both = await Promise.all([
      act(scene.runtime, team.lead, remindOrder, input),
      act(scene.runtime, team.second, remindOrder, input),
    ]);
    expect(both.flatMap(codes)).toEqual(['reminder-nothing-due']);
    const given = await read(scene.runtime, 1, (tx) => listReminders(tx, order.orderId, order.items));
    expect(given.map(({ days, at }) => [days, at !== null])).toEqual([
      [3, true],
      [1, true],
    ]);
  });

  test('rectification.propose-exposure: only when the time is over or it was hidden, once, and another person decides', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    const one = { orderId: order.orderId, findingId: order.items[0]?.findingId ?? '' };
    const proposal = { ...one, ground: 'overdue' as const, facts: '到期后现场仍在使用' };
    expect(codes(await act(scene.runtime, team.lead, proposeExposure, proposal))).toEqual(['exposure-not-overdue']);
    const hidden = { ...proposal, ground: 'hidden' as const };
    expect(codes(await act(scene.runtime, team.lead, proposeExposure, hidden))).toEqual(['exposure-not-major']);
    scene.runtime.clock.set('2026-03-20T01:00:00Z');
    const both = await Promise.all([
      act(scene.runtime, team.lead, proposeExposure, proposal),
      act(scene.runtime, team.second, proposeExposure, proposal),
    ]);
    expect(both.flatMap(codes)).toEqual(['exposure-standing']);
    expect(await owedTo(head, order.orderId)).toContain('rectification.decide-exposure');
    const decision = { ...one, outcome: 'expose' as const, opinion: '同意' };
    const proposer = both[0]?.ok === true ? team.lead : team.second;
    const own = { ...proposer, roles: ['officer', 'head'] as const };
    expect(codes(await act(scene.runtime, own, decideExposure, decision))).toEqual(['exposure-own-proposal']);
    await done(scene.runtime, head, decideExposure, decision);
    expect(codes(await act(scene.runtime, head, decideExposure, decision))).toEqual(['exposure-none']);
  });

  test('disclosure.publish-exposure: a third person lets it out without names of persons, and takes it off again', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    const one = { orderId: order.orderId, findingId: order.items[0]?.findingId ?? '' };
    scene.runtime.clock.set('2026-03-20T01:00:00Z');
    await done(scene.runtime, team.lead, proposeExposure, { ...one, ground: 'overdue', facts: '仍在使用' });
    const { exposureId } = await done(scene.runtime, head, decideExposure, {
      ...one,
      outcome: 'expose',
      opinion: '同意',
    });
    for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
    const shown = () => read(scene.runtime, 1, (tx) => listPublicExposures(tx));
    const before = (await shown()).length;
    const hot = { exposureId, text: '联系电话 13812345678' };
    expect(codes(await act(scene.runtime, REVIEWER, publishExposure, hot))).toEqual(['disclosure-protected']);
    const both = { ...head, roles: ['head', 'disclosure-reviewer'] as const };
    const text = '喷漆房使用非防爆插座，逾期未整改';
    expect(codes(await act(scene.runtime, both, publishExposure, { exposureId, text }))).toEqual([
      'disclosure-own-draft',
    ]);
    await done(scene.runtime, REVIEWER, publishExposure, { exposureId, text });
    expect((await shown())[0]).toMatchObject({ text, ground: 'overdue', dueOn: '2026-03-19' });
    await done(scene.runtime, REVIEWER, withdrawExposure, { exposureId, reason: '已整改' });
    expect(await shown()).toHaveLength(before);
    const again = await act(scene.runtime, REVIEWER, publishExposure, { exposureId, text });
    expect(codes(again)).toEqual(['disclosure-state']);
  });

  test('rectification.state-words: its own words stand beside the result as they are, or not at all', async () => {
    const { team, order } = await served(scene, [{ days: 7 }]);
    const { order: other } = await served(scene, [{ days: 7 }]);
    for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
    const self = enterpriseActor(1, order.orderId);
    const input = { orderId: order.orderId, text: '插座已于检查当日更换，附发票' };
    const stranger = enterpriseActor(1, other.orderId);
    expect(codes(await act(scene.runtime, stranger, stateWords, input))).toEqual(['rectification-not-found']);
    const { statementId } = await done(scene.runtime, self, stateWords, input);
    const words = () => read(scene.runtime, 1, (tx) => publicWordsOf(tx, team.inspectionId));
    expect(await words()).toBeUndefined();
    await done(scene.runtime, REVIEWER, publishWords, { statementId });
    expect(await words()).toEqual({ text: input.text, on: DAY });
    const again = { statementId, reason: '不公开' };
    expect(codes(await act(scene.runtime, REVIEWER, returnWords, again))).toEqual(['disclosure-state']);
    const named = await done(scene.runtime, self, stateWords, { ...input, text: '请联系 13812345678 核实' });
    const refused = await act(scene.runtime, REVIEWER, publishWords, { statementId: named.statementId });
    expect(codes(refused)).toEqual(['disclosure-protected']);
    await done(scene.runtime, REVIEWER, returnWords, { statementId: named.statementId, reason: '含有电话' });
    expect(await words()).toEqual({ text: input.text, on: DAY });
    const rows = await read(scene.runtime, 1, (tx) => listWordsRows(tx));
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['published', 'returned']);
    await settleJobs(scene);
    expect((await orderOf(scene, team)).state).toBe('served');
  });
});
