/** `npm test`: installs what is missing and runs every check, all of them, then says which failed. @module */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { fail, ROOT, runTool } from './project.mjs';
import { ensureWeb } from './web.mjs';

await ensureInstalled();
const noBrowser = await ensureBrowser();
if (noBrowser !== undefined) fail(noBrowser);

const folder = mkdtempSync(join(tmpdir(), 'sunlot-results-'));
/** Names of story files that failed beside everything else and passed when run again. */
const unsteady = [];
const steps = [
  { title: '网页 web', step: ensureWeb },
  { title: '类型 types', step: () => passes('typescript/bin/tsc', '-p', '.') },
  { title: '规范 lint', step: () => passes('oxlint/bin/oxlint') },
  { title: '格式 format', step: () => passes('oxfmt/bin/oxfmt', '--check') },
  { title: '测试 tests', step: runTests },
];
const summary = [];
for (const { title, step } of steps) {
  console.log(`\n── ${title} ──`);
  const started = performance.now();
  const isGood = await step();
  summary.push({ title, isGood, seconds: ((performance.now() - started) / 1000).toFixed(1) });
}

console.log('\n── 结果 summary ──');
for (const { title, isGood, seconds } of summary) console.log(`${isGood ? '✓' : '✗'} ${title} ${seconds} s`);
for (const name of unsteady) console.log(`! 不稳 unsteady: ${name} failed once and passed when run again; mend it`);
console.log(countLine());
rmSync(folder, { recursive: true, force: true });
process.exit(summary.every(({ isGood }) => isGood) ? 0 : 1);

async function passes(tool, ...args) {
  return (await runTool(tool, args)).code === 0;
}

/**
 * Every test. A real browser on a shared machine is now and then slower than a story thinks: story files that failed
 * run once more, and the summary names those that then passed. Nothing else is tried twice.
 */
async function runTests() {
  if (await runVitest('first')) return true;
  const failed = failedFiles('first');
  if (failed.length === 0 || !failed.every((name) => name.startsWith('e2e/'))) return false;
  if (!(await runVitest('second', ...failed))) return false;
  unsteady.push(...failed);
  return true;
}

function runVitest(name, ...files) {
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsOf(name)}`];
  return passes('vitest/vitest.mjs', 'run', ...reports, ...files);
}

function failedFiles(name) {
  // Without results the tests broke off before they could say which failed.
  if (!existsSync(resultsOf(name))) return [];
  return readResults(name)
    .testResults.filter(({ status }) => status === 'failed')
    .map((file) => relative(ROOT, file.name));
}

/** How many tests ran, in the one line that CI reads. */
function countLine() {
  try {
    const { numPassedTests, numFailedTests, testResults } = readResults('first');
    // A file that could not even be loaded holds no test that failed, and is a failure all the same.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    const failed = numFailedTests + broken.length;
    return unsteady.length > 0
      ? `${numPassedTests + failed} passed, 0 failed`
      : `${numPassedTests} passed, ${failed} failed`;
  } catch {
    // The tests broke off before they could count themselves.
    return '0 passed, 1 failed';
  }
}

function readResults(name) {
  return JSON.parse(readFileSync(resultsOf(name), 'utf8'));
}

function resultsOf(name) {
  return join(folder, `${name}.json`);
}
