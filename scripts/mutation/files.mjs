/**
 * What is mutated, and the tests that are each file's own: of the library all that holds logic, of the program what decides (states,
 * terms, what the public may read, who may do what, the log of deeds). Tests of the program that need PostgreSQL are not among them:
 * a rule that only they can see has no test of its own yet. @module
 */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LIBRARY = 'verifiable-draw/src';

/** Written by a program, or nothing but numbers and names. */
const WITHOUT_LOGIC = new Set(['engines/kernel', 'engines/layout', 'engines/rounds', 'index', 'deeds', 'slots']);

/** Tests of files of the library whose own test does not have their name; a name with a slash at its end is a folder's. */
const LIBRARY_TESTS = {
  'announcement-rules': ['announcement'],
  'assign/instance': ['assign/instance', 'assign/assign'],
  'assign/': ['assign/assign', 'assign/augment', 'assign/optional'],
  bundle: ['bundle', 'bundle-reading'],
  'bundle-files': ['bundle-reading'],
  'bundle-reading': ['bundle-reading'],
  'credit-code': ['announcement'],
  digest: ['suite'],
  draw: ['vectors', 'bundle', 'announcement', 'verify/words', 'verify/steps'],
  drand: ['sources', 'verify/verify'],
  'engines/engine': ['engines/messages'],
  'engines/node': ['engines/engines', 'engines/messages'],
  'engines/plain': ['engines/messages', 'engines/engines', 'suite'],
  'engines/wasm': ['engines/messages', 'engines/engines'],
  explog: ['select'],
  fresh: ['substitution'],
  keys: ['keys', 'vectors'],
  leaves: ['leaves', 'announcement', 'stream'],
  lists: ['announcement'],
  'means/': ['means/means', 'means/outings'],
  narrowing: ['narrowing', 'announcement'],
  outcomes: ['verify/words'],
  receipt: ['bundle', 'verify/after'],
  refill: ['refill', 'substitution'],
  result: ['result', 'verify/words'],
  select: ['select', 'stream'],
  sha256: ['suite', 'select'],
  'sha256-constants': ['suite'],
  shape: ['shape', 'announcement'],
  sm3: ['suite', 'select'],
  substitution: ['substitution', 'substituted'],
  suite: ['suite', 'engines/messages'],
  templates: ['announcement'],
  tickets: ['select'],
  'verify/': ['verify/words'],
  'verify/draw-steps': ['verify/draw-steps'],
  'verify/enterprise': ['verify/enterprise', 'verify/after'],
  'verify/evidence': ['verify/evidence', 'verify/words'],
  'verify/replay': ['verify/replay'],
  'verify/report': ['verify/words', 'verify/steps'],
  'verify/substitution-steps': ['verify/words', 'verify/after'],
  'verify/verify': ['verify/steps'],
};

