/** Substitutions replayed from a log that somebody put into another order (SPEC §19.1–19.2). */
import { describe, expect, it } from 'vitest';
import { openBundle, type BundleDeed, type OpenedBundle } from '../bundle-reading.ts';
import { after, sealedOptions, type Ask } from '../testing/after.ts';
import { byCodes, OPENING, recuse, skip } from '../testing/honest.ts';
import type { Deed } from '../deeds.ts';
import type { TestDeed } from '../testing/log.ts';
import { finished } from './evidence.ts';
import { replaySubstitutions, type Replay } from './replay.ts';
import vectors from '../../vectors/vdraw-1.json' with { type: 'json' };

const [ASK, APPROVE, RECORD, CHECK, DONE] = [
  'draw.request-substitution',
  'draw.approve-substitution',
  'draw.record-fresh',
  'draw.confirm-fresh',
  'draw.substitute',
] as const;
const REJECT = 'draw.reject-substitution';
type Bend = (deeds: readonly Deed[]) => readonly Deed[];
const same: Bend = (deeds) => deeds;

const openedWith = (asks: readonly Ask[], options: Parameters<typeof after>[0] = {}): OpenedBundle =>
  openBundle(after(options, asks).files);
/** One officer replaced; and one officer, then an enterprise. */
const [ONE, TWO] = [openedWith([recuse(0)]), openedWith([recuse(0), skip(1)])];

/** The bundle as if its log said this. Chain and proofs are the business of other steps. */
function bent(opened: OpenedBundle, bend: Bend): OpenedBundle {
  const logged = new Map(opened.deeds.map((each) => [each.deed.command, each]));
  const deeds = bend(opened.deeds.map(({ deed }) => deed)).map((deed, i): BundleDeed => ({
    ...(logged.get(deed.command) as BundleDeed),
    deed: { ...deed, seq: 41 + i },
  }));
  return { ...opened, deeds };
}

const replay = (bend: Bend, opened = ONE): Replay => replaySubstitutions(finished(bent(opened, bend)));
const problems = ({ steps, problems: others }: Replay): string[] => [
  ...others,
  ...steps.flatMap(({ problems: its }) => its),
];
const problemsOf = (bend: Bend, opened = ONE): string[] => problems(replay(bend, opened));

/** The first deed of a kind put right before the first of another. */
const before =
  (kind: string, other: string): Bend =>
  (deeds) => {
    const moved = deeds.find((deed) => deed.kind === kind);
    const rest = deeds.filter((deed) => deed !== moved);
    const at = rest.findIndex((deed) => deed.kind === other);
    return moved === undefined ? deeds : [...rest.slice(0, at), moved, ...rest.slice(at)];
  };
const without =
  (...kinds: readonly string[]): Bend =>
  (deeds) =>
    deeds.filter(({ kind }) => !kinds.includes(kind));
const set =
  (kind: string, part: Partial<Deed>): Bend =>
  (deeds) =>
    deeds.map((deed) => (deed.kind === kind ? { ...deed, ...part } : deed));
const change =
  (kind: string, facts: Deed['facts']): Bend =>
  (deeds) =>
    deeds.map((deed) => (deed.kind === kind ? { ...deed, facts: { ...deed.facts, ...facts } } : deed));
/** One deed more, like the first of a kind but for some facts: right before the first of another, or at the end. */
const also =
  (kind: string, facts: Deed['facts'], { as = kind, at }: { as?: string; at?: string } = {}): Bend =>
  (deeds) => {
    const like = deeds.find((deed) => deed.kind === kind) as Deed;
    const place = at === undefined ? deeds.length : deeds.findIndex((deed) => deed.kind === at);
    return deeds.toSpliced(place, 0, { ...like, kind: as, facts: { ...like.facts, ...facts } });
  };
const all =
  (...bends: readonly Bend[]): Bend =>
  (deeds) =>
    bends.reduce((bentSoFar, bend) => bend(bentSoFar), deeds);

/** What a substitution that was logged all the same is refused for. */
const refusedFor = (...its: readonly string[]): string[] => [
  '1 documents too many',
  ...its,
  'substituted without the values of its sources',
];
const UNFIT = 'fresh:1:dice: typing 1 and its check do not fit';
const OTHER = { value: '0'.repeat(20) };

