/** 撤销整改事项 (domain §21.4): who may take back a finding that stands in an order, on what, and what stands against it. */
import { describe, expect, test } from 'vitest';
import { codes } from '../../testing/refusal-codes.ts';
import type { ItemState, OrderState, Reinspection } from '../types/order.ts';
import type { VoidBasis } from '../types/void.ts';
import { basisWords, orderAfterVoid, roundOn, voidRefusals, type VoidFacts } from './void.ts';

const MATTER = { matterId: 'm', title: '行政复议', decidedOn: '2026-05-08' };
const DOCUMENT = { kind: 'reconsideration', organ: '区人民政府', number: '复〔2026〕3号', on: '2026-05-08' } as const;
const SERVED = { state: 'served' } as const;
const ERROR: VoidBasis = { kind: 'error' };
const facts = (change: Partial<VoidFacts> = {}): VoidFacts => ({
  isOwn: false,
  ofCase: undefined,
  matters: [MATTER],
  papers: [],
  signedOn: '2026-03-12',
  today: '2026-05-10',
  ...change,
});
const item = (state: ItemState, measureKind: 'rectify' | 'stop-use' | 'transfer' = 'rectify') => ({
  number: 2,
  state,
  measureKind,
});
const refusals = (state: ItemState, basis: VoidBasis = ERROR, change: Partial<VoidFacts> = {}) =>
  codes({ ok: false, refusals: voidRefusals(SERVED, item(state), basis, facts(change)) });

describe('what may be voided', () => {
  test('what waits, what was rectified, and what went to a case that came to nothing', () => {
    for (const state of ['open', 'reported', 'awaiting-consent', 'passed', 'transferring'] as const)
      expect([state, refusals(state)]).toEqual([state, []]);
    expect(refusals('in-case', ERROR, { ofCase: { state: '不予立案', stands: false } })).toEqual([]);
  });

  test('not twice, not what another department has taken over, and not a major hazard before it ended', () => {
    for (const state of ['voided', 'transferred'] as const)
      expect([state, refusals(state)]).toEqual([state, ['rectification-item-state']]);
    expect(refusals('supervised')).toEqual(['rectification-item-state', 'void-hazard-open']);
  });

  test('not while a case rests on it, in whichever state the finding is, nor before its lead has come', () => {
    const ofCase = { state: '调查取证', stands: true };
    for (const state of ['in-case', 'open', 'passed'] as const)
      expect([state, refusals(state, ERROR, { ofCase })]).toEqual([state, ['void-case-standing']]);
    expect(refusals('in-case')).toEqual(['void-case-to-come']);
    expect(refusals('open', ERROR, { ofCase: { state: '不予立案', stands: false } })).toEqual([]);
  });

  test('by nobody who found it, with every other reason at once', () => {
    expect(
      refusals(
        'in-case',
        { kind: 'matter', matterId: 'x' },
        { isOwn: true, ofCase: { state: '执行中', stands: true } },
      ),
    ).toEqual(['void-own-finding', 'void-case-standing', 'void-matter-unfit']);
  });
});

describe('on what', () => {
  test('a matter that went against the bureau about this very visit', () => {
    expect(refusals('open', { kind: 'matter', matterId: 'm' })).toEqual([]);
    expect(refusals('open', { kind: 'matter', matterId: 'other' })).toEqual(['void-matter-unfit']);
    expect(refusals('open', { kind: 'matter', matterId: 'm' }, { matters: [] })).toEqual(['void-matter-unfit']);
  });

  test('a document of the day of the record or later, up to today', () => {
    const on = (day: string) => refusals('open', { kind: 'document', document: { ...DOCUMENT, on: day } });
    expect(on('2026-03-12')).toEqual([]);
    expect(on('2026-05-10')).toEqual([]);
    expect(on('2026-03-11')).toEqual(['void-document-before']);
    expect(on('2026-05-11')).toEqual(['void-document-later']);
  });

  test('is said in words', () => {
    expect(basisWords(ERROR)).toBe('经本机关复核');
    expect(basisWords({ kind: 'matter', matter: MATTER })).toBe('根据2026年5月8日已有结果的行政复议');
    expect(basisWords({ kind: 'document', document: DOCUMENT })).toBe(
      '根据区人民政府2026年5月8日行政复议决定书（复〔2026〕3号）',
    );
  });
});

describe('before the service', () => {
  const order = { form: 'order', title: '责令限期整改指令书', number: '责改1号' };
  const draft = (kind: 'rectify' | 'stop-use' | 'transfer', papers: VoidFacts['papers']) =>
    voidRefusals({ state: 'draft' }, item('open', kind), ERROR, facts({ papers }));

  test('a paper that was issued and names it is voided first; another paper is in nobody’s way', () => {
    expect(draft('rectify', [order])).toEqual([
      { code: 'void-paper-issued', facts: { title: order.title, number: order.number } },
    ]);
    expect(draft('stop-use', [order])).toEqual([]);
    expect(draft('stop-use', [{ ...order, form: 'decision' }])).toMatchObject([{ code: 'void-paper-issued' }]);
    expect(draft('rectify', [{ ...order, form: 'record' }])).toEqual([]);
    // What was served stays a paper of its time: the decision to void stands beside it.
    expect(voidRefusals(SERVED, item('open'), ERROR, facts({ papers: [order] }))).toEqual([]);
  });
});

describe('what becomes of the order', () => {
  const after = (state: OrderState, items: readonly ItemState[], isLookedAt = false) =>
    orderAfterVoid(
      state,
      items.map((each) => ({ state: each })),
      isLookedAt,
    );

  test('it ends when nothing open is left, and goes on otherwise', () => {
    expect(after('served', ['voided', 'passed'])).toBe('closed');
    expect(after('served', ['voided', 'open'])).toBe('served');
    expect(after('closed', ['voided', 'passed'])).toBe('closed');
  });

  test('a round goes on with what is left; without one the order is under rectification again, or over', () => {
    expect(after('reinspecting', ['voided', 'open'], true)).toBe('reinspecting');
    expect(after('reinspecting', ['voided', 'open'])).toBe('served');
    expect(after('reinspecting', ['voided', 'passed'])).toBe('closed');
  });

  test('one that was never served is over only when all of it was voided: what is left is still to be served', () => {
    expect(after('draft', ['voided', 'voided'])).toBe('closed');
    expect(after('draft', ['voided', 'open'])).toBe('draft');
    expect(after('draft', ['voided', 'passed'])).toBe('draft');
  });

  test('the round that looks at it is one that runs and has it', () => {
    const round = (n: number, state: Reinspection['state'], ids: readonly string[]): Reinspection => ({
      round: n,
      state,
      openedOn: '2026-03-20',
      doneOn: null,
      officerIds: [],
      documentHash: null,
      verdicts: ids.map((findingId) => ({ findingId, verdict: null })),
      signedBy: [],
    });
    const rounds = [round(1, 'done', ['a']), round(2, 'dropped', ['a']), round(3, 'awaiting-signatures', ['b'])];
    expect(roundOn(rounds, 'a')).toBeUndefined();
    expect(roundOn(rounds, 'b')?.round).toBe(3);
    expect(roundOn([round(1, 'open', ['a'])], 'a')?.round).toBe(1);
  });
});
