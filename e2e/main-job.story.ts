/**
 * The product's main job in one story, through its screens, on a real database with a real browser: from the set-up page
 * to a result that anybody checks with `sunlot verify`.
 *
 * Two installations, because the log of a real bureau takes no other time than the database's (five minutes at most):
 * the first is founded today, as every bureau is; the second is founded through the same page, but marked as a demo by a
 * trigger of the story's own, so that a clock set by hand can carry it through the spring of 2026.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { manualClock, systemClock } from '../src/core/clock.ts';
import {
  importDirectories,
  importUglyEnterprises,
  importUglyOfficers,
  publishItems,
  setSubdistricts,
} from './main-job/directories.ts';
import { announceDraw, completeDraw, releaseDraw } from './main-job/draw.ts';
import { ADMINS, fillPasswords, letIn, OFFICE, setUp } from './main-job/people.ts';
import { openPlan } from './main-job/plan.ts';
import { readAsCitizen, verifyBundle } from './main-job/public.ts';
import { disclose, inspect, prepareVisit, signVisit, takeUpVisit } from './main-job/visit.ts';
import { openWorld, type World } from './main-job/world.ts';

describe('a bureau founded today', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(systemClock, { markDemo: false });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await world.keepEvidence();
  });
  afterAll(() => world.close());

  test('the set-up page wants the one-time code, founds the bureau once, and each admin has his own part', async () => {
    const page = await world.stranger();
    await setUp(page, 'wrong-code');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('设立码');
    await world.screen(page, 'set-up-refused');
    // What was typed is still there, but never a password.
    await page.getByLabel('设立码').fill(world.code);
    await fillPasswords(page);
    await page.getByRole('button', { name: '设立机关' }).click();
    await page.getByRole('heading', { level: 1, name: '机关已设立' }).waitFor();
    await world.screen(page, 'set-up-done');

    await letIn(world, [OFFICE.head]);
    await world.screen(await world.desk(ADMINS.audit, '/bureau/security'), 'security-log');
  });
});

describe('the spring of 2026', () => {
  const clock = manualClock('2026-01-04T01:00:00Z');
  let world: World;
  beforeAll(async () => {
    world = await openWorld(clock, { markDemo: true });
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await world.keepEvidence();
  });
  afterAll(() => world.close());

  test('the bureau is founded and seven people get their accounts and roles', async () => {
    await setUp(await world.stranger(), world.code);
    await letIn(world, Object.values(OFFICE));
    await world.screen(await world.desk(ADMINS.security, '/bureau'), 'staff');
  });

  test('workbooks become directories, and no fault gets in', async () => {
    await setSubdistricts(world);
    await importUglyEnterprises(world);
    await importUglyOfficers(world);
    await importDirectories(world);
  });

  test('the item list is imported, approved and published', async () => {
    clock.set('2026-01-05T02:00:00Z');
    await publishItems(world);
  });

  test('40 % of 200 are planned, within capacity, by three people', async () => {
    clock.set('2026-01-06T02:00:00Z');
    await openPlan(world);
  });

  let publicId = '';
  test('the draw is frozen, committed by two, announced, revealed, rolled, confirmed and released', async () => {
    clock.set('2026-03-02T01:00:00Z');
    const path = await announceDraw(world);
    clock.set('2026-03-03T01:30:00Z');
    await completeDraw(world, path);
    publicId = await releaseDraw(world, path);
  });

  let enterprise = '';
  test('one visit is planned, carried out and signed by everybody under his own account', async () => {
    clock.set('2026-03-09T01:00:00Z');
    const visit = await takeUpVisit(world);
    await prepareVisit(world, visit);
    await inspect(world, visit);
    await signVisit(world, visit);
    await disclose(world, visit);
    enterprise = visit.enterprise;
  });

  test('anybody reads the result, finds the draw it comes from, and checks the draw', async () => {
    const bundle = await readAsCitizen(world, enterprise, publicId);
    await verifyBundle(bundle);
  });
});
