/**
 * `npm run mutate [-- name …]`: changes the library line by line and sees whether a test notices. One file at a time with the tests
 * that are its own, so that a survivor means a gap in those tests. Prints a JSON line for each file; survivors with `--survivors`.
 * A score below the target ends with 1. With `--keep file` the lines are added to that file, and a file that stands there as it is
 * now, with its tests, is not tried again: the whole library can be done in pieces.
 *
 * The tool is installed in this folder when it is first run. @module
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = 'verifiable-draw/src';
/** Percent of the mutants that a test must find. */
const TARGET = 90;
/** Written by a program, or nothing but numbers and names. */
const WITHOUT_LOGIC = new Set(['engines/kernel', 'engines/layout', 'engines/rounds', 'index', 'deeds', 'slots']);
/** Tests of files whose own test does not have their name; a name with a slash at its end is a folder's. */
const TESTS = {
  'announcement-rules': ['announcement'],
  'assign/instance': ['assign/instance', 'assign/assign'],
  'assign/': ['assign/assign', 'assign/augment', 'assign/optional'],
  bundle: ['bundle', 'verify/words'],
  'bundle-files': ['bundle', 'verify/words', 'verify/steps'],
  'bundle-reading': ['bundle', 'verify/words', 'verify/after', 'verify/steps'],
  'credit-code': ['announcement'],
  digest: ['suite'],
  draw: ['vectors', 'bundle', 'announcement', 'verify/words', 'verify/steps'],
  drand: ['sources', 'verify/verify'],
  'engines/engine': ['engines/engines', 'engines/messages'],
  'engines/node': ['engines/engines', 'engines/messages'],
  'engines/plain': ['engines/messages', 'engines/engines', 'suite'],
  'engines/wasm': ['engines/messages', 'engines/engines'],
  explog: ['select'],
  fresh: ['substitution'],
  keys: ['keys', 'vectors'],
  leaves: ['leaves', 'announcement', 'stream'],
  lists: ['announcement'],
  'means/': ['means/means', 'means/outings'],
  narrowing: ['announcement', 'means/means'],
  outcomes: ['verify/words'],
  receipt: ['bundle', 'verify/after'],
  refill: ['substitution', 'verify/after'],
  result: ['result', 'verify/words'],
  select: ['select', 'stream'],
  sha256: ['suite', 'select'],
  'sha256-constants': ['suite'],
  shape: ['shape', 'announcement'],
  standing: ['standing'],
  sm3: ['suite', 'select'],
  suite: ['suite', 'engines/messages'],
  templates: ['announcement'],
  tickets: ['select'],
  'verify/': ['verify/words'],
  'verify/enterprise': ['verify/enterprise', 'verify/after'],
  'verify/report': ['verify/words', 'verify/steps'],
  'verify/substitution-steps': ['verify/words', 'verify/after'],
  'verify/verify': ['verify/words', 'verify/steps'],
};

const { values, positionals } = parseArgs({
  options: { survivors: { type: 'boolean', default: false }, keep: { type: 'string' } },
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
  const source = sourceOf(name);
  if (isKept(name, source)) continue;
  const { found, all, survivors } = await mutate(name);
  const score = all === 0 ? 100 : Number(((100 * found) / all).toFixed(1));
  const line = JSON.stringify({ file: name, score, found, mutants: all, source });
  console.log(line);
  if (values.keep !== undefined) appendFileSync(values.keep, `${line}\n`);
  if (values.survivors) for (const survivor of survivors) console.log(survivor);
  if (score < TARGET) process.exitCode = 1;
}

function testsOf(name) {
  const own = TESTS[name] ?? TESTS[name.replace(/[^/]*$/, '')] ?? [name];
  return own.map((test) => `${SOURCE}/${test}.test.ts`);
}

/** What a score was found for: the file and its tests. */
function sourceOf(name) {
  const hash = createHash('sha256');
  for (const file of [`${SOURCE}/${name}.ts`, ...testsOf(name)]) hash.update(readFileSync(`${ROOT}${file}`));
  return hash.digest('hex').slice(0, 12);
}

function isKept(name, source) {
  if (values.keep === undefined || !existsSync(values.keep)) return false;
  const lines = readFileSync(values.keep, 'utf8').trimEnd().split('\n');
  return lines.some((line) => line.includes(`"file":"${name}"`) && line.includes(`"source":"${source}"`));
}

/** How many changes of a file its tests find, of how many; and the others. */
async function mutate(name) {
  const results = await new Stryker({
    mutate: [`${SOURCE}/${name}.ts`],
    testRunner: 'in-process',
    plugins: [`${HERE}runner.mjs`],
    inProcess: { tests: testsOf(name) },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 3000,
    // The unchanged tests of a file, on a machine that others use.
    dryRunTimeoutMinutes: 30,
    reporters: [],
    logLevel: 'error',
    ignorePatterns: ['/*', '!/verifiable-draw', '!/scripts', '!/package.json'],
    // Rewriting a tsconfig needs the programming interface of TypeScript before 7; nothing here reads one.
    tsconfigFile: 'none',
    // Tests compare files with what writes them, byte for byte; types are stripped.
    disableTypeChecks: false,
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
