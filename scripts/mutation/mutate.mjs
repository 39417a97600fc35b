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
/** What is not copied: all but the code, its tests, and what those read. */
const LEFT = ['/*', '!/scripts', '!/package.json'];
const LEFT_BESIDE_LIBRARY = [...LEFT, '!/verifiable-draw'];
const LEFT_BESIDE_PROGRAM = [...LEFT, '!/src', '/src/web', '!/demo', '!/docs', '/docs/*', '!/docs/permissions.md'];
/** Percent of the mutants that a test must find. */
const TARGET = 90;

/** What the runner says of a mutant that did not come to an end. */
const ENDLESS = 'endless';

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

/** Files that are tried in one go: what it takes to begin costs more than trying one. */
const GROUP = 12;

const waiting = chosen.map((each) => ({ ...each, source: sourceOf(each) })).filter((each) => !isKept(each));
// The library is copied without the program, and the other way round.
for (const those of Object.values(Object.groupBy(waiting, ({ file }) => String(isOfProgram(file)))))
  for (let n = 0; n < those.length; n += GROUP) tell(await mutate(those.slice(n, n + GROUP)));

function tell(scores) {
  for (const { name, source, found, late, all, survivors } of scores) {
    const score = all === 0 ? 100 : Number(((100 * found) / all).toFixed(1));
    const line = JSON.stringify({ file: name, score, found, mutants: all, ...(late > 0 ? { late } : {}), source });
    console.log(line);
    if (values.keep !== undefined) appendFileSync(values.keep, `${line}\n`);
    if (values.survivors) for (const survivor of survivors) console.log(survivor);
    if (score < TARGET) process.exitCode = 1;
  }
}

/** What a score was found for: the file and its tests. */
function sourceOf({ file, tests }) {
  const hash = createHash('sha256');
  for (const one of [file, ...tests]) hash.update(readFileSync(`${ROOT}${one}`));
  return hash.digest('hex').slice(0, 12);
}

function isOfProgram(file) {
  return file.startsWith('src/');
}

function isKept({ name, source }) {
  if (values.keep === undefined || !existsSync(values.keep)) return false;
  const lines = readFileSync(values.keep, 'utf8').trimEnd().split('\n');
  return lines.some((line) => line.includes(`"file":"${name}"`) && line.includes(`"source":"${source}"`));
}

/**
 * How many changes of each file its tests find, of how many; and the others. `late`: of those found, how many by nothing but the
 * clock, which a busy machine can pretend.
 */
async function mutate(group) {
  const [{ file: first }] = group;
  const results = await new Stryker({
    mutate: group.map(({ file }) => file),
    testRunner: 'in-process',
    plugins: [`${HERE}runner.mjs`],
    inProcess: { own: Object.fromEntries(group.map(({ file, tests }) => [file, tests])) },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // What does not come to an end is left by counting steps; this is for what takes none.
    timeoutMS: 300_000,
    // Code that is loaded anew stays in memory.
    maxTestRunnerReuse: 300,
    // The unchanged tests of the files, on a machine that others use.
    dryRunTimeoutMinutes: 60,
    reporters: [],
    logLevel: 'error',
    ignorePatterns: isOfProgram(first) ? LEFT_BESIDE_PROGRAM : LEFT_BESIDE_LIBRARY,
    // Rewriting a tsconfig needs the programming interface of TypeScript before 7; nothing here reads one.
    tsconfigFile: 'none',
    // Tests compare files with what writes them, byte for byte; types are stripped.
    disableTypeChecks: false,
  }).runMutationTest();
  return group.map((each) => ({
    ...each,
    ...scoreOf(
      each,
      results.filter(({ fileName }) => fileName.endsWith(`/${each.file}`) || fileName === each.file),
    ),
  }));
}

function scoreOf({ name }, results) {
  const lost = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const counted = results.filter(({ status }) => status !== 'Ignored' && !status.endsWith('Error'));
  return {
    found: counted.length - lost.length,
    late: counted.filter(({ status, statusReason }) => status === 'Timeout' && statusReason !== ENDLESS).length,
    all: counted.length,
    survivors: lost.map(({ location, mutatorName, replacement }) => {
      const { line, column } = location.start;
      return `  ${name}.ts:${line + 1}:${column + 1} ${mutatorName} → ${replacement ?? ''}`;
    }),
  };
}
