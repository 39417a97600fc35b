import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { forgedCases } from '../testing/forgeries.ts';
import { honestCases } from '../testing/honest.ts';
import { historyCases, listCases, logCases, negativeCases } from '../testing/refused.ts';
import { substitutionCases } from '../testing/refused-substitutions.ts';
import { reportLines, type Case } from '../testing/reports.ts';

/** Reports by name, as they were read and found right; `npm run battery -- reports` writes them. */
function kept(file: string): ReadonlyMap<string, string> {
  const text = readFileSync(new URL(`reports/${file}.txt`, import.meta.url), 'utf8');
  return new Map(
    text
      .slice(2)
      .split('\n# ')
      .map((section) => {
        const end = section.indexOf('\n');
        return [section.slice(0, end), section.slice(end + 1).trimEnd()];
      }),
  );
}

const HONEST = honestCases();
const REFUSED = [
  ...negativeCases(),
  ...logCases(),
  ...historyCases(),
  ...listCases(),
  ...substitutionCases(),
  ...forgedCases(),
];

describe('what the verifier says', () => {
  const [honest, refused] = [kept('honest'), kept('refused')];

  it('is kept for every one of these bundles and no other', () => {
    const names = (cases: readonly Case[]): string[] => cases.map(({ name }) => name);
    expect([...honest.keys()]).toEqual(names(HONEST));
    expect([...refused.keys()]).toEqual(names(REFUSED));
    for (const report of honest.values()) expect(report).not.toContain(' ✗ ');
    for (const report of refused.values()) expect(report).toMatch(/ refused /);
  });

  it.each(HONEST)('of $name: everything that was looked at, in both languages', (one) => {
    expect(reportLines(one, true).join('\n')).toBe(honest.get(one.name));
  });

  it.each(REFUSED)('of $name: what is wrong, and at which step', (one) => {
    expect(reportLines(one, false).join('\n')).toBe(refused.get(one.name));
  });
});
