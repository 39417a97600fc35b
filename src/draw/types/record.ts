/** 抽取记录表 and 抽取公告 as they are printed: what they hold, before any layout. Browser-safe. @module */
import type { Before, Unfilled } from './means.ts';
import { z } from 'zod';
import { ShownReason } from '../../items/types.ts';

/** 签字方 of the record, in the order they stand on it. */
export const RECORD_SIGNERS = { operator: '操作员', leader: '组长', witness: '见证人' } as const;
export type RecordSigner = keyof typeof RECORD_SIGNERS;

/** Who reads it: the office with names, or everybody with numbers only. */
export type Readership = 'internal' | 'public';

interface Member {
  /** Certificate or directory number. */
  readonly id: string;
  /** Null in a public document. */
  readonly name: string | null;
}

/** Somebody who came before in the order and could not have the seat. */
export interface RecordSkip {
  readonly enterprise: string;
  readonly seat: number;
  readonly chosen: Member;
  readonly skipped: readonly (Member & { readonly reason: Before['reason'] })[];
}

/** One value that went into the draw, in the order of the announcement. */
export interface RecordSource {
  readonly id: string;
  readonly type: string;
  /** The hash that was published before, of a share. */
  readonly commitment: string | null;
  /** Null: it was not revealed in time, and counts as empty by the announced rule. */
  readonly value: string | null;
}

export interface RecordFormation {
  readonly tries: number;
  readonly teams: readonly {
    readonly id: string;
    readonly members: readonly Member[];
    readonly enterprises: readonly string[];
  }[];
}

/** The place of the result in the public log: the tree as it was with the last deed of the record in it. */
export interface RecordCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Root of that tree, hex. */
  readonly root: string;
}

export interface RecordContent {
  readonly bureau: string;
  readonly isDemo: boolean;
  /** Of the public portal, without a slash at its end. */
  readonly address: string;
  readonly readership: Readership;
  readonly publicId: string;
  readonly name: string;
  readonly year: number;
  readonly task: string;
  readonly batch: number;
  readonly seq: number;
  readonly frozenAt: string;
  readonly announcedAt: string;
  readonly announcementHash: string;
  readonly inspectFrom: string;
  readonly inspectTo: string;
  readonly drawnAt: string;
  readonly confirmedAt: string;
  readonly resultHash: string;
  readonly listed: number;
  readonly eligible: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly roots: Readonly<Record<string, { readonly root: string; readonly size: number }>>;
  readonly officers: number;
  readonly experts: number;
  readonly k: number;
  readonly kRule: string;
  readonly strata: readonly { readonly name: string; readonly eligible: number; readonly quota: number }[];
  readonly sources: readonly RecordSource[];
  readonly picks: readonly {
    readonly id: string;
    readonly name: string;
    readonly stratum: string;
    readonly rank: number;
    readonly officers: readonly Member[];
    readonly experts: readonly Member[];
  }[];
  readonly skips: readonly RecordSkip[];
  /** The step of the announced ladder that was needed. */
  readonly relaxed: string | null;
  readonly unfilled: readonly { readonly kind: Unfilled['kind']; readonly enterprise: string; readonly seat: number }[];
  /** Day, vehicles and devices of every visit; empty when none were drawn. In public vehicles are counted, devices named by kind. */
  readonly visits: readonly {
    readonly enterprise: string;
    readonly day: string | null;
    readonly vehicles: readonly string[];
    readonly devices: readonly string[];
  }[];
  /** Enterprises for which there was no day. */
  readonly unplaced: readonly string[];
  /** 固定编组: the teams, and how often they had to be formed. */
  readonly formation: RecordFormation | null;
  readonly checkpoint: RecordCheckpoint;
}

/** 附页: what was replaced after the record was signed. */
export interface ChangesContent {
  readonly bureau: string;
  readonly isDemo: boolean;
  readonly readership: Readership;
  readonly publicId: string;
  readonly name: string;
  /** The last approval in it; dates the document. */
  readonly at: string;
  readonly changes: readonly {
    readonly request: number;
    readonly what: string;
    readonly enterprise: string;
    readonly out: string;
    readonly reason: string;
    /** Hash of the paper it rests on. */
    readonly evidence: string;
    readonly approvedAt: string;
    /** Null: nobody fits. */
    readonly came: string | null;
    readonly hash: string;
  }[];
}

/** One signature under the record. */
export interface RecordSignature {
  readonly signer: RecordSigner;
  readonly name: string;
  readonly at: string;
}

/** 签署情况 of the record, for the desk. */
export const RecordView = z.object({
  /** SHA-256 of the PDF that is signed. */
  sha256: z.string(),
  bytes: z.int(),
  /** Nobody signed, somebody did, all three did. */
  state: z.enum(['unsigned', 'partly', 'signed']),
  signatures: z.array(
    z.object({ signer: z.enum(['operator', 'leader', 'witness']), name: z.string(), at: z.string() }),
  ),
  refusals: z.array(ShownReason),
});
export type RecordView = z.output<typeof RecordView>;
