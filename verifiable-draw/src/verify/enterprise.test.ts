import { describe, expect, it } from 'vitest';
import { readBundle, type Bundle } from '../bundle-reading.ts';
import { toHex } from '../bytes.ts';
import { deriveSeed } from '../draw.ts';
import type { OutcomeLeaf } from '../result.ts';
import { scoresOf } from '../select.ts';
import { suiteOf } from '../suite.ts';
import { scene, type Scene } from '../testing/scene.ts';
import { checkEnterprise, type EnterpriseCheck } from './enterprise.ts';

const good = scene({ withExperts: true });
const bundle = readBundle(good.files);
const idOf = ({ draw }: Scene, outcome: OutcomeLeaf['outcome']): string =>
  draw.outcomes.find((leaf) => leaf.outcome === outcome)?.id ?? '';
const leafOf = ({ lists }: Scene, id: string) => lists.roster.leaves.find((leaf) => leaf.id === id);
/** The number of an enterprise, from the values of the sources. */
const ticketOf = ({ announcement, values, lists }: Scene, id: string): string => {
  const leaf = lists.roster.leaves.filter((each) => each.id === id);
  const { keys } = deriveSeed(announcement, values);
  const [score] = scoresOf(suiteOf(announcement.suite), keys.ent, leaf, announcement.select.weights);
  return toHex(score ?? new Uint8Array());
};
const withOutcome = (id: string, change: Partial<OutcomeLeaf>): Bundle =>
  ({
    ...bundle,
    outcomes: {
      ...bundle.outcomes,
      leaves: bundle.outcomes?.leaves.map((leaf) => (leaf.id === id ? { ...leaf, ...change } : leaf)),
    },
  }) as Bundle;
const consistent = (of: Bundle, id: string): boolean | undefined => checkEnterprise(of, id)?.isConsistent;

describe('what an enterprise is told', () => {
  it.each(['selected', 'not'] as const)('when it stood in a stratum and was: %s', (outcome) => {
    const id = idOf(good, outcome);
    const leaf = leafOf(good, id);
    const stratum = good.draw.details.strata.find((each) => each.id === leaf?.stratum);
    const isDrawn = outcome === 'selected';
    const found = good.draw.outcomes.find((each) => each.id === id);
    const expected: EnterpriseCheck = {
      id,
      listed: 1,
      status: 'eligible',
      stratum: leaf?.stratum ?? '',
      ticket: ticketOf(good, id),
      cutoff: stratum?.cutoff ?? '',
      eligible: stratum?.eligible ?? 0,
      quota: stratum?.quota ?? 0,
      isDrawn,
      standing: isDrawn ? 'drawn' : 'not',
      officers: found?.officers ?? [],
      experts: found?.experts ?? [],
      isConsistent: true,
      ...(isDrawn ? { rank: good.draw.details.selected.find((each) => each.id === id)?.rank ?? 0 } : {}),
    };
    expect(checkEnterprise(bundle, id)).toStrictEqual(
      found?.rank === undefined ? expected : { ...expected, rank: found.rank },
    );
    expect(isDrawn === ticketOf(good, id) <= (stratum?.cutoff ?? '')).toBe(true);
  });

  it.each(['FREQ', 'CLOSED'] as const)('when it was excluded as %s', (reason) => {
    const leaf = good.lists.roster.leaves.find((each) => each.reason === reason);
    expect(checkEnterprise(bundle, leaf?.id ?? '')).toStrictEqual({
      id: leaf?.id,
      listed: 1,
      status: 'excluded',
      reason,
      isDrawn: false,
      standing: 'not',
      officers: [],
      experts: [],
      isConsistent: true,
      ...(leaf?.ref === undefined ? {} : { ref: leaf.ref }),
      ...(leaf?.stratum === undefined ? {} : { stratum: leaf.stratum }),
      ...(leaf?.stratum === undefined
        ? {}
        : { cutoff: good.draw.details.strata.find(({ id }) => id === leaf.stratum)?.cutoff }),
    });
  });

  it('the same as the result says, each of them: drawn or not, by whom visited', () => {
    for (const { id, outcome, officers, experts } of good.draw.outcomes)
      expect(checkEnterprise(bundle, id)).toMatchObject({
        isDrawn: outcome === 'selected',
        officers: officers ?? [],
        experts: experts ?? [],
        isConsistent: true,
      });
    expect(good.draw.outcomes.some(({ experts }) => (experts ?? []).length > 0)).toBe(true);
  });

  it('when it was not in the list: nothing', () => {
    expect(checkEnterprise(bundle, 'DIR-9999')).toBeUndefined();
  });

  it('that something is wrong when it stands twice', () => {
    const [leaf] = good.lists.roster.leaves.filter(({ id }) => id === idOf(good, 'selected'));
    const leaves = leaf === undefined ? [] : [...good.lists.roster.leaves, leaf];
    const twice = { ...bundle, lists: { ...bundle.lists, roster: { ...bundle.lists.roster, leaves } } };
    expect(checkEnterprise(twice, leaf?.id ?? '')).toMatchObject({ listed: 2, isConsistent: false });
  });

  it('that something is wrong when its outcome is not what its number says', () => {
    const [drawn, other] = [idOf(good, 'selected'), idOf(good, 'not')];
    expect(consistent(withOutcome(drawn, { outcome: 'not' }), drawn)).toBe(false);
    expect(consistent(withOutcome(other, { outcome: 'selected' }), other)).toBe(false);
    expect(consistent(withOutcome(other, { score: '00'.repeat(32) }), other)).toBe(false);
    const gone = bundle.outcomes?.leaves.filter(({ id }) => id !== other) ?? [];
    const missing = { ...bundle, outcomes: { ...bundle.outcomes, leaves: gone } } as Bundle;
    expect(checkEnterprise(missing, other)).toMatchObject({ isDrawn: false, isConsistent: false });
  });

  it('of a stratum that gave nobody: no number of the last one drawn', () => {
    const empty = scene({
      change: (a) => ({
        ...a,
        select: {
          ...a.select,
          strata: a.select.strata.map((s, i) => (i === 0 ? { ...s, a: 0, min: 0, max: 0 } : s)),
          reserve: 0,
        },
      }),
    });
    const [first] = empty.announcement.select.strata;
    const leaf = empty.lists.roster.leaves.find(
      ({ stratum, status }) => stratum === first?.id && status === 'eligible',
    );
    const check = checkEnterprise(readBundle(empty.files), leaf?.id ?? '');
    expect(check).toMatchObject({ isDrawn: false, isConsistent: true, quota: 0 });
    expect(check).not.toHaveProperty('cutoff');
  });

  it('where weights count, nothing of its number against the last one drawn', () => {
    const weighed = scene({ change: (a) => ({ ...a, select: { ...a.select, weights: 'explog' } }) });
    const read = readBundle(weighed.files);
    for (const { id } of weighed.draw.outcomes) expect(checkEnterprise(read, id)?.isConsistent).toBe(true);
  });
});
