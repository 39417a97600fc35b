/**
 * Canaries: while a sealed draw is hidden no route tells anybody which enterprises it drew, but those who go there. What a route
 * says before there is a result it may say afterwards too; an enterprise that it names only afterwards was given away.
 */
import { unzipSync } from 'fflate';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, systemActor, type Actor } from '../core/actor.ts';
import { read } from '../core/transact.ts';
import { openDraw } from '../draw/actions/open.ts';
import { approveSubstitution, requestSubstitution } from '../draw/actions/substitute.ts';
import { buildMissingBundles } from '../draw/bundle.ts';
import { reportImpossible } from '../inspection/actions/on-site.ts';
import { DAY, giveAccounts, listTeams, type Scene, type Team } from '../inspection/scene.testing.ts';
import { attachPhoto, carry } from '../inspection/steps.testing.ts';
import { EVIDENCE, recusalOf } from '../testing/draw-after.ts';
import { act, done, head, office } from '../testing/draw-ceremony.ts';
import { buildDistrict, type District } from '../testing/draw-district.ts';
import { codes } from '../testing/refusal-codes.ts';
import {
  carrySealed,
  dispatch,
  knownVisits,
  publishChains,
  release,
  sealedConfig,
  settleJobs,
} from '../testing/draw-sealed.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { newestVersions } from '../opendata/reads/versions.ts';
import type { DatasetVersion } from '../opendata/types.ts';
import { DATASET_NAMES } from '../opendata/types/datasets.ts';
import { pdfText } from '../testing/pdf.ts';
import { actorOf, testRuntime, type TestRuntime } from '../testing/runtime.ts';
import { buildApp } from './app.ts';
import { directoryRoutes } from './directory.ts';
import { drawDocumentRoutes } from './draw-documents.ts';
import { itemsRoutes } from './items.ts';
import { planDocumentRoutes } from './plan-documents.ts';
import { portalRoutes } from './portal.ts';
import { toldOf, type Firm } from './told-of.testing.ts';
import { wallRoutes } from './wall/routes.ts';

const PUBLIC_ID = '120111-2026-T1-1';
/** Everybody who could ask, by role; an officer and an expert who go nowhere; the public. */
const READERS: readonly (Actor | undefined)[] = [undefined, ...ROLES.map((role) => actorOf([role], `reader-${role}`))];
const SIZE = { enterprises: 8, officers: 6, experts: 3, count: 4 };

let runtime: TestRuntime;
let district: District;
let app: FastifyInstance;
let drawId: string;
let firms: readonly Firm[];
let routes: readonly string[];
let before: ReadonlyMap<string, ReadonlySet<string>>;

beforeAll(async () => {
  runtime = await testRuntime('2026-03-02T01:00:00Z');
  district = await buildDistrict(runtime, 1, SIZE);
  await giveAccounts(runtime, district);
  firms = await read(runtime, 1, ({ db }) =>
    db
      .selectFrom('enterprise')
      .select(['enterprise_id as id', 'name', 'credit_code as code'])
      .where('bureau_id', '=', 1)
      .execute(),
  );
  app = await buildApp({
    runtime,
    logging: false,
    identify: byHeader,
    extend: (site) => {
      for (const more of [directoryRoutes, itemsRoutes, drawDocumentRoutes, planDocumentRoutes, wallRoutes])
        more(site, runtime, byHeader);
      return Promise.resolve(portalRoutes(site, runtime));
    },
  });
  routes = getRoutes(app.printRoutes({ commonPrefix: false }));
  await publishChains(runtime);
  const dates = { inspectFrom: DAY, inspectTo: '2026-03-13', resultBy: `${DAY}T04:00:00Z` };
  drawId = await carrySealed(runtime, district.planId, 1, sealedConfig(dates), `${DAY}T00:30:00Z`);
  await settleJobs(runtime);
  before = await crawl();
}, 120_000);
afterAll(async () => {
  await app.close();
  await runtime.close();
});

function byHeader({ headers }: { readonly headers: Readonly<Record<string, unknown>> }): Promise<Actor | undefined> {
  return Promise.resolve(READERS.find((reader) => reader?.staffId === headers['x-reader']));
}

/** Full paths of every GET route out of the printed tree; a stream of events has no end to read. */
function getRoutes(tree: string): string[] {
  const path: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', part = '', methods = ''] =
      /^((?: {4}|│ {3})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    if (part === '') return [];
    const depth = indent.length / 4;
    path.splice(depth, path.length, part);
    const full = path.join('').replaceAll('//', '/');
    return methods.includes('GET') && !/events|stream/.test(full) ? [full] : [];
  });
}

