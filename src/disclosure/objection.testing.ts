/** Published results and what is objected to them, for tests. @module */
import { publicActor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import type { Team } from '../inspection/scene.testing.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { actorOf } from '../testing/runtime.ts';
import { approveEntry, confirmEntry, publishEntry } from './actions.ts';
import { submitObjection, type Submission } from './actions/objection.ts';
import { CHIEF, draftEntries, hashOf, must, REVIEWER } from './sample.testing.ts';

/** Nobody of those who publish. */
export const LEGAL = actorOf(['legal-reviewer'], 'legal');
export const PUBLIC = publicActor(1);

/** The result of a signed visit, through all three hands; gives the entry. */
export async function publishResultOf(runtime: Runtime, { inspectionId, lead }: Team): Promise<string> {
  await draftEntries(runtime);
  const { entry_id: entryId } = await read(runtime, 1, (tx) =>
    tx.db
      .selectFrom('disclosure_entry')
      .select('entry_id')
      .where('inspection_id', '=', inspectionId)
      .executeTakeFirstOrThrow(),
  );
  await must(execute(runtime, lead, confirmEntry, newId(), { entryId }));
  await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
  await must(execute(runtime, REVIEWER, publishEntry, newId(), { entryId, hash: await hashOf(runtime, entryId) }));
  return entryId;
}

/** An objection of the public, or of the enterprise of `orderId`. */
export function object(
  runtime: Runtime,
  entryId: string,
  change: Partial<Submission> = {},
): Promise<Result<{ objectionId: string }>> {
  const said: Submission = {
    entryId,
    orderId: null,
    ground: 'facts',
    words: '第一条问题写的部位不对',
    contact: '',
    files: [],
    ...change,
  };
  const actor = said.orderId === null ? PUBLIC : enterpriseActor(1, said.orderId);
  return submitObjection(runtime, actor, newId(), said);
}
