/** 待办: every open obligation stands in exactly one queue, with its days left and why. */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../core/actor.ts';
import { NATIONAL_CALENDAR } from '../core/calendar/national.ts';
import { answer } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { inBureau, read } from '../core/transact.ts';
import type { Duty } from '../core/turns.ts';
import { drawTurns } from '../draw/reads/waiting.ts';
import { drawDuties } from '../draw/rules/turns.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { CHIEF, DAY, openScene, STRANGER, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carry, type Step } from '../inspection/steps.testing.ts';
import { allDeeds } from '../permissions.ts';
import { carryOn, carryTo, done, type CeremonyStep } from '../testing/draw-ceremony.ts';
import { buildDistrict } from '../testing/draw-district.ts';
import { actorOf, testRuntime } from '../testing/runtime.ts';
import { entryOf, ownDuties, ownerOf, readQueue, TURN_SOURCES, type QueueEntry } from './queue.ts';

const DUTIES: readonly (readonly [string, Duty])[] = TURN_SOURCES.flatMap(({ duties }) => Object.entries(duties));
type Machine = Readonly<Record<string, readonly string[]>>;
const ROOT = new URL('../', import.meta.url);

/** Every table of what is owed in which state: whatever the modules' rules export as `…_OWED`. */
async function machines(): Promise<Machine[]> {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /^[a-z]+\/rules\/[^.]+\.ts$/.test(file) && readFileSync(new URL(file, ROOT), 'utf8').includes('_OWED'),
  );
  const modules: Readonly<Record<string, Machine>>[] = await Promise.all(
    files.map((file) => import(new URL(file, ROOT).pathname)),
  );
  return modules.flatMap((exported) =>
    Object.entries(exported).flatMap(([name, value]) => (name.endsWith('_OWED') ? [value] : [])),
  );
}

describe('the table of duties', () => {
  test('a duty ends with a deed of the permission table that its owners may do, and says why it is owed', () => {
    const wrong = DUTIES.filter(([name, { deed, owners, why }]) => {
      const rule = allDeeds[deed];
      return (
        rule === undefined ||
        !owners.every((owner) => rule.roles.includes(owner)) ||
        why.length < 8 ||
        (name !== deed && !name.startsWith(`${deed}/`))
      );
    });
    expect(wrong).toEqual([]);
    expect(new Set(DUTIES.map(([name]) => name)).size).toBe(DUTIES.length);
  });

  test('every duty is owed in some state, and in none twice', async () => {
    const all = await machines();
    const owed = all.flatMap((machine) => Object.values(machine).flat());
    expect(all.length).toBeGreaterThanOrEqual(7);
    // 每月核对 and 法规变动 hang on no state: the calendar and the law make them.
    const stateless = ['directory.verify-month', 'items.review-change'];
    expect(DUTIES.map(([name]) => name).filter((name) => !owed.includes(name))).toEqual(stateless);
    for (const machine of all)
      for (const duties of Object.values(machine)) expect(new Set(duties).size).toBe(duties.length);
  });

  test.each(ROLES)(
    'without anybody who is %s, every duty that somebody can do still stands in exactly one queue',
    (absent) => {
      const inOffice = new Set(ROLES.filter((role) => role !== absent));
      for (const [name, duty] of DUTIES) {
        const queues = ROLES.filter((role) => ownDuties(inOffice, { roles: [role] }).has(name));
        expect([name, queues]).toEqual([
          name,
          duty.owners.every((owner) => owner === absent) ? [] : [ownerOf(duty, inOffice)],
        ]);
      }
    },
  );
});

const STEPS: readonly Step[] = [
  'accepted',
  'drafted',
  'submitted',
  'approved',
  'notified',
  'checked-in',
  'recorded',
  'members-signed',
  'signed-off',
];

