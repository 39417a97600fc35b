import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../core/clock.ts';
import { openSetupCode } from '../core/identity/setup-code.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { setupRoutes } from './setup.ts';

const FORM = {
  'profile.name': '测试区应急管理局',
  'profile.creditCode': '111201110001234577',
  'profile.divisionCode': '120111',
  'profile.divisionName': '天津市测试区',
  'profile.standing': 'statutory',
  'profile.legalBasis': '《中华人民共和国安全生产法》第十条',
  'profile.entrustment': '',
  'profile.address': '测试路1号',
  'profile.phone': '022-27391234',
  'profile.complaintPhone': '12350',
  'profile.disclosureUrl': 'https://yjj.test.example/',
  'profile.reconsideration': '',
  'profile.court': '',
  'admins.system.name': '李一',
  'admins.system.username': 'li.yi',
  'admins.system.password': 'correct horse battery',
  'admins.system.repeat': 'correct horse battery',
  'admins.security.name': '王二',
  'admins.security.username': 'wang.er',
  'admins.security.password': 'staple paper clip box',
  'admins.security.repeat': 'staple paper clip box',
  'admins.audit.name': '赵三',
  'admins.audit.username': 'zhao.san',
  'admins.audit.password': 'window river seven moons',
  'admins.audit.repeat': 'window river seven moons',
};

let runtime: TestRuntime;
let app: FastifyInstance;
let folder: string;
let code: string;

beforeEach(async () => {
  runtime = await testRuntime(systemClock.now());
  folder = await mkdtemp(join(tmpdir(), 'sunlot-test-'));
  const setupCode = openSetupCode(join(folder, 'setup-code'));
  code = await setupCode.issue();
  const extend = async (instance: FastifyInstance): Promise<void> => setupRoutes(instance, runtime, setupCode);
  app = await buildApp({ runtime, identify: async () => undefined, logging: false, extend });
});
afterEach(async () => {
  await app.close();
  await runtime.close();
  await rm(folder, { recursive: true });
});

/** As on a first start: no bureau at all. */
async function empty(): Promise<void> {
  await runtime.asOwner(async (owner) => {
    await owner.deleteFrom('deed_head').execute();
    await owner.deleteFrom('bureau').execute();
  });
}

function submit(form: Readonly<Record<string, string>>): Promise<LightMyRequestResponse> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return app.inject({ method: 'POST', url: '/setup', headers, payload: new URLSearchParams(form).toString() });
}

describe('/setup', () => {
  test('shows an empty form on a first start, with the code from the printed address', async () => {
    await empty();
    const page = await app.inject(`/setup?code=${code}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain(`value="${code}"`);
    expect(page.body).not.toContain('<script');
    expect(page.body).not.toContain('aria-invalid');
    expect(page.headers['cache-control']).toBe('no-store');
  });

  test('founds the bureau from the plain form, and says so once it is done', async () => {
    await empty();
    const done = await submit({ setupCode: code, ...FORM });
    expect(done.statusCode).toBe(303);
    expect(done.headers.location).toBe('/setup?founded=120111');
    const page = await app.inject('/setup?founded=120111');
    expect(page.body).toContain('测试区应急管理局已设立');
    expect(page.body).not.toContain('<form');
  });

  test('names all mistakes at once, each linked to its field, and keeps what was typed but the passwords', async () => {
    await empty();
    const typed = {
      ...FORM,
      'profile.name': '<b>局</b>',
      'profile.phone': 'x',
      'admins.audit.password': 'short',
      'admins.audit.repeat': '',
    };
    const page = await submit({ setupCode: 'wrong', ...typed });
    expect(page.statusCode).toBe(422);
    for (const at of ['setupCode', 'profile.phone', 'admins.audit.password', 'admins.audit.repeat']) {
      expect(page.body).toContain(`href="#${at}"`);
      expect(page.body).toMatch(new RegExp(`id="${at}" name="${at}"[^>]*aria-invalid="true"`));
    }
    expect(page.body).toContain('没有设立，有 4 处需要修改');
    expect(page.body).toContain('value="li.yi"');
    expect(page.body).toMatch(/<option value="statutory" selected/);
    expect(page.body).toContain('&lt;b&gt;局&lt;/b&gt;');
    for (const secret of ['correct horse battery', 'short"', 'staple paper clip box'])
      expect(page.body).not.toContain(secret);
    expect(await runtime.db.selectFrom('bureau').select('code').execute()).toEqual([]);
  });

  test('takes an empty submission for what it is', async () => {
    await empty();
    const page = await submit({});
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain('href="#admins.system.name"');
    expect(await app.inject({ method: 'POST', url: '/setup' })).toMatchObject({ statusCode: 422 });
  });

  test('is closed while a demo is loaded', async () => {
    expect((await app.inject('/setup')).body).toContain('演示数据');
    const refused = await submit({ setupCode: code, ...FORM });
    expect(refused.statusCode).toBe(409);
    expect(refused.body).toContain('不能设立正式机关');
    expect(refused.body).not.toContain('<form');
  });

  test('is limited: twenty tries a minute', async () => {
    await empty();
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 21; attempt += 1)
      statuses.push((await submit({ setupCode: `guess${attempt}` })).statusCode);
    expect(statuses.indexOf(429)).toBe(20);
  });
});
