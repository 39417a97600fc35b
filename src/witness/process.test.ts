/** Witnesses as real programs on loopback, and a bureau that asks them. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openNote, parseCheckpoint, parseVkey } from 'verifiable-draw';
import { systemClock } from '../core/clock.ts';
import { isAllowedAddress } from '../core/log/ask-witness.ts';
import { findCheckpoint } from '../core/log/checkpoint.ts';
import { collectCosignatures } from '../core/log/collect.ts';
import { takeCosignatures } from '../core/log/cosignatures.ts';
import { witnessStandings } from '../core/log/witnesses.ts';
import { inBureau, read } from '../core/transact.ts';
import { buildApp } from '../http/app.ts';
import { codes } from '../testing/refusal-codes.ts';
import { testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { openWitness } from './state.ts';
import { addCheckpoint } from './witness.ts';
import {
  ask,
  enroll,
  grow,
  keyOf,
  requestFrom,
  runWitness,
  startWitness,
  witnessFolder,
  YEAR,
  type WitnessProcess,
} from './log.testing.ts';

// Each of these starts programs, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const NAME = 'jijian.test.example/w1';
let runtime: TestRuntime;
let home: Awaited<ReturnType<typeof witnessFolder>>;
const running: WitnessProcess[] = [];

beforeAll(async () => {
  runtime = await testRuntime(systemClock.now());
  await grow(runtime, 6);
});
afterAll(() => runtime.close());
beforeEach(async () => {
  home = await witnessFolder();
});
afterEach(async () => {
  for (const witness of running.splice(0)) await witness.stop('SIGKILL');
  await home.remove();
});

const start = async (args: readonly string[] = []): Promise<WitnessProcess> => {
  const witness = await startWitness(home.folder, ['--name', NAME, '--log', keyOf(runtime), ...args]);
  running.push(witness);
  return witness;
};
const vkeyOf = async (): Promise<string> => (await openWitness(home.folder, NAME, [keyOf(runtime)])).vkey;
const newest = async (): Promise<{ readonly size: number; readonly note: string }> => {
  const checkpoint = await read(runtime, 1, (tx) => findCheckpoint(tx, YEAR));
  if (checkpoint === undefined) throw new Error('no checkpoint');
  return checkpoint;
};
const standing = async (title: string) =>
  (await read(runtime, 1, witnessStandings)).find((witness) => witness.title === title);
const retireAll = async (): Promise<void> =>
  runtime.asOwner(async (owner) => {
    await owner.updateTable('witness').set({ retired_at: runtime.clock.now() }).execute();
  });
afterEach(retireAll);

describe('the bureau asks its witnesses', () => {
  test('each checkpoint gets the cosignature, and the public note carries it', async () => {
    const witness = await start();
    const vkey = await vkeyOf();
    await enroll(runtime, '区纪委监委', vkey, witness.url);
    for (const more of [1, 3]) {
      await grow(runtime, more);
      runtime.clock.set(systemClock.now());
      await collectCosignatures(runtime, 1);
      const { note, size } = await newest();
      const { signatures } = openNote(note, [parseVkey(vkey)]);
      const stated = signatures[0]?.timestamp ?? 0;
      expect(Math.abs(stated - Temporal.Instant.from(systemClock.now()).epochMilliseconds / 1000)).toBeLessThan(60);
      expect(await standing('区纪委监委')).toMatchObject({
        last: { size },
        waitingSince: undefined,
        contact: 'cosigned',
      });
    }
    expect(await (await fetch(witness.url)).text()).toContain(vkey);
  });

  test('a witness killed in the middle of requests comes back where it stopped, and nothing is rolled back', async () => {
    let witness = await start();
    const signed: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { url } = witness;
      const flood = Array.from({ length: 20 }, async (_, n) => {
        const answer = await ask(url, await requestFrom(runtime, signed.at(-1) ?? 0)).catch(() => undefined);
        return { n, answer };
      });
      await new Promise((resolve) => setTimeout(resolve, 15 * round));
      await witness.stop('SIGKILL');
      await Promise.all(flood);
      witness = await start();
      const body = await (await fetch(witness.url)).text();
      const note = body.slice(body.indexOf('\n\n') + 2);
      if (body.includes('\n\n')) signed.push(parseCheckpoint(note.slice(0, note.indexOf('\n\n') + 1)).size);
      await grow(runtime, 2);
    }
    expect(signed).toEqual(signed.toSorted((a, b) => a - b));
    const last = signed.at(-1) ?? 0;
    expect((await ask(witness.url, await requestFrom(runtime, last))).status).toBe(200);
    const [folder = ''] = await readdir(join(home.folder, 'logs'));
    expect(
      (await readdir(join(home.folder, 'logs', folder))).filter((file) => !/^\d{9}\.note$/.test(file)).length,
    ).toBeLessThan(4);
  });

  test('an answer that was lost on the way is asked for again', async () => {
    const witness = await start();
    await enroll(runtime, '区公证处', await vkeyOf(), witness.url);
    expect((await ask(witness.url, await requestFrom(runtime, 0))).status).toBe(200);
    await grow(runtime, 2);
    runtime.clock.set(systemClock.now());
    await collectCosignatures(runtime, 1);
    expect(await standing('区公证处')).toMatchObject({ contact: 'cosigned', waitingSince: undefined });
  });

  test('a silent one is red after the time of the rule, and the others sign all the same', async () => {
    const witness = await start();
    await enroll(runtime, '区司法局', await vkeyOf(), witness.url);
    const dead = await witnessFolder();
    const { vkey } = await openWitness(dead.folder, 'dead.test.example', []);
    await enroll(runtime, '市应急管理局', vkey, 'http://127.0.0.1:9');
    await grow(runtime, 1);
    runtime.clock.set(systemClock.now());
    await collectCosignatures(runtime, 1);
    expect(await standing('区司法局')).toMatchObject({ isSilent: false, contact: 'cosigned' });
    expect(await standing('市应急管理局')).toMatchObject({ isSilent: false, contact: 'unreachable' });
    runtime.clock.advance(24 * 3600 + 60);
    expect(await standing('区司法局')).toMatchObject({ isSilent: false });
    expect(await standing('市应急管理局')).toMatchObject({ isSilent: true });
    runtime.clock.set(systemClock.now());
    await dead.remove();
  });
});

describe('what is no cosignature', () => {
  const sign = async (): Promise<string> => {
    const state = await openWitness(home.folder, NAME, [keyOf(runtime)]);
    const answer = await addCheckpoint(state, systemClock, await requestFrom(runtime, 0));
    if (answer.is !== 'cosigned') throw new Error(answer.reason);
    return answer.note;
  };
  const bring = (note: string) => inBureau(runtime, 1, (tx) => takeCosignatures(tx, YEAR, note));

  test('one that comes on a stick counts once; brought again it adds nothing', async () => {
    await writeFile(join(home.folder, 'request'), await requestFrom(runtime, 0));
    const paths = ['--from', join(home.folder, 'request'), '--to', join(home.folder, 'signed')];
    const first = await runWitness(home.folder, ['--name', NAME, '--log', keyOf(runtime), ...paths]);
    expect(first).toMatchObject({ code: 0, output: expect.stringContaining('请送回机关上传') });
    const note = await readFile(join(home.folder, 'signed'), 'utf8');
    expect(codes(await bring(note))).toEqual(['cosignature-none']);
    await enroll(runtime, '区审计局', await vkeyOf());
    runtime.clock.set(systemClock.now());
    expect(await bring(note)).toEqual({ ok: true, value: 1 });
    expect(await bring(note)).toEqual({ ok: true, value: 0 });
  });

  test('one of an older checkpoint under a newer one', async () => {
    await enroll(runtime, '区人大', await vkeyOf());
    const old = await sign();
    await grow(runtime, 1);
    const { note } = await newest();
    const replayed = `${note.slice(0, note.indexOf('\n\n') + 2)}${old
      .split('\n')
      .filter((line) => line.includes(NAME))
      .join('\n')}\n`;
    expect(codes(await bring(replayed))).toEqual(['cosignature-invalid']);
    expect(codes(await bring(old.replace(/\n\d+\n/, '\n3\n')))).toEqual(['checkpoint-not-found']);
  });

  test('one whose time lies before the checkpoint or after now', async () => {
    await enroll(runtime, '区政协', await vkeyOf());
    const note = await sign();
    runtime.clock.advance(-3600);
    expect(codes(await bring(note))).toEqual(['cosignature-clock']);
    runtime.clock.set(systemClock.now());
    expect(await bring(note)).toEqual({ ok: true, value: 1 });
  });

  test('over HTTP the file is taken in from anybody, and refused with its reason', async () => {
    await enroll(runtime, '区档案馆', await vkeyOf());
    const app = await buildApp({ runtime, logging: false, identify: () => Promise.resolve(undefined) });
    const post = (payload: string) =>
      app.inject({
        method: 'POST',
        url: `/log/120111/${YEAR}/cosignature`,
        headers: { 'content-type': 'text/plain' },
        payload,
      });
    runtime.clock.set(systemClock.now());
    expect((await post(await sign())).json()).toEqual({ added: 1 });
    expect((await post('nonsense')).statusCode).toBe(404);
    expect((await post('nonsense')).headers['content-type']).toContain('application/problem+json');
    await app.close();
  });

  test('a witness that nobody can reach comes by itself, signs, and brings its signature; a second visit finds nothing new', async () => {
    const app = await buildApp({ runtime, logging: false, identify: () => Promise.resolve(undefined) });
    const address = await app.listen({ host: '127.0.0.1', port: 0 });
    await enroll(runtime, '区科技局', await vkeyOf());
    await grow(runtime, 2);
    runtime.clock.set(systemClock.now());
    const visit = () => runWitness(home.folder, ['--follow', `${address}/log/120111/${YEAR}`, '--every', '0']);
    expect(await visit()).toMatchObject({ code: 0, output: expect.stringContaining('已见证') });
    expect(await standing('区科技局')).toMatchObject({
      last: { size: (await newest()).size },
      waitingSince: undefined,
    });
    expect(await visit()).toEqual({ code: 0, output: '' });
    await app.close();
    expect(await visit()).toMatchObject({ code: 1, output: expect.stringContaining('连不上') });
  });

  test('without a key, a log or a file the program says what is missing', async () => {
    expect(await runWitness(join(home.folder, 'new'), [])).toMatchObject({
      code: 1,
      output: expect.stringContaining('--name'),
    });
    expect(await runWitness(home.folder, ['--name', NAME, '--log', 'nonsense'])).toMatchObject({ code: 1 });
    expect(await runWitness(home.folder, ['--nonsense'])).toMatchObject({ code: 2 });
  });
});

describe('asking reaches nothing but witnesses', () => {
  test.each([
    ['127.0.0.1', false],
    ['::1', false],
    ['::ffff:127.0.0.1', false],
    ['0.0.0.0', false],
    ['169.254.169.254', false],
    ['fe80::1', false],
    ['224.0.0.1', false],
    ['not-an-address', false],
    ['10.20.30.40', true],
    ['203.0.113.9', true],
    ['2001:db8::9', true],
  ])('%s: %s', (address, isAllowed) => {
    expect(isAllowedAddress(address, false)).toBe(isAllowed);
  });

  test('an invented bureau may have its witness on the same machine', () => {
    expect([isAllowedAddress('127.0.0.1', true), isAllowedAddress('169.254.169.254', true)]).toEqual([true, false]);
  });

  const LIARS: Readonly<Record<string, readonly [string, RequestListener]>> = {
    'a redirect is not followed': [
      'refused',
      (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    'an endless answer is cut off': ['unreachable', (_request, response) => response.end('x'.repeat(50_000))],
    'a signature of somebody else is none': ['bad-signature', (_request, response) => response.end('— x AAAA\n')],
    'a witness that has seen more than the log has': [
      'ahead',
      (_request, response) => response.writeHead(409, { 'content-type': 'text/x.tlog.size' }).end('900000\n'),
    ],
    'a witness that has seen another log of this length': [
      'fork',
      (_request, response) => response.writeHead(409).end(),
    ],
  };
  test.each(Object.entries(LIARS))('%s', async (title, [outcome, listener]) => {
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await enroll(runtime, title, await vkeyOf(), `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await grow(runtime, 1);
    await collectCosignatures(runtime, 1);
    expect(await standing(title)).toMatchObject({ contact: outcome, last: undefined });
    server.closeAllConnections();
    server.close();
  });
});
