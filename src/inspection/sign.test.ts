import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { inBureau } from '../core/transact.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { actorOf } from '../testing/runtime.ts';
import { confirmLevel, stateFinding } from './actions/findings.ts';
import { answerPoints, stateOpinion } from './actions/on-site.ts';
import { closeRecord, closeVisit, reopenRecord, signForEnterprise, signOff, signRecord } from './actions/sign.ts';
import {
  CHIEF,
  DAY,
  deedsOf,
  lineOf,
  majorFinding,
  openScene,
  OPINION,
  sampleFinding,
  STRANGER,
  visitOf,
  type Scene,
} from './scene.testing.ts';
import { answerAll, carry, carryFrom, hashOf } from './steps.testing.ts';
import { codes } from '../testing/refusal-codes.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

const SIGNED = { outcome: 'signed', representative: '企业负责人' } as const;

describe('a visit from task to end', () => {
  test('every deed once, in its order', async () => {
    const team = await carry(scene, scene.take(true), 'signed-off');
    await done(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
    expect(await deedsOf(scene, team)).toEqual([
      'inspection.assign',
      'inspection.accept',
      'inspection.read-file',
      'inspection.draft-plan',
      'inspection.submit-plan',
      'inspection.approve-plan',
      'inspection.issue-notice',
      'inspection.check-in',
      'inspection.answer',
      'inspection.state-opinion',
      'inspection.close-record',
      'inspection.sign',
      'inspection.sign',
      'inspection.sign',
      'inspection.sign-enterprise',
      'inspection.sign-off',
      'inspection.close',
    ]);
    expect(await visitOf(scene, team)).toMatchObject({ state: 'closed', conclusion: 'no-problem', signedOn: DAY });
  });
});

describe('inspection.close-record', () => {
  test('says all that is missing at once: answers, findings, the second look, the expert', async () => {
    const team = await carry(scene, scene.take(true), 'checked-in');
    const { inspectionId, lead, second, expert = STRANGER } = team;
    const serious = await lineOf(scene, team, 'by-criterion');
    const general = await lineOf(scene, team, 'general');
    const { findingId } = await done(scene.runtime, lead, stateFinding, {
      inspectionId,
      finding: majorFinding(serious),
    });
    await done(scene.runtime, lead, answerPoints, {
      inspectionId,
      answers: [{ itemId: general.itemId, pointNo: general.no, answer: 'fail' }],
    });
    expect(codes(await act(scene.runtime, lead, closeRecord, { inspectionId }))).toEqual([
      'record-unanswered',
      'record-fail-without-finding',
      'record-major-unreviewed',
      'record-expert-silent',
    ]);
    await done(scene.runtime, second, confirmLevel, { inspectionId, findingId, version: 1 });
    await done(scene.runtime, lead, stateFinding, { inspectionId, finding: sampleFinding(general) });
    await done(scene.runtime, expert, stateOpinion, { inspectionId, opinion: { ...OPINION, findingId } });
    await answerAll(scene, team, [serious, general]);
    await done(scene.runtime, lead, closeRecord, { inspectionId });
    expect(
      codes(
        await act(scene.runtime, lead, answerPoints, {
          inspectionId,
          answers: [{ itemId: general.itemId, pointNo: general.no, answer: 'fail' }],
        }),
      ),
    ).toEqual(['inspection-state']);
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.close-record');
  });

  test('the record names the day of the entry, not the day that was planned', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    scene.runtime.clock.set('2026-03-16T01:00:00Z');
    await carryFrom(scene, team, 'notified', 'recorded');
    scene.runtime.clock.set(`${DAY}T01:00:00Z`);
    const { row } = await visitOf(scene, team);
    expect(JSON.parse(row.record?.toString('utf8') ?? '{}')).toMatchObject({ inspectedOn: '2026-03-16' });
  });
});

