/** What is planted in everything that comes after a result: photos, answers, exposures, words, hazards, listings, objections; none of it in any public byte. */
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  decideListing,
  hearParty,
  notifyListing,
  proposeListing,
  publishListing,
  reviewListing,
} from '../credit/actions/list.ts';
import { newId } from '../core/ids.ts';
import { inBureau } from '../core/transact.ts';
import { publishExposure, publishWords, returnWords } from '../disclosure/actions/exposure.ts';
import { decideObjection } from '../disclosure/actions/objection.ts';
import { LEGAL, object, publishResultOf } from '../disclosure/objection.testing.ts';
import { CANARIES, draftEntries, must, REVIEWER } from '../disclosure/sample.testing.ts';
import { registerHazard, superviseHazard } from '../hazard/actions/supervise.ts';
import { hazardIn } from '../hazard/scene.testing.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { attachPhoto, carry, carryFrom } from '../inspection/steps.testing.ts';
import { CHIEF, carryCase, caseSceneOver, HEAD, LEGAL as CASE_LEGAL, sampleLead } from '../penalty/scene.testing.ts';
import { reportItem, requestExtension } from '../rectification/actions/answer.ts';
import { keepPhoto } from '../rectification/actions/photo.ts';
import { decideExposure, proposeExposure, stateWords } from '../rectification/actions/remind.ts';
import { enterpriseActor } from '../rectification/rules/access.ts';
import { served } from '../rectification/scene.testing.ts';
import { done, head } from '../testing/draw-ceremony.ts';
import { CATALOG, docxWith, exifOf, jpegWith, pdfOf } from '../testing/upload-files.ts';
import { buildPublicSite, crawl, ask, leaks, settleSite, type Answer } from './public-crawl.testing.ts';

const SECRET = `金丝雀：${CANARIES.idNumber}，电话${CANARIES.phone}，canary@example.com`;
/** As it stands in a finding, where the copy is made of the words around it. */
const IN_WORDS = `负责人${CANARIES.principal}（身份证${CANARIES.idNumber}，电话${CANARIES.phone}，邮箱canary@example.com）在场`;
const FORBIDDEN = ['金丝雀', CANARIES.idNumber, CANARIES.phone, 'canary'];
const SAID = '喷漆房使用非防爆插座';
/** A remark of the camera, and who wrote a document. */
const PHOTO = { name: '金丝雀现场.jpg', bytes: jpegWith(0xfe, Buffer.from(`GPS 39.1,117.2 ${SECRET}`)) };
const PAPER = {
  name: '金丝雀说明.pdf',
  bytes: pdfOf([...CATALOG, '<< /Author (canary) /Title (canary) >>'], '/Info 3 0 R'),
};
/** Where and when the camera stood, with what its owner wrote there; and what somebody remarked beside a text. */
const CAMERA = {
  name: '金丝雀东侧.jpg',
  bytes: jpegWith(0xe1, Buffer.concat([exifOf(6, '2026:03:12 10:05:00'), Buffer.from(SECRET)])),
};
const REMARKED = {
  name: '金丝雀批注.docx',
  bytes: docxWith({
    'word/comments.xml': `<w:comments><w:comment w:author="canary"><w:p><w:r><w:t>${SECRET}</w:t></w:r></w:p></w:comment></w:comments>`,
    'docProps/core.xml': '<cp:coreProperties><dc:creator>canary</dc:creator></cp:coreProperties>',
  }),
};

let scene: Scene;
let app: FastifyInstance;
let entryId: string;
let objections: readonly string[];

beforeAll(async () => {
  scene = await openScene();
  await nameEverybody();
  entryId = await answeredResult();
  await documented();
  await hazard();
  await exposed();
  await listed();
  objections = [
    await object(scene.runtime, entryId, { words: SECRET, contact: SECRET, files: [PHOTO, PAPER] }),
    await object(scene.runtime, entryId, { words: SECRET, ground: 'protected' }),
  ].map((sent) => (sent.ok ? sent.value.objectionId : JSON.stringify(sent.refusals)));
  await settleSite(scene.runtime);
  app = await buildPublicSite(scene.runtime);
}, 180_000);
afterAll(async () => {
  await app.close();
  await scene.close();
});

