/** Who fills the open places of one enterprise, everything else of the draw frozen (SPEC §19.4), by hand. */
import { describe, expect, it } from 'vitest';
import { fillPlaces, templateOf, type Keys, type SubstitutionInputs } from './refill.ts';
import type { PersonLeaf } from './leaves.ts';
import type { Standing } from './standing.ts';
import { sha256Suite as suite } from './suite.ts';
import { drawOrder, ticket } from './tickets.ts';

const KEYS = Array.from({ length: 24 }, (_, n): Keys => {
  const key = (more: number): Uint8Array => new Uint8Array(32).fill(4 * n + more);
  return { officer: { order: key(0), pair: key(1) }, expert: { order: key(2), pair: key(3) } };
});

interface Person {
  readonly id: string;
  readonly tags?: readonly string[];
  readonly cap?: number;
  readonly prior?: number;
}
interface Situation {
  readonly officers?: readonly Person[];
  readonly experts?: readonly Person[];
  /** Tags that each place of the enterprise asks for. */
  readonly places?: readonly (readonly string[])[];
  /** Who holds which place, at `E` or elsewhere. */
  readonly held?: Readonly<Record<string, string>>;
  readonly barred?: readonly string[];
  readonly relax?: readonly string[];
  /** The step of the ladder that the result took. */
  readonly relaxed?: string;
}

const leaf = ({ id, tags = ['valid'], cap = 1, prior = 0 }: Person): PersonLeaf =>
  ({ id, tags, cap, prior }) as PersonLeaf;

/** Who takes the open places of `E`, by slot. */
function fill(
  staff: 'officer' | 'expert',
  open: readonly number[],
  given: Situation,
  keys: Keys,
): Record<string, string> {
  const { officers = [], experts = [], places = [['valid']], held = {}, barred = [], relax = [], relaxed } = given;
  const slots = { S: places.map((all) => ({ all })) };
  const inputs = {
    announcement: {
      suite: 'vd1-sha256',
      assign: { slots, experts: slots, relax, balance: true, conflictScope: 'post' },
    },
    lists: {
      officers: { leaves: officers.map(leaf) },
      experts: { leaves: experts.map(leaf) },
      conflicts: { leaves: [] },
      expertConflicts: { leaves: [] },
    },
    details: { teams: relaxed === undefined ? {} : { relaxed } },
  } as unknown as SubstitutionInputs;
  const none = { officer: new Map<string, string>(), expert: new Map<string, string>() };
  const standing: Standing = {
    visited: new Map([['E', 'S']]),
    drawn: new Set(['E']),
    holders: { ...none, [staff]: new Map(Object.entries(held)) },
    out: { officer: new Set(), expert: new Set(), [staff]: new Set(barred) },
    recused: { officer: [], expert: [] },
  };
  return Object.fromEntries(
    fillPlaces(inputs, standing, staff, 'E', open, keys).map(({ slot, officer }) => [slot, officer]),
  );
}

/** What comes out under each of the keys, without repetition. */
const outcomes = (staff: 'officer' | 'expert', open: readonly number[], given: Situation): unknown[] => [
  ...new Map(
    KEYS.map((keys) => fill(staff, open, given, keys)).map((found) => [JSON.stringify(found), found]),
  ).values(),
];

describe('an open place', () => {
  it('goes to somebody who fits, has room, and is not barred; by any key', () => {
    const officers = [{ id: 'fits' }, { id: 'untagged', tags: [] }, { id: 'full', cap: 2 }, { id: 'barred' }];
    const held = { 'X#0': 'full', 'Y#0': 'full' };
    expect(outcomes('officer', [0], { officers, held, barred: ['barred'] })).toEqual([{ 'E#0': 'fits' }]);
  });

  it('goes to one of those with the least load, earlier years counted; among them the key decides', () => {
    const officers = [
      { id: 'a', cap: 9, prior: 2 },
      { id: 'b', cap: 9, prior: 1 },
      { id: 'c', cap: 9, prior: 3 },
    ];
    expect(outcomes('officer', [0], { officers, held: { 'X#0': 'b' } })).toHaveLength(2);
    expect(outcomes('officer', [0], { officers, held: { 'X#0': 'b', 'Y#0': 'b' } })).toEqual([{ 'E#0': 'a' }]);
  });

  it('never goes to somebody of the team that stays', () => {
    const officers = [
      { id: 'lead', cap: 9 },
      { id: 'other', cap: 9, prior: 5 },
    ];
    const given = { officers, places: [['valid'], ['valid']], held: { 'E#0': 'lead' } };
    expect(outcomes('officer', [1], given)).toEqual([{ 'E#1': 'other' }]);
  });

  it('is filled as if the places that are held were not there', () => {
    const officers = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
    const held = { 'E#0': 'lead', 'E#2': 'third' };
    const given = {
      officers: [...officers, { id: 'lead' }, { id: 'third' }],
      places: [['valid'], ['valid'], ['valid']],
      held,
    };
    expect(outcomes('officer', [1], given)).toHaveLength(4);
    // Whoever is the only one that fits is not spent on a place that nobody has to take.
    const only = {
      officers: [{ id: 'only' }, { id: 'lead' }],
      places: [['valid'], ['valid']],
      held: { 'E#0': 'lead' },
    };
    expect(outcomes('officer', [1], only)).toEqual([{ 'E#1': 'only' }]);
    // A place that is held asks for nothing here, and yet takes nobody: the open one goes to the first by its own tickets.
    const beside = { officers: [...officers, { id: 'lead' }], places: [[], ['valid']], held: { 'E#0': 'lead' } };
    for (const keys of KEYS) {
      const place = ticket(suite, keys.officer.pair, 0, 'E#1');
      expect(fill('officer', [1], beside, keys)).toEqual({ 'E#1': drawOrder(suite, place, ['a', 'b', 'c', 'd'])[0] });
    }
  });

  it('stays empty when nobody fits', () => {
    expect(outcomes('officer', [0], { officers: [{ id: 'untagged', tags: [] }] })).toEqual([{}]);
  });
});

