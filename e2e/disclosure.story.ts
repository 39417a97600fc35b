/** A draft with protected values in a real browser: marked, lifted and added to, confirmed, approved, read in the batch and published; withdrawn at once. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inBureau } from '../src/core/transact.ts';
import { approveEntry, confirmEntry, publishEntry } from '../src/disclosure/actions.ts';
import {
  CANARIES,
  draftedEntry,
  draftEntries,
  hashOf,
  plantCanaries,
  REVIEWER,
} from '../src/disclosure/sample.testing.ts';
import { carryCase, lead, openCaseScene } from '../src/penalty/scene.testing.ts';
import type { Actor, Role } from '../src/core/actor.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import type { District } from '../src/testing/draw-district.ts';
import { actorOf, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, visitor } from './browser.ts';
import { hold } from './hold.ts';
import { giveSeat, openAccount, serveSite, type ServedSite } from './site.ts';

const WORDS = `接到职工举报后检查：安全员王建国（身份证120111199003071238，电话１３９ ００００ １１１１）未在岗`;
const DESK = { width: 1366, height: 768 } as const;

let runtime: TestRuntime;
let site: ServedSite;
let browser: Browser;
let entryId: string;
/** Who handles the case. */
let handler: Actor;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  const scene = await openCaseScene();
  runtime = scene.runtime;
  // The case before its people are given other names and accounts.
  await carryCase(scene, 'executing');
  handler = lead(scene);
  const district = await districtOf();
  await plantCanaries(runtime, district, 4);
  entryId = await draftedEntry(runtime, district, { n: 0, findings: [WORDS, '设备编号6222021001123456789未粘贴标识'] });
  await draftEntries(runtime);
  site = await serveSite(runtime);
  browser = await openBrowser();
}, 180_000);

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await runtime.close();
});

async function districtOf(): Promise<District> {
  return inBureau(runtime, 1, async ({ db }) => {
    const ids = async (table: 'enterprise' | 'officer' | 'expert', id: string) =>
      (await db.selectFrom(table).selectAll().where('bureau_id', '=', 1).execute()).map((row) =>
        String(Object(row)[id]),
      );
    return {
      enterpriseIds: await ids('enterprise', 'enterprise_id'),
      officerIds: await ids('officer', 'officer_id'),
      expertIds: await ids('expert', 'expert_id'),
    } as unknown as District;
  });
}

/** The officer whose seat is in the team. */
async function seatInTeam(): Promise<string> {
  const { officer_id: officerId } = await inBureau(runtime, 1, ({ db }) =>
    db
      .selectFrom('officer')
      .select('officer_id')
      .where('bureau_id', '=', 1)
      .where('name', '=', CANARIES.officer)
      .executeTakeFirstOrThrow(),
  );
  return officerId;
}