/** Every address worth asking: each parameter with everything that may stand for it. */
async function addresses(): Promise<string[]> {
  const { visits, entries, plan } = await read(
    runtime,
    1,
    async ({ db }) => ({
      visits: await db.selectFrom('inspection').select('inspection_id').where('bureau_id', '=', 1).execute(),
      entries: await db.selectFrom('deed').select('seq').where('bureau_id', '=', 1).execute(),
      plan: district.planId,
    }),
    systemActor(1),
  );
  const known: Readonly<Record<string, readonly string[]>> = {
    drawId: [drawId],
    publicId: [PUBLIC_ID],
    planId: [plan],
    inspectionId: visits.map((row) => row.inspection_id),
    creditCode: firms.map(({ code }) => code),
    recordId: firms.map(({ id }) => id),
    code: ['120111'],
    year: ['2026'],
    index: entries.flatMap((_, at) => [String(at), `${at}.tlog-proof`]),
    level: ['0'],
    size: ['0'],
    kind: ['enterprise', 'enterprises'],
    dataset: DATASET_NAMES,
    file: ['2026.csv', '2026.json', '2026.zip'],
    '*': ['000', '000.p/9', 'x'],
  };
  const filled = (path: string): string[] => {
    const name = /:(\w+)/.exec(path)?.[1] ?? (path.includes('*') ? '*' : undefined);
    if (name === undefined) return [path];
    return (known[name] ?? ['none']).flatMap((value) => filled(path.replace(name === '*' ? '*' : `:${name}`, value)));
  };
  return [
    ...routes.flatMap(filled),
    ...['/api/inspections', '/api/draws', '/api/disclosures', '/api/rectifications'].map((path) => `${path}?size=100`),
    ...firms.flatMap(({ name, code }) => [
      `/draws/${PUBLIC_ID}?unit=${code}`,
      `/search?q=${encodeURIComponent(name)}`,
      `/api/inspections?q=${code}`,
      `/api/rectifications?q=${code}`,
    ]),
  ];
}

/** The enterprises that each answer names, by reader and address. */
async function crawl(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  await refreshOpenData(runtime, 1);
  const found = new Map<string, ReadonlySet<string>>();
  const wanted = await addresses();
  for (const [n, reader] of READERS.entries()) {
    const headers = reader === undefined ? {} : { 'x-reader': reader.staffId };
    for (const [m, url] of wanted.entries()) {
      // The public routes say the same to everybody; each reader asks from addresses of his own, for the limit of requests.
      if (reader !== undefined && !url.startsWith('/api/')) continue;
      const remoteAddress = `10.${n}.${m >> 8}.${m & 255}`;
      const answer = await app.inject({ method: 'GET', url, headers, remoteAddress });
      found.set(`${reader?.staffId ?? 'public'} ${url}`, named(await textOf(answer)));
    }
  }
  return found;
}

async function textOf(answer: LightMyRequestResponse): Promise<string> {
  const type = String(answer.headers['content-type'] ?? '');
  if (type.includes('pdf')) return pdfText(answer.rawPayload);
  if (!type.includes('zip')) return answer.payload;
  const files = Object.values(unzipSync(answer.rawPayload));
  return files.map((bytes) => new TextDecoder().decode(bytes)).join('\n');
}

function named(text: string): Set<string> {
  return new Set(firms.flatMap(({ name, code }) => (text.includes(name) || text.includes(code) ? [code] : [])));
}

/** What answers name now and did not name before the result, for who is not among `mayKnow`. */
function leaks(
  now: ReadonlyMap<string, ReadonlySet<string>>,
  mayKnow: Readonly<Record<string, readonly string[]>> = {},
): string[] {
  return [...now].flatMap(([key, names]) => {
    const reader = key.slice(0, key.indexOf(' '));
    const old = before.get(key);
    return [...names].flatMap((code) => (old?.has(code) || mayKnow[reader]?.includes(code) ? [] : [`${key}: ${code}`]));
  });
}

