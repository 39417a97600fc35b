/** What the log has of a kind of deed or of a subject, for tests. @module */
import { read } from '../core/transact.ts';
import type { Runtime } from '../core/runtime.ts';

export interface LoggedDeed {
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly actor: string;
}

/** All of that kind, in the order of the log. */
export async function loggedDeeds(runtime: Runtime, kind: string): Promise<LoggedDeed[]> {
  const rows = await read(runtime, 1, ({ db }) =>
    db
      .selectFrom('deed')
      .select(['entry', 'actor_id', 'subject_type', 'subject_id'])
      .where('bureau_id', '=', 1)
      .where('kind', '=', kind)
      .orderBy('seq')
      .execute(),
  );
  return rows.map(({ entry, actor_id: actor, subject_type: type, subject_id: id }) => ({
    subject: `${type}/${id}`,
    facts: JSON.parse(entry.toString('utf8')).facts,
    actor,
  }));
}

/** Kinds of the deeds on a subject of bureau 1, in the order of the log. */
export async function kindsOf(runtime: Runtime, subjectId: string): Promise<string[]> {
  const rows = await read(runtime, 1, ({ db }) =>
    db
      .selectFrom('deed')
      .select('kind')
      .where('bureau_id', '=', 1)
      .where('subject_id', '=', subjectId)
      .orderBy('seq')
      .execute(),
  );
  return rows.map(({ kind }) => kind);
}
