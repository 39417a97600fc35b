import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inBureau, read } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { amendFinding, confirmLevel, stateFinding, withdrawFinding } from './actions/findings.ts';
import { answerPoints, checkIn, reportImpossible, stateOpinion } from './actions/on-site.ts';
import { closeVisit } from './actions/sign.ts';
import { newId } from '../core/ids.ts';
import { listAnswers, listFindings } from './reads/visits.ts';
import {
  CHIEF,
  DAY,
  deedsOf,
  lineOf,
  linesOf,
  majorFinding,
  openScene,
  OPINION,
  sampleFinding,
  STRANGER,
  visitOf,
  type Scene,
  type Team,
} from './scene.testing.ts';
import { attachPhoto, carry } from './steps.testing.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

const findingsOf = ({ inspectionId }: Team) => read(scene.runtime, 1, (tx) => listFindings(tx, inspectionId));

async function expire(officerId: string, day: string): Promise<void> {
  await inBureau(scene.runtime, 1, async ({ db }) => {
    await db
      .updateTable('officer')
      .set({ certificate_expires_on: day })
      .where('bureau_id', '=', 1)
      .where('officer_id', '=', officerId)
      .execute();
  });
}

describe('inspection.check-in', () => {
  test('one officer alone cannot enter, nobody from outside the team counts, an empty list is answered', async () => {
    const { inspectionId, lead, officerIds } = await carry(scene, scene.take(), 'notified');
    const enter = async (ids: string[]): Promise<string[]> =>
      codes(await act(scene.runtime, lead, checkIn, { inspectionId, officerIds: ids }));
    expect(await enter([officerIds[0]])).toEqual(['too-few-officers']);
    expect(await enter([officerIds[0], officerIds[0]])).toEqual(['too-few-officers']);
    expect(await enter([officerIds[0], newId()])).toEqual(['check-in-stranger', 'too-few-officers']);
    expect(await enter([])).toEqual(['input-invalid']);
    expect(await enter([...officerIds])).toEqual([]);
    expect(await enter([])).toEqual(['input-invalid']);
  });

  test('a certificate that ran out yesterday does not open the door', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const { inspectionId, lead, officerIds } = team;
    await expire(officerIds[1], '2026-03-11');
    expect(codes(await act(scene.runtime, lead, checkIn, { inspectionId, officerIds: [...officerIds] }))).toEqual([
      'certificate-expired',
    ]);
    await expire(officerIds[1], DAY);
    expect(codes(await act(scene.runtime, lead, checkIn, { inspectionId, officerIds: [...officerIds] }))).toEqual([]);
    await expire(officerIds[1], '2028-12-31');
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.check-in');
  });

  test('not before the notice', async () => {
    const { inspectionId, lead, officerIds } = await carry(scene, scene.take(), 'approved');
    expect(codes(await act(scene.runtime, lead, checkIn, { inspectionId, officerIds: [...officerIds] }))).toEqual([
      'inspection-state',
    ]);
  });
});

describe('inspection.answer', () => {
  test('an answer may be changed until the record is closed; a point not in the table is refused', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const [first] = await linesOf(scene, team);
    const point = { itemId: first?.itemId ?? '', pointNo: first?.no ?? 0 };
    await done(scene.runtime, lead, answerPoints, { inspectionId, answers: [{ ...point, answer: 'pass' }] });
    await done(scene.runtime, lead, answerPoints, { inspectionId, answers: [{ ...point, answer: 'not-applicable' }] });
    expect(await read(scene.runtime, 1, (tx) => listAnswers(tx, inspectionId))).toEqual([
      { ...point, answer: 'not-applicable' },
    ]);
    const wrong = [
      { itemId: newId(), pointNo: 1, answer: 'pass' as const },
      { ...point, answer: 'pass' as const },
      { ...point, answer: 'fail' as const },
    ];
    expect(codes(await act(scene.runtime, lead, answerPoints, { inspectionId, answers: wrong }))).toEqual([
      'finding-point-unknown',
      'answer-twice',
    ]);
    expect((await deedsOf(scene, team)).filter((kind) => kind === 'inspection.answer')).toHaveLength(2);
  });

  test('not by an officer of another team, nor by one of another bureau', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const [first] = await linesOf(scene, team);
    const answers = [{ itemId: first?.itemId ?? '', pointNo: first?.no ?? 0, answer: 'pass' as const }];
    expect(codes(await act(scene.runtime, STRANGER, answerPoints, { inspectionId, answers }))).toEqual([
      'inspection-not-member',
    ]);
    const other = { ...lead, bureauId: 2 };
    expect(codes(await act(scene.runtime, other, answerPoints, { inspectionId, answers }))).toEqual([
      'inspection-not-found',
    ]);
  });
});

