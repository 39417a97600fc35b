/** 通报反馈: what is common is found by rule, told to everybody, and answered. */
import { unzipSync } from 'fflate';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDepartment } from '../directory/actions/organisation.ts';
import { read } from '../core/transact.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { carry } from '../inspection/steps.testing.ts';
import { orderWith } from '../rectification/scene.testing.ts';
import { act, deputy, done, head, office } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import {
  draftBulletin,
  issueBulletin,
  recordReply,
  returnReply,
  setThresholds,
  settleReply,
} from './actions/feedback.ts';
import { bulletinPdf, bulletinWord } from './documents/bulletin.ts';
import { findBulletin } from './reads/feedback.ts';
import { feedbackTurns } from './reads/feedback-turns.ts';
import { listIndicatorRows } from './reads/indicators.ts';
import { commonProblems, feedbackDuties } from './rules/feedback.ts';
import { DEFAULT_THRESHOLDS, type BulletinView } from './types/feedback.ts';

const found = (code: string, ...visits: readonly number[]) =>
  visits.map((visit) => ({ inspectionId: String(visit), code, name: `事项${code}` }));

describe('普遍性问题', () => {
  test('is common from a tenth of the units, or from five, and a unit counts once', () => {
    const findings = [...found('A', 1, 1, 1), ...found('B', 1, 2, 3, 4, 5), ...found('C', 1, 2)];
    expect(
      commonProblems(findings, 100, DEFAULT_THRESHOLDS).map(({ code, units, share }) => [code, units, share]),
    ).toEqual([['B', 5, 500]]);
    expect(commonProblems(findings, 20, DEFAULT_THRESHOLDS).map(({ code }) => code)).toEqual(['B', 'C']);
    expect(commonProblems(findings, 10, DEFAULT_THRESHOLDS).map(({ code }) => code)).toEqual(['B', 'C', 'A']);
    expect(commonProblems(findings, 100, { ...DEFAULT_THRESHOLDS, percent: 2 }).map(({ code }) => code)).toEqual([
      'B',
      'C',
    ]);
  });

  test('never more than were visited, and nothing common becomes rare by another finding', () => {
    const finding = fc.record({
      inspectionId: fc.integer({ min: 1, max: 12 }).map(String),
      code: fc.constantFrom('A', 'B', 'C'),
      name: fc.constant('x'),
    });
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 40 }), finding, (findings, more) => {
        const before = commonProblems(findings, 12, DEFAULT_THRESHOLDS);
        const after = commonProblems([...findings, more], 12, DEFAULT_THRESHOLDS);
        return (
          after.every(({ units, share }) => units <= 12 && share <= 10_000) &&
          before.every(({ code, units }) => after.some((each) => each.code === code && each.units >= units))
        );
      }),
    );
  });
});

