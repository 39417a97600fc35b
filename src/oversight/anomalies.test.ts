/** 监督台: what was planted is found with its rows, and nothing where nothing was. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow } from '../core/follow.ts';
import { answer } from '../core/command.ts';
import { read } from '../core/transact.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { proposeVoid, voidDraw } from '../draw/actions/void.ts';
import { CHIEF, DAY, openScene, type Scene, type Team } from '../inspection/scene.testing.ts';
import { reopenRecord } from '../inspection/actions/sign.ts';
import { carry } from '../inspection/steps.testing.ts';
import { served } from '../rectification/scene.testing.ts';
import { act, carryTo, done, head, supervisor } from '../testing/draw-ceremony.ts';
import { buildDistrict } from '../testing/draw-district.ts';
import { recusalOf, substituteNow, visitsOf } from '../testing/draw-after.ts';
import { actorOf, testRuntime } from '../testing/runtime.ts';
import type { VisitNow } from '../draw/reads/standing.ts';
import { closeNotice, issueNotice, replyNotice, returnNotice, setLimits } from './actions/notices.ts';
import { findAlert, findAlerts, readLimits } from './reads/console.ts';
import { oversightReadSpecs } from './routes.ts';
import { ALERT_CODES, DEFAULT_LIMITS, type AlertCode, type AlertRow, type Console } from './types/alerts.ts';

let scene: Scene;
const signed: Team[] = [];
beforeAll(async () => {
  scene = await openScene();
  for (let n = 0; n < 6; n += 1) signed.push(await carry(scene, scene.take(), 'signed-off'));
  await served(scene, [{ days: 7 }]);
  for (const follower of disclosureFollowers) await follow(scene.runtime, 1, follower);
}, 90_000);
afterAll(() => scene.close());

const rowsOf = (code: AlertCode): Promise<readonly AlertRow[]> =>
  read(scene.runtime, 1, async (tx) => (await findAlert(tx, code, (await readLimits(tx)).limits, 100)).rows);
/** As an administrator with the database in his hands would: past every privilege. */
const owner = (statement: ReturnType<typeof sql>) =>
  scene.runtime.asOwner(async (db) => {
    await statement.execute(db);
  });
const team = (n: number): Team => {
  const found = signed[n];
  if (found === undefined) throw new Error(`no signed visit ${n}`);
  return found;
};

describe('a district in which everything went by the book', () => {
  test('raises no alert', async () => {
    const alerts = await read(scene.runtime, 1, (tx) => findAlerts(tx, DEFAULT_LIMITS, 10));
    expect(alerts.map(({ code, rows }) => [code, rows]).filter(([, rows]) => (rows ?? []).length > 0)).toEqual([]);
    expect(alerts.map(({ code }) => code).toSorted()).toEqual([...ALERT_CODES].toSorted());
  });
});