describe('a sealed draw', () => {
  let drawn: readonly string[];
  let teams: Team[];
  let quiet: readonly DatasetVersion[];

  test('asks many routes, and some of them name enterprises', () => {
    expect(routes.length).toBeGreaterThan(80);
    expect([...before.values()].filter(({ size }) => size > 0).length).toBeGreaterThan(20);
  });

  test('computed from its codes, names nobody to anybody', async () => {
    await release(runtime, drawId, 'supervisor');
    await release(runtime, drawId, 'legal');
    drawn = (await knownVisits(runtime, drawId)).map(({ enterprise }) => enterprise);
    expect(drawn).toHaveLength(SIZE.count);
    expect(leaks(await crawl())).toEqual([]);
    await tellsTheSame();
    quiet = await versions(({ dataset }) => dataset !== 'draws');
  });

  test('sent out, visited and substituted, names to the chief and the deciders what they decide, and nothing else to anybody', async () => {
    await dispatch(runtime, drawId);
    teams = await read(runtime, 1, (tx) => listTeams(tx, drawId), systemActor(1));
    const scene: Scene = { runtime, drawId, take: () => teams[0] as Team, close: () => Promise.resolve() };
    const [signed, impossible, asked] = teams as [Team, Team, Team];
    const codeOfTeam = await enterprisesOf();
    await carry(scene, signed, 'signed-off');
    await carry(scene, impossible, 'checked-in');
    await attachPhoto(scene, impossible);
    await done(runtime, impossible.lead, reportImpossible, {
      inspectionId: impossible.inspectionId,
      conclusion: 'not-operating',
      evidence: '现场无人，已拍照',
    });
    const visit = (await knownVisits(runtime, drawId)).find(({ enterprise }) => enterprise === codeOfTeam(asked));
    if (visit === undefined) throw new Error('a visit expected');
    const target = recusalOf(visit);
    expect(codes(await act(runtime, office, requestSubstitution, { drawId, target, evidence: EVIDENCE }))).toEqual([
      'substitution-not-own',
    ]);
    const { request } = await done(runtime, asked.second, requestSubstitution, { drawId, target, evidence: EVIDENCE });
    await done(runtime, head, approveSubstitution, { drawId, request });
    await settleJobs(runtime);
    await release(runtime, drawId, 'supervisor', 2, request);
    await release(runtime, drawId, 'legal', 2, request);
    await settleJobs(runtime);
    await buildMissingBundles(runtime, 1);
    const toChief = [codeOfTeam(signed), codeOfTeam(impossible)];
    const toDeciders = [codeOfTeam(asked)];
    expect(
      leaks(await crawl(), {
        'reader-section-chief': toChief,
        'reader-head': toDeciders,
        'reader-deputy-head': toDeciders,
      }),
    ).toEqual([]);
    await tellsTheSame();
    // Nor does the number of a version tell that somebody was visited.
    expect(await versions(({ dataset }) => dataset !== 'draws')).toEqual(quiet);
  });

  test('opened, names every enterprise it drew to everybody', async () => {
    runtime.clock.set('2026-03-20T09:58:00Z');
    await done(runtime, office, openDraw, { drawId });
    await settleJobs(runtime);
    await buildMissingBundles(runtime, 1);
    const now = await crawl();
    for (const url of [`/draws/${PUBLIC_ID}`, `/draws/${PUBLIC_ID}/bundle.zip`, '/data/files/drawn/2026.csv'])
      expect([...(now.get(`public ${url}`) ?? [])], url).toEqual(expect.arrayContaining([...drawn]));
    await expect(tellsTheSame()).rejects.toThrow('to deeply equal');
    expect(now.get(`reader-head /api/inspections?size=100`)?.size).toBe(SIZE.count);
    expect(now.get(`reader-disclosure-reviewer /api/disclosures?size=100`)?.size).toBe(2);
  });

  /** Whether an enterprise was drawn changes no title, count or word of what anybody reads about it. */
  async function tellsTheSame(): Promise<void> {
    const [first, ...others] = firms;
    if (first === undefined) throw new Error('firms expected');
    const told = await toldOf(app, PUBLIC_ID, first);
    expect(told.filter((answer) => answer.startsWith('200')).length).toBeGreaterThan(1);
    for (const firm of others) expect(await toldOf(app, PUBLIC_ID, firm)).toEqual(told);
  }

  async function versions(isWanted: (version: DatasetVersion) => boolean): Promise<readonly DatasetVersion[]> {
    return (await read(runtime, 1, (tx) => newestVersions(tx))).filter(isWanted);
  }

  async function enterprisesOf(): Promise<(team: Team) => string> {
    const rows = await read(
      runtime,
      1,
      ({ db }) =>
        db.selectFrom('inspection').select(['inspection_id', 'credit_code']).where('bureau_id', '=', 1).execute(),
      systemActor(1),
    );
    const codeOf = new Map(rows.map((row) => [row.inspection_id, row.credit_code]));
    return ({ inspectionId }) => codeOf.get(inspectionId) ?? '';
  }
});
