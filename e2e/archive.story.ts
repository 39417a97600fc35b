/** A volume by hand: what is missing is explained, it is tested and sealed, checked by tools that are not ours, lent with a mark, appraised, and handed over with its list. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedVisit, settleArchive, volumeOf } from '../src/archive/scene.testing.ts';
import type { Role } from '../src/core/actor.ts';
import { publishCheckpoints } from '../src/core/log/checkpoint.ts';
import { read } from '../src/core/transact.ts';
import { recordBytes, signRecord } from '../src/draw/actions/record.ts';
import { buildMissingBundles } from '../src/draw/bundle.ts';
import { findDraw } from '../src/draw/reads/progress.ts';
import { openScene, type Scene } from '../src/inspection/scene.testing.ts';
import { done, head, office, supervisor } from '../src/testing/draw-ceremony.ts';
import { pdfText } from '../src/testing/pdf.ts';
import { openBrowser, SCREENS, signIn, visitor } from './browser.ts';
import { hold } from './hold.ts';
import { openAccount, serveSite, type Keeper, type ServedSite } from './site.ts';

const ROLES = {
  archivist: 'archivist',
  chief: 'section-chief',
  officer: 'officer',
  deputy: 'deputy-head',
  head: 'head',
} as const satisfies Readonly<Record<string, Role>>;
type Who = keyof typeof ROLES;

let scene: Scene;
let site: ServedSite;
let browser: Browser;
let path: string;
const keepers = new Map<Who, Keeper>();
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  scene = await openScene();
  const team = await closedVisit(scene, ['result']);
  await settleArchive(scene.runtime);
  path = `/desk/archive/${(await volumeOf(scene.runtime, team)).volume_id}`;
  site = await serveSite(scene.runtime);
  browser = await openBrowser();
  for (const [who, role] of Object.entries(ROLES) as [Who, Role][])
    keepers.set(who, await openAccount(scene.runtime, role, `volume.${who}`));
}, 180_000);

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser.close();
  await site.close();
  await scene.close();
});

async function signedIn(who: Who, at = path): Promise<Page> {
  const { username, password } = keepers.get(who) ?? { username: '', password: '' };
  const context = await visitor(browser, site.address, SCREENS[0]);
  contexts.push(context);
  context.setDefaultTimeout(20_000);
  await signIn(context, username, password);
  const page = await context.newPage();
  await page.goto(at, { waitUntil: 'networkidle' });
  return page;
}

async function checkPage(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await hold(page, name);
}

/** The folded form of a deed, open. */
async function opened(page: Page, deed: string): Promise<Locator> {
  const form = page.locator('details.followed-form').filter({ has: page.locator('summary', { hasText: deed }) });
  if (!(await form.evaluate((each: HTMLDetailsElement) => each.open))) await form.locator('summary').click();
  return form;
}

/** Fills the form of a deed and does it. */
async function fill(
  page: Page,
  deed: string,
  values: Readonly<Record<string, string>>,
  choice?: string,
): Promise<void> {
  const form = await opened(page, deed);
  if (choice !== undefined) await form.getByText(choice, { exact: true }).click();
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: deed }).click();
}

/** The file to which the page goes after its deed. */
async function fetched(page: Page, button: string): Promise<Buffer> {
  const [request] = await Promise.all([
    page.waitForRequest(/\/api\/archive\/readings\//),
    page.getByRole('button', { name: button }).click(),
  ]);
  const answer = await page.context().request.get(request.url());
  expect(answer.status()).toBe(200);
  return answer.body();
}

/** Tests the volume and seals it under its number. */
async function seal(page: Page, archiveNumber: string): Promise<void> {
  await page.getByRole('button', { name: '四性检测' }).click();
  await page.getByRole('button', { name: '归档封存' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '归档封存' }).click();
  await page.getByText(archiveNumber).first().waitFor();
}

/** The bag, held against its manifest by sha256sum; where it lies. */
function unpacked(zip: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'sunlot-archive-story-'));
  writeFileSync(join(folder, 'bag.zip'), zip);
  execFileSync('unzip', ['-q', 'bag.zip', '-d', folder], { cwd: folder });
  const manifest = execFileSync('find', [folder, '-name', 'manifest-sha256.txt']).toString().trim();
  execFileSync('sha256sum', ['--quiet', '-c', 'manifest-sha256.txt'], { cwd: dirname(manifest) });
  return dirname(manifest);
}

/** The three of the ceremony sign its record; checkpoint, bundle and volume follow. */
async function signDrawRecord(): Promise<string> {
  const { runtime, drawId } = scene;
  const draw = await read(runtime, 1, (tx) => findDraw(tx, drawId));
  if (draw === undefined) throw new Error('the scene has a draw');
  const record = await read(runtime, 1, (tx) => recordBytes(tx, draw, runtime));
  for (const signer of [office, head, supervisor])
    await done(runtime, signer, signRecord, { drawId, sha256: record?.sha256 ?? '' });
  runtime.clock.advance(1);
  await publishCheckpoints(runtime, 1);
  await buildMissingBundles(runtime, 1);
  await settleArchive(runtime);
  return draw.public_id;
}

