/** 裁量预警: fines that the benchmark does not give, and fines far from the others of the same act and grade. */
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { setBenchmark } from '../penalty/actions/settings.ts';
import {
  carryCase,
  doAct,
  HAZARD,
  hashToSign,
  HEAD,
  lead,
  LEGAL,
  openedCaseScene,
  reportOf,
  sampleLead,
  sampleService,
} from '../penalty/scene.testing.ts';
import { dailyCases } from '../penalty/roads-daily.testing.ts';
import { fine } from '../penalty/rules/sample.testing.ts';
import type { Outcome } from '../penalty/types/case.ts';
import { done, supervisor } from '../testing/draw-ceremony.ts';
import { setLimits } from './actions/notices.ts';
import { findAlert, readLimits } from './reads/console.ts';
import { DEFAULT_LIMITS, type AlertCode } from './types/alerts.ts';

const scene = openedCaseScene();

const found = (code: AlertCode) =>
  read(scene.runtime, 1, async (tx) => (await findAlert(tx, code, (await readLimits(tx)).limits, 50)).rows);
const wordsOf = async (code: AlertCode, caseId: string): Promise<string[]> =>
  (await found(code)).filter(({ key }) => key === caseId).map(({ what }) => what);
/** As an administrator with the database in his hands would. */
const rewrite = (caseId: string, path: string, value: unknown) =>
  scene.runtime.asOwner(async (db) => {
    await sql`UPDATE penalty_case SET content = jsonb_set(content, ${path}::text[], ${JSON.stringify(value)}::jsonb)
      WHERE case_id = ${caseId}::uuid`.execute(db);
  });
const ITEMS = '{decision,outcome,items}';

/** Investigated and told of one fine, and of another proposed after the party was heard. */
async function loweredCase(told: Outcome, proposed: Outcome): Promise<string> {
  const { caseId } = await carryCase(scene, 'noticed', told);
  await doAct(scene, lead(scene), 'note-waiver', caseId, { on: scene.today(), statement: '不陈述、不申辩' });
  await doAct(scene, lead(scene), 'submit-decision', caseId, { outcome: proposed, opinion: '建议从轻' });
  await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
  return caseId;
}

describe('a fine against its grade', () => {
  test('within it, or below it with a ground of 减轻, raises nothing; nor does 按日连续处罚, whose amount is counted', async () => {
    await carryCase(scene, 'executing', fine(8_000));
    await dailyCases(scene);
    const { caseId, ...file } = await carryCase(scene, 'evidence');
    const report = reportOf({ caseId, ...file }, fine(9_000), { grade: 'usual', mitigation: 'confessed' });
    await doAct(scene, lead(scene), 'finish-investigation', caseId, { report });
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
    await doAct(scene, lead(scene), 'serve-notice', caseId, { service: sampleService(scene) });
    await doAct(scene, lead(scene), 'note-waiver', caseId, { on: scene.today(), statement: '放弃' });
    await doAct(scene, lead(scene), 'submit-decision', caseId, { outcome: fine(9_000), opinion: '减轻' });
    await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
    expect(await found('outside-grade')).toEqual([]);
    expect(await found('unequal-fine')).toEqual([]);
  });

  test('lowered below it after the party was heard, without a ground of 减轻, is shown with both figures', async () => {
    const caseId = await loweredCase(fine(60_000), fine(10_000));
    expect(await wordsOf('outside-grade', caseId)).toEqual([
      '罚款￥10000.00，低于“严重”档下限￥30000.00，没有减轻处罚的理由',
    ]);
    // A ground that was never weighed, written in afterwards, is another matter: then the fine is 减轻.
    await rewrite(caseId, '{report,mitigation}', 'merit');
    expect(await wordsOf('outside-grade', caseId)).toEqual([]);
  });

  test('raised above it, or joined by a kind that the grade does not know, by a hand in the database', async () => {
    const { caseId, lead: given } = await carryCase(scene, 'executing', fine(8_000));
    await rewrite(caseId, ITEMS, [{ kind: 'fine', fen: 1_000_001 }]);
    expect(await found('outside-grade')).toContainEqual(
      expect.objectContaining({
        key: caseId,
        where: given.party.name,
        on: '2026-03-02',
        href: `/penalty/${caseId}`,
        what: '罚款￥10000.01，高于“较轻”档上限￥10000.00',
      }),
    );
    await rewrite(caseId, ITEMS, [{ kind: 'fine', fen: 800_000 }, { kind: 'gains', fen: 100 }, { kind: 'stop' }]);
    expect(await wordsOf('outside-grade', caseId)).toEqual(['处罚种类不在“较轻”档内']);
    await rewrite(caseId, '{revokedOn}', '2026-03-03');
    expect(await wordsOf('outside-grade', caseId)).toEqual([]);
  });

  test('is judged by the benchmark as it was registered on the day of the decision: what comes later changes nothing', async () => {
    scene.at('2026-03-10');
    const { caseId } = await carryCase(scene, 'executing', fine(8_000));
    scene.at('2026-03-11');
    const grades = HAZARD.grades.map((grade) => ({ ...grade, minFen: 0, maxFen: 100_000 }));
    await done(scene.runtime, LEGAL, setBenchmark, { benchmark: { ...HAZARD, grades } });
    expect(await wordsOf('outside-grade', caseId)).toEqual([]);
    // Put back for whoever comes after.
    scene.at('2026-03-12');
    await done(scene.runtime, LEGAL, setBenchmark, { benchmark: HAZARD });
    await rewrite(caseId, '{report,benchmark}', 'not-registered');
    expect(await wordsOf('outside-grade', caseId)).toEqual(['决定时没有登记适用的裁量基准']);
  });

  test('of today when it is lighter than that of the day of the act (从旧兼从轻)', async () => {
    scene.at('2026-03-16');
    const { caseId } = await carryCase(scene, 'executing', fine(8_000), sampleLead({ violatedOn: '2026-03-01' }));
    const lighter = HAZARD.grades.map((grade) => ({ ...grade, minFen: 0, maxFen: 500_000 }));
    await done(scene.runtime, LEGAL, setBenchmark, {
      benchmark: { ...HAZARD, validFrom: '2026-03-15', grades: lighter },
    });
    // Registered on the very day of the decision: it was there, and it is lighter.
    expect(await wordsOf('outside-grade', caseId)).toEqual(['罚款￥8000.00，高于“较轻”档上限￥5000.00']);
  });
});

