import { createHash } from 'node:crypto';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { receiveUpload } from '../core/uploads/receive.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { decideHeldOperations, revokeFieldDevice } from './actions/devices.ts';
import { keepFile } from './actions/files.ts';
import { answerPoints } from './actions/on-site.ts';
import { closeRecord, reopenRecord, signOff, signRecord } from './actions/sign.ts';
import { Phone } from './phone.testing.ts';
import { packageFor } from './reads/package.ts';
import { viewSync } from './reads/sync-view.ts';
import { findVisit, listAnswers, listFindings } from './reads/visits.ts';
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
import { carry, hashOf } from './steps.testing.ts';
import { NO_LATER_RECORDS } from './types/later.ts';
import { codes } from '../testing/refusal-codes.ts';
import { jpegWith } from '../testing/upload-files.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());

async function phoneOf(team: Team, owner = team.lead): Promise<Phone> {
  return new Phone(scene, team, owner).register();
}

async function outcomesOf(answer: ReturnType<Phone['sync']>): Promise<string[]> {
  const result = await answer;
  if (!result.ok) return codes(result);
  return result.value.outcomes.map(({ outcome, refusals }) => refusals[0]?.code ?? outcome);
}

function syncViewOf({ inspectionId }: Team): Promise<Awaited<ReturnType<typeof viewSync>>> {
  return read(scene.runtime, 1, async (tx) => {
    const visit = await findVisit(tx, inspectionId);
    if (visit === undefined) throw new Error('no visit');
    return viewSync(tx, visit);
  });
}

