/** 随填随算: what the editor of a draw asks for while it is filled in, and the answer. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { DrawConfig, EXCLUSIONS } from '../types.ts';
import { FreezePreview } from './views.ts';

/** Enterprises on one page of the answer. */
export const CHANCE_ROWS = 10;

export const PreviewQuestion = z.object({
  planId: z.uuid(),
  /** Of a draft that is changed. */
  drawId: z.uuid().optional(),
  config: DrawConfig,
  /** Part of a name or a credit code, for the enterprises on the page. */
  q: z.string().trim().max(60).optional(),
  page: z.int().min(1).max(100_000).default(1),
});
export type PreviewQuestion = z.output<typeof PreviewQuestion>;

const Chance = z.number().min(0).max(1);

export const DrawPreview = FreezePreview.extend({
  /** Of one enterprise that can be drawn; null while sizes contradict each other. */
  range: z.object({ least: Chance, middle: Chance, most: Chance }).nullable(),
  /** One line for each weight that occurs in a stratum. */
  classes: z.array(
    z.object({
      stratum: z.string(),
      weight: z.int(),
      enterprises: z.int(),
      chance: Chance,
      isExact: z.boolean(),
    }),
  ),
  total: z.int(),
  rows: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Why it cannot be drawn. */
      reason: z.enum(codesOf(EXCLUSIONS)).nullable(),
      stratum: z.string().nullable(),
      weight: z.int(),
      chance: Chance.nullable(),
    }),
  ),
});
export type DrawPreview = z.output<typeof DrawPreview>;
