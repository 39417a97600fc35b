/**
 * `npm run mutate [-- name …]`: changes the library line by line and sees whether a test notices. One file at a time with the tests
 * that are its own, so that a survivor means a gap in those tests. Prints a JSON line for each file; survivors with `--survivors`.
 * A score below the target ends with 1.
 *
 * The tool is installed in this folder when it is first run. @module
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = 'verifiable-draw/src';
/** Percent of the mutants that a test must find. */
const TARGET = 90;
/** Written by a program, or nothing but numbers and names. */
const WITHOUT_LOGIC = new Set(['engines/kernel', 'engines/layout', 'index']);
/** Tests of files whose own test does not have their name. */
const TESTS = {
  'credit-code': ['announcement'],
  digest: ['suite'],
  'engines/engine': ['engines/engines'],
  'engines/node': ['engines/engines'],
  'engines/plain': ['select', 'suite'],
  'engines/wasm': ['engines/engines'],
  explog: ['select'],
  leaves: ['announcement', 'stream'],
  select: ['select', 'stream'],
  sha256: ['suite', 'select'],
  sm3: ['suite', 'select'],
  suite: ['suite'],
  tickets: ['select'],
};

const { values, positionals } = parseArgs({
  options: { survivors: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const names = (await readdir(`${ROOT}${SOURCE}`, { recursive: true }))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing/'))
  .map((file) => file.slice(0, -3))
  .filter((name) => (positionals.length === 0 ? !WITHOUT_LOGIC.has(name) : positionals.includes(name)))
  .toSorted();

// Two hundred packages that nothing else needs: not among those of the project. Vitest is the project's own.
if (!existsSync(`${HERE}node_modules`))
  execFileSync('npm', ['ci', '--prefix', HERE, '--legacy-peer-deps', '--no-audit', '--no-fund'], { stdio: 'inherit' });
const { Stryker } = await import('@stryker-mutator/core');

for (const name of names) {
  const { found, all, survivors } = await mutate(name);
  const score = all === 0 ? 100 : Number(((100 * found) / all).toFixed(1));
  console.log(JSON.stringify({ file: name, score, found, mutants: all }));
  if (values.survivors) for (const survivor of survivors) console.log(survivor);
  if (score < TARGET) process.exitCode = 1;
}

/** How many changes of a file its tests find, of how many; and the others. */
async function mutate(name) {
  process.env['MUTATE_TESTS'] = (TESTS[name] ?? [name]).map((test) => `${SOURCE}/${test}.test.ts`).join(',');
  const results = await new Stryker({
    mutate: [`${SOURCE}/${name}.ts`],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'scripts/mutation/vitest.config.ts' },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 3000,
    reporters: [],
    logLevel: 'error',
    ignorePatterns: ['/*', '!/verifiable-draw', '!/scripts', '!/package.json'],
    // Rewriting a tsconfig needs the programming interface of TypeScript before 7; nothing here reads one.
    tsconfigFile: 'none',
  }).runMutationTest();
  const lost = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const counted = results.filter(({ status }) => status !== 'Ignored' && !status.endsWith('Error'));
  return {
    found: counted.length - lost.length,
    all: counted.length,
    survivors: lost.map(({ location, mutatorName, replacement }) => {
      const { line, column } = location.start;
      return `  ${name}.ts:${line + 1}:${column + 1} ${mutatorName} → ${replacement ?? ''}`;
    }),
  };
}