describe('what was planted', () => {
  test('a draw that is void once its result is known (redraw)', async () => {
    const runtime = await testRuntime();
    const { planId } = await buildDistrict(runtime, 1);
    const voided = async (batch: number, step: 'announced' | 'drawn'): Promise<string> => {
      const drawId = await carryTo(runtime, step, { planId, batch });
      await done(runtime, supervisor, proposeVoid, { drawId, reason: 'ROSTER_ERROR' });
      await done(runtime, head, voidDraw, { drawId, reason: 'ROSTER_ERROR' });
      return drawId;
    };
    // Before anything random is known a void draw is ordinary: nobody can have wished for another result.
    await voided(1, 'announced');
    const planted = await voided(2, 'drawn');
    const { rows } = await read(runtime, 1, (tx) => findAlert(tx, 'redraw', DEFAULT_LIMITS, 10));
    await runtime.close();
    expect(rows).toMatchObject([{ key: planted, on: '2026-03-02', what: '结果算出之后作废' }]);
  });

  test('an officer whom recusals keep out of one visit after the other', async () => {
    const runtime = await testRuntime();
    const { planId } = await buildDistrict(runtime, 1);
    const drawId = await carryTo(runtime, 'released', { planId });
    const firstOf = async (): Promise<Map<string, VisitNow[]>> =>
      Map.groupBy(await visitsOf(runtime, drawId), ({ officer }) => officer[0]?.person ?? '');
    const [person, visits] = [...(await firstOf())].find(([, all]) => all.length > 1) ?? ['', []];
    await substituteNow(runtime, drawId, recusalOf(visits[0] as VisitNow));
    const once = await read(runtime, 1, (tx) => findAlert(tx, 'substitutions', DEFAULT_LIMITS, 10));
    expect(once.rows).toEqual([]);
    await substituteNow(runtime, drawId, recusalOf(visits[1] as VisitNow));
    const twice = await read(runtime, 1, (tx) => findAlert(tx, 'substitutions', DEFAULT_LIMITS, 10));
    await runtime.close();
    expect(twice.rows).toMatchObject([{ key: `${person}/2026`, what: `${person}，被替换 2 次` }]);
  });

  test('an officer put into a team by hand', async () => {
    const { inspectionId } = team(0);
    await owner(sql`INSERT INTO inspection_member (bureau_id, inspection_id, kind, person_id, seat)
      SELECT 1, ${inspectionId}::uuid, 'officer', officer_id, 7 FROM officer WHERE bureau_id = 1 AND officer_id NOT IN
        (SELECT person_id FROM inspection_member WHERE inspection_id = ${inspectionId}::uuid) ORDER BY certificate_number LIMIT 1`);
    const rows = await rowsOf('hand-picked');
    expect(rows).toHaveLength(1);
    expect(rows[0]?.href).toBe(`/inspection/${inspectionId}`);
    await owner(sql`DELETE FROM inspection_member WHERE seat = 7`);
  });

  test('a certificate that had expired on the day', async () => {
    const { inspectionId, officerIds } = team(1);
    await owner(
      sql`UPDATE officer SET certificate_expires_on = ${DAY}::date - 1 WHERE officer_id = ${officerIds[0]}::uuid`,
    );
    const rows = await rowsOf('expired-certificate');
    expect(rows.map(({ key }) => key)).toContain(`${inspectionId}/${officerIds[0]}`);
    // Every visit of that officer, and of nobody else.
    expect(rows.every(({ key }) => key.endsWith(officerIds[0]))).toBe(true);
    await owner(
      sql`UPDATE officer SET certificate_expires_on = '2030-12-31' WHERE officer_id = ${officerIds[0]}::uuid`,
    );
  });

  test('answers and the record itself changed after the signature', async () => {
    const { inspectionId } = team(2);
    await owner(
      sql`UPDATE inspection_answer SET at = at + interval '1 day' WHERE inspection_id = ${inspectionId}::uuid`,
    );
    await owner(
      sql`UPDATE inspection SET record = record || '\\x20'::bytea WHERE inspection_id = ${team(3).inspectionId}::uuid`,
    );
    const rows = await rowsOf('edited-after-signing');
    expect(rows.map(({ key }) => key).toSorted()).toEqual(
      [`${inspectionId}/answer`, `${team(3).inspectionId}/record`].toSorted(),
    );
  });

  test('a record reopened after the enterprise had signed', async () => {
    const open = await carry(scene, scene.take(), 'enterprise-signed');
    await done(scene.runtime, open.lead, reopenRecord, { inspectionId: open.inspectionId, reason: '补充' });
    expect(await rowsOf('reopened')).toMatchObject([{ href: `/inspection/${open.inspectionId}` }]);
    // Before the enterprise has said anything it is ordinary work.
    const early = await carry(scene, scene.take(), 'recorded');
    await done(scene.runtime, early.lead, reopenRecord, { inspectionId: early.inspectionId, reason: '补充' });
    expect(await rowsOf('reopened')).toHaveLength(1);
  });

  test('a pair that meets too often, and a streak without findings, by the limits supervision has set', async () => {
    expect(await rowsOf('pair')).toEqual([]);
    expect(await rowsOf('zero-findings')).toEqual([]);
    const { inspectionId, officerIds } = team(4);
    const [officerId] = officerIds;
    // The same enterprise under the same officer: two other visits, drawn without him, moved onto it; and the three are
    // his latest, whatever else the draw gave him that day.
    const others = signed.filter((other) => !other.officerIds.includes(officerId)).slice(0, 2);
    const moved = others.map((other) => other.inspectionId);
    await owner(sql`UPDATE inspection_member SET person_id = ${officerId}::uuid WHERE kind = 'officer' AND seat = 0
      AND inspection_id = ANY (${moved}::uuid[])`);
    await owner(sql`UPDATE inspection SET enterprise_id = (SELECT enterprise_id FROM inspection WHERE inspection_id = ${inspectionId}::uuid),
      draw_id = gen_random_uuid() WHERE inspection_id = ANY (${moved}::uuid[])`);
    await owner(
      sql`UPDATE inspection SET signed_on = signed_on + 1 WHERE inspection_id = ANY (${[inspectionId, ...moved]}::uuid[])`,
    );
    expect((await rowsOf('pair')).map(({ key }) => key.split('/')[0])).toContain(officerId);
    await done(scene.runtime, supervisor, setLimits, { version: 0, limits: { ...DEFAULT_LIMITS, zeroStreak: 3 } });
    expect((await rowsOf('zero-findings')).map(({ key }) => key)).toContain(officerId);
    const stale = await act(scene.runtime, supervisor, setLimits, { version: 0, limits: DEFAULT_LIMITS });
    expect(stale).toMatchObject({ ok: false, refusals: [{ code: 'limits-changed-meanwhile' }] });
  });

  test('a visit over the yearly cap', async () => {
    const { inspectionId } = team(5);
    await owner(
      sql`UPDATE inspection SET notice = notice || '{"visitsThisYear": 2, "cap": 2}' WHERE inspection_id = ${inspectionId}::uuid`,
    );
    expect(await rowsOf('over-cap')).toMatchObject([{ key: inspectionId, what: '本年第 3 次，上限 2 次' }]);
  });

  test('a service dated weeks before it was entered, and operations handed in late', async () => {
    const { order } = await served(scene, [{ days: 7 }]);
    await owner(sql`UPDATE rectification_order SET served_on = served_on - 9 WHERE order_id = ${order.orderId}::uuid`);
    expect(await rowsOf('back-dated')).toMatchObject([
      { key: order.orderId, what: '写的是 2026-03-03 送达，9 天后才录入' },
    ]);
    await owner(
      sql`UPDATE field_operation SET wall = wall - 12 * 86400000::bigint WHERE inspection_id = ${team(5).inspectionId}::uuid`,
    );
    expect(await rowsOf('late-entry')).toMatchObject([
      { key: team(5).inspectionId, what: expect.stringContaining('迟 12 天') },
    ]);
  });

  test('a result that is published late, or not at all', async () => {
    await owner(
      sql`UPDATE disclosure_entry SET due_on = ${DAY}::date - 4 WHERE inspection_id = ${team(5).inspectionId}::uuid`,
    );
    expect(await rowsOf('late-disclosure')).toMatchObject([{ what: '期限 2026-03-08，逾期 4 天仍未公示' }]);
  });

  test('a result that was published after its day, and one that stands as published without the deed', async () => {
    const { inspectionId } = team(4);
    await owner(sql`UPDATE disclosure_entry SET state = 'published', published_on = ${DAY}, due_on = ${DAY}::date - 2
      WHERE inspection_id = ${inspectionId}::uuid`);
    await owner(sql`INSERT INTO disclosure_snapshot (bureau_id, entry_id, version, content, hash, published_on)
      SELECT bureau_id, entry_id, 1, content, repeat('a', 64), published_on FROM disclosure_entry
      WHERE inspection_id = ${inspectionId}::uuid`);
    const words = (await rowsOf('late-disclosure')).map(({ what }) => what);
    expect(words).toContain('期限 2026-03-10，逾期 2 天才公示');
    expect(await rowsOf('no-deed')).toMatchObject([{ what: '没有“公示”的留痕' }]);
    await owner(sql`UPDATE disclosure_entry SET state = 'approved', published_on = NULL, due_on = ${DAY}::date
      WHERE inspection_id = ${inspectionId}::uuid`);
    await owner(sql`DELETE FROM disclosure_snapshot`);
  });

  test('a state without its deed', async () => {
    const { inspectionId } = scene.take();
    await owner(
      sql`UPDATE inspection SET state = 'signed', signed_on = ${DAY}, conclusion = 'no-problem' WHERE inspection_id = ${inspectionId}::uuid`,
    );
    expect(await rowsOf('no-deed')).toMatchObject([{ key: inspectionId }]);
  });
});