/** Everybody in the directories is a canary. */
async function nameEverybody(): Promise<void> {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    const people = {
      legal_representative: CANARIES.representative,
      principal: CANARIES.principal,
      safety_manager: CANARIES.safetyManager,
      production_address: CANARIES.address,
      phone_sealed: scene.runtime.fieldCipher.seal(CANARIES.phone, 'enterprise'),
      phone_hash: Buffer.alloc(32, 7),
    };
    await db.updateTable('enterprise').set(people).where('bureau_id', '=', 1).execute();
    await db.updateTable('officer').set({ name: CANARIES.officer }).where('bureau_id', '=', 1).execute();
    await db
      .updateTable('expert')
      .set({ name: CANARIES.expert, employer: CANARIES.employer })
      .where('bureau_id', '=', 1)
      .execute();
  });
}

/** A published result whose enterprise answered with photos and words, one let out and one returned. */
async function answeredResult(): Promise<string> {
  const { runtime } = scene;
  const { team, order } = await served(scene, [
    { days: 7, description: `${SAID}，${IN_WORDS}`, place: SECRET, measure: SECRET },
  ]);
  const published = await publishResultOf(runtime, team);
  const self = enterpriseActor(1, order.orderId);
  const one = { orderId: order.orderId, findingId: order.items[0]?.findingId ?? '' };
  for (const photo of [PHOTO, CAMERA])
    await must(keepPhoto(runtime, self, newId(), { ...one, moment: 'after', ...photo }));
  await done(runtime, self, requestExtension, {
    ...one,
    request: { until: '2026-03-25', reason: SECRET, interim: SECRET },
  });
  await done(runtime, self, reportItem, { ...one, report: { text: SECRET } });
  for (const [text, isLetOut] of [
    ['已于当日更换', true],
    [SECRET, false],
  ] as const) {
    const { statementId } = await done(runtime, self, stateWords, { orderId: order.orderId, text });
    if (isLetOut) await done(runtime, REVIEWER, publishWords, { statementId });
    else await done(runtime, REVIEWER, returnWords, { statementId, reason: SECRET });
  }
  return published;
}

/** A whole visit from notice to signatures, closed and published, whose team enclosed what the camera and a word processor had added. */
async function documented(): Promise<void> {
  const team = await carry(scene, scene.take(), 'checked-in');
  for (const file of [CAMERA, REMARKED]) await attachPhoto(scene, team, undefined, file);
  await carryFrom(scene, team, 'checked-in', 'signed-off');
  await publishResultOf(scene.runtime, team);
}

async function exposed(): Promise<void> {
  const { runtime } = scene;
  const { team, order } = await served(scene, [{ days: 1, description: `${SAID}，${IN_WORDS}` }]);
  const one = { orderId: order.orderId, findingId: order.items[0]?.findingId ?? '' };
  runtime.clock.advance(3 * 86_400);
  await done(runtime, team.lead, proposeExposure, { ...one, ground: 'overdue', facts: SECRET });
  const { exposureId } = await done(runtime, head, decideExposure, { ...one, outcome: 'expose', opinion: SECRET });
  await draftEntries(runtime);
  await done(runtime, REVIEWER, publishExposure, { exposureId, text: SAID });
}

async function hazard(): Promise<void> {
  const { runtime } = scene;
  const { team, hazard: found } = await hazardIn(scene);
  const one = { hazardId: found.hazardId };
  await done(runtime, team.lead, registerHazard, {
    ...one,
    registration: { reportedTo: SECRET, cause: SECRET, danger: SECRET },
  });
  await done(runtime, head, superviseHazard, {
    ...one,
    supervision: { level: 'district', treatBy: '2026-04-10', department: SECRET, reason: SECRET },
  });
  await publishResultOf(runtime, team);
}

