import { describe, expect, test } from 'vitest';
import { isDateFormat, serialToText } from './dates.ts';
import { columnLetters, columnNumber } from './workbook.ts';

describe('serial numbers of days', () => {
  test.each([
    [1, '1900', '1900-01-01'],
    [59, '1900', '1900-02-28'],
    [60, '1900', undefined],
    [61, '1900', '1900-03-01'],
    [46027, '1900', '2026-01-05'],
    [44565, '1904', '2026-01-05'],
    [0, '1904', '1904-01-01'],
    [46027.5, '1900', '2026-01-05 12:00:00'],
    [46027.999999, '1900', '2026-01-06'],
    [0.75, '1900', '18:00:00'],
    [-1, '1900', undefined],
    [2_958_465, '1900', '9999-12-31'],
    [3_000_000, '1900', undefined],
  ] as const)('%d in the %s system is %s', (serial, system, text) => {
    expect(serialToText(serial, system)).toBe(text);
  });
  test('only formats that show days or times make a number a date', () => {
    expect(
      ['yyyy-mm-dd', 'm/d', 'h:mm AM/PM', '[h]:mm', '[$-804]yyyy年m月d日', 'mmm-yy', 'd"日"'].filter(
        (code) => !isDateFormat(176, code),
      ),
    ).toEqual([]);
    expect(
      [
        'General',
        '0.00',
        '@',
        '#,##0_);[Red](#,##0)',
        '0" 天 days"',
        '0.00E+00',
        'G/通用格式',
        '¥#,##0',
        '\\d0',
      ].filter((code) => isDateFormat(176, code)),
    ).toEqual([]);
  });
  test('columns are counted as Excel counts them', () => {
    expect([1, 26, 27, 52, 702, 703, 16_384].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA', 'XFD']);
    expect(['A', 'Z', 'AA', 'XFD'].map(columnNumber)).toEqual([1, 26, 27, 16_384]);
  });
});
