/** Lending, lists, destruction: who may what (domain §13, 档案法 §21). Browser-safe. @module */
import type { Role } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import { LOAN_STATES, SUPERVISORS_REQUIRED, type LoanState } from '../types/after.ts';
import { VOLUME_STATES, type VolumeState } from '../types/volume.ts';
import { LENDABLE } from './moves.ts';

/** Sealed and here. */
export function lendableRefusals(state: VolumeState): Refusal[] {
  if (LENDABLE.includes(state)) return [];
  return [
    {
      code: 'archive-state',
      facts: { state: VOLUME_STATES[state], allowed: LENDABLE.map((each) => VOLUME_STATES[each]) },
    },
  ];
}

export interface Loan {
  readonly state: LoanState;
  readonly borrower: string;
  readonly withInner: boolean;
  readonly dueOn: string | null;
}

/** Nobody grants his own loan; 副卷 (discussion, legal review) only the heads lend. */
export function decideLoanRefusals(
  loan: Loan,
  actor: { readonly staffId: string; readonly roles: readonly Role[] },
): Refusal[] {
  const refusals = loanStateRefusals(loan, ['requested']);
  if (loan.borrower === actor.staffId) refusals.push({ code: 'archive-loan-own' });
  if (loan.withInner && !actor.roles.some((role) => role === 'head' || role === 'deputy-head'))
    refusals.push({ code: 'archive-inner-heads' });
  return refusals;
}

export function loanStateRefusals(loan: Pick<Loan, 'state'>, allowed: readonly LoanState[]): Refusal[] {
  if (allowed.includes(loan.state)) return [];
  return [
    {
      code: 'archive-loan-state',
      facts: { state: LOAN_STATES[loan.state], allowed: allowed.map((each) => LOAN_STATES[each]) },
    },
  ];
}

/** Given back by who has it, or taken back by the archivist. */
export function returnRefusals(
  loan: Loan,
  actor: { readonly staffId: string; readonly roles: readonly Role[] },
): Refusal[] {
  const refusals = loanStateRefusals(loan, ['lent']);
  if (loan.borrower !== actor.staffId && !actor.roles.includes('archivist'))
    refusals.push({ code: 'archive-loan-other' });
  return refusals;
}

/** The archivist reads everything; everybody else the copy he borrowed, while his time runs. */
export function readingRefusals(
  what: 'bag' | 'copy',
  loan: Loan | undefined,
  isArchivist: boolean,
  today: string,
): Refusal[] {
  if (isArchivist) return [];
  if (what === 'bag') return [{ code: 'archive-bag-archivist' }];
  if (loan?.state !== 'lent') return [{ code: 'archive-not-borrowed' }];
  return loan.dueOn !== null && loan.dueOn < today
    ? [{ code: 'archive-loan-overdue', facts: { day: loan.dueOn } }]
    : [];
}

export interface DestructionPeople {
  /** Who made the list, proposed and approved the destruction. */
  readonly concerned: readonly string[];
  readonly signedBy: readonly string[];
}

/** 监销人: nobody who proposed, approved or carries it out; each once. */
export function supervisorRefusals({ concerned, signedBy }: DestructionPeople, staffId: string): Refusal[] {
  if (signedBy.includes(staffId)) return [{ code: 'archive-signed-already' }];
  return concerned.includes(staffId) ? [{ code: 'archive-supervisor-concerned' }] : [];
}

/** Only with two supervisors, and by neither of them. */
export function destroyRefusals({ signedBy }: DestructionPeople, staffId: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (signedBy.length < SUPERVISORS_REQUIRED)
    refusals.push({
      code: 'archive-supervisors-missing',
      facts: { signed: signedBy.length, required: SUPERVISORS_REQUIRED },
    });
  if (signedBy.includes(staffId)) refusals.push({ code: 'archive-supervisor-concerned' });
  return refusals;
}
