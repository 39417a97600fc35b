/** Every role × every route × {own, same bureau, other bureau, none}, against the reviewed table docs/permissions.md. */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ROLES } from '../core/actor.ts';
import type { DeedSpec, ReadSpec } from '../core/command.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { allDeeds, allReads } from '../permissions.ts';
import { codesOf } from '../testing/door.ts';
import { rightValue, unknownId, type KnownIds, type Shape } from '../testing/made-values.ts';
import { idsOfBureauOne, nextAddress, openSite, type Caller, type TestSite } from '../testing/served-site.ts';
import { diceOf } from '../testing/workbook-dice.ts';
import { DEED_SPECS, READ_SPECS } from './modules.ts';

const TABLE = fileURLToPath(new URL('../../docs/permissions.md', import.meta.url));
/** Written anew with `UPDATE_PERMISSIONS=1`, for review in the same commit. */
const IS_UPDATE = process.env['UPDATE_PERMISSIONS'] === '1';

let scene: Scene;
let site: TestSite;
let ids: KnownIds;
let requests = 0;

beforeAll(async () => {
  scene = await openScene();
  await carry(scene, scene.take(), 'signed-off');
  site = await openSite(scene.runtime);
  ids = await idsOfBureauOne(scene.runtime);
}, 120_000);
afterAll(async () => {
  await site.app.close();
  await scene.close();
});

function ask(method: string, url: string, caller?: Caller, payload?: unknown): Promise<LightMyRequestResponse> {
  requests += 1;
  return site.app.inject({
    method: method as 'GET',
    url,
    headers: {
      'idempotency-key': randomUUID(),
      'x-forwarded-for': nextAddress(requests),
      ...(caller === undefined ? {} : { cookie: caller.cookie }),
    },
    ...(payload === undefined ? {} : { payload: payload as object }),
  });
}

const callersOf = (bureauId: number): readonly Caller[] => site.callers.filter((one) => one.bureauId === bureauId);
const isShut = (answer: LightMyRequestResponse): boolean =>
  (answer.statusCode === 401 && codesOf(answer).includes('not-signed-in')) ||
  (answer.statusCode === 403 && codesOf(answer).length > 0 && codesOf(answer).every((code) => code === 'not-allowed'));

/** `:id` and `*` become something that nothing has. */
function addressOf(url: string, values: Readonly<Record<string, string>> = {}): string {
  return url
    .replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(values[name] ?? formOf(name)))
    .replace('*', 'nothing');
}

/** Of the right form, so that the door is asked and not the spelling. */
function formOf(name: string): string {
  if (name.endsWith('Id')) return '00000000-0000-4000-8000-000000000000';
  return name === 'sha256' ? '0'.repeat(64) : name === 'kind' ? 'enterprise' : 'nothing';
}

/** Files that are built: names change with every build, and without one there are none. */
const BUILT = /^GET \/(assets|desk\/assets|field\/(assets|sw\.js|manifest|icon))/;

/** These end a session, or never end themselves. */
const APART = new Set(['POST /api/sign-out', 'GET /wall/:publicId/events']);

/** Who gets past the door of a route, as this server answers. */
async function admitted(route: string): Promise<string> {
  const [method = '', url = ''] = route.split(' ');
  if (APART.has(route)) return 'everybody';
  const body = method === 'POST' ? {} : undefined;
  if (!isShut(await ask(method, addressOf(url), undefined, body))) return 'everybody';
  const admits: string[] = [];
  for (const caller of callersOf(1))
    if (!isShut(await ask(method, addressOf(url), caller, body))) admits.push(caller.role);
  if (admits.length === ROLES.length + 1) return 'every account';
  return admits.length === ROLES.length && !admits.includes('no-role') ? 'every role' : admits.join(', ') || 'nobody';
}

