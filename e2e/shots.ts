/**
 * Every screen of the demo at 1366 and 390 px, and the ceremony at 1920 px too, into docs/shots/ (`npm run shots`). Starts the product on a data folder of
 * its own; `SUNLOT_SHOTS_URL` takes one that runs already. @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../demo/logins.ts';
import { openBrowser, SCREENS, signIn, visitor } from './browser.ts';
import { ceremonyShots } from './ceremony/shots.ts';

const FOLDER = fileURLToPath(new URL('../docs/shots/', import.meta.url));
const VITEST = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));

/** A screen: its file name, its address, and who looks at it. `through` goes on through the first link with each of these addresses. */
interface Shot {
  readonly name: string;
  readonly path: string;
  readonly as?: string;
  readonly through?: readonly string[];
  /** What must stand there before the picture is taken. */
  readonly waitFor?: string;
}

const SHOTS: readonly Shot[] = [
  { name: 'portal-home', path: '/' },
  { name: 'portal-items', path: '/items' },
  { name: 'portal-plans', path: '/plans' },
  { name: 'portal-plan', path: '/plans', through: ['/plans/'] },
  { name: 'portal-draws', path: '/draws' },
  { name: 'portal-draw', path: '/draws', through: ['/draws/120111'] },
  { name: 'portal-results', path: '/results' },
  { name: 'portal-result', path: '/results', through: ['/results/'] },
  { name: 'portal-enterprise', path: '/results', through: ['/results/', '/enterprises/'] },
  { name: 'portal-statistics', path: '/statistics' },
  { name: 'portal-penalties', path: '/penalties' },
  { name: 'portal-changes', path: '/changes' },
  { name: 'portal-objected', path: '/changes', through: ['/results/'] },
  { name: 'portal-objection', path: '/changes', through: ['/results/', '/results/'] },
  { name: 'portal-receipt', path: '/objections' },
  { name: 'portal-data', path: '/data' },
  { name: 'portal-documents', path: '/documents' },
  { name: 'portal-verify', path: '/draws', through: ['/draws/120111', '/verify?draw='], waitFor: '#verdict' },
  {
    name: 'portal-verify-unit',
    path: '/results',
    through: ['/results/', '/enterprises/', '/verify?draw='],
    waitFor: '.firm',
  },
  { name: 'portal-about', path: '/about' },
  { name: 'portal-log', path: '/log' },
  { name: 'portal-fairness', path: '/fairness' },
  { name: 'portal-how', path: '/draws/how' },
  { name: 'desk-login', path: '/desk/login' },
  { name: 'desk-home', path: '/desk/', as: 'zhifa01' },
  { name: 'desk-directory', path: '/desk/directory', as: 'jihua' },
  { name: 'desk-import', path: '/desk/directory/import', as: 'jihua' },
  { name: 'desk-items', path: '/desk/items', as: 'jihua' },
  { name: 'desk-plan', path: '/desk/plan', as: 'jihua' },
  { name: 'desk-plan-page', path: '/desk/plan', as: 'juzhang', through: ['/desk/plan/'] },
  { name: 'desk-calendar', path: '/desk/calendar', as: 'jihua' },
  { name: 'desk-calendar-load', path: '/desk/calendar/load', as: 'jihua' },
  { name: 'desk-draws', path: '/desk/draw', as: 'chouqu' },
  { name: 'desk-draw', path: '/desk/draw', as: 'chouqu', through: ['/desk/draw/'] },
  { name: 'desk-oversight', path: '/desk/oversight', as: 'jijian' },
  { name: 'desk-oversight-console', path: '/desk/oversight/console', as: 'jijian' },
  { name: 'desk-oversight-pairs', path: '/desk/oversight/pairs', as: 'jijian' },
  { name: 'desk-oversight-ratings', path: '/desk/oversight/ratings', as: 'jijian' },
  { name: 'desk-oversight-assessment', path: '/desk/oversight/assessment', as: 'juzhang' },
  { name: 'desk-oversight-quality', path: '/desk/oversight/quality', as: 'fazhi' },
  { name: 'desk-oversight-bulletins', path: '/desk/oversight/bulletins', as: 'jihua' },
  {
    name: 'desk-oversight-bulletin',
    path: '/desk/oversight/bulletins',
    as: 'jihua',
    through: ['/desk/oversight/bulletins/'],
  },
  { name: 'desk-inspections', path: '/desk/inspection', as: 'kezhang' },
  { name: 'desk-inspection', path: '/desk/inspection?state=notified', as: 'kezhang', through: ['/desk/inspection/'] },
  { name: 'desk-rectifications', path: '/desk/rectification', as: 'kezhang' },
  {
    name: 'desk-rectification',
    path: '/desk/rectification?stage=closed',
    as: 'kezhang',
    through: ['/desk/rectification/'],
  },
  {
    name: 'enterprise-order',
    path: '/desk/rectification?mine=true&stage=closed',
    as: 'zhifa01',
    through: ['/desk/rectification/', '/e/'],
  },
  {
    name: 'enterprise-objections',
    path: '/desk/rectification?mine=true&stage=closed',
    as: 'zhifa01',
    through: ['/desk/rectification/', '/e/', '/e/'],
  },
  { name: 'desk-penalty', path: '/desk/penalty', as: 'kezhang' },
  { name: 'desk-penalty-case', path: '/desk/penalty', as: 'kezhang', through: ['/desk/penalty/'] },
  { name: 'desk-hazards', path: '/desk/hazard', as: 'kezhang' },
  { name: 'desk-hazard', path: '/desk/hazard', as: 'kezhang', through: ['/desk/hazard/'] },
  { name: 'desk-credit', path: '/desk/credit', as: 'kezhang' },
  { name: 'desk-disclosure', path: '/desk/disclosure', as: 'gongkai' },
  {
    name: 'desk-disclosure-entry',
    path: '/desk/disclosure?state=approved',
    as: 'gongkai',
    through: ['/desk/disclosure/'],
  },
  { name: 'desk-objections', path: '/desk/disclosure/objections', as: 'fazhi' },
  {
    name: 'desk-objection',
    path: '/desk/disclosure/objections',
    as: 'fazhi',
    through: ['/desk/disclosure/objections/'],
  },
  { name: 'desk-archive', path: '/desk/archive', as: 'dangan' },
  { name: 'desk-archive-custody', path: '/desk/archive/custody', as: 'dangan' },
  { name: 'desk-archive-volume', path: '/desk/archive?state=archived', as: 'dangan', through: ['/desk/archive/'] },
  { name: 'desk-exchange', path: '/desk/exchange', as: 'gongkai' },
  { name: 'desk-account', path: '/desk/account', as: 'zhifa01' },
  { name: 'desk-operation', path: '/desk/', as: 'xitong' },
  { name: 'desk-staff', path: '/desk/bureau', as: 'xitong' },
  { name: 'desk-witnesses', path: '/desk/bureau/witnesses', as: 'jijian' },
];

