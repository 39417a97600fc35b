/**
 * A sealed draw in the browser: two holders make their chains, hand over one code each on the morning of the visits, an officer
 * learns where he goes, and nobody else does.
 */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff, grantRoles } from '../src/bureau/actions/staff.ts';
import { systemActor, type Role } from '../src/core/actor.ts';
import { NO_BEACON_HOSTS } from '../src/core/beacon-hosts.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { openSetupCode } from '../src/core/identity/setup-code.ts';
import { inBureau, read } from '../src/core/transact.ts';
import { buildMissingBundles } from '../src/draw/bundle.ts';
import { buildSite } from '../src/http/site.ts';
import { DAY } from '../src/inspection/scene.testing.ts';
import { carryTo, carryOn, done } from '../src/testing/draw-ceremony.ts';
import { buildDistrict } from '../src/testing/draw-district.ts';
import { knownVisits, sealedConfig, settleJobs } from '../src/testing/draw-sealed.ts';
import { actorOf, testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, SCREENS, sidewaysScroll, violations, visitor } from './browser.ts';

const PICTURES = fileURLToPath(new URL('../test-results/sealed/', import.meta.url));
const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';
const PUBLIC_ID = '120111-2026-T1-1';
const [WIDE, PHONE] = SCREENS;

let runtime: TestRuntime;
let server: FastifyInstance;
let browser: Browser;
let address: string;
let planId: string;
let officerIds: readonly string[];

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  ({ planId, officerIds } = await buildDistrict(runtime, 1));
  const secrets = temporaryIdentitySecrets();
  const identity = openIdentity({ db: runtime.db, clock: runtime.clock, secrets, publicUrl: undefined });
  server = await buildSite({
    runtime,
    identity,
    setupCode: openSetupCode(join(tmpdir(), 'sunlot-story-without-setup-code')),
    beaconHosts: NO_BEACON_HOSTS,
    database: 'embedded',
    workerError: () => undefined,
    logging: false,
  });
  address = await server.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  await mkdir(PICTURES, { recursive: true });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
  await runtime.close();
});

interface Person {
  readonly staffId: string;
  readonly page: Page;
  /** Signs in again: after a night every session is old. */
  wake(): Promise<void>;
}

async function person(role: Role, name: string): Promise<Person> {
  const username = `story.${role}.${randomUUID().slice(0, 4)}`;
  const { staffId } = await done(runtime, actorOf(['system-admin']), createStaff, {
    username,
    name,
    department: '办公室',
    oneTimePassword: ONE_TIME,
  });
  await done(runtime, actorOf(['security-admin']), grantRoles, { staffId, roles: [role] });
  const context = await visitor(browser, address, WIDE);
  context.setDefaultTimeout(20_000);
  await signIn(context, username, ONE_TIME);
  const changed = await context.request.post('/api/staff.change-own-password', {
    headers: { 'idempotency-key': randomUUID() },
    data: { currentPassword: ONE_TIME, newPassword: PASSWORD },
  });
  expect(changed.ok()).toBe(true);
  await signIn(context, username, PASSWORD);
  return { staffId, page: await context.newPage(), wake: () => signIn(context, username, PASSWORD) };
}

