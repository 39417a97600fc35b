/** What people and programs write into the columns of a directory, with what it should be read as, and how it goes wrong. @module */
import { parseCreditCode } from '../core/codes/credit-code.ts';
import type { Dice } from './workbook-dice.ts';

/** A cell as it is written. `serial` is a day number; `isDate` says whether its format shows a day. */
export type Written =
  | { readonly as: 'text'; readonly value: string }
  | { readonly as: 'number'; readonly value: number; readonly isDate?: boolean }
  | { readonly as: 'serial'; readonly day: string; readonly isDate: boolean }
  | { readonly as: 'formula'; readonly value: string }
  | { readonly as: 'uncalculated' }
  | { readonly as: 'error' };

export interface Entry {
  readonly written: Written;
  /** What the directory must hold; undefined when that is not told apart here (sealed fields). */
  readonly expected?: unknown;
  readonly isFault?: boolean;
}

export interface ColumnTrial {
  readonly field: string;
  readonly isRequired?: boolean;
  /** The n-th row's entry. */
  readonly good: (dice: Dice, row: number) => Entry;
  readonly bad?: (dice: Dice, row: number) => Entry;
}

const text = (value: string, expected: unknown = value): Entry => ({ written: { as: 'text', value }, expected });
const faulty = (written: Written): Entry => ({ written, isFault: true });
const wrong = (value: string): Entry => faulty({ as: 'text', value });

/** Spaces, line breaks and invisible characters around a name. */
function untidy(dice: Dice, value: string): string {
  return dice.pick([
    value,
    ` ${value}`,
    `${value}  `,
    `\u3000${value}`,
    `${value}\u00A0`,
    `\u200B${value}`,
    `${value}\n`,
  ]);
}

