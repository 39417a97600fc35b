import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../bytes.ts';
import type { Announcement } from '../announcement.ts';
import { parsePolicy } from '../policy.ts';
import { failing, forge, textOf, withFile, withLines } from '../testing/forge.ts';
import { bytes32, LOG, proveEntries, testSigner, WITNESSED_POLICY, type TestDeed } from '../testing/log.ts';
import { scene } from '../testing/scene.ts';
import { formatVkey } from '../note.ts';
import { otcBefore } from '../sources.ts';
import { suiteOf } from '../suite.ts';
import { verifyBundle } from './verify.ts';

const good = scene();
const beacon = scene({ profile: 'public' });
const withExperts = scene({ withExperts: true, suite: 'vd1-sm3', narrowingRuns: 40 });
/** Drand round 657413, 2023-09-15T11:00:03Z. */
const ROUND_TIME = 1_694_775_603;

const statusOf = (files: ReadonlyMap<string, Uint8Array>, id: string): string | undefined =>
  verifyBundle(files).steps.find((step) => step.id === id)?.status;
/** Changes deeds of one kind. */
const bend =
  (kind: string, change: (deed: TestDeed) => TestDeed) =>
  (deeds: readonly TestDeed[]): readonly TestDeed[] =>
    deeds.map((deed) => (deed.kind === kind ? change(deed) : deed));
const without =
  (kind: string) =>
  (deeds: readonly TestDeed[]): readonly TestDeed[] =>
    deeds.filter((deed) => deed.kind !== kind);

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

function withoutMember<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  const { [name]: removed, ...rest } = whole;
  expect(removed).toBeDefined();
  return rest;
}

