/** Lists as they are committed: their order, their leaves, and whether they are the announced ones. */
import { isCreditCode } from './credit-code.ts';
import { describe, expect, it } from 'vitest';
import type { Announcement } from './announcement.ts';
import { computeDraw } from './draw.ts';
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
import { utf8 } from './bytes.ts';
import { sha256Suite as suite } from './suite.ts';
import { bytes32 } from './testing/log.ts';
import { creditCode, scene } from './testing/scene.ts';

const { announcement, lists, values } = scene({ withExperts: true });
const change = (part: Partial<Announcement>): Announcement => ({ ...announcement, ...part });

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
