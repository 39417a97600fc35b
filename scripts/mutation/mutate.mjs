/**
 * `npm run mutate [-- name …]`: changes the library and the rules of the program (`files.mjs`) line by line and sees whether a test
 * notices. One file at a time with the tests that are its own, so that a survivor means a gap in those tests. Prints a JSON line for
 * each file; survivors with `--survivors`. A score below the target ends with 1. With `--keep file` the lines are added to that file, and a file that stands there as it is
 * now, with its tests, is not tried again: all of it can be done in pieces.
 *
 * The tool is installed in this folder when it is first run. @module
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { filesToMutate } from './files.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What the tests read. */
const COPIED = ['verifiable-draw', 'scripts', 'package.json', 'src', 'demo', 'docs'];
/** Percent of the mutants that a test must find. */
const TARGET = 90;

const { values, positionals } = parseArgs({
  options: { survivors: { type: 'boolean', default: false }, keep: { type: 'string' } },
  allowPositionals: true,
});
const files = await filesToMutate();
// A folder's name stands for all its files.
const isNamed =
  (one) =>
  ({ name }) =>
    name === one || name.startsWith(`${one}/`);
for (const one of positionals)
  if (!files.some(isNamed(one))) throw new Error(`nothing that is mutated is called ${one}`);
const chosen = files.filter((file) => positionals.length === 0 || positionals.some((one) => isNamed(one)(file)));

// Two hundred packages that nothing else needs: not among those of the project. Vitest is the project's own.
if (!existsSync(`${HERE}node_modules`))
  execFileSync('npm', ['ci', '--prefix', HERE, '--legacy-peer-deps', '--no-audit', '--no-fund'], { stdio: 'inherit' });
const { Stryker } = await import('@stryker-mutator/core');

for (const each of chosen) {
  const { name } = each;
  const source = sourceOf(each);
  if (isKept(name, source)) continue;
  const { found, all, survivors } = await mutate(each);
  const score = all === 0 ? 100 : Number(((100 * found) / all).toFixed(1));
  const line = JSON.stringify({ file: name, score, found, mutants: all, source });
  console.log(line);
  if (values.keep !== undefined) appendFileSync(values.keep, `${line}\n`);
  if (values.survivors) for (const survivor of survivors) console.log(survivor);
  if (score < TARGET) process.exitCode = 1;
}

/** What a score was found for: the file and its tests. */
function sourceOf({ file, tests }) {
  const hash = createHash('sha256');
  for (const one of [file, ...tests]) hash.update(readFileSync(`${ROOT}${one}`));
  return hash.digest('hex').slice(0, 12);
}

function isKept(name, source) {
  if (values.keep === undefined || !existsSync(values.keep)) return false;
  const lines = readFileSync(values.keep, 'utf8').trimEnd().split('\n');
  return lines.some((line) => line.includes(`"file":"${name}"`) && line.includes(`"source":"${source}"`));
}

/** How many changes of a file its tests find, of how many; and the others. */
async function mutate({ name, file, tests }) {
  const results = await new Stryker({
    mutate: [file],
    testRunner: 'in-process',
    plugins: [`${HERE}runner.mjs`],
    inProcess: { tests },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    timeoutMS: 3000,
    // The unchanged tests of a file, on a machine that others use.
    dryRunTimeoutMinutes: 30,
    reporters: [],
    logLevel: 'error',
    ignorePatterns: ['/*', ...COPIED.map((one) => `!/${one}`)],
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
