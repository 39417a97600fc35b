/** Substitutions replayed from a log that somebody put into another order (SPEC §19.1–19.2). */
import { describe, expect, it } from 'vitest';
import { openBundle } from '../bundle-reading.ts';
import { after, type Ask } from '../testing/after.ts';
import { recuse, skip } from '../testing/honest.ts';
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
type Bend = (deeds: readonly TestDeed[]) => readonly TestDeed[];

const replay = (bend: Bend, asks: readonly Ask[] = [recuse(0)], options: Parameters<typeof after>[0] = {}): Replay =>
  replaySubstitutions(finished(openBundle(after({ ...options, bend }, asks).files)));
const problems = ({ steps, problems: others }: Replay): string[] => [
  ...others,
  ...steps.flatMap(({ problems: its }) => its),
];

/** The first deed of a kind put right before the first of another. */
const before =
  (kind: string, other: string): Bend =>
  (deeds) => {
    const moved = deeds.find((deed) => deed.kind === kind);
    const rest = deeds.filter((deed) => deed !== moved);
    const at = rest.findIndex((deed) => deed.kind === other);
    return moved === undefined ? deeds : [...rest.slice(0, at), moved, ...rest.slice(at)];
  };
const change =
  (kind: string, facts: TestDeed['facts']): Bend =>
  (deeds) =>
    deeds.map((deed) => (deed.kind === kind ? { ...deed, facts: { ...deed.facts, ...facts } } : deed));

describe('the order of a substitution', () => {
  it('honest, has no problem and ends where the draw stands', () => {
    const honest = after({}, [recuse(0), skip(1)]);
    const found = replaySubstitutions(finished(openBundle(honest.files)));
    expect(problems(found)).toEqual([]);
    expect(found.standing).toEqual(honest.standing);
    expect(found.steps.map(({ result }) => result?.document)).toEqual(honest.results.map(({ document }) => document));
  });
  it.each([
    ['asked for before the confirmation', before(ASK, 'draw.confirm')],
    ['approved before it was asked for', before(APPROVE, ASK)],
    ['fresh:1:dice: recorded before the approval', before(RECORD, APPROVE)],
    ['fresh:1:dice: typing 1 and its check do not fit', before(CHECK, RECORD)],
    [
      'fresh:1:dice: typing 1 and its check do not fit',
      (deeds) => change(RECORD, { attempt: 2 })(change(CHECK, { attempt: 2 })(deeds)),
    ],
  ] as const satisfies readonly (readonly [string, Bend])[])('%s', (problem, bend) => {
    expect(problems(replay(bend))).toContain(problem);
    expect(problems(replay((deeds) => deeds))).toEqual([]);
  });
  it('an unchecked typing is the last one, or does not fit', () => {
    const again: Bend = (deeds) =>
      deeds.flatMap((deed) => {
        if (deed.kind === RECORD)
          return [
            { ...deed, facts: { ...deed.facts, value: '0'.repeat(20) } },
            { ...deed, facts: { ...deed.facts, attempt: 2 } },
          ];
        return [deed.kind === CHECK ? { ...deed, facts: { ...deed.facts, attempt: 2 } } : deed];
      });
    expect(problems(replay(again))).toContain('fresh:1:dice: typing 1 and its check do not fit');
    const last: Bend = (deeds) => deeds.filter(({ kind }) => kind !== CHECK && kind !== DONE);
    expect(problems(replay(last)).filter((each) => each.includes('do not fit'))).toEqual([]);
  });
  it('one after another: the second is not computed while the first waits', () => {
    let seen = 0;
    const withoutFirst: Bend = (deeds) => deeds.filter(({ kind }) => kind !== DONE || (seen += 1) > 1);
    expect(problems(replay(withoutFirst, [recuse(0), recuse(1)]))).toContain('substituted before an earlier one');
  });
  it('a request that nobody decided leads to nothing, and says so', () => {
    const { steps, problems: others } = replay((deeds) => deeds.filter(({ kind }) => kind !== APPROVE));
    expect(steps).toEqual([]);
    expect(others.some((each) => each.endsWith(': substituted without an approval'))).toBe(true);
    expect(others).toContain('1 documents too many');
  });
  it.each(['lower', 'A'.repeat(33), 'xCLOSED', 'CLOSED!', '1CLOSED'])('the reason is coded: %s is none', (reason) => {
    expect(problems(replay(change(ASK, { reason }))).join()).toContain('expected a coded reason');
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
    expect(problems(replay(change(ASK, facts as TestDeed['facts']))).some((each) => each.includes('request: $'))).toBe(
      true,
    );
  });
  it('an approval of nothing names what it approves', () => {
    expect(problems(replay(change(APPROVE, { request: 4 }))).join()).toContain('there is no request 4');
  });
});

describe('a beacon round of a substitution', () => {
  const { round, chainHash, randomness, signature } = vectors.drand.quicknet;
  const source = { id: 'fresh:1:drand', type: 'drand', chain: chainHash, round } as const;
  const early = '2023-09-15T10:59:30Z';
  const ask = (signed: { value: string; signature?: string }, recordedAt: string): Ask => ({
    ...recuse(0),
    sources: [source],
    values: { [source.id]: signed },
    at: early,
    recordedAt,
  });
  const judged = (
    signed: { value: string; signature?: string },
    recordedAt = '2023-09-15T11:00:03Z',
    bend: Bend = (d) => d,
  ) =>
    problems(
      replay(bend, [ask(signed, recordedAt)], {
        profile: 'public',
        deeds: (deeds) => deeds.map((deed) => (deed.at > early ? { ...deed, at: early } : deed)),
      }),
    );

  it('counts from the second in which it can be known', () => {
    expect(judged({ value: randomness, signature })).toEqual([]);
    expect(judged({ value: randomness, signature }, '2023-09-15T11:00:02Z')).toContain(
      'fresh:1:drand: recorded before it could be known',
    );
  });
  it('bears the signature of that round, and the value that follows from it', () => {
    const wrong = `fresh:1:drand: the signature is not that of round ${round}`;
    expect(judged({ value: '00'.repeat(32), signature })).toContain(wrong);
    expect(judged({ value: randomness, signature: 'ff' })).toContain(wrong);
    expect(judged({ value: randomness })).toContain(wrong);
  });
  it('is recorded once', () => {
    const twice: Bend = (deeds) => deeds.flatMap((deed) => (deed.kind === RECORD ? [deed, deed] : [deed]));
    expect(judged({ value: randomness, signature }, '2023-09-15T11:00:03Z', twice)).toContain(
      'fresh:1:drand: recorded 2 times',
    );
  });
});