async function signIn(context: BrowserContext, username: string, password: string): Promise<void> {
  const answer = await context.request.post('/api/sign-in', { data: { username, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** The page as it stands, at both sizes: nothing hangs over, nothing that a reader cannot use. */
async function hold(page: Page, name: string): Promise<void> {
  for (const screen of [WIDE, PHONE]) {
    await page.setViewportSize(screen);
    expect(await sidewaysScroll(page), `${name} at ${screen.width}`).toBe(0);
    expect(await violations(page), `${name} at ${screen.width}`).toEqual([]);
    await page.screenshot({ path: `${PICTURES}${name}-${screen.width}.png`, fullPage: true });
  }
  await page.setViewportSize(WIDE);
}

async function publishChain({ page }: Person): Promise<void> {
  await page.goto('/desk/draw/chains');
  await page.getByRole('button', { name: '公布编码链' }).click();
  await page.getByRole('button', { name: '生成编码链' }).click();
  await page.getByText('我已抄下或下载密钥').click();
  await page.getByRole('dialog').getByRole('button', { name: '公布编码链' }).click();
  await page.getByText('密钥在这个浏览器里').waitFor();
}

async function handOver({ page }: Person, drawId: string, name: string): Promise<void> {
  await page.goto(`/desk/draw/${drawId}`);
  await page.getByRole('button', { name: '交出编码' }).click();
  await page.getByText('这个浏览器里有这条链的密钥').waitFor();
  await hold(page, name);
  await page.getByRole('dialog').getByRole('button', { name: '交出编码' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

test('from the chains to the visits, and nobody learns the list who does not go there', async () => {
  const [supervisor, legal, head, office, officer] = [
    await person('supervisor', '示例监督'),
    await person('legal-reviewer', '示例法制'),
    await person('head', '示例局长'),
    await person('group-office', '示例抽取'),
    await person('officer', '示例执法'),
  ];
  await publishChain(supervisor);
  await publishChain(legal);
  await hold(legal.page, 'chains');

  await office.page.goto('/desk/draw/new');
  await office.page.getByText('封存：检查完毕后公开').click();
  await office.page.getByLabel('公开期限').waitFor();
  await hold(office.page, 'editor');

  const dates = { inspectFrom: DAY, inspectTo: '2026-03-13', resultBy: `${DAY}T04:00:00Z` };
  // Every officer has a visit or two: sixteen seats, evenly given.
  const [officerId = ''] = officerIds;
  await inBureau(runtime, 1, ({ db }) =>
    db.updateTable('officer').set({ staff_id: officer.staffId }).where('officer_id', '=', officerId).execute(),
  );
  const drawId = await carryTo(runtime, 'rolling', { planId, config: sealedConfig(dates) });
  await carryOn(runtime, drawId, 1, 'rolling', 'seeded');
  await office.page.goto(`/desk/draw/${drawId}`);
  await office.page.getByText('由执法监督和法制审核在检查首日上午各交出一个编码').waitFor();
  await hold(office.page, 'waiting-for-codes');
  await supervisor.page.goto(`/desk/draw/${drawId}`);
  await supervisor.page.getByText(`还没有到检查首日 ${DAY}`).waitFor();
  await hold(supervisor.page, 'holder-early');

  runtime.clock.set(`${DAY}T00:30:00Z`);
  for (const each of [supervisor, legal, head, office, officer]) await each.wake();
  await handOver(supervisor, drawId, 'hand-over');
  await handOver(legal, drawId, 'hand-over-last');
  await head.page.goto(`/desk/draw/${drawId}`);
  await head.page.getByText('结果已算出并封存').waitFor();
  await hold(head.page, 'drawn');
  await head.page.getByRole('button', { name: '确认抽取结果' }).click();
  await seal(head.page, '确认抽取结果');
  await office.page.goto(`/desk/draw/${drawId}`);
  await office.page.getByRole('button', { name: '派发检查任务' }).click();
  await seal(office.page, '派发检查任务');
  await settleJobs(runtime);
  await buildMissingBundles(runtime, 1);
  const drawn = (await knownVisits(runtime, drawId)).map(({ enterprise }) => enterprise);
  await office.page.goto(`/desk/draw/${drawId}`);
  await office.page.getByText(`${drawn.length} 户中已检查完 0 户`).waitFor();
  await hold(office.page, 'released');
  await office.page.goto('/desk/inspection');
  await office.page.getByRole('heading', { level: 1 }).waitFor();
  for (const code of drawn) expect(await office.page.content()).not.toContain(code);

  const [visit] = await read(
    runtime,
    1,
    ({ db }) => db.selectFrom('inspection_member').select('inspection_id').where('person_id', '=', officerId).execute(),
    systemActor(1),
  );
  await officer.page.goto(`/desk/inspection/${visit?.inspection_id}`);
  await officer.page.getByText('封存检查：公开之前只有本检查组知道这一户').waitFor();
  await officer.page.getByText('企业确已不能检查，或检查组的人不能到场？').click();
  await officer.page.getByText('申请替换').first().waitFor();
  await hold(officer.page, 'visit');

  const portal = await (await visitor(browser, address, WIDE)).newPage();
  await portal.goto(`/draws/${PUBLIC_ID}`);
  await portal.getByText('检查完毕之前不公布抽中了谁').waitFor();
  for (const code of drawn) expect(await portal.content()).not.toContain(code);
  await hold(portal, 'portal-sealed');
  await portal.goto(`/wall/${PUBLIC_ID}`);
  await portal.waitForTimeout(500);
  await portal.screenshot({ path: `${PICTURES}wall.png` });
}, 240_000);

async function seal(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: title }).click();
  await page.getByText('已').first().waitFor();
  await page.waitForTimeout(300);
}
