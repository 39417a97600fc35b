/** What may follow what in a visit (domain §21.3), and who of the team may do it. Browser-safe. @module */
import type { Role } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { inspectionDeeds } from '../deeds.ts';
import { INSPECTION_STATES, type Inspection, type InspectionState, type Member } from '../types/visit.ts';

export type InspectionDeed = Exclude<
  keyof typeof inspectionDeeds,
  | 'inspection.assign'
  | 'inspection.follow-substitution'
  | 'inspection.register-device'
  | 'inspection.revoke-device'
  | 'inspection.sync'
  | 'inspection.keep-file'
  | 'inspection.decide-held'
  | 'inspection.set-settings'
  | 'inspection.set-template'
>;

export const BEFORE_ENTRY: readonly InspectionState[] = [
  'assigned',
  'preparing',
  'plan-submitted',
  'plan-reviewed',
  'plan-approved',
  'notified',
];
const ON_SITE: readonly InspectionState[] = ['inspecting'];
const SIGNING: readonly InspectionState[] = ['awaiting-signatures'];

/** A file with a number: from the approval of its plan on. */
const DOCUMENTED: readonly InspectionState[] = [
  'plan-approved',
  'notified',
  'inspecting',
  'awaiting-signatures',
  'signed',
  'following-up',
  'closed',
];

/** The states in which each deed may be done. */
export const ALLOWED_IN: Readonly<Record<InspectionDeed, readonly InspectionState[]>> = {
  'inspection.accept': ['assigned'],
  'inspection.declare-recusal': BEFORE_ENTRY,
  'inspection.read-file': ['preparing'],
  'inspection.draft-plan': ['preparing'],
  'inspection.submit-plan': ['preparing'],
  'inspection.return-plan': ['plan-submitted', 'plan-reviewed'],
  'inspection.approve-plan': ['plan-submitted'],
  'inspection.authorise-plan': ['plan-reviewed'],
  'inspection.issue-notice': ['plan-approved'],
  'inspection.check-in': ['notified', 'inspecting'],
  'inspection.note-partner': [...ON_SITE, ...SIGNING],
  'inspection.sign-partner': SIGNING,
  'inspection.answer': ON_SITE,
  'inspection.state-finding': ON_SITE,
  'inspection.amend-finding': ON_SITE,
  'inspection.withdraw-finding': ON_SITE,
  'inspection.confirm-level': ON_SITE,
  'inspection.state-opinion': ON_SITE,
  'inspection.close-record': ON_SITE,
  'inspection.reopen-record': SIGNING,
  'inspection.sign': SIGNING,
  'inspection.sign-enterprise': SIGNING,
  'inspection.sign-off': SIGNING,
  'inspection.report-impossible': ['preparing', 'plan-approved', 'notified', 'inspecting'],
  'inspection.attach-evidence': ['preparing', 'plan-approved', 'notified', 'inspecting'],
  'inspection.withdraw-evidence': ['preparing', 'plan-approved', 'notified', 'inspecting'],
  'inspection.keep-paper': DOCUMENTED,
  'inspection.issue-document': DOCUMENTED,
  'inspection.void-document': [...DOCUMENTED, 'impossible'],
  'inspection.close': ['signed', 'following-up', 'impossible'],
};

/** Deeds that any member of the team may do; the others are for those whose role the permission table names. */
const TEAM_DEEDS: readonly InspectionDeed[] = [
  'inspection.accept',
  'inspection.declare-recusal',
  'inspection.read-file',
  'inspection.draft-plan',
  'inspection.submit-plan',
  'inspection.issue-notice',
  'inspection.check-in',
  'inspection.answer',
  'inspection.state-finding',
  'inspection.amend-finding',
  'inspection.withdraw-finding',
  'inspection.confirm-level',
  'inspection.close-record',
  'inspection.reopen-record',
  'inspection.sign',
  'inspection.note-partner',
  'inspection.sign-partner',
  'inspection.sign-enterprise',
  'inspection.sign-off',
  'inspection.report-impossible',
  'inspection.attach-evidence',
  'inspection.withdraw-evidence',
  'inspection.keep-paper',
  'inspection.issue-document',
];

/** Every reason of state why the deed may not be done now; empty means the state allows it. */
export function stepRefusals(deed: InspectionDeed, inspection: Pick<Inspection, 'state' | 'blocked'>): Refusal[] {
  const refusals: Refusal[] = [];
  const allowed = ALLOWED_IN[deed];
  if (!allowed.includes(inspection.state)) {
    const facts = {
      state: INSPECTION_STATES[inspection.state],
      allowed: allowed.map((state) => INSPECTION_STATES[state]),
    };
    refusals.push({ code: 'inspection-state', facts });
  }
  if (inspection.blocked !== null && deed !== 'inspection.declare-recusal') {
    refusals.push({ code: 'inspection-blocked', facts: { reason: inspection.blocked } });
  }
  return refusals;
}

/** Whether the person must be, and is, one of the team that was drawn. `mine` is his seat in it. */
export function memberRefusals(
  deed: InspectionDeed,
  mine: Pick<Member, 'kind'> | undefined,
  roles: readonly Role[],
): Refusal[] {
  // A second officer of the team, or its superior; nobody else knows of the visit.
  if (deed === 'inspection.confirm-level' && roles.includes('section-chief')) return [];
  if (deed === 'inspection.state-opinion') return mine?.kind === 'expert' ? [] : [{ code: 'inspection-not-expert' }];
  if (!TEAM_DEEDS.includes(deed)) return [];
  if (mine === undefined) return [{ code: 'inspection-not-member' }];
  const isOpenToExperts = deed === 'inspection.declare-recusal' || deed === 'inspection.sign';
  return mine.kind === 'officer' || isOpenToExperts ? [] : [{ code: 'inspection-not-member' }];
}

const OVERSEERS: readonly Role[] = [
  'head',
  'deputy-head',
  'group-office',
  'section-chief',
  'legal-reviewer',
  'disclosure-reviewer',
  'supervisor',
  'archivist',
];

/** Whether these roles see every visit; officers and experts see their own (domain §20). */
export function seesAll(roles: readonly Role[]): boolean {
  return OVERSEERS.some((role) => roles.includes(role));
}
