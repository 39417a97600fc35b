/** `npm test`: installs what is missing and runs every check, all of them, then says which failed. @module */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureInstalled } from './install.mjs';
import { fail, runTool } from './project.mjs';
import { ensureWeb } from './web.mjs';

await ensureInstalled();
const noBrowser = await ensureBrowser();
if (noBrowser !== undefined) fail(noBrowser);

const folder = mkdtempSync(join(tmpdir(), 'sunlot-results-'));
const results = join(folder, 'results.json');
const vitest = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`];
const steps = [
  { title: '网页 web', step: ensureWeb },
  { title: '类型 types', step: () => passes('typescript/bin/tsc', '-p', '.') },
  { title: '规范 lint', step: () => passes('oxlint/bin/oxlint') },
  { title: '格式 format', step: () => passes('oxfmt/bin/oxfmt', '--check') },
  { title: '测试 tests', step: () => passes('vitest/vitest.mjs', ...vitest) },
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
console.log(countLine());
rmSync(folder, { recursive: true, force: true });
process.exit(summary.every(({ isGood }) => isGood) ? 0 : 1);

async function passes(tool, ...args) {
  return (await runTool(tool, args)).code === 0;
}

/** How many tests ran, in the one line that CI reads. */
function countLine() {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
    // A file that could not even be loaded holds no test that failed, and is a failure all the same.
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    );
    return `${numPassedTests} passed, ${numFailedTests + broken.length} failed`;
  } catch {
    // The tests broke off before they could count themselves.
    return '0 passed, 1 failed';
  }
}
