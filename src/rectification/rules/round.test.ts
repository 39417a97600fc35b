/** 复查 and 提醒: when, by whom, and what follows (domain §21.5). */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import { certifiedOfficer as officer } from '../../inspection/rules/sample.testing.ts';
import type { Item, Order, Reinspection, Verdict } from '../types/order.ts';
import {
  closeRefusals,
  dueForRound,
  openRefusals,
  outcomeOf,
  reinspectBy,
  roundDocument,
  roundRefusals,
  signRefusals,
} from './round.ts';

const TODAY = '2026-03-12';
const HASH = 'a'.repeat(64);

const KNOWN = [officer('a'), officer('b')];

const item = (change: Partial<Item> = {}): Item => ({
  findingId: 'f',
  number: 1,
  measureKind: 'rectify',
  state: 'reported',
  dueOn: '2026-03-20',
  ...change,
});
const order = (change: Partial<Order> = {}): Order => ({
  orderId: 'o',
  inspectionId: 'i',
  state: 'served',
  servedOn: '2026-03-01',
  items: [item()],
  ...change,
});
const passed: Verdict = { outcome: 'passed', opinion: '已整改' };
const round = (change: Partial<Reinspection> = {}): Reinspection => ({
  round: 2,
  state: 'open',
  openedOn: TODAY,
  doneOn: null,
  officerIds: ['a', 'b'],
  documentHash: HASH,
  verdicts: [{ findingId: 'f', verdict: passed }],
  signedBy: [],
  ...change,
});

describe('复查', () => {
  test('within the days that the bureau has set, from the report or the deadline', () => {
    expect(reinspectBy('2026-03-12', { reinspectionDays: 10 })).toBe('2026-03-22');
    expect(reinspectBy('2026-12-25', { reinspectionDays: 15 })).toBe('2027-01-09');
  });

  test('takes up what was reported and what is past its deadline', () => {
    const late = item({ findingId: 'late', state: 'open', dueOn: '2026-03-11' });
    const running = item({ findingId: 'running', state: 'open' });
    expect(dueForRound([item(), late, running, item({ state: 'passed' })], TODAY)).toEqual([item(), late]);
  });

  test('is opened by one who goes himself, when something is due', () => {
    const judge = (mine: string | undefined, change: Partial<Order> = {}): unknown[] =>
      openRefusals(order(change), ['a', 'b'], KNOWN, { mine, today: TODAY });
    expect(judge('a')).toEqual([]);
    expect(judge('c')).toEqual([{ code: 'round-without-opener', at: 'officerIds' }]);
    expect(judge(undefined)).toEqual([{ code: 'round-without-opener', at: 'officerIds' }]);
    expect(judge('a', { items: [item({ state: 'passed' })] })).toEqual([{ code: 'round-nothing-due' }]);
    expect(judge('a', { state: 'draft' })).toMatchObject([{ code: 'rectification-state' }]);
    expect(openRefusals(order(), ['a'], KNOWN, { mine: 'a', today: TODAY })).toMatchObject([
      { code: 'too-few-officers' },
    ]);
  });

  test('is worked on by its officers only, only while it stands so', () => {
    expect(roundRefusals(round(), 'a', 'open')).toEqual([]);
    expect(roundRefusals(undefined, 'a', 'open')).toEqual([{ code: 'round-not-found' }]);
    expect(roundRefusals(round({ state: 'done' }), 'a', 'open')).toEqual([{ code: 'round-not-open' }]);
    expect(roundRefusals(round(), 'a', 'awaiting-signatures')).toEqual([{ code: 'round-not-closed' }]);
    expect(roundRefusals(round(), 'c', 'open')).toEqual([{ code: 'round-not-member' }]);
    expect(roundRefusals(round(), undefined, 'open')).toEqual([{ code: 'round-not-member' }]);
  });

  test('is closed when every finding has its verdict; those without are named', () => {
    expect(closeRefusals(round(), [item()])).toEqual([]);
    const verdicts = [
      { findingId: 'f', verdict: passed },
      { findingId: 'g', verdict: null },
    ];
    expect(closeRefusals(round({ verdicts }), [item(), item({ findingId: 'g', number: 4 })])).toEqual([
      { code: 'round-verdicts-missing', facts: { numbers: ['4'] } },
    ]);
  });

  test('is signed once by each, the very document, with a certificate of the day', () => {
    expect(signRefusals(round(), officer('a'), HASH, TODAY)).toEqual([]);
    expect(signRefusals(round(), officer('a'), 'b'.repeat(64), TODAY)).toEqual([
      { code: 'sign-other-record', at: 'documentHash' },
    ]);
    expect(signRefusals(round({ signedBy: ['a'] }), officer('a'), HASH, TODAY)).toEqual([{ code: 'sign-twice' }]);
    expect(signRefusals(round(), officer('a', { status: 'retired' }), HASH, TODAY)).toMatchObject([
      { code: 'officer-not-on-duty' },
    ]);
  });

  test('what passed is settled, what did not gets a new time, or goes to a case with its old one', () => {
    const outcome = (verdict: Verdict, change: Partial<Item> = {}): unknown =>
      outcomeOf(item(change), verdict, TODAY, calendar);
    expect(outcome(passed)).toEqual({ state: 'passed', dueOn: '2026-03-20' });
    expect(outcome(passed, { measureKind: 'stop-use' })).toEqual({ state: 'awaiting-consent', dueOn: '2026-03-20' });
    expect(outcome({ outcome: 'again', opinion: '未改', days: 4 })).toEqual({ state: 'open', dueOn: '2026-03-16' });
    expect(outcome({ outcome: 'case', opinion: '拒改', ground: 'ansheng-102' })).toEqual({
      state: 'in-case',
      dueOn: '2026-03-20',
    });
  });
});

describe('整改复查意见书', () => {
  const parts = {
    bureau: '某区应急管理局',
    enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
    orderHash: 'c'.repeat(64),
    closedAt: '2026-03-12T02:00:00Z',
    officers: KNOWN,
  };
  test('binds the order it looks at, the round, who looked and each verdict', () => {
    const items = [item({ findingId: 'other', number: 7 }), item()];
    expect(roundDocument(order({ items }), round(), parts)).toEqual({
      type: 'sunlot/1/reinspection-opinion',
      bureau: '某区应急管理局',
      order: 'o',
      orderDocument: 'c'.repeat(64),
      round: 2,
      closedAt: '2026-03-12T02:00:00Z',
      enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
      officers: [
        { name: '执法员a', certificate: 'DEMOa' },
        { name: '执法员b', certificate: 'DEMOb' },
      ],
      verdicts: [{ number: 1, outcome: 'passed', opinion: '已整改' }],
    });
  });
  test('is not made while a verdict, or its finding, is missing', () => {
    const open = round({ verdicts: [{ findingId: 'f', verdict: null }] });
    expect(() => roundDocument(order(), open, parts)).toThrow('no verdict of f');
    expect(() => roundDocument(order({ items: [] }), round(), parts)).toThrow('no verdict of f');
  });
});
