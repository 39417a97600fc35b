/** The room of a ceremony: a real server that can be stopped and started, a projector, a phone, a presenter. @module */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { createStaff, grantRoles } from '../../src/bureau/actions/staff.ts';
import { execute } from '../../src/core/command.ts';
import { NO_BEACON_HOSTS } from '../../src/core/beacon-hosts.ts';
import { openIdentity } from '../../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../../src/core/identity/secrets.ts';
import { openSetupCode } from '../../src/core/identity/setup-code.ts';
import type { Runtime } from '../../src/core/runtime.ts';
import { buildSite } from '../../src/http/site.ts';
import { buildDistrict, BUREAU_SIZE } from '../../src/testing/draw-district.ts';
import { flowingClock } from '../../src/testing/flowing-clock.ts';
import { actorOf, testRuntime } from '../../src/testing/runtime.ts';
import { openBrowser, SCREENS, type PROJECTOR, visitor, type Screen } from '../browser.ts';

const PICTURES = fileURLToPath(new URL('../../test-results/ceremony/', import.meta.url));
const [, PHONE] = SCREENS;
const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';
const PATIENCE_MS = 20_000;

export interface Room {
  readonly runtime: Runtime;
  readonly planId: string;
  readonly officerIds: readonly string[];
  readonly enterpriseIds: readonly string[];
  readonly address: string;
  /** A page at the address; `still`: the visitor wants no motion. */
  look(path: string, screen: Screen | typeof PROJECTOR, still?: boolean): Promise<Page>;
  /** The desk of somebody of the office, signed in. */
  desk(path: string): Promise<Page>;
  /** Stops the server and starts another one on the same database and port. */
  restart(): Promise<void>;
  picture(page: Page, name: string): Promise<void>;
  close(): Promise<void>;
}

export const phone = PHONE;

export async function openRoom(): Promise<Room> {
  const base = await testRuntime('2026-03-02T01:00:00Z');
  const runtime: Runtime = { ...base, clock: flowingClock('2026-03-02T01:00:00Z') };
  const district = await buildDistrict(runtime, 1, BUREAU_SIZE);
  const identity = openIdentity({
    db: runtime.db,
    clock: runtime.clock,
    secrets: temporaryIdentitySecrets(),
    publicUrl: undefined,
  });
  const setupCode = openSetupCode(join(tmpdir(), 'sunlot-story-without-setup-code'));
  let server: FastifyInstance | undefined;
  let port = 0;
  const start = async (): Promise<void> => {
    server = await buildSite({
      runtime,
      identity,
      setupCode,
      beaconHosts: NO_BEACON_HOSTS,
      database: 'embedded',
      workerError: () => undefined,
      logging: false,
    });
    port = Number(new URL(await server.listen({ host: '127.0.0.1', port })).port);
  };
  await start();
  await createPresenter(runtime);
  await mkdir(PICTURES, { recursive: true });
  const browser = await openBrowser();
  const address = (): string => `http://127.0.0.1:${port}`;
  return {
    runtime,
    planId: district.planId,
    officerIds: district.officerIds,
    enterpriseIds: district.enterpriseIds,
    get address() {
      return address();
    },
    look: async (path, screen, still = false) => {
      const page = await openPage(browser, address(), screen, still);
      await page.goto(path);
      return page;
    },
    desk: async (path) => {
      const page = await openPage(browser, address(), SCREENS[0], true);
      await signIn(page);
      await page.goto(`/desk${path}`);
      return page;
    },
    restart: async () => {
      await server?.close();
      await start();
    },
    picture: async (page, name) => {
      await page.screenshot({ path: `${PICTURES}${name}.png` });
    },
    close: async () => {
      await browser.close();
      await server?.close();
      await base.close();
    },
  };
}

async function openPage(
  browser: Browser,
  baseURL: string,
  screen: Screen | typeof PROJECTOR,
  still: boolean,
): Promise<Page> {
  const context = await visitor(browser, baseURL, screen);
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.emulateMedia({ reducedMotion: still ? 'reduce' : 'no-preference' });
  return page;
}

async function createPresenter(runtime: Runtime): Promise<void> {
  const created = await execute(runtime, actorOf(['system-admin']), createStaff, randomUUID(), {
    username: 'story.presenter',
    name: '示例主持',
    department: '办公室',
    oneTimePassword: ONE_TIME,
  });
  if (!created.ok) throw new Error(JSON.stringify(created.refusals));
  const granted = await execute(runtime, actorOf(['security-admin']), grantRoles, randomUUID(), {
    staffId: created.value.staffId,
    roles: ['group-office'],
  });
  if (!granted.ok) throw new Error(JSON.stringify(granted.refusals));
}

async function signIn(page: Page): Promise<void> {
  const { request } = page.context();
  const signedIn = await request.post('/api/sign-in', { data: { username: 'story.presenter', password: ONE_TIME } });
  if (!signedIn.ok()) {
    const again = await request.post('/api/sign-in', { data: { username: 'story.presenter', password: PASSWORD } });
    if (!again.ok()) throw new Error(await again.text());
    return;
  }
  const headers = { 'idempotency-key': randomUUID() };
  const changed = await request.post('/api/staff.change-own-password', {
    headers,
    data: { currentPassword: ONE_TIME, newPassword: PASSWORD },
  });
  if (!changed.ok()) throw new Error(await changed.text());
}
