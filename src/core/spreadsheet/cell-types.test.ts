import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromDayNumber } from '../calendar/day.ts';
import { findSubdistrict } from '../codes/divisions.ts';
import { ok, refuse } from '../result.ts';
import { code, creditCode, day, idNumber, parsedText, text, yesNo, type CellType } from './cell-types.ts';
import { choice, choices } from './choice-types.ts';
import { decimal, integer } from './number-types.ts';
import type { CellData, CellKind } from './workbook.ts';

const SECTORS = [
  { value: 'chemicals', label: '危险化学品', aliases: ['危化品', '危化'] },
  { value: 'metallurgy', label: '冶金' },
  { value: 'dust', label: '粉尘涉爆（A类）' },
] as const;

describe('text', () => {
  test('loses the space around it and what cannot be seen, and keeps its inner spaces and rare characters', () => {
    expect(value(text({ max: 20 }), '\u3000天津市 西青区\uFEFF\u200B 𠮷田 ')).toBe('天津市 西青区 𠮷田');
    expect(value(text({ max: 20 }), '天津市\n西青区')).toBe('天津市 西青区');
    expect(value(text({ max: 20, keepsLines: true }), ' 一\r\n二\n')).toBe('一\n二');
  });
  test('keeps brackets and letters as they are written: a name is no code', () => {
    expect(value(text({ max: 20 }), '瑞恒（天津）ＡＢＣ公司')).toBe('瑞恒（天津）ＡＢＣ公司');
  });
  test('is measured in characters, not in halves of them', () => {
    expect(value(text({ max: 2 }), '𠮷𠮷')).toBe('𠮷𠮷');
    expect(faults(text({ max: 2 }), '𠮷𠮷𠮷')).toEqual([{ code: 'cell-too-long', facts: { length: 3, max: 2 } }]);
  });
  test('takes numbers and dates, but no number whose digits are lost, no error, no formula without result', () => {
    expect(value(text({ max: 20 }), 360)).toBe('360');
    expect(value(text({ max: 20 }), '2026-01-05', 'date')).toBe('2026-01-05');
    expect(codes(text({ max: 20 }), 1e16)).toEqual(['cell-digits-lost']);
    expect(codes(text({ max: 20 }), '#N/A', 'error')).toEqual(['cell-error-value']);
    expect(codes(text({ max: 20 }), '', 'formula')).toEqual(['cell-formula']);
    expect(codes(text({ max: 20 }), true)).toEqual(['cell-not-text']);
  });
});

describe('a code', () => {
  const phone = code({ pattern: /^1\d{10}$/, form: '11位手机号' });
  test('is read half-width, in capitals, without spaces', () => {
    expect(value(phone, ' １３８ ００１３\u00a08000 ')).toBe('13800138000');
    expect(value(phone, 13800138000)).toBe('13800138000');
    expect(value(code({ pattern: /^[A-Z]{2}\d+$/, form: 'x' }), 'ａb12')).toBe('AB12');
  });
  test('that does not fit its form is told the form', () => {
    expect(faults(phone, '12345')).toEqual([{ code: 'cell-code-form', facts: { form: '11位手机号' } }]);
  });
  test('eaten by the spreadsheet is refused, as number, in scientific notation, or turned into a date', () => {
    expect(codes(creditCode(), 911201110000000000)).toEqual(['cell-digits-lost']);
    expect(codes(creditCode(), '9.11E+17')).toEqual(['cell-digits-lost']);
    expect(codes(creditCode(), '９.１１２０１ｅ+１７')).toEqual(['cell-digits-lost']);
    expect(codes(phone, '2026-05-12', 'date')).toEqual(['cell-became-date']);
  });
  test('of an enterprise or a person is checked by its standard', () => {
    expect(value(creditCode(), '91120111ma0xq0025y')).toBe('91120111MA0XQ0025Y');
    expect(codes(creditCode(), '91120111MA0XQ0025X')).toEqual(['credit-code-check']);
    expect(creditCode().read(cellOf('911201111234567817'), '1900')).toMatchObject({
      ok: true,
      warnings: [{ code: 'credit-code-organisation' }],
    });
    expect(value(idNumber(), '12011119851120002x')).toBe('12011119851120002X');
    expect(codes(idNumber(), '120111198511200021')).toEqual(['id-number-check']);
  });
});

