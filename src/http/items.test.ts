import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_ITEMS } from '../../demo/items.ts';
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { readTable } from '../core/spreadsheet/table.ts';
import { handMade } from '../core/spreadsheet/testing.ts';
import { writeTable } from '../core/spreadsheet/write.ts';
import { read } from '../core/transact.ts';
import { loadBases } from '../items/actions/bases.ts';
import { importItems } from '../items/actions/import.ts';
import { ITEM_TABLE, rowOfContent } from '../items/workbook.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { itemsRoutes } from './items.ts';

const drafter = actorOf(['group-office'], 'drafter');
const neighbour = actorOf(['group-office'], 'neighbour', 2);

let runtime: TestRuntime;
let app: FastifyInstance;
let actor: Actor | undefined;
let workbook: Uint8Array;

beforeAll(async () => {
  runtime = await testRuntime();
  const identify = (): Promise<Actor | undefined> => Promise.resolve(actor);
  app = await buildApp({
    runtime,
    identify,
    logging: false,
    extend: async (instance) => itemsRoutes(instance, runtime, identify),
  });
  workbook = await writeTable(ITEM_TABLE, DEMO_ITEMS.map(rowOfContent));
});
afterAll(async () => {
  await app.close();
  await runtime.close();
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly codes: readonly string[];
}

function answerOf(response: LightMyRequestResponse): Answer {
  const body = response.json<{ refusals?: readonly { code: string; reason: string; remedy?: string }[] }>();
  return { status: response.statusCode, body, codes: (body.refusals ?? []).map(({ code }) => code) };
}

async function upload(by: Actor | undefined, bytes: Uint8Array, fileName = '事项清单.xlsx'): Promise<Answer> {
  actor = by;
  const form = new FormData();
  form.append('file', new File([Buffer.from(bytes)], fileName));
  const request = new Request('http://localhost/', { method: 'POST', body: form });
  return answerOf(
    await app.inject({
      method: 'POST',
      url: '/api/item-files',
      headers: { 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    }),
  );
}

function get(by: Actor | undefined, url: string, query: Record<string, string> = {}): Promise<LightMyRequestResponse> {
  actor = by;
  return app.inject({ method: 'GET', url, query });
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

function bomb(): Uint8Array {
  return handMade({ sheet: '', more: { 'xl/media/blank.bin': new Uint8Array(60 * 1024 * 1024) } }).bytes;
}

function macros(): Uint8Array {
  return handMade({ sheet: '', more: { 'xl/vbaProject.bin': text('x') } }).bytes;
}

async function isKept(bytes: Uint8Array): Promise<boolean> {
  return runtime.files.get(createHash('sha256').update(bytes).digest('hex')).then(
    () => true,
    () => false,
  );
}

async function editionsOf(bureauId: number): Promise<readonly unknown[]> {
  return read(runtime, bureauId, ({ db }) => db.selectFrom('item_catalogue').select('edition').execute());
}

describe('POST /api/item-files', () => {
  test('keeps the workbook under its hash, from which preview and import read it; nothing is written to the list', async () => {
    const { status, body } = await upload(drafter, workbook, ' 事项\u0000清单.xlsx');
    expect(status).toBe(200);
    expect(body).toEqual({ fileName: '事项 清单.xlsx', fileSha256: await runtime.files.put(workbook) });
    const preview = await get(drafter, '/api/item-import', body as Record<string, string>);
    expect(preview.json()).toMatchObject({ problemCount: 0, rows: DEMO_ITEMS.map(() => ({ outcome: 'new' })) });
    expect(await editionsOf(1)).toEqual([]);
  });

  test.each([
    ['nothing at all', text(''), 'a.xlsx', 'file-empty'],
    ['a web page under a workbook name', text('<html><table></table></html>'), 'a.xlsx', 'file-html'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'a.xlsx', 'file-not-workbook'],
    [
      'half a workbook',
      (): Uint8Array => workbook.subarray(0, Math.floor(workbook.length / 2)),
      'a.xlsx',
      'file-damaged',
    ],
    ['a zip bomb', (): Uint8Array => bomb(), 'a.xlsx', 'file-suspicious-compression'],
    ['a workbook with macros', (): Uint8Array => macros(), 'a.xlsx', 'file-macros'],
  ])(
    'refuses %s in words and with less than a second of work, and keeps nothing of it',
    async (_what, content, fileName, code) => {
      const bytes = typeof content === 'function' ? content() : content;
      // Processor time: a busy machine makes it take longer, not cost more.
      const begun = process.cpuUsage();
      const { status, codes, body } = await upload(drafter, bytes, fileName);
      const { user, system } = process.cpuUsage(begun);
      expect((user + system) / 1000).toBeLessThan(1000);
      expect({ status, codes }).toEqual({ status: 409, codes: [code] });
      expect(await isKept(bytes)).toBe(false);
      expect(body).toMatchObject({ refusals: [{ reason: expect.any(String), remedy: expect.any(String) }] });
    },
  );

  test('refuses a request without a file', async () => {
    actor = drafter;
    const response = await app.inject({ method: 'POST', url: '/api/item-files', payload: { file: 'x' } });
    expect(answerOf(response).codes).toEqual(['file-empty']);
  });

  test.each(['officer', 'head', 'expert', 'system-admin'] as const)('refuses the role %s', async (role) => {
    const bytes = text(`only ${role} sent this`);
    expect(await upload(actorOf([role]), bytes, 'a.csv')).toMatchObject({ status: 403, codes: ['not-allowed'] });
    expect(await isKept(bytes)).toBe(false);
    expect((await get(actorOf([role]), '/api/item-files/template')).statusCode).toBe(403);
  });

  test('refuses who is not signed in', async () => {
    expect(await upload(undefined, workbook)).toMatchObject({ status: 401, codes: ['not-signed-in'] });
    expect((await get(undefined, '/api/item-files/template')).statusCode).toBe(401);
    expect((await get(undefined, '/api/item-files/editions/1')).statusCode).toBe(401);
  });
});

describe('GET /api/item-files', () => {
  test('the template is a workbook with every heading and no item', async () => {
    const response = await get(drafter, '/api/item-files/template');
    expect(response.headers['content-disposition']).toBe(
      `attachment; filename*=UTF-8''${encodeURIComponent('随机抽查事项清单模板.xlsx')}`,
    );
    const read = await readWorkbook({ name: 'template.xlsx', bytes: response.rawPayload });
    if (!read.ok) throw new Error('not a workbook');
    const { rows, problems } = readTable(read.value, ITEM_TABLE);
    expect(rows).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['table-empty']);
  });

  test('an edition leaves as a workbook that imports without a change, for those of its own bureau', async () => {
    const { body } = await upload(drafter, workbook);
    expect((await execute(runtime, drafter, importItems, randomUUID(), body)).ok).toBe(true);
    const exported = await get(actorOf(['officer']), '/api/item-files/editions/1');
    expect(exported.statusCode).toBe(200);
    const again = await upload(drafter, exported.rawPayload);
    const preview = await get(drafter, '/api/item-import', again.body as Record<string, string>);
    expect(preview.json()).toMatchObject({
      problemCount: 0,
      otherSheets: [],
      rows: DEMO_ITEMS.map(() => ({ outcome: 'unchanged' })),
    });

    const elsewhere = await get(neighbour, '/api/item-files/editions/1');
    expect(answerOf(elsewhere)).toMatchObject({ status: 404, codes: ['catalogue-not-found'] });
    expect(await editionsOf(2)).toEqual([]);
  });

  test.each([
    ['99', 404],
    ['2147483647', 404],
    ['99999999999', 422],
    ['0', 422],
    ['one', 422],
  ])('edition %s is answered with %i', async (edition, status) => {
    expect((await get(drafter, `/api/item-files/editions/${edition}`)).statusCode).toBe(status);
  });
});

describe('POST /api/items.publish', () => {
  test('an edition greater than any column can hold is a malformed question, not an internal error', async () => {
    actor = drafter;
    const payload = { edition: 2_000_000_000_000_000, hash: 'ab'.repeat(32) };
    const headers = { 'idempotency-key': randomUUID() };
    const answer = answerOf(await app.inject({ method: 'POST', url: '/api/items.publish', headers, payload }));
    expect(answer).toMatchObject({ status: 400, codes: ['request-malformed'] });
  });
});

describe('GET /api/item-citations', () => {
  test('says what typed citations mean on the day, and what cannot be read', async () => {
    expect((await execute(runtime, drafter, loadBases, randomUUID(), {})).ok).toBe(true);
    const query = { role: 'duty', text: '安全生产法 第二十一条；有关规定\n危险化学品安全管理条例第三十三条' };
    const asked = async (): Promise<unknown> => (await get(drafter, '/api/item-citations', query)).json();
    expect(await asked()).toMatchObject({
      bases: [
        { instrument: '安全生产法', article: 21, basis: { text: expect.stringContaining('主要负责人') } },
        { instrument: '危险化学品安全管理条例', article: 33, basis: { validTo: '2026-04-30' } },
      ],
      unread: ['有关规定'],
    });
    runtime.clock.set('2026-05-01T01:00:00Z');
    expect(await asked()).toMatchObject({ bases: [{ article: 21 }, { article: 33, basis: null }] });
  });
});
