/** Resident identity numbers (公民身份号码), GB 11643-1999. Browser-safe. @module */
import { isDay } from '../calendar/day.ts';
import { ok, refuse, type Result } from '../result.ts';
import { normaliseCode } from './width.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

export interface IdNumber {
  /** 18 characters, `X` capital. Personal data: store encrypted, show only {@link maskIdNumber}. */
  readonly idNumber: string;
  readonly bornOn: string;
  readonly sex: 'male' | 'female';
}

/** Reads an identity number in any width; refuses a wrong form, a birthday that does not exist, a wrong check character. */
export function parseIdNumber(text: string): Result<IdNumber> {
  const idNumber = normaliseCode(text);
  if (!/^\d{17}[\dX]$/.test(idNumber)) return refuse([{ code: 'id-number-form', facts: { length: idNumber.length } }]);

  const bornOn = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  if (!isDay(bornOn)) return refuse([{ code: 'id-number-birthday', facts: { birthday: bornOn } }]);

  // The right character is not told: it would turn a typing error into a valid number of somebody else.
  if (checkCharacter(idNumber) !== idNumber[17]) return refuse([{ code: 'id-number-check' }]);
  return ok({ idNumber, bornOn, sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female' });
}

/** What may be shown: the first six and the last four characters. Anything that is no such number is hidden whole. */
export function maskIdNumber(idNumber: string): string {
  return /^\d{17}[\dX]$/.test(idNumber) ? `${idNumber.slice(0, 6)}********${idNumber.slice(14)}` : '******************';
}

function checkCharacter(idNumber: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}
