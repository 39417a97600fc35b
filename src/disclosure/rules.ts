/** What may be published, and what must not be in it (政府信息公开条例 §14–15, domain §11.2). Browser-safe. @module */
import { parseIdNumber } from '../core/codes/id-number.ts';
import { parseCreditCode } from '../core/codes/credit-code.ts';
import { deadline } from '../core/calendar/deadline.ts';
import { NATIONAL_CALENDAR } from '../core/calendar/national.ts';
import type { Refusal } from '../core/result.ts';
import {
  DISCLOSURE_STATES,
  PROTECTED_KINDS,
  type DisclosureState,
  type ProtectedHit,
  type PublicResult,
} from './types.ts';
import type { disclosureDeeds } from './deeds.ts';

/** Inspection results are published within 20 workdays (国办发〔2018〕118号; 政府信息公开条例 §26). */
export const RESULT_WORKDAYS = 20;

/** The last day to publish a result signed on `day`. */
export function discloseBy(signedOn: string): string {
  return deadline({ unit: 'workday', n: RESULT_WORKDAYS, start: signedOn }, NATIONAL_CALENDAR).due;
}

export type DisclosureDeed = Exclude<keyof typeof disclosureDeeds, 'disclosure.draft'>;

const ALLOWED_IN: Readonly<Record<DisclosureDeed, readonly DisclosureState[]>> = {
  'disclosure.confirm': ['drafted'],
  'disclosure.approve': ['confirmed'],
  'disclosure.return': ['confirmed', 'approved'],
  'disclosure.publish': ['approved'],
  'disclosure.correct': ['published'],
  'disclosure.withdraw': ['published'],
};

/** Who has had his hand in the entry so far. */
export interface Hands {
  readonly confirmedBy: string | null;
  readonly approvedBy: string | null;
}

/** Every reason of state and of person; three different people confirm, approve and publish. */
export function stepRefusals(deed: DisclosureDeed, state: DisclosureState, hands: Hands, staffId: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (!ALLOWED_IN[deed].includes(state)) {
    refusals.push({
      code: 'disclosure-state',
      facts: { state: DISCLOSURE_STATES[state], allowed: ALLOWED_IN[deed].map((each) => DISCLOSURE_STATES[each]) },
    });
  }
  if (deed === 'disclosure.approve' && hands.confirmedBy === staffId) refusals.push({ code: 'disclosure-own-draft' });
  if (deed === 'disclosure.publish' && (hands.confirmedBy === staffId || hands.approvedBy === staffId))
    refusals.push({ code: 'disclosure-own-draft' });
  return refusals;
}

/** One refusal per protected value, each with its kind and place. */
export function protectedRefusals(result: PublicResult, persons: readonly string[]): Refusal[] {
  return protectedHits(result, persons).map(({ kind, at, found }) => ({
    code: 'disclosure-protected',
    at,
    facts: { kind: PROTECTED_KINDS[kind], found },
  }));
}

/** Protected values in the free text of a result. `persons` are names that belong to the visit and its enterprise. */
export function protectedHits(result: PublicResult, persons: readonly string[]): ProtectedHit[] {
  return result.findings.flatMap(({ number, text }) =>
    hitsIn(text, persons).map((hit) => ({ ...hit, at: `findings.${number}.text` })),
  );
}

const LONG_CODE = /[0-9A-Za-z]{15,19}/g;
const MOBILE = /(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
const FIXED_LINE = /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g;
const PLATE =
  /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][·.\s]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/g;

function hitsIn(raw: string, persons: readonly string[]): Omit<ProtectedHit, 'at'>[] {
  // Full-width digits and letters hide nothing.
  const text = raw.normalize('NFKC');
  const hits: Omit<ProtectedHit, 'at'>[] = [];
  const codes = text.match(LONG_CODE) ?? [];
  for (const code of codes) {
    // A credit code has 18 characters too, and may be all digits: only what is an ID number and no credit code is one.
    if (parseCreditCode(code).ok) continue;
    if (parseIdNumber(code).ok) hits.push({ kind: 'id-number', found: code });
    else if (/^\d{16,19}$/.test(code) && passesLuhn(code)) hits.push({ kind: 'bank-card', found: code });
  }
  for (const found of [...(text.match(MOBILE) ?? []), ...(text.match(FIXED_LINE) ?? [])])
    hits.push({ kind: 'phone', found });
  for (const found of text.match(PLATE) ?? []) hits.push({ kind: 'plate', found });
  for (const person of persons)
    if (person.length >= 2 && text.includes(person.normalize('NFKC'))) hits.push({ kind: 'person', found: person });
  return hits;
}

/** The check of bank card numbers (ISO/IEC 7812-1). */
function passesLuhn(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
