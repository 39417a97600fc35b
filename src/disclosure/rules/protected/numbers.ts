/** Values with a form of their own: identity papers, accounts, phones, plates, addresses on the net, coordinates. Browser-safe. @module */
import { parseCreditCode } from '../../../core/codes/credit-code.ts';
import { parseIdNumber } from '../../../core/codes/id-number.ts';
import type { Known, ProtectedKind } from '../../types/protected.ts';

/** `where`: in the text as it stands, or with the gaps inside numbers closed. */
export interface Pattern {
  readonly kind: ProtectedKind;
  readonly where: 'plain' | 'joined' | 'closed';
  /** With the flags `dg`. The group `value`, where there is one, is what is hidden; else the whole match. */
  readonly form: RegExp;
  readonly accepts?: (value: string, context: Context) => boolean;
}

export interface Context {
  readonly known: Known;
  /** What stands before the match. */
  readonly before: string;
}

/** First two digits of a division code in use (GB/T 2260), and those of permits for people from elsewhere. */
const DIVISIONS = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;
const AFTER_CREDIT_CODE = /(?:信用代码|信用编码|机构代码)[^0-9A-Z]{0,6}$/;
const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';

const COORDINATE =
  "(?:东经|北纬|经度|纬度|(?<![A-Za-z])[EN])[\\s:是为]*\\d{1,3}(?:\\.\\d{3,}°?|\\s?°(?:\\s?\\d{1,2}(?:\\.\\d+)?\\s?[′'分]?(?:\\s?[\\d.]{1,6}\\s?(?:′′|''|\"|秒))?)?)";

export const NUMBER_PATTERNS: readonly Pattern[] = [
  { kind: 'id-number', where: 'joined', form: /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/dg, accepts: isIdNumber },
  {
    kind: 'id-number',
    where: 'joined',
    form: /(?<!\d)\d{8}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/dg,
    accepts: (value, { before }) => DIVISIONS.test(value) && !AFTER_CREDIT_CODE.test(before),
  },
  // Mistyped or cut off, and said to be one all the same.
  {
    kind: 'id-number',
    where: 'joined',
    form: /(?:身份证|公民身份号码|身份号码)[^0-9]{0,8}(?<value>\d{12,17}[\dXx]?)/dg,
  },
  { kind: 'id-number', where: 'joined', form: /(?<!\d)\d{6}[*xX]{6,8}\d{2,3}[\dXx]/dg },
  {
    kind: 'id-number',
    where: 'joined',
    form: /(?:护照|通行证|军官证|士兵证|居留证|驾驶证)(?:号码?|编号)?[\s:是为]*(?<value>[A-Za-z]{0,2}\d{6,12})/dg,
  },
  {
    kind: 'bank-card',
    where: 'joined',
    form: /(?<!\d)[34569]\d{15,18}(?!\d)/dg,
    accepts: (value, context) => passesLuhn(value) && !isIdNumber(value, context) && !isCreditCode(value, context),
  },
  {
    kind: 'bank-card',
    where: 'joined',
    form: /(?:账号|帐号|账户|帐户|卡号|银行卡|开户行)[^\d,。;]{0,24}(?<value>\d{8,30})/dg,
    accepts: (value, context) => !isCreditCode(value, context),
  },
  { kind: 'phone', where: 'joined', form: /(?<!\d)(?:\+?(?:00)?86)?1[3-9]\d{9}(?!\d)/dg },
  { kind: 'phone', where: 'plain', form: /(?<!\d)1[3-9]\d[. /]?\d{4}[. /]?\d{4}(?!\d)/dg },
  {
    kind: 'phone',
    where: 'plain',
    form: /(?<!\d)\(?0\d{2,3}[)\- ]{0,2}[2-9]\d{2,3}[- ]?\d{4}(?:[-转 ]{1,2}\d{1,6})?(?!\d)/dg,
  },
  {
    kind: 'phone',
    where: 'plain',
    form: /(?:电话|座机|传真|手机|联系方式|致电|拨打|[Tt]el|TEL)(?:号码?)?[\s.:是为]*(?<value>[2-9]\d{2,3}[- ]?\d{4})(?!\d)/dg,
  },
  {
    kind: 'plate',
    where: 'joined',
    form: new RegExp(
      `[${PROVINCES}]\\s?[A-HJ-NP-Z][-·.\\s]?(?:(?=(?:[A-Z]*\\d){2})[A-HJ-NP-Z0-9]{5}|[A-HJ-NP-Z][A-HJ-NP-Z0-9]\\d{4}|\\d{5}[A-HJ-NP-Z]|[A-HJ-NP-Z0-9]{4}[警学挂港澳试超领使])(?![A-Z0-9])`,
      'dgi',
    ),
  },
  {
    kind: 'plate',
    where: 'joined',
    form: new RegExp(`WJ[${PROVINCES}]?[-·.]?\\d{4}[0-9XBTSHJD]|使\\d{6}|\\d{6}使`, 'dg'),
  },
  { kind: 'email', where: 'plain', form: /[A-Za-z0-9_.+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/dg },
  {
    kind: 'account',
    where: 'plain',
    form: /(?:微信|薇信|[Ww]e[Cc]hat|[Vv][Xx]|[Vv]信|wx)(?:号码?|ID|id|账号)?[\s:是为]*[A-Za-z][-_A-Za-z0-9]{5,19}/dg,
  },
  { kind: 'account', where: 'plain', form: /wxid_[a-z0-9]{6,}/dg },
  { kind: 'account', where: 'joined', form: /(?:[Qq]{2}|扣扣|企鹅号)(?:号码?|账号|群)?[\s:是为]*[1-9]\d{4,11}/dg },
  { kind: 'location', where: 'plain', form: /(?<!\d)\d{1,3}\.\d{4,}\s?°?\s?[EN]?\s?[,、;\s]\s?\d{1,3}\.\d{4,}/dg },
  { kind: 'location', where: 'plain', form: new RegExp(`${COORDINATE}(?:[,、;\\s]*${COORDINATE})?`, 'dg') },
];

/**
 * One identity number in 31 is by chance a credit code too, so a birthday decides: the place of its year holds the end of
 * a division code and the start of an organisation code in a credit code. What still could be both passes where the text
 * calls it a credit code, or where it is the unit's own.
 */
function isIdNumber(code: string, { known, before }: Context): boolean {
  const parsed = parseIdNumber(code);
  if (!parsed.ok || !/^(?:19|20)/.test(parsed.value.bornOn)) return false;
  if (known.creditCodes.includes(parsed.value.idNumber)) return false;
  return !(AFTER_CREDIT_CODE.test(before) && parseCreditCode(code).ok);
}

function isCreditCode(code: string, { known, before }: Context): boolean {
  return known.creditCodes.includes(code) || parseCreditCode(code).ok || AFTER_CREDIT_CODE.test(before);
}

/** The check of bank card numbers (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const sum = Array.from(digits, Number)
    .toReversed()
    .reduce((total, digit, i) => {
      const value = digit * (i % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return sum % 10 === 0;
}