describe('inspection.state-finding', () => {
  test('makes its point 不合格 and counts the days from the next day, over a rest day', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const line = await lineOf(scene, team, 'general');
    // 2026-03-12 is a Thursday; nine days on is Saturday 21, so Monday 23.
    const finding = sampleFinding(line, { days: 9 });
    await done(scene.runtime, lead, stateFinding, { inspectionId, finding });
    expect(await findingsOf(team)).toMatchObject([{ number: 1, dueOn: '2026-03-23', level: 'general' }]);
    const answers = await read(scene.runtime, 1, (tx) => listAnswers(tx, inspectionId));
    expect(answers).toEqual([{ itemId: line.itemId, pointNo: line.no, answer: 'fail' }]);
    const pass = [{ itemId: line.itemId, pointNo: line.no, answer: 'pass' as const }];
    expect(codes(await act(scene.runtime, lead, answerPoints, { inspectionId, answers: pass }))).toEqual([
      'answer-has-finding',
    ]);
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.state-finding');
  });

  test('a point that passed, a general point as major, a major one without criterion or on the spot', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const general = await lineOf(scene, team, 'general');
    const serious = await lineOf(scene, team, 'by-criterion');
    const attempt = async (finding: ReturnType<typeof sampleFinding>): Promise<string[]> =>
      codes(await act(scene.runtime, lead, stateFinding, { inspectionId, finding }));
    expect(await attempt(sampleFinding(general, { level: 'major' }))).toEqual([
      'finding-level-without-criterion',
      'finding-criterion-missing',
    ]);
    expect(await attempt({ ...majorFinding(serious), criterion: '', measureKind: 'on-the-spot', days: 3 })).toEqual([
      'finding-criterion-missing',
      'finding-days-on-the-spot',
      'finding-major-on-the-spot',
    ]);
    expect(await attempt(sampleFinding(general, { days: 0 }))).toEqual(['finding-days-missing']);
    await done(scene.runtime, lead, answerPoints, {
      inspectionId,
      answers: [{ itemId: general.itemId, pointNo: general.no, answer: 'pass' }],
    });
    expect(await attempt(sampleFinding(general))).toEqual(['finding-point-passed']);
    expect(await findingsOf(team)).toEqual([]);
  });

  test('two officers at once: two findings, two numbers', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead, second } = team;
    const line = await lineOf(scene, team, 'general');
    await Promise.all(
      [lead, second].map((who) =>
        done(scene.runtime, who, stateFinding, { inspectionId, finding: sampleFinding(line) }),
      ),
    );
    expect((await findingsOf(team)).map(({ number }) => number)).toEqual([1, 2]);
  });
});

describe('inspection.amend-finding', () => {
  test('keeps every version, wants the level confirmed again, and stays at its point', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead, second } = team;
    const line = await lineOf(scene, team, 'by-criterion');
    const general = await lineOf(scene, team, 'general');
    const { findingId } = await done(scene.runtime, lead, stateFinding, { inspectionId, finding: majorFinding(line) });
    await done(scene.runtime, second, confirmLevel, { inspectionId, findingId, version: 1 });
    const amended = { ...majorFinding(line), description: '使用非防爆插座2处' };
    const amend = { inspectionId, findingId, version: 1, finding: amended, reason: '数量有误' };
    await done(scene.runtime, second, amendFinding, amend);
    expect(await findingsOf(team)).toMatchObject([{ description: '使用非防爆插座2处', reviewedBy: null }]);
    expect(codes(await act(scene.runtime, lead, amendFinding, amend))).toEqual(['finding-other']);
    const moved = { ...amend, version: 2, finding: sampleFinding(general) };
    expect(codes(await act(scene.runtime, lead, amendFinding, moved))).toEqual(['finding-point-moved']);
    const versions = await read(scene.runtime, 1, ({ db }) =>
      db
        .selectFrom('finding_version')
        .select('version')
        .where('bureau_id', '=', 1)
        .where('finding_id', '=', findingId)
        .execute(),
    );
    expect(versions.map(({ version }) => version)).toEqual([1, 2]);
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.amend-finding');
  });

  test('who amends a major hazard does not confirm it either', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead, second } = team;
    const line = await lineOf(scene, team, 'by-criterion');
    const { findingId } = await done(scene.runtime, lead, stateFinding, { inspectionId, finding: sampleFinding(line) });
    const finding = majorFinding(line);
    await done(scene.runtime, second, amendFinding, {
      inspectionId,
      findingId,
      version: 1,
      finding,
      reason: '符合判定标准',
    });
    const confirm = async (who: typeof lead, version: number): Promise<string[]> =>
      codes(await act(scene.runtime, who, confirmLevel, { inspectionId, findingId, version }));
    expect(await confirm(second, 2)).toEqual(['finding-own-review']);
    expect(await confirm(lead, 1)).toEqual(['finding-other']);
    expect(await confirm(lead, 2)).toEqual([]);
    const lowered = { inspectionId, findingId, version: 2, finding: sampleFinding(line), reason: '不符合判定标准' };
    await done(scene.runtime, lead, amendFinding, lowered);
    expect(await findingsOf(team)).toMatchObject([{ level: 'general', needsReview: true, reviewedBy: null }]);
    expect(await confirm(second, 3)).toEqual([]);
  });
});