test('what is missing is named in the volume, and explained by somebody who does not close it', async () => {
  const list = await signedIn('archivist', '/desk/archive');
  await list.getByText('缺 1 件').first().waitFor();
  await checkPage(list, 'archive-list');
  const own = await signedIn('archivist');
  await own.getByRole('row').filter({ hasText: '检查结果告知书' }).getByText('缺少').waitFor();
  expect(await own.locator('summary', { hasText: '说明缺件' }).count()).toBe(0);
  await checkPage(own, 'archive-missing');
  const page = await signedIn('chief');
  const form = await opened(page, '说明缺件');
  await form.getByLabel('材料', { exact: true }).click();
  await page.getByTitle('检查结果告知书').last().click();
  await form.getByLabel('理由').fill('结果当场口头告知，未另行制发');
  await form.getByRole('button', { name: '说明缺件' }).click();
  await page.getByText('缺件已说明').waitFor();
});

test('it is tested and sealed at the desk; the bag holds for sha256sum', async () => {
  await settleArchive(scene.runtime);
  const page = await signedIn('archivist');
  await seal(page, 'Z001-JC·2026-D10-YJ-0001');
  await page.keyboard.press('Escape');
  unpacked(await fetched(page, '提取封存包'));
  await page.goto(path, { waitUntil: 'networkidle' });
  await checkPage(page, 'archive-sealed');
});

test('it is lent by another than who asks, and every page of the copy bears his name', async () => {
  const page = await signedIn('officer');
  expect(await page.getByRole('button', { name: '提取封存包' }).count()).toBe(0);
  await fill(page, '申请借阅', { 用途: '办理复查时参考' });
  await page.getByText('待批准').waitFor();
  const deputy = await signedIn('deputy');
  await fill(deputy, '批复借阅', { 批复意见: '同意' }, '同意');
  await deputy.getByText('借出').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  const copy = await fetched(page, '阅览借阅副本');
  const text = await pdfText(copy);
  expect(text).toContain('示例人员');
  expect(text).toContain('正卷第1页');
  await page.goto(path, { waitUntil: 'networkidle' });
  await checkPage(page, 'archive-lent');
});

test('its term is prolonged by appraisal, and it goes to the district archive with a list', async () => {
  const page = await signedIn('archivist');
  const form = await opened(page, '提出鉴定意见');
  await form.getByText('续存', { exact: true }).click();
  await form.getByLabel('续存期限').click();
  await page.getByTitle('30年').last().click();
  await form.getByLabel('鉴定意见', { exact: true }).fill('所涉工艺仍在使用，延长保管');
  await form.getByRole('button', { name: '提出鉴定意见' }).click();
  await page.getByText('鉴定待批').first().waitFor();
  const head = await signedIn('head');
  await fill(head, '批准鉴定意见', { 审批意见: '同意续存' }, '同意');
  await head.getByText('已归档').first().waitFor();

  const custody = await signedIn('archivist', '/desk/archive/custody');
  const transfer = await opened(custody, '编制移交清单');
  await transfer.getByLabel('案卷').click();
  await custody
    .getByTitle(/Z001-JC/)
    .last()
    .click();
  await custody.keyboard.press('Escape');
  await transfer.getByRole('button', { name: '编制移交清单' }).click();
  await custody.getByText('办理中').waitFor();
  const paper = await custody
    .context()
    .request.get((await custody.getByRole('link', { name: '打印' }).first().getAttribute('href')) ?? '');
  expect(await pdfText(await paper.body())).toContain('Z001-JC·2026-D10-YJ-0001');
  // Not before it was looked at once more.
  await fill(custody, '登记移交接收', {
    接收单位: '测试区档案馆',
    接收人: '示例接收人',
    接收文据编号: '移交〔2026〕1号',
    接收日期: '2026-03-12',
  });
  await custody.getByText('移交检测').first().waitFor();
  await page.goto(path, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '四性检测' }).click();
  await page.getByText('移交检测').first().waitFor();
  await custody.reload({ waitUntil: 'networkidle' });
  await fill(custody, '登记移交接收', {
    接收单位: '测试区档案馆',
    接收人: '示例接收人',
    接收文据编号: '移交〔2026〕1号',
    接收日期: '2026-03-12',
  });
  await custody.getByText('已完成').waitFor();
  await checkPage(custody, 'archive-custody');
});

test('a draw has its own volume: it waits for the signed record, and anybody can compute the draw again from its bag', async () => {
  const { volume_id: volumeId } = await volumeOf(scene.runtime, { drawId: scene.drawId });
  const page = await signedIn('archivist', `/desk/archive/${volumeId}`);
  await page.getByText('抽取卷').first().waitFor();
  await page.getByRole('row').filter({ hasText: '抽取记录表' }).getByText('缺少').waitFor();
  expect(await page.getByRole('button', { name: '归档封存' }).count()).toBe(0);
  await checkPage(page, 'archive-draw-missing');

  const publicId = await signDrawRecord();
  await page.reload({ waitUntil: 'networkidle' });
  await seal(page, 'Z001-CQ·2026-Y-YJ-0001');
  await page.getByText('永久').first().waitFor();
  await page.keyboard.press('Escape');
  const bag = unpacked(await fetched(page, '提取封存包'));
  const bundle = join(bag, 'data', '数据', `验证包-${publicId}.zip`);
  execFileSync(process.execPath, ['src/cli/main.ts', 'verify', bundle]);
  await page.goto(`/desk/archive/${volumeId}`, { waitUntil: 'networkidle' });
  await checkPage(page, 'archive-draw-sealed');
  // From the list, where it stands beside those of visits.
  await page.goto('/desk/archive', { waitUntil: 'networkidle' });
  await page.getByRole('row').filter({ hasText: 'Z001-CQ·2026-Y-YJ-0001' }).getByText('抽取卷').waitFor();
});
