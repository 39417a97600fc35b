import fc from 'fast-check';
import { NATIONAL_CALENDAR } from '../core/calendar/national.ts';
import { describe, expect, test } from 'vitest';
import { demoCreditCode } from '../../demo/codes.ts';
import { CANARIES } from './sample.testing.ts';
import { discloseBy, stepRefusals, withdrawBy, type DisclosureDeed } from './rules.ts';
import { protectedHits } from './rules/copy.ts';
import { inClass, proposedClass, repairRefusals } from './rules/publicity.ts';
import { NOTHING_KNOWN } from './types/protected.ts';
import { DISCLOSURE_STATES, type DisclosureState } from './types.ts';

const kindsIn = (text: string, persons: readonly string[] = []): string[] =>
  protectedHits([{ at: 'findings.1.text', text }], { persons, creditCodes: [] }).map(({ kind }) => kind);

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const digits = (length: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
/** Every identity number of a person born on one of the days of 1950–2009 that every month has. */
const idNumbers = fc
  .tuple(
    fc.integer({ min: 110000, max: 659999 }),
    fc.integer({ min: 1950, max: 2009 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    digits(3),
  )
  .map(([place, year, month, day, order]) => {
    const body = `${place}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${order}`;
    const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body[i]), 0);
    return `${body}${'10X98765432'.charAt(sum % 11)}`;
  });
const cards = digits(18).map((body) => {
  const sum = Array.from(`6${body.slice(1)}`, Number)
    .toReversed()
    .reduce((total, digit, i) => {
      const value = digit * (i % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `6${body.slice(1)}${(10 - (sum % 10)) % 10}`;
});
const mobiles = fc.tuple(fc.integer({ min: 3, max: 9 }), digits(9)).map(([second, rest]) => `1${second}${rest}`);

describe('what must not be public', () => {
  test('any identity number is found, whatever stands around it', () => {
    fc.assert(
      fc.property(
        idNumbers,
        fc.constantFrom('', '证号', 'ID', '(', 'No.', '（'),
        fc.constantFrom('', '，', '号', ')', '。'),
        (id, before, after) => {
          expect(kindsIn(`${before}${id}${after}`)).toContain('id-number');
          expect(kindsIn(`${before}${id.toLowerCase()}${after}`)).toContain('id-number');
          expect(kindsIn(`${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`)).toContain('id-number');
        },
      ),
    );
  });

  test('any mobile number is found, with and without country code and gaps', () => {
    fc.assert(
      fc.property(mobiles, (mobile) => {
        const grouped = `${mobile.slice(0, 3)} ${mobile.slice(3, 7)} ${mobile.slice(7)}`;
        for (const text of [mobile, `联系人${mobile}。`, grouped, `+86${mobile}`, `+86 ${mobile}`, `0086-${mobile}`])
          expect(kindsIn(text)).toContain('phone');
      }),
    );
  });

  test('any bank card number is found, also as people group it', () => {
    fc.assert(
      fc.property(cards, (card) => {
        expect(kindsIn(`卡号${card}`)).toContain('bank-card');
        expect(kindsIn(card.replaceAll(/(\d{4})(?=\d)/g, '$1 '))).toContain('bank-card');
      }),
    );
  });

  test.each([
    ['022-27391234', 'phone'],
    ['(022)27391234', 'phone'],
    ['０２２－２７３９１２３４', 'phone'],
    ['１３９００００１１１１', 'phone'],
    ['津A12345', 'plate'],
    ['津A·D12345', 'plate'],
    ['津a12345', 'plate'],
    ['津A1234警', 'plate'],
  ])('%s is found as %s', (text, kind) => {
    expect(kindsIn(`现场有${text}一处`)).toContain(kind);
  });

  test('a name of the visit is found, also written apart or in full-width', () => {
    expect(kindsIn(`安全员${CANARIES.safetyManager}未在岗`, [CANARIES.safetyManager])).toEqual(['person']);
    expect(kindsIn('安全员金 丝 雀未在岗', ['金丝雀'])).toEqual(['person']);
    expect(kindsIn('Ａｎｎａ未在岗', ['Anna'])).toEqual(['person']);
  });

  test('every value is told once, with its place', () => {
    const text = `${CANARIES.idNumber}与${CANARIES.phone}`;
    expect(protectedHits([{ at: 'reason', text }], NOTHING_KNOWN)).toEqual([
      { kind: 'id-number', at: 'reason', found: CANARIES.idNumber },
      { kind: 'phone', at: 'reason', found: CANARIES.phone },
    ]);
  });
});

describe('what may be public', () => {
  test('credit codes pass, also one that is all digits', () => {
    expect(kindsIn('914403001922038216')).toEqual([]);
    expect(kindsIn('统一社会信用代码914403001922038216的企业')).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (n) => {
        expect(kindsIn(`企业${demoCreditCode(n)}`)).toEqual([]);
      }),
    );
  });

  test.each([
    '配电箱（编号 20260105-0013）未锁闭',
    '2026年1月5日10时检查，灭火器压力不足 3 具',
    '气瓶间与明火距离 8.5 米，不足 10 米',
    '设备出厂编号 1234567890',
    '依据 GB 50016-2014 第 8.1.2 条',
    '未见 2025 年度培训记录，应于 2026-03-01 前补齐',
  ])('%s', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  test('a wrong check character makes no identity number', () => {
    expect(kindsIn('120111199003071237')).not.toContain('id-number');
  });
});

describe('who may do what when', () => {
  const states = Object.keys(DISCLOSURE_STATES) as DisclosureState[];
  const deeds = [
    'disclosure.redact',
    'disclosure.confirm',
    'disclosure.approve',
    'disclosure.return',
    'disclosure.publish',
    'disclosure.correct',
    'disclosure.withdraw',
    'disclosure.repair',
  ] as const satisfies readonly DisclosureDeed[];

  test('every deed has its states and no other', () => {
    const nobody = { confirmedBy: null, approvedBy: null };
    const allowed = Object.fromEntries(
      deeds.map((deed) => [deed, states.filter((state) => stepRefusals(deed, state, nobody, 'x').length === 0)]),
    );
    expect(allowed).toEqual({
      'disclosure.redact': ['drafted'],
      'disclosure.confirm': ['drafted'],
      'disclosure.approve': ['confirmed'],
      'disclosure.return': ['confirmed', 'approved'],
      'disclosure.publish': ['approved'],
      'disclosure.correct': ['published'],
      'disclosure.withdraw': ['published'],
      'disclosure.repair': ['published'],
    });
  });

  test('one person never does two of the three', () => {
    expect(stepRefusals('disclosure.approve', 'confirmed', { confirmedBy: 'x', approvedBy: null }, 'x')).toEqual([
      { code: 'disclosure-own-draft' },
    ]);
    expect(stepRefusals('disclosure.publish', 'approved', { confirmedBy: 'x', approvedBy: 'y' }, 'x')).toEqual([
      { code: 'disclosure-own-draft' },
    ]);
    expect(stepRefusals('disclosure.publish', 'approved', { confirmedBy: 'x', approvedBy: 'y' }, 'y')).toEqual([
      { code: 'disclosure-own-draft' },
    ]);
    expect(stepRefusals('disclosure.publish', 'approved', { confirmedBy: 'x', approvedBy: 'y' }, 'z')).toEqual([]);
  });

  test('wrong state and own draft are told together', () => {
    expect(
      stepRefusals('disclosure.approve', 'published', { confirmedBy: 'x', approvedBy: 'y' }, 'x').map(
        ({ code }) => code,
      ),
    ).toEqual(['disclosure-state', 'disclosure-own-draft']);
  });

  test('results are due on the 20th workday; the spring festival of 2026 does not count, the Saturdays worked for it do', () => {
    expect(discloseBy('2026-03-02', NATIONAL_CALENDAR)).toBe('2026-03-30');
    expect(discloseBy('2026-02-13', NATIONAL_CALENDAR)).toBe('2026-03-19');
  });

  test('decisions are due on the 7th workday, and gone on the 3rd after they were revoked', () => {
    expect(discloseBy('2026-03-02', NATIONAL_CALENDAR, 'penalty')).toBe('2026-03-11');
    // 2 and 3 October are holidays, the Saturday worked for them counts.
    expect(discloseBy('2025-09-28', NATIONAL_CALENDAR, 'penalty')).toBe('2025-10-14');
    expect(withdrawBy('2026-03-02', NATIONAL_CALENDAR)).toBe('2026-03-05');
  });
});

describe('公示类别', () => {
  test.each([
    ['simple', ['fine'], 'minor'],
    ['general', ['warning'], 'minor'],
    ['general', ['fine', 'warning'], 'general'],
    ['general', ['fine', 'revoke'], 'serious'],
    ['simple', ['profession'], 'serious'],
  ] as const)('%s with %j is proposed as %s', (procedure, kinds, level) => {
    expect(proposedClass(procedure, kinds)).toBe(level);
  });

  test('a repair is refused before the least period is over, and of a result that has none', () => {
    const decided = {
      bureau: '局',
      party: 'unit' as const,
      enterprise: { name: '企业', creditCode: '91120111MA0XQ00174' },
      number: '（津西青）应急罚〔2026〕1号',
      decidedOn: '2026-04-10',
      cause: '案由',
      facts: ['事实'],
      violates: '',
      basis: '',
      items: [],
    };
    const penalty = inClass(decided, 'general');
    expect(penalty).toMatchObject({ repairFrom: '2026-07-10', publicUntil: '2027-04-09' });
    expect(repairRefusals(penalty, '2026-07-09').map(({ code }) => code)).toEqual(['disclosure-repair-early']);
    expect(repairRefusals(penalty, '2026-07-10')).toEqual([]);
    expect(repairRefusals(undefined, '2026-07-10').map(({ code }) => code)).toEqual(['disclosure-repair-penalty-only']);
    expect(inClass({ ...decided, decidedOn: '2019-01-01' }, 'serious')).toMatchObject({ publicUntil: null, rules: '' });
  });
});