describe('a type of a module’s own', () => {
  const subdistrict = parsedText({
    hint: '街镇名称',
    parse: (written) => {
      const found = findSubdistrict(written);
      return found === undefined ? refuse([{ code: 'subdistrict-unknown', facts: { written } }]) : ok(found.code);
    },
    write: (value) => value,
  });
  test('reads by its function and passes its refusals on', () => {
    expect(value(subdistrict, ' 中北 ')).toBe('120111100');
    expect(faults(subdistrict, '河西')).toEqual([{ code: 'subdistrict-unknown', facts: { written: '河西' } }]);
    expect(codes(subdistrict, '#N/A', 'error')).toEqual(['cell-error-value']);
  });
});

describe('a choice', () => {
  test('is found by label, value or alias, in any width and spacing', () => {
    for (const written of ['危险化学品', ' 危 化 品 ', '危化', 'Chemicals', '粉尘涉爆(a类)']) {
      expect(choice(SECTORS).read(cellOf(written), '1900').ok, written).toBe(true);
    }
    expect(value(choice(SECTORS), '粉尘涉爆(Ａ类)')).toBe('dust');
  });
  test('that is unknown is refused with what is allowed', () => {
    expect(faults(choice(SECTORS), ' 冶炼 ')).toEqual([
      { code: 'cell-choice', facts: { unknown: ['冶炼'], allowed: ['危险化学品', '冶金', '粉尘涉爆（A类）'] } },
    ]);
  });
  test.each([
    '危化、冶金',
    '危化，冶金',
    '危化,冶金',
    '危化;冶金',
    '危化；冶金',
    '危化/冶金',
    '危化\n冶金',
    '危化、、冶金、',
    '危化、冶金、危化品',
  ])('of several is divided: %j', (written) => {
    expect(value(choices(SECTORS), written)).toEqual(['chemicals', 'metallurgy']);
  });
  test('of several names every unknown one and drops none', () => {
    expect(faults(choices(SECTORS), '危化、冶炼、锻造')).toMatchObject([{ facts: { unknown: ['冶炼', '锻造'] } }]);
    expect(codes(choices(SECTORS), '、，')).toEqual(['cell-choice']);
  });
  test('whose dictionary is ambiguous is a bug', () => {
    expect(() =>
      choice([
        { value: 'a', label: '甲' },
        { value: 'b', label: '乙', aliases: ['甲 '] },
      ]),
    ).toThrow('means both');
    expect(() => choices([{ value: 'a', label: '甲/乙' }])).toThrow('separator');
  });
});

describe('a day', () => {
  test.each([
    '2026.1.5',
    '2026-1-5',
    '2026/1/5',
    '2026年1月5日',
    '2026 年 1 月 5 日',
    '20260105',
    '２０２６－０１－０５',
    '2026-01-05 13:30:00',
    '2026-01-05T00:00:00Z',
    '2026.01.05',
  ])('is read from %s', (written) => {
    expect(value(day(), written)).toBe('2026-01-05');
  });
  test('is read from a date cell, a serial number and eight digits', () => {
    expect(value(day(), '2026-01-05', 'date')).toBe('2026-01-05');
    expect(value(day(), '2026-01-05 08:00:00', 'date')).toBe('2026-01-05');
    expect(value(day(), 46027)).toBe('2026-01-05');
    expect(day().read(cellOf(44565), '1904')).toEqual({ ok: true, value: '2026-01-05' });
    expect(value(day(), 20260105)).toBe('2026-01-05');
  });
  test('that does not exist is named', () => {
    expect(faults(day(), '2026-02-30')).toEqual([{ code: 'cell-day-missing', facts: { day: '2026-02-30' } }]);
    expect(codes(day(), 20261301)).toEqual(['cell-day-missing']);
  });
  test.each(['2026年1月', '2026', '1月5日', '26-1-5', '5/1/2026', '长期', '18:00:00', '2026-01-05至2027-01-05'])(
    'is not guessed from %s',
    (written) => {
      expect(codes(day(), written)).toEqual(['cell-day']);
    },
  );
  test.each([2026, 202601, 2026.1, 3])('is not guessed from the number %d', (written) => {
    expect(codes(day(), written)).toEqual(['cell-day']);
  });
  test('is written so that it reads back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -25_000, max: 47_000 }).map(fromDayNumber), (written) => {
        expect(value(day(), String(day().write(written)))).toBe(written);
      }),
    );
  });
});

