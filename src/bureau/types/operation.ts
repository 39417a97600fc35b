/** 运行检查: what the program did by itself to be sure of its records, for the system admin. Browser-safe. @module */
import { z } from 'zod';

export const OperationView = z.object({
  checks: z.array(
    z.object({
      name: z.enum(['shipping', 'backup', 'drill', 'log']),
      at: z.string(),
      isGood: z.boolean(),
      /** Not done for two days, though it was done before. */
      isStale: z.boolean(),
      /** When it was good last. */
      goodAt: z.string().nullable(),
    }),
  ),
});
export type OperationView = z.output<typeof OperationView>;
