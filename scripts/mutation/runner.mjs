/**
 * A test runner for Stryker that stays in its process: the code is loaded once, a mutant is switched on, the files of tests are
 * read again where they reach it themselves, and those tests are run that reach it, the quickest first, until one fails. For a
 * mutant in what is computed while the code is loaded, code and tests are loaded anew beside the first ones. @module
 */
import { loadAnew } from './bed-hook.mjs';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { readTests } from './bed.mjs';

// One failing case is enough; nobody reads the least of them.
fc.configureGlobal({ endOnFailure: true });

/** What the unchanged code needs, for the processes that come after the first: lies in the copy that is mutated. */
const MEASURED = 'mutation-measured.json';
/** Times the steps that a test needs with the unchanged code, and steps besides: who needs more does not come to an end. */
const [PATIENCE, SLACK] = [20, 200_000];

/**
 * What the mutated code asks which mutant is on, and tells where it was. Its questions are counted as steps: an endless loop is
 * left when there are too many, which does not depend on how busy the machine is, and the process can stay.
 */
const state = (globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {});
let active;
let steps = 0;
let limit = Number.POSITIVE_INFINITY;
Object.defineProperty(state, 'activeMutant', {
  get() {
    steps += 1;
    if (steps > limit) throw new Error('does not come to an end');
    return active;
  },
  set(mutant) {
    active = mutant;
  },
});

class InProcess {
  static inject = tokens(commonTokens.options);
  #files;
  #isLoaded = false;
  #readings = 0;
  /** Tests of files as they were read with the unchanged code. */
  #kept = new Map();
  /** Steps and milliseconds of each test and of reading each file, and the mutants that reading reaches; by id. */
  #measured = existsSync(MEASURED) ? JSON.parse(readFileSync(MEASURED, 'utf8')) : {};

  /** The tests of each file that is mutated; those of others say nothing of it. */
  #own;

  constructor({ inProcess }) {
    this.#own = inProcess.own;
    this.#files = [...new Set(Object.values(inProcess.own).flat())];
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    state.mutantCoverage = { static: {}, perTest: {} };
    await this.#load();
    const { results, ends } = await this.#run({ isMeasured: true });
    const { perTest, static: loading } = state.mutantCoverage;
    for (const file of this.#files) {
      const reached = perTest[file] ?? {};
      // What a file computes outside its tests, all its tests stand on; it is computed again with the file, unlike the rest of loading.
      for (const { id } of results) if (id.startsWith(`${file}#`)) addTo((perTest[id] ??= {}), reached);
      for (const [mutant, count] of Object.entries(reached)) loading[mutant] -= count;
      this.#measured[file].reached = Object.keys(reached);
      delete perTest[file];
    }
    for (const [mutant, count] of Object.entries(loading)) if (count <= 0) delete loading[mutant];
    writeFileSync(MEASURED, JSON.stringify(this.#measured));
    const mutantCoverage = structuredClone(state.mutantCoverage);
    // Tests that leave something behind for themselves would fail without a mutant.
    const again = await this.#run({});
    for (const end of [...ends, ...again.ends]) await end();
    const failed = again.results.filter(({ status }) => status === TestStatus.Failed);
    return { status: DryRunStatus.Complete, tests: failed.length > 0 ? failed : results, mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, sandboxFileName }) {
    const isStatic = mutantActivation === 'static';
    if (!isStatic) await this.#load();
    const own = this.#own[relative(process.cwd(), sandboxFileName)];
    const filter = testFilter?.filter((id) => own.includes(id.slice(0, id.lastIndexOf('#'))));
    loadAnew(isStatic);
    active = activeMutant.id;
    const { results, ends, isEndless } = await this.#run({ files: own, filter, isFresh: isStatic });
    for (const end of ends) await end();
    active = undefined;
    loadAnew(false);
    if (isEndless) return { status: MutantRunStatus.Timeout, reason: 'endless' };
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: results });
  }