describe('inspection.sync', () => {
  test('a whole visit without signal arrives at once and is the visit of the desk', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await phoneOf(team);
    phone.checkIn();
    await phone.passAll();
    const recordHash = await phone.close();
    phone.sign(recordHash, team.officerIds[0]);
    phone.sign(recordHash, team.officerIds[1]);
    phone.signEnterprise(recordHash);
    const answer = await phone.sync();
    expect(answer).toMatchObject({ ok: true, value: { state: 'awaiting-signatures' } });
    expect(await visitOf(scene, team)).toMatchObject({ recordHash, state: 'awaiting-signatures' });

    // The second officer's stroke on a colleague's phone waits for his own word.
    const off = { inspectionId: team.inspectionId };
    expect(answer.ok && answer.value.unconfirmed.map(({ personId }) => personId)).toEqual([team.officerIds[1]]);
    expect(codes(await act(scene.runtime, team.lead, signOff, off))).toContain('officer-unsigned');
    await done(scene.runtime, team.second, signRecord, { ...off, recordHash });
    await done(scene.runtime, team.lead, signOff, off);
    expect(await visitOf(scene, team)).toMatchObject({ state: 'signed', conclusion: 'no-problem', signedOn: DAY });
    expect((await deedsOf(scene, team)).slice(-8)).toEqual([
      'inspection.check-in',
      'inspection.answer',
      'inspection.close-record',
      'inspection.sign',
      'inspection.sign-enterprise',
      'inspection.sync',
      'inspection.sign',
      'inspection.sign-off',
    ]);
  });

  test('half batches, twice, in any order, with lost replies: the same rows', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await phoneOf(team);
    const line = await lineOf(scene, team, 'general');
    phone.checkIn();
    await phone.passAll([line]);
    phone.say({ kind: 'answer', itemId: line.itemId, pointNo: line.no, answer: 'fail' });
    const findingId = newId();
    phone.say({ kind: 'finding', findingId, finding: sampleFinding(line), isWithdrawn: false });
    const recordHash = await phone.close();
    const all = [...phone.unsent].reverse();
    // The reply to the first half never arrives: the phone sends everything again.
    await phone.sync(all.slice(0, 3));
    expect(await visitOf(scene, team)).toMatchObject({ state: 'notified' });
    await phone.sync([...all, ...all.slice(2, 6)]);
    expect(await visitOf(scene, team)).toMatchObject({ state: 'awaiting-signatures', recordHash });
    const findings = await read(scene.runtime, 1, (tx) => listFindings(tx, team.inspectionId));
    expect(findings).toMatchObject([{ findingId, number: 1, dueOn: '2026-03-19', statedBy: team.lead.staffId }]);
  });

  test('two phones that contradict each other: both versions are shown, and the record waits for a person', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const [mine, theirs] = [await phoneOf(team), await phoneOf(team, team.second)];
    const [line] = await linesOf(scene, team);
    if (line === undefined) throw new Error('the check table is empty');
    await mine.sync();
    await mine.passAll();
    theirs.say({ kind: 'answer', itemId: line.itemId, pointNo: line.no, answer: 'not-applicable' });
    await mine.sync();
    await theirs.sync();
    const { conflicts } = await syncViewOf(team);
    expect(conflicts).toHaveLength(1);
    expect(conflicts[0]?.versions.map(({ author }) => author).sort()).toEqual(
      [team.lead.staffId, team.second.staffId].sort(),
    );
    const close = { inspectionId: team.inspectionId };
    expect(codes(await act(scene.runtime, team.lead, closeRecord, close))).toContain('record-conflict');
    // The desk has seen both: saying it again settles it.
    const answers = [{ itemId: line.itemId, pointNo: line.no, answer: 'pass' as const }];
    await done(scene.runtime, team.lead, answerPoints, { inspectionId: team.inspectionId, answers });
    expect((await syncViewOf(team)).conflicts).toEqual([]);
    expect(
      (await read(scene.runtime, 1, (tx) => listAnswers(tx, team.inspectionId))).every(
        (each) => each.answer === 'pass',
      ),
    ).toBe(true);
    // And the phone hears of it.
    const heard = await theirs.sync([]);
    expect(heard.ok ? heard.value.news : []).toHaveLength(1);
  });

  test('an edit voids the signatures; after the word of the enterprise it is a correction, until the record is reopened', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await phoneOf(team);
    const other = await phoneOf(team, team.second);
    phone.checkIn();
    await phone.passAll();
    const first = await phone.close();
    phone.sign(first, team.officerIds[0]);
    await phone.sync();
    await other.sync([]);
    const [line] = await linesOf(scene, team);
    if (line === undefined) throw new Error('the check table is empty');
    const point = { itemId: line.itemId, pointNo: line.no };
    phone.say({ kind: 'answer', ...point, answer: 'not-applicable' });
    await phone.sync();
    expect(await visitOf(scene, team)).toMatchObject({ state: 'inspecting', recordHash: null });

    const second = await phone.close();
    phone.sign(second, team.officerIds[0]);
    phone.signEnterprise(second);
    await phone.sync();
    other.say({ kind: 'answer', ...point, answer: 'pass' });
    expect(await outcomesOf(other.sync())).toEqual(['taken']);
    expect(await visitOf(scene, team)).toMatchObject({ state: 'awaiting-signatures', recordHash: second });
    expect((await syncViewOf(team)).corrections).toMatchObject([{ author: team.second.staffId }]);

    await done(scene.runtime, team.lead, reopenRecord, { inspectionId: team.inspectionId, reason: '采纳更正' });
    await phone.sync([]);
    expect((await syncViewOf(team)).corrections).toEqual([]);
    expect((await syncViewOf(team)).conflicts).toHaveLength(1);
  });

  test('a major hazard needs another officer; an expert speaks for himself', async () => {
    const team = await carry(scene, scene.take(true), 'checked-in');
    const { expert = STRANGER } = team;
    const phone = await phoneOf(team);
    const [reviewer, advisor] = [await phoneOf(team, team.second), await phoneOf(team, expert)];
    const line = await lineOf(scene, team, 'by-criterion');
    const findingId = newId();
    phone.say({ kind: 'answer', itemId: line.itemId, pointNo: line.no, answer: 'fail' });
    phone.say({ kind: 'finding', findingId, finding: majorFinding(line), isWithdrawn: false });
    await phone.sync();
    await reviewer.sync([]);
    phone.say({ kind: 'review', findingId });
    await phone.sync();
    const reviewedBy = async (): Promise<unknown> =>
      (await read(scene.runtime, 1, (tx) => listFindings(tx, team.inspectionId)))[0]?.reviewedBy;
    expect(await reviewedBy()).toBeNull();
    reviewer.say({ kind: 'review', findingId });
    await reviewer.sync();
    expect(await reviewedBy()).toBe(team.second.staffId);

    advisor.say({ kind: 'opinion', opinionId: newId(), opinion: { ...OPINION, findingId } });
    advisor.say({ kind: 'answer', itemId: line.itemId, pointNo: line.no, answer: 'pass' });
    expect(await outcomesOf(advisor.sync())).toEqual(['taken', 'inspection-not-member']);
    phone.say({ kind: 'opinion', opinionId: newId(), opinion: OPINION });
    expect(await outcomesOf(phone.sync())).toEqual(['inspection-not-expert']);
  });

  test('a revoked phone loses nothing: its words wait for the section chief', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const phone = await phoneOf(team);
    await phone.passAll();
    const revoke = { deviceId: phone.deviceId, reason: '手机遗失' };
    expect(codes(await act(scene.runtime, STRANGER, revokeFieldDevice, revoke))).toEqual(['device-unknown']);
    await done(scene.runtime, CHIEF, revokeFieldDevice, revoke);
    expect(new Set(await outcomesOf(phone.sync()))).toEqual(new Set(['device-revoked']));
    expect(await read(scene.runtime, 1, (tx) => listAnswers(tx, team.inspectionId))).toEqual([]);
    const { held } = await syncViewOf(team);
    const decide = {
      inspectionId: team.inspectionId,
      operationIds: held.map(({ operationId }) => operationId),
      decision: 'admitted' as const,
      reason: '本人当面核对',
    };
    await done(scene.runtime, CHIEF, decideHeldOperations, decide);
    expect(await read(scene.runtime, 1, (tx) => listAnswers(tx, team.inspectionId))).toHaveLength(held.length);
    expect(codes(await act(scene.runtime, CHIEF, decideHeldOperations, decide))).toEqual(['held-decided']);
  });

  test('what breaks a rule is kept apart with every reason: one officer, a strange point, another phone', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await phoneOf(team);
    phone.say({ kind: 'check-in', officerIds: [team.officerIds[0]] });
    phone.say({ kind: 'answer', itemId: newId(), pointNo: 1, answer: 'pass' });
    const stray = phone.say({ kind: 'check-in', officerIds: [...team.officerIds] });
    const unsent = phone.unsent.map((each) =>
      each === stray ? { ...each, stamp: { ...each.stamp, device: newId() } } : each,
    );
    expect(await outcomesOf(phone.sync(unsent))).toEqual([
      'too-few-officers',
      'finding-point-unknown',
      'operation-stray',
    ]);
    expect(await visitOf(scene, team)).toMatchObject({ state: 'notified' });
  });

  test('a forged proof of a signature is kept apart; a signature for somebody else never counts to the two', async () => {
    const team = await carry(scene, scene.take(), 'answered');
    const phone = await phoneOf(team);
    await phone.sync([]);
    const recordHash = await phone.close();
    phone.sign(
      recordHash,
      team.officerIds[0],
      'officer',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    );
    expect(await outcomesOf(phone.sync())).toEqual(['taken', 'signature-proof-wrong']);
    expect(await hashOf(scene, team)).toBe(recordHash);
  });

  test('late entries need a reason, and go in with it', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await phoneOf(team);
    const yesterday = '2026-03-10T02:00:00Z';
    phone.say({ kind: 'check-in', officerIds: [...team.officerIds] }, yesterday);
    expect(await outcomesOf(phone.sync())).toEqual(['sync-late']);
    expect(await outcomesOf(phone.sync(phone.unsent, '厂区无信号，返回后补录'))).toEqual(['taken']);
    expect((await visitOf(scene, team)).row.checked_in_at).toBe('2026-03-10T02:00:00.000Z');
  });

  test('another account, another bureau’s visit and an unknown phone get nothing', async () => {
    const team = await carry(scene, scene.take(), 'checked-in');
    const outsider = await new Phone(scene, team, STRANGER).register();
    expect(await outcomesOf(outsider.sync())).toEqual(['inspection-not-found']);
    expect(await outcomesOf(new Phone(scene, team, team.lead).sync())).toEqual(['device-unknown']);
  });
});

