/** Where the values of a draw come from, V6: shares, dice, beacons, lotteries and codes (SPEC §15). */
import { describe, expect, it } from 'vitest';
import { toHex } from '../bytes.ts';
import { parsePolicy } from '../policy.ts';
import { bend, ROUND_TIME, without } from '../testing/bending.ts';
import { failing } from '../testing/forge.ts';
import { bytes32, WITNESSED_POLICY, type TestDeed } from '../testing/log.ts';
import { scene } from '../testing/scene.ts';
import { otcBefore } from '../sources.ts';
import { suiteOf } from '../suite.ts';
import { verifyBundle } from './verify.ts';

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
