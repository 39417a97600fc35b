/** From values to a drawn result: the seed, the draw, and the dummy draws of the narrowing audit. */
import { describe, expect, it } from 'vitest';
import type { Announcement } from './announcement.ts';
import { computeDraw, deriveSeed } from './draw.ts';
import { auditNarrowing, narrowPlaces, type NarrowingReport } from './narrowing.ts';
import { scene } from './testing/scene.ts';

const { announcement, lists, values } = scene({ withExperts: true });

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
