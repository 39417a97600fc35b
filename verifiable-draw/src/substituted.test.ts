/** What a substitution comes to (SPEC §19.4–19.6), worked out beside it from small lists. */
import { describe, expect, it } from 'vitest';
import type { ConflictLeaf, PersonLeaf, RosterLeaf } from './leaves.ts';
import { deriveKey } from './keys.ts';
import { fillPlaces, type Keys, type SubstitutionInputs } from './refill.ts';
import { read } from './shape.ts';
import { withHolders, type Standing } from './standing.ts';
import { orderProblems, substitute, substitutionShape } from './substitution.ts';
import { sha256Suite as suite } from './suite.ts';
import { drawOrder } from './tickets.ts';

const EVENT = 'e'.repeat(64);
const PRKS = Array.from({ length: 12 }, (_, n) => new Uint8Array(32).fill(n + 1));

const firm = (id: string, stratum = 'S', status: RosterLeaf['status'] = 'eligible'): RosterLeaf =>
  ({ id, stratum, status, weight: 1 }) as RosterLeaf;
const person = (id: string, ...tags: string[]): PersonLeaf => ({ id, tags, cap: 9, prior: 0 }) as unknown as PersonLeaf;

/** Two enterprises are visited, `E` by a team of three and two experts. */
const OFFICERS = ['a', 'b', 'c', 'd', 'f', 'g'].map((id) => person(id, 'valid'));
const EXPERTS = ['u', 'v', 'w', 'x', 'y'].map((id) => person(id, 'gas'));
function inputsOf(
  conflicts: readonly ConflictLeaf[] = [],
  expertConflicts: readonly ConflictLeaf[] = [],
): SubstitutionInputs {
  const places = (count: number, tag: string) => Array.from({ length: count }, () => ({ all: [tag] }));
  return {
    announcement: {
      draw: 'D-1',
      suite: 'vd1-sha256',
      select: { weights: 'none' },
      assign: { slots: { S: places(3, 'valid') }, experts: { S: places(2, 'gas') }, relax: [], balance: true },
    },
    lists: {
      roster: {
        leaves: [
          ...['E', 'F', 'N1', 'N2', 'N3', 'N4', 'N5'].map((id) => firm(id)),
          ...['O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7', 'O8'].map((id) => firm(id, 'T')),
          ...['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8'].map((id) => firm(id, 'S', 'excluded')),
        ],
      },
      officers: { leaves: OFFICERS },
      experts: { leaves: EXPERTS },
      conflicts: { leaves: conflicts },
      expertConflicts: { leaves: expertConflicts },
    },
    details: { teams: {} },
  } as unknown as SubstitutionInputs;
}
const STANDING: Standing = {
  visited: new Map([
    ['E', 'S'],
    ['F', 'S'],
  ]),
  drawn: new Set(['E', 'F', 'N5']),
  holders: {
    officer: new Map([
      ['E#0', 'a'],
      ['E#1', 'b'],
      ['E#2', 'c'],
      ['F#0', 'd'],
    ]),
    expert: new Map([
      ['E#0', 'u'],
      ['E#1', 'v'],
    ]),
  },
  out: { officer: new Set(), expert: new Set() },
  recused: { officer: [], expert: [] },
};
/** The five keys as SPEC §19.3 names them, for request 7. */
const keysOf = (prk: Uint8Array): Keys & { readonly ent: Uint8Array } => {
  const key = (purpose: string): Uint8Array => deriveKey(suite, prk, purpose);
  return {
    ent: key('ent/sub/7'),
    officer: { order: key('assign-order/sub/7'), pair: key('assign-pair/sub/7') },
    expert: { order: key('expert-order/sub/7'), pair: key('expert-pair/sub/7') },
  };
};
const SKIP = { request: 7, what: 'enterprise', enterprise: 'E', reason: 'CLOSED' } as const;
const barred = (ent: string, ...people: string[]): ConflictLeaf[] =>
  people.map((each) => ({ person: each, ent })) as ConflictLeaf[];

