/** A phone in somebody's hand: a browser with a folder of its own that can be killed and started again. @module */
import { spawn, type ChildProcess } from 'node:child_process';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';
import type { Person } from '../main-job/world.ts';
import { SCREENS } from '../browser.ts';

const PHONE = SCREENS[1];
const PATIENCE_MS = 20_000;
export const CODE = '135790';

export class Handset {
  /** Presses of the finger, counted. */
  taps = 0;
  /** How far the phone's clock is ahead; from its next start on. */
  hoursAhead = 0;
  private child: ChildProcess | undefined;
  private browser: Browser | undefined;
  private current: Page | undefined;
  private readonly folder: string;
  readonly address: string;

  constructor(folder: string, address: string) {
    this.folder = folder;
    this.address = address;
  }

  get isOn(): boolean {
    return this.current !== undefined;
  }

  get page(): Page {
    if (this.current === undefined) throw new Error('the phone is off');
    return this.current;
  }

  /** Starts the browser and opens the app. */
  async start(): Promise<void> {
    const found = await findBrowser();
    if (found === undefined) throw new Error('no browser: install Chromium or set CHROMIUM_PATH');
    const args = [
      ...(found.args ?? []),
      '--headless',
      '--hide-scrollbars',
      '--remote-debugging-port=0',
      `--user-data-dir=${this.folder}`,
      'about:blank',
    ];
    this.child = spawn(found.executablePath, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    this.browser = await chromium.connectOverCDP(await debuggerOf(this.child));
    const [context] = this.browser.contexts();
    if (context === undefined) throw new Error('the browser has no context');
    context.setDefaultTimeout(PATIENCE_MS);
    this.current = context.pages()[0] ?? (await context.newPage());
    await this.current.setViewportSize(PHONE);
    const { hoursAhead } = this;
    if (hoursAhead > 0)
      await this.current.clock.setSystemTime(performance.timeOrigin + performance.now() + hoursAhead * 3_600_000);
    await this.current.goto(`${this.address}/field/`);
  }

  /** SIGKILL to the browser and all its processes: what a flat battery does. */
  async kill(): Promise<void> {
    const { child } = this;
    if (child?.pid === undefined) return;
    this.child = undefined;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await gone;
    await this.browser?.close().catch(() => undefined);
    this.current = undefined;
  }

  /** One press on a button or a link. */
  async tap(name: string | RegExp, exact = true): Promise<void> {
    const { page } = this;
    const target = page
      .getByRole('button', { name, exact })
      .or(page.getByRole('link', { name, exact: false }))
      .first();
    await target.click();
    this.taps += 1;
  }

  /** One press into a field, then words. */
  async write(label: string, words: string): Promise<void> {
    const field = this.page.getByLabel(label, { exact: true });
    await field.click();
    this.taps += 1;
    await field.fill(words);
  }

  /** What the camera gives; the press on it is counted. */
  async photograph(buffer: Buffer): Promise<void> {
    const shown = this.page.locator('.thumbs > *');
    const before = await shown.count();
    await this.page
      .locator('input[type="file"]')
      .first()
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer });
    this.taps += 1;
    await shown.nth(before).waitFor();
  }

  /** Goes to a screen of the app without a press. */
  async open(hash: string, heading: string | RegExp): Promise<void> {
    await this.page.evaluate((to) => {
      window.location.hash = to;
    }, hash);
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /** The phone verifies its holder (WebAuthn) as one with a fingerprint reader does, until it is killed; the answer says whose finger lies on it. */
  async giveFingerprintReader(): Promise<{ readonly touch: (isHolder: boolean) => Promise<void> }> {
    const session = await this.page.context().newCDPSession(this.page);
    await session.send('WebAuthn.enable');
    const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    const touch = async (isUserVerified: boolean): Promise<void> => {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    };
    return { touch };
  }

  /** The six digits; not counted: the phone is unlocked before the visit. */
  async typeCode(code = CODE): Promise<void> {
    for (const digit of code) await this.page.getByRole('button', { name: digit, exact: true }).click();
  }

  async signIn({ username, password }: Person): Promise<void> {
    await this.page.getByLabel('用户名').fill(username);
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
    await this.page.getByRole('heading', { name: '设置 6 位开机码' }).waitFor();
    await this.typeCode();
    await this.page.getByRole('heading', { name: '再输一次' }).waitFor();
    await this.typeCode();
    await this.page.getByRole('heading', { name: '今日任务' }).waitFor();
  }

  /** The session did not survive the browser: the password once more. */
  async signInAgain({ password }: Person): Promise<void> {
    await this.page.getByLabel('密码', { exact: true }).fill(password);
    await this.page.getByRole('button', { name: '登录', exact: true }).click();
  }

  async download(): Promise<void> {
    await this.page.getByRole('button', { name: '下载今日任务', exact: true }).click();
    await this.page.getByText('✓ 可离线').waitFor();
    // The shell is kept when the worker has taken over.
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  /** A finger on the pad. */
  async sign(): Promise<void> {
    const pad = this.page.locator('.signature canvas');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (box === null) throw new Error('there is nothing to sign on');
    const { mouse } = this.page;
    await mouse.move(box.x + 40, box.y + 40);
    await mouse.down();
    await mouse.move(box.x + 160, box.y + 90, { steps: 4 });
    await mouse.move(box.x + 220, box.y + 50, { steps: 4 });
    await mouse.up();
    await this.page.getByRole('button', { name: '确认签字', exact: true }).click();
  }

  chip(): Promise<string> {
    return this.page.locator('.chip').innerText();
  }
}

function debuggerOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (bytes: Buffer) => {
      said += bytes.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
  });
}
