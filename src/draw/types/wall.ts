/** 抽取仪式 as the room sees it: five stations, and nothing about persons but the last four digits of a number. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import type { DrawState, VoidReason } from '../types.ts';
import type { Before } from './means.ts';
import type { RecordSigner } from './record.ts';

/** 站, in the order the room goes through them. */
export const STATIONS = ['名录冻结', '种子', '抽取', '编组', '签字与公布'] as const;
export type Station = 1 | 2 | 3 | 4 | 5;

/** 主持 moves: what the presenter may do to the wall. None of them touches the draw. */
export const WALL_MOVES = {
  next: '讲下一站',
  run: '开始展示',
  pause: '暂停展示',
  row: '展示下一行',
  all: '全部展示',
} as const;
export type WallMove = keyof typeof WALL_MOVES;
export const WallMove = z.enum(codesOf(WALL_MOVES));

/** Where the wall stands. `shown`: rows of the stored result that are shown. */
export const WallPosition = z.object({
  station: z.int().min(1).max(5),
  shown: z.int().min(0),
  isRunning: z.boolean(),
});
export type WallPosition = Readonly<z.output<typeof WallPosition>>;

/** 投影位置 for the presenter's page. */
export const WallState = WallPosition.extend({
  /** The furthest station the draw itself has come to. */
  reached: z.int().min(1).max(5),
  /** Rows of the stored result; 0 while there is none. */
  rows: z.int(),
  /** Whom the pages at the wall count as having checked. */
  checkers: z.int(),
});
export type WallState = z.output<typeof WallState>;

/** One drawn enterprise as it appears on the wall. */
export interface WallRow {
  /** Place in the whole result, from 1. */
  readonly place: number;
  readonly name: string;
  readonly stratum: string;
  /** Place in its stratum. */
  readonly rank: number;
  /** Place in the frozen roster, from 0: which dot it fills. */
  readonly dot: number;
}

/** One value of the seed, as far as the room may know it. */
export interface WallSource {
  readonly id: string;
  readonly type: string;
  readonly commitment: string | null;
  /** `typed`: typed once and not shown before a second person has typed it too; `kept`: handed over, and sealed. */
  readonly state: 'waiting' | 'typed' | 'known' | 'skipped' | 'kept';
  readonly value: string | null;
  /** Typings that differed; both are in the log. */
  readonly mismatches: readonly { readonly first: string; readonly second: string }[];
}

export interface WallTeam {
  readonly name: string;
  /** Last four characters of each certificate or directory number, the lead first. */
  readonly officers: readonly string[];
  readonly experts: readonly string[];
}

export interface WallSkip {
  readonly enterprise: string;
  readonly seat: number;
  readonly chosen: string;
  readonly skipped: readonly { readonly id: string; readonly reason: Before['reason'] }[];
}

/** Everything a wall shows now; what the station does not show yet is not in it. */
export interface WallView {
  /** 演练: invented data. */
  readonly isRehearsal: boolean;
  readonly isDemo: boolean;
  readonly bureau: string;
  readonly name: string;
  readonly publicId: string;
  readonly batch: number;
  readonly state: DrawState;
  readonly voided: VoidReason | null;
  readonly station: Station;
  readonly list: {
    readonly listed: number;
    readonly eligible: number;
    readonly excluded: Readonly<Record<string, number>>;
    readonly officers: number;
    readonly experts: number;
    readonly k: number;
    readonly strata: readonly { readonly name: string; readonly eligible: number; readonly quota: number }[];
    readonly root: string;
    readonly announcedAt: string;
    /** The stored list and announcement, hashed again now, are the announced ones; and the public log holds the announcement. */
    readonly isSame: boolean;
    readonly isLogged: boolean;
  };
  readonly sources: readonly WallSource[];
  /** Hex; null while a source is open. */
  readonly seed: string | null;
  /** Null while there is no result. */
  readonly result: {
    readonly hash: string;
    readonly at: string;
    readonly total: number;
    readonly shown: number;
    readonly isRunning: boolean;
    /** No more than are shown. Without names while the draw is sealed. */
    readonly rows: readonly WallRow[];
    readonly isSealed: boolean;
  } | null;
  /** From station 4 on. */
  readonly teams: {
    readonly rows: readonly WallTeam[];
    readonly skips: readonly WallSkip[];
    readonly relaxed: string | null;
    readonly unfilled: number;
    readonly isImpossible: boolean;
  } | null;
  readonly closing: {
    readonly signed: readonly { readonly signer: RecordSigner; readonly at: string }[];
    readonly isPublic: boolean;
    readonly bundleSha256: string | null;
    readonly checkers: number;
  };
}
