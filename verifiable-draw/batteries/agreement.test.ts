import { describe, expect, it } from 'vitest';
import { compareWithPython } from './agreement.ts';

/** Python starts and computes on a machine that may be busy. */
const PATIENCE = { timeout: 180_000 };

describe('the library and the program in Python', () => {
  it('draw the same from 200 random lists, those without teams and without quotas among them', PATIENCE, () => {
    const found = compareWithPython('short', 200);
    expect(found.differences).toEqual([]);
    expect(found.infeasible).toBeGreaterThan(0);
    expect(found.refused).toBeGreaterThan(0);
  });
});
