/** A bureau's site in front of a small district that tests may carry on by themselves, and its people at their desks. @module */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { createStaff, grantRoles } from '../src/bureau/actions/staff.ts';
import type { Role } from '../src/core/actor.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { buildDistrict, type District } from '../src/testing/draw-district.ts';
import { actorOf, testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor, signIn } from './browser.ts';
import { serveSite } from './site.ts';

const PICTURES = fileURLToPath(new URL('../test-results/', import.meta.url));
const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';
/** Longer than any page of ours takes on two busy cores. */
const PATIENCE_MS = 20_000;
const [WIDE] = SCREENS;

export interface Colleague {
  readonly staffId: string;
  readonly page: Page;
  /** Signs in again: after a night every session is old. */
  wake(): Promise<void>;
}

export interface Office {
  readonly runtime: TestRuntime;
  readonly district: District;
  /** Somebody with an account of this one role, signed in. */
  person(role: Role, name: string): Promise<Colleague>;
  /** A page of somebody without an account. */
  stranger(): Promise<Page>;
  /** The page as it stands, at both sizes: nothing hangs over, nothing that a reader cannot use; keeps its pictures. */
  hold(page: Page, name: string): Promise<void>;
  /** Pictures of every open page as it stands: for a story that failed. */
  keepEvidence(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the office on 2 March 2026, in the morning.
 * @param story - folder of its pictures under `test-results`
 */
export async function openOffice(story: string): Promise<Office> {
  const runtime = await testRuntime('2026-03-02T01:00:00Z');
  const district = await buildDistrict(runtime, 1);
  const site = await serveSite(runtime);
  const browser = await openBrowser();
  const pictures = join(PICTURES, story);
  await mkdir(pictures, { recursive: true });
  return {
    runtime,
    district,
    person: (role, name) => person(runtime, browser, site.address, role, name),
    stranger: async () => (await visitor(browser, site.address, WIDE)).newPage(),
    hold: async (page, name) => {
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        expect(await sidewaysScroll(page), `${name} at ${screen.width}`).toBe(0);
        expect(await violations(page), `${name} at ${screen.width}`).toEqual([]);
        await page.screenshot({ path: join(pictures, `${name}-${screen.width}.png`), fullPage: true });
      }
      await page.setViewportSize(WIDE);
    },
    keepEvidence: async () => {
      const pages = browser.contexts().flatMap((context) => context.pages());
      for (const [n, page] of pages.entries())
        await page.screenshot({ path: join(pictures, `failed-${n}.png`), fullPage: true });
    },
    close: async () => {
      await browser.close();
      await site.close();
      await runtime.close();
    },
  };
}

async function person(
  runtime: TestRuntime,
  browser: Browser,
  address: string,
  role: Role,
  name: string,
): Promise<Colleague> {
  const username = `story.${role}.${randomUUID().slice(0, 4)}`;
  const { staffId } = await done(runtime, actorOf(['system-admin']), createStaff, {
    username,
    name,
    department: '办公室',
    oneTimePassword: ONE_TIME,
  });
  await done(runtime, actorOf(['security-admin']), grantRoles, { staffId, roles: [role] });
  const context = await visitor(browser, address, WIDE);
  context.setDefaultTimeout(PATIENCE_MS);
  await signIn(context, username, ONE_TIME);
  const changed = await context.request.post('/api/staff.change-own-password', {
    headers: { 'idempotency-key': randomUUID() },
    data: { currentPassword: ONE_TIME, newPassword: PASSWORD },
  });
  expect(changed.ok()).toBe(true);
  await signIn(context, username, PASSWORD);
  return { staffId, page: await context.newPage(), wake: () => signIn(context, username, PASSWORD) };
}
