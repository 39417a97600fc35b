/** Which enterprises a plan, a stratum or a cap means. Browser-safe. @module */
import { z } from 'zod';
import { codesOf, RISK_COLORS, SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';

/** Which enterprises are meant; an empty list or null means all. */
export const PlanFilter = z.object({
  safetyDomains: z.array(z.enum(codesOf(SAFETY_DOMAINS))).max(20),
  riskColors: z.array(z.enum(codesOf(RISK_COLORS))).max(4),
  keyUnit: z.boolean().nullable(),
});
export type PlanFilter = z.output<typeof PlanFilter>;
