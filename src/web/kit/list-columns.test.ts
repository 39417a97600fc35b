import { describe, expect, test } from 'vitest';
import { arrangedColumns, columnChoices, moveChoice } from './list-columns.ts';

const COLUMNS = [
  { key: 'name', title: '名称' },
  { key: 'key', title: '代码' },
  { key: 'status', title: '状态' },
  { key: 'revenue', title: '营业收入', isSpare: true },
];
const keys = (saved: readonly string[]): string[] => arrangedColumns(COLUMNS, saved).map(({ key }) => key);

describe('the columns of a list', () => {
  test('are its own until somebody arranges them', () => {
    expect(keys([])).toEqual(['name', 'key', 'status']);
  });

  test('stand as arranged, the way to the record always first', () => {
    expect(keys(['revenue', 'key'])).toEqual(['name', 'revenue', 'key']);
    expect(keys(['status', 'name'])).toEqual(['name', 'status']);
  });

  test('do without those that are no more', () => {
    expect(keys(['gone', 'status'])).toEqual(['name', 'status']);
  });

  test('are offered shown ones first and moved one place at a time', () => {
    const choices = columnChoices(COLUMNS, arrangedColumns(COLUMNS, ['status']));
    expect(choices.map(({ key, isShown }) => [key, isShown])).toEqual([
      ['status', true],
      ['key', false],
      ['revenue', false],
    ]);
    expect(moveChoice(choices, 0, 1).map(({ key }) => key)).toEqual(['key', 'status', 'revenue']);
    expect(moveChoice(choices, 0, -1)).toEqual(choices);
    expect(moveChoice(choices, 2, 1)).toEqual(choices);
  });
});