const CEREMONY = 'ceremony';
/** The phone's states, and the desk's that follow from them, are those its stories pass through. */
const FIELD = ['field', 'desk-held', 'desk-phones'];
const FIELD_STORIES = ['e2e/field.story.ts', 'e2e/field-team.story.ts', 'e2e/field-return.story.ts'];
/** Links of a list that lead to a form or to settings. */
const NO_RECORD = ['new', 'spot', 'setup', 'propose', 'custody', 'batch', 'exposures', 'objections']
  .map((end) => `:not([href^="/desk/"][href$="/${end}"])`)
  .join('');
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((prefix) => name.startsWith(prefix));
await mkdir(FOLDER, { recursive: true });
const server = process.env['SUNLOT_SHOTS_URL'] === undefined ? await startServer() : undefined;
const address = process.env['SUNLOT_SHOTS_URL'] ?? server?.address ?? '';
try {
  await takeAll(SHOTS.filter(({ name }) => isWanted(name)));
} finally {
  await server?.stop();
}
if (FIELD.some(isWanted)) await takeFieldShots();

/** Stories, each held to what its own screens are held to; a story that fails fails the pictures. */
async function takeFieldShots(): Promise<void> {
  const child = spawn(process.execPath, [VITEST, 'run', '--project=stopwatch', ...FIELD_STORIES], {
    env: { ...process.env, SUNLOT_FIELD_SHOTS: FOLDER },
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) process.exitCode = 1;
}

async function takeAll(shots: readonly Shot[]): Promise<void> {
  const browser = await openBrowser();
  try {
    for (const screen of SCREENS) {
      for (const [who, theirs] of Map.groupBy(shots, ({ as }) => as)) {
        const context = await visitor(browser, address, screen);
        if (who !== undefined) await signIn(context, who, DEMO_PASSWORD);
        for (const shot of theirs) await take(await context.newPage(), shot, screen.width);
        await context.close();
      }
    }
    if (isWanted(CEREMONY)) {
      const presenter = await visitor(browser, address, SCREENS[0]);
      await signIn(presenter, 'chouqu', DEMO_PASSWORD);
      await ceremonyShots(browser, address, presenter, FOLDER);
    }
  } finally {
    await browser.close();
  }
}

async function take(page: Page, { name, path, through = [], waitFor }: Shot, width: number): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' });
  for (const prefix of through) {
    const href = await page
      .locator(`main a[href^="${prefix}"]${NO_RECORD}`)
      .first()
      .getAttribute('href', { timeout: 10_000 });
    if (href === null) throw new Error(`${path} has no link to ${prefix}`);
    await page.goto(href, { waitUntil: 'networkidle' });
  }
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  if (waitFor !== undefined) await page.locator(waitFor).waitFor();
  await page.screenshot({
    path: `${FOLDER}${name}-${width}.png`,
    fullPage: true,
    animations: 'disabled',
    clip: await clipOf(page, width),
  });
  console.log(`${name} ${width}`);
  await page.close();
}

/** The page down to three screens: enough to judge it, small enough for the repository. */
async function clipOf(page: Page, width: number): Promise<{ x: number; y: number; width: number; height: number }> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  return { x: 0, y: 0, width, height: Math.min(height, width > 600 ? 2_000 : 2_600) };
}

async function startServer(): Promise<{ address: string; stop(): Promise<void> }> {
  const data = await mkdtemp(join(tmpdir(), 'sunlot-shots-'));
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: { ...process.env, PORT: '0', SUNLOT_DATA: data },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return {
    address: await readyAddress(child),
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await rm(data, { recursive: true, force: true });
    },
  };
}

function readyAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the server ended before it was ready')));
    child.stdout?.on('data', (chunk: Buffer) => {
      const address = /已就绪：(\S+)/.exec(chunk.toString())?.[1];
      if (address !== undefined) resolve(address);
    });
  });
}
