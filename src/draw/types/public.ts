/**
 * What anybody may know of a draw (allow-list): its rules and its list by number, sources, result, what came after it.
 * Reads make these, public pages show them. Never a person's name. Browser-safe. @module
 */
import type { ChurnReport, SkipReason, Weighting } from 'verifiable-draw';
import type { EquipmentKind } from '../../directory/types/vocabulary.ts';
import type { DrawState, Exclusion, Party, StratumSummary, VoidReason } from '../types.ts';
import type { Replaced, SubstitutionReason } from './after.ts';
import type { EntropySum, Profile } from './inputs.ts';
import type { Unfilled } from './means.ts';

/** 公开的抽取 */
export interface PublicDraw {
  readonly publicId: string;
  readonly name: string;
  readonly year: number;
  readonly task: string;
  readonly batch: number;
  readonly seq: number;
  readonly state: DrawState;
  readonly announcedAt: string;
  /** Leaf hash of the announcement document. */
  readonly announcementHash: string;
  readonly k: number;
  readonly kRule: string;
  readonly listed: number;
  readonly eligible: number;
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  readonly officers: number;
  readonly certifiedOfficers: number;
  /** With `quota` of `eligible` every enterprise of a stratum has the same chance. */
  readonly strata: readonly StratumSummary[];
  readonly inspectFrom: string;
  readonly inspectTo: string;
  readonly revealBy: string;
  readonly resultBy: string;
  readonly voided: { readonly at: string; readonly reason: VoidReason } | undefined;
  /** Whether result, lists and bundle are public. */
  readonly isResultPublic: boolean;
  /** Whether who was drawn is hidden, whatever its state. */
  readonly isSealed: boolean;
  /** Deadline of the opening; undefined for a draw that is not sealed. */
  readonly openBy: string | undefined;
  readonly openedAt: string | undefined;
}

/** 封存中的结果: what of it is public before the opening. */
export interface SealedResult {
  /** Undefined while there is no result. */
  readonly result: { readonly hash: string; readonly at: string } | undefined;
  /** Roots and leaf hashes; undefined before the confirmation. */
  readonly bundle: { readonly sha256: string; readonly bytes: number } | undefined;
}

/** 公开的承诺 of a party. */
export interface PublicShare {
  readonly party: Party;
  readonly commitment: string;
  /** Undefined until it is revealed. */
  readonly nonce: string | undefined;
  /** From its envelopes, not by its party. */
  readonly isRecovered: boolean;
}

/** 公开的随机源 and the draws this one stands in for or is replaced by. */
export interface PublicSources {
  /** Public ids; undefined when there is none. */
  readonly replaces: string | undefined;
  readonly replacedBy: string | undefined;
  readonly shares: readonly PublicShare[];
  /** Every typing that the witness has checked, in order; the last one of them that is the same counts. */
  readonly dice: readonly { readonly attempt: number; readonly digits: string; readonly isSame: boolean }[];
}

/** 公开的抽取输入. Of the audit only how many places it warns of: the enterprises stand in its report, in the bundle. */
export interface PublicInputs {
  readonly profile: Profile;
  readonly suite: string;
  readonly weights: Weighting;
  readonly sources: readonly {
    readonly id: string;
    readonly bits: number;
    readonly isShare: boolean;
    /** When an outside source becomes known. */
    readonly knownAt: string | undefined;
    /** Undefined while it is not known, and for shares, which are shown with their commitments. */
    readonly value: string | undefined;
  }[];
  readonly sums: readonly EntropySum[];
  readonly audit: { readonly runs: number; readonly warnings: number } | undefined;
  readonly churn: ChurnReport | undefined;
}

/** 顺延: by certificate number (or team), for the seat of whom. */
export interface PassedOver {
  readonly id: string;
  readonly reason: SkipReason;
  readonly holder: string;
}

/** 层 of a public result. */
export interface PublicStratum {
  readonly id: string;
  readonly name: string;
  readonly eligible: number;
  readonly quota: number;
  /** The last number that was drawn in it. */
  readonly cutoff: string | undefined;
}

/** 公开的结果 */
export interface PublicResult {
  readonly hash: string;
  readonly at: string;
  readonly strata: readonly PublicStratum[];
  /** By stratum, in drawing order. Officers by certificate number, the lead first; experts by directory number. */
  readonly picks: readonly {
    readonly id: string;
    readonly name: string;
    readonly stratum: string;
    readonly rank: number;
    readonly score: string;
    readonly officers: readonly string[];
    readonly experts: readonly string[];
    /** 组号 when teams were formed beforehand. */
    readonly team: string | undefined;
    readonly day: string | undefined;
    readonly vehicles: number;
    readonly devices: readonly EquipmentKind[];
    /** Everyone who came before one of its officers (or its team) in the order, and why. */
    readonly passed: readonly PassedOver[];
  }[];
  /** Whether days, vehicles and devices were drawn. */
  readonly hasMeans: boolean;
  /** Seats of experts and places of vehicles and devices that stay empty. */
  readonly unfilled: readonly Unfilled[];
  /** Every enterprise of the roster in its order, for the dot grid. */
  readonly dots: readonly { readonly id: string; readonly name: string; readonly isDrawn: boolean }[];
  /** SHA-256 and size of the newest bundle, if one was built. */
  readonly bundle: { readonly sha256: string; readonly bytes: number } | undefined;
}

/** 本企业在抽取中的情形 */
export interface EnterpriseInDraw {
  readonly draw: PublicDraw;
  readonly name: string;
  /** Place in the list, from 1: it stands there once. */
  readonly position: number;
  readonly status: 'eligible' | 'excluded';
  readonly reason: Exclusion | undefined;
  readonly stratum: StratumSummary | undefined;
  /** Hash of its leaf in the committed list. */
  readonly leafHash: string;
  /** Undefined while the result is not public. */
  readonly outcome:
    | {
        readonly isDrawn: boolean;
        /** Its number; undefined for an excluded enterprise. The smaller is drawn first. */
        readonly score: string | undefined;
        /** The last number that was drawn in its stratum. */
        readonly cutoff: string | undefined;
        readonly teamSize: number;
      }
    | undefined;
}

/** 公开的替换, once it is approved. */
export interface PublicSubstitution {
  readonly request: number;
  readonly what: Replaced;
  readonly enterprise: string;
  readonly name: string;
  /** Certificate or directory number. */
  readonly person: string | undefined;
  readonly reason: SubstitutionReason;
  /** When it was approved. */
  readonly at: string;
  readonly isSettled: boolean;
  readonly substitute: { readonly id: string; readonly name: string } | undefined;
}

/** 本企业的名录行, with its proof: leaf and path give the announced root. */
export interface OwnRow {
  readonly draw: string;
  readonly suite: string;
  /** Leaf hash of the announcement document, which names the root. */
  readonly announcement: string;
  readonly root: string;
  readonly size: number;
  /** From 0. */
  readonly index: number;
  /** The exact bytes that were committed, as text. */
  readonly leaf: string;
  readonly leafHash: string;
  /** From the leaf upwards (RFC 6962). */
  readonly path: readonly string[];
}

/** 一年是否按时: what was announced for a moment, and how often it came later or never. */
export interface YearOnTime {
  readonly year: number;
  readonly draws: number;
  readonly voids: number;
  /** Shares whose deadline is past, those that envelopes gave back, those that never came. */
  readonly shares: number;
  readonly recovered: number;
  readonly unrevealed: number;
  readonly lateResults: number;
  /** Sealed draws, and those opened after their deadline or still closed. */
  readonly sealed: number;
  readonly lateOpenings: number;
}
