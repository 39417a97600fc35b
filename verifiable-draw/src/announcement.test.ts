import { isCreditCode } from './credit-code.ts';
import { describe, expect, it } from 'vitest';
import { buildAnnouncement, readAnnouncement, type Announcement } from './announcement.ts';
import { announcementProblems, evaluateRule, missingRule } from './announcement-rules.ts';
import { parseCanonical } from './canonical.ts';
import { computeDraw, deriveSeed } from './draw.ts';
import {
  commitPeople,
  commitRoster,
  orderProblems,
  parseLeaves,
  personShape,
  rosterProblems,
  type CommittedList,
  type RosterLeaf,
} from './leaves.ts';
import { listProblems, type DrawLists } from './lists.ts';
import { auditNarrowing, narrowPlaces, type NarrowingReport } from './narrowing.ts';
import { read, ShapeError, boolean, table, text } from './shape.ts';
import { utf8 } from './bytes.ts';
import { sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';
import { creditCode, scene } from './testing/scene.ts';

const { announcement, lists, values } = scene({ withExperts: true });
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

describe('lists', () => {
  const entry = { id: creditCode(1), name: '示例企业', status: 'eligible', stratum: 's', weight: 1 } as const;

  it('are committed in the order of their ids, whatever the order given', () => {
    const entries = [3, 1, 2].map((n) => ({ ...entry, id: creditCode(n) }));
    const a = commitRoster(suite, bytes32('salt'), entries);
    expect(a.leaves.map(({ id }) => id)).toEqual([1, 2, 3].map(creditCode));
    expect(commitRoster(suite, bytes32('salt'), entries.toReversed()).root).toBe(a.root);
    expect(commitRoster(suite, bytes32('other'), entries).root).not.toBe(a.root);
  });

  it('are refused when anything in them is wrong', () => {
    expect(() => commitRoster(suite, bytes32('salt'), [entry, entry])).toThrow(`${entry.id} stands twice`);
    expect(() => commitRoster(suite, bytes32('salt'), [{ ...entry, id: '91120111MATEST0001' }])).toThrow(
      'neither a valid 统一社会信用代码 nor a DIR- number',
    );
    expect(() => commitPeople(suite, bytes32('salt'), [{ id: 'ZF-1', tags: [], cap: 0.5, prior: 0 }])).toThrow(
      '$[0].cap',
    );
    expect(() => commitPeople(suite, new Uint8Array(31), [])).toThrow('32 bytes, this has 31');
  });

  it('give every reason why a roster is none', () => {
    const bad: RosterLeaf[] = [
      { ...entry, salt: '', id: 'DIR-3', reason: 'X' },
      { id: 'DIR-2', name: 'x', status: 'eligible', weight: 1, salt: '' },
      { id: 'DIR-4', name: 'x', status: 'excluded', weight: 1, salt: '' },
      { id: 'DIR-5', name: 'x', status: 'excluded', reason: 'FREQ', weight: 1, salt: '' },
    ];
    expect(rosterProblems(bad)).toEqual([
      'DIR-2 stands after DIR-3',
      'DIR-3 is eligible but has reason X',
      'DIR-2 is eligible but has no stratum',
      'DIR-4 is excluded without a reason',
      'DIR-5 is excluded as drawn before, but does not name that draw',
    ]);
    expect(orderProblems([])).toEqual([]);
  });

  it('know a 统一社会信用代码 by its check character', () => {
    // The code of the standard's own example, and one with two characters exchanged.
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isCreditCode('91350100M000100Y34')).toBe(false);
    expect(isCreditCode('91350100M000100Y4')).toBe(false);
    expect(isCreditCode('91350100M000100Y43X')).toBe(false);
    expect(isCreditCode('91350100M000100Y4I')).toBe(false);
    expect(isCreditCode('91350100M0企0100Y43')).toBe(false);
  });

  it('that are not the announced ones cannot be drawn from', () => {
    const { experts, ...fewer } = lists;
    expect(experts).toBeDefined();
    expect(() => computeDraw({ announcement, ...fewer, values })).toThrow('experts: not given');
    expect(() => computeDraw({ announcement, ...lists, vehicles: lists.officers, values })).toThrow(
      'vehicles: not announced',
    );
    expect(() => computeDraw({ announcement, ...lists, officers: lists.experts ?? lists.officers, values })).toThrow(
      'officers: root',
    );
    const gone = { id: 'DIR-9', name: 'x', status: 'excluded', reason: 'GONE', weight: 1 } as const;
    const odd = commitRoster(suite, bytes32('salt'), [{ ...entry, weight: 300 }, gone]);
    const problems = listProblems(change({ select: { ...announcement.select, weights: 'tickets' } }), {
      ...lists,
      roster: odd,
    });
    expect(problems).toEqual(
      expect.arrayContaining([
        'roster: 2 leaves, announced were 24',
        'roster: 1 excluded as GONE, announced were 0',
        'roster: 1 eligible, announced were 20',
        'roster: 0 excluded as FREQ, announced were 2',
        `roster: ${entry.id} has weight 300, at most 255`,
        `roster: ${entry.id} is eligible in s, which is no announced stratum`,
        'stratum hazchem: max 7, but 0 are eligible',
      ]),
    );
  });

  it('may weigh an enterprise 255 tickets, and any number where weights are not tickets', () => {
    const weighed = (weights: Announcement['select']['weights'], weight: number): string[] =>
      listProblems(change({ select: { ...announcement.select, weights } }), {
        ...lists,
        roster: commitRoster(suite, bytes32('salt'), [{ ...entry, weight }]),
      }).filter((problem) => problem.includes('weight'));
    expect(weighed('tickets', 255)).toEqual([]);
    expect(weighed('tickets', 256)).toEqual([`roster: ${entry.id} has weight 256, at most 255`]);
    for (const weights of ['none', 'explog'] as const) expect(weighed(weights, 256)).toEqual([]);
  });

  it('stand in their order, each of them, and what is out of it is said once', () => {
    const turned = <L>({ leaves, ...list }: CommittedList<L>): CommittedList<L> => ({
      ...list,
      leaves: leaves.toReversed(),
    });
    const { announcement: small, lists: few } = scene({ enterprises: 20 });
    const said = (bent: Partial<DrawLists>): string[] =>
      listProblems(small, { ...few, ...bent }).filter((problem) => problem.includes('stands after'));
    expect(said({})).toEqual([]);
    expect(said({ roster: turned(few.roster) })).toHaveLength(few.roster.size - 1);
    expect(said({ officers: turned(few.officers) })).toHaveLength(few.officers.size - 1);
    expect(said({ conflicts: turned(few.conflicts) })).toHaveLength(few.conflicts.size - 1);
  });

  it('are read line by line, with the line named', () => {
    expect(() => parseLeaves(suite, utf8('{}\n'), personShape, 'officers')).toThrow(
      'officers line 1: $: id is missing',
    );
    expect(() => parseLeaves(suite, utf8('{}'), personShape, 'officers')).toThrow('the last line does not end');
  });
});