test('every role × every route is answered as the reviewed table says; what is served is what is declared', async () => {
  const served = [...new Set(site.app.served)].filter((route) => !BUILT.test(route)).toSorted();
  const lines: string[] = [];
  for (const route of served) lines.push(`| \`${route}\` | ${await admitted(route)} |`);
  const head =
    '# Who may ask what\n\nEvery route that is served, and who gets past its door. Written and held by `src/http/matrix.test.ts`; a difference fails. What a record itself allows is the module’s rules.\n\n| route | who |\n|---|---|\n';
  const found = `${head}${lines.join('\n')}\n`;
  if (IS_UPDATE) writeFileSync(TABLE, found);
  expect(found).toBe(readFileSync(TABLE, 'utf8'));
}, 480_000);

test('the table says of every deed and read what the permission table says', () => {
  const table = readFileSync(TABLE, 'utf8');
  const rowOf = (route: string): string =>
    table
      .split('\n')
      .find((line) => line.startsWith(`| \`${route}\``))
      ?.split('|')[2]
      ?.trim() ?? 'not served';
  const expected = (roles: readonly string[]): string =>
    ROLES.every((role) => roles.includes(role))
      ? 'every role'
      : ROLES.filter((role) => roles.includes(role)).join(', ') || 'nobody';
  for (const { kind, rule } of DEED_SPECS) expect(rowOf(`POST /api/${kind}`), kind).toBe(expected(rule.roles));
  for (const { path, rule, method = 'GET' } of READ_SPECS)
    expect(rowOf(`${method} ${path}`), path).toBe(expected(rule.roles));
  const kinds = new Set([...DEED_SPECS, ...READ_SPECS].map(({ kind }) => kind));
  const rules = new Map(Object.entries({ ...allDeeds, ...allReads }));
  const elsewhere = [...rules.keys()].filter((kind) => !kinds.has(kind as `${string}.${string}`));
  // What nobody may is done by programs after other deeds, by the set-up, or by an enterprise's code.
  const unserved = elsewhere.filter(
    (kind) => !table.includes(`POST /api/${kind}\``) && rules.get(kind)?.roles.length !== 0,
  );
  expect(unserved.toSorted()).toEqual(UNSERVED);
});

/** Rights that a route of another name asks for: a field of a record, a file by its hash, a beacon, the plan as a notice. */
const UNSERVED = [
  'directory.read-id-number',
  'directory.read-phone',
  'draw.fetch-beacon',
  'inspection.keep-file',
  'plan.read-notice',
  'rectification.keep-photo',
];