describe('fines of the same act and grade', () => {
  test('six alike make a median; the one that lies half of it away is shown, as far as supervision has set it', async () => {
    const other = { ...HAZARD, code: 'record-97', title: '未如实记录安全生产教育和培训情况' };
    scene.at('2026-03-20');
    await done(scene.runtime, LEGAL, setBenchmark, { benchmark: other });
    await done(scene.runtime, LEGAL, setBenchmark, { benchmark: { ...HAZARD, validFrom: '2026-03-18' } });
    const cases: string[] = [];
    for (const yuan of [4_000, 4_200, 4_400, 4_600, 9_000]) {
      const { caseId } = await carryCase(scene, 'executing', fine(yuan));
      await rewrite(caseId, '{report,benchmark}', other.code);
      cases.push(caseId);
    }
    expect(await found('unequal-fine')).toEqual([]);
    const last = await carryCase(scene, 'executing', fine(4_300));
    await rewrite(last.caseId, '{report,benchmark}', other.code);
    expect(await found('unequal-fine')).toMatchObject([
      { key: cases.at(-1), what: '罚款￥9000.00，“较轻”档 6 件的中位数￥4350.00' },
    ]);
    // Mitigated fines are compared with mitigated ones.
    await rewrite(last.caseId, '{report,mitigation}', 'merit');
    expect(await found('unequal-fine')).toEqual([]);
    await rewrite(last.caseId, '{report,mitigation}', null);
    await done(scene.runtime, supervisor, setLimits, { version: 0, limits: { ...DEFAULT_LIMITS, fineApart: 120 } });
    expect(await found('unequal-fine')).toEqual([]);
  });

  test('limits that were set before this one was known keep their own, and take ours for it', async () => {
    const { fineApart, ...before } = DEFAULT_LIMITS;
    await scene.runtime.asOwner(async (db) => {
      await sql`INSERT INTO oversight_limit (bureau_id, version, content, set_by, at)
        VALUES (1, 2, ${JSON.stringify({ ...before, pairVisits: 7 })}::jsonb, 'supervisor', now())`.execute(db);
    });
    const { limits } = await read(scene.runtime, 1, readLimits);
    expect(limits).toEqual({ ...DEFAULT_LIMITS, pairVisits: 7, fineApart });
  });
});