describe('the ladder that was announced', () => {
  const full = { officers: [{ id: 'full' }], held: { 'X#0': 'full', 'Y#0': 'full', 'Z#0': 'full' } };
  it('is climbed when nobody has room, as far as it goes', () => {
    expect(outcomes('officer', [0], full)).toEqual([{}]);
    expect(outcomes('officer', [0], { ...full, relax: ['cap+1', 'cap+2'] })).toEqual([{}]);
    expect(outcomes('officer', [0], { ...full, relax: ['cap+1', 'cap+3'] })).toEqual([{ 'E#0': 'full' }]);
  });
  it('begins with the step that the result took: who has room by it counts as having room', () => {
    const officers = [{ id: 'even' }, { id: 'busy', prior: 5 }];
    const given = { officers, held: { 'X#0': 'even' }, relax: ['cap+1', 'cap+9'] };
    // Load 1 against 5; without the step the first has no room.
    expect(outcomes('officer', [0], given)).toEqual([{ 'E#0': 'busy' }]);
    expect(outcomes('officer', [0], { ...given, relaxed: 'cap+1' })).toEqual([{ 'E#0': 'even' }]);
  });
  it('goes on from there, never back', () => {
    expect(outcomes('officer', [0], { ...full, relaxed: 'cap+1', relax: ['cap+1', 'cap+3'] })).toEqual([
      { 'E#0': 'full' },
    ]);
    expect(outcomes('officer', [0], { ...full, relaxed: 'cap+2', relax: ['cap+1', 'cap+2'] })).toEqual([{}]);
  });
});

describe('places of experts', () => {
  const places = [['fire'], ['gas']];
  it('are optional: each is filled for which there is somebody', () => {
    expect(outcomes('expert', [0, 1], { places, experts: [{ id: 'g', tags: ['gas'] }] })).toEqual([{ 'E#1': 'g' }]);
  });
  it('know no ladder: a cap is a cap', () => {
    const experts = [{ id: 'g', tags: ['gas'] }];
    expect(
      outcomes('expert', [1], { places, experts, held: { 'X#0': 'g' }, relax: ['cap+9'], relaxed: 'cap+9' }),
    ).toEqual([{}]);
  });
  it('are drawn by their own keys, from their own list', () => {
    const people = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, tags: ['gas'] }));
    const other = { officers: people, experts: [], places };
    expect(outcomes('expert', [1], other)).toEqual([{}]);
    const [one, two] = KEYS;
    if (one === undefined || two === undefined) throw new Error('there are keys');
    const given = { experts: people, places };
    const mixed = { officer: two.officer, expert: one.expert };
    expect(fill('expert', [1], given, mixed)).toEqual(fill('expert', [1], given, one));
  });
});

describe('the places of an enterprise', () => {
  const announcement = {
    assign: { slots: { S: [{ all: ['valid'] }] }, experts: { S: [{ all: ['fire'] }] } },
  } as unknown as SubstitutionInputs['announcement'];
  it('are those of its stratum, of fixed teams those of every team, of experts their own, or none', () => {
    expect(templateOf(announcement, 'officer', 'S')).toEqual([{ all: ['valid'] }]);
    expect(templateOf(announcement, 'expert', 'S')).toEqual([{ all: ['fire'] }]);
    expect(templateOf(announcement, 'officer', 'T')).toEqual([]);
    const slots = [{ all: ['lead'] }, { all: ['valid'] }];
    const fixed = { assign: { ...announcement.assign, teams: { slots } } } as unknown as typeof announcement;
    expect(templateOf(fixed, 'officer', 'S')).toEqual(slots);
    expect(templateOf(fixed, 'expert', 'S')).toEqual([{ all: ['fire'] }]);
    const without = { assign: { slots: {} } } as unknown as typeof announcement;
    expect(templateOf(without, 'expert', 'S')).toEqual([]);
  });
});
