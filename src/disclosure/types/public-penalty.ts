/** Decisions as pages of the public take them. Browser-safe. @module */
import type { PublicPenalty } from './penalty.ts';

/** One version as it was published. */
export interface PenaltyVersion {
  readonly version: number;
  readonly publishedOn: string;
  readonly hash: string;
  /** 更正理由; null for the first version. */
  readonly reason: string | null;
  readonly content: PublicPenalty;
}

/** A decision in force: its latest version. */
export interface PublishedPenalty extends PenaltyVersion {
  readonly entryId: string;
}

/** What stands at the address of a decision. `ended`: the period is over (no repair), or was ended by the repair named. */
export type PublicPenaltyEntry =
  | { readonly state: 'published'; readonly versions: readonly PenaltyVersion[] }
  | { readonly state: 'withdrawn'; readonly on: string; readonly reason: string }
  | { readonly state: 'ended'; readonly on: string; readonly repair: string | null };
