/** People of other departments at a joint visit: present with a certificate in force, and signed beside our team. Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import type { Partner } from '../types/partners.ts';

type Certificate = Parameters<typeof officerRefusals>[0];

/** Why it cannot be noted that this person came, or did not. Who comes shows a certificate in force (行政处罚法 §42). */
export function presenceRefusals(
  partner: (Partner & { readonly certificate: Certificate }) | undefined,
  came: 'yes' | 'no',
  today: string,
): Refusal[] {
  if (partner === undefined) return [{ code: 'partner-not-found', at: 'officerId' }];
  const refusals: Refusal[] = [];
  if (partner.isPresent !== null) refusals.push({ code: 'partner-noted', facts: { name: partner.name } });
  if (came === 'yes') refusals.push(...officerRefusals(partner.certificate, today));
  return refusals;
}

/** Why this person's signature cannot be noted on this record. */
export function partnerSignRefusals(partner: Partner | undefined, recordHash: string | null, seen: string): Refusal[] {
  if (partner === undefined) return [{ code: 'partner-not-found', at: 'officerId' }];
  const refusals: Refusal[] = [];
  if (recordHash !== seen) refusals.push({ code: 'sign-other-record', at: 'recordHash' });
  if (partner.isPresent !== true) refusals.push({ code: 'partner-not-present', facts: { name: partner.name } });
  if (partner.signedAt !== null) refusals.push({ code: 'sign-twice' });
  return refusals;
}

/** What is missing of the other departments before the visit is signed off; they never count to our two officers. */
export function partnersMissing(partners: readonly Partner[]): Refusal[] {
  return partners.flatMap(({ officerId, name, organ, isPresent, signedAt }): Refusal[] => {
    const told = { at: officerId, facts: { name, organ } };
    if (isPresent === null) return [{ code: 'partner-unnoted', ...told }];
    return isPresent && signedAt === null ? [{ code: 'partner-unsigned', ...told }] : [];
  });
}
