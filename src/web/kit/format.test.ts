import { describe, expect, test } from 'vitest';
import { fileSize, hashGroups, sentenceDate, sentenceTime, tableDate, tableTime } from './format.ts';

describe('dates as people here read them', () => {
  test('a day stays the same day whatever the time zone of the computer', () => {
    expect(sentenceDate('2026-01-05')).toBe('2026年1月5日');
    expect(tableDate('2026-01-05')).toBe('2026-01-05');
  });

  test('an instant late in the UTC evening is the next day at the bureau', () => {
    expect(tableTime('2026-01-05T16:30:00Z')).toBe('2026-01-06 00:30');
    expect(sentenceTime('2026-12-31T16:00:00.000Z')).toBe('2027年1月1日 00:00');
  });

  test('the date header of an HTTP answer is an instant too', () => {
    expect(sentenceTime('Mon, 05 Jan 2026 06:02:59 GMT')).toBe('2026年1月5日 14:02');
  });

  test('what is no date is a bug and throws', () => {
    expect(() => sentenceDate('明天')).toThrow(RangeError);
  });
});

describe('hashes in four groups', () => {
  test('a SHA-256 is four groups of sixteen that join to the whole', () => {
    const hash = 'a3f1'.repeat(16);
    expect(hashGroups(hash).map((group) => group.length)).toEqual([16, 16, 16, 16]);
    expect(hashGroups(hash).join('')).toBe(hash);
  });

  test('a short or empty hash loses nothing', () => {
    expect(hashGroups('abcdef').join('')).toBe('abcdef');
    expect(hashGroups('')).toEqual([]);
  });
});

test('file sizes', () => {
  expect([0, 1023, 1024, 1_048_575, 1_572_864].map(fileSize)).toEqual(['0 B', '1023 B', '1 KB', '1024 KB', '1.5 MB']);
});
