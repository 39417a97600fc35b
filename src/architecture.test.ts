/** The dependency rule of ARCHITECTURE.md, checked on the imports themselves. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MODULES = [
  'bureau',
  'calendar',
  'directory',
  'items',
  'plan',
  'draw',
  'inspection',
  'rectification',
  'penalty',
  'hazard',
  'credit',
  'disclosure',
  'opendata',
  'exchange',
  'archive',
  'oversight',
];
/** What a role of a module may import within its own module. */
const ROLES: Readonly<Record<string, readonly string[]>> = {
  types: [],
  deeds: ['types'],
  tables: ['types'],
  rules: ['types', 'deeds'],
  reads: ['types', 'tables', 'rules', 'deeds'],
  writes: ['types', 'tables', 'rules', 'reads'],
  actions: ['types', 'tables', 'rules', 'deeds', 'reads', 'writes', 'documents'],
  routes: ['types', 'tables', 'rules', 'deeds', 'reads', 'actions', 'documents'],
  jobs: ['types', 'tables', 'rules', 'deeds', 'reads', 'writes', 'actions'],
  documents: ['types', 'rules'],
};
const OPEN_TO_LATER_MODULES = ['types', 'tables', 'rules', 'reads', 'deeds', 'documents'];
const OPEN_TO_WEB = ['types', 'rules', 'deeds'];

interface Import {
  readonly from: string;
  readonly to: string;
}

