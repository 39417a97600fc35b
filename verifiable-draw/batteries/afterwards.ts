/** Bundles of draws that went on after their result, that are sealed, or that have more than enterprises and officers. @module */
import { teamAt } from '../src/standing.ts';
import { after, codeOf, otcOf, sealedFiles, sealedOptions, type Ask } from '../src/testing/after.ts';
import { TEAMS, withMeans } from '../src/testing/means-scene.ts';
import type { SceneOptions } from '../src/testing/scene.ts';

const recusal: Ask = {
  order: (standing) => {
    const [enterprise = ''] = [...standing.visited.keys()];
    const [lead] = teamAt(standing, 'officer', enterprise);
    return { what: 'officer', enterprise, place: 0, person: lead?.person ?? '', reason: 'RECUSAL' };
  },
};
const skip: Ask = {
  order: (standing) => ({ what: 'enterprise', enterprise: [...standing.visited.keys()][1] ?? '', reason: 'CLOSED' }),
};
const HOLDERS = ['a', 'b'] as const;
const byCodes = (ask: Ask, request: number, index: number): Ask => ({
  ...ask,
  sources: HOLDERS.map((holder) => otcOf(holder, index, `fresh:${request}:${holder}`)),
  values: Object.fromEntries(HOLDERS.map((holder) => [`fresh:${request}:${holder}`, { value: codeOf(holder, index) }])),
});
const opening = { kind: 'draw.open', at: '2026-03-09T00:00:00Z', facts: {} };
const asks = [byCodes(skip, 1, 4), byCodes(recusal, 2, 5)];
/** An officer and an enterprise replaced by dice. */
export const substituted = after({ withExperts: true }, [recusal, skip]);
/** Draws after their result: what was substituted, what is still sealed, what was opened. */
export const AFTERWARDS: readonly (readonly [string, ReadonlyMap<string, Uint8Array>])[] = [
  ['with substitutions by dice', substituted.files],
  ['that is sealed', sealedFiles(after(sealedOptions, asks))],
  ['that was opened', after({ ...sealedOptions, bend: (deeds) => [...deeds, opening] }, asks).files],
];

/** Draws with days, vehicles and devices. */
export const WITH_MEANS: readonly (readonly [string, SceneOptions])[] = [
  ['with means', withMeans({ withExperts: true })],
  ['with teams, audited for narrowing', withMeans({ narrowingRuns: 20 }, { teams: TEAMS })],
  ['whose teams were formed again and again in vain', withMeans({ narrowingRuns: 3 }, { teams: { ...TEAMS, cap: 1 } })],
  ['whose teams cannot be formed', withMeans({ narrowingRuns: 3 }, { teams: { ...TEAMS, count: 9 } })],
  ['without teams, audited for narrowing', { officerCap: 0, narrowingRuns: 3 }],
];
