/** The narrowing audit against dummy draws counted one by one (SPEC §13). */
import { describe, expect, it } from 'vitest';
import { bigEndian, concat, fromHex, toHex, utf8 } from './bytes.ts';
import { selectAll, teamsOf } from './draw.ts';
import { deriveKeys } from './keys.ts';
import { crewsOf } from './means/teams.ts';
import { auditNarrowing, narrowPlaces, narrowingShape, type NarrowingReport, type PlaceOdds } from './narrowing.ts';
import { read } from './shape.ts';
import { sha256Suite as suite } from './suite.ts';
import { scene } from './testing/scene.ts';

const { announcement, lists } = scene();
const RUNS = 24;
const report = auditNarrowing(announcement, lists, RUNS);

describe('the audit', () => {
  /** The seed as SPEC has it: from the three roots, behind its name. */
  const seed = suite.hash(
    concat(
      utf8('vdraw/1/narrowing\0'),
      ...[announcement.roster, announcement.officers, announcement.conflicts].map(({ root }) => fromHex(root, 32)),
    ),
  );

  it('takes its seed from the lists, so that nobody chooses it', () => {
    expect(report.seed).toBe(toHex(seed));
    const other = { ...announcement, conflicts: { ...announcement.conflicts, root: 'f'.repeat(64) } };
    expect(auditNarrowing(other, lists, 1).seed).not.toBe(report.seed);
  });

  it('counts who was drawn and who came to each place, over dummy draws that anybody can repeat', () => {
    const drawn = new Map<string, number>();
    const came = new Map<string, Map<string, number>>();
    for (let run = 0; run < RUNS; run += 1) {
      const keys = deriveKeys(suite, suite.hash(seed, bigEndian(run, 4)));
      const { selected } = selectAll(suite, keys, announcement.select, lists.roster.leaves);
      const crews = crewsOf(teamsOf(suite, keys, lists, announcement.assign, selected));
      for (const { id } of selected) {
        drawn.set(id, (drawn.get(id) ?? 0) + 1);
        for (const [place, officer] of (crews.get(id)?.officers ?? []).entries()) {
          const slot = `${id}#${place}`;
          const times = came.get(slot) ?? new Map<string, number>();
          came.set(slot, times.set(officer, (times.get(officer) ?? 0) + 1));
        }
      }
    }
    expect(report.infeasible).toBe(0);
    expect(report.enterprises.map(({ id, drawn: times }) => [id, times])).toEqual(
      [...drawn].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    for (const { id, places } of report.enterprises) {
      expect(places).toHaveLength(2);
      for (const [place, { most }] of places.entries())
        expect(most, `${id}#${place}`).toBe(
          Math.max(...(came.get(`${id}#${place}`) ?? new Map<string, number>()).values()),
        );
    }
    expect(report.enterprises.some(({ places }) => places.some(({ most }) => most > 1))).toBe(true);
  });

  it('says how many officers fit each place: who has its tags and no conflict there', () => {
    for (const { id, places } of report.enterprises) {
      const leaf = lists.roster.leaves.find((each) => each.id === id);
      const stratum = leaf?.status === 'eligible' ? leaf.stratum : '';
      for (const [place, { fits }] of places.entries()) {
        const tags = announcement.assign.slots[stratum ?? '']?.[place]?.all ?? [];
        const able = lists.officers.leaves.filter(
          (officer) =>
            tags.every((tag) => officer.tags.includes(tag)) &&
            !lists.conflicts.leaves.some(({ person, ent }) => person === officer.id && ent === id),
        );
        expect(fits, `${id}#${place}`).toBe(able.length);
      }
    }
  });

  it('is a document of its shape', () => {
    expect(read(narrowingShape, report, 'x')).toBe(report);
    const [first] = report.enterprises;
    for (const change of [
      { type: 'vdraw/2/narrowing' },
      { draw: '' },
      { seed: 'x' },
      { runs: 0 },
      { runs: 100_001 },
      { infeasible: -1 },
      { enterprises: [{ ...first, drawn: 0 }] },
      { enterprises: [{ ...first, id: 'lower' }] },
      { enterprises: [{ ...first, places: [{ fits: -1, most: 0 }] }] },
      { enterprises: [{ ...first, places: [{ fits: 0, most: -1 }] }] },
    ])
      expect(() => read(narrowingShape, { ...report, ...change }, 'x'), JSON.stringify(change)).toThrow();
  });
});

describe('a narrow place', () => {
  const narrow = (drawn: number, odds: PlaceOdds): boolean => {
    const one: NarrowingReport = { ...report, enterprises: [{ id: 'A', drawn, places: [odds] }] };
    return narrowPlaces(one).length === 1;
  };
  it('is one to which somebody came more than half of the times', () => {
    expect([narrow(40, { fits: 2, most: 20 }), narrow(40, { fits: 2, most: 21 })]).toEqual([false, true]);
  });
  it('or more than four times as often as with equal chances', () => {
    expect([narrow(40, { fits: 20, most: 8 }), narrow(40, { fits: 20, most: 9 })]).toEqual([false, true]);
  });
  it('and a share of fewer than thirty draws says nothing', () => {
    expect([narrow(29, { fits: 2, most: 29 }), narrow(30, { fits: 2, most: 30 })]).toEqual([false, true]);
  });
});