describe('a day for which the holiday notice is still to come', () => {
  const on = (name: string, dueOn: string | null): boolean => {
    const turn = { record: 'r', where: '', stands: '', dueOn, href: '/' as const };
    return entryOf(name, turn, '2026-12-21', NATIONAL_CALENDAR).isProvisional;
  };

  test.each([
    ['counted in workdays', 'disclosure.confirm', '2027-01-04', true],
    ['ended on a workday by rule', 'hazard.report-progress', '2027-01-04', true],
    ['said to the enterprise in its order: it does not move', 'rectification.open-round', '2027-01-04', false],
    ['in a year that is known', 'disclosure.confirm', '2026-12-31', false],
    ['that nothing sets', 'disclosure.confirm', null, false],
  ])('%s', (_what, name, dueOn, expected) => {
    expect(on(name, dueOn)).toBe(expected);
  });
});

describe('the queue', () => {
  let scene: Scene;
  const teams = new Map<Step, Team>();
  beforeAll(async () => {
    scene = await openScene();
    await inBureau(scene.runtime, 1, async (tx) => {
      for (const role of ROLES)
        await tx.db
          .insertInto('staff')
          .values({
            bureau_id: 1,
            staff_id: `only-${role}`,
            name: role,
            department: '科',
            username: role,
            roles: [role],
            active: true,
            created_at: tx.now,
          })
          .execute();
    });
    for (const step of STEPS) teams.set(step, await carry(scene, scene.take(true), step));
    for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
  }, 90_000);
  afterAll(() => scene.close());

  const queueOf = async (role: Role, staffId = `only-${role}`): Promise<readonly QueueEntry[]> => {
    const result = await answer(scene.runtime, actorOf([role], staffId), readQueue, {});
    if (!result.ok) throw new Error(JSON.stringify(result.refusals));
    return result.value.entries;
  };

  test('shows a visit at every step to those whose turn it is, and to nobody else', async () => {
    const dutiesFor = async (step: Step) => {
      const team = teams.get(step);
      if (team?.expert === undefined) throw new Error(`no team with an expert at ${step}`);
      const seen: Record<string, string[]> = {};
      const people = { lead: team.lead, second: team.second, expert: team.expert, chief: CHIEF, stranger: STRANGER };
      for (const [who, { roles, staffId }] of Object.entries(people)) {
        const own = (await queueOf(roles[0] ?? 'officer', staffId)).filter(({ href }) =>
          href.endsWith(team.inspectionId),
        );
        if (own.length > 0) seen[who] = own.map(({ duty }) => duty);
      }
      return seen;
    };
    const team = (duty: string) => ({ lead: [duty], second: [duty] });
    expect(await dutiesFor('accepted')).toEqual(team('inspection.submit-plan'));
    expect(await dutiesFor('submitted')).toEqual({ chief: ['inspection.approve-plan'] });
    expect(await dutiesFor('approved')).toEqual(team('inspection.issue-notice'));
    expect(await dutiesFor('notified')).toEqual(team('inspection.check-in'));
    expect(await dutiesFor('checked-in')).toEqual({
      ...team('inspection.close-record'),
      expert: ['inspection.state-opinion'],
    });
    expect(await dutiesFor('recorded')).toEqual({
      ...team('inspection.sign/officer'),
      expert: ['inspection.sign/expert'],
    });
    expect(await dutiesFor('members-signed')).toEqual(team('inspection.sign-off'));
    expect(await dutiesFor('signed-off')).toEqual({ chief: ['inspection.close'] });
  });

  test('holds every obligation once: no id twice in a queue, none in the queues of two roles', async () => {
    const seen = new Map<string, Set<Role>>();
    for (const role of ROLES) {
      const people = role === 'officer' ? [...teams.values()].map(({ lead }) => lead.staffId) : [`only-${role}`];
      for (const staffId of people) {
        const ids = (await queueOf(role, staffId)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids) seen.set(id, (seen.get(id) ?? new Set()).add(role));
      }
    }
    expect(seen.size).toBeGreaterThan(10);
    expect([...seen].filter(([, roles]) => roles.size !== 1)).toEqual([]);
  });

  test('counts in workdays what the law counts in workdays, in calendar days the rest, and gives the reason', async () => {
    const { lead, inspectionId } = teams.get('notified') ?? scene.take();
    const entries = await queueOf('officer', lead.staffId);
    expect(entries.find(({ href }) => href.endsWith(inspectionId))).toMatchObject({ dueOn: DAY, left: 0, unit: 'day' });
    const published = await queueOf('officer', teams.get('signed-off')?.lead.staffId);
    // 2026-03-12 signed: the 20th workday is 2026-04-10, since 清明 (04-04 to 04-06) does not count; 29 calendar days.
    expect(published.find(({ duty }) => duty === 'disclosure.confirm')).toMatchObject({
      dueOn: '2026-04-10',
      left: 20,
      unit: 'workday',
      why: expect.stringContaining('20 个工作日'),
    });
  });

  test('an obligation that is done is in nobody’s queue any more', async () => {
    const { inspectionId } = teams.get('signed-off') ?? scene.take();
    await done(scene.runtime, CHIEF, closeVisit, { inspectionId });
    expect((await queueOf('section-chief')).filter(({ href }) => href.endsWith(inspectionId))).toEqual([]);
  });

  test('what does not fit on the first page is said, and comes when it is asked for', async () => {
    const first = await answer(scene.runtime, actorOf(['officer'], 'nobody'), readQueue, { skip: 0 });
    expect(first).toMatchObject({ ok: true, value: { total: 0, entries: [], more: [] } });
    const open = async (most: number, skip: number) => {
      const asked = {
        staffId: teams.get('accepted')?.lead.staffId ?? '',
        duties: new Set(['inspection.accept']),
        most,
        skip,
      };
      const source = TURN_SOURCES.find(({ duties }) => 'inspection.accept' in duties);
      return read(scene.runtime, 1, async (tx) => source?.list(tx, asked));
    };
    const [whole] = (await open(50, 0)) ?? [];
    const [page] = (await open(1, 1)) ?? [];
    expect(page?.total).toBe(whole?.total);
    expect(page?.turns).toEqual(whole?.turns.slice(1, 2));
    expect(page?.turns).toHaveLength(1);
  });

  test('another bureau’s obligations are not there', async () => {
    const result = await answer(scene.runtime, actorOf(['section-chief'], 'x', 2), readQueue, {});
    expect(result).toMatchObject({ ok: true, value: { total: 0 } });
  });
});

