import { describe, expect, test } from 'vitest';
import type { DuplicateEntry } from '../types/duplicates.ts';
import { findDuplicatePairs, groupsOf, keptNames, mergeRefusals, pairKey, withFormerName } from './duplicates.ts';

const NOTHING: ReadonlySet<string> = new Set();

function entry(enterpriseId: string, name: string, more: Partial<DuplicateEntry> = {}): DuplicateEntry {
  return {
    enterpriseId,
    name,
    creditCode: `91120111${enterpriseId.toUpperCase().padStart(9, 'X')}0`,
    formerNames: [],
    productionAddress: null,
    legalRepresentative: null,
    ...more,
  };
}

const FIRM = entry('a', '天津市西青区瑞恒（示例）金属制品有限公司');

describe('records that may mean one enterprise', () => {
  test('the same firm five times, with a space, in full width, by its former name and as a branch, is one group with its reasons', () => {
    const five = [
      FIRM,
      entry('b', '天津市西青区 瑞恒(示例)　金属制品有限公司'),
      entry('c', '天津市西青区瑞恒〔示例〕金属制品有限公司'),
      entry('d', '天津华北新瑞金属有限公司', { formerNames: ['天津市西青区瑞恒（示例）金属制品有限公司'] }),
      entry('e', '天津市西青区瑞恒（示例）金属制品有限公司第二分公司'),
      entry('f', '天津市西青区津宇塑料制品厂'),
    ];
    const pairs = findDuplicatePairs(five, NOTHING);
    const groups = groupsOf(pairs);
    expect(groups).toHaveLength(1);
    const members = new Set(groups[0]?.flatMap(({ first, second }) => [first, second]));
    expect([...members].toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
    const reasonsOf = (a: string, b: string): readonly string[] =>
      pairs.find(({ first, second }) => pairKey(first, second) === pairKey(a, b))?.reasons ?? [];
    expect(reasonsOf('a', 'b')).toContain('same-name');
    expect(reasonsOf('a', 'c')).toContain('same-name');
    expect(reasonsOf('a', 'd')).toEqual(['former-name']);
    expect(reasonsOf('a', 'e')).toEqual(['branch']);
  });

  test.each([
    ['ＡＢＣ金属（天津）有限公司', 'abc金属(天津)有限公司', 'same-name'],
    ['天津市瑞恒金属制品有限公司', '天津市西青区瑞恒金属制品有限责任公司', 'same-core'],
    ['瑞恒商贸有限公司中北门店', '瑞恒商贸有限公司', 'branch'],
    ['瑞恒商贸有限公司中北门店', '瑞恒商贸有限公司杨柳青门店', 'branch'],
  ])('%s and %s', (left, right, reason) => {
    expect(findDuplicatePairs([entry('a', left), entry('b', right)], NOTHING)).toMatchObject([
      { first: 'a', second: 'b', reasons: expect.arrayContaining([reason]) },
    ]);
  });

  test('an office is the same under two credit codes, and one address with one representative is one place', () => {
    const [a, b] = [entry('a', '甲食品厂'), entry('b', '乙包装厂')];
    const organisation = { creditCode: `92120112${a.creditCode.slice(8, 17)}3` };
    expect(findDuplicatePairs([a, { ...b, ...organisation }], NOTHING)).toMatchObject([
      { reasons: ['same-organisation'] },
    ]);
    const place = { productionAddress: '西青道 1号', legalRepresentative: '某甲' };
    const written = { productionAddress: '西青道1号', legalRepresentative: '某甲' };
    expect(
      findDuplicatePairs(
        [
          { ...a, ...place },
          { ...b, ...written },
        ],
        NOTHING,
      ),
    ).toMatchObject([{ reasons: ['same-place'] }]);
  });

  test.each([
    ['天津市西青区瑞恒金属制品有限公司', '天津市西青区瑞恒塑料制品有限公司'],
    ['天津市西青区第一超市', '天津市西青区第二超市'],
    ['天津市加油站', '西青区加油站'],
  ])('%s and %s are two', (left, right) => {
    expect(findDuplicatePairs([entry('a', left), entry('b', right)], NOTHING)).toEqual([]);
  });

  test('declared to be two, they are not asked about again', () => {
    const pair = [FIRM, entry('b', FIRM.name)];
    expect(findDuplicatePairs(pair, new Set([pairKey('b', 'a')]))).toEqual([]);
  });

  test('a thousand with one name are one group, not half a million pairs', () => {
    const many = Array.from({ length: 1_000 }, (_, n) => entry(`n${n}`, FIRM.name));
    const pairs = findDuplicatePairs(many, NOTHING);
    expect(pairs).toHaveLength(999);
    expect(groupsOf(pairs)).toHaveLength(1);
  });

  test('groups that a later pair ties together become one', () => {
    const reasons: ['same-name'] = ['same-name'];
    const pairs = [
      { first: 'a', second: 'b', reasons },
      { first: 'c', second: 'd', reasons },
      { first: 'b', second: 'd', reasons },
      { first: 'x', second: 'y', reasons },
    ];
    expect(groupsOf(pairs).map((group) => group.length)).toEqual([3, 1]);
  });
});

describe('names a record keeps', () => {
  test('a new name keeps the old one, a space more does not', () => {
    expect(withFormerName('甲厂', { name: '乙厂', formerNames: [] })).toEqual({ name: '乙厂', formerNames: ['甲厂'] });
    expect(withFormerName('甲厂', { name: '甲 厂', formerNames: [] })).toEqual({ name: '甲 厂', formerNames: [] });
    expect(withFormerName(undefined, { name: '乙厂', formerNames: [] })).toEqual({ name: '乙厂', formerNames: [] });
  });

  test('each once, its own not among them, the oldest go', () => {
    expect(keptNames('丙', ['甲', '乙'], ['甲', '丙', '丁'])).toEqual(['甲', '乙', '丁']);
    const eleven = Array.from({ length: 11 }, (_, n) => `名${n}`);
    expect(keptNames('丙', eleven, [])).toEqual(eleven.slice(1));
  });
});

describe('a merge is refused', () => {
  const a = { recordId: 'a', name: '甲', seen: 1, version: 1 };
  test.each([
    [a, [a], ['merge-with-itself']],
    [a, [{ recordId: 'b', name: '', seen: 1, version: null }], ['record-not-found']],
    [{ ...a, version: 2 }, [{ recordId: 'b', name: '乙', seen: 1, version: 3 }], ['merge-record-changed']],
    [a, [{ recordId: 'b', name: '乙', seen: 1, version: 1 }], []],
  ])('%#', (survivor, merged, codes) => {
    expect(mergeRefusals(survivor, merged, []).map(({ code }) => code)).toEqual(codes);
  });
});