describe('inspection.withdraw-finding', () => {
  test('its number is not used again, and it cannot be amended any more', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const line = await lineOf(scene, team, 'general');
    const finding = sampleFinding(line);
    const { findingId } = await done(scene.runtime, lead, stateFinding, { inspectionId, finding });
    await done(scene.runtime, lead, withdrawFinding, { inspectionId, findingId, version: 1, reason: '记错场所' });
    expect(
      codes(
        await act(scene.runtime, lead, amendFinding, { inspectionId, findingId, version: 2, finding, reason: '再改' }),
      ),
    ).toEqual(['finding-withdrawn']);
    expect((await done(scene.runtime, lead, stateFinding, { inspectionId, finding })).number).toBe(2);
    expect(await deedsOf(scene, team)).toContain('inspection.withdraw-finding');
  });
});

describe('inspection.confirm-level', () => {
  test('by a second officer of the team or the chief; never by who stated it, an outsider, or for a general one', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead, second } = team;
    const line = await lineOf(scene, team, 'by-criterion');
    const { findingId } = await done(scene.runtime, lead, stateFinding, { inspectionId, finding: majorFinding(line) });
    const confirm = async (who: typeof lead, id = findingId): Promise<string[]> =>
      codes(await act(scene.runtime, who, confirmLevel, { inspectionId, findingId: id, version: 1 }));
    expect(await confirm(lead)).toEqual(['finding-own-review']);
    expect(await confirm(actorOf(['section-chief', 'officer'], lead.staffId))).toEqual(['finding-own-review']);
    expect(await confirm(STRANGER)).toEqual(['inspection-not-member']);
    expect(await confirm(second, newId())).toEqual(['finding-not-found']);
    expect(await confirm(CHIEF)).toEqual([]);
    const general = sampleFinding(await lineOf(scene, team, 'general'));
    const stated = await done(scene.runtime, lead, stateFinding, { inspectionId, finding: general });
    expect(await confirm(second, stated.findingId)).toEqual(['finding-not-major']);
    expect(await deedsOf(scene, team)).toContain('inspection.confirm-level');
  });
});

describe('inspection.state-opinion', () => {
  test('one by one, by the expert of the team alone', async () => {
    const team = await carry(scene, scene.take(true), 'checked-in');
    const { inspectionId, lead, expert = STRANGER } = team;
    const state = async (who: typeof lead, findingId?: string): Promise<string[]> =>
      codes(
        await act(scene.runtime, who, stateOpinion, {
          inspectionId,
          opinion: { ...OPINION, ...(findingId === undefined ? {} : { findingId }) },
        }),
      );
    expect(await state(lead)).toEqual(['not-allowed']);
    expect(await state(actorOf(['officer', 'expert'], lead.staffId))).toEqual(['inspection-not-expert']);
    expect(await state(actorOf(['expert'], 'other-expert'))).toEqual(['inspection-not-expert']);
    expect(await state(expert, newId())).toEqual(['finding-not-found']);
    expect(await state(expert)).toEqual([]);
    expect(await state(expert)).toEqual([]);
    expect((await deedsOf(scene, team)).filter((kind) => kind === 'inspection.state-opinion')).toHaveLength(2);
  });
});

describe('inspection.report-impossible', () => {
  test('ends the visit with its own conclusion, which the chief closes', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const { inspectionId, lead } = team;
    const report = { inspectionId, conclusion: 'unreachable' as const, evidence: '住所无人，物业证明已搬离' };
    expect(codes(await act(scene.runtime, STRANGER, reportImpossible, report))).toEqual(['inspection-not-member']);
    expect(codes(await act(scene.runtime, lead, reportImpossible, report))).toEqual(['impossible-evidence-missing']);
    await attachPhoto(scene, team);
    await done(scene.runtime, lead, reportImpossible, report);
    expect(await visitOf(scene, team)).toMatchObject({ state: 'impossible', conclusion: 'unreachable' });
    expect(codes(await act(scene.runtime, lead, reportImpossible, report))).toEqual(['inspection-state']);
    await done(scene.runtime, CHIEF, closeVisit, { inspectionId });
    expect((await deedsOf(scene, team)).slice(-2)).toEqual(['inspection.report-impossible', 'inspection.close']);
  });
});
