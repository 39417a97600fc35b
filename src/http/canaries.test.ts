/** Personal values, secrets and a whistle-blower planted where they stand in life; then every public address there is, read byte by byte. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau, read } from '../core/transact.ts';
import { approveEntry, confirmEntry, publishEntry, withdrawEntry } from '../disclosure/actions.ts';
import { findEntryOfCase } from '../disclosure/reads/entries.ts';
import {
  CANARIES,
  draftEntries,
  hashOf,
  must,
  plantCanaries,
  publishedEntry,
  REVIEWER,
  type Listed,
} from '../disclosure/sample.testing.ts';
import { carryCase, lead, openCaseScene, sampleLead, type CaseScene } from '../penalty/scene.testing.ts';
import { actorOf, type TestRuntime } from '../testing/runtime.ts';
import { ask, buildPublicSite, crawl, leaks, settleSite } from './public-crawl.testing.ts';

/** What no public byte may hold, beside everything that begins with 金丝雀. */
const NUMBERS = [
  CANARIES.idNumber,
  CANARIES.phone,
  '22000001111',
  '津A55555',
  'canary@example.com',
  '固化剂占三成',
  '职工举报',
  'canary.user',
];
const FORBIDDEN = ['金丝雀', ...NUMBERS];
const SAID = '配电箱未锁闭，东侧第三门';
const WORDS = [
  `安全员${CANARIES.safetyManager}（身份证${CANARIES.idNumber}，电话${CANARIES.phone}）未在岗`,
  `接到职工举报后检查，车辆津A55555堵塞通道，邮箱canary@example.com`,
  `调漆间张贴涂料配方中固化剂占三成，${SAID}`,
  `家庭住址：金丝雀里3号楼2单元501，企业信用代码914403001922038216`,
];

let scene: CaseScene<TestRuntime>;
let runtime: TestRuntime;
let app: FastifyInstance;
let visit: string;
let penalty: string;

beforeAll(async () => {
  scene = await openCaseScene();
  runtime = scene.runtime;
  // The case before its people are given other names and accounts.
  const party = {
    kind: 'unit' as const,
    name: '测试企业第九十号',
    creditCode: '91120111MA00000090',
    enterpriseId: null,
  };
  const given = sampleLead({
    party: { ...party, principal: CANARIES.principal, address: CANARIES.address },
    cause: `负责人${CANARIES.principal}（${CANARIES.phone}）拒不整改`,
    facts: `据职工举报，${CANARIES.representative}在场`,
  });
  const { caseId } = await carryCase(scene, 'executing', undefined, given);
  const district = await districtOf();
  await plantCanaries(runtime, district, 12);
  visit = await publishedEntry(runtime, district, { n: 0, findings: WORDS });
  await publishedEntry(runtime, district, { n: 1, findings: [], conclusion: 'no-problem' });
  await draftEntries(runtime);
  penalty = (await read(runtime, 1, (tx) => findEntryOfCase(tx, caseId)))?.entry_id ?? '';
  await must(execute(runtime, lead(scene), confirmEntry, newId(), { entryId: penalty }));
  await must(execute(runtime, actorOf(['section-chief'], 'chief'), approveEntry, newId(), { entryId: penalty }));
  await must(
    execute(runtime, REVIEWER, publishEntry, newId(), { entryId: penalty, hash: await hashOf(runtime, penalty) }),
  );
  await settleSite(runtime);
  app = await buildPublicSite(runtime);
}, 180_000);
afterAll(async () => {
  await app.close();
  await runtime.close();
});

const crawlAll = () => crawl(app, [`/results/${visit}`, `/penalties/${penalty}`, `/api/disclosures/${visit}`]);

/** The scene's own district, by its ids. */
async function districtOf(): Promise<Listed> {
  return inBureau(runtime, 1, async ({ db }) => {
    const ids = async (table: 'enterprise' | 'officer' | 'expert') =>
      (await db.selectFrom(table).selectAll().where('bureau_id', '=', 1).execute()).map((row) =>
        String(Object(row)[`${table}_id`]),
      );
    return {
      enterpriseIds: await ids('enterprise'),
      officerIds: await ids('officer'),
      expertIds: await ids('expert'),
    };
  });
}

