/** Pure decisions about directory records. Browser-safe. @module */
import { mayDo, type Role } from '../core/actor.ts';
import { parseCreditCode } from '../core/codes/credit-code.ts';
import { parseIdNumber } from '../core/codes/id-number.ts';
import type { Refusal, Result } from '../core/result.ts';
import { directoryDeeds } from './deeds.ts';
import { plainName } from './rules/duplicates.ts';
import type { ImportState, RowOutcome } from './types/imports.ts';
import type { DrawExpert, DrawOfficer } from './types/pools.ts';
import type { Fields, Subdistrict } from './types/records.ts';
import type { Conflict } from './types/recusal.ts';
import type { DirectoryKind } from './types/vocabulary.ts';

/** Who may change one of the five directories: whoever may save a record of it, by hand or by import. */
export function editRefusals(roles: readonly Role[], kind: DirectoryKind): Refusal[] {
  const rule = directoryDeeds[`directory.save-${kind}`];
  return mayDo(roles, rule) ? [] : [{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }];
}

/** What the content of a record is judged against beyond its form. */
export interface ContentContext {
  readonly subdistrictCodes: ReadonlySet<string>;
}

/**
 * Everything wrong with a record's content that its form (zod) does not tell: check characters, phones, an unknown 街镇,
 * days in the wrong order. `at` is the field.
 */
export function contentRefusals(fields: Fields, context: ContentContext): Refusal[] {
  return CONTENT_CHECKS.flatMap((check) => check(fields, context));
}

/** Every 街镇 whose code stands further up in the same list already. */
export function repeatedSubdistricts(subdistricts: readonly Subdistrict[]): Refusal[] {
  return subdistricts.flatMap(({ code }, index) =>
    subdistricts.findIndex((other) => other.code === code) < index
      ? [{ code: 'subdistrict-repeated', at: `subdistricts.${index}.code`, facts: { found: code } }]
      : [],
  );
}

const CONTENT_CHECKS: readonly ((fields: Fields, context: ContentContext) => Refusal[])[] = [
  ({ creditCode }) => (typeof creditCode === 'string' ? parsedRefusals('creditCode', parseCreditCode(creditCode)) : []),
  ({ idNo }) => (typeof idNo === 'string' ? parsedRefusals('idNo', parseIdNumber(idNo)) : []),
  ({ phone }) =>
    typeof phone === 'string' && usualPhones(phone) === undefined ? [{ code: 'phone-form', at: 'phone' }] : [],
  ({ subdistrictCode }, { subdistrictCodes }) =>
    typeof subdistrictCode === 'string' && !subdistrictCodes.has(subdistrictCode)
      ? [{ code: 'subdistrict-unknown', at: 'subdistrictCode', facts: { found: subdistrictCode } }]
      : [],
  (fields) => orderRefusals(fields, 'certificateValidFrom', 'certificateExpiresOn'),
  (fields) => orderRefusals(fields, 'termFrom', 'termTo'),
];

function parsedRefusals(at: string, parsed: Result<unknown>): Refusal[] {
  return parsed.ok ? [] : parsed.refusals.map((refusal) => ({ ...refusal, at }));
}

function orderRefusals(fields: Fields, from: string, until: string): Refusal[] {
  const [start, end] = [fields[from], fields[until]];
  return typeof start === 'string' && typeof end === 'string' && start > end
    ? [{ code: 'days-reversed', at: until, facts: { from: start, until: end } }]
    : [];
}

const PHONE = /^(1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}([-转]\d{1,6})?|[2-9]\d{6,7}([-转]\d{1,6})?|[48]00-?\d{3}-?\d{4})$/;

/**
 * One or more Chinese phone numbers as people write them (any width, spaces, `+86`, brackets, separators), joined by `、`;
 * undefined when one of them is none.
 */
export function usualPhones(text: string): string | undefined {
  const phones = text
    .normalize('NFKC')
    .split(/[、,;/\n]+/)
    .map((part) =>
      part
        .replaceAll(/[\s.]/g, '')
        .replace(/^(\+|00)86-?/, '')
        .replace(/^\((0\d{2,3})\)/, '$1-')
        .replaceAll('—', '-'),
    )
    .map((part) => (/^1[3-9][\d-]+$/.test(part) ? part.replaceAll('-', '') : part))
    .filter((part) => part !== '');
  return phones.length > 0 && phones.every((phone) => PHONE.test(phone)) ? phones.join('、') : undefined;
}

/**
 * Why this officer may not inspect on `day` (行政处罚法 §42: 具有行政执法资格): not on duty, or no certificate valid on that
 * day. Empty = may. Codes `officer-not-on-duty`, `certificate-not-yet-valid`, `certificate-expired`.
 */
