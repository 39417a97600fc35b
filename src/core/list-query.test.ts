import { expect, test } from 'vitest';
import { z } from 'zod';
import { listInput, pageOfRows } from './list-query.ts';

const ROWS = [
  { name: '中北', due: '2026-03-01', count: 10 },
  { name: '安康', due: null, count: 9 },
  { name: '重庆', due: '2026-01-01', count: 100 },
] as const;
const KEYS = {
  name: (row: (typeof ROWS)[number]) => row.name,
  due: (row: (typeof ROWS)[number]) => row.due,
  count: (row: (typeof ROWS)[number]) => row.count,
};
const names = (sort?: keyof typeof KEYS | `-${keyof typeof KEYS}`): string[] =>
  pageOfRows(ROWS, { sort, page: 1, size: 20 }, KEYS).rows.map(({ name }) => name);

test('a list is ordered by pinyin, by number, by day, and otherwise as it is', () => {
  expect(names()).toEqual(['中北', '安康', '重庆']);
  expect(names('name')).toEqual(['安康', '重庆', '中北']);
  expect(names('-count')).toEqual(['重庆', '中北', '安康']);
});

test('what has no day stands last, whichever way round', () => {
  expect(names('due').at(-1)).toBe('安康');
  expect(names('-due').at(-1)).toBe('安康');
});

test('a page holds its part, and the count is of all', () => {
  expect(pageOfRows(ROWS, { page: 2, size: 2 }, KEYS)).toEqual({ total: 3, rows: [ROWS[2]] });
});

test('an order nobody offers is refused', () => {
  const input = z.object(listInput(['name', 'due']));
  expect(input.safeParse({ sort: '-due' }).success).toBe(true);
  expect(input.safeParse({ sort: 'phone' }).success).toBe(false);
});
