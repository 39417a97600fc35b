/** People of a bureau, made by its admins, for tests. @module */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Actor, Role } from '../../core/actor.ts';
import { execute, type DeedSpec } from '../../core/command.ts';
import type { Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { read } from '../../core/transact.ts';
import { actorOf } from '../../testing/runtime.ts';
import { createStaff, grantRoles } from './staff.ts';

export const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
export const OTHER_ONE_TIME = 'w3nk-7m29-xpqz-r4th';
export const SYSTEM = actorOf(['system-admin']);
export const SECURITY = actorOf(['security-admin']);

export interface Person {
  readonly staffId: string;
  readonly username: string;
}

/** Deeds of the admins, people with roles, and what the log has of each person, in the database of a test file. */
export function staffOf(runtime: () => Runtime) {
  let people = 0;

  const does = (actor: Actor, spec: DeedSpec, input: unknown, id: string = randomUUID()): Promise<Result<unknown>> =>
    execute(runtime(), actor, spec, id, input);

  async function newPerson(roles: readonly Role[] = [], bureauId = 1): Promise<Person> {
    people += 1;
    const username = `person${people}`;
    const input = { name: `测试人员${people}`, department: '综合科', username, oneTimePassword: ONE_TIME };
    const created = await execute(runtime(), { ...SYSTEM, bureauId }, createStaff, randomUUID(), input);
    if (!created.ok) throw new Error(JSON.stringify(created.refusals));
    const { staffId } = created.value;
    if (roles.length > 0) {
      expect(await does({ ...SECURITY, bureauId }, grantRoles, { staffId, roles })).toEqual({ ok: true, value: {} });
    }
    return { staffId, username };
  }

  async function deedsOf(staffId: string): Promise<readonly unknown[]> {
    const rows = await read(runtime(), 1, (tx) =>
      tx.db
        .selectFrom('deed')
        .select(['kind', 'actor_id', 'entry'])
        .where('subject_id', '=', staffId)
        .orderBy('seq')
        .execute(),
    );
    return rows.map((row) => ({ kind: row.kind, actor: row.actor_id, facts: JSON.parse(row.entry.toString()).facts }));
  }

  return { does, newPerson, deedsOf };
}
