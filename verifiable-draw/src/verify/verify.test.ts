import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../bytes.ts';
import type { Announcement } from '../announcement.ts';
import { parsePolicy } from '../policy.ts';
import { ROUND_TIME, voidDeed, without } from '../testing/bending.ts';
import { failing, withFile } from '../testing/forge.ts';
import { LOG, WITNESSED_POLICY, type TestDeed } from '../testing/log.ts';
import { scene } from '../testing/scene.ts';
import { formatVkey } from '../note.ts';
import { verifyBundle } from './verify.ts';

const good = scene();
const beacon = scene({ profile: 'public' });
const withExperts = scene({ withExperts: true, suite: 'vd1-sm3', narrowingRuns: 40 });

const statusOf = (files: ReadonlyMap<string, Uint8Array>, id: string): string | undefined =>
  verifyBundle(files).steps.find((step) => step.id === id)?.status;

describe('an honest bundle', () => {
  it.each([
    ['with shares and dice', good],
    ['with a beacon', beacon],
    ['with experts, SM3 and the narrowing audit', withExperts],
    ['with one share never revealed', scene({ skipSupervisor: true })],
    ['whose draw was confirmed later, with the plan', scene({ deeds: (deeds) => deeds.slice(0, -1) })],
    ['with a stratum that gives nothing', scene({ change: withoutHazchem })],
    ['with substitutes and an opening', scene({ deeds: (deeds) => [...deeds, ...aftermath()] })],
    ['without any possible team, which it proves', scene({ officerCap: 0 })],
    [
      'with a relaxed cap',
      scene({ officerCap: 1, change: (a) => ({ ...a, assign: { ...a.assign, relax: ['cap+1', 'cap+3'] } }) }),
    ],
  ])('%s passes every step', (_, { files }) => {
    const report = verifyBundle(files);
    expect(
      report.steps.flatMap(({ id, details }) => details.filter(({ ok }) => !ok).map((detail) => ({ id, ...detail }))),
    ).toEqual([]);
    expect(report).toMatchObject({ kind: 'bundle', ok: true, draw: '2026-T1-2', trust: 'bundle' });
    expect(report.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(report.steps.map(({ id }) => id).join(' ')).toBe('V1 V2 V3 V4 V5 V6 V7 V8 V9 V10 V11 V12 V13 V14 V15');
  });

  it('passes the second implementation of trust: the own policy of the reader', () => {
    const policy = parsePolicy(WITNESSED_POLICY);
    const witnessed = scene({ profile: 'public', cosignedAt: ROUND_TIME - 900 });
    expect(verifyBundle(witnessed.files, { policy })).toMatchObject({ ok: true, trust: 'given' });
  });

  it('can leave the simulations to others', () => {
    const step = verifyBundle(withExperts.files, { skipNarrowing: true }).steps.at(-1);
    expect(step?.status).toBe('NOT-APPLICABLE');
    expect(statusOf(withExperts.files, 'V15')).toBe('PASS');
  });

  it('shows where the narrowing audit warns', () => {
    const only = { all: ['valid', 'lead', 'hazchem', 'metallurgy'] };
    const narrow = scene({
      narrowingRuns: 100,
      draft: (a) => ({
        ...a,
        assign: { ...a.assign, slots: { ...a.assign.slots, hazchem: [only, { all: ['valid'] }] } },
      }),
    });
    const report = verifyBundle(narrow.files);
    expect(report.ok).toBe(true);
    expect(JSON.stringify(report.steps[14])).toContain('warning ');
  });

  it('void before its result passes without one', () => {
    const voided = scene({
      deeds: (deeds) => [...without('draw.confirm')(without('draw.complete')(deeds)), voidDeed()],
    });
    const files = ['result.json', 'details.json', 'outcomes.jsonl'].reduce(
      (rest, path) => withFile(rest, path, undefined),
      voided.files,
    );
    expect(failing(files)).toEqual([]);
    expect(statusOf(files, 'V9')).toBe('NOT-APPLICABLE');
  });
});

function withoutHazchem(a: Announcement): Announcement {
  const strata = a.select.strata.map((s, i) => (i === 0 ? { ...s, a: 0, min: 0, max: 0 } : s));
  return { ...a, select: { ...a.select, strata, reserve: 0 } };
}

function aftermath(): TestDeed[] {
  const { selected, strata } = good.draw.details;
  const reserve = strata[0]?.reserve ?? [];
  const [first] = selected;
  return [
    {
      kind: 'draw.substitute',
      at: '2026-03-03T00:00:00Z',
      facts: { enterprise: first?.id ?? '', substitute: reserve[0] ?? '', reason: 'CLOSED' },
    },
    {
      kind: 'draw.substitute',
      at: '2026-03-03T00:00:00Z',
      facts: { enterprise: reserve[0] ?? '', substitute: reserve[1] ?? '' },
    },
    { kind: 'draw.open', at: '2026-03-04T00:00:00Z', facts: {} },
  ];
}

describe('one changed byte', () => {
  it.each([
    ['with dice', good, 200],
    ['with experts and the audit', withExperts, 100],
  ])(
    'anywhere in any file is rejected: bundle %s',
    (_, { files }, numRuns) => {
      fc.assert(
        fc.property(
          fc.constantFrom(...files.keys()),
          fc.nat(),
          fc.integer({ min: 1, max: 255 }),
          (path, at, change) => {
            const bytes = Uint8Array.from(files.get(path) as Uint8Array);
            bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ change;
            const report = verifyBundle(new Map(files).set(path, bytes), { skipNarrowing: true });
            expect(report.ok).toBe(false);
            expect(report.steps[0]?.status).toBe('FAIL');
          },
        ),
        { numRuns },
      );
    },
    120_000,
  );

  it('in a document is still rejected when the manifest is made again', () => {
    const bound = [...withExperts.files.keys()].filter((path) => !/^(?:manifest|README|ref|trust)/.test(path));
    fc.assert(
      fc.property(fc.constantFrom(...bound), fc.nat(), fc.integer({ min: 1, max: 255 }), (path, at, change) => {
        const bytes = Uint8Array.from(withExperts.files.get(path) as Uint8Array);
        bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ change;
        expect(verifyBundle(withFile(withExperts.files, path, bytes), { skipNarrowing: true }).ok).toBe(false);
      }),
      { numRuns: 80 },
    );
  }, 120_000);

  it('more or less is rejected, and so is a file too many or too few', () => {
    for (const path of good.files.keys()) {
      const bytes = good.files.get(path) as Uint8Array;
      expect(failing(new Map(good.files).set(path, bytes.slice(0, -1)))).toContain('V1');
      const fewer = new Map(good.files);
      fewer.delete(path);
      expect(failing(fewer)).toContain('V1');
    }
    expect(failing(withFile(good.files, 'extra.txt', 'x'))).toEqual(['V1']);
    expect(failing(withFile(good.files, 'log/../../etc', 'x'))).toEqual(['V1']);
  });
});

describe('garbage', () => {
  it('is called garbage', () => {
    expect(verifyBundle(new Map())).toEqual({ kind: 'garbage', ok: false, trust: 'bundle', steps: [] });
    expect(verifyBundle(new Map([['photo.jpg', new Uint8Array(9)]])).kind).toBe('garbage');
  });

  it('in any file gives a report, never a crash', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...good.files.keys()),
        fc.oneof(fc.uint8Array(), fc.json().map(utf8), fc.constant(utf8('[]')), fc.constant(utf8('{}'))),
        (path, bytes) => {
          expect(verifyBundle(withFile(good.files, path, bytes)).ok).toBe(
            path.startsWith('ref/') || path.startsWith('README') || path === 'manifest.json',
          );
        },
      ),
      { numRuns: 80 },
    );
  }, 120_000);

  it('names what cannot be read, and says that the rest does not apply', () => {
    const report = verifyBundle(withFile(good.files, 'announcement.json', '{}'));
    expect(report.steps.filter(({ status }) => status === 'FAIL').map(({ id }) => id)).toEqual(['V1']);
    expect(report.steps[1]?.status).toBe('NOT-APPLICABLE');
    expect(report.draw).toBeUndefined();
    const stranger = parsePolicy(`log ${formatVkey('x', LOG.publicKey)}\nquorum none\n`);
    expect(failing(withFile(good.files, 'announcement.json', '{}'), { policy: stranger })).toEqual(['V1', 'V2']);
    expect(JSON.stringify(report.steps[0])).toContain(
      'announcement.json: announcement.json: $: type is missing; $: suite is missing',
    );
    expect(failing(withFile(good.files, 'trust/policy.txt', 'quorum none\nquorum none\n'))).toContain('V1');
    expect(failing(new Map([['announcement.json', utf8('{}')]]))).toContain('V1');
  });
});