describe('a draw on its way', () => {
  test('asks each side for its own part, and only while it is owed', async () => {
    const runtime = await testRuntime();
    const { planId } = await buildDistrict(runtime, 1);
    const duties = new Set<string>(Object.keys(drawDuties));
    const drawId = await carryTo(runtime, 'configuring', { planId });
    const owedAt: Record<string, readonly string[]> = {};
    let from: CeremonyStep = 'configuring';
    for (const step of [
      'frozen',
      'committed',
      'announced',
      'revealed',
      'rolling',
      'seeded',
      'drawn',
      'confirmed',
    ] as const) {
      await carryOn(runtime, drawId, 1, from, step);
      from = step;
      const open = await read(runtime, 1, (tx) => drawTurns(tx, { staffId: 'x', duties, most: 50, skip: 0 }));
      owedAt[step] = open.map(({ duty }) => duty);
    }
    await runtime.close();
    expect(owedAt).toEqual({
      frozen: ['draw.commit/leader', 'draw.commit/supervisor'],
      committed: ['draw.announce'],
      announced: ['draw.reveal/leader', 'draw.reveal/supervisor'],
      revealed: ['draw.record-source'],
      rolling: ['draw.confirm-source'],
      seeded: ['draw.complete'],
      drawn: ['draw.confirm'],
      confirmed: ['draw.release', 'draw.sign-record/operator', 'draw.sign-record/leader', 'draw.sign-record/witness'],
    });
  }, 60_000);
});
