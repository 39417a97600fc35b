/** Rows of the chains of one-time codes (migration 0055). @module */
import type { Holder, SuiteName } from './types/chains.ts';

interface DrawChainTable {
  bureau_id: number;
  chain_id: string;
  holder: Holder;
  suite: SuiteName;
  /** Code number 0, hex. */
  anchor: string;
  length: number;
  /** Hashes of the three escrow shares, hex. */
  shares: string[];
  staff_id: string;
  at: string;
}

declare module '../core/db.ts' {
  interface Database {
    draw_chain: DrawChainTable;
  }
}
