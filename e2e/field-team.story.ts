/** A team with phones of their own in a plant without signal: a finding in six presses, an expert, a reading, contradictions, signatures the phone verifies. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../src/core/ids.ts';
import { inBureau, read } from '../src/core/transact.ts';
import { listAnswers, listFindings, listSignatures } from '../src/inspection/reads/visits.ts';
import { openScene, visitOf, type Scene } from '../src/inspection/scene.testing.ts';
import { testRuntime } from '../src/testing/runtime.ts';
import { jpegWith } from '../src/testing/upload-files.ts';
import { Handset } from './field/handset.ts';
import { openPlant, type Plant } from './field/plant.ts';
import { PICTURES, screen } from './field/screen.ts';

let scene: Scene;
let folder: string;
let plant: Plant;
let lead: Handset;
let second: Handset;
let expert: Handset;
let reader: Awaited<ReturnType<Handset['giveFingerprintReader']>>;

beforeAll(async () => {
  scene = await openScene(await testRuntime());
  folder = await mkdtemp(join(tmpdir(), 'sunlot-team-'));
  await giveGasDetector();
  plant = await openPlant(scene, true);
  // A credential belongs to a name, never to a bare number.
  const address = plant.line.address.replace('127.0.0.1', 'localhost');
  [lead, second, expert] = ['lead', 'second', 'expert'].map((name) => new Handset(join(folder, name), address)) as [
    Handset,
    Handset,
    Handset,
  ];
}, 120_000);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [name, phone] of Object.entries({ lead, second, expert }))
    if (phone.isOn) await phone.page.screenshot({ path: `${PICTURES}/failed-${name}.png`, fullPage: true });
});
afterAll(async () => {
  for (const phone of [lead, second, expert]) await phone.kill();
  await plant.close();
  await scene.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

const POINTS = '.points > li';

describe('a team without signal', () => {
  test('everybody takes the visit along; the lead’s phone makes a key that only its holder can use', async () => {
    const { people } = plant;
    for (const [phone, person] of [
      [lead, people.lead],
      [second, people.second],
      [expert, people.expert],
    ] as const) {
      await phone.start();
      if (phone === lead) reader = await phone.giveFingerprintReader();
      await phone.signIn(person);
      await phone.download();
    }
    const kept = await read(scene.runtime, 1, ({ db }) =>
      db.selectFrom('field_device').select(['staff_id', 'passkey']).where('bureau_id', '=', 1).execute(),
    );
    expect(kept.filter(({ passkey }) => passkey !== null).map((each) => each.staff_id)).toEqual([
      plant.team.lead.staffId,
    ]);
    plant.line.cut();
    for (const phone of [lead, second]) {
      await phone.tap(/有限公司/, false);
      await phone.tap(/亮证亮码/);
      await phone.tap('亮证入企');
      await phone.page.getByRole('heading', { name: '检查表' }).waitFor();
    }
  });

  test('a finding takes six presses, a photo and words: camera first, a phrase by its initials, basis and deadline there already', async () => {
    lead.taps = 0;
    await lead.page.locator(POINTS).first().getByRole('button', { name: '不合格' }).click();
    lead.taps += 1;
    await lead.page.getByRole('heading', { name: '记录问题' }).waitFor();
    const controls = lead.page.locator('main button, main input, main textarea, main label.button');
    expect(await controls.first().innerText()).toBe('拍照');
    await lead.photograph(jpegWith(0xfe, Buffer.from('灭火器')));
    await lead.write('现成语句（拼音首字母）', 'mhqylbz');
    await screen(lead, 'finding-phrase');
    await lead.tap('灭火器压力不足');
    expect(await lead.page.getByLabel('整改措施', { exact: true }).inputValue()).toBe('更换或充装，建立巡检记录');
    await lead.write('部位', '一号车间东门');
    expect(await lead.page.getByText(/^期限到 2026-/).count()).toBe(1);
    expect(await lead.page.locator('summary', { hasText: /《.+》第.+条/ }).count()).toBeGreaterThan(0);
    await screen(lead, 'finding');
    await lead.tap('记录问题');
    await lead.page.getByRole('heading', { name: '检查表' }).waitFor();
    expect(lead.taps).toBeLessThanOrEqual(6);
    await lead.open(`#/visit/${plant.team.inspectionId}/findings`, '问题');
    await lead.page.getByText('第 1 条 灭火器压力不足').waitFor();
    await screen(lead, 'findings');
    await lead.open(`#/visit/${plant.team.inspectionId}/photos`, '照片');
    await screen(lead, 'photos');
    await lead.tap('在照片上标注');
    await screen(lead, 'sketch');
    await lead.tap('保存标注');
  });

  test('a reading counts only from a device whose calibration covers the day', async () => {
    await lead.open(`#/visit/${plant.team.inspectionId}/sheet`, '检查表');
    const point = await lead.page.locator(POINTS).nth(1).getAttribute('data-point');
    await lead.open(`#/visit/${plant.team.inspectionId}/sheet/${point}`, '记录问题');
    await lead.page.locator('summary', { hasText: '检测' }).click();
    const devices = lead.page.getByLabel('检测设备', { exact: true });
    expect(await devices.locator('option:disabled').allInnerTexts()).toEqual([expect.stringContaining('检定已过期')]);
    await devices.selectOption({ label: await devices.locator('option', { hasText: 'YQ-01' }).innerText() });
    await lead.write('检测项目', '甲烷浓度');
    await lead.write('读数', '12');
    await lead.write('单位', '%LEL');
    await screen(lead, 'measurement');
    await lead.tap('记录读数');
    await lead.page.getByText('甲烷浓度 12 %LEL').waitFor();
  });

  test('the expert speaks on his own phone, linked to nothing he has not seen', async () => {
    await expert.open(`#/visit/${plant.team.inspectionId}/opinions`, '专家意见');
    await expert.write('问题', '配电箱内有积尘');
    await expert.write('依据', 'GB 15577');
    await expert.write('措施', '停机清灰，建立清扫制度');
    await screen(expert, 'opinions');
    await expert.tap('陈述意见');
    await expert.page.getByText('措施：停机清灰，建立清扫制度').waitFor();
  });

  test('two phones that contradict each other: both versions are on both phones, and a person settles it', async () => {
    const nth = (phone: Handset, n: number) => phone.page.locator(POINTS).nth(n);
    const { inspectionId } = plant.team;
    await lead.open(`#/visit/${inspectionId}/sheet`, '检查表');
    await nth(lead, 2)
      .getByRole('button', { name: /^合格$/ })
      .click();
    await nth(second, 2).getByRole('button', { name: '不适用' }).click();
    // Both write about the same point of the plan without knowing of each other; then there is a line.
    plant.line.mend();
    for (const phone of [lead, second])
      await nth(phone, 2).getByText('两台手机填法不同，请重新选择一次').waitFor({ timeout: 60_000 });
    const said = await nth(second, 2).getByRole('alert').innerText();
    expect(said).toContain('填“合格”');
    expect(said).toContain('填“不适用”');
    await screen(second, 'conflict-answer');
    await nth(second, 2).getByRole('button', { name: /合格$/ }).first().click();
    await nth(lead, 2).getByText('两台手机填法不同').waitFor({ state: 'detached', timeout: 60_000 });
    expect(await nth(lead, 2).getByRole('button', { name: '✓ 合格' }).count()).toBe(1);
  });

  test('the same finding rewritten on two phones: each version can be held to', async () => {
    const { inspectionId } = plant.team;
    const [finding] = await expectFindings(1);
    await second.open(`#/visit/${inspectionId}/findings`, '问题');
    await second.page.getByText('第 1 条 灭火器压力不足').waitFor({ timeout: 60_000 });
    plant.line.cut();
    for (const [phone, words] of [
      [lead, '灭火器压力不足，共两具'],
      [second, '灭火器压力不足，共三具'],
    ] as const) {
      await phone.open(`#/visit/${inspectionId}/findings/${finding?.findingId}`, '修改问题');
      await phone.write('问题描述', words);
      await phone.tap('保存修改');
      await phone.page.getByRole('heading', { level: 1, name: '问题' }).waitFor();
    }
    plant.line.mend();
    for (const phone of [lead, second]) await phone.page.getByText('两台手机写法不同').waitFor({ timeout: 60_000 });
    const said = await lead.page.getByRole('alert').innerText();
    expect(said).toContain('共两具');
    expect(said).toContain('共三具');
    await screen(lead, 'conflict-finding');
    const versions = lead.page.getByRole('alert').locator('div', { hasText: '共三具' });
    await versions.getByRole('button').last().click();
    await lead.page.getByText('两台手机写法不同').waitFor({ state: 'detached' });
    await second.page.getByText('两台手机写法不同').waitFor({ state: 'detached', timeout: 60_000 });
    await second.page.getByText('第 1 条 灭火器压力不足，共三具').waitFor();
  });

  test('a signature is verified by the phone, or nothing is said; the enterprise refuses with its reason before an officer', async () => {
    const { inspectionId } = plant.team;
    await lead.open(`#/visit/${inspectionId}/sheet`, '检查表');
    await lead.tap(/其余全部合格/, false);
    await lead.tap('确认合格');
    await lead.open(`#/visit/${inspectionId}/signing`, '签字');
    await lead.tap('核对无误，开始签字');
    await lead.page.locator('.signature canvas').waitFor();
    await reader.touch(false);
    await lead.sign();
    await lead.page.getByText('没有完成本机验证').waitFor();
    await screen(lead, 'unverified');
    expect(await lead.page.getByText(/^✓ .+ 已签$/).count()).toBe(0);
    // The stroke is still there; the holder's own finger, and it is said.
    await reader.touch(true);
    await lead.tap('确认签字');
    await lead.page.getByText(/^✓ .+ 已签$/).waitFor();
    for (const _other of [second, expert]) {
      await lead.page.getByText('在同事手机上签的').waitFor();
      const before = await lead.page.getByText(/待本人确认$/).count();
      await lead.sign();
      await lead.page
        .getByText(/待本人确认$/)
        .nth(before)
        .waitFor();
    }
    // The enterprise will not: why, and the officer who saw it, instead of a stroke.
    await lead.tap('拒绝签字');
    expect(await lead.page.getByRole('button', { name: '记录拒签' }).isEnabled()).toBe(false);
    await lead.page.getByLabel('拒签理由').fill('不认可第 1 条，拒绝签字');
    await lead.page.getByLabel('见证的执法人员').selectOption({ index: 1 });
    await screen(lead, 'refusal');
    await lead.tap('记录拒签');
    await lead.page.getByRole('heading', { name: '给企业的记录码' }).waitFor();
    await lead.page.getByText('拒签：不认可第 1 条，拒绝签字').waitFor();
    await lead.tap('完成检查');
    // Said without asking for anything: their own phones hear of it.
    for (const phone of [second, expert]) {
      await phone.open(`#/visit/${inspectionId}/signing`, '签字');
      await phone.page.getByRole('button', { name: '确认我的签字' }).click({ timeout: 60_000 });
      await phone.page.getByRole('button', { name: '确认我的签字' }).waitFor({ state: 'detached' });
    }
    await lead.page.getByText('已完成签字，检查结束').waitFor({ timeout: 60_000 });
    await screen(lead, 'finished-team');
    expect(await visitOf(scene, plant.team)).toMatchObject({ state: 'following-up' });
    const answers = await read(scene.runtime, 1, (tx) => listAnswers(tx, inspectionId));
    expect(answers.filter(({ answer }) => answer === 'fail')).toHaveLength(1);
    const [finding] = await expectFindings(1);
    expect(finding?.description).toBe('灭火器压力不足，共三具');
    const words = await read(scene.runtime, 1, (tx) => listSignatures(tx, inspectionId));
    expect(words.filter(({ isRefusal }) => isRefusal)).toMatchObject([
      { kind: 'enterprise', reason: '不认可第 1 条，拒绝签字', witnessOfficerId: expect.any(String) },
    ]);
    const signed = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('deed')
        .select('entry')
        .where('bureau_id', '=', 1)
        .where('kind', '=', 'inspection.sign')
        .where('subject_id', '=', inspectionId)
        .execute(),
    );
    expect(signed.map(({ entry }) => /"by":"(\w+)"/.exec(entry.toString())?.[1] ?? '').toSorted()).toEqual([
      'passkey',
      'stored',
      'stored',
    ]);
  });
});

async function expectFindings(count: number): Promise<{ findingId: string; description: string }[]> {
  let found: { findingId: string; description: string }[] = [];
  await expect
    .poll(async () => {
      found = await read(scene.runtime, 1, (tx) => listFindings(tx, plant.team.inspectionId));
      return found.length;
    })
    .toBe(count);
  return found;
}

/** One in force, one whose calibration has lapsed. */
async function giveGasDetector(): Promise<void> {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    for (const [serial, until] of [
      ['YQ-01', '2027-01-01'],
      ['YQ-02', '2026-01-01'],
    ] as const)
      await db
        .insertInto('equipment')
        .values({
          bureau_id: 1,
          equipment_id: newId(),
          serial,
          kind: 'gas-detector',
          model: null,
          calibration_due_on: until,
          location: null,
          status: 'available',
          removed: false,
          version: 1,
          created_on: '2026-01-05',
          updated_on: '2026-01-05',
          search: serial,
        })
        .execute();
  });
}