describe('the dependency rule', () => {
  const imports = sourceImports();

  test('finds the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  test.each([
    [
      'the library imports nothing of the application',
      ({ from, to }: Import) => from.startsWith('verifiable-draw/') && !to.startsWith('verifiable-draw/'),
    ],
    [
      'core imports no module and no screen',
      ({ from, to }: Import) => from.startsWith('src/core/') && !/^(src\/core|verifiable-draw)\//.test(to),
    ],
    ['a module imports only core and modules to its left, and of those only what is open', breaksModuleOrder],
    ['a role imports only the roles before it', breaksRoleOrder],
    ['web code imports no server code, the portal neither desk nor phone, the phone no desk', breaksWeb],
    ['the verifying page imports only what a page from disk can carry', breaksVerify],
    [
      'nothing imports what assembles',
      ({ from, to }: Import) =>
        /^src\/(http|jobs|cli)\//.test(to) && !/^(src\/(http|jobs|cli|testing)|demo|bench|e2e|scripts)\//.test(from),
    ],
  ])('%s', (_rule, breaks) => {
    expect(imports.filter(breaks).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

/** Reads as the program, who alone knows a sealed result: each of these computes with it, or shows of it what its reader may know. */
const KNOWS_ALL = [
  // The result and the substitutes are computed, confirmed and opened by people who do not see them.
  'src/draw/actions/codes.ts',
  'src/draw/actions/open.ts',
  'src/draw/actions/settle.ts',
  'src/draw/actions/substitute.ts',
  // Day and means of a visit, and its receipt, for whoever may read the visit.
  'src/draw/reads/means.ts',
  // A team's own visits.
  'src/draw/reads/own-visits.ts',
  'src/draw/reads/receipt.ts',
  // The enterprise acts on its own hazard.
  'src/hazard/actions/open.ts',
  // The enterprise reads its own order, though its visit is sealed still.
  'src/http/enterprise.ts',
  // Compares every row with its deed; answers ids.
  'src/jobs/projections.ts',
  'src/rectification/actions/open.ts',
];
/** Who acts as the program: jobs, the set-up, and nothing that answers a request for a page. */
const ACTS_AS_SYSTEM = [
  // Sealed volumes are read and tested by rounds of the archive.
  'src/archive/actions/store.ts',
  'src/archive/jobs.ts',
  'src/bureau/actions/found.ts',
  'src/core/actor.ts',
  'src/core/follow.ts',
  'src/disclosure/jobs.ts',
  'src/draw/jobs.ts',
];

describe('what is sealed', () => {
  const files = sources(join(ROOT, 'src')).map((file) => ({
    path: relative(ROOT, file),
    text: readFileSync(file, 'utf8'),
  }));

  test('is read as the program by those alone who are listed, and nobody else takes its name', () => {
    const using = (word: string): string[] =>
      files
        .flatMap(({ path, text }) => (text.includes(word) && !path.startsWith('src/testing/') ? [path] : []))
        .toSorted();
    expect(using('knowingAll(')).toEqual(KNOWS_ALL);
    expect(using('systemActor(')).toEqual(ACTS_AS_SYSTEM);
    const named = files.filter(({ text }) => /app\.reader/.test(text)).map(({ path }) => path);
    expect(named.filter((path) => !/tables|^src\/testing\//.test(path))).toEqual([
      'src/core/transact.ts',
      'src/inspection/types/visit.ts',
    ]);
  });
});

function breaksModuleOrder({ from, to }: Import): boolean {
  const own = moduleOf(from);
  if (own === undefined || moduleOf(to) === own) return false;
  if (/^(src\/core|verifiable-draw|src\/testing)\//.test(to)) return false;
  const other = moduleOf(to);
  return (
    other === undefined || MODULES.indexOf(other) > MODULES.indexOf(own) || !OPEN_TO_LATER_MODULES.includes(roleOf(to))
  );
}

function breaksRoleOrder({ from, to }: Import): boolean {
  const own = moduleOf(from);
  if (own === undefined || moduleOf(to) !== own || roleOf(from) === roleOf(to)) return false;
  const allowed = ROLES[roleOf(from)];
  return allowed !== undefined && roleOf(to) in ROLES && !allowed.includes(roleOf(to));
}

function breaksWeb({ from, to }: Import): boolean {
  if (!from.startsWith('src/web/')) return false;
  if (from.startsWith('src/web/portal/') && /^src\/web\/(staff|field)\//.test(to)) return true;
  if (from.startsWith('src/web/field/') && to.startsWith('src/web/staff/')) return true;
  if (moduleOf(to) !== undefined) return !OPEN_TO_WEB.includes(roleOf(to));
  if (to.startsWith('src/core/')) return !/Browser-safe/.test(readFileSync(join(ROOT, to), 'utf8').slice(0, 600));
  return !/^(src\/web\/|src\/permissions\.ts|verifiable-draw\/)/.test(to);
}

/** No React, no application: the library, words and plain shapes of the kit, and how public ids are written. */
function breaksVerify({ from, to }: Import): boolean {
  if (!from.startsWith('src/web/verify/')) return false;
  return !/^(src\/web\/verify\/|verifiable-draw\/|src\/draw\/rules\/public-id\.ts$|src\/web\/kit\/(dots|format|state-shapes|trusted-types|strings\/[a-z-]+\.(zh|en))\.ts$)/.test(
    to,
  );
}

function moduleOf(path: string): string | undefined {
  const name = /^src\/([a-z]+)\//.exec(path)?.[1];
  return name !== undefined && MODULES.includes(name) ? name : undefined;
}

/** `src/plan/actions/approve.ts` and `src/plan/actions.ts` are both the role `actions`. */
function roleOf(path: string): string {
  return path.split('/')[2]?.replace(/\.tsx?$/, '') ?? '';
}

function sourceImports(): Import[] {
  const files = ['src', 'verifiable-draw/src', 'demo', 'bench', 'e2e'].flatMap((folder) => sources(join(ROOT, folder)));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'((?:\.|verifiable-draw)[^']*)'/g)].map(
      (match) => ({
        from: relative(ROOT, file),
        to: target(file, match[1] ?? ''),
      }),
    ),
  );
}

function target(file: string, specifier: string): string {
  return specifier.startsWith('.') ? relative(ROOT, resolve(dirname(file), specifier)) : `${specifier}/src/index.ts`;
}

function sources(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.(test|testing)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
