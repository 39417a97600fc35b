/** `npm run check`: types, lint and format, and the tests that what changed since the last commit touches. @module */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { at, ROOT, runTool } from './project.mjs';

/** The dependency rule belongs to every change. */
const ARCHITECTURE = 'src/architecture.test.ts';
const related = [...changedFiles(), ARCHITECTURE].filter((file) => /\.tsx?$/.test(file) && existsSync(at(file)));

const started = performance.now();
const quiet = { quiet: true };
// tsc and the linter use both cores together; the tests come after them.
const quick = await Promise.all([
  runTool('typescript/bin/tsc', ['-p', '.'], quiet),
  runTool('oxlint/bin/oxlint', [], quiet),
  runTool('oxfmt/bin/oxfmt', ['--check'], quiet),
]);
for (const { code, printed } of quick) if (code !== 0) console.log(printed.trim());
const tests = await runTool('vitest/vitest.mjs', [
  'related',
  '--run',
  '--project=library',
  '--project=app',
  ...related,
]);

const isGood = [...quick, tests].every(({ code }) => code === 0);
console.log(`${isGood ? '✓' : '✗'} ${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exit(isGood ? 0 : 1);

function changedFiles() {
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
  return [...git('diff', '--name-only', '--relative', 'HEAD'), ...git('ls-files', '--others', '--exclude-standard')];
}
