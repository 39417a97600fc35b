/** The log as others read it: tiles, entries, proofs, and the page that says it in words. */
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  leafHash,
  merkleRoot,
  openNote,
  openTlogProof,
  parseCheckpoint,
  parseVkey,
  sha256Suite,
  toHex,
} from 'verifiable-draw';
import { enrollWitness } from '../bureau/actions/witnesses.ts';
import { publishCheckpoints } from '../core/log/checkpoint.ts';
import { publishChain } from '../draw/actions/chains.ts';
import { proposeVoid, voidDraw } from '../draw/actions/void.ts';
import { carryOn, carryTo, done, head, supervisor } from '../testing/draw-ceremony.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { grow, witnessFolder } from '../witness/log.testing.ts';
import { openWitness } from '../witness/state.ts';
import { buildApp } from './app.ts';
import { portalRoutes } from './portal.ts';

const LOG = '/log/120111/2026';
const ANCHOR = 'ab'.repeat(32);
let runtime: TestRuntime;
let app: FastifyInstance;
let district: District;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1);
  const first = await carryTo(runtime, 'announced', { planId: district.planId });
  await done(runtime, supervisor, proposeVoid, { drawId: first, reason: 'ROSTER_ERROR' });
  await done(runtime, head, voidDraw, { drawId: first, reason: 'ROSTER_ERROR' });
  await carryOn(runtime, first, 1, 'announced', 'drawn');
  await carryTo(runtime, 'released', { planId: district.planId, batch: 2 });
  const shares = ['1', '2', '3'].map((n) => n.repeat(64));
  await done(runtime, supervisor, publishChain, { suite: 'vd1-sha256', anchor: ANCHOR, length: 9, shares });
  await grow(runtime, 1);
  app = await buildApp({
    runtime,
    logging: false,
    identify: () => Promise.resolve(undefined),
    extend: async (site) => portalRoutes(site, runtime),
  });
});
afterAll(async () => {
  await app.close();
  await runtime.close();
});

const get = (url: string) => app.inject({ method: 'GET', url });
const textOf = async (url: string): Promise<string> => {
  const answer = await get(url);
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return answer.payload;
};
async function checkpoint(): Promise<ReturnType<typeof parseCheckpoint>> {
  const key = parseVkey((await textOf(`${LOG}/key`)).trim());
  return parseCheckpoint(openNote(await textOf(`${LOG}/checkpoint`), [key]).text);
}
/** Places and addresses of the entries on the page. */
async function links(): Promise<readonly string[]> {
  const page = await textOf('/log');
  return [...page.matchAll(/href="(\/log\/120111\/2026\/entry\/\d+)"/g)].map((match) => match[1] ?? '');
}

