import { describe, expect, it } from 'vitest';
import type { DrawLists } from './lists.ts';
import type { DetailsDocument } from './result.ts';
import {
  barredAt,
  loadsOf,
  standingOf,
  STAFF,
  teamAt,
  withHolders,
  withoutEnterprise,
  withoutPerson,
  type Standing,
} from './standing.ts';

const step = (slot: string, officer: string) => ({ slot, officer, skipped: [] });
const drawn = (id: string, stratum: string) => ({ id, stratum, rank: 1, score: 'ab'.repeat(32) });

/** Two enterprises, two officers each, one expert at the second. */
const DETAILS: DetailsDocument = {
  type: 'vdraw/1/details',
  draw: 'd1',
  announcement: 'ab'.repeat(32),
  sources: [],
  prk: 'ab'.repeat(32),
  strata: [],
  selected: [drawn('E1', 'a'), drawn('E2', 'b')],
  teams: {
    feasible: true,
    phi: 0,
    loads: {},
    trace: [step('E1#0', 'O1'), step('E2#0', 'O3'), step('E1#1', 'O2'), step('E2#1', 'O1')],
  },
  // Of experts the later place may be filled first.
  experts: { phi: 0, loads: {}, trace: [step('E2#1', 'X2'), step('E2#0', 'X1')], unfilled: [] },
};

/** Lists of which only the conflicts matter here. */
function listsWith(officers: DrawLists['conflicts']['leaves'], experts?: DrawLists['conflicts']['leaves']): DrawLists {
  return {
    roster: uncommitted([]),
    officers: uncommitted([]),
    conflicts: uncommitted(officers),
    ...(experts === undefined ? {} : { expertConflicts: uncommitted(experts) }),
  };
}
const uncommitted = <T>(leaves: readonly T[]) => ({ root: '', hashes: [], size: leaves.length, leaves });
const conflict = (person: string, ent: string) => ({ person, ent, reason: 'KIN', registeredAt: '', salt: '' });

const entries = (map: ReadonlyMap<string, string>) => Object.fromEntries(map);
const start = standingOf(DETAILS);
const everything = ({ visited, drawn: ever, holders, out, recused }: Standing) => ({
  visited: entries(visited),
  drawn: [...ever],
  officers: entries(holders.officer),
  experts: entries(holders.expert),
  out: STAFF.map((staff) => [...out[staff]]),
  recused,
});

describe('after its result alone, a draw', () => {
  it('stands with everyone drawn to be visited, every place held, nobody out and nobody recused', () => {
    expect(everything(start)).toEqual({
      visited: { E1: 'a', E2: 'b' },
      drawn: ['E1', 'E2'],
      officers: { 'E1#0': 'O1', 'E1#1': 'O2', 'E2#0': 'O3', 'E2#1': 'O1' },
      experts: { 'E2#0': 'X1', 'E2#1': 'X2' },
      out: [[], []],
      recused: { officer: [], expert: [] },
    });
  });

  it('has no expert where it has no experts', () => {
    const { experts: _none, ...without } = DETAILS;
    expect(standingOf(without).holders.expert.size).toBe(0);
  });

  it('names the team of an enterprise in the order of its places', () => {
    expect(teamAt(start, 'officer', 'E2')).toEqual([
      { place: 0, person: 'O3' },
      { place: 1, person: 'O1' },
    ]);
    expect(teamAt(start, 'expert', 'E2').map(({ person }) => person)).toEqual(['X1', 'X2']);
    expect(teamAt(start, 'expert', 'E1')).toEqual([]);
  });

  it('counts the places each person holds', () => {
    expect(Object.fromEntries(loadsOf(start, 'officer'))).toEqual({ O1: 2, O2: 1, O3: 1 });
    expect(Object.fromEntries(loadsOf(start, 'expert'))).toEqual({ X1: 1, X2: 1 });
  });
});

describe('when somebody leaves a place', () => {
  const place = { enterprise: 'E2', place: 1, person: 'O1' };

  it('who is recused keeps his other places and is barred from this enterprise alone', () => {
    const after = withoutPerson(start, 'officer', { ...place, reason: 'RECUSAL' });
    expect(everything(after)).toEqual({
      ...everything(start),
      officers: { 'E1#0': 'O1', 'E1#1': 'O2', 'E2#0': 'O3' },
      recused: { officer: [{ officer: 'O1', ent: 'E2' }], expert: [] },
    });
    expect([...barredAt(listsWith([]), after, 'officer', 'E2')]).toEqual(['O1']);
    expect([...barredAt(listsWith([]), after, 'officer', 'E1')]).toEqual([]);
    const twice = withoutPerson(after, 'officer', { ...place, place: 0, person: 'O3', reason: 'RECUSAL' });
    expect(twice.recused.officer.map(({ officer }) => officer)).toEqual(['O1', 'O3']);
  });

  it('who leaves for another reason is out of the draw, barred everywhere', () => {
    const after = withoutPerson(start, 'officer', { ...place, reason: 'ILLNESS' });
    expect(everything(after)).toEqual({
      ...everything(start),
      officers: { 'E1#0': 'O1', 'E1#1': 'O2', 'E2#0': 'O3' },
      out: [['O1'], []],
    });
    expect([...barredAt(listsWith([]), after, 'officer', 'E1')]).toEqual(['O1']);
    const twice = withoutPerson(after, 'officer', { ...place, place: 0, person: 'O3', reason: 'ILLNESS' });
    expect([...twice.out.officer]).toEqual(['O1', 'O3']);
  });

  it('an expert leaves the officers as they are', () => {
    const after = withoutPerson(start, 'expert', { enterprise: 'E2', place: 0, person: 'X1', reason: 'ILLNESS' });
    expect(everything(after)).toEqual({ ...everything(start), experts: { 'E2#1': 'X2' }, out: [[], ['X1']] });
    expect([...barredAt(listsWith([]), after, 'officer', 'E2')]).toEqual([]);
  });
});

describe('who may not go to an enterprise', () => {
  it('is also who was in conflict with it before the draw: officers by their list, experts by theirs', () => {
    const lists = listsWith([conflict('O9', 'E1'), conflict('O8', 'E2')], [conflict('X9', 'E1')]);
    expect([...barredAt(lists, start, 'officer', 'E1')]).toEqual(['O9']);
    expect([...barredAt(lists, start, 'officer', 'E2')]).toEqual(['O8']);
    expect([...barredAt(lists, start, 'expert', 'E1')]).toEqual(['X9']);
    expect([...barredAt(listsWith([conflict('O9', 'E1')]), start, 'expert', 'E1')]).toEqual([]);
  });
});

describe('an enterprise that is skipped', () => {
  it('is not visited any more and its places are nobody’s, but it stays among those once drawn', () => {
    expect(everything(withoutEnterprise(start, 'E2'))).toEqual({
      ...everything(start),
      visited: { E1: 'a' },
      officers: { 'E1#0': 'O1', 'E1#1': 'O2' },
      experts: {},
    });
  });
});

describe('places that are filled', () => {
  it('are held beside the others, or by another than before', () => {
    const after = withHolders(start, 'expert', [step('E1#0', 'X3'), step('E2#1', 'X4')]);
    expect(everything(after)).toEqual({
      ...everything(start),
      experts: { 'E1#0': 'X3', 'E2#0': 'X1', 'E2#1': 'X4' },
    });
  });
});
