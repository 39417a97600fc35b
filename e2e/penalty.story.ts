/** A case by hand: lead, filing and decision at the desk, each with its papers: drafts before, numbers after. */
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../src/core/calendar/day.ts';
import {
  carryCase,
  doAct,
  FINE,
  HEAD,
  LEGAL,
  caseOf,
  openCaseScene,
  reportOf,
  sampleService,
  type CaseScene,
} from '../src/penalty/scene.testing.ts';
import { pdfText } from '../src/testing/pdf.ts';
import { actorOf, type TestRuntime } from '../src/testing/runtime.ts';
import { openBrowser, pageOf, SCREENS, visitor, type Screen } from './browser.ts';
import { hold } from './hold.ts';
import { giveSeat, openAccount, serveSite, type Keeper, type ServedSite } from './site.ts';

const PHOTO = fileURLToPath(new URL('../src/core/uploads/fixtures/picture.jpg', import.meta.url));

let scene: CaseScene<TestRuntime>;
let site: ServedSite;
let browser: Browser;
let officer: Keeper;
let deputy: Keeper;
let head: Keeper;

beforeAll(async () => {
  scene = await openCaseScene();
  site = await serveSite(scene.runtime);
  browser = await openBrowser();
  officer = await openAccount(scene.runtime, 'officer', 'case.officer');
  deputy = await openAccount(scene.runtime, 'deputy-head', 'case.deputy');
  head = await openAccount(scene.runtime, 'head', 'case.head');
  await giveSeat(scene.runtime, scene.officerIds[0] ?? '', officer);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.close();
  await scene.close();
});

async function signedIn(keeper: Keeper, path: string, screen?: Screen): Promise<Page> {
  const page = await pageOf(browser, site.address, keeper, screen);
  await page.goto(path, { waitUntil: 'networkidle' });
  return page;
}

/** Chooses in a list by the words of the choice. */
async function choose(page: Page, label: string, ...choices: readonly string[]): Promise<void> {
  const field = page.getByLabel(label, { exact: true }).first();
  await field.click();
  for (const choice of choices) await page.getByTitle(choice).last().click();
  await page.keyboard.press('Escape');
}

/** With everything unfolded. */
async function checkPage(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
  await hold(page, name);
}

