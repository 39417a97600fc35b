/** The states of an entry of the list of serious dishonesty (domain §21.8), its terms, and who may take which step. */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import { CREDIT_STATES, ENDED_STATES, MEASURE_STATES, type CreditState, type MeasureState } from '../types/credit.ts';
import { LISTING_RULES, listingRules, listingRulesOn, type ListingRules } from './listing.ts';
import {
  CREDIT_MOVES,
  decideRefusals,
  expiryRefusals,
  handRefusals,
  isEnded,
  isMove,
  MEASURE_MOVES,
  measureRefusals,
  moveRefusals,
  proposalRefusals,
  removalHandRefusals,
  removalRefusals,
  timerOf,
  type CreditDeed,
} from './moves.ts';

const TODAY = '2026-03-12';
const DEEDS = Object.keys(CREDIT_MOVES) as CreditDeed[];
const STATES = Object.keys(CREDIT_STATES) as CreditState[];
const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);

/** `a → b` for every step of a deed that the table knows. */
const steps = (deed: string): string =>
  STATES.flatMap((from) =>
    STATES.filter((to) => isMove(deed, from, to)).map((to) => (from === to ? from : `${from} → ${to}`)),
  ).join(', ');

describe('an entry', () => {
  const removed = 'listed → removed, published → removed, removal-asked → removed, removal-verified → removed';
  test('is reviewed, notified, decided and published, and leaves the list by its end, early, or with its penalty', () => {
    expect(Object.fromEntries(DEEDS.map((deed) => [deed, steps(deed)]))).toEqual({
      'credit.review': 'proposed → reviewed, proposed → declined',
      'credit.notify': 'reviewed → notified',
      'credit.hear': 'notified',
      'credit.decide': 'notified → listed, notified → declined',
      'credit.publish': 'listed → published',
      'credit.ask-removal': 'published → removal-asked',
      'credit.verify-removal': 'removal-asked → removal-verified',
      'credit.decide-removal': 'removal-verified → published, removal-verified → removed',
      'credit.remove-expired': removed,
      'credit.remove-revoked': removed,
    });
    expect(isMove('credit.delete', 'proposed', 'proposed')).toBe(false);
  });
  test('out of its turn the state and those in which it may be done are told', () => {
    expect(moveRefusals('credit.review', 'proposed')).toEqual([]);
    expect(moveRefusals('credit.review', 'listed')).toEqual([
      { code: 'credit-state', facts: { state: '已决定列入，待公示', allowed: ['拟列入，待法制审核'] } },
    ]);
  });
  test('has ended when it was removed or declined', () => {
    expect(STATES.filter(isEnded)).toEqual([...ENDED_STATES]);
  });
  test.each([
    ['proposed', '2026-03-05'],
    ['reviewed', '2026-03-05'],
    ['notified', '2026-03-09'],
    ['listed', '2026-03-05'],
    ['removal-asked', '2026-04-14'],
    ['removal-verified', '2026-03-05'],
  ] as const)('%s since 2026-03-02 waits until %s', (state, due) => {
    expect(timerOf(state, '2026-03-02', '2029-03-01', calendar)).toBe(due);
  });
  test('before 2017-05-09 there was no term, and none is invented', () => {
    expect(timerOf('proposed', '2017-05-09', null, calendar)).toBe('2017-05-12');
    expect(() => timerOf('notified', '2017-05-08', null, calendar)).toThrow('no term argue was in force on 2017-05-08');
    expect(() => timerOf('removal-asked', '2017-05-08', null, calendar)).toThrow('no term verify');
    expect(() => timerOf('listed', '2017-05-08', null, calendar)).toThrow('no term office');
  });
});

describe('the rules', () => {
  test('are found by their code, and there are no others', () => {
    expect(LISTING_RULES.map(({ code }) => listingRules(code).name)).toEqual([
      '对安全生产领域失信行为开展联合惩戒的实施办法（安监总办〔2017〕49号）',
      '安全生产严重失信主体名单管理办法（应急管理部令第11号）',
    ]);
    expect(() => listingRules('2030-1')).toThrow('no listing rules 2030-1');
    expect(() => listingRulesOn('2017-05-08')).toThrow('no listing rules were in force on 2017-05-08');
  });
  test('their situations have a code and words of their own', () => {
    for (const { situations } of LISTING_RULES) {
      expect(new Set(situations.map(({ code }) => code)).size).toBe(situations.length);
      for (const { code, title } of situations) {
        expect(code).toMatch(/^[a-z][a-z-]+$/);
        expect(title.length).toBeGreaterThan(5);
      }
    }
  });
});

describe('a proposal', () => {
  const rules = listingRulesOn(TODAY);
  const penalty = { caseId: 'c' } as Parameters<typeof proposalRefusals>[2];
  const known = { isKnown: true, isOpen: false, wasUsed: false };
  test('rests on a penalty in force, a situation of the rules, and an enterprise of the directory', () => {
    expect(proposalRefusals('conceal', rules, penalty, known)).toEqual([]);
    expect(proposalRefusals('fatal', rules, undefined, known)).toEqual([
      { code: 'credit-no-penalty', at: 'penaltyCaseId' },
      { code: 'credit-situation-unknown', at: 'situation', facts: { rules: rules.name } },
    ]);
    expect(proposalRefusals('conceal', rules, penalty, { ...known, isKnown: false })).toEqual([
      { code: 'credit-enterprise-unknown' },
    ]);
    // Without a penalty nobody knows whose enterprise it would be.
    expect(codes(proposalRefusals('conceal', rules, undefined, { ...known, isKnown: false }))).toEqual([
      'credit-no-penalty',
    ]);
  });
  test('is made once, and a penalty lists once', () => {
    expect(proposalRefusals('conceal', rules, penalty, { isKnown: true, isOpen: true, wasUsed: true })).toEqual([
      { code: 'credit-listed-already' },
      { code: 'credit-penalty-used', at: 'penaltyCaseId' },
    ]);
  });
});