describe('the order of a substitution', () => {
  it('honest, has no problem and ends where the draw stands', () => {
    const honest = after({}, [recuse(0), skip(1)]);
    const found = replay(same, TWO);
    expect(problems(found)).toEqual([]);
    expect(found.standing).toEqual(honest.standing);
    expect(found.steps.map(({ result }) => result?.document)).toEqual(honest.results.map(({ document }) => document));
    expect(problemsOf(same)).toEqual([]);
  });
  it.each([
    ['asked for before the confirmation', before(ASK, 'draw.confirm')],
    ['asked for before the confirmation', without('draw.confirm')],
    ['approved before it was asked for', before(APPROVE, ASK)],
    ['approved by who asked for it', set(APPROVE, { actor: 'operator' })],
    ['decided 2 times', also(APPROVE, {}, { as: REJECT })],
    ['fresh:1:dice: recorded before the approval', before(RECORD, APPROVE)],
    [UNFIT, before(CHECK, RECORD)],
    [UNFIT, all(change(RECORD, { attempt: 2 }), change(CHECK, { attempt: 2 }))],
    [UNFIT, set(CHECK, { actor: 'operator' })],
    [UNFIT, change(CHECK, OTHER)],
    [UNFIT, change(CHECK, { isSame: false })],
    ['fresh:1:dice: two values', all(also(RECORD, { attempt: 2 }), also(CHECK, { attempt: 2 }))],
    ['fresh:1:dice: 2 checks of 1 typings', also(CHECK, { attempt: 2, isSame: false })],
  ] as const satisfies readonly (readonly [string, Bend])[])('%s', (problem, bend) => {
    expect(problemsOf(bend)).toEqual(refusedFor(problem));
  });
  it.each([
    ['a decision about another request', also(APPROVE, { request: 2 }, { as: REJECT })],
    ['a value of another request', also(RECORD, { request: 2 }, { at: APPROVE })],
    ['a value of another source', also(RECORD, { source: 'fresh:1:other' }, { at: APPROVE })],
    ['the next of the reserves, as version 1.0 did', (deeds) => [...deeds, { ...(deeds[0] as Deed), kind: DONE }]],
  ] as const satisfies readonly (readonly [string, Bend])[])('%s is none of its business', (_, bend) => {
    expect(problemsOf(bend)).toEqual([]);
  });
  it('an unchecked typing is the last one, or does not fit', () => {
    const again = all(also(RECORD, OTHER, { at: RECORD }), (deeds) => {
      const [, second] = deeds.filter(({ kind }) => kind === RECORD);
      return deeds.map((deed) =>
        deed === second || deed.kind === CHECK ? { ...deed, facts: { ...deed.facts, attempt: 2 } } : deed,
      );
    });
    expect(problemsOf(again)).toEqual(refusedFor(UNFIT));
  });
  it('one after another: the second is not computed while the first waits', () => {
    let seen = 0;
    const withoutFirst: Bend = (deeds) => deeds.filter(({ kind }) => kind !== DONE || (seen += 1) > 1);
    expect(problemsOf(withoutFirst, TWO)).toContain('substituted before an earlier one');
  });
  it('a request that nobody decided leads to nothing, and says so', () => {
    const { steps, problems: others } = replay(without(APPROVE));
    expect(steps).toEqual([]);
    const seq = 41 + ONE.deeds.findIndex(({ deed }) => deed.kind === DONE) - 1;
    expect(others).toEqual([`${seq}: substituted without an approval`, '1 documents too many']);
  });
  it('requests are numbered from one without a gap', () => {
    const [seq] = ONE.deeds.flatMap(({ deed }, i) => (deed.kind === ASK ? [41 + i] : []));
    expect(problemsOf(change(ASK, { request: 2 }))).toContain(`${seq}: number`);
  });
  it.each(['lower', 'A'.repeat(33), 'xCLOSED', 'CLOSED!', '1CLOSED'])('the reason is coded: %s is none', (reason) => {
    expect(problemsOf(change(ASK, { reason })).join()).toContain('expected a coded reason');
  });
  it.each([
    { request: 0 },
    { what: 'vehicle' },
    { enterprise: 'lower' },
    { place: -1 },
    { person: 'lower' },
    { evidence: 'x' },
    { more: 1 },
  ])('a request with %j cannot be read', (facts) => {
    expect(problemsOf(change(ASK, facts as Deed['facts'])).some((each) => each.includes('request: $'))).toBe(true);
  });
  it.each([{ request: 0 }, { sources: 'x' }, { more: 1 }])('an approval with %j cannot be read', (facts) => {
    expect(problemsOf(change(APPROVE, facts as Deed['facts'])).join()).toContain('approval: $');
  });
  it('an approval of nothing names what it approves', () => {
    expect(problemsOf(change(APPROVE, { request: 4 })).join()).toContain('there is no request 4');
  });
});

