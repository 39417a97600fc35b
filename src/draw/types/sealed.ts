/** 封存抽取 on the wire: handing codes over, opening, forcing it. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ShownReason } from '../../items/types.ts';
import { HOLDERS } from './chains.ts';

/** One code that a draw or a substitution takes, and what stands against handing it over. */
export const CodeView = z.object({
  /** 0 is the draw itself. */
  request: z.int(),
  source: z.string(),
  holder: z.enum(codesOf(HOLDERS)),
  anchor: z.string(),
  length: z.int(),
  index: z.int(),
  releasedAt: z.string().nullable(),
  isForced: z.boolean(),
  /** For the body that holds it; `isMine` tells whether the reader belongs to it. */
  isMine: z.boolean(),
  refusals: z.array(ShownReason),
});
export type CodeView = z.output<typeof CodeView>;

export const SealedView = z.object({
  openBy: z.string(),
  codes: z.array(CodeView),
  /** Visits of the result, and those that have ended; both 0 before the release. */
  visits: z.int(),
  ended: z.int(),
  againstOpening: z.array(ShownReason),
  /** By holder; only those whose code can be asked for at all. */
  againstForcing: z.partialRecord(z.enum(codesOf(HOLDERS)), z.array(ShownReason)),
});
export type SealedView = z.output<typeof SealedView>;
