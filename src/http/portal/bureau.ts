/** Whose portal it is. @module */
import type { Runtime } from '../../core/runtime.ts';

/** The first bureau, whose pages the public sees; undefined until one is founded. */
export async function firstBureau(runtime: Runtime): Promise<number | undefined> {
  const row = await runtime.db
    .selectFrom('bureau')
    .select('bureau_id')
    .orderBy('bureau_id')
    .limit(1)
    .executeTakeFirst();
  return row?.bureau_id;
}
