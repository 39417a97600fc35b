/** Pure decisions about directory records. Browser-safe. @module */
import type { Refusal } from '../core/result.ts';
import type { DrawExpert, DrawOfficer } from './types/pools.ts';
import type { Conflict } from './types/recusal.ts';

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

interface NamedEnterprise {
  readonly enterpriseId: string;
  readonly creditCode: string;
  readonly name: string;
}

/**
 * Conflicts nobody declared (domain §8.6): an expert whose employer or whose advisory contract names the enterprise, by name
 * or by credit code, inside a longer text too. Width, case, spaces and brackets do not matter.
 */
export function expertConflicts(
  experts: readonly Pick<DrawExpert, 'expertId' | 'employer' | 'advisoryContracts' | 'updatedOn'>[],
  enterprises: readonly NamedEnterprise[],
): Conflict[] {
  const targets = enterprises.map((e) => ({
    enterpriseId: e.enterpriseId,
    names: [plainName(e.name), plainName(e.creditCode)],
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

/** A name without what varies between two ways of writing it. */
function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s()〔〕【】[\]·]/g, '');
}
