import { describe, expect, it } from 'vitest';
import type { BundleFiles } from '../bundle-files.ts';
import { toHex } from '../bytes.ts';
import { parsePolicy } from '../policy.ts';
import { sha256Suite } from '../suite.ts';
import { after, sealedFiles, sealedOptions } from '../testing/after.ts';
import { withFile } from '../testing/forge.ts';
import { recuse } from '../testing/honest.ts';
import { LOG, testSigner } from '../testing/log.ts';
import { withMeans } from '../testing/means-scene.ts';
import { scene } from '../testing/scene.ts';
import { formatVkey } from '../note.ts';
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

describe('a report', () => {
  it('looks at something in every step of a draw that has everything', () => {
    const { files } = after(withMeans({ withExperts: true, narrowingRuns: 2 }), [recuse(0)]);
    const { steps, ok } = verifyBundle(files);
    expect(ok).toBe(true);
    expect(steps.filter(({ status, details }) => status !== 'PASS' || details.length === 0)).toEqual([]);
    expect(new Set(steps.map(({ details }) => JSON.stringify(details))).size).toBe(15);
  });

  it('names the draw, its profile and the fingerprint of the manifest, as far as they can be read', () => {
    const manifest = good.files.get('manifest.json') as Uint8Array;
    const fingerprint = toHex(sha256Suite.hash(manifest));
    expect(verifyBundle(good.files)).toMatchObject({ draw: '2026-T1-2', profile: 'offline', fingerprint });
    const unread = verifyBundle(withFile(good.files, 'announcement.json', undefined));
    expect(unread).toMatchObject({ kind: 'bundle', ok: false });
    expect(Object.keys(unread)).not.toContain('draw');
    const bare = verifyBundle(new Map([...good.files].filter(([path]) => path !== 'manifest.json')));
    expect(bare).toMatchObject({ kind: 'bundle', ok: false, draw: '2026-T1-2' });
    expect(Object.keys(bare)).not.toContain('fingerprint');
  });

  it('is good only when every step is', () => {
    const { ok, steps } = verifyBundle(withFile(good.files, 'strange.txt', 'x'));
    expect(steps.filter(({ status }) => status === 'FAIL').map(({ id }) => id)).toEqual(['V1']);
    expect(ok).toBe(false);
  });

  it('trusts the policy of the reader before that of the bundle', () => {
    const stranger = parsePolicy(`log ${formatVkey(LOG.name, testSigner('x', 9).publicKey)}\nquorum none\n`);
    expect(verifyBundle(good.files)).toMatchObject({ ok: true, trust: 'bundle' });
    const foreign = verifyBundle(good.files, { policy: stranger });
    expect(foreign).toMatchObject({ ok: false, trust: 'given' });
    expect(foreign.steps[1]?.status).toBe('FAIL');
  });

  it('of a sealed draw depends on the time of the reader, and on nothing when there is none', () => {
    const files = sealedFiles(after(sealedOptions, []));
    const opening = (now?: string) => verifyBundle(files, now === undefined ? {} : { now }).steps[13]?.status;
    expect([opening(), opening('2026-03-10T00:00:00Z')]).toEqual(['NOT-APPLICABLE', 'NOT-APPLICABLE']);
    expect(opening('2026-03-10T00:00:01Z')).toBe('FAIL');
  });
});
