import { afterAll, describe, expect, it } from 'vitest';
import { ORDERS } from './orders.ts';
import { startPythonJudge } from './python.ts';
import { forge } from './smith.ts';
import { failures, tryMutations } from './trial.ts';

/** Python starts and computes on a machine that may be busy. */
const PATIENCE = { timeout: 180_000 };

describe('a bundle that is bent at one place', () => {
  const python = startPythonJudge();
  afterAll(() => python.close());

  it.each(ORDERS)('is refused by both verifiers at the right step: $name', PATIENCE, async (order) => {
    const forged = forge(order);
    expect([failures(forged.files), await python.failures(forged.files)]).toEqual([[], []]);
    const { holes, by } = await tryMutations(forged, python, 'short', 25);
    expect(holes).toEqual([]);
    expect(Object.keys(by).toSorted()).toEqual(['clumsy', 'insider', 'smart']);
  });
});