describe('inspection.reopen-record', () => {
  test('the next record is another one, even if nothing was changed: everybody signs anew', async () => {
    const team = await carry(scene, scene.take(), 'enterprise-signed');
    const { inspectionId, lead } = team;
    const before = await hashOf(scene, team);
    await done(scene.runtime, lead, reopenRecord, { inspectionId, reason: '补充说明' });
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual(['inspection-state']);
    scene.runtime.clock.advance(60);
    await carryFrom(scene, team, 'answered', 'recorded');
    expect(await hashOf(scene, team)).not.toBe(before);
    expect(codes(await act(scene.runtime, lead, signRecord, { inspectionId, recordHash: before }))).toEqual([
      'sign-other-record',
    ]);
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual([
      'too-few-signatures',
      'officer-unsigned',
      'officer-unsigned',
      'enterprise-unsigned',
    ]);
    await carryFrom(scene, team, 'recorded', 'signed-off');
    expect(await deedsOf(scene, team)).toContain('inspection.reopen-record');
  });
});

describe('inspection.sign', () => {
  test('not by a stranger, not twice, not a record that the signer has not seen', async () => {
    const team = await carry(scene, scene.take(), 'recorded');
    const { inspectionId, lead } = team;
    const recordHash = await hashOf(scene, team);
    const sign = async (who: typeof lead, hash = recordHash): Promise<string[]> =>
      codes(await act(scene.runtime, who, signRecord, { inspectionId, recordHash: hash }));
    expect(await sign(STRANGER)).toEqual(['inspection-not-member']);
    expect(await sign(CHIEF)).toEqual(['not-allowed']);
    expect(await sign({ ...lead, bureauId: 2 })).toEqual(['inspection-not-found']);
    expect(await sign(lead, 'f'.repeat(64))).toEqual(['sign-other-record']);
    expect(await sign(lead)).toEqual([]);
    expect(await sign(lead)).toEqual(['sign-twice']);
  });

  test('two officers at once both sign; one officer at two screens signs once; a command sent again is the same one', async () => {
    const team = await carry(scene, scene.take(), 'recorded');
    const { inspectionId, lead, second } = team;
    const input = { inspectionId, recordHash: await hashOf(scene, team) };
    const [one, other, again] = await Promise.all([
      act(scene.runtime, lead, signRecord, input),
      act(scene.runtime, second, signRecord, input),
      act(scene.runtime, lead, signRecord, input),
    ]);
    expect(codes(other)).toEqual([]);
    expect([codes(one), codes(again)].toSorted((a, b) => a.length - b.length)).toEqual([[], ['sign-twice']]);
    expect((await deedsOf(scene, team)).filter((kind) => kind === 'inspection.sign')).toHaveLength(2);
    const commandId = newId();
    const word = { ...input, word: SIGNED };
    const first = await execute(scene.runtime, lead, signForEnterprise, commandId, word);
    expect(await execute(scene.runtime, lead, signForEnterprise, commandId, word)).toEqual(first);
    const changed = { ...word, word: { ...SIGNED, representative: '另一人' } };
    expect(codes(await execute(scene.runtime, lead, signForEnterprise, commandId, changed))).toEqual([
      'command-reused',
    ]);
  });

  test('an expired certificate neither signs nor lets the visit be signed off', async () => {
    const team = await carry(scene, scene.take(), 'recorded');
    const { inspectionId, lead, officerIds } = team;
    const expireOn = async (day: string): Promise<void> =>
      inBureau(scene.runtime, 1, async ({ db }) => {
        await db
          .updateTable('officer')
          .set({ certificate_expires_on: day })
          .where('bureau_id', '=', 1)
          .where('officer_id', '=', officerIds[0])
          .execute();
      });
    await expireOn('2026-03-11');
    const recordHash = await hashOf(scene, team);
    expect(codes(await act(scene.runtime, lead, signRecord, { inspectionId, recordHash }))).toEqual([
      'certificate-expired',
    ]);
    await expireOn('2028-12-31');
    await carryFrom(scene, team, 'recorded', 'enterprise-signed');
    await expireOn('2026-03-11');
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual(['certificate-expired']);
    await expireOn('2028-12-31');
    await carryFrom(scene, team, 'enterprise-signed', 'signed-off');
  });
});

