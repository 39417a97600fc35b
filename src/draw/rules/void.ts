/** Voiding takes two bodies: one proposes with a coded reason, the other agrees to the same (draw protocol §7). @module */
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { VoidReason } from '../types.ts';

export type VoidSide = 'head' | 'supervisor';

export interface VoidProposal {
  readonly side: VoidSide;
  readonly staffId: string;
  readonly reason: VoidReason;
}

/** 哪一方: the leading group by its head, or supervision. */
export function sideOf(actor: Actor): VoidSide {
  return actor.roles.includes('head') ? 'head' : 'supervisor';
}

/** Why the same need not be proposed again: the other side is to agree or not. */
export function proposalRefusals(proposals: readonly VoidProposal[], reason: VoidReason): Refusal[] {
  const same = proposals.find((proposal) => proposal.reason === reason);
  return same === undefined ? [] : [{ code: 'draw-void-proposed', facts: { side: same.side, reason } }];
}

/** Why this person may not agree: nothing proposed for that reason, or proposed by the same person or side. */
export function agreementRefusals(proposals: readonly VoidProposal[], reason: VoidReason, actor: Actor): Refusal[] {
  const proposal = proposals.find((each) => each.reason === reason);
  if (proposal === undefined) return [{ code: 'draw-void-not-proposed', facts: { reason } }];
  const isOwn = proposal.staffId === actor.staffId || proposal.side === sideOf(actor);
  return isOwn ? [{ code: 'draw-void-own-proposal', facts: { name: actor.name, side: proposal.side } }] : [];
}