describe('a number', () => {
  const people = integer({ min: 0, max: 100_000 });
  const area = decimal({ min: 0, max: 1e9, places: 2 });
  test('is read from number cells and from text in any width, with thousands', () => {
    expect(value(people, 120)).toBe(120);
    expect(value(people, ' １,２００ ')).toBe(1200);
    expect(value(area, '1,234.50')).toBe(1234.5);
    expect(value(decimal({ min: -10, max: 10, places: 1 }), '−3.5')).toBe(-3.5);
  });
  test('with a unit, a percent sign, a wrong comma or an exponent is refused', () => {
    expect(['120人', '12,00', '1E3', '约120', '50%', '1.'].flatMap((written) => codes(people, written))).toEqual(
      Array.from({ length: 6 }, () => 'cell-integer'),
    );
    expect(codes(area, '壹')).toEqual(['cell-decimal']);
    expect(codes(people, '1900-04-29', 'date')).toEqual(['cell-integer']);
  });
  test('outside its range or with too many places is refused; the noise of calculated cells is not', () => {
    expect(codes(people, 12.5)).toEqual(['cell-integer']);
    expect(faults(people, -1)).toEqual([{ code: 'cell-range', facts: { min: 0, max: 100_000 } }]);
    expect(codes(area, 1.005)).toEqual(['cell-decimal-places']);
    expect(value(area, 0.1 + 0.2)).toBe(0.3);
  });
});

describe('yes or no', () => {
  test.each(['是', '有', '√', '✔', 'Y', 'true', 1, true])('%s is yes', (written) => {
    expect(value(yesNo(), written)).toBe(true);
  });
  test.each(['否', '无', '×', 'x', 'No', 0, false])('%s is no', (written) => {
    expect(value(yesNo(), written)).toBe(false);
  });
  test('anything else is refused', () => {
    expect(codes(yesNo(), '可能')).toEqual(['cell-yes-no']);
    expect(codes(yesNo(), 2)).toEqual(['cell-yes-no']);
  });
});

function cellOf(written: string | number | boolean, kind?: CellKind): CellData {
  const kinds = { string: 'text', number: 'number', boolean: 'boolean' } as const;
  return {
    column: 'A',
    value: written,
    kind:
      kind ?? (typeof written === 'string' ? kinds.string : typeof written === 'number' ? kinds.number : kinds.boolean),
  };
}

function value<T>(type: CellType<T>, written: string | number | boolean, kind?: CellKind): T {
  const reading = type.read(cellOf(written, kind), '1900');
  if (!reading.ok) throw new Error(`${String(written)}: ${JSON.stringify(reading.faults)}`);
  return reading.value;
}

function faults<T>(type: CellType<T>, written: string | number | boolean, kind?: CellKind): readonly unknown[] {
  const reading = type.read(cellOf(written, kind), '1900');
  return reading.ok ? [] : reading.faults;
}

function codes<T>(type: CellType<T>, written: string | number | boolean, kind?: CellKind): unknown[] {
  const reading = type.read(cellOf(written, kind), '1900');
  return reading.ok ? [] : reading.faults.map((found) => found.code);
}
