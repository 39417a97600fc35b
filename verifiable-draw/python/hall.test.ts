import { expect, it } from 'vitest';
import { startPythonJudge } from '../batteries/python.ts';
import type { DetailsDocument } from '../src/result.ts';
import { failing, forge } from '../src/testing/forge.ts';
import type { SceneOptions } from '../src/testing/scene.ts';

/** Nobody may go anywhere, and no rule is relaxed: there are no teams. */
const NOBODY: SceneOptions = { officerCap: 0, change: (a) => ({ ...a, assign: { ...a.assign, relax: [] } }) };

/** The same refusal shown by more places than the definition names: it counts, but somebody has chosen it. */
function withAnotherPlace(details: DetailsDocument): DetailsDocument {
  const { hall } = details.teams;
  const more = details.selected.map(({ id }) => `${id}#0`).find((slot) => hall?.slots.includes(slot) === false);
  if (hall === undefined || more === undefined) throw new Error('a Hall set and another place expected');
  return { ...details, teams: { ...details.teams, hall: { ...hall, slots: [...hall.slots, more].toSorted() } } };
}

it('a Hall set that counts but is not the defined one is refused by both verifiers at the same step', async () => {
  const python = startPythonJudge();
  for (const [files, steps] of [
    [forge(NOBODY, {}), []],
    [forge(NOBODY, { details: withAnotherPlace }), ['V11']],
  ] as const) {
    expect(failing(files)).toEqual(steps);
    expect(await python.failures(files)).toEqual(steps);
  }
  python.close();
}, 60_000);