describe('a skipped enterprise', () => {
  it('gives way to the first by lot of its stratum that is eligible and was never drawn', () => {
    for (const prk of PRKS) {
      const { document, score, standing } = substitute(inputsOf(), STANDING, SKIP, EVENT, prk);
      expect(document.substitute).toBe(drawOrder(suite, keysOf(prk).ent, ['N1', 'N2', 'N3', 'N4'])[0]);
      expect(score).toMatch(/^[0-9a-f]{64}$/);
      expect([...standing.visited]).toEqual([
        ['F', 'S'],
        [document.substitute, 'S'],
      ]);
      expect(standing.drawn).toEqual(new Set(['E', 'F', 'N5', document.substitute]));
    }
    const next = new Set(PRKS.map((prk) => substitute(inputsOf(), STANDING, SKIP, EVENT, prk).document.substitute));
    expect(next.size).toBeGreaterThan(2);
  });

  it('hands over its team whole where nobody must keep away: nothing is drawn then', () => {
    for (const prk of PRKS) {
      const { document, trace } = substitute(inputsOf(), STANDING, SKIP, EVENT, prk);
      expect(trace).toEqual([]);
      expect(document).toEqual({
        type: 'vdraw/1/substitution',
        draw: 'D-1',
        request: 7,
        event: EVENT,
        what: 'enterprise',
        enterprise: 'E',
        substitute: document.substitute,
        officers: [
          { place: 0, person: 'a' },
          { place: 1, person: 'b' },
          { place: 2, person: 'c' },
        ],
        experts: [
          { place: 0, person: 'u' },
          { place: 1, person: 'v' },
        ],
      });
      expect(Object.keys(document)).not.toContain('place');
      expect(Object.keys(document)).not.toContain('person');
    }
  });

  it('keeps in their places those who may go on; the other places are filled by the keys of this request, officers first', () => {
    const everywhere = (...people: string[]): ConflictLeaf[] =>
      ['N1', 'N2', 'N3', 'N4'].flatMap((ent) => barred(ent, ...people));
    const inputs = inputsOf(everywhere('a', 'c'), everywhere('u', 'v'));
    for (const prk of PRKS) {
      const { document, standing, trace } = substitute(inputs, STANDING, SKIP, EVENT, prk);
      const { substitute: next = '', officers, experts } = document;
      expect(officers.map(({ place }) => place)).toEqual([0, 1, 2]);
      expect(officers[1]).toEqual({ place: 1, person: 'b' });
      // The same, step by step: b stays, then two places of officers, then two of experts.
      let by: Standing = {
        ...STANDING,
        visited: new Map([[next, 'S']]),
        holders: {
          officer: new Map([
            ['F#0', 'd'],
            [`${next}#1`, 'b'],
          ]),
          expert: new Map(),
        },
      };
      const first = fillPlaces(inputs, by, 'officer', next, [0, 2], keysOf(prk));
      by = withHolders(by, 'officer', first);
      const second = fillPlaces(inputs, by, 'expert', next, [0, 1], keysOf(prk));
      expect(trace).toEqual([...first, ...second]);
      expect(trace.map(({ slot }) => slot).toSorted()).toEqual([`${next}#0`, `${next}#0`, `${next}#1`, `${next}#2`]);
      expect(experts.map(({ person: who }) => who).every((who) => !['u', 'v'].includes(who))).toBe(true);
      expect([...standing.holders.officer.keys()].toSorted()).toEqual(['F#0', `${next}#0`, `${next}#1`, `${next}#2`]);
    }
  });

  it('is not replaced when its stratum has nobody left: no team, nothing drawn, one fewer to visit', () => {
    const { lists, ...rest } = inputsOf();
    const roster = { ...lists.roster, leaves: lists.roster.leaves.filter(({ id }) => !/^N[1-4]$/.test(id)) };
    const found = substitute({ ...rest, lists: { ...lists, roster } }, STANDING, SKIP, EVENT, PRKS[0] as Uint8Array);
    expect(found.document).toEqual({
      type: 'vdraw/1/substitution',
      draw: 'D-1',
      request: 7,
      event: EVENT,
      what: 'enterprise',
      enterprise: 'E',
      officers: [],
      experts: [],
    });
    expect(found.trace).toEqual([]);
    expect([...found.standing.visited.keys()]).toEqual(['F']);
    expect([...found.standing.holders.officer]).toEqual([['F#0', 'd']]);
    expect(found.standing.holders.expert.size).toBe(0);
  });
});

