import { afterAll, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../src/index.ts';
import { TEAMS, withMeans } from '../src/testing/means-scene.ts';
import { scene } from '../src/testing/scene.ts';
import { AFTERWARDS, WITH_MEANS } from './afterwards.ts';
import { ORDERS } from './orders.ts';
import { startPythonJudge } from './python.ts';
import { forge, unsigned } from './smith.ts';
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

  const others = [...AFTERWARDS, ...WITH_MEANS.map(([name, options]) => [name, scene(options).files] as const)];
  it.each(others)(
    'is refused by both verifiers at the right step, without the key of the log: %s',
    PATIENCE,
    async (_name, files) => {
      const { holes, by } = await tryMutations(unsigned(files), python, 'short', 12);
      expect(holes).toEqual([]);
      expect(Object.keys(by).toSorted()).toEqual(['clumsy', 'smart']);
    },
  );

  it('is no reason for a verifier to break off', PATIENCE, async () => {
    const files = scene(withMeans({}, { teams: { ...TEAMS, cap: 3 } })).files;
    const bent = (path: string, from: RegExp, to: string) =>
      new Map(files).set(path, utf8(fromUtf8(files.get(path) ?? new Uint8Array()).replace(from, to)));
    for (const each of [
      bent('details.json', /("vehicles":.*?"slot":"[^"#]*#\d)/, '$1A'),
      bent('announcement.json', /("slots":\{")hazchem/, '$1hazchen'),
    ])
      expect([failures(each), await python.failures(each)]).toEqual([
        expect.arrayContaining(['V1']),
        expect.arrayContaining(['V1']),
      ]);
  });
});
