/** Who has signed what (谁抽查、谁签字、谁负责). Browser-safe. @module */
import type { Refusal } from '../../core/result.ts';
import { officerRefusals } from '../../directory/rules.ts';
import type { Partner } from '../types/partners.ts';
import type { InspectionState, Member, Signature } from '../types/visit.ts';
import { partnersMissing } from './partners.ts';
import type { CertifiedOfficer } from './preparation.ts';

export interface SigningFacts {
  readonly recordHash: string;
  readonly members: readonly Member[];
  /** Officers of the team as their certificates stand today. */
  readonly officers: readonly CertifiedOfficer[];
  /** All signatures ever given in this visit; those of an older record count for nothing. */
  readonly signatures: readonly Signature[];
  readonly officersRequired: number;
  /** People of other departments at a joint visit. */
  readonly partners: readonly Partner[];
}

/** Why this person may not sign this hash now. */
export function signRefusals(facts: SigningFacts, signer: Member, seenHash: string, today: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (seenHash !== facts.recordHash) refusals.push({ code: 'sign-other-record', at: 'recordHash' });
  if (hasSigned(facts, signer)) refusals.push({ code: 'sign-twice' });
  const officer = facts.officers.find(({ personId }) => signer.kind === 'officer' && personId === signer.personId);
  if (officer !== undefined) refusals.push(...officerRefusals(officer, today));
  return refusals;
}

/**
 * Every reason the visit may not be signed off. Experts and assistants sign for themselves and never count to the two
 * (国办发〔2024〕54号; domain §23 invariant 2); every officer who was drawn signs.
 */
export function signOffRefusals(facts: SigningFacts, today: string): Refusal[] {
  const refusals: Refusal[] = [];
  const officers = facts.members.filter(({ kind }) => kind === 'officer');
  // A signature counts for an officer only beside his certificate.
  const signed = facts.officers.filter(({ personId }) =>
    officers.some((member) => member.personId === personId && hasSigned(facts, member)),
  );
  if (signed.length < facts.officersRequired) {
    refusals.push({ code: 'too-few-signatures', facts: { present: signed.length, required: facts.officersRequired } });
  }
  for (const member of facts.members) {
    const isSigned =
      member.kind === 'officer'
        ? signed.some(({ personId }) => personId === member.personId)
        : hasSigned(facts, member);
    if (!isSigned)
      refusals.push({
        code: member.kind === 'officer' ? 'officer-unsigned' : 'expert-unsigned',
        at: member.personId,
        facts: { name: nameOf(facts, member) },
      });
  }
  for (const officer of signed) refusals.push(...officerRefusals(officer, today));
  if (!facts.signatures.some(({ kind, recordHash }) => kind === 'enterprise' && recordHash === facts.recordHash)) {
    refusals.push({ code: 'enterprise-unsigned' });
  }
  return [...refusals, ...partnersMissing(facts.partners)];
}

/** A visit that was reported as impossible, closed since or not: none other is closed without a signature. */
export function isImpossible({
  state,
  signedOn,
}: {
  readonly state: InspectionState;
  readonly signedOn: string | null;
}): boolean {
  return state === 'impossible' || (state === 'closed' && signedOn === null);
}

/** Whether a member's signature stands on the record as it is now. */
export function hasSigned(facts: Pick<SigningFacts, 'signatures' | 'recordHash'>, member: Member): boolean {
  return facts.signatures.some(
    ({ kind, signer, recordHash }) =>
      kind === member.kind && signer === member.personId && recordHash === facts.recordHash,
  );
}

function nameOf(facts: SigningFacts, member: Member): string {
  return facts.officers.find(({ personId }) => personId === member.personId)?.name ?? '';
}