describe('canaries', () => {
  test('stand in no byte of any public address', async () => {
    const answers = await crawlAll();
    process.stdout.write(
      `${answers.length} public addresses, ${answers.reduce((sum, { text }) => sum + text.length, 0)} characters\n`,
    );
    expect(answers.length).toBeGreaterThan(60);
    expect(answers.filter(({ status }) => status === 429 || status >= 500).map(({ url }) => url)).toEqual([]);
    expect(leaks(answers, FORBIDDEN)).toEqual([]);
    // The copies are there, with what was hidden named and what may be public kept.
    const page = answers.find(({ url }) => url === `/results/${visit}`)?.text ?? '';
    for (const words of [
      '【身份证件号已隐去】',
      '【车牌号已隐去】',
      '【举报人信息已隐去】',
      '【商业秘密已隐去】',
      '914403001922038216',
      '东侧第三门',
    ])
      expect(page).toContain(words);
    // The decision stands on the page of its enterprise too.
    const own = answers.find(({ url }) => url === '/enterprises/91120111MA00000090')?.text ?? '';
    expect(own).toMatch(new RegExp(`行政处罚[\\s\\S]*href="/penalties/${penalty}"`));
    expect(leaks(answers, [SAID.slice(-5)]).map((leak) => leak.split(':')[0])).toEqual(
      expect.arrayContaining([`/results/${visit}`]),
    );
  }, 120_000);

  test('are found by nobody who searches for them', async () => {
    for (const value of [...FORBIDDEN, ...Object.values(CANARIES)])
      for (const path of ['/search', '/results'])
        expect((await ask(app, `${path}?q=${encodeURIComponent(value)}`)).body, value).not.toMatch(
          /href="\/(?:enterprises|results|penalties)\/[0-9a-fA-F]/,
        );
  }, 120_000);

  test('one that stands in a published version is found by the same crawl: the test can fail', async () => {
    await inBureau(runtime, 1, async ({ db }) => {
      const first = await db
        .selectFrom('disclosure_snapshot')
        .selectAll()
        .where('entry_id', '=', visit)
        .executeTakeFirstOrThrow();
      const content = JSON.stringify(first.content);
      await db
        .insertInto('disclosure_snapshot')
        .values({ ...first, content, version: 2, reason: `${CANARIES.phone}要求` })
        .execute();
    });
    runtime.clock.advance(86_400);
    expect(leaks(await crawlAll(), [CANARIES.phone])).toContain(`/changes: ${CANARIES.phone}`);
  }, 120_000);
});

describe('a withdrawal', () => {
  test('is a 410 with its reason from the very next answer, and nothing of what was said stands anywhere', async () => {
    const before = await crawlAll();
    expect(leaks(before, ['东侧第三门']).length).toBeGreaterThan(1);
    const started = performance.now();
    for (const entryId of [visit, penalty])
      await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '检查决定被撤销' }));
    for (const url of [`/results/${visit}`, `/penalties/${penalty}`]) {
      const { statusCode, payload, headers } = await ask(app, url);
      expect([url, statusCode, headers['cache-control']]).toEqual([url, 410, 'no-cache']);
      expect(payload).toContain('检查决定被撤销');
    }
    await settleSite(runtime);
    const seconds = (performance.now() - started) / 1_000;
    process.stdout.write(`withdrawn, and out of every file, in ${seconds.toFixed(2)} s\n`);
    expect(seconds).toBeLessThan(60);
    const after = await crawlAll();
    expect(leaks(after, ['东侧第三门', '测试企业第九十号'])).toEqual([]);
    expect(after.find(({ url }) => url === '/changes')?.text).toContain('检查决定被撤销');
  }, 180_000);
});
