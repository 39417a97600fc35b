import { describe, expect, it } from 'vitest';
import { buildAnnouncement, readAnnouncement, type Announcement } from './announcement.ts';
import { announcementProblems, evaluateRule, missingRule } from './announcement-rules.ts';
import { parseCanonical } from './canonical.ts';
import { ShapeError } from './shape.ts';
import { scene } from './testing/scene.ts';

const { announcement } = scene({ withExperts: true });
const open = scene({ profile: 'public' }).announcement;
const change = (part: Partial<Announcement>): Announcement => ({ ...announcement, ...part });

describe('an announcement', () => {
  it('is read back from its own bytes', () => {
    const { bytes, hash } = buildAnnouncement(announcement);
    expect(readAnnouncement(parseCanonical(bytes))).toEqual(announcement);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(announcementProblems(open)).toEqual([]);
  });

  it('says with its own words which ones a rule knows', () => {
    const { select, assign } = announcement;
    const problemsOf = (part: object): readonly string[] => {
      try {
        readAnnouncement({ ...announcement, ...part });
        return [];
      } catch (error) {
        if (error instanceof ShapeError) return error.problems;
        throw error;
      }
    };
    expect(problemsOf({ type: 'x', profile: 'x', mode: 'x', missing: { office: 'x' } })).toEqual([
      '$.type: expected one of vdraw/1/announcement',
      '$.profile: expected one of public, offline',
      '$.mode: expected one of open, sealed',
      '$.missing.office: expected one of skip, void',
    ]);
    expect(problemsOf({ select: { ...select, weights: 'x' } })).toEqual([
      '$.select.weights: expected one of none, tickets, explog',
    ]);
    const days = { by: 'x', list: ['2026-03-12'], perPerson: 1 };
    const teams = { count: 0, slots: [{}], cap: 0 };
    expect(problemsOf({ assign: { ...assign, balance: 'x', days, teams } })).toEqual([
      '$.assign.balance: expected one of strict, cap-only',
      '$.assign.teams.count: expected a whole number 1 … 1000',
      '$.assign.teams.slots[0]: all is missing',
      '$.assign.teams.cap: expected a whole number 1 … 1000',
      '$.assign.days.by: expected one of drawn, planned',
    ]);
  });

  it.each(['cap', 'cap+', 'cap+0', 'cap+100', 'cap+1x', 'xcap+1', 'cap+x'])('knows no relaxation %s', (rung) => {
    const relaxed = { ...announcement, assign: { ...announcement.assign, relax: ['cap+1', 'cap+99', rung] } };
    expect(() => readAnnouncement(relaxed)).toThrow('$.assign.relax[2]: expected cap+1 … cap+99');
  });

  it('is named when it is refused', () => {
    expect(() => readAnnouncement({ ...announcement, draw: '' })).toThrow(/^announcement/);
  });

  it('of the wrong form is refused with every problem at once', () => {
    const bad = {
      ...announcement,
      k: 1,
      suite: 'md5',
      batch: 0,
      draw: 'a b',
      margin: 5,
      roster: [],
      sources: {},
      missing: [],
      officers: { root: 'x', size: 1.5 },
    };
    const refused = ((): ShapeError => {
      try {
        readAnnouncement(bad);
      } catch (error) {
        if (error instanceof ShapeError) return error;
      }
      throw new Error('was accepted');
    })();
    expect(refused.problems).toEqual([
      '$: unknown member k',
      '$.suite: expected one of vd1-sha256, vd1-sm3',
      '$.draw: expected a short ASCII name',
      '$.batch: expected a whole number 1 … 9007199254740991',
      '$.roster: expected an object',
      '$.officers.root: expected 64 lower-case hexadecimal digits',
      '$.officers.size: expected a whole number 0 … 9007199254740991',
      '$.sources: expected a list',
      '$.margin: expected a whole number 600 … 9007199254740991',
      '$.missing: expected an object',
    ]);
  });

  it('of a day that does not exist is refused', () => {
    const bad = change({ roster: { ...announcement.roster, snapshot: '2026-02-30T00:00:00Z' } });
    expect(() => buildAnnouncement(bad)).toThrow('$.roster.snapshot: expected a time like 2019-04-09T00:00:00Z');
  });

  it('without sense is refused with every problem at once', () => {
    const bad = change({ roster: { ...announcement.roster, size: 1 }, missing: {} });
    expect(() => buildAnnouncement(bad)).toThrow(
      'announcement: roster: 20 eligible and 4 excluded are not 1; missing: no rule for party:leader; ',
    );
  });

  it.each<[string, Partial<Announcement>]>([
    [
      'experts and their places must be announced together',
      { assign: { slots: announcement.assign.slots, balance: 'strict', relax: [] } },
    ],
    [
      'kRule about 8: expected a number, ceil(a*b/c) or floor(a*b/c)',
      { select: { ...announcement.select, kRule: 'about 8' } },
    ],
    ['kRule 9 gives 9, not k = 8', { select: { ...announcement.select, kRule: '9' } }],
    ['k = 99 is not within', { select: { ...announcement.select, k: 99 } }],
    [
      'strata may give 120, but only 20 are eligible',
      { select: { ...announcement.select, strata: announcement.select.strata.map((s) => ({ ...s, max: 40 })) } },
    ],
    ['stratum hazchem: at least two officers, got 0', { assign: { ...announcement.assign, slots: {} } }],
    [
      'assign.slots: other is no stratum',
      { assign: { ...announcement.assign, slots: { ...announcement.assign.slots, other: [] } } },
    ],
    ['assign.experts: other is no stratum', { assign: { ...announcement.assign, experts: { other: [] } } }],
    [
      'stratum hazchem place 1: must ask for the tag valid',
      {
        assign: {
          ...announcement.assign,
          slots: { ...announcement.assign.slots, hazchem: [{ all: ['valid', 'lead'] }, { all: [] }] },
        },
      },
    ],
    [
      'stratum hazchem place 1: place 0 and no other asks for the tag lead',
      {
        assign: {
          ...announcement.assign,
          slots: { ...announcement.assign.slots, hazchem: [{ all: ['valid', 'lead'] }, { all: ['valid', 'lead'] }] },
        },
      },
    ],
    ['a source stands twice', { sources: [...announcement.sources, ...announcement.sources] }],
    [
      'nist: pulses come at whole minutes, not at 2026-03-02T03:00:01Z',
      { sources: [...announcement.sources, { id: 'nist', type: 'nist', at: '2026-03-02T03:00:01Z' }] },
    ],
    [
      'a time for outside sources is announced with the profile public only',
      { deadlines: { ...announcement.deadlines, beacon: announcement.deadlines.reveal } },
    ],
    [
      'machine: 40 balls cannot be drawn of 33',
      { sources: [...announcement.sources, { id: 'machine', type: 'machine', balls: 33, draws: 40 }] },
    ],
    ['dice are thrown once', { sources: [...announcement.sources, { id: 'more', type: 'dice', spec: 'd6x3' }] }],
    ['a sealed draw needs a one-time code', { mode: 'sealed' }],
    ['profile offline: shares of at least two bodies', { sources: announcement.sources.slice(1) }],
    [
      'profile offline: dice and balls are worth 33 bits, at least 64 are needed',
      { sources: [...announcement.sources.slice(0, 2), { id: 'dice', type: 'dice', spec: 'd10x10' }] },
    ],
    ['a draw with an outside source has the profile public', { sources: open.sources }],
    ['missing: only a share may be skipped, not dice', { missing: { 'party:*': 'skip', dice: 'skip' } }],
    ['times must follow each other', { deadlines: { ...announcement.deadlines, open: '2026-01-01T00:00:00Z' } }],
    ['margin is announced with the profile public, and only then', { margin: 600 }],
  ])('says: %s', (problem, part) => {
    expect(announcementProblems(change(part)).join('; ')).toContain(problem);
  });

  it('with the profile public needs an outside source worth its name', () => {
    const dice = { ...open, sources: [{ id: 'dice', type: 'dice', spec: 'd6x3' }], missing: { dice: 'void' } } as const;
    expect(announcementProblems(dice)).toEqual([
      'sources are worth 7 bits, at least 64 are needed',
      'outside sources are worth 0 bits, at least 24 are needed',
    ]);
    const { margin, ...rest } = open;
    expect(margin).toBe(600);
    expect(announcementProblems(rest)).toEqual(['margin is announced with the profile public, and only then']);
    const { experts, expertConflicts, ...few } = announcement;
    expect([experts, expertConflicts].every((each) => each !== undefined)).toBe(true);
    expect(announcementProblems({ ...few, ...(experts === undefined ? {} : { experts }) })).toContain(
      'experts and their recusals must be announced together',
    );
  });

  it('counts by its rule in whole numbers', () => {
    expect(['80', 'ceil(201*40/100)', 'floor(201*40/100)', 'ceil(200*40/100)'].map(evaluateRule)).toEqual([
      80n,
      81n,
      80n,
      80n,
    ]);
    const none = ['0', '-1', 'ceil(1*1/0)', '1+1', 'round(1*1/2)', 'xceil(1*1/2)', 'ceil(1*1/2)x', '80 ', ' 80'];
    expect(none.map(evaluateRule)).toEqual(none.map(() => undefined));
  });

  it('rules a missing source by its name, or by the longest beginning', () => {
    const missing = { 'party:*': 'skip', 'party:lead*': 'void', 'party:leader': 'skip', '*': 'void' } as const;
    expect(['party:leader', 'party:leading', 'party:x', 'dice'].map((id) => missingRule(missing, id))).toEqual([
      'skip',
      'void',
      'skip',
      'void',
    ]);
    expect(missingRule({}, 'dice')).toBeUndefined();
    expect(missingRule({ dice: 'void' }, 'dicebox')).toBeUndefined();
    expect(missingRule({ 'dice*': 'skip', dice: 'void' }, 'dice')).toBe('void');
    expect(missingRule({ 'dice*': 'skip', dice: 'void' }, 'dice:2')).toBe('skip');
  });

  it('asks for enough of every source, and for no more', () => {
    const problems = (part: Partial<Announcement>, of = announcement): string[] =>
      announcementProblems({ ...of, ...part });
    const shares = announcement.sources.slice(0, 2);
    const missing = { '*': 'void' } as const;
    const machine = { id: 'machine', type: 'machine', balls: 20, draws: 20 } as const;
    const whole = { id: 'dice', type: 'dice', spec: 'd4x32' } as const;
    // 64 bits in the room are enough; all balls of a machine may be drawn.
    expect(problems({ sources: [...shares, whole], missing })).toEqual([]);
    expect(problems({ sources: [...shares, whole, machine], missing })).toEqual([]);
    expect(problems({ sources: [...shares, { ...whole, spec: 'd4x31' }], missing })).toEqual([
      'profile offline: dice and balls are worth 62 bits, at least 64 are needed',
    ]);
    // One code is enough for a sealed draw.
    const code = { id: 'seal:a', type: 'otc', anchor: '0'.repeat(64), index: 1 } as const;
    expect(problems({ mode: 'sealed', sources: [...announcement.sources, code], missing })).toEqual([]);
    // 24 bits from outside and 64 in all; pulses at whole minutes.
    const at = '2023-09-15T11:00:00Z';
    const lottery = { id: 'lottery', type: 'lottery', game: 'ssq', issue: '2019041', at } as const;
    const dice = { id: 'dice', type: 'dice', spec: 'd4x20' } as const;
    expect(problems({ sources: [lottery, dice], missing }, open)).toEqual([]);
    expect(problems({ sources: [lottery, { ...dice, spec: 'd4x19' }], missing }, open)).toEqual([
      'sources are worth 62 bits, at least 64 are needed',
    ]);
    expect(problems({ sources: [{ id: 'nist', type: 'nist', at }], missing }, open)).toEqual([]);
  });

  it('has its times one after the other, or together', () => {
    const problems = (deadlines: Announcement['deadlines']): string[] => announcementProblems({ ...open, deadlines });
    const [early, middle, late] = ['2023-09-15T10:00:00Z', '2023-09-15T11:00:00Z', '2023-09-15T12:00:00Z'] as const;
    const wrong = ['times must follow each other: roster.snapshot, deadlines.reveal, beacon, result, open'];
    expect(problems({ reveal: early, beacon: middle, result: late, open: late })).toEqual([]);
    expect(problems({ reveal: early, beacon: early, result: early, open: early })).toEqual([]);
    expect(problems({ reveal: early, result: middle, open: late })).toEqual([]);
    expect(problems({ reveal: middle, result: early })).toEqual(wrong);
    expect(problems({ reveal: middle, beacon: early, result: late })).toEqual(wrong);
    expect(problems({ reveal: early, beacon: late, result: middle })).toEqual(wrong);
    expect(problems({ reveal: early, result: late, open: middle })).toEqual(wrong);
    expect(problems({ reveal: '2023-09-13T00:00:00Z', result: late })).toEqual(wrong);
  });
});