function fullWidth(value: string): string {
  return value.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/** A code as it is typed: capitals or not, full width, spaced. */
function untidyCode(dice: Dice, value: string): string {
  return dice.pick([
    value,
    value.toLowerCase(),
    fullWidth(value),
    ` ${value} `,
    value.replace(/(.{4})/g, '$1 '),
    `\u200E${value}`,
  ]);
}

const DAY = '2027-12-05';
const COMMON_FAULTS = [{ as: 'error' }, { as: 'uncalculated' }] as const satisfies readonly Written[];

/** A sound code; `isDigits` makes it of digits alone, as those that spreadsheets take for numbers. */
export function creditCodeOf(row: number, isDigits = false): string {
  for (let variant = 0; ; variant += 1) {
    const body = isDigits
      ? `12120111${String(40_000_000 + row * 97 + variant).padStart(9, '0')}`
      : `91120111MA${String(row * 31 + variant).padStart(7, '0')}`;
    const found = Array.from(isDigits ? '0123456789' : '0123456789ABCDEFGHJKLMNPQRTUWXY').find(
      (last) => parseCreditCode(body + last).ok,
    );
    if (found !== undefined) return body + found;
  }
}

const NAMES = [
  '瑞恒金属制品厂',
  '𬭎㛃实业有限公司',
  '（集团）Ａ座１号',
  '=SUM厂',
  '+甲公司',
  '-乙厂',
  '@丙',
  "'丁厂",
  '<戊> & "己"',
  '_x000D_厂',
  '一·二',
];

function nameOf(dice: Dice, row: number): Entry {
  const name = `${dice.pick(NAMES)}${row}`;
  return text(untidy(dice, name), name);
}

export const ENTERPRISE_TRIALS: readonly ColumnTrial[] = [
  { field: 'name', isRequired: true, good: nameOf, bad: (dice) => faulty(dice.pick(COMMON_FAULTS)) },
  {
    field: 'creditCode',
    isRequired: true,
    good: (dice, row) => {
      const code = creditCodeOf(row, dice.chance(0.2));
      return text(untidyCode(dice, code), code);
    },
    bad: (dice, row) => {
      const code = creditCodeOf(row);
      return dice.pick([
        wrong(code.slice(0, 17) + (code.endsWith('1') ? '2' : '1')),
        faulty({ as: 'number', value: Number(creditCodeOf(row, true)) }),
        wrong('9.11201E+17'),
        faulty({ as: 'serial', day: DAY, isDate: true }),
        wrong(code.slice(1)),
        wrong(`${code.slice(0, 10)}O${code.slice(11)}`),
      ]);
    },
  },
  {
    field: 'subdistrictCode',
    isRequired: true,
    good: (dice) =>
      dice.pick([
        text('中北镇', '120111100'),
        text(' 中北 ', '120111100'),
        text('杨柳青镇', '120111101'),
        { written: { as: 'number', value: 120111101 }, expected: '120111101' },
      ]),
    bad: () => wrong('没有这个镇'),
  },
  {
    field: 'safetyDomain',
    isRequired: true,
    good: (dice) => dice.pick([text('机械', 'machinery'), text('危化品', 'hazchem'), text('冶 金', 'metallurgy')]),
    bad: (dice) => dice.pick([wrong('养殖'), faulty({ as: 'number', value: 3 })]),
  },
  {
    field: 'specialFlags',
    good: (dice) =>
      text(`粉尘涉爆${dice.pick(['，', ',', '、', ';', '；', '/', '\n'])}受限空间`, ['dust', 'confined-space']),
    bad: () => wrong('粉尘涉爆、没有这种'),
  },
  {
    field: 'employees',
    good: (dice, row) =>
      dice.pick<Entry>([
        text(String(row), row),
        text(fullWidth(String(row)), row),
        text('1,200', 1200),
        { written: { as: 'number', value: row }, expected: row },
        { written: { as: 'formula', value: String(row) }, expected: row },
      ]),
    bad: (dice) =>
      dice.pick([wrong('很多'), faulty({ as: 'number', value: -1 }), faulty({ as: 'number', value: 1.5 })]),
  },
  { field: 'legalRepresentative', good: () => text('某𬭎', '某𬭎') },
  {
    field: 'riskColor',
    good: (dice) => dice.pick([text('红', 'red'), text('重大风险', 'red'), text('蓝色', 'blue')]),
    bad: () => wrong('紫'),
  },
  {
    field: 'phone',
    good: (dice) => ({ written: { as: 'text', value: dice.pick(['13900000001', '022-27910001']) } }),
    bad: () => wrong('123'),
  },
];

function dayEntry(dice: Dice): Entry {
  return dice.pick<Entry>([
    ...[
      '2027-12-05',
      '2027.12.5',
      '2027/12/5',
      '2027年12月5日',
      '20271205',
      '２０２７－１２－０５',
      ' 2027-12-05 ',
      '2027-12-05 00:00:00',
    ].map((written) => text(written, DAY)),
    { written: { as: 'serial', day: DAY, isDate: true }, expected: DAY },
    { written: { as: 'serial', day: DAY, isDate: false }, expected: DAY },
  ]);
}

export const OFFICER_TRIALS: readonly ColumnTrial[] = [
  { field: 'name', isRequired: true, good: nameOf },
  {
    field: 'certificateNumber',
    isRequired: true,
    good: (dice, row) => text(untidyCode(dice, `JIN-${1000 + row}`), `JIN-${1000 + row}`),
    bad: () => wrong('9.11201E+17'),
  },
  {
    field: 'certificateExpiresOn',
    isRequired: true,
    good: dayEntry,
    bad: (dice) =>
      dice.pick([wrong('2027-02-30'), wrong('长期'), wrong('2027'), faulty({ as: 'number', value: 2027 })]),
  },
  { field: 'certificateValidFrom', good: () => text('2020.1.5', '2020-01-05'), bad: () => wrong('去年') },
  {
    field: 'isPresiding',
    good: (dice) => dice.pick([text('是', true), text('√', true), text('否', false), text('×', false)]),
    bad: () => wrong('也许'),
  },
  { field: 'department', good: () => text('执法 一科', '执法 一科') },
];
