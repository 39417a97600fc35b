/** How much of a file is read before it is refused. Each limit holds on its own. @module */

export interface ReadLimits {
  /** Bytes as uploaded. */
  readonly fileBytes: number;
  /** Parts (entries) inside the zip. */
  readonly parts: number;
  /** Bytes of all parts inflated, counted while inflating: the sizes a zip declares may lie. */
  readonly contentBytes: number;
  /** Inflated bytes per uploaded byte; small files are let off (their first {@link RATIO_FREE_BYTES}). */
  readonly ratio: number;
  /** Rows with content on one sheet. */
  readonly sheetRows: number;
  /** Cells with content in the whole file. */
  readonly cells: number;
  /** On the clock; of {@link LARGE_LIMITS} what the thread works, see `processor-time.ts`. */
  readonly seconds: number;
  /** Heap of the reading thread. */
  readonly heapMegabytes: number;
}

/** 50,000 rows of 20 columns weigh about 58 MB inflated, so the content limit is what the row limit needs. */
export const READ_LIMITS: ReadLimits = {
  fileBytes: 50 * 1024 * 1024,
  parts: 2_000,
  contentBytes: 100 * 1024 * 1024,
  ratio: 100,
  sheetRows: 50_000,
  cells: 1_500_000,
  seconds: 20,
  heapMegabytes: 256,
};

/**
 * For a reader that keeps no rows: 200,000 rows of 20 columns weigh about 240 MB inflated. What the thread holds of them are their
 * texts and the values made of them.
 */
export const LARGE_LIMITS: ReadLimits = {
  ...READ_LIMITS,
  contentBytes: 500 * 1024 * 1024,
  sheetRows: 200_000,
  cells: 6_000_000,
  seconds: 120,
  heapMegabytes: 288,
};

export const RATIO_FREE_BYTES = 1024 * 1024;