describe('the seed', () => {
  it('may lack a share if the announcement says so, and nothing else', () => {
    const { 'party:leader': leader, ...one } = values;
    expect(leader).toBeDefined();
    expect(deriveSeed(announcement, one).sources[0]).toEqual({ id: 'party:leader' });
    const { dice, ...none } = values;
    expect(dice).toBeDefined();
    expect(() => deriveSeed(announcement, none)).toThrow('dice has no value, and may not be skipped');
  });
});

describe('the draw', () => {
  it('is another one for every other seed, but always complete', () => {
    const roots = ['0', '1', '2'].map((digit) =>
      computeDraw({ announcement, ...lists, values: { ...values, dice: digit.repeat(20) } }),
    );
    expect(new Set(roots.map(({ resultHash }) => resultHash)).size).toBe(3);
    for (const { outcomes } of roots) expect(outcomes.filter(({ outcome }) => outcome === 'selected')).toHaveLength(8);
  });

  it('takes no one from a stratum whose quota is nothing', () => {
    const change0 = (a: Announcement): Announcement => ({
      ...a,
      select: { ...a.select, strata: a.select.strata.map((s, i) => (i === 0 ? { ...s, a: 0, min: 0, max: 0 } : s)) },
    });
    const { draw } = scene({ change: change0 });
    expect(draw.details.strata[0]).toMatchObject({
      quota: 0,
      reserve: [expect.any(String), expect.any(String)] as unknown,
    });
    expect(draw.details.strata[0]).not.toHaveProperty('cutoff');
  });
});

describe('the narrowing audit', () => {
  it('is the same for everyone, counts every dummy draw and reports progress', () => {
    const seen: number[] = [];
    const report = auditNarrowing(announcement, lists, 40, (done) => seen.push(done));
    expect(seen).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(auditNarrowing(announcement, lists, 40)).toEqual(report);
    expect(report.enterprises.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(8 * 40);
  });

  it('counts dummy draws without a team: who was drawn, and that nobody came', () => {
    const { announcement: poor, lists: poorLists } = scene({ officerCap: 0 });
    const report = auditNarrowing(poor, poorLists, 5);
    expect(report.infeasible).toBe(5);
    expect(report.enterprises.reduce((sum, { drawn }) => sum + drawn, 0)).toBe(8 * 5);
    expect(report.enterprises.flatMap(({ places }) => places.map(({ most }) => most))).toEqual(
      report.enterprises.flatMap(() => [0, 0]),
    );
  });

  it('warns where one officer comes too often', () => {
    const report: NarrowingReport = {
      type: 'vdraw/1/narrowing',
      draw: 'd',
      seed: '',
      runs: 100,
      infeasible: 0,
      enterprises: [
        {
          id: 'A',
          drawn: 40,
          places: [
            { fits: 2, most: 21 },
            { fits: 20, most: 9 },
            { fits: 2, most: 20 },
          ],
        },
        { id: 'B', drawn: 29, places: [{ fits: 2, most: 29 }] },
      ],
    };
    expect(narrowPlaces(report).map(({ slot }) => slot)).toEqual(['A#0', 'A#1']);
  });
});

describe('shapes', () => {
  it('name what was expected', () => {
    expect(() => read(boolean, 1, 'x')).toThrow('x: $: expected true or false');
    expect(() => read(table(text()), { a: '' }, 'x')).toThrow('x: $.a: expected a text');
    expect(() => read(text(), 'e\u0301', 'x')).toThrow('expected a text');
  });
});