describe('a person who cannot go', () => {
  it.each([
    ['officer', 'a'],
    ['expert', 'u'],
  ] as const)(
    'an %s: the place is filled by the keys of this request, and the document says the whole team',
    (what, who) => {
      for (const prk of PRKS) {
        const order = { request: 7, what, enterprise: 'E', place: 0, person: who, reason: 'RECUSAL' };
        const { document, trace, score } = substitute(inputsOf(), STANDING, order, EVENT, prk);
        const holders = new Map([...STANDING.holders[what]].filter(([slot]) => slot !== 'E#0'));
        const left: Standing = {
          ...STANDING,
          holders: { ...STANDING.holders, [what]: holders },
          recused: { ...STANDING.recused, [what]: [{ officer: who, ent: 'E' }] },
        };
        const filled = fillPlaces(inputsOf(), left, what, 'E', [0], keysOf(prk));
        expect(trace).toEqual(filled);
        const team = { officers: document.officers, experts: document.experts };
        expect(document).toEqual({
          type: 'vdraw/1/substitution',
          draw: 'D-1',
          request: 7,
          event: EVENT,
          what,
          enterprise: 'E',
          place: 0,
          person: who,
          substitute: filled[0]?.officer,
          ...team,
        });
        expect(team[`${what}s`][0]).toEqual({ place: 0, person: filled[0]?.officer });
        expect([team.officers.length, team.experts.length]).toEqual([3, 2]);
        expect(score).toBeUndefined();
      }
    },
  );
});

describe('a request', () => {
  const ask = (change: object): string[] =>
    orderProblems(STANDING, {
      request: 7,
      what: 'officer',
      enterprise: 'E',
      place: 0,
      person: 'a',
      reason: 'LEAVE',
      ...change,
    });
  it('is of who holds the place, in the enterprise that is visited', () => {
    expect(ask({})).toEqual([]);
    expect(ask({ what: 'expert', person: 'u' })).toEqual([]);
    expect(ask({ person: 'b' })).toEqual(['E#0 is not held by b']);
    expect(ask({ what: 'expert' })).toEqual(['E#0 is not held by a']);
    expect(ask({ enterprise: 'N1' })).toEqual(['N1 is not among those to be visited']);
  });
  it('is not of an empty place, whoever is named or not', () => {
    expect(ask({ place: 9 })).toEqual(['E#9 is not held by a']);
    expect(ask({ place: 9, person: undefined })).toEqual(['E#9 is not held by undefined']);
  });
});

describe('the document', () => {
  const whole = {
    type: 'vdraw/1/substitution',
    draw: 'D-1',
    request: 1,
    event: EVENT,
    what: 'officer',
    enterprise: '91120111MA0000001X',
    place: 0,
    person: 'ZF-001',
    substitute: 'ZF-002',
    officers: [{ place: 0, person: 'ZF-002' }],
    experts: [],
  };
  it('is read as SPEC §19.6 has it, with or without place, person and substitute', () => {
    expect(read(substitutionShape, whole, 'x')).toBe(whole);
    for (const what of ['enterprise', 'expert'])
      expect(() => read(substitutionShape, { ...whole, what }, 'x')).not.toThrow();
    const { place: _place, person: _person, substitute: _substitute, ...bare } = whole;
    expect(() => read(substitutionShape, bare, 'x')).not.toThrow();
  });
  it.each([
    { type: 'vdraw/2/substitution' },
    { draw: 'with space' },
    { request: 0 },
    { event: 'E'.repeat(64) },
    { what: 'vehicle' },
    { enterprise: 'lower' },
    { place: -1 },
    { person: 'lower' },
    { substitute: 'lower' },
    { officers: [{ place: -1, person: 'ZF-002' }] },
    { officers: [{ place: 0, person: 'lower' }] },
    { officers: [{ place: 0 }] },
    { officers: [{ place: 0, person: 'ZF-002', more: 1 }] },
    { experts: undefined },
    { more: 1 },
  ])('is refused with %j', (change) => {
    expect(() => read(substitutionShape, { ...whole, ...change }, 'x')).toThrow();
  });
});
