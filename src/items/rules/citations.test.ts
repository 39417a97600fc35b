import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chineseNumber, formatCitations, parseChineseNumber, parseCitations } from './citations.ts';

describe('article numbers', () => {
  test.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [97, '九十七'],
    [100, '一百'],
    [101, '一百零一'],
    [110, '一百一十'],
    [1260, '一千二百六十'],
  ])('%i is written %s', (value, text) => {
    expect(chineseNumber(value)).toBe(text);
  });

  test('every number up to 9999 is read back as written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (value) => parseChineseNumber(chineseNumber(value)) === value),
    );
  });
});

describe('citations', () => {
  test.each([
    ['《中华人民共和国安全生产法》第三十六条第一款', [['安全生产法', 36, '第一款']]],
    ['安全生产法第97条第(三)项', [['安全生产法', 97, '（三）']]],
    ['安全生产法36条', [['安全生产法', 36, undefined]]],
    [
      '安全生产法第四条、第21条（一）；22',
      [
        ['安全生产法', 4, undefined],
        ['安全生产法', 21, '（一）'],
        ['安全生产法', 22, undefined],
      ],
    ],
    ['安全生产法第九十七条第（三）项、第（四）项', [['安全生产法', 97, '（三）（四）']]],
    [
      '危险化学品安全管理条例第三十三条\n安全生产法第三十九条',
      [
        ['危险化学品安全管理条例', 33, undefined],
        ['安全生产法', 39, undefined],
      ],
    ],
  ] as const)('%s is read', (text, expected) => {
    const { bases, unread } = parseCitations(text, 'duty');
    expect(unread).toEqual([]);
    expect(bases.map(({ instrument, article, part }) => [instrument, article, part])).toEqual(expected);
  });

  test.each([
    '第36条',
    '安全生产法',
    '十四五规划',
    '安全生产法第三十六条之一',
    '安全生产法第零条',
    '安全生产法第9999条',
    `${'某'.repeat(61)}第一条`,
    '安全生产法第97条等规定',
  ])('%s is not guessed at', (text) => {
    expect(parseCitations(text, 'duty')).toEqual({ bases: [], unread: [text] });
  });

  test('a part after an unreadable piece is not hung on an earlier article', () => {
    const { bases, unread } = parseCitations('安全生产法第四条、第五条之一、（二）', 'duty');
    expect(bases).toEqual([{ role: 'duty', instrument: '安全生产法', article: 4 }]);
    expect(unread).toEqual(['第五条之一', '（二）']);
  });

  test('what is printed is read back the same', () => {
    const basis = fc.record({
      role: fc.constant('penalty' as const),
      instrument: fc.constantFrom('安全生产法', '烟花爆竹安全管理条例'),
      article: fc.integer({ min: 1, max: 1500 }),
      part: fc.constantFrom('（一）', '第一款', '第二款（三）'),
    });
    fc.assert(
      fc.property(fc.array(basis), (bases) => {
        expect(parseCitations(formatCitations(bases, 'penalty'), 'penalty')).toEqual({ bases, unread: [] });
      }),
    );
  });
});
