/** A supervisor enrols witnesses; one is a program that the bureau asks, the other gets its files on a stick. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createStaff, grantRoles } from '../src/bureau/actions/staff.ts';
import { systemClock } from '../src/core/clock.ts';
import { execute } from '../src/core/command.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { collectCosignatures } from '../src/core/log/collect.ts';
import { buildApp } from '../src/http/app.ts';
import { deskRoutes } from '../src/http/desk.ts';
import { portalRoutes } from '../src/http/portal.ts';
import { identifier, sessionRoutes } from '../src/http/session.ts';
import { actorOf, testRuntime, type TestRuntime } from '../src/testing/runtime.ts';
import { grow, keyOf, startWitness, witnessFolder, type WitnessProcess } from '../src/witness/log.testing.ts';
import { openWitness } from '../src/witness/state.ts';
import { addCheckpoint } from '../src/witness/witness.ts';
import { openBrowser, SCREENS, visitor } from './browser.ts';
import { hold } from './hold.ts';

const USERNAME = 'story.supervisor';
const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
const PASSWORD = 'correct horse battery';

let runtime: TestRuntime;
let app: FastifyInstance;
let browser: Browser;
let address: string;
let witness: WitnessProcess;
let near: Awaited<ReturnType<typeof witnessFolder>>;
let far: Awaited<ReturnType<typeof witnessFolder>>;

beforeAll(async () => {
  runtime = await testRuntime(systemClock.now());
  const secrets = temporaryIdentitySecrets();
  const identity = openIdentity({ db: runtime.db, clock: runtime.clock, secrets, publicUrl: undefined });
  const extend = async (instance: FastifyInstance): Promise<void> => {
    sessionRoutes(instance, runtime, identity);
    portalRoutes(instance, runtime);
    await deskRoutes(instance);
  };
  app = await buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
  address = await app.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
  const person = { username: USERNAME, name: '示例人员', department: '派驻纪检组', oneTimePassword: ONE_TIME };
  const created = await execute(runtime, actorOf(['system-admin']), createStaff, randomUUID(), person);
  if (!created.ok) throw new Error(JSON.stringify(created.refusals));
  const grant = { staffId: created.value.staffId, roles: ['supervisor'] };
  expect(await execute(runtime, actorOf(['security-admin']), grantRoles, randomUUID(), grant)).toMatchObject({
    ok: true,
  });
  await grow(runtime, 3);
  near = await witnessFolder();
  far = await witnessFolder();
  witness = await startWitness(near.folder, ['--name', 'gongzheng.example', '--log', keyOf(runtime)]);
});
afterAll(async () => {
  await witness.stop();
  await browser.close();
  await app.close();
  await runtime.close();
  await near.remove();
  await far.remove();
});

test('witnesses are enrolled, asked, and brought on a stick; the portal says who signed', async () => {
  const context = await visitor(browser, address, SCREENS[0]);
  const page = await context.newPage();
  await signIn(page);

  await page.goto('/desk/bureau/witnesses');
  await page.getByText('还没有登记见证方').waitFor();
  await hold(page, 'witness-none');

  const asked = await openWitness(near.folder, undefined, []);
  await enroll(page, '区公证处', asked.vkey, witness.url);
  runtime.clock.set(systemClock.now());
  await collectCosignatures(runtime, 1);
  await page.reload();
  await page.getByText('已签', { exact: true }).waitFor();

  const offline = await openWitness(far.folder, 'jijian.example', [keyOf(runtime)]);
  await enroll(page, '区纪委监委', offline.vkey);
  const href = await page
    .getByRole('row', { name: /区纪委监委/ })
    .getByRole('link', { name: '取文件' })
    .getAttribute('href');
  const request = await (await page.request.get(href ?? '')).text();
  const answer = await addCheckpoint(offline, systemClock, request);
  if (answer.is !== 'cosigned') throw new Error(answer.reason);
  const file = join(far.folder, 'cosigned.txt');
  await writeFile(file, answer.note);
  runtime.clock.set(systemClock.now());
  await page.getByLabel('见证签名文件').setInputFiles(file);
  await page.getByRole('button', { name: '上传见证签名' }).click();
  await page.getByText('收下 1 个见证签名').waitFor();

  await page.getByRole('link', { name: '设定见证规则' }).click();
  await page.getByLabel('法定数').fill('3');
  await page.getByRole('button', { name: '设定见证规则' }).click();
  await page.getByText('只有 2 个见证方').first().waitFor();
  await page.getByLabel('法定数').fill('2');
  await page.getByRole('button', { name: '设定见证规则' }).click();
  await page.getByText('抽取公告须有 2 个见证签名才算公布').waitFor();
  await hold(page, 'witness-rule');

  await page.goto('/log');
  const row = page.getByRole('row', { name: /区纪委监委/ });
  expect(await row.textContent()).toMatch(/等待签名|已签到最新/);
  await hold(page, 'witness-log');
  await context.close();
});

async function signIn(page: Page): Promise<void> {
  await page.goto('/desk/password');
  await page.getByLabel('用户名').fill(USERNAME);
  await page.getByLabel('密码', { exact: true }).fill(ONE_TIME);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByText('当前是一次性密码').waitFor();
  await page.getByLabel('现在的密码').fill(ONE_TIME);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByRole('button', { name: '修改本人密码' }).click();
  await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
}

async function enroll(page: Page, title: string, vkey: string, url = ''): Promise<void> {
  await page.getByRole('link', { name: '登记见证方' }).click();
  await page.getByLabel('单位名称').fill(title);
  await page.getByLabel('见证公钥').fill(vkey);
  await page.getByLabel('请求地址').fill(url);
  await page.getByRole('button', { name: '登记见证方' }).click();
  await page.getByRole('row', { name: new RegExp(title) }).waitFor();
}