  /** Loads the code and what its tests share; what fails here fails again, and is told, when the tests are read. */
  async #load() {
    if (this.#isLoaded) return;
    this.#isLoaded = true;
    for (const file of this.#files) {
      const { ends } = await readTests(`${urlOf(file)}?0`).catch(() => ({ ends: [] }));
      for (const end of ends) await end();
    }
  }

  /** Runs tests till one fails, or all of them to measure. */
  async #run({ files = this.#files, filter, isMeasured = false, isFresh = false }) {
    const results = [];
    const ends = [];
    let isEndless = false;
    const isDecided = () => !isMeasured && results.at(-1)?.status === TestStatus.Failed;
    const step = async (test) => {
      results.push(await this.#try(test, isMeasured));
      isEndless ||= steps > limit;
    };
    for (const stage of this.#stagesOf(files, { filter, isMeasured, isFresh })) {
      const tests = [];
      for (const file of stage) {
        if (isDecided()) break;
        const run = async () => {
          const read = await this.#read(file, isFresh);
          ends.push(...read.ends);
          tests.push(...read.tests.map((test, i) => ({ ...test, id: `${file}#${i}` })));
        };
        await step({ id: file, name: file, run });
        if (results.at(-1)?.status === TestStatus.Success) results.pop();
      }
      const chosen = filter === undefined ? tests : tests.filter(({ id }) => filter.includes(id));
      for (const test of chosen.toSorted((a, b) => this.#timeOf(a) - this.#timeOf(b))) {
        if (isDecided()) break;
        await step(test);
      }
    }
    return { results, ends, isEndless };
  }

  /**
   * Files whose tests are run together. What must be read again comes after what need not, the quickest first and one by one: a file
   * that makes whole ceremonies while it is read is not read for a mutant that another finds.
   */
  #stagesOf(files, { filter, isMeasured, isFresh }) {
    const chosen = files.filter((file) => filter?.some((id) => id.startsWith(`${file}#`)) ?? true);
    if (isMeasured) return [chosen];
    const { kept = [], read = [] } = Object.groupBy(chosen, (file) => (this.#isKept(file, isFresh) ? 'kept' : 'read'));
    return [kept, ...read.toSorted((a, b) => this.#timeOf({ id: a }) - this.#timeOf({ id: b })).map((file) => [file])];
  }

  #isKept(file, isFresh) {
    return !this.#isReached(file, isFresh) && this.#kept.has(file);
  }

  #isReached(file, isFresh) {
    return isFresh || (this.#measured[file]?.reached?.includes(active) ?? false);
  }

  /** Reads a file of tests; not again when the mutant makes no difference to that, and nothing is ended after its tests. */
  async #read(file, isFresh) {
    if (this.#isKept(file, isFresh)) return this.#kept.get(file);
    this.#readings += 1;
    const read = await readTests(`${urlOf(file)}?${this.#readings}`);
    if (!this.#isReached(file, isFresh) && read.ends.length === 0) this.#kept.set(file, read);
    return read;
  }

  async #try({ id, name, run }, isMeasured) {
    state.currentTestId = id;
    const start = performance.now();
    let error;
    steps = 0;
    if (!isMeasured) limit = PATIENCE * this.#measured[id].steps + SLACK;
    try {
      await run();
    } catch (thrown) {
      error = thrown;
    }
    const took = performance.now() - start;
    if (isMeasured) this.#measured[id] = { steps, took };
    state.currentTestId = undefined;
    return resultOf({ id, name }, took, error);
  }

  #timeOf({ id }) {
    return this.#measured[id]?.took ?? 0;
  }
}

function resultOf({ id, name }, took, error) {
  const result = { id, name, timeSpentMs: Math.round(took) };
  if (error === undefined) return { ...result, status: TestStatus.Success };
  return { ...result, status: TestStatus.Failed, failureMessage: String(error?.stack ?? error) };
}

function addTo(counts, more) {
  for (const [mutant, count] of Object.entries(more)) counts[mutant] = (counts[mutant] ?? 0) + count;
}

function urlOf(file) {
  return pathToFileURL(file).href;
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];
