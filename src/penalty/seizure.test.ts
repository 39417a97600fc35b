/** 情况紧急，当场实施查封、扣押 (行政强制法 §19): handed over at once, reported and approved within twenty-four hours, or lifted. */
import { describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { pdfText } from '../testing/pdf.ts';
import { documentsOf } from './roads.testing.ts';
import { readCalendar } from '../calendar/reads.ts';
import { termsOf } from './rules/deadlines.ts';
import { turnsOf } from './rules/turns.ts';
import { DEFAULT_SETTING } from './types/settings.ts';
import { carryCase, caseOf, DEPUTY, doAct, HEAD, lead, openedCaseScene, tryAct } from './scene.testing.ts';
import type { CaseFile } from './types/file.ts';

const scene = openedCaseScene();

const seizure = (change: { urgentAt?: string; urgency?: string } = {}) => ({
  seizure: {
    ground: 'goods' as const,
    problem: '违法储存危险化学品',
    goods: [{ name: '天那水', model: '', quantity: '40 桶' }],
    place: '当事人仓库，就地查封',
    ...change,
  },
});
const URGENT = { urgentAt: '2026-02-14T08:30', urgency: '正在装车转移，不立即查封将危及周边' };

/** On a Saturday before the Spring Festival; nine in the morning in Shanghai. */
async function seized(): Promise<CaseFile> {
  scene.at('2026-02-14');
  const { caseId } = await carryCase(scene, 'investigating');
  return doAct(scene, lead(scene), 'request-seizure', caseId, seizure(URGENT));
}
const termsNow = async (file: CaseFile) =>
  termsOf(file, DEFAULT_SETTING, await read(scene.runtime, 1, readCalendar)).map(({ key, due, metOn }) => [
    key,
    due,
    metOn,
  ]);
const titles = async (caseId: string) =>
  (await caseOf(scene, caseId)).papers.map(({ form }) => form).filter((form) => form.startsWith('seizure'));

describe('penalty.request-seizure', () => {
  test('on the spot needs its minute, which is past, and what did not wait; without one it waits for the approval', async () => {
    scene.at('2026-02-14');
    const { caseId } = await carryCase(scene, 'investigating');
    const request = (change: Parameters<typeof seizure>[0]) =>
      tryAct(scene, lead(scene), 'request-seizure', caseId, seizure(change));
    expect(await request({ urgentAt: '2026-02-14T08:30' })).toEqual(['seizure-urgency-missing']);
    expect(await request({ urgency: '正在转移' })).toEqual(['seizure-urgent-when']);
    expect(await request({ ...URGENT, urgentAt: '2026-02-14T09:30' })).toEqual(['case-day-later']);
    expect(await request({ ...URGENT, urgentAt: '2026-01-14T09:30' })).toEqual(['case-day-before']);
    const asked = await doAct(scene, lead(scene), 'request-seizure', caseId, seizure());
    expect(await titles(caseId)).toEqual([]);
    expect((await termsNow(asked)).map(([key]) => key)).not.toContain('seizure-report');
  });

  test('on the spot hands over decision and list at once; its day and night run through the holiday, its thirty days from then', async () => {
    const file = await seized();
    expect(await titles(file.caseId)).toEqual(['seizure', 'seizure-list']);
    const [decision] = await documentsOf(scene, file.caseId).then((all) =>
      all.filter(({ form }) => form === 'penalty/seizure'),
    );
    const words = (await pdfText(await scene.runtime.files.get(decision?.sha256 ?? ''))).replaceAll(/\s/g, '');
    expect(words).toContain('第十九条，于2026年2月14日08:30当场实施');
    expect(words).toContain('期限自2026年2月14日至2026年3月16日');
    const terms = await termsNow(file);
    expect(terms).toContainEqual(['seizure-report', '2026-02-15T00:30:00.000Z', null]);
    expect(terms).toContainEqual(['seizure', '2026-03-16', null]);
    const turns = turnsOf(file, {
      setting: DEFAULT_SETTING,
      calendar: await read(scene.runtime, 1, readCalendar),
      today: '2026-02-14',
    });
    expect(turns).toContainEqual(
      expect.objectContaining({ act: 'approve-seizure', dueOn: '2026-02-15', term: 'seizure-report' }),
    );
  });
});

describe('penalty.approve-seizure', () => {
  test('afterwards makes the sheet alone, and the days stay those of the measure', async () => {
    const { caseId, seizures } = await seized();
    scene.at('2026-02-15');
    const [one] = seizures;
    const after = await doAct(scene, HEAD, 'approve-seizure', caseId, {
      seizureId: one?.seizureId ?? '',
      opinion: '情况属实，同意补办',
    });
    expect(await titles(caseId)).toEqual(['seizure', 'seizure-list', 'seizure-request']);
    expect(await termsNow(after)).toContainEqual(['seizure-report', '2026-02-15T00:30:00.000Z', '2026-02-15']);
    expect(await termsNow(after)).toContainEqual(['seizure', '2026-03-16', null]);
  });
});

describe('penalty.settle-seizure', () => {
  test('lifts what the head does not agree with, by a decision to the party, though nobody approved it', async () => {
    const { caseId, seizures } = await seized();
    const seizureId = seizures[0]?.seizureId ?? '';
    const settle = (end: 'released' | 'confiscated') =>
      tryAct(scene, DEPUTY, 'settle-seizure', caseId, { seizureId, end, reason: '不属于违法储存' });
    expect(await settle('confiscated')).toEqual(['seizure-not-approved']);
    expect(await settle('released')).toEqual([]);
    expect(await titles(caseId)).toEqual(['seizure', 'seizure-list', 'seizure-settlement']);
  });
});