function voidDeed(): TestDeed {
  return { kind: 'draw.void', at: '2026-03-02T02:00:00Z', facts: { reason: 'SOURCE_INVALID' } };
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

describe('V2, the log', () => {
  it('refuses an entry whose proof is of another one, or of a log with another key', () => {
    const [a, b] = [...good.files.keys()].filter((path) => path.endsWith('.tlog-proof'));
    expect(failing(withFile(good.files, a as string, textOf(good.files, b as string)))).toContain('V2');
    const stranger = parsePolicy(`log ${formatVkey(LOG.name, testSigner('x', 9).publicKey)}\nquorum none\n`);
    expect(failing(good.files, { policy: stranger })).toContain('V2');
  });

  it('refuses an entry that moved to another number, or lost its proof', () => {
    const [path = ''] = [...good.files.keys()].filter((each) => each.startsWith('log/') && each.endsWith('.json'));
    const moved = withFile(withFile(good.files, path, undefined), 'log/00000099.json', good.files.get(path));
    expect(failing(moved)).toContain('V1');
    expect(failing(withFile(good.files, path.replace('.json', '.tlog-proof'), undefined))).toContain('V1');
  });

  it('refuses a document that the log does not name', () => {
    expect(
      failing(
        scene({ deeds: bend('draw.announce', (deed) => ({ ...deed, facts: { document: '00'.repeat(32) } })) }).files,
      ),
    ).toContain('V2');
    expect(failing(scene({ deeds: bend('draw.complete', (deed) => ({ ...deed, facts: {} })) }).files)).toEqual(['V2']);
  });

  it('refuses a plan or a report that the announcement does not name', () => {
    expect(failing(withFile(good.files, 'plan.json', '{"plan":"2026"}'))).toEqual(['V2']);
    const planned = scene({ change: (a) => ({ ...a, planHash: 'ab'.repeat(32) }) });
    expect(failing(planned.files)).toEqual([]);
    expect(failing(withFile(planned.files, 'plan.json', '{"plan":"2026"}'))).toEqual(['V2']);
    expect(
      failing(withFile(good.files, 'narrowing.json', withExperts.files.get('narrowing.json')), { skipNarrowing: true }),
    ).toEqual(['V2']);
  });

  it('refuses a chain that does not hold, and two bureaus in one log', () => {
    const forged = scene();
    const [first, second] = [...forged.files.keys()].filter(
      (path) => path.startsWith('log/') && path.endsWith('.json'),
    );
    const text = textOf(forged.files, second as string).replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${'11'.repeat(32)}"`);
    expect(failing(withFile(forged.files, second as string, text))).toContain('V2');
    expect(
      failing(
        withFile(forged.files, first as string, textOf(forged.files, first as string).replace('"xiqing"', '"nankai"')),
      ),
    ).toContain('V2');
  });

  it('refuses checkpoints that contradict each other', () => {
    const other = scene({ deeds: bend('draw.confirm', (deed) => ({ ...deed, actor: 'somebody-else' })) });
    const paths = [...other.files.keys()].filter((path) => path.startsWith('log/'));
    const mixed = new Map(good.files);
    for (const path of paths.slice(-4)) mixed.set(path, other.files.get(path) as Uint8Array);
    const report = verifyBundle(withFile(mixed, 'ref/note.txt', 'x'));
    expect(JSON.stringify(report.steps[1])).toContain('two roots for yingji.example.cn/2026');
  });

  it('refuses entries whose numbers do not run with their places', () => {
    const paths = [...good.files.keys()].filter((path) => path.startsWith('log/') && path.endsWith('.json'));
    const entries = paths.map((path) => good.files.get(path) as Uint8Array);
    const [moved] = proveEntries([utf8('x'), utf8('y'), ...entries], (i) => i === 2);
    const mixed = withFile(good.files, (paths[0] ?? '').replace('.json', '.tlog-proof'), moved?.proof);
    expect(JSON.stringify(verifyBundle(mixed).steps[1])).toContain('index');
    expect(failing(mixed)).toEqual(['V2']);
  });

  it('asks for the witnesses of the policy', () => {
    const policy = parsePolicy(WITNESSED_POLICY);
    expect(failing(beacon.files, { policy })).toEqual(['V2', 'V6']);
  });
});

describe('V3, one announcement and one result', () => {
  it.each([
    ['no result', without('draw.complete')],
    [
      'two results',
      (deeds: readonly TestDeed[]) => [...deeds, ...deeds.filter(({ kind }) => kind === 'draw.complete')],
    ],
    [
      'two announcements',
      (deeds: readonly TestDeed[]) => [...deeds, ...deeds.filter(({ kind }) => kind === 'draw.announce')],
    ],
    ['a void after the confirmation', (deeds: readonly TestDeed[]) => [...deeds, voidDeed()]],
    [
      'a deed of another draw',
      (deeds: readonly TestDeed[]) => [...deeds, { ...voidDeed(), at: '2026-03-05T00:00:00Z', subject: 'draw/other' }],
    ],
    ['a clock that goes back', bend('draw.complete', (deed) => ({ ...deed, at: '2026-03-02T01:21:30Z' }))],
    [
      'a confirmation before the result',
      (deeds: readonly TestDeed[]) => [...deeds.slice(0, -2), ...deeds.slice(-2).toReversed()],
    ],
  ])('with %s fails', (name, deeds) => {
    const honest =
      name === 'a clock that goes back'
        ? scene({
            deeds: (all) => bend('draw.confirm-dice', (deed) => ({ ...deed, at: '2026-03-02T01:25:00Z' }))(deeds(all)),
          })
        : scene({ deeds });
    expect(failing(honest.files)).toContain('V3');
  });

  it('without the announcement in the log fails', () => {
    expect(failing(scene({ deeds: without('draw.announce') }).files)).toEqual(
      expect.arrayContaining(['V2', 'V3', 'V6']),
    );
  });
});

describe('V4 and V5, lists and rules', () => {
  it.each([
    ['two leaves are swapped', (lines: string[]) => [lines[1] as string, lines[0] as string, ...lines.slice(2)]],
    ['a leaf stands twice', (lines: string[]) => [lines[0] as string, ...lines]],
    ['a leaf is missing', (lines: string[]) => lines.slice(1)],
    [
      'a weight is changed',
      (lines: string[]) => lines.map((line, i) => (i === 3 ? line.replace(/"weight":\d/, '"weight":9') : line)),
    ],
    [
      'an eligible one becomes excluded',
      (lines: string[]) => lines.map((line, i) => (i === 3 ? line.replace('"eligible"', '"excluded"') : line)),
    ],
    [
      'a credit code is wrong',
      (lines: string[]) => lines.map((line, i) => (i === 3 ? line.replace('91120111', '91120112') : line)),
    ],
  ])('V4 fails when %s', (_, change) => {
    expect(failing(withLines(good.files, 'roster.jsonl', change))).toContain('V4');
  });

  it('V4 and V5 fail when an exclusion for frequency does not name the earlier draw', () => {
    const unnamed = withLines(good.files, 'roster.jsonl', (lines) =>
      lines.map((line) => line.replace('"ref":"2026-T1",', '')),
    );
    expect(failing(unnamed)).toEqual(expect.arrayContaining(['V4', 'V5']));
  });

  it('V4 fails for officers and recusals as well', () => {
    expect(failing(withLines(good.files, 'officers.jsonl', (lines) => lines.toReversed()))).toContain('V4');
    expect(failing(withLines(good.files, 'conflicts.jsonl', (lines) => lines.slice(1)))).toContain('V4');
    expect(failing(withFile(withExperts.files, 'experts.jsonl', undefined), { skipNarrowing: true })).toContain('V4');
  });

  it('V1 fails when the last line does not end', () => {
    expect(
      failing(withFile(good.files, 'officers.jsonl', textOf(good.files, 'officers.jsonl').slice(0, -1))),
    ).toContain('V1');
  });
});

describe('V6, sources', () => {
  it.each<[string, (deeds: readonly TestDeed[]) => readonly TestDeed[]]>([
    [
      'a share that does not open its commitment',
      bend('draw.reveal', (deed) => ({ ...deed, facts: { ...deed.facts, nonce: '00'.repeat(32) } })),
    ],
    ['a share that is no number', bend('draw.reveal', (deed) => ({ ...deed, facts: { ...deed.facts, nonce: 'abc' } }))],
    [
      'a commitment that was not announced',
      bend('draw.commit', (deed) => ({ ...deed, facts: { ...deed.facts, commitment: '00'.repeat(32) } })),
    ],
    ['a commitment never logged', without('draw.commit')],
    ['a commitment logged twice', (deeds) => [...deeds.slice(0, 2), ...deeds.slice(1)]],
    [
      'a commitment after the announcement',
      (deeds) => [...deeds.slice(0, 2), deeds[3] as TestDeed, deeds[2] as TestDeed, ...deeds.slice(4)],
    ],
    ['a share revealed too late', bend('draw.reveal', (deed) => ({ ...deed, at: '2026-03-02T03:00:01Z' }))],
    ['dice typed by one person only', bend('draw.confirm-dice', (deed) => ({ ...deed, actor: 'operator' }))],
    [
      'dice said to be the same that are not',
      bend('draw.confirm-dice', (deed) => ({ ...deed, facts: { ...deed.facts, digits: '00000000000000000000' } })),
    ],
    [
      'dice attempts with a gap',
      (deeds) =>
        deeds.map((deed) => ('attempt' in deed.facts ? { ...deed, facts: { ...deed.facts, attempt: 2 } } : deed)),
    ],
    ['dice checked without a typing', without('draw.record-dice')],
    ['dice typed without digits', bend('draw.record-dice', (deed) => ({ ...deed, facts: { attempt: 1 } }))],
    [
      'dice in full-width digits',
      (deeds) =>
        deeds.map((deed) =>
          'attempt' in deed.facts
            ? { ...deed, facts: { ...deed.facts, digits: '３１４１５９２６５３５８９７９３２３８４' } }
            : deed,
        ),
    ],
    ['dice thrown before a share was revealed', (deeds) => moveBefore(deeds, 'draw.record-dice', 'draw.reveal')],
    [
      'a share revealed twice',
      (deeds) => deeds.flatMap((deed) => (deed.kind === 'draw.reveal' ? [deed, deed] : [deed])),
    ],
  ])('with %s fail', (_, deeds) => {
    expect(failing(scene({ deeds }).files)).toContain('V6');
  });

  it('without dice fail, for dice may not be skipped', () => {
    const without20 = scene({ deeds: (deeds) => without('draw.record-dice')(without('draw.confirm-dice')(deeds)) });
    expect(failing(without20.files)).toEqual(expect.arrayContaining(['V6', 'V7']));
  });

  it('show every attempt of the dice', () => {
    const again = scene({
      deeds: (deeds) =>
        deeds.flatMap((deed): TestDeed[] => {
          if (deed.kind === 'draw.record-dice') return [{ ...deed, facts: { attempt: 1, digits: '1'.repeat(20) } }];
          if (deed.kind !== 'draw.confirm-dice') return [deed];
          const { digits } = deed.facts;
          return [
            { ...deed, facts: { attempt: 1, digits: '2'.repeat(20), isSame: false } },
            { ...deed, kind: 'draw.record-dice', actor: 'operator', facts: { attempt: 2, digits: digits as string } },
            { ...deed, facts: { attempt: 2, digits: digits as string, isSame: true } },
          ];
        }),
    });
    expect(failing(again.files)).toEqual([]);
    expect(JSON.stringify(verifyBundle(again.files).steps[5])).toContain('1'.repeat(20));
  });

  it.each<[string, (deed: TestDeed) => TestDeed]>([
    ['another value', (deed) => ({ ...deed, facts: { ...deed.facts, value: '00'.repeat(32) } })],
    ['another signature', (deed) => ({ ...deed, facts: { ...deed.facts, signature: 'ab'.repeat(48) } })],
    ['no signature', (deed) => ({ ...deed, facts: { source: 'drand', value: deed.facts['value'] as string } })],
  ])('from a beacon with %s fail', (_, change) => {
    expect(failing(scene({ profile: 'public', deeds: bend('draw.record-source', change) }).files)).toContain('V6');
  });

  it('from a lottery or a one-time code are taken from the log', () => {
    const code = bytes32('code');
    const lottery = {
      id: 'lottery',
      type: 'lottery',
      game: 'ssq',
      issue: '2023108',
      at: '2023-09-15T11:00:00Z',
    } as const;
    const otc = { id: 'seal:a', type: 'otc', anchor: toHex(otcBefore(suiteOf('vd1-sha256'), code)), index: 1 } as const;
    const more = { lottery: 'ssq:2023108:01,05,09,12,23,33+07', 'seal:a': toHex(code) };
    const drawn = scene({
      profile: 'public',
      more,
      change: (a) => ({
        ...a,
        sources: [...a.sources, lottery, otc],
        missing: { ...a.missing, 'seal:a': 'void', lottery: 'void' },
      }),
      deeds: (deeds) => [
        ...deeds.slice(0, -2),
        ...Object.entries(more).map(([source, value]) => ({
          kind: 'draw.record-source',
          at: '2023-09-15T11:01:30Z',
          facts: { source, value },
        })),
        ...deeds.slice(-2),
      ],
    });
    expect(failing(drawn.files)).toEqual([]);
    expect(JSON.stringify(verifyBundle(drawn.files).steps[5])).toContain('compare with the published lottery numbers');
  });

  it('from a beacon of another round or chain fail', () => {
    const round = scene({
      profile: 'public',
      change: (a) => ({ ...a, sources: a.sources.map((s) => (s.type === 'drand' ? { ...s, round: 657_414 } : s)) }),
    });
    expect(failing(round.files)).toEqual(['V6']);
    const chain = scene({
      profile: 'public',
      change: (a) => ({
        ...a,
        sources: a.sources.map((s) => (s.type === 'drand' ? { ...s, chain: '00'.repeat(32) } : s)),
      }),
    });
    expect(failing(chain.files)).toEqual(['V6']);
  });

  it('fail when the announcement came too late for the beacon, by the witnesses or by the log', () => {
    const policy = parsePolicy(WITNESSED_POLICY);
    expect(failing(scene({ profile: 'public', cosignedAt: ROUND_TIME - 599 }).files, { policy })).toEqual(['V6']);
    expect(failing(scene({ profile: 'public', change: (a) => ({ ...a, margin: 4000 }) }).files)).toEqual(['V6']);
    const early = scene({
      profile: 'public',
      change: (a) => ({ ...a, deadlines: { reveal: '2023-09-15T11:30:00Z', result: '2023-09-15T12:00:00Z' } }),
    });
    expect(failing(early.files)).toEqual(['V6']);
    const lateDice = scene({
      profile: 'public',
      change: (a) => ({ ...a, deadlines: { reveal: '2023-09-15T11:00:00Z', result: '2023-09-15T12:00:00Z' } }),
      deeds: (deeds) => bend('draw.confirm-dice', (deed) => ({ ...deed, at: '2023-09-15T11:00:59Z' }))(deeds),
    });
    expect(failing(lateDice.files)).toEqual(['V6']);
  });
});

function moveBefore(deeds: readonly TestDeed[], kind: string, other: string): TestDeed[] {
  const moved = deeds.filter((deed) => deed.kind === kind);
  const rest = deeds.filter((deed) => deed.kind !== kind);
  const at = rest.findIndex((deed) => deed.kind === other);
  return [
    ...rest.slice(0, at),
    ...moved.map((deed) => ({ ...deed, at: (rest[at] as TestDeed).at })),
    ...rest.slice(at),
  ];
}

describe('a forged result, signed and logged by the bureau itself', () => {
  const { details } = good.draw;
  const loser = good.draw.outcomes.find(({ outcome }) => outcome === 'not')?.id ?? '';

  it('with another seed fails V7', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, prk: '00'.repeat(32) }) }))).toEqual(['V7']);
  });

  it('with sources in another order, or a value left out, fails V7', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, sources: d.sources.toReversed() }) }))).toEqual(['V7']);
    expect(failing(forge({}, { details: (d) => ({ ...d, sources: d.sources.map(({ id }) => ({ id })) }) }))).toEqual([
      'V7',
    ]);
  });

  it('with other quotas fails V8', () => {
    const change = (quota: number) => (d: typeof details) => ({
      ...d,
      strata: d.strata.map((s, i) => (i === 0 ? { ...s, quota } : s)),
    });
    expect(failing(forge({}, { details: change(7) }))).toEqual(['V8']);
    expect(failing(forge({}, { details: (d) => ({ ...d, strata: [...d.strata, ...d.strata] }) }))).toEqual(['V8']);
    expect(failing(forge({}, { details: (d) => ({ ...d, strata: [] }) }))).toEqual(['V8', 'V9']);
  });

  it('with a cutoff off by one fails V9', () => {
    const off = (cutoff: string): string => cutoff.slice(0, -1) + (cutoff.endsWith('0') ? '1' : '0');
    const forged = forge(
      {},
      { details: (d) => ({ ...d, strata: d.strata.map((s) => ({ ...s, cutoff: off(s.cutoff ?? '') })) }) },
    );
    expect(failing(forged)).toEqual(['V9']);
  });

  it('with reserves in another order fails V9', () => {
    const forged = forge(
      {},
      { details: (d) => ({ ...d, strata: d.strata.map((s) => ({ ...s, reserve: s.reserve.toReversed() })) }) },
    );
    expect(failing(forged)).toEqual(['V9']);
  });

  it('with another enterprise in place of the drawn one fails V9', () => {
    const swap = (d: typeof details) => ({
      ...d,
      selected: d.selected.map((each, i) => (i === 0 ? { ...each, id: loser } : each)),
    });
    expect(failing(forge({}, { details: swap }))).toContain('V9');
  });

  it('with a recused officer fails V10', () => {
    const recused = good.lists.conflicts.leaves.find(({ ent }) => details.selected.some(({ id }) => id === ent));
    const put = (d: typeof details) => ({
      ...d,
      teams: {
        ...d.teams,
        trace: d.teams.trace.map((step) =>
          step.slot === `${recused?.ent}#1` ? { ...step, officer: recused?.person ?? '' } : step,
        ),
      },
    });
    expect(failing(forge({}, { details: put }))).toEqual(expect.arrayContaining(['V10', 'V11']));
  });

  it.each<[string, (trace: typeof details.teams.trace) => typeof details.teams.trace]>([
    ['an officer twice in a team', (trace) => trace.map((step) => ({ ...step, officer: trace[0]?.officer ?? '' }))],
    ['a place left empty', (trace) => trace.slice(1)],
    ['an officer nobody knows', (trace) => trace.map((step, i) => (i === 0 ? { ...step, officer: 'ZF-999' } : step))],
    ['a place that does not exist', (trace) => trace.map((step, i) => (i === 0 ? { ...step, slot: 'X#0' } : step))],
  ])('with %s fails V10', (_, change) => {
    const forged = forge({}, { details: (d) => ({ ...d, teams: { ...d.teams, trace: change(d.teams.trace) } }) });
    expect(failing(forged)).toEqual(expect.arrayContaining(['V10', 'V11']));
  });

  it('with loads or a relax step that are not so fails V10', () => {
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: { ...d.teams, loads: {} } }) }))).toEqual([
      'V10',
      'V11',
    ]);
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: { ...d.teams, relaxed: 'cap+9' } }) }))).toEqual([
      'V10',
      'V11',
    ]);
  });

  it('that skips an officer who was possible fails V11 alone', () => {
    const trace = details.teams.trace;
    // Two officers of the same kind exchange two places: every condition still holds, but nobody drew it so.
    const swapped = swapLeads(trace, good.lists.officers.leaves);
    const forged = forge(
      {},
      {
        details: (d) => ({ ...d, teams: { ...d.teams, trace: swapped } }),
        outcomes: (all) =>
          all.map((leaf) =>
            leaf.officers === undefined
              ? leaf
              : { ...leaf, officers: swapped.filter((s) => s.slot.startsWith(`${leaf.id}#`)).map((s) => s.officer) },
          ),
      },
    );
    expect(failing(forged)).toEqual(['V11']);
  });

  it('that says there is no team when there is one, or proves it badly, fails', () => {
    const hall = { slots: [details.teams.trace[0]?.slot ?? ''], officers: [], capacity: 0 };
    const none = { feasible: false, phi: 0, loads: {}, trace: [], hall };
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: none }) }))).toEqual(
      expect.arrayContaining(['V10', 'V11']),
    );
    const unproved = withoutMember(none, 'hall');
    expect(failing(forge({}, { details: (d) => ({ ...d, teams: unproved }) }))).toEqual(
      expect.arrayContaining(['V10', 'V11']),
    );
    const unknown = { ...none, hall: { ...hall, slots: ['X#0', 'X#0'] } };
    expect(
      failing(
        forge(
          { change: (a) => ({ ...a, assign: { ...a.assign, relax: [] } }) },
          { details: (d) => ({ ...d, teams: unknown }) },
        ),
      ),
    ).toContain('V10');
  });

  it('with other experts, or none, fails V12', () => {
    const options = { withExperts: true };
    const omitted = forge(options, { details: (d) => withoutMember(d, 'experts') });
    expect(failing(omitted)).toContain('V12');
    const fewer = forge(options, {
      details: (d) => (d.experts === undefined ? d : { ...d, experts: { ...d.experts, unfilled: [] } }),
    });
    expect(failing(fewer)).toEqual(['V12']);
    const { experts } = scene(options).draw.details;
    expect(failing(forge({}, { details: (d) => ({ ...d, ...(experts === undefined ? {} : { experts }) }) }))).toContain(
      'V12',
    );
  });

  it('with a substitute out of turn fails V13', () => {
    const out = details.selected[0]?.id ?? '';
    const bad = (facts: { enterprise?: string; substitute?: string }) =>
      scene({
        deeds: (deeds) => [...deeds, { kind: 'draw.substitute', at: '2026-03-03T00:00:00Z', facts: { ...facts } }],
      }).files;
    expect(
      failing(bad({ enterprise: out, substitute: loser === details.strata[0]?.reserve[0] ? 'X' : loser })),
    ).toEqual(['V13']);
    expect(failing(bad({ enterprise: loser, substitute: out }))).toEqual(['V13']);
    expect(failing(bad({}))).toEqual(['V13']);
  });

  it('with an outcome that is not the draw fails V14', () => {
    const flip = (all: typeof good.draw.outcomes) =>
      all.map((leaf) => (leaf.id === loser ? { ...leaf, outcome: 'selected' as const } : leaf));
    expect(failing(forge({}, { outcomes: flip }))).toEqual(['V14']);
    expect(failing(forge({}, { outcomes: (all) => all.slice(1) }))).toEqual(['V14']);
    expect(failing(forge({}, { outcomes: (all) => [...all, ...all.slice(0, 1)] }))).toEqual(['V14']);
    expect(failing(forge({}, { details: (d) => ({ ...d, draw: 'other' }) }))).toEqual(['V14']);
  });

  it('that came or was opened too late fails V14', () => {
    const late = scene({
      deeds: (deeds) =>
        deeds.map((deed, i) => (i >= deeds.length - 2 ? { ...deed, at: '2026-03-02T09:00:01Z' } : deed)),
    });
    expect(failing(late.files)).toEqual(['V14']);
    const opened = scene({
      change: (a) => ({ ...a, deadlines: { ...a.deadlines, open: '2026-03-03T00:00:00Z' } }),
      deeds: (deeds) => [...deeds, { kind: 'draw.open', at: '2026-03-03T00:00:01Z', facts: {} }],
    });
    expect(failing(opened.files)).toEqual(['V14']);
  });

  it('with a narrowing report that is not the simulation, or without the announced one, fails V15', () => {
    expect(failing(withFile(withExperts.files, 'narrowing.json', undefined))).toEqual(['V15']);
    const changed = textOf(withExperts.files, 'narrowing.json').replace(/"infeasible":\d+/, '"infeasible":39');
    expect(failing(withFile(withExperts.files, 'narrowing.json', changed))).toEqual(['V2', 'V15']);
  });
});

type Trace = typeof good.draw.details.teams.trace;

/** Exchanges the leads of two teams where both stay allowed. */
function swapLeads(trace: Trace, officers: typeof good.lists.officers.leaves): Trace {
  const isBarred = (slot: string, person: string): boolean =>
    good.lists.conflicts.leaves.some((conflict) => conflict.person === person && slot.startsWith(`${conflict.ent}#`));
  const inTeam = (slot: string, officer: string): boolean =>
    trace.some((step) => step.officer === officer && step.slot.slice(0, -1) === slot.slice(0, -1));
  const leads = trace.filter(({ slot }) => slot.endsWith('#0'));
  for (const a of leads) {
    for (const b of leads) {
      const isFree = a.officer !== b.officer && !isBarred(a.slot, b.officer) && !isBarred(b.slot, a.officer);
      if (!isFree || inTeam(a.slot, b.officer) || inTeam(b.slot, a.officer) || officers.length === 0) continue;
      return trace.map((step) => {
        if (step.slot === a.slot) return { ...step, officer: b.officer };
        return step.slot === b.slot ? { ...step, officer: a.officer } : step;
      });
    }
  }
  throw new Error('no two leads can be exchanged');
}
