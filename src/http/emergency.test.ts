import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { findAlert } from '../oversight/reads/console.ts';
import { DEFAULT_LIMITS } from '../oversight/types/alerts.ts';
import { codesOf, cookieOf, openDoor, PASSWORD, type Door, type Person } from '../testing/door.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';

let runtime: TestRuntime;
let door: Door;

beforeAll(async () => {
  runtime = await testRuntime();
  door = await openDoor(runtime);
});
afterAll(async () => {
  await door.app.close();
  await runtime.close();
});

const REASON = '安全管理员住院，新到人员今日须授权';

async function asked(person: Person, role = 'security-admin', minutes = 60): Promise<string> {
  const answer = await door.post('/api/emergency.request', { role, reason: REASON, minutes }, person.cookie);
  runtime.clock.advance(1);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ accessId: string }>().accessId;
}

const decide = (kind: 'approve' | 'refuse' | 'end', accessId: string, by: Person): Promise<LightMyRequestResponse> =>
  door.post(`/api/emergency.${kind}`, { accessId }, by.cookie);

async function again({ username }: Person): Promise<string> {
  return cookieOf(await door.post('/api/sign-in', { username, password: PASSWORD }));
}

async function rolesOf(cookie: string): Promise<readonly string[]> {
  return (await door.get('/api/session', cookie)).json<{ roles?: string[] }>().roles ?? [];
}

describe('应急授权', () => {
  test('takes two people, ends by itself, and stands in the log and among the alerts', async () => {
    const [office, head] = [await door.newPerson(['group-office']), await door.newPerson(['head'])];
    const accessId = await asked(office);
    expect(await rolesOf(office.cookie), 'asking gives nothing').toEqual(['group-office']);
    expect((await decide('approve', accessId, head)).statusCode).toBe(200);
    expect(await rolesOf(office.cookie), 'sessions end with the roles').toEqual([]);
    const cookie = await again(office);
    expect(await rolesOf(cookie), 'that role and no other').toEqual(['security-admin']);
    const newcomer = await door.newPerson();
    const granted = await door.post(
      '/api/staff.grant-roles',
      { staffId: newcomer.staffId, roles: ['officer'] },
      cookie,
    );
    expect(granted.statusCode, granted.body).toBe(200);
    expect(codesOf(await door.post('/api/draw.freeze', {}, cookie)), 'not the own one beside it').toEqual([
      'not-allowed',
    ]);
    expect(
      codesOf(
        await door.post('/api/staff.grant-roles', { staffId: office.staffId, roles: ['security-admin'] }, cookie),
      ),
      'nor for ever',
    ).toContain('own-roles');
    runtime.clock.advance(3_600);
    const later = await again(office);
    expect(await rolesOf(later)).toEqual(['group-office']);
    expect(await rolesOf(cookie)).not.toContain('security-admin');
    const alert = await read(runtime, 1, (tx) => findAlert(tx, 'emergency', DEFAULT_LIMITS, 10));
    expect(alert.rows).toMatchObject([{ what: '任安全管理员 60 分钟，其间办理 1 件', href: '/bureau/emergency' }]);
    const deeds = await read(runtime, 1, (tx) =>
      tx.db.selectFrom('deed').select(['kind', 'entry']).where('subject_id', '=', accessId).orderBy('seq').execute(),
    );
    expect(deeds.map(({ kind }) => kind)).toEqual(['emergency.request', 'emergency.approve']);
    expect(deeds.map(({ entry }) => entry.toString()).join(), 'no free text in the log').not.toContain(REASON);
  });

  test('is not agreed to by oneself, nor by who may not, nor twice', async () => {
    const [head, deputy, officer] = [
      await door.newPerson(['head']),
      await door.newPerson(['deputy-head']),
      await door.newPerson(['officer']),
    ];
    const accessId = await asked(head, 'system-admin');
    expect(codesOf(await decide('approve', accessId, head))).toEqual(['emergency-own']);
    expect(codesOf(await decide('approve', accessId, officer))).toEqual(['not-allowed']);
    const both = await Promise.all([decide('approve', accessId, deputy), decide('approve', accessId, deputy)]);
    expect(both.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const foreign = await door.newPerson(['head'], 2);
    expect(codesOf(await decide('end', accessId, foreign))).toEqual(['emergency-not-found']);
  });

  test('is one at a time, refused or ended early by those who may, and by no other admin', async () => {
    const [office, supervisor, audit] = [
      await door.newPerson(['group-office']),
      await door.newPerson(['supervisor']),
      await door.newPerson(['audit-admin']),
    ];
    const first = await asked(office);
    const second = await door.post(
      '/api/emergency.request',
      { role: 'system-admin', reason: REASON, minutes: 15 },
      office.cookie,
    );
    expect(codesOf(second)).toEqual(['emergency-standing']);
    expect((await decide('refuse', first, supervisor)).statusCode).toBe(200);
    const third = await asked(office);
    await decide('approve', third, supervisor);
    expect(codesOf(await decide('end', third, audit))).toEqual(['emergency-not-yours']);
    const cookie = await again(office);
    expect((await door.post('/api/emergency.end', { accessId: third }, cookie)).statusCode).toBe(200);
    expect(await rolesOf(await again(office))).toEqual(['group-office']);
    expect(codesOf(await decide('end', third, supervisor))).toEqual(['emergency-over']);
  });

  test('cannot be written past two people or past its time, even by the owner of the tables', async () => {
    const [office, head] = [await door.newPerson(['group-office']), await door.newPerson(['head'])];
    const accessId = await asked(office);
    const change = (set: Record<string, unknown>): Promise<unknown> =>
      new Promise((resolve) => {
        void runtime.asOwner(async (owner) => {
          await owner
            .updateTable('emergency_access')
            .set(set)
            .where('access_id', '=', accessId)
            .execute()
            .then(() => resolve('done'))
            .catch((error: Error) => resolve(error.message));
        });
      });
    const approved = { state: 'approved', decided_at: runtime.clock.now(), ends_at: runtime.clock.now() };
    expect(await change({ ...approved, decided_by: office.staffId })).toMatch(/two_people/);
    expect(await change({ ...approved, decided_by: head.staffId, ends_at: '2027-01-01T00:00:00Z' })).toMatch(/limited/);
    await decide('refuse', accessId, head);
  });
});
