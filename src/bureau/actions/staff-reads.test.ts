/** Who reads the staff of a bureau, and what they find. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer, type ReadSpec } from '../../core/command.ts';
import type { Result } from '../../core/result.ts';
import { read } from '../../core/transact.ts';
import { actorOf, testRuntime, type TestRuntime } from '../../testing/runtime.ts';
import { findActor, listHolders, staffNames } from '../reads.ts';
import { bureauReadSpecs } from '../routes.ts';
import type { Staff } from '../types.ts';
import { deactivateStaff } from './staff.ts';
import { codes } from '../../testing/refusal-codes.ts';
import { SECURITY, staffOf, SYSTEM } from './staff.testing.ts';

let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime();
});
afterAll(() => runtime.close());

const { does, newPerson } = staffOf(() => runtime);

describe('reading the staff', () => {
  const asks = (actor: typeof SYSTEM, path: string, input: object): Promise<Result<unknown>> => {
    const spec: ReadSpec | undefined = bureauReadSpecs.find((one) => one.path === path);
    if (spec === undefined) throw new Error(path);
    return answer(runtime, actor, spec, input);
  };
  const rowsOf = (result: Result<unknown>): readonly Staff[] =>
    result.ok ? (result.value as { rows: Staff[] }).rows : [];

  test('lists and finds people of the own bureau only', async () => {
    const own = await newPerson(['archivist']);
    const other = await newPerson(['archivist'], 2);
    const ids = rowsOf(await asks(SYSTEM, '/api/staff', { role: 'archivist' })).map(({ staffId }) => staffId);
    expect(ids).toContain(own.staffId);
    expect(ids).not.toContain(other.staffId);
    expect(rowsOf(await asks(SYSTEM, '/api/staff', { q: other.username, active: 'true' }))).toEqual([]);
    expect(rowsOf(await asks(SYSTEM, '/api/staff', { q: own.username.toUpperCase() }))[0]).toMatchObject({
      roles: ['archivist'],
      awaitsFirstSignIn: true,
    });
    expect(rowsOf(await asks(SYSTEM, '/api/staff', { q: '%' }))).toEqual([]);
  });
  test('is for the three admins', async () => {
    for (const role of ['head', 'officer', 'supervisor'] as const) {
      expect(codes(await asks(actorOf([role]), '/api/staff', {}))).toEqual(['not-allowed']);
    }
    expect(codes(await asks(actorOf(['system-admin']), '/api/security-events', {}))).toEqual(['not-allowed']);
  });
  test('gives names by id, of this bureau only', async () => {
    const [own, other] = [await newPerson(), await newPerson([], 2)];
    const names = await read(runtime, 1, (tx) => staffNames(tx, [own.staffId, other.staffId, 'system', 'nobody']));
    expect([...names.keys()].toSorted()).toEqual([own.staffId, 'system'].toSorted());
    expect(await read(runtime, 1, (tx) => staffNames(tx, []))).toEqual(new Map());
    expect(await findActor(runtime, 1, other.staffId)).toBeUndefined();
  });
  test('gives the active holders of a role', async () => {
    const { staffId } = await newPerson(['legal-reviewer']);
    const ids = async (): Promise<readonly string[]> =>
      (await read(runtime, 1, (tx) => listHolders(tx, 'legal-reviewer'))).map((holder) => holder.staffId);
    expect(await ids()).toEqual([staffId]);
    await does(SECURITY, deactivateStaff, { staffId });
    expect(await ids()).toEqual([]);
  });
});
