/** 从旧兼从轻 (行政处罚法 §37): the benchmark of the day of the act, or today's when it is lighter, up to the signature. */
import { describe, expect, test } from 'vitest';
import { done } from '../testing/draw-ceremony.ts';
import { setBenchmark } from './actions/settings.ts';
import {
  carryCase,
  caseOf,
  doAct,
  FINE,
  HAZARD,
  hashToSign,
  HEAD,
  lead,
  LEGAL,
  openedCaseScene,
  reportOf,
  tryAct,
} from './scene.testing.ts';
import type { Outcome } from './types/case.ts';

const scene = openedCaseScene();

const fine = (fen: number): Outcome => ({ kind: 'penalty', items: [{ kind: 'fine', fen }] });
/** From this day on the first grade gives so much. */
const from = (validFrom: string, maxFen: number) => {
  const grades = HAZARD.grades.map((grade) => (grade.code === 'light' ? { ...grade, maxFen } : grade));
  return done(scene.runtime, LEGAL, setBenchmark, { benchmark: { ...HAZARD, validFrom, grades } });
};

describe('the grade that applies', () => {
  test('is that of the day of the act when a heavier one has come in since', async () => {
    scene.at('2026-03-03');
    await from('2026-03-01', 2_000_000);
    const { caseId } = await carryCase(scene, 'evidence');
    const report = async (fen: number) => ({ report: reportOf(await caseOf(scene, caseId), fine(fen)) });
    expect(await tryAct(scene, lead(scene), 'finish-investigation', caseId, await report(1_000_001))).toEqual([
      'fine-above-grade',
    ]);
    expect(await tryAct(scene, lead(scene), 'finish-investigation', caseId, await report(1_000_000))).toEqual([]);
  });

  test('is the lighter one that comes in after the notice: nothing above it is proposed, discussed or signed', async () => {
    scene.at('2026-03-10');
    const told = await carryCase(scene, 'noticed', FINE);
    const signed = await carryCase(scene, 'submitted', FINE);
    scene.at('2026-03-12');
    await from('2026-03-12', 500_000);
    const mine = lead(scene);
    await doAct(scene, mine, 'note-waiver', told.caseId, { on: scene.today(), statement: '放弃' });
    expect(await tryAct(scene, mine, 'submit-decision', told.caseId, { outcome: FINE, opinion: '按告知' })).toEqual([
      'fine-above-grade',
    ]);
    const lower = await doAct(scene, mine, 'submit-decision', told.caseId, { outcome: fine(500_000), opinion: '从轻' });
    expect(lower.state).toBe('deciding');
    const documentHash = await hashToSign(scene, signed.caseId);
    expect(await tryAct(scene, HEAD, 'decide', signed.caseId, { documentHash })).toEqual(['fine-above-grade']);
    const back = await doAct(scene, HEAD, 'return-decision', signed.caseId, {
      reason: '裁量基准已调整，按轻的重新提出',
    });
    expect(back.state).toBe('investigating');
  });
});
