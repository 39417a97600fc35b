/** What an order takes up, how it is served, extended, and when a finding goes to a case (domain §21.4–21.5). */
import { describe, expect, test } from 'vitest';
import { certifiedOfficer as officer } from '../../inspection/rules/sample.testing.ts';
import type { Finding } from '../../inspection/types/visit.ts';
import type { Item, Service } from '../types/order.ts';
import {
  afterPassing,
  caseRefusals,
  extensionRefusals,
  isOver,
  isOverdue,
  itemsOf,
  missingPapers,
  officersRefusals,
  orderDocument,
  reportRefusals,
  serviceRefusals,
} from './order.ts';

const TODAY = '2026-03-12';
const SERVED = { state: 'served' } as const;

const KNOWN = [officer('a'), officer('b')];

const item = (change: Partial<Item> = {}): Item => ({
  findingId: 'f',
  number: 1,
  measureKind: 'rectify',
  state: 'open',
  dueOn: '2026-03-20',
  ...change,
});

const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);

describe('the findings of an order', () => {
  const finding = (change: Partial<Parameters<typeof itemsOf>[0][number]>): Parameters<typeof itemsOf>[0][number] => ({
    findingId: 'f',
    number: 1,
    level: 'general',
    measureKind: 'rectify',
    dueOn: '2026-03-20',
    isWithdrawn: false,
    ...change,
  });
  test('are those that stand and were not corrected on the spot', () => {
    expect(itemsOf([finding({})])).toEqual([item()]);
    expect(itemsOf([finding({ isWithdrawn: true }), finding({ measureKind: 'on-the-spot' })])).toEqual([]);
  });
  test.each([
    ['rectify', 'general', 'open'],
    ['rectify', 'major', 'supervised'],
    ['stop-work', 'general', 'open'],
    ['transfer', 'general', 'transferring'],
    ['transfer', 'major', 'transferring'],
  ] as const)('%s of a %s hazard begins as %s', (measureKind, level, state) => {
    expect(itemsOf([finding({ measureKind, level })])[0]?.state).toBe(state);
  });
});

describe('a deadline', () => {
  test('is passed the day after, while nothing was reported', () => {
    expect(isOverdue(item({ dueOn: TODAY }), TODAY)).toBe(false);
    expect(isOverdue(item({ dueOn: '2026-03-11' }), TODAY)).toBe(true);
    expect(isOverdue(item({ dueOn: '2026-03-11', state: 'reported' }), TODAY)).toBe(false);
    expect(isOverdue(item({ dueOn: null }), TODAY)).toBe(false);
  });
});

describe('the end of an order', () => {
  test('nothing in it waits: passed, in a case, or taken over by another department', () => {
    const settled = [item({ state: 'passed' }), item({ state: 'in-case' }), item({ state: 'transferred' })];
    expect(isOver(settled)).toBe(true);
    for (const state of ['open', 'reported', 'supervised', 'awaiting-consent', 'transferring'] as const)
      expect(isOver([...settled, item({ state })]), state).toBe(false);
  });
  test('what was stopped waits for consent before it runs again (安全生产法 §65)', () => {
    expect((['rectify', 'stop-use', 'stop-work', 'transfer'] as const).map(afterPassing)).toEqual([
      'passed',
      'awaiting-consent',
      'awaiting-consent',
      'passed',
    ]);
  });
});

describe('two officers', () => {
  test('with valid certificates are enough, one of them named twice is not', () => {
    expect(officersRefusals(['a', 'b'], KNOWN, TODAY)).toEqual([]);
    expect(officersRefusals(['a', 'a'], KNOWN, TODAY)).toEqual([
      { code: 'too-few-officers', at: 'officerIds', facts: { present: 1, required: 2 } },
    ]);
  });
  test('of whom one is not of the directory, or without certificate on the day, are told so', () => {
    expect(officersRefusals(['a', 'z'], KNOWN, TODAY)).toEqual([
      { code: 'rectification-officer-unknown', at: 'officerIds' },
    ]);
    expect(codes(officersRefusals(['a', 'b'], KNOWN, '2029-01-01'))).toEqual([
      'certificate-expired',
      'certificate-expired',
    ]);
  });
});

describe('送达', () => {
  const service: Service = { officerIds: ['a', 'b'], means: 'direct', servedOn: TODAY, recipient: '厂长' };
  const days = { signedOn: '2026-03-10', today: TODAY, missing: [] };
  const judge = (change: Partial<Service>, state: 'draft' | 'served' = 'draft'): unknown[] =>
    serviceRefusals({ state }, { ...service, ...change }, KNOWN, days);

  test('of nothing that was not issued: 责改 for what is mended, 现决 for what is stopped, and what was withdrawn asks for none', () => {
    const found = (measureKind: Finding['measureKind'], isWithdrawn = false) => ({ measureKind, isWithdrawn });
    expect(missingPapers([found('rectify'), found('stop-work')], [])).toEqual(['order', 'decision']);
    expect(missingPapers([found('rectify'), found('stop-use')], [{ form: 'order' }])).toEqual(['decision']);
    expect(missingPapers([found('rectify', true), found('on-the-spot')], [])).toEqual([]);
    const serve = (state: 'draft' | 'served') =>
      serviceRefusals({ state }, service, KNOWN, { ...days, missing: ['order', 'decision'] });
    expect(serve('draft')).toEqual([
      { code: 'rectification-paper-missing', facts: { titles: ['责令限期整改指令书', '现场处理措施决定书'] } },
    ]);
    // What was served before papers were asked for has nothing more to issue.
    expect(codes(serve('served'))).toEqual(['rectification-state']);
  });

  test('on the day of the record or later, till today', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ servedOn: '2026-03-10' })).toEqual([]);
    expect(judge({ servedOn: '2026-03-13' })).toEqual([
      { code: 'rectification-served-later', at: 'servedOn', facts: { today: TODAY } },
    ]);
    expect(judge({ servedOn: '2026-03-09' })).toEqual([
      { code: 'rectification-served-before', at: 'servedOn', facts: { signedOn: '2026-03-10' } },
    ]);
  });
  test('what is left needs its witness (民事诉讼法 §89), nothing else does', () => {
    const missing = [{ code: 'rectification-witness-missing', at: 'witness' }];
    expect(judge({ means: 'left' })).toEqual(missing);
    expect(judge({ means: 'left', witness: '' })).toEqual(missing);
    expect(judge({ means: 'left', witness: '居委会' })).toEqual([]);
    expect(judge({ means: 'post' })).toEqual([]);
  });
  test('once, and by two officers of the day of service', () => {
    expect(codes(judge({ officerIds: ['a'] }, 'served') as { code: string }[])).toEqual([
      'rectification-state',
      'too-few-officers',
    ]);
  });
});

