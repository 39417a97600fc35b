/** The checklist of docs/accessibility.md names tests that are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const checklist = readFileSync(new URL('docs/accessibility.md', root), 'utf8');

test('every point of the checklist from A1 to A23 has its line', () => {
  const points = [...checklist.matchAll(/^\| A(\d+) \|/gm)].map(([, number]) => Number(number));
  expect(points).toEqual(Array.from({ length: 23 }, (_, n) => n + 1));
});

test('every test that the checklist names is there, under that name', () => {
  const named = [...checklist.matchAll(/`([\w/.-]+\.ts)`(?: “([^”]+)”)?/g)];
  expect(named.length).toBeGreaterThan(20);
  const missing = named.flatMap(([, path = '', title]) => {
    const file = new URL(path, root);
    if (!existsSync(file)) return [path];
    return title === undefined || readFileSync(file, 'utf8').includes(`'${title}'`) ? [] : [`${path}: ${title}`];
  });
  expect(missing).toEqual([]);
});
