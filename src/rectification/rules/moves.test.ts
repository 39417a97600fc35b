/** The states of an order and of its findings (domain §21.4–21.5), step by step as the table allows them. */
import { describe, expect, test } from 'vitest';
import { ITEM_STATES, ORDER_STATES, type ItemState, type OrderState } from '../types/order.ts';
import { isItemMove, isOrderMove, moveRefusals, MOVES, type OrderDeed } from './moves.ts';

const DEEDS = Object.keys(MOVES) as OrderDeed[];
const orderStates = Object.keys(ORDER_STATES) as OrderState[];
const itemStates = Object.keys(ITEM_STATES) as ItemState[];

/** `a → b` for every step of a deed that the table knows. */
function steps<S extends string>(states: readonly S[], isMove: (from: S, to: S) => boolean): string {
  return states
    .flatMap((from) => states.filter((to) => isMove(from, to)).map((to) => (from === to ? from : `${from} → ${to}`)))
    .join(', ');
}

describe('an order', () => {
  test('is served, looked at again and closed, and goes back to 整改中 when something remains', () => {
    expect(
      Object.fromEntries(DEEDS.map((deed) => [deed, steps(orderStates, (a, b) => isOrderMove(deed, a, b))])),
    ).toEqual({
      'rectification.serve': 'draft → served, draft → closed',
      'rectification.renew-code': 'served, reinspecting, closed',
      'rectification.report': 'served',
      'rectification.return-report': 'served',
      'rectification.request-extension': 'served',
      'rectification.decide-extension': 'served, reinspecting',
      'rectification.open-round': 'served → reinspecting',
      'rectification.state-verdict': 'reinspecting',
      'rectification.close-round': 'reinspecting',
      'rectification.reopen-round': 'reinspecting',
      'rectification.sign-round': 'reinspecting → served, reinspecting, reinspecting → closed',
      'rectification.consent': 'served, served → closed',
      'rectification.refer-case': 'served, served → closed',
      'rectification.confirm-transfer': 'served, served → closed',
      'rectification.serve-void': 'draft, served, reinspecting, closed',
      'rectification.remind': 'served, reinspecting',
      'rectification.propose-exposure': 'served, reinspecting, closed',
      'rectification.decide-exposure': 'served, reinspecting, closed',
      'rectification.state-words': 'served, reinspecting, closed',
      'rectification.void-finding':
        'draft, draft → closed, served, served → closed, reinspecting → served, reinspecting, reinspecting → closed, closed',
    });
  });

  test('takes no step by a deed that the table does not know', () => {
    expect(isOrderMove('rectification.void', 'served', 'served')).toBe(false);
    expect(isItemMove('rectification.void', 'open', 'open')).toBe(false);
  });
});

describe('a finding', () => {
  test('is reported, passed, stopped until consent, referred, handed over or voided', () => {
    const moved = DEEDS.map((deed) => [deed, steps(itemStates, (a, b) => isItemMove(deed, a, b))]);
    expect(Object.fromEntries(moved.filter(([, found]) => found !== ''))).toEqual({
      'rectification.report': 'open → reported, reported',
      'rectification.return-report': 'reported → open',
      'rectification.request-extension': 'open',
      'rectification.decide-extension': 'open, reported',
      'rectification.sign-round':
        'open, open → reported, open → awaiting-consent, open → passed, open → in-case, ' +
        'reported → open, reported, reported → awaiting-consent, reported → passed, reported → in-case',
      'rectification.consent': 'awaiting-consent → passed',
      'rectification.refer-case': 'open → in-case',
      'rectification.confirm-transfer': 'supervised → transferred, transferring → transferred',
      'rectification.void-finding':
        'open → voided, reported → voided, awaiting-consent → voided, passed → voided, in-case → voided, transferring → voided',
      'rectification.serve-void': 'voided',
    });
  });
});

describe('what stands against a deed', () => {
  test('the state of the order and of the finding are told together, each with the states in which it may be done', () => {
    expect(moveRefusals('rectification.report', { state: 'closed' }, { number: 3, state: 'passed' })).toEqual([
      { code: 'rectification-state', facts: { state: '已关闭', allowed: ['整改中'] } },
      {
        code: 'rectification-item-state',
        facts: { number: 3, state: '已整改', allowed: ['整改中', '已报告，待复查'] },
      },
    ]);
  });
  test('nothing, where both stand as the table asks, or the deed is about no finding', () => {
    expect(moveRefusals('rectification.report', { state: 'served' }, { number: 3, state: 'open' })).toEqual([]);
    expect(moveRefusals('rectification.report', { state: 'served' })).toEqual([]);
    expect(moveRefusals('rectification.open-round', { state: 'served' }, { number: 1, state: 'passed' })).toEqual([]);
  });
});
