import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCreditCode } from './credit-code.ts';
import { findSubdistrict, XIQING, XIQING_SUBDISTRICTS, XIQING_SUPERVISED } from './divisions.ts';
import { maskIdNumber, parseIdNumber } from './id-number.ts';
import { EIGHT_TRADES, industrySection, SECTOR_MAPPINGS, sectorOfIndustry, SECTORS } from './industries.ts';

describe('a unified social credit code', () => {
  test.each([
    '9144030071526726XG',
    '914403001922038216',
    '91330100716105852F',
    '91330100799655058B',
    '91110000802100433B',
    '91110108551385082Q',
    '91120111MA0XQ00174',
    '91120111MA0XQ0025Y',
    '91120111MA0XQ0033R',
    '91120111MA0XQ0041L',
    '91120111MA0XQ005XC',
    '111201110001234577',
  ])('%s is valid, both check characters', (creditCode) => {
    expect(parseCreditCode(creditCode)).toEqual({ ok: true, value: { creditCode, warnings: [] } });
  });
  test('with a wrong check character is refused with the right one', () => {
    expect(refusalOf(parseCreditCode('911100005923662400'))).toEqual({
      code: 'credit-code-check',
      facts: { expected: '7', last: '0' },
    });
  });
  test('has no I, O, S, V, Z', () => {
    expect(refusalOf(parseCreditCode('9I12O111MAOXQ00174'))).toEqual({
      code: 'credit-code-characters',
      facts: { characters: 'I、O' },
    });
  });
  test('of another length is refused with the length', () => {
    expect(refusalOf(parseCreditCode('120111000012345'))).toEqual({
      code: 'credit-code-length',
      facts: { length: 15 },
    });
    expect(refusalOf(parseCreditCode(''))).toMatchObject({ code: 'credit-code-length' });
  });
  test('is read in lower case, full width, with spaces and invisible characters', () => {
    for (const typed of [
      '91120111ma0xq0025y',
      '９１１２０１１１ＭＡ０ＸＱ００２５Ｙ',
      ' 91120111 MA0XQ0025Y\u3000',
      '\u200E91120111MA0XQ0025Y\uFEFF',
    ]) {
      expect(parseCreditCode(typed)).toMatchObject({ ok: true, value: { creditCode: '91120111MA0XQ0025Y' } });
    }
  });
  test('with a wrong organisation code is accepted with a warning', () => {
    // The organisation code 12345678 asks for 8; the outer check character is right.
    const parsed = parseCreditCode('911201111234567817');
    expect(parsed).toMatchObject({
      ok: true,
      value: { warnings: [{ code: 'credit-code-organisation', facts: { organisation: '123456781' } }] },
    });
  });
  test('loses its validity by any single wrong character', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 17 }),
        fc.constantFrom(...Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY')),
        (at, character) => {
          const code = '91120111MA0XQ00174';
          fc.pre(code[at] !== character);
          expect(parseCreditCode(code.slice(0, at) + character + code.slice(at + 1)).ok).toBe(false);
        },
      ),
    );
  });
});

describe('an identity number', () => {
  test.each([
    ['11010519491231002X', '1949-12-31', 'female'],
    ['440524188001010014', '1880-01-01', 'male'],
    ['120111199003070016', '1990-03-07', 'male'],
    ['12011119851120002X', '1985-11-20', 'female'],
    ['120111197802031014', '1978-02-03', 'male'],
  ] as const)('%s is valid: born %s, %s', (idNumber, bornOn, sex) => {
    expect(parseIdNumber(idNumber)).toEqual({ ok: true, value: { idNumber, bornOn, sex } });
  });
  test('may end in a small or full-width x', () => {
    expect(parseIdNumber('１１０１０５１９４９１２３１００２ｘ')).toMatchObject({
      ok: true,
      value: { idNumber: '11010519491231002X' },
    });
  });
  test('is refused for its form, its birthday or its check character, and never told the right character', () => {
    expect(refusalOf(parseIdNumber('110105491231002'))).toEqual({ code: 'id-number-form', facts: { length: 15 } });
    expect(refusalOf(parseIdNumber('120111199002300016'))).toEqual({
      code: 'id-number-birthday',
      facts: { birthday: '1990-02-30' },
    });
    expect(refusalOf(parseIdNumber('120111199003070017'))).toEqual({ code: 'id-number-check' });
  });
  test('is shown without the birthday', () => {
    expect(maskIdNumber('120111199003070016')).toBe('120111********0016');
    expect(maskIdNumber('13800138000')).toBe('******************');
  });
});

describe('the divisions of 西青区', () => {
  test('are fifteen, all within the district, thirteen of them supervised', () => {
    expect(new Set(XIQING_SUBDISTRICTS.map(({ code }) => code)).size).toBe(15);
    expect(XIQING_SUBDISTRICTS.every(({ code }) => /^\d{9}$/.test(code) && code.startsWith(XIQING))).toBe(true);
    expect(XIQING_SUPERVISED.map(({ name }) => name)).toHaveLength(13);
    expect(XIQING_SUPERVISED.filter(({ kind }) => kind === 'zone').map(({ name }) => name)).toEqual(['西青区开发区']);
  });
  test('are found by code, name or short name, in any width', () => {
    expect(findSubdistrict('１２０１１１１００')?.name).toBe('中北镇');
    expect(findSubdistrict(' 李七庄 ')?.code).toBe('120111002');
    expect(findSubdistrict('杨柳青镇')?.code).toBe('120111101');
    expect(findSubdistrict('河西')).toBeUndefined();
  });
});

describe('the sector of an industry', () => {
  test.each([
    ['3110', '冶金'],
    ['3360', '机械'],
    ['5265', '危险化学品'],
    ['5211', '商贸'],
    ['2672', '烟花爆竹'],
    ['2614', '危险化学品'],
    ['5942', '危险化学品'],
    ['5930', '商贸'],
  ])('%s is %s: the longer code wins', (industry, sector) => {
    expect(sectorOfIndustry(industry)?.sector).toBe(sector);
  });
  test('is left to a person where only part of the industry belongs to it, and unknown where the table is silent', () => {
    expect(sectorOfIndustry('3011')?.isPartial).toBe(true);
    expect(sectorOfIndustry('3110')?.isPartial).toBeUndefined();
    expect(sectorOfIndustry('8310')).toBeUndefined();
  });
  test('comes from a table without a code twice, over known industries', () => {
    const codes = SECTOR_MAPPINGS.map(({ industry }) => industry);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => industrySection(code) === undefined)).toEqual([]);
    expect(SECTORS.filter((sector) => !SECTOR_MAPPINGS.some((mapping) => mapping.sector === sector))).toEqual([]);
    expect(EIGHT_TRADES).toHaveLength(8);
  });
  test('sections follow the standard', () => {
    expect(industrySection('3311')).toEqual({ letter: 'C', name: '制造业' });
    expect(industrySection('97')?.letter).toBe('T');
    expect(industrySection('98')).toBeUndefined();
    expect(industrySection('C33')).toBeUndefined();
  });
});

function refusalOf(result: { readonly ok: boolean; readonly refusals?: readonly unknown[] }): unknown {
  return result.refusals?.[0];
}
