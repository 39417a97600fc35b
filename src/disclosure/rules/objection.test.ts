/** 异议, 曝光 and the enterprise's own words: by when, by whom, in which state (docs/adr/0064, domain §21.9). */
import { describe, expect, test } from 'vitest';
import { NATIONAL_CALENDAR as calendar } from '../../core/calendar/national.ts';
import { EXPOSURE_STATES, WORDS_STATES, type ExposureState, type WordsState } from '../types/exposure.ts';
import type { ObjectionOutcome, ObjectionState } from '../types/objection.ts';
import { publishListingBy, stepRefusals } from '../rules.ts';
import { EXPOSURE_MOVES, exposureStepRefusals, wordsRefusals } from './exposure.ts';
import {
  answerBy,
  decideRefusals,
  objectionDaysRefusals,
  objectionTerm,
  objectRefusals,
  type AllHands,
  type Standing,
} from './objection.ts';
import { inClass, overRefusals, proposedClass, repairRefusals } from './publicity.ts';

const TODAY = '2026-03-12';
const published: Standing = { state: 'published', publicUntil: null, today: TODAY };
const codes = (refusals: readonly { readonly code: string }[]): string[] => refusals.map(({ code }) => code);

describe('答复期限', () => {
  const basis = '政府信息公开条例第三十三条、第四十一条';
  test('what the bureau set, never more than the law of the day; without a setting the law’s', () => {
    expect(objectionTerm(undefined, TODAY)).toEqual({ version: 0, workdays: 20, most: 20, basis });
    expect(objectionTerm({ version: 3, workdays: 10 }, TODAY)).toEqual({ version: 3, workdays: 10, most: 20, basis });
    expect(objectionTerm({ version: 3, workdays: 20 }, '2019-05-14').workdays).toBe(15);
    expect(() => objectionTerm(undefined, '2008-04-30')).toThrow(RangeError);
  });
  test('in workdays from the day it was received', () => {
    expect(answerBy('2026-02-13', 5, calendar)).toBe('2026-02-27');
  });
  test('is set no longer than the law', () => {
    expect(objectionDaysRefusals(20, TODAY)).toEqual([]);
    expect(objectionDaysRefusals(21, TODAY)).toEqual([
      { code: 'objection-days-beyond', at: 'workdays', facts: { most: 20, basis } },
    ]);
  });
});

describe('an objection', () => {
  const gone = [{ code: 'objection-entry-not-public' }];
  test('is taken while anybody can read the entry', () => {
    expect(objectRefusals(published, 'public', 0)).toEqual([]);
    expect(objectRefusals({ ...published, publicUntil: TODAY }, 'public', 0)).toEqual([]);
    expect(objectRefusals({ ...published, publicUntil: '2026-03-11' }, 'public', 0)).toEqual(gone);
    expect(objectRefusals({ ...published, state: 'withdrawn' }, 'public', 0)).toEqual(gone);
  });
  test('of the enterprise waits for its answer before the next; of the public there are twenty at a time', () => {
    expect(objectRefusals(published, 'enterprise', 0)).toEqual([]);
    expect(objectRefusals(published, 'enterprise', 1)).toEqual([{ code: 'objection-waiting' }]);
    expect(objectRefusals(published, 'public', 19)).toEqual([]);
    expect(objectRefusals(published, 'public', 20)).toEqual([{ code: 'objection-too-many', facts: { open: 20 } }]);
    expect(codes(objectRefusals(published, 'enterprise', 20))).toEqual(['objection-waiting']);
  });

  const hands: AllHands = { confirmedBy: 'c', approvedBy: 'a', redactedBy: 'r', publishedBy: 'p', isHandler: false };
  const decide = (
    who: string,
    {
      state = 'open',
      outcome = 'upheld',
      standing = published,
      isHandler = false,
    }: {
      state?: ObjectionState;
      outcome?: ObjectionOutcome;
      standing?: Standing;
      isHandler?: boolean;
    } = {},
  ): unknown[] => decideRefusals(state, outcome, standing, { ...hands, isHandler }, who);

  test('is answered by somebody who had no hand in the entry, nor handles its visit or case', () => {
    expect(decide('x')).toEqual([]);
    for (const who of ['c', 'a', 'r', 'p']) expect(decide(who), who).toEqual([{ code: 'objection-own-entry' }]);
    expect(decide('x', { isHandler: true })).toEqual([{ code: 'objection-own-entry' }]);
  });
  test('is answered once', () => {
    expect(decide('x', { state: 'corrected' })).toEqual([{ code: 'objection-answered', facts: { outcome: '更正' } }]);
  });
  test('upholds or corrects what is still public; what is not can only be withdrawn', () => {
    const standing: Standing = { ...published, state: 'withdrawn' };
    for (const outcome of ['upheld', 'corrected'] as const)
      expect(decide('x', { outcome, standing })).toEqual([
        { code: 'objection-entry-gone', facts: { state: '已撤回' } },
      ]);
    expect(decide('x', { outcome: 'withdrawn', standing })).toEqual([]);
    expect(decide('x', { standing: { ...published, publicUntil: '2026-03-11' } })).toMatchObject([
      { code: 'objection-entry-gone' },
    ]);
  });
});