/** Files of the program, each with its tests; all from `src`. */
const PROGRAM = {
  // Who may do what.
  permissions: ['permissions'],
  'core/actor': ['permissions'],
  'core/reauthentication': ['permissions'],
  'bureau/rules': ['bureau/rules'],
  // The log of deeds: leaves, chain, trees, proofs, signatures, and the audit of all of it.
  'core/log/hash-tree': ['core/log/hash-tree'],
  'core/log/add-checkpoint': ['core/log/hash-tree'],
  'core/log/key': ['core/log/key'],
  'core/log/audit/tree-walk': ['core/log/hash-tree'],
  'core/log/audit/deed-page': ['core/log/audit/deed-page', 'core/log/audit/walk', 'core/log/audit/beside'],
  'core/log/audit/beside': ['core/log/audit/beside', 'core/log/audit/walk'],
  'core/log/audit/walk': ['core/log/audit/walk', 'core/log/audit/beside', 'core/log/audit/deed-page'],
  'core/log/audit/signatures': ['core/log/audit/outside'],
  'core/log/audit/findings': ['core/log/audit/outside'],
  'core/log/audit/outside': ['core/log/audit/outside'],
  // Working days and terms.
  'core/calendar/day': ['core/calendar/calendar', 'core/calendar/edges'],
  'core/calendar/deadline': ['core/calendar/calendar', 'core/calendar/edges'],
  'core/calendar/work-calendar': ['core/calendar/calendar', 'core/calendar/edges'],
  'calendar/rules/calendar': ['calendar/rules/calendar', 'calendar/rules/rules'],
  'calendar/rules/notice-text': ['calendar/rules/notice-text', 'calendar/rules/rules'],
  'calendar/rules/terms': ['calendar/rules/rules'],
  // States and what stands against a step.
  'inspection/rules/preparation': ['inspection/rules/preparation'],
  'inspection/rules/record': ['inspection/rules/record-refusals', 'inspection/rules/record'],
  'inspection/rules/signing': ['inspection/rules/signing'],
  'rectification/rules/access': ['rectification/rules/access'],
  'rectification/rules/moves': ['rectification/rules/moves'],
  'rectification/rules/order': ['rectification/rules/order'],
  'rectification/rules/round': ['rectification/rules/round'],
  'rectification/rules/remind': ['rectification/rules/remind'],
  'hazard/rules/moves': ['hazard/rules/moves'],
  'hazard/rules/terms': ['hazard/rules/rules', 'hazard/rules/moves'],
  'hazard/rules/checks': ['hazard/rules/checks', 'hazard/rules/rules'],
  'hazard/rules/closure': ['hazard/rules/rules', 'hazard/rules/checks'],
  'credit/rules/moves': ['credit/rules/moves', 'credit/rules/rules'],
  'credit/rules/listing': ['credit/rules/moves', 'credit/rules/rules'],
  'credit/rules/publicity': ['credit/rules/rules'],
  'archive/rules/moves': ['archive/rules/moves'],
  'archive/rules/retention': ['archive/rules/moves'],
  'archive/rules/custody': ['archive/rules/moves'],
  'archive/rules/examination': ['archive/rules/examination'],
  'archive/rules/requirements': ['archive/rules/requirements'],
  'archive/rules/requirements-draw': ['archive/rules/requirements'],
  'penalty/types/table': ['penalty/types/table'],
  'penalty/rules/check': ['penalty/rules/check'],
  'penalty/rules/outcome': ['penalty/rules/outcome'],
  'penalty/rules/deadlines': ['penalty/rules/terms', 'penalty/deadlines'],
  'penalty/rules/money': ['penalty/rules/terms', 'penalty/deadlines'],
  // What the public may read.
  'disclosure/rules': ['disclosure/rules', 'disclosure/rules/objection'],
  'disclosure/rules/copy': ['disclosure/rules/copy'],
  'disclosure/rules/exposure': ['disclosure/rules/objection'],
  'disclosure/rules/objection': ['disclosure/rules/objection'],
  'disclosure/rules/publicity': ['disclosure/rules', 'disclosure/rules/objection'],
  'disclosure/rules/protected/clauses': ['disclosure/rules/protected/detect'],
  'disclosure/rules/protected/detect': [
    'disclosure/rules/protected/detect',
    'disclosure/rules/protected/persons',
    'disclosure/rules/protected/view',
  ],
  'disclosure/rules/protected/numbers': ['disclosure/rules/protected/detect'],
  'disclosure/rules/protected/persons': ['disclosure/rules/protected/persons'],
  'disclosure/rules/protected/view': [
    'disclosure/rules/protected/view',
    'disclosure/rules/protected/detect',
    'disclosure/rules/protected/persons',
  ],
};

/** Every file that is mutated: its name, where it lies, and where its tests do, from the root. */
export async function filesToMutate() {
  const library = (await readdir(`${ROOT}${LIBRARY}`, { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('testing/'))
    .map((file) => file.slice(0, -3))
    .filter((name) => !WITHOUT_LOGIC.has(name))
    .toSorted()
    .map((name) => fileOf(LIBRARY, name, LIBRARY_TESTS[name] ?? LIBRARY_TESTS[name.replace(/[^/]*$/, '')] ?? [name]));
  // Two files may have one name: those of the program are called by their path.
  const program = Object.entries(PROGRAM).map(([name, tests]) => ({
    ...fileOf('src', name, tests),
    name: `src/${name}`,
  }));
  return [...library, ...program];
}

function fileOf(folder, name, tests) {
  return { name, file: `${folder}/${name}.ts`, tests: tests.map((test) => `${folder}/${test}.test.ts`) };
}
