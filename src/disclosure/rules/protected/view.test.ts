/** A text as a reader takes it, what was hidden in it before, and places that overlap. */
import { describe, expect, test } from 'vitest';
import type { ProtectedKind } from '../../types/protected.ts';
import { separated } from './detect.ts';
import { marked, unmarked } from './marked.testing.ts';

describe('a text however it is written', () => {
  test.each([
    '电话[[１３９００００１１１１]]',
    '电话[[一三九零零零零一一一一]]',
    '电话[[壹叁玖〇〇〇〇壹壹壹壹]]',
    '电话[[幺三九 零零零零 幺幺幺幺]]',
    '电话[[一三九两两○○一一一一]]',
    '电话[[1三9零000一111]]',
    '电话[[139\u200b0000\u20601111]]',
    '电话[[022—2739‐1234]]',
    '法人[[王\u00ad建国]]到场',
    '二〇二六年三月二日',
    '𠮷：电话[[13900001111]]，𠮷',
    '编号20260105一处',
  ])('%s', (line) => {
    expect(marked(unmarked(line)).text).toBe(line);
  });

  test('what was hidden before is left alone, and nothing is found across it', () => {
    const copy = '电话【电话号码已隐去】27391234，负责人【个人姓名已隐去】王建国';
    expect(marked(copy).text).toBe(copy);
    expect(marked('【举报人信息已隐去】').kinds).toEqual([]);
    const line = '【个人姓名已隐去】电话[[13900001111]]';
    expect(marked(unmarked(line)).text).toBe(line);
  });
});

describe('places that overlap', () => {
  const span = (kind: ProtectedKind, from: number, to: number) => ({ kind, from, to });
  test('become one, of the kind that comes first; those that only touch stay two', () => {
    const [name, phone] = [span('person', 0, 4), span('phone', 3, 9)];
    expect(separated([phone, name])).toEqual([span('phone', 0, 9)]);
    expect(separated([span('phone', 0, 9), span('person', 2, 4)])).toEqual([span('phone', 0, 9)]);
    expect(separated([span('person', 0, 9), span('phone', 0, 4)])).toEqual([span('phone', 0, 9)]);
    expect(separated([span('person', 4, 6), span('phone', 0, 4)])).toEqual([span('phone', 0, 4), span('person', 4, 6)]);
    expect(separated([])).toEqual([]);
  });
});