/** Signed in as somebody of that role. */
async function deskOf(role: Role, username: string, path: string): Promise<Page> {
  const keeper = await openAccount(runtime, role, username);
  if (role === 'officer') await giveSeat(runtime, await seatInTeam(), keeper);
  const context = await visitor(browser, site.address, DESK);
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${site.address}/desk${path}`);
  await page.getByLabel('用户名').fill(keeper.username);
  await page.getByLabel('密码', { exact: true }).fill(keeper.password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  return page;
}

test('from the marks of the detector to the portal by three people, and off it at once', async () => {
  const officer = await deskOf('officer', 'chengban', `/disclosure/${entryId}`);
  const copies = officer.locator('.public-words');
  await copies.first().waitFor();
  expect(await copies.allTextContents()).toEqual([
    '【举报人信息已隐去】，电话【电话号码已隐去】）未在岗',
    '设备编号【银行账号已隐去】未粘贴标识',
  ]);
  await expectText(officer, '不得解除');
  // What only looks like a card is lifted with a reason; the whistle-blower's sentence is written anew.
  await officer
    .getByRole('button', { name: /^解\s?除$/ })
    .last()
    .click();
  await officer.getByLabel('解除的理由').fill('是设备编号，不是卡号');
  await officer.getByRole('button', { name: '解除这处遮盖' }).click();
  await officer.locator('summary', { hasText: '改写原文' }).first().click();
  await officer
    .getByRole('textbox', { name: '改写原文' })
    .first()
    .fill('安全员王建国（电话13900001111）未在岗，东侧第三门未锁');
  expect((await copies.allTextContents())[0]).toBe('安全员王某某（电话【电话号码已隐去】）未在岗，东侧第三门未锁');
  await officer.locator('summary', { hasText: '增加遮盖' }).first().click();
  await officer.getByLabel('要遮盖的文字').first().fill('东侧第三门');
  await officer
    .getByRole('button', { name: /^遮\s?盖$/ })
    .first()
    .click();
  await hold(officer, 'redaction');
  await officer.getByRole('button', { name: '修改和遮盖公开文字' }).click();
  await expectText(officer, '没有改动');
  const published = [
    '安全员王某某（电话【电话号码已隐去】）未在岗，【其他不宜公开的内容已隐去】未锁',
    '设备编号6222021001123456789未粘贴标识',
  ];
  expect(await copies.allTextContents()).toEqual(published);
  await officer.getByRole('button', { name: '确认公示稿' }).click();
  await expectText(officer, '等科室负责人审核');

  const chief = await deskOf('section-chief', 'kezhang', `/disclosure/${entryId}`);
  await chief.getByRole('button', { name: '审核公示稿' }).click();
  await expectText(chief, '等公开审查人员公示');
  await hold(chief, 'approved');

  const reviewer = await deskOf('disclosure-reviewer', 'gongkai', '/disclosure');
  await reviewer.getByRole('link', { name: '逐条核对、成批公示' }).waitFor();
  await hold(reviewer, 'queue');
  await reviewer.getByRole('link', { name: '逐条核对、成批公示' }).click();
  const publish = reviewer.getByRole('button', { name: /公示所选/ });
  await publish.waitFor();
  expect(await publish.isDisabled()).toBe(true);
  await hold(reviewer, 'batch');
  await reviewer.getByLabel('已核对，可以公示').check();
  await publish.click();
  await expectText(reviewer, '已公示 1 条');
  await hold(reviewer, 'batch-done');

  const address = `${site.address}/results/${entryId}`;
  const shown = await (await fetch(address)).text();
  for (const words of published) expect(shown).toContain(words);
  expect(shown).not.toMatch(/王建国|13900001111|120111199003071238|职工举报/);

  await reviewer.goto(`${site.address}/desk/disclosure/${entryId}`);
  await expectText(reviewer, '已在门户公示');
  const withdrawal = reviewer.locator('details', { has: reviewer.locator('summary', { hasText: '撤回公示' }) });
  await withdrawal.locator('summary').click();
  await withdrawal.getByRole('textbox').fill('检查决定被撤销');
  await reviewer.getByRole('button', { name: '撤回公示' }).click();
  await expectText(reviewer, '已从门户撤回');
  const gone = await fetch(address);
  expect(gone.status).toBe(410);
  expect(await gone.text()).not.toContain('东侧');
}, 180_000);

test('a penalty decision shows its class, its period and its words', async () => {
  const reviewer = contexts.at(-1)?.pages()[0];
  if (reviewer === undefined) throw new Error('nobody is signed in');
  await reviewer.goto(`${site.address}/desk/disclosure?kind=penalty`);
  await reviewer.getByRole('link', { name: /测试企业第/ }).click();
  await expectText(reviewer, '罚款 8000.00 元');
  await hold(reviewer, 'penalty');
  // An address of its own: a browser keeps a page for a minute.
  await reviewer.goto(`${site.address}/penalties?page=1`);
  await expectText(reviewer, '现在没有公示期内的行政处罚决定');
  await publishPenalty();
  await reviewer.goto(`${site.address}/penalties`);
  await hold(reviewer, 'portal-penalties');
  await reviewer.getByRole('link', { name: /应急罚/ }).click();
  await expectText(reviewer, '违法事实');
  await hold(reviewer, 'portal-penalty');
});

/** Through all three hands, as the deeds do it. */
async function publishPenalty(): Promise<void> {
  const { entry_id: penaltyId } = await inBureau(runtime, 1, ({ db }) =>
    db.selectFrom('disclosure_entry').select('entry_id').where('source', '=', 'penalty').executeTakeFirstOrThrow(),
  );
  await done(runtime, handler, confirmEntry, { entryId: penaltyId });
  await done(runtime, actorOf(['section-chief'], 'chief'), approveEntry, { entryId: penaltyId });
  await done(runtime, REVIEWER, publishEntry, { entryId: penaltyId, hash: await hashOf(runtime, penaltyId) });
}

async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor({ timeout: 20_000 });
}
