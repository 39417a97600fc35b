import { describe, expect, test } from 'vitest';
import { isFound, searchForms, searchNeedles } from './search-text.ts';

describe('a firm is found', () => {
  const forms = searchForms('天津市西青区长乐金属制品有限公司', { words: ['91120111MA0XQ00174'] });

  test.each([
    ['by its whole pinyin', 'tianjinshixiqingqu'],
    ['by the initials of its whole name', 'tjsxqqclj'],
    ['by the initials of what people call it', 'cljszp'],
    ['however the reader reads 长 and 乐', 'zyjszp'],
    ['by characters, in any width', '金属制品'],
    ['by part of its code', 'xq0017'],
    ['by several words in any order', '有限 西青'],
  ])('%s', (_how, typed) => {
    expect(isFound(typed, forms)).toBe(true);
  });

  test('not by a word that is missing, though the other is there', () => {
    expect(isFound('西青 化工', forms)).toBe(false);
  });

  test('with initials that begin where people begin', () => {
    expect(forms.split('|')).toContain('cljszp');
  });
});

test('what people call a firm has neither place nor legal form, but never nothing', () => {
  const initials = (name: string): string[] => searchForms(name).split('|').slice(1, -1);
  expect(initials('天津瑞恒化工股份有限公司')).toEqual(['tjrhhggfyxgs', 'rhhg']);
  expect(initials('西青区瑞恒加油站（个体工商户）')).toContain('rhjyz');
  expect(initials('中心')).toEqual(['zx']);
});

test('a person is read by the surname', () => {
  expect(searchForms('单春华', { isPerson: true })).toMatch(/^shanchunhua\|sch\|/);
});

test('rare characters and other scripts stay as they are', () => {
  expect(isFound('a1', searchForms('𬭎㛃A1新材料'))).toBe(true);
  expect(isFound('㛃', searchForms('𬭎㛃A1新材料'))).toBe(true);
});

test('what is typed is cut at white space of any width', () => {
  expect(searchNeedles(' 天津　Steel  ü ')).toEqual(['天津', 'steel', 'v']);
  expect(searchNeedles('　 ')).toEqual([]);
});