describe('the console and 督办', () => {
  const office = actorOf(['group-office'], 'office');
  const noticeOf = (keys: readonly string[]) => ({
    alert: 'late-disclosure' as const,
    keys: [...keys],
    request: '说明逾期原因并立即公示',
    addressee: 'group-office' as const,
    replyBy: '2026-03-20',
  });

  test('only supervision reads the console', async () => {
    const console = oversightReadSpecs.find(({ path }) => path === '/api/oversight');
    if (console === undefined) throw new Error('no console');
    expect(await answer(scene.runtime, CHIEF, console, {})).toMatchObject({
      ok: false,
      refusals: [{ code: 'not-allowed' }],
    });
    const seen = await answer(scene.runtime, supervisor, console, {});
    expect(seen.ok && (seen.value as Console).alerts.filter(({ total }) => total > 0).length).toBeGreaterThanOrEqual(9);
  });

  test('a 督办 names rows as they stood, is answered by whom it asks, and goes back with a reason', async () => {
    const [late] = await rowsOf('late-disclosure');
    const gone = await act(scene.runtime, supervisor, issueNotice, noticeOf([late?.key ?? '', 'not-there']));
    expect(gone).toMatchObject({ ok: false, refusals: [{ code: 'notice-rows-gone', facts: { count: 1 } }] });
    const { noticeId, number } = await done(scene.runtime, supervisor, issueNotice, noticeOf([late?.key ?? '']));
    expect(number).toBe('督办〔2026〕1号');
    expect(await rowsOf('late-disclosure')).toMatchObject([{ notice: number }]);
    const wrong = await act(scene.runtime, CHIEF, replyNotice, { noticeId, reply: '已公示' });
    expect(wrong).toMatchObject({ ok: false, refusals: [{ code: 'notice-not-addressee' }] });
    await done(scene.runtime, office, replyNotice, { noticeId, reply: '经办人休假，已公示' });
    await done(scene.runtime, supervisor, returnNotice, { noticeId, reason: '未附公示地址', replyBy: '2026-03-25' });
    await done(scene.runtime, office, replyNotice, { noticeId, reply: '已公示，地址见公示台' });
    await done(scene.runtime, supervisor, closeNotice, { noticeId, opinion: '已整改' });
    expect(await act(scene.runtime, office, replyNotice, { noticeId, reply: '再回复' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'notice-state' }],
    });
  });

  test('a 督办 that nobody answers in time is an alert itself', async () => {
    const [late] = await rowsOf('late-disclosure');
    const { noticeId } = await done(scene.runtime, supervisor, issueNotice, noticeOf([late?.key ?? '']));
    expect(await rowsOf('late-reply')).toEqual([]);
    scene.runtime.clock.set('2026-03-21T01:00:00Z');
    expect(await rowsOf('late-reply')).toMatchObject([{ key: noticeId, what: '逾期 1 天未回复' }]);
    scene.runtime.clock.set(`${DAY}T01:00:00Z`);
  });

  test('another bureau sees none of it', async () => {
    const alerts = await read(scene.runtime, 2, (tx) => findAlerts(tx, DEFAULT_LIMITS, 10));
    expect(alerts.every(({ total }) => total === 0)).toBe(true);
  });
});