describe('inspection.keep-file', () => {
  test('a visit is complete only when every picture has arrived', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const phone = await phoneOf(team);
    const [line] = await linesOf(scene, team);
    if (line === undefined) throw new Error('the check table is empty');
    const picture = jpegWith(0xfe, Buffer.from('a picture'));
    const sha256 = createHash('sha256').update(picture).digest('hex');
    phone.checkIn();
    phone.say({
      kind: 'photo',
      photoId: newId(),
      sha256,
      bytes: picture.length,
      type: 'image/jpeg',
      takenAt: `${DAY}T01:00:00.000Z`,
      itemId: line.itemId,
      pointNo: line.no,
      isWithdrawn: false,
    });
    await phone.passAll();
    const recordHash = await phone.close();
    phone.sign(recordHash, team.officerIds[0]);
    phone.signEnterprise(recordHash);
    await phone.sync();
    const off = { inspectionId: team.inspectionId };
    await done(scene.runtime, team.second, signRecord, { ...off, recordHash });
    expect(codes(await act(scene.runtime, team.lead, signOff, off))).toEqual(['photos-missing']);
    expect(JSON.parse((await visitOf(scene, team)).row.record?.toString() ?? '')).toMatchObject({
      photos: [{ sha256 }],
    });
    await receiveUpload(scene.runtime, team.lead, { name: `${sha256}.jpg`, bytes: picture });
    await done(scene.runtime, team.lead, keepFile, { ...off, sha256, bytes: picture.length, type: 'image/jpeg' });
    await done(scene.runtime, team.lead, signOff, off);
  });
});

describe('今日任务', () => {
  test('holds one’s own visits from the notice on, with bases, phrases by pinyin, devices and the proof at the door', async () => {
    const team = await carry(scene, scene.take(), 'notified');
    const own = await read(scene.runtime, 1, (tx) => packageFor(tx, team.lead, NO_LATER_RECORDS));
    const visit = own.visits.find(({ inspectionId }) => inspectionId === team.inspectionId);
    expect(visit?.checklist.length).toBeGreaterThan(3);
    expect(visit?.items.some(({ bases }) => bases.length > 0)).toBe(true);
    expect(visit?.team.filter(({ staffId }) => staffId === team.lead.staffId)).toHaveLength(1);
    expect(own.phrases.find(({ words }) => words === '灭火器压力不足')?.keys).toContain('miehuoqi');
    expect(own.phrases.find(({ words }) => words === '灭火器压力不足')?.keys).toContain('|mhqylbz');
    const none = await read(scene.runtime, 1, (tx) => packageFor(tx, STRANGER, NO_LATER_RECORDS));
    expect(none.visits).toEqual([]);
  });
});
