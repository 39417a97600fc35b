import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import vectors from '../../verifiable-draw/vectors/vdraw-1.json' with { type: 'json' };
import type { Role } from '../core/actor.ts';
import { readConfig } from '../core/config.ts';
import { parseSource } from '../draw/rules/sources.ts';
import { QUICKNET } from 'verifiable-draw';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { beaconRoutes } from './beacons.ts';

const { round, signature, randomness } = vectors.drand.quicknet;
const AT = '2026-03-02T00:59:00Z';
const PULSE = 'AB'.repeat(64);

/** Answers as a host of a beacon could; `asked` are the paths it was asked for. */
interface Host {
  readonly address: string;
  readonly asked: string[];
}

const servers: Server[] = [];
let runtime: TestRuntime;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
afterAll(() => runtime.close());

async function host(answer: (reply: ServerResponse) => void): Promise<Host> {
  const asked: string[] = [];
  const server = createServer((request, reply) => {
    asked.push(request.url ?? '');
    answer(reply);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const saying = (body: unknown) => host((reply) => reply.end(JSON.stringify(body)));
const good = () => saying({ round, randomness, signature });
/** Nobody listens there. */
const DEAD = 'http://127.0.0.1:9';

async function ask(
  path: string,
  hosts: { readonly drand?: readonly string[]; readonly nist?: readonly string[] },
  roles: readonly [Role, ...Role[]] | undefined = ['group-office'],
) {
  const identify = () => Promise.resolve(roles && actorOf(roles));
  const app = await buildApp({
    runtime,
    identify,
    logging: false,
    extend: async (instance) => beaconRoutes(instance, runtime, identify, { drand: [], nist: [], ...hosts }),
  });
  const response = await app.inject({ url: `/api/beacons/${path}` });
  await app.close();
  return { status: response.statusCode, body: response.json() };
}

const codesOf = ({ body }: { readonly body: { readonly refusals: readonly { readonly code: string }[] } }): string[] =>
  body.refusals.map(({ code }) => code);

describe('a round of drand', () => {
  test('comes from the first host whose signature is that of the round, whatever the others say', async () => {
    const liar = await saying({ round, signature: signature.replace(/^b/, 'a') });
    const late = await saying({ round: round - 1, signature });
    const portal = await host((reply) => reply.end('<html>请先登录无线网络</html>'));
    const honest = await good();
    const hosts = [DEAD, liar.address, late.address, portal.address, honest.address];
    const { status, body } = await ask(`drand/${round}`, { drand: hosts });
    expect([status, body]).toEqual([200, { value: randomness, signature }]);
    expect(honest.asked).toEqual([`/${QUICKNET.hash}/public/${round}`]);
    const source = { id: 'drand', type: 'drand', chain: QUICKNET.hash, round } as const;
    expect(parseSource({ suite: 'vd1-sha256' }, '120111-2026-T1-1', source, body.signature), 'as if typed').toEqual(
      body,
    );
  });

  test('is not there in a network without the internet: said at once, with the address for another device', async () => {
    const answer = await ask(`drand/${round}`, { drand: [DEAD, 'http://127.0.0.1:10'] });
    expect(codesOf(answer)).toEqual(['beacon-unreachable']);
    expect(answer.body.refusals[0].remedy).toContain(`${DEAD}/${QUICKNET.hash}/public/${round}`);
  });

  test('is not taken from a redirect, a flood of bytes, or a host that never ends', async () => {
    const elsewhere = await good();
    const redirect = await host((reply) => reply.writeHead(302, { location: elsewhere.address }).end());
    let wasCutOff = false;
    const flood = await host((reply) => {
      reply.on('close', () => {
        wasCutOff = !reply.writableFinished;
      });
      const pour = (): void => {
        while (!reply.destroyed && reply.write(' '.repeat(65_536)));
      };
      reply.on('drain', pour);
      pour();
    });
    const mute = await host(() => undefined);
    const begun = performance.now();
    const answer = await ask(`drand/${round}`, { drand: [redirect, flood, mute].map(({ address }) => address) });
    expect(codesOf(answer)).toEqual(['beacon-answer-wrong']);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(elsewhere.asked, 'nobody followed').toEqual([]);
    await expect.poll(() => wasCutOff).toBe(true);
  });

  test('is asked of nobody before it exists', async () => {
    const honest = await good();
    const future = Math.ceil((Date.parse('2026-03-02T01:00:00Z') / 1000 - QUICKNET.genesis) / QUICKNET.period) + 2;
    expect(codesOf(await ask(`drand/${future}`, { drand: [honest.address] }))).toEqual(['beacon-not-known']);
    expect(honest.asked).toEqual([]);
  });

  test.each(['abc', '0', '1.5', '-3', 'http:%2F%2Fevil.example'])('is a number, and %s is none', async (what) => {
    const honest = await good();
    expect(await ask(`drand/${what}`, { drand: [honest.address] })).toMatchObject({ status: 422 });
    expect(honest.asked).toEqual([]);
  });

  test('is fetched by who records sources, and by nobody else', async () => {
    const honest = await good();
    const hosts = { drand: [honest.address] };
    expect(await ask(`drand/${round}`, hosts, ['supervisor'])).toMatchObject({ status: 403 });
    const identify = () => Promise.resolve(undefined);
    const app = await buildApp({
      runtime,
      identify,
      logging: false,
      extend: async (instance) => beaconRoutes(instance, runtime, identify, { drand: [honest.address], nist: [] }),
    });
    expect((await app.inject({ url: `/api/beacons/drand/${round}` })).statusCode).toBe(401);
    await app.close();
    expect(honest.asked).toEqual([]);
  });
});

describe('a pulse of NIST', () => {
  const pulse = (timeStamp: string) => ({ pulse: { timeStamp, outputValue: PULSE, signatureValue: 'FF'.repeat(512) } });

  test('is the output of exactly that minute', async () => {
    const nist = await saying(pulse('2026-03-02T00:59:00.000Z'));
    expect((await ask(`nist/${AT}`, { nist: [nist.address] })).body).toEqual({ value: PULSE.toLowerCase() });
    expect(nist.asked).toEqual([`/beacon/2.0/pulse/time/${Date.parse(AT)}`]);
    const near = await saying(pulse('2026-03-02T00:58:00.000Z'));
    expect(codesOf(await ask(`nist/${AT}`, { nist: [near.address] }))).toEqual(['beacon-answer-wrong']);
  });

  test('has whole minutes only', async () => {
    expect(await ask('nist/2026-03-02T00:59:30Z', { nist: [DEAD] })).toMatchObject({ status: 422 });
  });
});

describe('the hosts', () => {
  test('are the public ones, those of the environment, or none', async () => {
    expect(readConfig({}).beaconHosts.drand).toContain('https://api.drand.sh');
    const own = { SUNLOT_DRAND_HOSTS: 'https://a.example, http://10.0.0.5:8080/path?x=1', SUNLOT_NIST_HOSTS: 'none' };
    expect(readConfig(own).beaconHosts).toEqual({ drand: ['https://a.example', 'http://10.0.0.5:8080'], nist: [] });
    expect(() => readConfig({ SUNLOT_DRAND_HOSTS: 'a.example' })).toThrow('SUNLOT_DRAND_HOSTS');
    expect(codesOf(await ask(`drand/${round}`, {}))).toEqual(['beacon-off']);
  });
});
