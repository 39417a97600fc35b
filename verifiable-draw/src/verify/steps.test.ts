import { describe, expect, it } from 'vitest';
import type { BundleFiles } from '../bundle-files.ts';
import { scene } from '../testing/scene.ts';
import { verifyBundle, verifySteps, type Verification } from './verify.ts';

const good = scene();

/** What a verification ends with. */
function verifyAll(files: BundleFiles): Verification {
  const steps = verifySteps(files);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value;
}

describe('verification step by step', () => {
  it('gives each step as it comes, V1 to V15', () => {
    const ids = [...verifySteps(good.files)].map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 15 }, (_, i) => `V${i + 1}`));
  });

  it('ends with the report, and with the bundle when all of it could be read', () => {
    const { report, bundle } = verifyAll(good.files);
    expect(report).toEqual(verifyBundle(good.files));
    expect(bundle?.announcement.draw).toBe(good.announcement.draw);
    expect(verifyAll(new Map([...good.files, ['strange.txt', new Uint8Array()]])).bundle).toBeUndefined();
    expect(verifyAll(new Map())).toEqual({ report: { kind: 'garbage', ok: false, trust: 'bundle', steps: [] } });
  });

  it('tells how far the narrowing audit is', () => {
    const done: number[] = [];
    const { files } = scene({ narrowingRuns: 5 });
    expect(verifyBundle(files, { onSimulated: (runs) => done.push(runs) }).ok).toBe(true);
    expect(done).toEqual([1, 2, 3, 4, 5]);
  });
});
