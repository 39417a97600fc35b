/** What may be published, and what must not be in it (政府信息公开条例 §14–15, domain §11.2). Browser-safe. @module */
import { parseIdNumber } from '../core/codes/id-number.ts';
import { parseCreditCode } from '../core/codes/credit-code.ts';
import { deadline } from '../core/calendar/deadline.ts';
import { termOn } from '../calendar/rules/terms.ts';
import type { WorkCalendar } from '../core/calendar/work-calendar.ts';
import type { Refusal } from '../core/result.ts';
import {
  DISCLOSURE_STATES,
  PROTECTED_KINDS,
  type DisclosureState,
  type ProtectedHit,
  type PublicResult,
} from './types.ts';
import type { disclosureDeeds } from './deeds.ts';

/** The last day to publish a result signed on that day. */
export function discloseBy(signedOn: string, calendar: WorkCalendar): string {
  return deadline({ ...termOn('disclose-result', signedOn), start: signedOn }, calendar).due;
}

export type DisclosureDeed = Exclude<keyof typeof disclosureDeeds, 'disclosure.draft' | 'disclosure.recount'>;

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
export function protectedRefusals(texts: readonly PublicText[], persons: readonly string[]): Refusal[] {
  return protectedHits(texts, persons).map(({ kind, at, found }) => ({
    code: 'disclosure-protected',
    at,
    facts: { kind: PROTECTED_KINDS[kind], found },
  }));
}

/** Words written by hand that the public will read, and where they stand. */
export interface PublicText {
  /** e.g. `findings.2.text` or `reason` */
  readonly at: string;
  readonly text: string;
}

/** The free text of a result; everything else in it comes from the directories and the item list. */
export function textsOf(result: PublicResult): PublicText[] {
  return result.findings.map(({ number, text }) => ({ at: `findings.${number}.text`, text }));
}

/** Protected values in public words. `persons` are names that belong to the visit and its enterprise. */
export function protectedHits(texts: readonly PublicText[], persons: readonly string[]): ProtectedHit[] {
  return texts.flatMap(({ at, text }) => hitsIn(text, persons).map((hit) => ({ ...hit, at })));
}

const ID_NUMBER = /(?<!\d)\d{17}[\dXx](?!\d)/g;
const BANK_CARD = /(?<!\d)\d{16,19}(?!\d)/g;
const MOBILE = /(?<!\d)(?:(?:00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
const FIXED_LINE = /(?<!\d)0\d{2,3}[)\- ]{0,2}\d{7,8}(?!\d)/g;
const PLATE =
  /[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z][-·.\s]?(?:[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])|[A-HJ-NP-Z0-9]{4}[警学挂港澳])/gi;

function hitsIn(raw: string, persons: readonly string[]): Omit<ProtectedHit, 'at'>[] {
  // Full-width digits and letters hide nothing; nor do the blanks with which people group the digits of a number.
  const text = raw.normalize('NFKC');
  const joined = text.replaceAll(/(?<=\d)[ \-·]+(?=[\dXx])/g, '');
  const hits: Omit<ProtectedHit, 'at'>[] = [];
  const collect = (kind: ProtectedHit['kind'], found: readonly string[]): void => {
    for (const value of new Set(found)) hits.push({ kind, found: value });
  };
  const every = (pattern: RegExp): string[] => [text, joined].flatMap((each) => each.match(pattern) ?? []);
  collect('id-number', every(ID_NUMBER).filter(isIdNumber));
  collect(
    'bank-card',
    every(BANK_CARD).filter((code) => passesLuhn(code) && !isIdNumber(code) && !parseCreditCode(code).ok),
  );
  collect('phone', [...(text.match(MOBILE) ?? []), ...(text.match(FIXED_LINE) ?? [])]);
  collect('plate', text.match(PLATE) ?? []);
  collect(
    'person',
    persons.filter((name) => name.length >= 2 && withoutBlanks(text).includes(withoutBlanks(name.normalize('NFKC')))),
  );
  return hits;
}

/**
 * One identity number in 31 is by chance a credit code too, so a birthday decides: the place of its year holds the end of
 * a division code and the start of an organisation code in a credit code.
 */
function isIdNumber(code: string): boolean {
  const parsed = parseIdNumber(code);
  return parsed.ok && /^(19|20)/.test(parsed.value.bornOn);
}

/** 甲 示一 is written apart in forms and is the same name. */
function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, '');
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
