/**
 * A sealed draw in the browser: two holders make their chains, hand over one code each on the morning of the visits, an officer
 * learns where he goes, and nobody else does.
 */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '../src/core/actor.ts';
import { read } from '../src/core/transact.ts';
import { buildMissingBundles } from '../src/draw/bundle.ts';
import { DAY } from '../src/inspection/scene.testing.ts';
import { carryTo, carryOn } from '../src/testing/draw-ceremony.ts';
import { knownVisits, sealedConfig, settleJobs } from '../src/testing/draw-sealed.ts';
import { openOffice, type Colleague, type Office } from './office.ts';
import { giveSeat } from './site.ts';

const PICTURES = fileURLToPath(new URL('../test-results/sealed/', import.meta.url));
const PUBLIC_ID = '120111-2026-T1-1';

let office: Office;

beforeAll(async () => {
  office = await openOffice('sealed');
}, 120_000);
afterAll(() => office.close());

async function publishChain({ page }: Colleague): Promise<void> {
  await page.goto('/desk/draw/chains');
  await page.getByRole('button', { name: '公布编码链' }).click();
  await page.getByRole('button', { name: '生成编码链' }).click();
  await page.getByText('我已抄下或下载密钥').click();
  await page.getByRole('dialog').getByRole('button', { name: '公布编码链' }).click();
  await page.getByText('密钥在这个浏览器里').waitFor();
}

async function handOver({ page }: Colleague, drawId: string, name: string): Promise<void> {
  await page.goto(`/desk/draw/${drawId}`);
  await page.getByRole('button', { name: '交出编码' }).click();
  await page.getByText('这个浏览器里有这条链的密钥').waitFor();
  await office.hold(page, name);
  await page.getByRole('dialog').getByRole('button', { name: '交出编码' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

test('from the chains to the visits, and nobody learns the list who does not go there', async () => {
  const [supervisor, legal, head, operator, officer] = [
    await office.person('supervisor', '示例监督'),
    await office.person('legal-reviewer', '示例法制'),
    await office.person('head', '示例局长'),
    await office.person('group-office', '示例抽取'),
    await office.person('officer', '示例执法'),
  ];
  await publishChain(supervisor);
  await publishChain(legal);
  await office.hold(legal.page, 'chains');

  await operator.page.goto('/desk/draw/new');
  await operator.page.getByText('封存：检查完毕后公开').click();
  await operator.page.getByLabel('公开期限').waitFor();
  await office.hold(operator.page, 'editor');

  const dates = { inspectFrom: DAY, inspectTo: '2026-03-13', resultBy: `${DAY}T04:00:00Z` };
  // Every officer has a visit or two: sixteen seats, evenly given.
  const [officerId = ''] = office.district.officerIds;
  await giveSeat(office.runtime, officerId, officer);
  const drawId = await carryTo(office.runtime, 'rolling', {
    planId: office.district.planId,
    config: sealedConfig(dates),
  });
  await carryOn(office.runtime, drawId, 1, 'rolling', 'seeded');
  await operator.page.goto(`/desk/draw/${drawId}`);
  await operator.page.getByText('由执法监督和法制审核在检查首日上午各交出一个编码').waitFor();
  await office.hold(operator.page, 'waiting-for-codes');
  await supervisor.page.goto(`/desk/draw/${drawId}`);
  await supervisor.page.getByText(`还没有到检查首日 ${DAY}`).waitFor();
  await office.hold(supervisor.page, 'holder-early');

  office.runtime.clock.set(`${DAY}T00:30:00Z`);
  for (const each of [supervisor, legal, head, operator, officer]) await each.wake();
  await handOver(supervisor, drawId, 'hand-over');
  await handOver(legal, drawId, 'hand-over-last');
  await head.page.goto(`/desk/draw/${drawId}`);
  await head.page.getByText('结果已算出并封存').waitFor();
  await office.hold(head.page, 'drawn');
  await head.page.getByRole('button', { name: '确认抽取结果' }).click();
  await seal(head.page, '确认抽取结果');
  await operator.page.goto(`/desk/draw/${drawId}`);
  await operator.page.getByRole('button', { name: '派发检查任务' }).click();
  await seal(operator.page, '派发检查任务');
  await settleJobs(office.runtime);
  await buildMissingBundles(office.runtime, 1);
  const drawn = (await knownVisits(office.runtime, drawId)).map(({ enterprise }) => enterprise);
  await operator.page.goto(`/desk/draw/${drawId}`);
  await operator.page.getByText(`${drawn.length} 户中已检查完 0 户`).waitFor();
  await office.hold(operator.page, 'released');
  await operator.page.goto('/desk/inspection');
  await operator.page.getByRole('heading', { level: 1 }).waitFor();
  for (const code of drawn) expect(await operator.page.content()).not.toContain(code);

  const [visit] = await read(
    office.runtime,
    1,
    ({ db }) => db.selectFrom('inspection_member').select('inspection_id').where('person_id', '=', officerId).execute(),
    systemActor(1),
  );
  await officer.page.goto(`/desk/inspection/${visit?.inspection_id}`);
  await officer.page.getByText('封存检查：公开之前只有本检查组知道这一户').waitFor();
  await officer.page.getByText('企业确已不能检查，或检查组的人不能到场？').click();
  await officer.page.getByText('申请替换').first().waitFor();
  await office.hold(officer.page, 'visit');

  const portal = await office.stranger();
  await portal.goto(`/draws/${PUBLIC_ID}`);
  await portal.getByText('检查完毕之前不公布抽中了谁').waitFor();
  for (const code of drawn) expect(await portal.content()).not.toContain(code);
  await office.hold(portal, 'portal-sealed');
  await portal.goto(`/wall/${PUBLIC_ID}`);
  await portal.waitForTimeout(500);
  await portal.screenshot({ path: `${PICTURES}wall.png` });
}, 240_000);

async function seal(page: Page, title: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: title }).click();
  await page.getByText('已').first().waitFor();
  await page.waitForTimeout(300);
}
