/** Every package that may be installed to run the program stands in docs/dependencies.md, with what brings it (reliability §2, G37). */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const Names = z.record(z.string(), z.string()).default({});
const Package = z.object({
  dependencies: Names,
  optionalDependencies: Names,
  peerDependencies: Names,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().default(false) })).default({}),
});
const Lock = z.object({ packages: z.record(z.string(), Package) });

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { packages } = Lock.parse(JSON.parse(textOf('package-lock.json')));

/** Where `name` lies for the package at `from`, as Node looks for it. */
function pathOf(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (path in packages) return path;
    if (folder === '') return undefined;
  }
}

function installedToRun(): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = Package.parse(
      packages[path],
    );
    const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
    for (const name of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) {
      const found = pathOf(path, name);
      if (found === undefined || seen.has(found)) continue;
      seen.add(found);
      names.add(name);
      visit(found);
    }
  };
  visit('');
  return names;
}

test('every package that may be installed to run the program is named in docs/dependencies.md', () => {
  const names = installedToRun();
  // A closure that misses what it is there to find would pass.
  for (const deep of ['fastify', 'pino', 'jszip', '@better-auth/mongo-adapter', 'toidentifier'])
    expect(names).toContain(deep);
  const words = new Set(textOf('docs/dependencies.md').split(/[\s,|;()：]+/));
  expect([...names].filter((name) => !words.has(name))).toEqual([]);
});