describe('延期', () => {
  const request = { until: '2026-03-30', reason: '配件未到', interim: '停用' };
  const judge = (change: Partial<Item>, until = request.until, hasPending = false): unknown[] =>
    extensionRefusals(SERVED, item(change), { ...request, until }, { hasPending, today: TODAY });

  test('is asked up to the deadline, and lengthens', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ dueOn: TODAY })).toEqual([]);
    expect(judge({ dueOn: '2026-03-11' })).toEqual([{ code: 'extension-too-late', facts: { dueOn: '2026-03-11' } }]);
    expect(judge({}, '2026-03-20')).toEqual([
      { code: 'extension-not-longer', at: 'until', facts: { dueOn: '2026-03-20' } },
    ]);
    expect(judge({}, '2026-03-21')).toEqual([]);
  });
  test('is asked once at a time, of what has a deadline and waits for the enterprise', () => {
    expect(judge({}, request.until, true)).toEqual([{ code: 'extension-pending' }]);
    expect(judge({ dueOn: null })).toEqual([{ code: 'extension-no-deadline' }]);
    expect(codes(judge({ state: 'passed', dueOn: null }) as { code: string }[])).toEqual([
      'rectification-item-state',
      'extension-no-deadline',
    ]);
  });
});

describe('a report', () => {
  test('is given, and given again, until the officers look', () => {
    expect(reportRefusals(SERVED, item())).toEqual([]);
    expect(reportRefusals(SERVED, item({ state: 'reported' }))).toEqual([]);
    expect(codes(reportRefusals({ state: 'reinspecting' }, item()))).toEqual(['rectification-state']);
  });
});

describe('立案', () => {
  test('only when the time is over', () => {
    expect(caseRefusals(SERVED, item({ dueOn: '2026-03-11' }), TODAY)).toEqual([]);
    expect(caseRefusals(SERVED, item(), TODAY)).toEqual([
      { code: 'case-not-overdue', facts: { number: 1, dueOn: '2026-03-20' } },
    ]);
    expect(caseRefusals(SERVED, item({ dueOn: null }), TODAY)).toEqual([
      { code: 'case-not-overdue', facts: { number: 1, dueOn: '' } },
    ]);
  });
  test('what was reported goes there by its round, and is told only that', () => {
    expect(codes(caseRefusals(SERVED, item({ state: 'reported' }), TODAY))).toEqual(['rectification-item-state']);
  });
});

describe('责令限期整改指令书', () => {
  const finding: Finding = {
    itemId: 'item',
    pointNo: 1,
    place: '配电室',
    description: '门未锁闭',
    level: 'general',
    measureKind: 'rectify',
    measure: '加锁',
    days: 8,
    findingId: 'f',
    number: 1,
    dueOn: '2026-03-20',
    reviewedBy: null,
    statedBy: 'staff',
    needsReview: false,
    isWithdrawn: false,
    settledOn: null,
  };
  const parts = {
    bureau: '某区应急管理局',
    enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
    recordHash: 'a'.repeat(64),
    findings: [{ ...finding, findingId: 'other', place: '车间' }, finding],
  };
  const order = { orderId: 'o', inspectionId: 'i' };

  test('names the record, the enterprise and each finding, and no person', () => {
    expect(orderDocument(order, { ...parts, items: [item()] })).toEqual({
      type: 'sunlot/1/rectification-order',
      bureau: '某区应急管理局',
      order: 'o',
      inspection: 'i',
      record: 'a'.repeat(64),
      enterprise: { name: '某厂', creditCode: '91120111MA0XQ00174' },
      items: [
        {
          number: 1,
          place: '配电室',
          description: '门未锁闭',
          level: 'general',
          measureKind: 'rectify',
          measure: '加锁',
          dueOn: '2026-03-20',
        },
      ],
    });
  });
  test('what goes to another department has no day', () => {
    expect(
      orderDocument(order, { ...parts, items: [item({ measureKind: 'transfer', dueOn: null })] })['items'],
    ).toEqual([
      {
        number: 1,
        place: '配电室',
        description: '门未锁闭',
        level: 'general',
        measureKind: 'transfer',
        measure: '加锁',
      },
    ]);
  });
  test('an item without its finding is a bug', () => {
    expect(() => orderDocument(order, { ...parts, items: [item({ findingId: 'lost' })] })).toThrow(
      'item lost has no finding',
    );
  });
});
