/** What is not punished: an act fined before, one too old, the first and slight one. */
import { describe, expect, test } from 'vitest';
import {
  carryCase,
  doAct,
  FINE,
  hashToSign,
  HEAD,
  lead,
  LEGAL,
  openedCaseScene,
  reportOf,
  sampleLead,
  sampleService,
  tryAct,
  DAY,
} from './scene.testing.ts';

const scene = openedCaseScene();

describe('one act, one fine; the law of its day, or the lighter one', () => {
  test('a second fine for the same act of the same party is refused, something else is not', async () => {
    scene.at(DAY);
    const given = sampleLead();
    await carryCase(scene, 'decided', FINE, given);
    const again = await carryCase(scene, 'evidence', FINE, given);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', again.caseId, { report: reportOf(again, FINE) }),
    ).toEqual(['act-fined-before']);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', again.caseId, {
        report: reportOf(again, { kind: 'no-penalty', ground: 'first-time', reason: '初次' }),
      }),
    ).toEqual(['no-penalty-not-first']);
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', again.caseId, {
        report: reportOf(again, { kind: 'penalty', items: [{ kind: 'warning' }] }),
      }),
    ).toEqual([]);
  });

  test('after two years nothing is punished', async () => {
    scene.at(DAY);
    const old = await carryCase(scene, 'evidence', FINE, sampleLead({ violatedOn: '2024-03-01' }));
    expect(
      await tryAct(scene, lead(scene), 'finish-investigation', old.caseId, { report: reportOf(old, FINE) }),
    ).toEqual(['penalty-time-limit']);
    const report = reportOf(old, FINE, { hasHarm: true });
    expect(await tryAct(scene, lead(scene), 'finish-investigation', old.caseId, { report })).toEqual([]);
  });

  test('first time, slight and corrected: no penalty, and the party is told', async () => {
    scene.at(DAY);
    const outcome = { kind: 'no-penalty' as const, ground: 'first-time' as const, reason: '初次违法，已改正' };
    const file = await carryCase(scene, 'evidence');
    const mine = lead(scene);
    expect(
      await tryAct(scene, mine, 'finish-investigation', file.caseId, {
        report: reportOf(file, outcome, { isCorrected: false }),
      }),
    ).toEqual(['no-penalty-uncorrected']);
    await doAct(scene, mine, 'finish-investigation', file.caseId, { report: reportOf(file, outcome) });
    expect((await doAct(scene, LEGAL, 'review', file.caseId, { outcome: 'agreed', opinion: '同意' })).state).toBe(
      'deciding',
    );
    await doAct(scene, HEAD, 'decide', file.caseId, { documentHash: await hashToSign(scene, file.caseId) });
    expect((await doAct(scene, mine, 'serve-decision', file.caseId, { service: sampleService(scene) })).state).toBe(
      'executed',
    );
  });
});