export function officerRefusals(
  officer: Pick<DrawOfficer, 'name' | 'status' | 'certificateValidFrom' | 'certificateExpiresOn'>,
  day: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  const { name, certificateValidFrom: from, certificateExpiresOn: until } = officer;
  if (officer.status !== 'on-duty')
    refusals.push({ code: 'officer-not-on-duty', facts: { name, status: officer.status } });
  if (from !== null && day < from) refusals.push({ code: 'certificate-not-yet-valid', facts: { name, from, day } });
  if (day > until) refusals.push({ code: 'certificate-expired', facts: { name, until, day } });
  return refusals;
}

/** Why this expert may not attend on `day`: not appointed, or outside the term. Codes `expert-not-active`, `expert-term`. */
export function expertRefusals(
  expert: Pick<DrawExpert, 'name' | 'status' | 'termFrom' | 'termTo'>,
  day: string,
): Refusal[] {
  const refusals: Refusal[] = [];
  const { name, termFrom, termTo } = expert;
  if (expert.status !== 'active') refusals.push({ code: 'expert-not-active', facts: { name, status: expert.status } });
  if ((termFrom !== null && day < termFrom) || (termTo !== null && day > termTo)) {
    refusals.push({ code: 'expert-term', facts: { name, from: termFrom ?? '', until: termTo ?? '', day } });
  }
  return refusals;
}

export interface NamedEnterprise {
  readonly enterpriseId: string;
  readonly creditCode: string;
  readonly name: string;
  /** A contract goes on under the name it was made with. */
  readonly formerNames: readonly string[];
}

/**
 * Conflicts nobody declared (domain §8.6): an expert whose employer or whose advisory contract names the enterprise, by its
 * name, a former one or its credit code, inside a longer text too. Width, case, spaces and brackets do not matter.
 */
export function expertConflicts(
  experts: readonly Pick<DrawExpert, 'expertId' | 'employer' | 'advisoryContracts' | 'updatedOn'>[],
  enterprises: readonly NamedEnterprise[],
): Conflict[] {
  const targets = enterprises.map((e) => ({
    enterpriseId: e.enterpriseId,
    names: [e.name, e.creditCode, ...e.formerNames].map(plainName),
  }));
  return experts.flatMap((expert) => {
    const ties = [
      ...(expert.employer === null ? [] : [{ text: plainName(expert.employer), reason: 'EMPLOYER' as const }]),
      ...expert.advisoryContracts.map((contract) => ({ text: plainName(contract), reason: 'ADVISER' as const })),
    ];
    return targets.flatMap(({ enterpriseId, names }): Conflict[] => {
      const tie = ties.find(({ text }) => names.some((name) => text.includes(name)));
      if (tie === undefined) return [];
      const { expertId: personId, updatedOn: registeredAt } = expert;
      return [
        {
          personType: 'expert',
          personId,
          enterpriseId,
          reason: tie.reason,
          source: 'found',
          registeredAt,
          registeredBy: 'system',
        },
      ];
    });
  });
}

interface BatchState {
  readonly state: ImportState;
  readonly counts: Readonly<Record<RowOutcome, number>>;
}

/**
 * Why a checked batch may not be written. `isOnlyGood` is the user's decision to leave faulty and repeated rows out (只导入正确行);
 * without it a batch with such rows is refused.
 */
export function importRefusals({ state, counts }: BatchState, isOnlyGood: boolean): Refusal[] {
  if (state !== 'checked') return [{ code: 'import-not-open', facts: { state } }];
  const refusals: Refusal[] = [];
  const faulty = counts.bad + counts.duplicate;
  if (faulty > 0 && !isOnlyGood)
    refusals.push({ code: 'import-has-faults', facts: { bad: counts.bad, duplicate: counts.duplicate } });
  if (counts.new + counts.update === 0)
    refusals.push({ code: 'import-writes-nothing', facts: { unchanged: counts.unchanged, faulty } });
  return refusals;
}

/** Why a written batch may not be undone: somebody changed a row since, or something builds on it. */
export function undoRefusals(
  state: ImportState,
  changed: { readonly count: number; readonly names: readonly string[] },
  uses: { readonly draws: number; readonly recusals: number },
): Refusal[] {
  if (state !== 'written') return [{ code: 'import-not-written', facts: { state } }];
  const refusals: Refusal[] = [];
  if (changed.count > 0) refusals.push({ code: 'import-row-changed', facts: { ...changed } });
  if (uses.draws > 0) refusals.push({ code: 'import-used-by-draw' });
  if (uses.recusals > 0) refusals.push({ code: 'import-used-by-recusal', facts: { count: uses.recusals } });
  return refusals;
}

/** What a reader without need sees of phones: `138****0001`, `022-27****01`. */
export function maskPhones(phones: string): string {
  return phones
    .split('、')
    .map((phone) =>
      /^1\d{10}$/.test(phone)
        ? `${phone.slice(0, 3)}****${phone.slice(-4)}`
        : `${phone.slice(0, -6)}****${phone.slice(-2)}`,
    )
    .join('、');
}