describe('another bureau', () => {
  const shapeOf = (spec: DeedSpec | ReadSpec): Shape =>
    z.toJSONSchema(spec.input, { io: 'input', unrepresentable: 'any' }) as Shape;

  /** The same question with ids that exist in bureau 1, and with ids that nothing has. */
  function questions(spec: DeedSpec | ReadSpec, round: number): { known: unknown; none: unknown } {
    const make = (given: KnownIds): unknown => rightValue(shapeOf(spec), '', given, diceOf(`${spec.kind} ${round}`));
    const nothing = Object.fromEntries(
      Object.entries(ids).map(([name, values]) => [
        name,
        values.map((value, at) => (/^[0-9a-f-]{36}$/.test(value) ? unknownId(diceOf(`${name} ${at}`)) : `none-${at}`)),
      ]),
    );
    return { known: make(ids), none: make(nothing) };
  }

  function sent(spec: DeedSpec | ReadSpec, input: unknown, caller: Caller): Promise<LightMyRequestResponse> {
    if (!('path' in spec)) return ask('POST', `/api/${spec.kind}`, caller, input);
    if (spec.method === 'POST') return ask('POST', spec.path, caller, input);
    const values = Object.fromEntries(
      Object.entries(input as Record<string, unknown>).map(([name, value]) => [name, String(value)]),
    );
    const query = new URLSearchParams(
      Object.entries(values).filter(([name, value]) => !spec.path.includes(`:${name}`) && value !== '[object Object]'),
    );
    return ask('GET', `${addressOf(spec.path, values)}?${query.toString()}`, caller);
  }

  /** What was asked is not part of what is told. */
  function told(answer: LightMyRequestResponse, input: unknown): string {
    const texts = new Set(
      JSON.stringify(input)
        .match(/"[^"]{6,}"/g)
        ?.map((text) => text.slice(1, -1)) ?? [],
    );
    const body = [...texts].reduce((text, one) => text.replaceAll(one, '…'), answer.body);
    return `${answer.statusCode} ${body.replaceAll(/"asOf":"[^"]*"/g, '').replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`;
  }

  test('learns nothing of an id: status and every byte are those of an id that does not exist', async () => {
    let [same, differing] = [0, 0];
    for (const spec of [...DEED_SPECS, ...READ_SPECS]) {
      const roles: readonly string[] = spec.rule.roles;
      const [own, foreign] = [1, 2].map((bureauId) => callersOf(bureauId).find(({ role }) => roles.includes(role)));
      if (own === undefined || foreign === undefined) continue;
      for (let round = 0; round < 2; round += 1) {
        const { known, none } = questions(spec, round);
        if (JSON.stringify(known) === JSON.stringify(none)) continue;
        // Asked before and after: a first question may have changed what a second is told.
        const before = await sent(spec, none, foreign);
        const ofOther = await sent(spec, known, foreign);
        const after = await sent(spec, none, foreign);
        expect([told(before, none), told(after, none)], `${spec.kind} ${JSON.stringify(known)}`).toContain(
          told(ofOther, known),
        );
        expect(ofOther.statusCode, spec.kind).toBeLessThan(500);
        same += 1;
        // The same question inside the bureau must be able to tell the difference, or this test proves nothing.
        if ('path' in spec && told(await sent(spec, known, own), known) !== told(await sent(spec, none, own), none))
          differing += 1;
      }
    }
    expect(same, 'questions with an id').toBeGreaterThan(250);
    expect(differing, 'reads that tell the difference inside the bureau').toBeGreaterThan(10);
  }, 240_000);

  test('reads no document, file or page by hand-written routes either', async () => {
    const byHand = [...new Set(site.app.served)].filter(
      (route) => /^GET \/api\/.*:/.test(route) && !READ_SPECS.some(({ path }) => route === `GET ${path}`),
    );
    expect(byHand.length).toBeGreaterThan(10);
    for (const route of byHand) {
      const url = route.slice('GET '.length);
      const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
      for (const caller of callersOf(2)) {
        const known = Object.fromEntries(names.map((name) => [name, ids[name]?.[0] ?? 'nothing']));
        const none = Object.fromEntries(
          names.map((name) => [name, ids[name] === undefined ? 'nothing' : unknownId(diceOf(name))]),
        );
        const [ofOther, ofNobody] = [
          await ask('GET', addressOf(url, known), caller),
          await ask('GET', addressOf(url, none), caller),
        ];
        expect(told(ofOther, known), `${caller.role} ${route}`).toBe(told(ofNobody, none));
      }
    }
  }, 240_000);
});

describe('one’s own', () => {
  test('account is one’s own for every role: sessions, factors and password of somebody else are out of reach', async () => {
    for (const caller of callersOf(1)) {
      const account = await ask('GET', '/api/account', caller);
      expect(account.json(), caller.role).toMatchObject({ username: `matrix.1.${caller.role}` });
      expect(account.json<{ sessions: unknown[] }>().sessions).toHaveLength(1);
    }
  });

  test('roles, sessions, factors and end are never in one’s own hand: neither admin helps himself', async () => {
    const own = async (role: string, kind: string, more: object = {}): Promise<readonly string[]> => {
      const caller = callersOf(1).find((one) => one.role === role);
      if (caller === undefined) throw new Error(role);
      return codesOf(await ask('POST', `/api/${kind}`, caller, { staffId: caller.staffId, ...more }));
    };
    expect(await own('security-admin', 'staff.grant-roles', { roles: ['head'] })).toContain('own-roles');
    expect(await own('security-admin', 'staff.deactivate')).toContain('own-deactivation');
    expect(await own('security-admin', 'staff.reset-factors')).toEqual(['own-factors-reset']);
    expect(await own('system-admin', 'staff.reset-password', { oneTimePassword: 'k7m2-9xpq-zr4t-hw3n' })).toEqual([
      'own-password-reset',
    ]);
  });
});
