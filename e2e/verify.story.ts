/**
 * Anybody checks the draw in a browser of their own: from a link, from a file, from a disk without a network; and a
 * factory manager finds out in one screen why, and whether those at the door are the drawn ones.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scene } from '../verifiable-draw/src/testing/scene.ts';
import { receiptLink } from '../src/web/verify/receipt-link.ts';
import { SCREENS, sidewaysScroll, violations } from './browser.ts';
import {
  choose,
  DRAW,
  flipped,
  forged,
  keep,
  openVerifySite,
  receiptOf,
  zipOf,
  type VerifySite,
} from './verify/site.ts';

const OFFLINE_PAGE = fileURLToPath(new URL('../dist/verify/verify.html', import.meta.url));
const BUILD = fileURLToPath(new URL('../scripts/build-verify.ts', import.meta.url));

let site: VerifySite;
beforeAll(async () => {
  site = await openVerifySite();
}, 120_000);
afterAll(() => site.close());

describe.each(SCREENS)('at $width × $height', (screen) => {
  test('a link leads to the verdict, the picture, the key of the site and every step', async () => {
    await visit(screen, async (page) => {
      await page.goto(`/verify?draw=${DRAW}`);
      await page.getByRole('heading', { level: 2, name: '核验通过' }).waitFor();
      expect(await page.getByRole('status').first().innerText()).toContain('核验完成：核验通过');
      await page.getByRole('img', { name: '200 家中抽中 80 家，占 40.0%' }).waitFor();
      expect(await page.locator('.dot-grid .drawn').count()).toBe(80);
      await page.getByText('与本站公布的相同').waitFor();
      expect(await page.locator('.report > li').count()).toBe(15);
      expect(await page.getByText('没有其他单位见证').count()).toBe(1);
      await holds(page);
    });
  });

  test('a drawn unit sees on one screen why, and that a stranger at the door was not drawn', async () => {
    const [drawn] = site.bundle.details?.selected ?? [];
    const officers = site.bundle.outcomes?.leaves.find(({ id }) => id === drawn?.id)?.officers ?? [];
    await visit(screen, async (page) => {
      await page.goto(`/verify?draw=${DRAW}&unit=${drawn?.id}`);
      await page.getByRole('heading', { level: 2, name: '被抽中' }).waitFor();
      const answer = page.locator('.firm');
      for (const words of ['出现一次', '参加抽取', '入选线', '您单位的号码不大于入选线', '不由谁指定', ...officers])
        expect(await answer.innerText(), words).toContain(words);
      const seen = await answer.boundingBox();
      expect(seen?.height).toBeLessThanOrEqual(screen.height);
      await atTheDoor(page, [officers[0] ?? '', 'ZF-999'], '有人不是抽出来的');
      await atTheDoor(page, officers.slice(0, 1), '还有人没有到');
      await atTheDoor(page, officers, '到场的人都是抽出来的人');
      await holds(page);
    });
  });

  test('a receipt in the address is checked at once and never sent', async () => {
    const receipt = receiptOf(
      site.bundle,
      site.bundle.outcomes?.leaves.find(({ outcome }) => outcome === 'selected')?.i ?? 0,
    );
    await visit(screen, async (page, asked) => {
      await page.goto(receiptLink(receipt));
      await page.getByText('入企核验码成立').waitFor();
      expect(asked.filter((url) => /receipt|bundle\.zip/.test(url))).toEqual([]);
      await holds(page);
    });
  });
});

describe('what is chosen', () => {
  test('is computed here: nothing leaves the browser', async () => {
    const path = await keep(site.folder, 'good.zip', site.zip);
    await visit(SCREENS[0], async (page, asked) => {
      await page.goto('/verify');
      await page.getByRole('button', { name: '选择 zip 文件' }).waitFor();
      asked.length = 0;
      await choose(page, path);
      await page.getByRole('heading', { name: '核验通过' }).waitFor();
      expect(asked).toEqual([]);
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: '导出报告' }).click(),
      ]);
      const report: unknown = JSON.parse(await readFile(await file.path(), 'utf8'));
      expect(report).toMatchObject({ kind: 'bundle', ok: true, draw: DRAW });
    });
  });

  test.each<{ what: string; change: (files: VerifySite['files']) => Uint8Array; step: string; words: string }>([
    {
      what: 'one bit of the zip',
      change: (files) => flipped(zipOf(files)),
      step: 'V1',
      words: '内容与清单上的指纹不同',
    },
    {
      what: 'one name in the roster, with a new manifest',
      change: (files) => zipOf(forged(files, 'roster.jsonl', (text) => text.replace(/"name":"./, '"name":"伪'))),
      step: 'V4',
      words: '名单与抽取之前公布的指纹不同',
    },
    {
      what: 'the order of the drawn, with a new manifest',
      change: (files) =>
        zipOf(
          forged(files, 'details.json', (text) =>
            text.replace(/"selected":\[(\{[^}]*\}),(\{[^}]*\})/, '"selected":[$2,$1'),
          ),
        ),
      step: 'V9',
      words: '与重新计算的不同',
    },
  ])('with $what changed fails at $step, in words', async ({ what, change, step, words }) => {
    const path = await keep(site.folder, `changed ${what}.zip`, change(site.files));
    await visit(SCREENS[0], async (page) => {
      await page.goto('/verify');
      await choose(page, path);
      await page.getByRole('heading', { name: '核验未通过' }).waitFor();
      const failed = page.locator('.report > li').filter({ hasText: '未通过' });
      const item = failed.filter({ has: page.getByRole('heading', { name: new RegExp(`^${step} `) }) });
      expect(await item.innerText()).toContain(words);
      expect(await page.locator('.verdict').innerText()).toContain(`${step} `);
      await page.getByLabel('统一社会信用代码、企业名称').fill('示例');
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('没有通过核验，不能据此回答').waitFor();
      await holds(page);
    });
  });

  test.each([
    ['a text', Buffer.from('not a bundle'), '无法读取'],
    ['a zip of something else', Buffer.from(zipOf(new Map([['a.txt', Buffer.from('a')]]))), '这不是验证包'],
  ])('and is %s is refused kindly', async (name, bytes, words) => {
    const path = await keep(site.folder, `${name}.zip`, bytes);
    await visit(SCREENS[1], async (page) => {
      await page.goto('/verify');
      await choose(page, path);
      await page.getByRole('status').getByText(words).waitFor();
      await holds(page);
    });
  });

  test("is hostile: markup in it is text, and a log that is not this site's is said to be a stranger", async () => {
    const agency = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
    const { files } = scene({ change: (draft) => ({ ...draft, agency }) });
    const path = await keep(site.folder, 'hostile', files);
    await visit(SCREENS[0], async (page) => {
      await page.goto('/verify');
      await choose(page, path, 'folder');
      await page.getByRole('heading', { name: '日志公钥不是本站公布的' }).waitFor();
      expect(await page.locator('.verdict').innerText()).toContain(agency);
      expect(await page.locator('#verify-page img').count()).toBe(0);
      expect(await page.title()).toContain('核验抽取');
    });
  });
});

describe('a receipt', () => {
  test('is made for a drawn unit, read again from a photo of its code, and proves nothing with one letter changed', async () => {
    const [drawn] = site.bundle.details?.selected ?? [];
    await visit(SCREENS[0], async (page) => {
      await page.goto(`/verify?draw=${DRAW}&unit=${drawn?.id}`);
      await page.getByText('入企核验码', { exact: true }).click();
      const code = page.getByRole('img', { name: '入企核验码' });
      const photo = { name: 'code.png', mimeType: 'image/png', buffer: await code.screenshot() };
      await holds(page);
      await page.goto('/verify');
      await page.locator('input[accept="image/*"]').setInputFiles(photo);
      await page.getByText('入企核验码成立').waitFor();
      expect(await page.locator('.firm').innerText()).toContain(drawn?.id);
      const receipt = receiptOf(site.bundle, 0);
      await page.getByLabel('统一社会信用代码、企业名称').fill(receipt.replace('"outcome":"', '"outcome":"x'));
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByRole('heading', { name: '这个入企核验码不成立' }).waitFor();
      await holds(page);
    });
  });
});

describe('the page as one file', () => {
  test('verifies the bundle it lies in, from a disk, without a network', async () => {
    const folder = await keep(site.folder, 'unpacked', site.files);
    expect(await sha256(join(folder, 'ref/verify.html'))).toBe(await sha256(OFFLINE_PAGE));
    await visit(SCREENS[0], async (page, asked) => {
      await page.context().setOffline(true);
      await page.goto(pathToFileURL(join(folder, 'ref/verify.html')).href);
      asked.length = 0;
      await choose(page, folder, 'folder');
      await page.getByRole('heading', { name: '核验通过' }).waitFor();
      await page.getByLabel('把机关公布的公钥粘贴在这里核对').fill('x');
      await page.getByText('不同：验证包不是用这个公钥签名的').waitFor();
      expect(asked.filter((url) => !url.startsWith('blob:'))).toEqual([]);
      await holds(page);
    });
  });

  test('is the same byte for byte whenever it is built', async () => {
    const folder = join(site.folder, 'build');
    await promisify(execFile)(process.execPath, [BUILD, folder]);
    expect(await sha256(join(folder, 'verify.html'))).toBe(await sha256(OFFLINE_PAGE));
  });
});

test('an old browser without workers, toSorted and isWellFormed comes to the same verdict', async () => {
  await visit(SCREENS[1], async (page) => {
    await page.addInitScript(() => {
      for (const [owner, name] of [
        [globalThis, 'Worker'],
        [Array.prototype, 'toSorted'],
        [Array.prototype, 'toReversed'],
        [String.prototype, 'isWellFormed'],
      ] as const)
        Reflect.deleteProperty(owner, name);
    });
    await page.goto(`/verify?draw=${DRAW}`);
    await page.getByRole('heading', { name: '核验通过' }).waitFor();
  });
});

test('in English it says the same', async () => {
  await visit(SCREENS[0], async (page) => {
    await page.goto(`/verify?draw=${DRAW}`);
    await page.getByRole('heading', { name: '核验通过' }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'The draw holds' }).waitFor();
    await page.getByRole('heading', { name: /^V9 Tickets, order and selection/ }).waitFor();
    await holds(page);
  });
});

test('without JavaScript it says what to do instead', async () => {
  const context = await site.browser.newContext({ baseURL: site.address, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/verify');
  const words = await page.getByRole('main').innerText();
  for (const remedy of ['npx sunlot verify', 'python3 ref/verify.py', '下载离线核验页'])
    expect(words).toContain(remedy);
  await context.close();
});

/** A visit on its own; every address the page asks for is noted. */
async function visit(
  screen: (typeof SCREENS)[number],
  look: (page: Page, asked: string[]) => Promise<void>,
): Promise<void> {
  const context = await site.visitor(screen);
  const page = await context.newPage();
  const [asked, faults]: string[][] = [[], []];
  page.on('request', (request) => asked?.push(request.url()));
  page.on('pageerror', ({ message }) => faults?.push(message));
  await look(page, asked ?? []);
  expect(faults).toEqual([]);
  await context.close();
}

/** What every state of the page is held to. */
async function holds(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
}

async function atTheDoor(page: Page, ids: readonly string[], words: string): Promise<void> {
  await page.getByLabel('到场人员出示的证件号').fill(ids.join(' '));
  await page.getByRole('button', { name: '核对证件号' }).click();
  await page.locator('.door').getByText(words).waitFor();
}

async function sha256(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}