describe('a 通报', () => {
  let scene: Scene;
  let bulletinId: string;
  const view = async (): Promise<BulletinView> => {
    const seen = await read(scene.runtime, 1, (tx) => findBulletin(tx, bulletinId, 'x'));
    if (seen === undefined) throw new Error('no bulletin');
    return seen;
  };
  const owed = () =>
    read(scene.runtime, 1, async (tx) => {
      const duties = new Set<string>(Object.keys(feedbackDuties));
      const open = await feedbackTurns(tx, { staffId: 'x', duties, most: 50, skip: 0 });
      return open.map(({ duty, total }) => [duty, total]);
    });
  beforeAll(async () => {
    scene = await openScene();
    await scene.runtime.asOwner(async (db) => {
      await sql`INSERT INTO subdistrict (bureau_id, code, name, aliases)
        SELECT 1, code, '街镇' || code, '{}' FROM (SELECT DISTINCT subdistrict_code AS code FROM enterprise WHERE bureau_id = 1
          UNION SELECT '120111999') c`.execute(db);
    });
    await done(scene.runtime, office, addDepartment, { name: '执法大队', fromOn: '2026-01-01' });
    for (let n = 0; n < 5; n += 1) await orderWith(scene, [{}]);
    await carry(scene, scene.take(), 'signed-off');
  }, 90_000);
  afterAll(() => scene.close());

  test('freezes the figures of every street, those without any too, and of every sector', async () => {
    const drafted = await done(scene.runtime, office, draftBulletin, {
      drawId: scene.drawId,
      number: '测应急〔2026〕5号',
    });
    bulletinId = drafted.bulletinId;
    expect(drafted.problems).toBe(1);
    const { content } = await view();
    expect(content.all).toMatchObject({ visited: 6, withFindings: 5, findings: 5, settled: 0 });
    expect(content.subdistricts.reduce((sum, { visited }) => sum + visited, 0)).toBe(6);
    expect(content.subdistricts.some(({ visited }) => visited === 0)).toBe(true);
    const [problem] = content.problems;
    expect(content.subdistricts.reduce((sum, { problems }) => sum + (problems[problem?.code ?? ''] ?? 0), 0)).toBe(5);
    expect(await owed()).toEqual([['feedback.issue', 1]]);
  });

  test('is issued by another than its author, who has seen these very words; then nothing changes it', async () => {
    const { hash } = await view();
    expect(await act(scene.runtime, head, issueBulletin, { bulletinId, hash: 'f'.repeat(64) })).toMatchObject({
      ok: false,
      refusals: [{ code: 'bulletin-changed' }],
    });
    expect(
      await act(scene.runtime, { ...head, staffId: office.staffId }, issueBulletin, { bulletinId, hash }),
    ).toMatchObject({
      ok: false,
      refusals: [{ code: 'bulletin-own-draft' }],
    });
    expect(await act(scene.runtime, deputy, issueBulletin, { bulletinId, hash })).toMatchObject({ ok: false });
    expect(await done(scene.runtime, head, issueBulletin, { bulletinId, hash })).toMatchObject({
      replyBy: '2026-03-27',
    });
    const again = await act(scene.runtime, office, draftBulletin, {
      drawId: scene.drawId,
      number: '测应急〔2026〕6号',
    });
    expect(again).toMatchObject({ ok: false, refusals: [{ code: 'bulletin-issued' }] });
    const { answers } = await view();
    expect(await owed()).toEqual([['feedback.record-reply', answers.length]]);
    expect(answers.map(({ name }) => name)).toContain('执法大队');
  });

  test('is answered by each recipient, followed up, and late when nobody answers', async () => {
    const { answers } = await view();
    const recipient = answers[0]?.recipient ?? '';
    const reply = { receivedOn: '2026-03-12', document: '某镇函〔2026〕1号', measures: '已组织自查' };
    const early = await act(scene.runtime, office, recordReply, {
      bulletinId,
      recipient,
      reply: { ...reply, receivedOn: '2026-03-01' },
    });
    expect(early).toMatchObject({ ok: false, refusals: [{ code: 'reply-day' }] });
    expect(await act(scene.runtime, office, settleReply, { bulletinId, recipient, opinion: '已落实' })).toMatchObject({
      ok: false,
      refusals: [{ code: 'reply-state' }],
    });
    await done(scene.runtime, office, recordReply, { bulletinId, recipient, reply });
    await done(scene.runtime, office, returnReply, {
      bulletinId,
      recipient,
      reason: '没有附清单',
      replyBy: '2026-03-30',
    });
    await done(scene.runtime, office, recordReply, { bulletinId, recipient, reply });
    await done(scene.runtime, office, settleReply, { bulletinId, recipient, opinion: '已抽查核实' });
    expect((await view()).answers.find((each) => each.recipient === recipient)).toMatchObject({
      state: 'settled',
      returnReason: '没有附清单',
    });
    scene.runtime.clock.set('2026-03-28T01:00:00Z');
    const late = (await view()).answers.filter(({ isLate }) => isLate);
    expect(late).toHaveLength(answers.length - 1);
    const assessed = await read(scene.runtime, 1, (tx) => listIndicatorRows(tx, 'feedback', 2026));
    expect(assessed).toHaveLength(answers.length);
    expect(assessed.filter(({ value }) => value === 100).map(({ key }) => key)).toEqual([`${bulletinId}/${recipient}`]);
    scene.runtime.clock.set('2026-03-12T01:00:00Z');
  });

  test('is printed as PDF and Word with the same words, and the same bytes twice', async () => {
    const bulletin = await view();
    const pdf = bulletinPdf(bulletin);
    expect(Buffer.from(bulletinPdf(bulletin)).equals(Buffer.from(pdf))).toBe(true);
    const word = new TextDecoder().decode(unzipSync(await bulletinWord(bulletin))['word/document.xml']);
    const printed = (await pdfText(pdf)).replaceAll(/\s/g, '');
    const [street] = bulletin.content.subdistricts;
    for (const words of [
      '测应急〔2026〕5号',
      '普遍性问题的通报',
      bulletin.content.problems[0]?.name ?? '',
      street?.name ?? '',
    ]) {
      expect(printed).toContain(words);
      expect(word).toContain(words);
    }
    expect(word).not.toMatch(/\{\{|\}\}/);
  });

  test('thresholds are the office’s, versioned; what is drafted later follows them', async () => {
    await done(scene.runtime, office, setThresholds, {
      version: 0,
      thresholds: { percent: 50, units: 6, replyDays: 10 },
    });
    expect(
      await act(scene.runtime, office, setThresholds, { version: 0, thresholds: DEFAULT_THRESHOLDS }),
    ).toMatchObject({ ok: false, refusals: [{ code: 'thresholds-changed-meanwhile' }] });
    expect((await view()).content.thresholds).toEqual(DEFAULT_THRESHOLDS);
  });
});