describe('hands', () => {
  const hands = { proposedBy: 'p', reviewedBy: 'r', decidedBy: 'd' };
  test('proposer, reviewer, decider and publisher are four people', () => {
    const may = (deed: Parameters<typeof handRefusals>[0]): string =>
      ['p', 'r', 'd', 'x'].filter((who) => handRefusals(deed, hands, who).length === 0).join('');
    expect(may('credit.review')).toBe('rdx');
    expect(may('credit.decide')).toBe('dx');
    expect(may('credit.publish')).toBe('x');
    expect(handRefusals('credit.review', hands, 'p')).toEqual([{ code: 'credit-own-hand' }]);
  });
});

describe('the hands of a removal', () => {
  const steps = [
    { deed: 'credit.ask-removal', doneBy: 'somebody-before' },
    { deed: 'credit.verify-removal', doneBy: 'somebody-before' },
    { deed: 'credit.ask-removal', doneBy: 'a' },
    { deed: 'credit.verify-removal', doneBy: 'v' },
  ];
  const may = (deed: Parameters<typeof removalHandRefusals>[0]): string =>
    ['p', 'a', 'v', 'x', 'somebody-before']
      .filter((who) => removalHandRefusals(deed, { proposedBy: 'p', steps }, who).length === 0)
      .join(' ');
  test('whoever asked does not verify; neither of them, nor who proposed the listing, decides; the last ones count', () => {
    expect(may('credit.verify-removal')).toBe('p v x somebody-before');
    expect(may('credit.decide-removal')).toBe('x somebody-before');
    expect(removalHandRefusals('credit.verify-removal', { proposedBy: 'p', steps: [] }, 'a')).toEqual([]);
  });
});

describe('a decision', () => {
  const entry = { notifiedOn: '2026-03-02', heardOn: null, timerOn: '2026-03-09' };
  test('waits for what the party says, or until its five workdays are over', () => {
    expect(decideRefusals(entry, true, '2026-03-09')).toEqual([
      { code: 'credit-still-arguing', facts: { day: '2026-03-09' } },
    ]);
    expect(decideRefusals(entry, true, '2026-03-10')).toEqual([]);
    expect(decideRefusals({ ...entry, heardOn: '2026-03-05' }, true, '2026-03-05')).toEqual([]);
    expect(decideRefusals({ ...entry, notifiedOn: null }, true, '2026-03-05')).toEqual([]);
    expect(decideRefusals({ ...entry, timerOn: null }, true, '2026-03-05')).toEqual([]);
  });
  test('falls with its penalty', () => {
    expect(decideRefusals(entry, false, '2026-03-10')).toEqual([{ code: 'credit-no-penalty' }]);
  });
});

describe('移出', () => {
  const rules: ListingRules = listingRulesOn('2024-01-01');
  const entry = { publishedOn: '2025-03-12' };
  const good = { isPerformed: true, isClean: true, today: TODAY };
  test('early: twelve months on the list, the penalty performed, no new one since; all that is missing at once', () => {
    expect(removalRefusals(entry, rules, good)).toEqual([]);
    expect(removalRefusals(entry, rules, { isPerformed: false, isClean: false, today: '2026-03-11' })).toEqual([
      { code: 'credit-removal-early', facts: { day: TODAY } },
      { code: 'credit-not-performed' },
      { code: 'credit-penalised-again' },
    ]);
  });
  test('never early where the rules know nothing of it, or before it was published', () => {
    const none = [{ code: 'credit-no-early-removal' }];
    expect(removalRefusals(entry, listingRulesOn('2018-01-01'), good)).toEqual(none);
    expect(removalRefusals({ publishedOn: null }, rules, good)).toEqual(none);
  });
  test('at its end, the day after the last', () => {
    expect(expiryRefusals({ endsOn: '2026-03-11' }, TODAY)).toEqual([]);
    expect(expiryRefusals({ endsOn: TODAY }, TODAY)).toEqual([{ code: 'credit-not-expired', facts: { day: TODAY } }]);
    expect(expiryRefusals({ endsOn: null }, TODAY)).toEqual([{ code: 'credit-not-expired', facts: { day: '' } }]);
  });
});

describe('联合惩戒', () => {
  test('is answered once, and lifted when that is due', () => {
    const states = Object.keys(MEASURE_STATES) as MeasureState[];
    const deeds = Object.keys(MEASURE_MOVES) as (keyof typeof MEASURE_MOVES)[];
    const lines = deeds.map((deed) => [
      deed,
      states.filter((state) => measureRefusals(deed, state).length === 0),
      MEASURE_MOVES[deed].to,
    ]);
    expect(lines).toEqual([
      ['credit.acknowledge-measure', ['requested'], ['acknowledged', 'declined']],
      ['credit.lift-measure', ['to-lift'], ['lifted']],
    ]);
    expect(measureRefusals('credit.lift-measure', 'lifted')).toEqual([
      { code: 'credit-state', facts: { state: '已解除', allowed: ['待解除'] } },
    ]);
    expect(measureRefusals('credit.lift-measure', undefined)).toEqual([{ code: 'credit-measure-not-found' }]);
  });
});