describe('a substitution that waits for its values', () => {
  const { substitutions: _, ...undocumented } = ONE;

  it.each([
    ['nothing was typed', without(RECORD, CHECK, DONE)],
    ['the last typing was not checked', without(CHECK, DONE)],
    ['both typed differently', all(change(CHECK, { ...OTHER, isSame: false }), without(DONE))],
    ['both typed the same and it is not logged yet', without(DONE)],
  ])('is no problem while %s, and nothing changes', (_case, bend) => {
    const found = replay(bend, undocumented);
    expect(problems(found)).toEqual([]);
    expect(found.steps.map(({ result }) => result)).toEqual([undefined]);
    expect(found.standing).toEqual(replay(without(APPROVE, DONE), undocumented).standing);
    expect(problemsOf(bend)).toEqual(['1 documents too many']);
  });
  it('is not logged as done', () => {
    expect(problemsOf(without(RECORD, CHECK))).toEqual(refusedFor());
  });
});

describe('the document of a substitution', () => {
  const [document] = ONE.substitutions?.leaves ?? [];
  if (document === undefined || ONE.substitutions === undefined) throw new Error('no document');
  const holding = (...leaves: readonly (typeof document)[]): OpenedBundle => ({
    ...ONE,
    substitutions: { ...(ONE.substitutions as NonNullable<OpenedBundle['substitutions']>), leaves },
  });
  const [TWICE, ANOTHER, NOT_COMPUTED] = [
    'substituted 2 times',
    'the log names another document',
    'the document is not what is computed',
  ];
  const foreign = { document: '00'.repeat(32) };

  it('is logged once, by its hash', () => {
    expect(problemsOf(also(DONE, {}))).toEqual([TWICE]);
    expect(problemsOf(change(DONE, foreign))).toEqual([ANOTHER]);
    expect(problemsOf(also(DONE, foreign))).toEqual([TWICE, ANOTHER]);
  });
  it('is the one that is computed, and the only one', () => {
    expect(problemsOf(same, holding({ ...document, event: '00'.repeat(32) }))).toEqual([NOT_COMPUTED]);
    expect(problemsOf(same, holding())).toEqual([NOT_COMPUTED]);
    expect(problemsOf(same, holding(document, document))).toEqual(['1 documents too many']);
    const { substitutions: _, ...bare } = ONE;
    expect(problemsOf(same, bare)).toEqual([NOT_COMPUTED]);
  });
});

describe('the codes of a sealed draw', () => {
  const sealed = openedWith([byCodes(recuse(0), 1, 4)], { ...sealedOptions, bend: (deeds) => [...deeds, OPENING] });

  it('count as they are recorded, once', () => {
    expect(problemsOf(same, sealed)).toEqual([]);
    expect(problemsOf(also(RECORD, {}), sealed)).toEqual(refusedFor('fresh:1:a: recorded 2 times'));
  });
});

describe('a beacon round of a substitution', () => {
  const { round, chainHash, randomness, signature } = vectors.drand.quicknet;
  const source = { id: 'fresh:1:drand', type: 'drand', chain: chainHash, round } as const;
  const early = '2023-09-15T10:59:30Z';
  const ask: Ask = {
    ...recuse(0),
    sources: [source],
    values: { [source.id]: { value: randomness, signature } },
    at: early,
    recordedAt: '2023-09-15T11:00:03Z',
  };
  const beacon = openedWith([ask], {
    profile: 'public',
    deeds: (deeds: readonly TestDeed[]) => deeds.map((deed) => (deed.at > early ? { ...deed, at: early } : deed)),
  });

  it('counts from the second in which it can be known', () => {
    expect(problemsOf(same, beacon)).toEqual([]);
    expect(problemsOf(set(RECORD, { at: '2023-09-15T11:00:02Z' }), beacon)).toEqual(
      refusedFor('fresh:1:drand: recorded before it could be known'),
    );
  });
  it('bears the signature of that round, and the value that follows from it', () => {
    const wrong = refusedFor(`fresh:1:drand: the signature is not that of round ${round}`);
    expect(problemsOf(change(RECORD, { value: '00'.repeat(32) }), beacon)).toEqual(wrong);
    expect(problemsOf(change(RECORD, { signature: 'ff' }), beacon)).toEqual(wrong);
    const unsigned = set(RECORD, { facts: { request: 1, source: source.id, value: randomness } });
    expect(problemsOf(unsigned, beacon)).toEqual(wrong);
  });
  it('is recorded once', () => {
    expect(problemsOf(also(RECORD, {}), beacon)).toEqual(refusedFor('fresh:1:drand: recorded 2 times'));
  });
});
