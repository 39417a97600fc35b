/** 栏目: what a person sees of a list. Browser-safe. @module */
import { z } from 'zod';

/** One list of the desk, named by the read that fills it, and its columns in order; none = the list's own. */
export const ListColumns = z.object({
  list: z.string().regex(/^\/api\/[a-z/-]{1,80}$/),
  columns: z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)).max(60),
});
export type ListColumns = z.output<typeof ListColumns>;
