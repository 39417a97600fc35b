/** docs/asvs.md names tests that are there, for every requirement; and what can be held by reading the program's own text. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const table = readFileSync(new URL('docs/asvs.md', root), 'utf8');

/** Those that apply and can be tested by a program (OWASP ASVS 5.0.0, chosen of levels 1 to 3): section, colon, numbers. */
const REQUIRED = `
  1.1:1 1.2:1-5,9-10 1.3:1-4,6-7,11-12 1.4:2 1.5:1-3
  2.2:1-3 2.3:1-5 2.4:1
  3.2:1-2 3.3:1-5 3.4:1-8 3.5:1-4,6-8 3.6:1 3.7:2
  4.1:1-5 4.2:1-2
  5.2:1-6 5.3:1-3 5.4:1-3
  6.2:1-4,6-9,11 6.3:1-4,8 6.4:1-3,6 6.5:1-5,8 6.6:2-3
  7.2:1-4 7.3:1-2 7.4:1-3,5 7.5:1-3 7.6:2
  8.2:1-3 8.3:1-2 8.4:1
  11.2:3 11.3:1-3 11.4:1-4 11.5:1 11.6:1
  12.1:1-2 12.2:1 12.3:1-2
  13.2:2-5 13.4:1-7
  14.2:1-3,6-8 14.3:1-3
  15.1:2 15.2:2-4 15.3:1-7 15.4:2-3
  16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-4`;
const STATES = ['held', 'partly', 'deviates', 'operator', 'n/a', 'not held'];

function required(): readonly string[] {
  const sections = REQUIRED.trim().split(/\s+/);
  return sections.flatMap((text) => {
    const [section = '', numbers = ''] = text.split(':');
    return numbers.split(',').flatMap((range) => {
      const [from = 0, to = from] = range.split('-').map(Number);
      return Array.from({ length: to - from + 1 }, (_, n) => `${section}.${from + n}`);
    });
  });
}

const lines = [...table.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (.+) \|$/gm)].map(
  ([, id = '', state = '', by = '']) => ({
    id,
    state,
    by,
  }),
);

describe('docs/asvs.md', () => {
  test('has a line for each of the 182, in their order, with a state', () => {
    expect(required().length).toBe(182);
    expect(lines.map(({ id }) => id)).toEqual(required());
    expect(lines.filter(({ state }) => !STATES.includes(state))).toEqual([]);
  });

  test('counts them as they are', () => {
    for (const state of STATES) {
      const count = lines.filter((line) => line.state === state).length;
      expect(table, state).toContain(`${state} ${count}`);
    }
  });

  test('says of what is held by what, and of what is not why', () => {
    expect(lines.filter(({ by }) => by.length < 15)).toEqual([]);
    expect(lines.filter(({ state, by }) => state === 'held' && !/\.(test|story)\.ts` “/.test(by))).toEqual([]);
  });

  test('names tests that are there, under their titles', () => {
    const missing: string[] = [];
    let named = 0;
    // A file, and behind it its titles: `a.test.ts` “one”; `a.test.ts` “two”.
    for (const [, path = '', title = ''] of table.matchAll(/`([\w/.-]+\.(?:test|story)\.ts)` “([^”]+)”/g)) {
      named += 1;
      const file = new URL(path, root);
      if (!existsSync(file) || !readFileSync(file, 'utf8').includes(`'${title}'`)) missing.push(`${path}: ${title}`);
    }
    expect(missing).toEqual([]);
    expect(named).toBeGreaterThan(150);
    for (const [, path = ''] of table.matchAll(/`((?:src|docs|e2e|bench)\/[\w/.-]+)`/g))
      expect(existsSync(new URL(path, root)), path).toBe(true);
  });
});

/** The program's own text, without its tests. */
const sources = globSync('{src,verifiable-draw/src}/**/*.{ts,tsx}', { cwd: root.pathname })
  .filter((path) => !/\.(test|testing)\.tsx?$|^src\/testing\//.test(path))
  .map((path) => ({ path, text: readFileSync(new URL(path, root), 'utf8') }));

/** `file: what was found`, for every place. */
function found(pattern: RegExp, within: (path: string) => boolean = () => true): readonly string[] {
  return sources
    .filter(({ path }) => within(path))
    .flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([match]) => `${path}: ${match}`));
}

const filesOf = (places: readonly string[]): readonly string[] =>
  [...new Set(places.map((place) => place.slice(0, place.indexOf(':'))))].toSorted();

describe('the program', () => {
  test('is read', () => expect(sources.length).toBeGreaterThan(600));

  test('no statement is put together from text', () => {
    // The one names a type of a column, from a list in the same file.
    expect(filesOf(found(/\bsql\.raw\(/g))).toEqual(['src/directory/reads/records.ts']);
    // Databases and roles of the embedded server, whose names are constants or escaped: DDL takes no parameters.
    expect(filesOf(found(/\.query\(\s*`[^`]*\$\{/g))).toEqual(['src/core/postgres/roles.ts']);
  });

  test('programs are started by those alone who are listed, and never through a shell', () => {
    expect(filesOf(found(/from 'node:child_process'/g))).toEqual([
      'src/core/backup/base.ts',
      'src/core/backup/restore.ts',
      'src/core/postgres/cluster.ts',
      'src/core/postgres/identity.ts',
      'src/core/postgres/lock-file.ts',
      'src/core/postgres/postmaster.ts',
      'src/jobs/operation.ts',
    ]);
    expect(found(/shell: true|\bexecSync\(|[^.\w]exec\(/g)).toEqual([]);
  });

  test('no text becomes a program', () => {
    expect(found(/\beval\(|new Function\(|from 'node:vm'|dangerouslySetInnerHTML/g)).toEqual([]);
  });

  test('no answer leads to an address that somebody else has named', () => {
    const redirects = found(/\.redirect\(([^,)]+\)?)/g, (path) => path.startsWith('src/http/'));
    expect(redirects.length).toBeGreaterThan(10);
    expect(
      redirects.filter(
        (place) => !/redirect\(([`']\/(?![/\\])|`\$\{accessPath\(|accessPath\(|publicHref\()/.test(place),
      ),
    ).toEqual([]);
  });

  test('no chance is taken from Math.random', () => {
    expect(found(/Math\.random/g)).toEqual([]);
  });

  test('only SHA-256 and AES-256-GCM stand in the program', () => {
    expect(found(/create(?:Hash|Hmac)\('(?!sha256')[^']+'/g)).toEqual([]);
    expect(found(/createCipheriv\('(?!aes-256-gcm')[^']+'/g)).toEqual([]);
    // Bags and stores of others name theirs.
    expect(filesOf(found(/create(?:Hash|Hmac|Cipheriv)\((?!')[^)]+\)/g))).toEqual(['src/core/preservation/digests.ts']);
  });

  test('no certificate is left unchecked', () => {
    expect(found(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/g)).toEqual([]);
  });

  test('every password field hides what is typed, and takes what a manager fills in', () => {
    const fields = found(/<Input\.Password[^>]*>|<input[^>]*type="password"[^>]*>/g);
    expect(fields.length).toBeGreaterThan(3);
    expect(fields.filter((field) => !/autocomplete="(current|new)-password"/i.test(field))).toEqual([]);
    expect(found(/onPaste|onpaste/g)).toEqual([]);
  });

  test('every package comes with its hash', () => {
    const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
      packages: Record<string, { integrity?: string; link?: boolean }>;
    };
    const without = Object.entries(packages).filter(
      ([path, { integrity, link }]) =>
        path.startsWith('node_modules/') && link !== true && integrity?.startsWith('sha512-') !== true,
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
