/** The browser that tests and screenshots run in. @module */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { at, needNode, npmCommand, run } from './project.mjs';

const ROOT_USER = process.getuid?.() === 0;
/** Chromium without its own windows: a page of a new visitor costs it a third of the processor's time. */
const SHELL = '/usr/bin/chromium-headless-shell';
const KNOWN = [
  SHELL,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** A browser under test talks to our server alone; root has no sandbox to give it. */
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-gpu',
  '--font-render-hinting=none',
  ...(ROOT_USER ? ['--no-sandbox'] : []),
];

/**
 * The browser to launch with playwright-core, `{ executablePath, args }`: `CHROMIUM_PATH`, else an installed one, else
 * the one inside the optional package `@sparticuz/chromium`; undefined when there is none.
 */
export async function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return { executablePath: named, args: ARGS };
  const executablePath = KNOWN.find((path) => existsSync(path));
  if (executablePath !== undefined) return { executablePath, args: ARGS };
  return packagedBrowser();
}

const PACKAGED = at('node_modules', '@sparticuz', 'chromium');

function hasBrowser() {
  return [...KNOWN, PACKAGED].some((path) => existsSync(path));
}

async function packagedBrowser() {
  if (process.platform !== 'linux' || !existsSync(PACKAGED)) return undefined;
  const { default: chromium } = await import('@sparticuz/chromium');
  return { executablePath: await chromium.executablePath(), args: [...chromium.args, ...ARGS] };
}

/** Installs a browser and Chinese fonts where that is possible, and answers the sentence to print when it is not. */
export async function ensureBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? undefined : `CHROMIUM_PATH 指向的浏览器不存在：${named}`;
  await installDebianPackages();
  if (hasBrowser()) return undefined;
  await installPackagedBrowser();
  if (hasBrowser()) return undefined;
  return '没有可用的浏览器：请安装 Chromium（Debian：sudo apt-get install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指定。';
}

const UNASKED = { DEBIAN_FRONTEND: 'noninteractive' };

async function installDebianPackages() {
  if (!ROOT_USER || !existsSync('/usr/bin/apt-get')) return;
  const missing = [
    ...(existsSync(SHELL) ? [] : ['chromium-headless-shell']),
    ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
  ];
  if (missing.length === 0) return;
  await run(['apt-get', 'update'], { quiet: true, env: UNASKED });
  for (const name of missing) await installDebian(name);
  // Older releases of Debian have the whole browser alone.
  if (!hasBrowser()) await installDebian('chromium');
}

async function installDebian(name) {
  console.log(`正在安装 ${name}…`);
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', name];
  const { code, printed } = await run(install, { quiet: true, env: UNASKED });
  if (code !== 0) console.log(`没有装上：${printed.trim().split('\n').at(-1)}`);
}

function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).trim() !== '';
  } catch {
    // No fontconfig, so no Chinese font that the browser would find.
    return false;
  }
}

/** npm on an older Node passes over this optional package, because it wants a newer one: the project's own will do. */
async function installPackagedBrowser() {
  if (process.platform !== 'linux') return;
  const [, npm] = npmCommand();
  if (npm === undefined) return;
  console.log('正在安装随包提供的浏览器…');
  await run([needNode(), npm, 'install', '--no-save', '--no-audit', '--no-fund', '--include=optional'], {
    quiet: true,
  });
}