test('a lead is registered and filed at the desk: the approval form is a draft before, and has its number after', async () => {
  const page = await signedIn(officer, '/desk/penalty/new');
  await choose(page, '来源', '投诉举报');
  await choose(page, '当事人', '法人或者其他组织');
  await page.locator('[id$="lead_party_name"], [name$="lead.party.name"]').first().fill('示例喷涂厂');
  await page.getByLabel('统一社会信用代码').fill('91120111MA00000X01');
  await page.getByLabel('案由').fill('未采取措施消除事故隐患');
  await page.getByLabel('基本情况').fill('喷漆房使用非防爆插座');
  await page.getByLabel('违法行为发生日').fill('2026-02-10');
  await page.getByRole('button', { name: '登记案件线索' }).click();
  await page.getByRole('heading', { level: 1, name: '示例喷涂厂' }).waitFor();
  await choose(page, '执法人员', '执法员1（DEMO1201110001）', '执法员2（DEMO1201110002）');
  await page.getByLabel('意见').first().fill('建议立案');
  await page.getByRole('button', { name: '报请立案' }).click();
  await page.getByText('草稿，等待批准').waitFor();
  await checkPage(page, 'filing');
  const url = new URL(page.url()).pathname;
  const draft = await page
    .context()
    .request.get((await page.getByRole('link', { name: 'PDF' }).first().getAttribute('href')) ?? '');
  expect(await pdfText(await draft.body())).toContain('预立案');

  const chief = await signedIn(deputy, url);
  await chief.getByLabel('意见').first().fill('同意立案');
  await chief.getByRole('button', { name: '批准立案' }).click();
  const row = chief.getByRole('row').filter({ hasText: '立案审批表' });
  await row.waitFor();
  expect(await row.textContent()).toMatch(/应急立〔2026〕\d+号/);
  expect(await chief.getByText('草稿，等待批准').count()).toBe(0);
  const paper = await chief
    .context()
    .request.get((await row.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '');
  expect(await pdfText(await paper.body())).toContain('同意立案');
});

test('the head looks at the decision as a draft, signs it, and the case shows it waiting for its service', async () => {
  const mine = actorOf(['officer'], officer.staffId);
  const own: CaseScene = { ...scene, officers: [mine, ...scene.officers.slice(1)] };
  const file = await carryCase(own, 'evidence');
  await doAct(own, mine, 'finish-investigation', file.caseId, { report: reportOf(file, FINE) });
  await doAct(own, LEGAL, 'review', file.caseId, { outcome: 'agreed', opinion: '同意' });
  await doAct(own, mine, 'serve-notice', file.caseId, { service: sampleService(own) });
  await doAct(own, mine, 'note-waiver', file.caseId, { on: own.today(), statement: '放弃陈述申辩' });
  await doAct(own, mine, 'submit-decision', file.caseId, { outcome: FINE, opinion: '按告知内容处罚' });
  const page = await signedIn(head, `/desk/penalty/${file.caseId}`);
  await checkPage(page, 'deciding');
  const item = page.getByRole('listitem').filter({ hasText: '行政处罚决定书（单位）' }).first();
  const draft = await page
    .context()
    .request.get((await item.getByRole('link', { name: 'PDF' }).getAttribute('href')) ?? '');
  const text = await pdfText(await draft.body());
  expect(text).toContain('草稿');
  expect(text).toContain('罚款人民币捌仟元整');
  await page.getByRole('button', { name: '签署决定' }).click();
  await page.getByRole('dialog').getByRole('checkbox').check();
  await page.getByRole('dialog').getByRole('button', { name: '签署决定' }).click();
  const row = page.getByRole('row').filter({ hasText: '行政处罚决定书' }).filter({ hasText: '等待送达' });
  await row.waitFor();
  await page.keyboard.press('Escape');
  await checkPage(page, 'decided');
  expect((await caseOf(own, file.caseId)).state).toBe('decided');

  // The handler sees what the receipt will say before it is made.
  const handler = await signedIn(officer, `/desk/penalty/${file.caseId}`);
  await handler.getByLabel('签收人').first().fill('企业签收人');
  await choose(handler, '方式', '直接送达');
  const [shown] = await Promise.all([
    handler.context().waitForEvent('response', (response) => response.url().endsWith('/preview')),
    handler.getByRole('button', { name: '预览《文书送达回执》' }).first().click(),
  ]);
  expect(shown.status()).toBe(200);
  await handler.getByRole('button', { name: '送达决定书' }).click();
  await handler.getByRole('row').filter({ hasText: '文书送达回执' }).nth(1).waitFor();
  await checkPage(handler, 'executing');
});

test('the party opens what it has sent itself, and a code that got about is replaced: the old one opens nothing', async () => {
  const mine = actorOf(['officer'], officer.staffId);
  const own: CaseScene = { ...scene, officers: [mine, ...scene.officers.slice(1)] };
  const { caseId } = await carryCase(own, 'noticed');
  const handler = await signedIn(officer, `/desk/penalty/${caseId}`);
  const door = handler.locator('.access-card').getByRole('link');
  const old = (await door.getAttribute('href')) ?? '';

  const context = await browser.newContext({
    baseURL: site.address,
    viewport: SCREENS[1],
    javaScriptEnabled: false,
    acceptDownloads: true,
  });
  const party = await context.newPage();
  await party.goto(old);
  await party.getByText('陈述、申辩', { exact: true }).last().click();
  await party.getByLabel('陈述、申辩的内容').fill('插座当天已经更换，附照片');
  await party.getByLabel(/^材料/).setInputFiles(PHOTO);
  await party.getByRole('button', { name: '提交陈述申辩' }).click();
  const sent = party.getByRole('link', { name: 'picture.jpg' });
  await sent.waitFor();
  const file = (await sent.getAttribute('href')) ?? '';
  const answer = await party.request.get(file);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/jpeg']);
  const seen = await visitor(browser, site.address, SCREENS[0]);
  const page = await seen.newPage();
  await page.goto(old);
  await hold(page, 'party');

  await handler.getByText('更换代码', { exact: true }).click();
  await choose(handler, '更换原因', '代码可能被无关的人知道');
  await hold(handler, 'renew-code');
  await handler.getByRole('button', { name: '更换办理代码' }).click();
  await expect.poll(() => door.getAttribute('href'), { timeout: 15_000 }).not.toBe(old);
  expect((await party.request.get(file)).status()).toBe(404);
  await party.goto(old);
  await party.getByText('没有找到这个代码').waitFor();
  await party.goto((await door.getAttribute('href')) ?? '');
  await party.getByRole('link', { name: 'picture.jpg' }).waitFor();
  await context.close();
  await seen.close();
});

test('what was seized is tested: the party is told, and the days it takes stand beside the last day of the seizure', async () => {
  const mine = actorOf(['officer'], officer.staffId);
  const own: CaseScene = { ...scene, officers: [mine, ...scene.officers.slice(1)] };
  const { caseId } = await carryCase(own, 'investigating');
  const goods = [{ name: '稀料', model: '', quantity: '2桶' }];
  const asked = await doAct(own, mine, 'request-seizure', caseId, {
    seizure: { ground: 'goods', problem: '违法储存', goods, place: '仓库' },
  });
  const seizureId = asked.seizures[0]?.seizureId ?? '';
  await doAct(own, HEAD, 'approve-seizure', caseId, { seizureId, opinion: '同意' });
  const page = await signedIn(officer, `/desk/penalty/${caseId}`);
  const title = page.locator('summary').filter({ hasText: /^委托鉴定$/ });
  await title.click();
  const form = page.locator('details').filter({ has: title });
  await form.getByLabel('鉴定机构').fill('某检测机构');
  await form.getByLabel('鉴定物品').fill('稀料2桶');
  await form.getByLabel('鉴定要求').fill('测定闪点');
  await form.getByLabel('提交期限').fill(addDays(own.today(), 10));
  await form.getByLabel(/属于哪一项查封/).click();
  await page.getByTitle('稀料 2桶').last().click();
  await hold(page, 'appraisal-form');
  await form.getByRole('button', { name: '委托鉴定' }).click();
  const told = page.getByRole('row').filter({ hasText: '检测检验鉴定期间告知书' });
  await told.waitFor();
  const { papers } = await caseOf(own, caseId);
  const notice = papers.find(({ form: name }) => name === 'appraisal-notice')?.documentId ?? '';
  await doAct(own, mine, 'serve', caseId, { documentIds: [notice], service: sampleService(own) });
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('已扣除不计入的 10 日').waitFor();
  await checkPage(page, 'appraisal');
});
