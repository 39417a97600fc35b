/** Who may publish a chain of one-time codes, and what it must be. Browser-safe. @module */
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import type { Holder, PublishChain } from '../types/chains.ts';

/** The body a person holds a chain for; who belongs to both speaks for supervision. */
export function holderOf({ roles }: Pick<Actor, 'roles'>): Holder {
  return roles.includes('supervisor') ? 'supervisor' : 'legal';
}

/** A chain that is published already, as far as the rules care. */
export interface KnownChain {
  readonly holder: Holder;
  readonly anchor: string;
  readonly staffId: string;
}

/** Why somebody cannot hold a chain at all: he holds one of the other body, and one person must never know both codes. */
export function holderRefusals(
  known: readonly KnownChain[],
  actor: Pick<Actor, 'staffId' | 'name' | 'roles'>,
): Refusal[] {
  const holder = holderOf(actor);
  const other = known.find((chain) => chain.staffId === actor.staffId && chain.holder !== holder);
  return other === undefined ? [] : [{ code: 'chain-both-holders', facts: { name: actor.name, holder: other.holder } }];
}

/** What is wrong with a chain itself. */
export function chainRefusals(
  known: readonly KnownChain[],
  { anchor, shares }: Pick<PublishChain, 'anchor' | 'shares'>,
): Refusal[] {
  return [
    ...(known.some((chain) => chain.anchor === anchor) ? [{ code: 'chain-anchor-known', at: 'anchor' }] : []),
    ...(new Set(shares).size < shares.length ? [{ code: 'chain-shares-alike', at: 'shares' }] : []),
  ];
}