describe('the files of the log', () => {
  test('the partial tile of the checkpoint has its leaves, and they have its root', async () => {
    const { size, root } = await checkpoint();
    expect(size).toBeLessThan(256);
    const answer = await get(`${LOG}/tile/0/000.p/${size}`);
    expect(answer.headers['content-type']).toBe('application/octet-stream');
    expect(answer.headers['cache-control']).toContain('immutable');
    const leaves = Array.from({ length: size }, (_, i) => answer.rawPayload.subarray(32 * i, 32 * i + 32));
    expect(answer.rawPayload).toHaveLength(32 * size);
    expect(toHex(merkleRoot(sha256Suite, leaves))).toBe(toHex(root));
  });

  test.each([
    'tile/0/000',
    'tile/0/000.p/256',
    'tile/0/000.p/007',
    'tile/00/000.p/3',
    'tile/64/000.p/1',
    'tile/0/x000/000.p/3',
    'tile/0/001.p/1',
    'entry/99999',
    'request/99999',
    'nothing',
  ])('%s is not there', async (path) => {
    const answer = await get(`${LOG}/${path}`);
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  test('every entry the page names is taken with its proof, and the proof holds; a changed byte breaks it', async () => {
    const key = parseVkey((await textOf(`${LOG}/key`)).trim());
    const found = await links();
    expect(found.length).toBeGreaterThan(15);
    for (const href of found) {
      const entry = (await get(href)).rawPayload;
      const proof = await textOf(`${href}.tlog-proof`);
      const logged = openTlogProof(entry, proof, (note) => openNote(note, [key]));
      expect(href).toBe(`${LOG}/entry/${logged.index}`);
      expect(JSON.parse(entry.toString('utf8'))).toMatchObject({
        bureau: '120111',
        subject: expect.stringMatching(/^(draw|chain)\//),
      });
      const bent = Buffer.from(entry).fill(entry.readUInt8(5) ^ 1, 5, 6);
      expect(() => openTlogProof(bent, proof, (note) => openNote(note, [key]))).toThrow(/not in the tree/);
    }
  });

  test('a bundle of entries is there only when all of them are public', async () => {
    const { size } = await checkpoint();
    const bundle = (await get(`${LOG}/tile/entries/000.p/3`)).rawPayload;
    const leaves = (await get(`${LOG}/tile/0/000.p/3`)).rawPayload;
    let at = 0;
    for (let n = 0; n < 3; n += 1) {
      const length = bundle.readUInt16BE(at);
      const leaf = leafHash(sha256Suite, bundle.subarray(at + 2, at + 2 + length));
      expect(toHex(leaf)).toBe(leaves.subarray(32 * n, 32 * n + 32).toString('hex'));
      at += 2 + length;
    }
    expect(at).toBe(bundle.length);
    expect((await get(`${LOG}/tile/entries/000.p/${size}`)).statusCode).toBe(404);
    expect((await get(`${LOG}/entry/${size - 1}`)).statusCode).toBe(404);
  });

  test('the request for a witness proves growth from where it stopped', async () => {
    const { size } = await checkpoint();
    expect(await textOf(`${LOG}/request/0`)).toMatch(/^old 0\n\n120111\.test\.example\/2026\n/);
    expect((await textOf(`${LOG}/request/${size - 3}`)).startsWith(`old ${size - 3}\n`)).toBe(true);
    expect(await textOf(`${LOG}/request/${size}`)).toContain(`old ${size}\n\n`);
  });
});

test('a chain of one-time codes is read with its anchor before any code is used', async () => {
  const page = await textOf('/log');
  expect(page).toContain('封存抽取的编码链（1 条）');
  const entries = await Promise.all((await links()).map(async (href) => JSON.parse((await get(href)).payload)));
  const [chain, ...others] = entries.filter(({ subject }) => subject.startsWith('chain/'));
  expect(others).toEqual([]);
  expect(chain).toMatchObject({
    kind: 'draw.publish-chain',
    facts: { holder: 'supervisor', anchor: ANCHOR, length: 9 },
  });
});

describe('the page', () => {
  test('says that numbers have no gap, how each draw ended, and shows the hash of every entry', async () => {
    const page = await textOf('/log');
    expect(page).toContain('已公告 2 次，编号从第 1 号到第 2 号连续，没有缺号');
    expect(page).toContain('有结果的 1 次，作废的 1 次，尚未结束的 0 次');
    const [first = ''] = await links();
    const entry = (await get(first)).rawPayload;
    expect(page).toContain(toHex(leafHash(sha256Suite, entry)).slice(0, 16));
    expect(page).toContain(createHash('sha256').update(Uint8Array.of(0)).update(entry).digest('hex'));
    expect(page).not.toMatch(/测试(operator|head|supervisor)/);
  });

  test('turns red when a witness is silent, on every page that speaks of the log', async () => {
    const home = await witnessFolder();
    const { vkey } = await openWitness(home.folder, 'jijian.test.example', []);
    await done(runtime, supervisor, enrollWitness, { title: '区纪委监委', vkey });
    await publishCheckpoints(runtime, 1);
    expect(await textOf('/log')).not.toContain('role="alert"');
    runtime.clock.advance(25 * 3600);
    for (const path of ['/log', '/about', '/draws/120111-2026-T1-2']) {
      const page = await textOf(path);
      expect(page).toContain('role="alert"');
      expect(page).toContain('区纪委监委自');
    }
    await home.remove();
  });

  test('an announcement whose number is missing is named', async () => {
    await runtime.asOwner(async (owner) => {
      await owner.updateTable('draw').set({ seq: 5 }).where('seq', '=', 2).execute();
    });
    // Nobody did a deed: a page that was made before may stand for five seconds (docs/adr/0057).
    await expect.poll(() => textOf('/log'), { timeout: 10_000 }).toContain('缺第 2、3、4 号');
  });
});

test('the pages about fairness can be read', async () => {
  expect(await textOf('/fairness')).toContain('实际');
  expect(await textOf('/draws/how')).toContain('六位数种子');
  expect(await textOf('/draws/120111-2026-T1-2')).toContain('抽取之前，每家企业的机会');
});
