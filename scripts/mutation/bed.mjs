/**
 * What stands in for `vitest` while files are mutated: tests are kept, and run again and again in one process, which is some
 * thirty times as fast as starting a runner for each mutant. Only what those tests use; anything else ends the run at its
 * import. `expect` is Vitest's own. @module
 */
export { expect } from 'vitest';

/** The tests of the file that is being read, and what is to happen before and after them. */
let kept = { tests: [], begins: [], ends: [] };

/**
 * Reads one file of tests anew: what it computes outside its tests is computed again, by the library as it is now.
 *
 * @param {string} url of the file, different each time
 */
export async function readTests(url) {
  kept = { tests: [], begins: [], ends: [] };
  await import(url);
  for (const begin of kept.begins) await begin();
  return kept;
}

/** What is shared by a run of tests: PostgreSQL, which is not there. */
export function inject(name) {
  throw new Error(`while code is mutated there is no ${name}`);
}

export function beforeAll(begin) {
  kept.begins.push(begin);
}

export function afterAll(end) {
  kept.ends.push(end);
}

// Limits of time are left out: the process as a whole has one.
export const it = withEach((name, ...rest) => kept.tests.push({ name, run: rest.find(isFunction) }));
export const test = it;
export const describe = withEach((_name, ...rest) => rest.find(isFunction)());

function withEach(one) {
  const each =
    (cases) =>
    (name, ...rest) => {
      const body = rest.find(isFunction);
      for (const values of cases) one(name, () => (Array.isArray(values) ? body(...values) : body(values)));
    };
  return Object.assign(one, { each });
}

function isFunction(value) {
  return typeof value === 'function';
}
