import { describe, expect, it } from 'vitest';
import type { Announcement } from '../announcement.ts';
import { failing } from '../testing/forge.ts';
import type { TestDeed } from '../testing/log.ts';
import { scene, type Scene } from '../testing/scene.ts';
import type { SourceSpec } from '../sources.ts';
import { verifyBundle } from './verify.ts';

type Deeds = readonly TestDeed[];
const AT = '2023-09-15T11:00:00Z';
const LOTTERY = { id: 'lottery', type: 'lottery', game: 'kl8', issue: '2023248', at: AT } as const;
const NUMBERS = Array.from({ length: 20 }, (_, i) => String(4 * (i + 1)).padStart(2, '0')).join(',');
const VALUE = `kl8:2023248:${NUMBERS}`;
const OTHER = VALUE.replace('80', '79');
const MACHINE = { id: 'machine', type: 'machine', balls: 33, draws: 7 } as const;
const BALLS = '33,07,01,12,22,05,18';
const PULSE = { id: 'nist', type: 'nist', at: AT } as const;

function added(source: SourceSpec): (a: Announcement) => Announcement {
  return (a) => ({ ...a, sources: [...a.sources, source], missing: { ...a.missing, [source.id]: 'void' } });
}

function typing(source: string, value: string, attempt: number, at: string): TestDeed {
  return { kind: 'draw.record-source', at, actor: 'operator', facts: { source, attempt, value } };
}

function check(source: string, value: string, attempt: number, isSame: boolean, at: string): TestDeed {
  return { kind: 'draw.confirm-source', at, actor: 'witness', facts: { source, attempt, value, isSame } };
}

/** A public draw whose outside source was typed as `more` says. */
function typed(source: SourceSpec, value: string, more: Deeds): Scene {
  return scene({
    profile: 'public',
    more: { [source.id]: value },
    change: added(source),
    deeds: (deeds) => [...deeds.slice(0, -2), ...more, ...deeds.slice(-2)],
  });
}

const LATER = '2023-09-15T11:01:30Z';
const lottery = (more: Deeds): Scene => typed(LOTTERY, VALUE, more);
const good = [typing('lottery', VALUE, 1, LATER), check('lottery', VALUE, 1, true, LATER)];

describe('an outside source that is typed', () => {
  it('by one person and by another again is the value, every typing of it shown', () => {
    const twice = [
      typing('lottery', OTHER, 1, LATER),
      check('lottery', VALUE, 1, false, LATER),
      typing('lottery', VALUE, 2, LATER),
      check('lottery', VALUE, 2, true, LATER),
    ];
    const { files } = lottery(twice);
    expect(failing(files)).toEqual([]);
    expect(JSON.stringify(verifyBundle(files).steps[5])).toContain(OTHER);
  });

  it.each<[string, Deeds]>([
    ['by one person alone', [good[0] as TestDeed]],
    ['by the same person twice', good.map((deed) => ({ ...deed, actor: 'operator' }))],
    ['under numbers with a gap', [typing('lottery', VALUE, 2, LATER), check('lottery', VALUE, 2, true, LATER)]],
    ['and checked without a typing', [...good, check('lottery', VALUE, 2, false, LATER)]],
    [
      'and called the same though it is not',
      [typing('lottery', OTHER, 1, LATER), check('lottery', VALUE, 1, true, LATER)],
    ],
    ['and settled twice', [...good, typing('lottery', VALUE, 2, LATER), check('lottery', VALUE, 2, true, LATER)]],
    ['before it was known', good.map((deed) => ({ ...deed, at: '2023-09-15T10:59:59Z' }))],
    [
      'for another issue',
      [
        typing('lottery', VALUE.replace('248', '249'), 1, LATER),
        check('lottery', VALUE.replace('248', '249'), 1, true, LATER),
      ],
    ],
  ])('%s fails', (_, more) => {
    expect(failing(lottery(more).files)).toContain('V6');
  });

  it('recorded once as version 1.0 did is said to be typed by one person', () => {
    const { files } = lottery([{ kind: 'draw.record-source', at: LATER, facts: { source: 'lottery', value: VALUE } }]);
    expect(failing(files)).toEqual([]);
    expect(JSON.stringify(verifyBundle(files).steps[5])).toContain('typed by one person only');
  });

  it('may be a NIST pulse, always typed twice', () => {
    const value = '0f'.repeat(64);
    const pulse = [typing('nist', value, 1, LATER), check('nist', value, 1, true, LATER)];
    expect(failing(typed(PULSE, value, pulse).files)).toEqual([]);
    const once = [{ kind: 'draw.record-source', at: LATER, facts: { source: 'nist', value } }];
    expect(failing(typed(PULSE, value, once).files)).toContain('V6');
  });

  it('becomes known by the announced time', () => {
    const by = (beacon: string) =>
      scene({ profile: 'public', change: (a) => ({ ...a, deadlines: { ...a.deadlines, beacon } }) });
    expect(failing(by('2023-09-15T11:00:03Z').files)).toEqual([]);
    expect(failing(by('2023-09-15T11:00:02Z').files)).toEqual(['V6']);
  });
});

describe('a ball machine without outside sources', () => {
  const offline = (at: string): Scene =>
    scene({
      more: { machine: BALLS },
      change: added(MACHINE),
      deeds: (deeds) => {
        const before = deeds.findIndex((deed) => (deed.at ?? '') > at);
        const rest = [typing('machine', BALLS, 1, at), check('machine', BALLS, 1, true, at)];
        return [...deeds.slice(0, before), ...rest, ...deeds.slice(before)];
      },
    });

  it('comes after every share, as the dice do', () => {
    expect(failing(offline('2026-03-02T01:22:00Z').files)).toEqual([]);
    expect(failing(offline('2026-03-02T01:11:00Z').files)).toEqual(['V6']);
  });
});

describe('a share given back from its envelopes', () => {
  it('counts like a revealed one', () => {
    const recovered = scene({
      deeds: (deeds) => deeds.map((deed) => (deed.kind === 'draw.reveal' ? { ...deed, kind: 'draw.recover' } : deed)),
    });
    expect(failing(recovered.files)).toEqual([]);
  });

  it('does not count beside one that was revealed', () => {
    const both = scene({
      deeds: (deeds) =>
        deeds.flatMap((deed) => (deed.kind === 'draw.reveal' ? [deed, { ...deed, kind: 'draw.recover' }] : [deed])),
    });
    expect(failing(both.files)).toContain('V6');
  });
});
