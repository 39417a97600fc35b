/** Unified social credit codes (统一社会信用代码), GB 32100-2015. Browser-safe. @module */
import { ok, refuse, type Refusal, type Result } from '../result.ts';
import { normaliseCode } from './width.ts';

/** 31 characters: no I, O, S, V, Z (GB 32100-2015 table 2). */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/** The organisation code has the whole alphabet (GB 11714). */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export interface CreditCode {
  /** 18 characters, half-width, capitals. */
  readonly creditCode: string;
  /** Doubts that do not refuse: old records carry organisation codes with a wrong check character. */
  readonly warnings: readonly Refusal[];
}

/**
 * Reads a credit code in any width and case; refuses a wrong length, impossible characters or a wrong check character,
 * the last with the character that would be right.
 */
export function parseCreditCode(text: string): Result<CreditCode> {
  const creditCode = normaliseCode(text);
  const foreign = [...new Set(creditCode)].filter((character) => !ALPHABET.includes(character));
  const refusals: Refusal[] = [];
  if (creditCode.length !== 18) refusals.push({ code: 'credit-code-length', facts: { length: creditCode.length } });
  if (foreign.length > 0) refusals.push({ code: 'credit-code-characters', facts: { characters: foreign.join('、') } });
  if (refusals.length > 0) return refuse(refusals);

  const expected = checkCharacter(creditCode);
  if (creditCode[17] !== expected) {
    return refuse([{ code: 'credit-code-check', facts: { expected, last: creditCode.slice(17) } }]);
  }
  const organisation = creditCode.slice(8, 17);
  const warnings =
    organisationCheckCharacter(organisation) === organisation[8]
      ? []
      : [{ code: 'credit-code-organisation', facts: { organisation } }];
  return ok({ creditCode, warnings });
}

/** The 18th character the first 17 ask for. */
function checkCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(code.charAt(index)), 0);
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** The 9th character of an organisation code (组织机构代码). */
function organisationCheckCharacter(code: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, index) => total + weight * ORGANISATION_ALPHABET.indexOf(code.charAt(index)),
    0,
  );
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}
