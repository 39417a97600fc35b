/** The states of a major hazard (domain §21.6), step by step as the table allows them, whose turn each is, and how long it may take. */
import { describe, expect, test } from 'vitest';
import { ENDED_STATES, HAZARD_STATES, OPEN_STATES, POWER_CUT_STATES, type HazardState } from '../types/hazard.ts';
import {
  HAZARD_MOVES,
  HAZARD_TURNS,
  isEnded,
  isMove,
  moveRefusals,
  POWER_CUT_MOVES,
  powerCutRefusals,
  type HazardDeed,
} from './moves.ts';
import { hazardTermOn, RESTARTING } from './terms.ts';

const DEEDS = Object.keys(HAZARD_MOVES) as HazardDeed[];
const STATES = Object.keys(HAZARD_STATES) as HazardState[];

/** `a → b` for every step of a deed that the table knows. */
const steps = (deed: string): string =>
  STATES.flatMap((from) =>
    STATES.filter((to) => isMove(deed, from, to)).map((to) => (from === to ? from : `${from} → ${to}`)),
  ).join(', ');

describe('a major hazard', () => {
  const open = 'found, registered, planning, plan-submitted, treating, claimed, accepting, accepted';
  const endAs = (end: HazardState): string => OPEN_STATES.map((from) => `${from} → ${end}`).join(', ');

  test('is registered, supervised, planned, treated, accepted and removed, or goes back to treatment', () => {
    expect(OPEN_STATES.join(', ')).toBe(open);
    expect(Object.fromEntries(DEEDS.map((deed) => [deed, steps(deed)]))).toEqual({
      'hazard.register': 'found → registered',
      'hazard.supervise': 'registered → planning',
      'hazard.submit-plan': 'planning → plan-submitted',
      'hazard.return-plan': 'plan-submitted → planning',
      'hazard.approve-plan': 'plan-submitted → treating',
      'hazard.report-progress': 'treating',
      'hazard.claim': 'treating → claimed',
      'hazard.return-claim': 'claimed → treating',
      'hazard.close-acceptance': 'claimed → accepting',
      'hazard.reopen-acceptance': 'accepting → claimed',
      'hazard.sign-acceptance': 'accepting → treating, accepting, accepting → accepted',
      'hazard.remove': 'accepted → removed',
      'hazard.send-back': 'accepted → treating',
      'hazard.extend': 'planning, plan-submitted, treating',
      'hazard.assign': open,
      'hazard.dismiss': endAs('dismissed'),
      'hazard.transfer': endAs('transferred'),
      'hazard.note-refusal': 'registered, planning, plan-submitted, treating, claimed',
      'hazard.note-compliance': open,
    });
  });

  test('takes no step by a deed that the table does not know', () => {
    expect(isMove('hazard.delete', 'found', 'found')).toBe(false);
  });

  test('out of its turn the state and those in which it may be done are told', () => {
    expect(moveRefusals('hazard.extend', 'claimed')).toEqual([
      { code: 'hazard-state', facts: { state: '待验收', allowed: ['待报治理方案', '方案待审', '治理中'] } },
    ]);
    expect(moveRefusals('hazard.extend', 'treating')).toEqual([]);
  });

  test('has ended when it is removed, handed over, or none any more', () => {
    expect(STATES.filter(isEnded)).toEqual([...ENDED_STATES]);
  });

  test('every open state is somebody’s turn, with its term and where that comes from', () => {
    const turns = OPEN_STATES.map((state) => {
      const { roles, term } = HAZARD_TURNS[state as keyof typeof HAZARD_TURNS];
      const { unit, n } = hazardTermOn(term, '2026-03-12');
      return `${state}: ${roles.join('/')}, ${n} ${unit}`;
    });
    expect(turns).toEqual([
      'found: officer, 0 day',
      'registered: head, 3 workday',
      'planning: officer, 7 day',
      'plan-submitted: section-chief, 3 workday',
      'treating: officer, 7 day',
      'claimed: officer, 10 day',
      'accepting: officer, 3 workday',
      'accepted: head/deputy-head, 3 workday',
    ]);
    expect(hazardTermOn('accept', '2026-03-12').basis).toContain('第16号');
    for (const term of ['register', 'decide', 'plan', 'progress'] as const)
      expect(hazardTermOn(term, '2026-03-12').basis, term).toBe('本机关工作要求，可调整');
  });
  test('before 2008-02-01 nothing had set a term, and none is invented', () => {
    expect(hazardTermOn('plan', '2008-02-01').n).toBe(7);
    expect(() => hazardTermOn('plan', '2008-01-31')).toThrow('no term plan was in force on 2008-01-31');
  });
  test('the timer starts anew after a report of progress and after an extension', () => {
    expect([...RESTARTING]).toEqual(['hazard.report-progress', 'hazard.extend']);
  });
});

describe('停止供电 (安全生产法第七十条)', () => {
  test('is notified, carried out, and lifted from any of its states', () => {
    const states = [...Object.keys(POWER_CUT_STATES), 'done'] as Parameters<typeof powerCutRefusals>[1][];
    const deeds = Object.keys(POWER_CUT_MOVES) as (keyof typeof POWER_CUT_MOVES)[];
    const allowed = deeds.map((deed) => [deed, states.filter((state) => powerCutRefusals(deed, state).length === 0)]);
    expect(Object.fromEntries(allowed)).toEqual({
      'hazard.notify-power-cut': ['approved'],
      'hazard.carry-out-power-cut': ['notified'],
      'hazard.lift-power-cut': ['approved', 'notified', 'carried-out'],
    });
    expect(deeds.map((deed) => POWER_CUT_MOVES[deed].to)).toEqual(['notified', 'carried-out', 'lifted']);
  });
  test('says where it stands, or that it was not approved yet', () => {
    const facts = (state: Parameters<typeof powerCutRefusals>[1]): unknown =>
      powerCutRefusals('hazard.carry-out-power-cut', state);
    const told = (state: string): unknown => [
      { code: 'power-cut-state', facts: { state, allowed: ['已通知，待实施'] } },
    ];
    expect(facts('approved')).toEqual(told('已批准，待通知'));
    expect(facts(undefined)).toEqual(told('还没有批准'));
    expect(facts('done')).toEqual(told('还没有批准'));
  });
});
