/** A published result together with how far its findings are: what the portal tells and counts. Browser-safe. @module */
import type { PublicProgress } from '../../rectification/types/views.ts';
import type { PublicResult, Source } from '../types.ts';

/** Where an entry stands on the portal. */
export function publicHref(source: Source, entryId: string): `/${string}` {
  // What stands in an address that somebody typed may be anything, and goes into a header.
  return `/${source === 'visit' ? 'results' : 'penalties'}/${encodeURIComponent(entryId)}`;
}

export interface PublicVisit {
  readonly entryId: string;
  readonly inspectionId: string;
  readonly firstPublishedOn: string;
  /** Of the version in force. */
  readonly publishedOn: string;
  readonly content: PublicResult;
  /** By number of the finding; as of now, not of the version. */
  readonly progress: ReadonlyMap<number, PublicProgress>;
}

/** 公示更正: a version that followed another. */
export interface PublicCorrection {
  readonly href: `/${string}`;
  readonly entryId: string;
  readonly enterprise: string;
  readonly version: number;
  readonly publishedOn: string;
  readonly reason: string;
}

/** 撤回: nothing of what was said. */
export interface PublicWithdrawal {
  readonly href: `/${string}`;
  readonly entryId: string;
  readonly withdrawnOn: string;
  readonly reason: string;
}

/** 逾期未公示: the unit, which its public draw has named, and nothing of the result. */
export interface OverdueDisclosure {
  readonly enterprise: string;
  readonly creditCode: string;
  readonly concludedOn: string;
  readonly dueOn: string;
}

/**
 * 处罚决定逾期: not published within its seven workdays, or revoked and still standing. Of what was never published the day
 * alone: whom it is about is for the publication to say, which may not name a person.
 */
export interface OverduePenalty {
  readonly what: 'publish' | 'withdraw';
  readonly decidedOn: string;
  readonly dueOn: string;
  /** Of a decision that is public. */
  readonly standing: { readonly href: `/${string}`; readonly enterprise: string } | null;
}