describe('inspection.sign-enterprise', () => {
  test('a refusal needs a reason and a second officer of the team who saw it; one word per record', async () => {
    const team = await carry(scene, scene.take(), 'members-signed');
    const { inspectionId, lead, officerIds } = team;
    const recordHash = await hashOf(scene, team);
    const refuseTo = async (witnessOfficerId: string, reason = '对第 1 条有异议'): Promise<string[]> =>
      codes(
        await act(scene.runtime, lead, signForEnterprise, {
          inspectionId,
          recordHash,
          word: { outcome: 'refused', reason, witnessOfficerId },
        }),
      );
    expect(await refuseTo(officerIds[1], ' ')).toEqual(['input-invalid']);
    expect(await refuseTo(officerIds[0])).toEqual(['witness-not-second-officer']);
    expect(await refuseTo(newId())).toEqual(['witness-not-second-officer']);
    expect(await refuseTo(officerIds[1])).toEqual([]);
    expect(await refuseTo(officerIds[1])).toEqual(['sign-twice']);
    await carryFrom(scene, team, 'enterprise-signed', 'signed-off');
    expect((await deedsOf(scene, team)).slice(-2)).toEqual(['inspection.sign-enterprise', 'inspection.sign-off']);
  });
});

describe('inspection.sign-off', () => {
  test('one officer and the expert do not make two officers', async () => {
    const team = await carry(scene, scene.take(true), 'recorded');
    const { inspectionId, lead, expert = STRANGER } = team;
    const recordHash = await hashOf(scene, team);
    await done(scene.runtime, lead, signRecord, { inspectionId, recordHash });
    await done(scene.runtime, expert, signRecord, { inspectionId, recordHash });
    await done(scene.runtime, lead, signForEnterprise, { inspectionId, recordHash, word: SIGNED });
    expect(codes(await act(scene.runtime, lead, signOff, { inspectionId }))).toEqual([
      'too-few-signatures',
      'officer-unsigned',
    ]);
    expect((await visitOf(scene, team)).state).toBe('awaiting-signatures');
  });

  test('the conclusion follows from what was found, and runs on while something is to be rectified', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const line = await lineOf(scene, team, 'general');
    await done(scene.runtime, lead, stateFinding, { inspectionId, finding: sampleFinding(line) });
    await answerAll(scene, team, [line]);
    await carryFrom(scene, team, 'answered', 'signed-off');
    expect(await visitOf(scene, team)).toMatchObject({ state: 'following-up', conclusion: 'follow-up' });
    expect(codes(await act(scene.runtime, CHIEF, closeVisit, { inspectionId }))).toEqual(['close-open-findings']);
  });
});

describe('inspection.close', () => {
  test('what was corrected on the spot is no reason to wait; only the chief closes', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const { inspectionId, lead } = team;
    const line = await lineOf(scene, team, 'general');
    const finding = sampleFinding(line, { measureKind: 'on-the-spot', days: 0 });
    await done(scene.runtime, lead, stateFinding, { inspectionId, finding });
    await answerAll(scene, team, [line]);
    await carryFrom(scene, team, 'answered', 'signed-off');
    expect(await visitOf(scene, team)).toMatchObject({ state: 'signed', conclusion: 'corrected' });
    expect(codes(await act(scene.runtime, lead, closeVisit, { inspectionId }))).toEqual(['not-allowed']);
    const elsewhere = actorOf(['section-chief'], 'chief', 2);
    expect(codes(await act(scene.runtime, elsewhere, closeVisit, { inspectionId }))).toEqual(['inspection-not-found']);
    await done(scene.runtime, CHIEF, closeVisit, { inspectionId });
    expect((await deedsOf(scene, team)).at(-1)).toBe('inspection.close');
  });
});
