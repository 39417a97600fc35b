/** 抽取公告 as it is printed: the announcement for people, beside the one for machines. Browser-safe. @module */
import type { RecordSource } from './record.ts';

export interface NoticeContent {
  readonly bureau: string;
  readonly isDemo: boolean;
  /** Of the public portal, without a slash at its end. */
  readonly address: string;
  readonly publicId: string;
  readonly name: string;
  readonly year: number;
  readonly batch: number;
  readonly seq: number;
  readonly announcedAt: string;
  readonly announcementHash: string;
  readonly frozenAt: string;
  readonly inspectFrom: string;
  readonly inspectTo: string;
  readonly revealBy: string;
  readonly resultBy: string;
  /** Deadline of the opening; null for a draw that is not sealed. */
  readonly openBy: string | null;
  readonly listed: number;
  readonly eligible: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly officers: number;
  readonly experts: number;
  readonly k: number;
  readonly strata: readonly { readonly name: string; readonly eligible: number; readonly quota: number }[];
  readonly roots: Readonly<Record<string, { readonly root: string; readonly size: number }>>;
  readonly sources: readonly RecordSource[];
  /** Public id of the void draw whose place this one takes. */
  readonly replaces: string | null;
}