describe('曝光', () => {
  const hands = { proposedBy: 'p', decidedBy: 'd' };
  test('is published by somebody who neither proposed nor decided it, and taken down by anybody who may', () => {
    const states = Object.keys(EXPOSURE_STATES) as ExposureState[];
    const deeds = Object.keys(EXPOSURE_MOVES) as (keyof typeof EXPOSURE_MOVES)[];
    const allowed = deeds.map((deed) => [
      deed,
      states.filter((state) => exposureStepRefusals(deed, state, hands, 'x').length === 0),
      EXPOSURE_MOVES[deed].to,
    ]);
    expect(allowed).toEqual([
      ['disclosure.publish-exposure', ['drafted'], 'published'],
      ['disclosure.withdraw-exposure', ['published'], 'withdrawn'],
    ]);
    for (const who of ['p', 'd']) {
      expect(exposureStepRefusals('disclosure.publish-exposure', 'drafted', hands, who)).toEqual([
        { code: 'disclosure-own-draft' },
      ]);
      expect(exposureStepRefusals('disclosure.withdraw-exposure', 'published', hands, who)).toEqual([]);
    }
    expect(exposureStepRefusals('disclosure.withdraw-exposure', 'drafted', hands, 'x')).toEqual([
      { code: 'disclosure-state', facts: { state: EXPOSURE_STATES.drafted, allowed: [EXPOSURE_STATES.published] } },
    ]);
  });
  test('the enterprise’s own words are decided once', () => {
    const states = Object.keys(WORDS_STATES) as WordsState[];
    expect(states.filter((state) => wordsRefusals(state).length === 0)).toEqual(['waiting']);
    expect(wordsRefusals('published')).toEqual([
      { code: 'disclosure-state', facts: { state: WORDS_STATES.published, allowed: [WORDS_STATES.waiting] } },
    ]);
  });
});

describe('an entry', () => {
  test('out of its turn says where it stands and where it may be done', () => {
    expect(stepRefusals('disclosure.return', 'published', { confirmedBy: 'a', approvedBy: 'b' }, 'x')).toEqual([
      { code: 'disclosure-state', facts: { state: '已公示', allowed: ['待科室审', '待公开审查'] } },
    ]);
    // Who confirmed may correct and withdraw; who approved may confirm nothing else here.
    expect(stepRefusals('disclosure.withdraw', 'published', { confirmedBy: 'a', approvedBy: 'b' }, 'a')).toEqual([]);
    expect(stepRefusals('disclosure.approve', 'confirmed', { confirmedBy: 'a', approvedBy: 'b' }, 'b')).toEqual([]);
  });
  test('of the list is published on the third workday', () => {
    expect(publishListingBy('2026-03-12', calendar)).toBe('2026-03-17');
  });
});

describe('公示期', () => {
  const penalty = inClass(
    {
      bureau: '局',
      party: 'unit',
      enterprise: { name: '企业', creditCode: '91120111MA0XQ00174' },
      number: '1号',
      decidedOn: '2026-04-10',
      cause: '案由',
      facts: [],
      violates: '',
      basis: '',
      items: [],
    },
    'general',
  );
  test.each([
    [['criticism'], 'minor'],
    [['warning', 'criticism'], 'minor'],
    [['close', 'fine'], 'serious'],
    [['fine'], 'general'],
    [['warning', 'fine'], 'general'],
  ] as const)('%j by the general procedure is %s', (kinds, level) => {
    expect(proposedClass('general', kinds)).toBe(level);
  });
  test('what is over before its first day is not published any more', () => {
    expect(overRefusals({ publicUntil: TODAY }, TODAY)).toEqual([]);
    expect(overRefusals({ publicUntil: null }, TODAY)).toEqual([]);
    expect(overRefusals({ publicUntil: '2026-03-11' }, TODAY)).toEqual([
      { code: 'disclosure-term-over', facts: { until: '2026-03-11' } },
    ]);
  });
  test('修复 says from when; where no rules knew a term it may be asked for', () => {
    expect(penalty.rules).toBe('信用修复管理办法');
    expect(repairRefusals(penalty, '2026-07-09')).toEqual([
      { code: 'disclosure-repair-early', facts: { from: '2026-07-10' } },
    ]);
    expect(repairRefusals({ ...penalty, repairFrom: null }, '2026-07-09')).toEqual([]);
  });
});