/** A listing, with what was said on the way to it. */
async function listed(): Promise<void> {
  const { runtime } = scene;
  const cases = await caseSceneOver(runtime);
  const enterprise = await inBureau(runtime, 1, ({ db }) =>
    db.selectFrom('enterprise').select(['enterprise_id', 'name', 'credit_code']).limit(1).executeTakeFirstOrThrow(),
  );
  const party = {
    ...sampleLead().party,
    name: enterprise.name,
    creditCode: enterprise.credit_code,
    enterpriseId: enterprise.enterprise_id,
    principal: CANARIES.principal,
    address: CANARIES.address,
  };
  const { caseId } = await carryCase(
    cases,
    'executing',
    undefined,
    sampleLead({ party, cause: SECRET, facts: SECRET }),
  );
  const { entryId: listing } = await done(runtime, CHIEF, proposeListing, {
    penaltyCaseId: caseId,
    situation: 'refuses-penalty',
    facts: SECRET,
  });
  const one = { entryId: listing };
  const today = cases.today();
  await done(runtime, CASE_LEGAL, reviewListing, { ...one, outcome: 'agree', opinion: SECRET });
  await done(runtime, CHIEF, notifyListing, { ...one, servedOn: today, recipient: CANARIES.signer });
  await done(runtime, CHIEF, hearParty, { ...one, heardOn: today, argument: SECRET, reply: SECRET });
  await done(runtime, HEAD, decideListing, { ...one, outcome: 'list', opinion: SECRET });
  await done(runtime, REVIEWER, publishListing, one);
}

const crawlAll = (): Promise<Answer[]> =>
  crawl(app, [
    `/results/${entryId}`,
    `/results/${entryId}/objection`,
    ...objections.map((id) => `/api/objections/${id}`),
  ]);

describe('canaries after the result', () => {
  test('stand in no byte of any public address, and what may be public does', async () => {
    const answers = await crawlAll();
    expect(answers.filter(({ status }) => status === 429 || status >= 500).map(({ url }) => url)).toEqual([]);
    expect(leaks(answers, FORBIDDEN)).toEqual([]);
    const textOf = (url: string): string => answers.find((answer) => answer.url === url)?.text ?? '';
    for (const words of ['异议处理中', '含有个人信息或者商业秘密', '已于当日更换', SAID])
      expect(textOf(`/results/${entryId}`)).toContain(words);
    const own = /href=\\?"(\/enterprises\/[0-9A-Z]{18})\\?"/.exec(textOf(`/results/${entryId}`))?.[1] ?? '';
    expect(textOf(own)).toMatch(/企业说明[\s\S]*<blockquote>已于当日更换<\/blockquote>/);
    expect(textOf('/exposures')).toContain(SAID);
    expect(textOf('/dishonesty')).toMatch(/[0-9A-Z]{18}/);
    for (const dataset of ['objections', 'hazards', 'exposures', 'dishonesty', 'common-problems'])
      expect(
        answers.some(({ url, status }) => url.startsWith(`/data/files/${dataset}/`) && status === 200),
        dataset,
      ).toBe(true);
  }, 120_000);

  test('one that stands in a public answer is found by the same crawl: the test can fail', async () => {
    await inBureau(scene.runtime, 1, ({ db }) =>
      db
        .updateTable('disclosure_objection')
        .set({ state: 'upheld', reason: CANARIES.phone, decided_by: 'x', decided_on: '2026-03-12' })
        .where('objection_id', '=', objections[1] ?? '')
        .execute(),
    );
    scene.runtime.clock.advance(86_400);
    expect(leaks(await crawlAll(), [CANARIES.phone])).toContain(`/changes: ${CANARIES.phone}`);
  }, 120_000);

  test('an answer that withdraws takes the entry out of every byte, and leaves its reason', async () => {
    const answer = { objectionId: objections[0] ?? '', outcome: 'withdrawn' as const, reason: '不是该单位' };
    await done(scene.runtime, LEGAL, decideObjection, answer);
    const gone = await ask(app, `/results/${entryId}`);
    expect([gone.statusCode, gone.payload.includes('不是该单位')]).toEqual([410, true]);
    await settleSite(scene.runtime);
    expect(leaks(await crawlAll(), ['已于当日更换'])).toEqual([]);
  }, 120_000);
});
