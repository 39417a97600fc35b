/** 按日连续处罚 (安全生产法 §112): what is counted, from when, how much, and that none of the safeguards is left out. */
import { describe, expect, test } from 'vitest';
import {
  carryCase,
  caseOf,
  DEPUTY,
  doAct,
  FINE,
  hashToSign,
  HEAD,
  lead,
  LEGAL,
  openedCaseScene,
  reportOf,
  sampleEvidence,
  sampleService,
  tryAct,
} from './scene.testing.ts';
import { sampleRecheck } from './roads-daily.testing.ts';
import { dailyFen } from './rules/daily.ts';
import type { Outcome } from './types/case.ts';
import type { CaseFile } from './types/file.ts';

const scene = openedCaseScene();

const recheckOf = (change?: Parameters<typeof sampleRecheck>[1]) => sampleRecheck(scene, change);
const fine = (fen: number): Outcome => ({ kind: 'penalty', items: [{ kind: 'fine', fen }] });

async function finedCase(): Promise<CaseFile> {
  scene.at('2026-03-02');
  const file = await carryCase(scene, 'executing', FINE);
  scene.at('2026-03-12');
  return file;
}

/** The case of the newest recheck, investigated. */
async function dailyCase(fined: CaseFile): Promise<CaseFile> {
  const mine = lead(scene);
  const checked = await doAct(scene, mine, 'recheck', fined.caseId, { recheck: recheckOf() });
  const opened = await doAct(scene, mine, 'open-daily', fined.caseId, {
    recheckId: checked.rechecks.at(-1)?.recheckId ?? '',
  });
  const caseId = opened.rechecks.at(-1)?.dailyCaseId ?? '';
  await doAct(scene, mine, 'request-filing', caseId, {
    officerIds: scene.officerIds.slice(0, 2),
    cause: '拒不改正',
    facts: '复查仍未改正',
    opinion: '建议立案',
  });
  await doAct(scene, DEPUTY, 'approve-filing', caseId, { opinion: '同意' });
  return doAct(scene, mine, 'add-evidence', caseId, { evidence: await sampleEvidence(scene) });
}

describe('penalty.recheck', () => {
  test('is made after order and fine by two officers of whom one handles the case, and not before the term of the order is over', async () => {
    const { caseId } = await finedCase();
    const check = (change: Parameters<typeof recheckOf>[0]) =>
      tryAct(scene, lead(scene), 'recheck', caseId, { recheck: recheckOf(change) });
    const order = { number: '责改1号', on: '2026-03-02', until: '2026-03-12' };
    expect(await check({ order })).toEqual(['recheck-before-term']);
    expect(await check({ on: '2026-03-13' })).toEqual(['case-day-later']);
    expect(await check({ officerIds: scene.officerIds.slice(0, 1) })).not.toEqual([]);
    expect(await check({ officerIds: scene.officerIds.slice(2, 4) })).toEqual(['evidence-without-handler']);
    expect(await check({})).toEqual([]);
  });

  test('where nothing was fined there is nothing to go on for days', async () => {
    scene.at('2026-03-02');
    const none = { kind: 'no-penalty' as const, ground: 'first-time' as const, reason: '初次违法' };
    const { caseId } = await carryCase(scene, 'evidence');
    await doAct(scene, lead(scene), 'finish-investigation', caseId, {
      report: reportOf(await caseOf(scene, caseId), none),
    });
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
    await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
    await doAct(scene, lead(scene), 'serve-decision', caseId, { service: sampleService(scene) });
    scene.at('2026-03-12');
    expect(await tryAct(scene, lead(scene), 'recheck', caseId, { recheck: recheckOf() })).toEqual(['daily-no-fine']);
  });
});

describe('penalty.open-daily', () => {
  test('counts from the day after the order to the recheck, and the next one goes on the day after', async () => {
    const mine = lead(scene);
    const fined = await finedCase();
    const first = await dailyCase(fined);
    // 3 月 3 日至 12 日，两头都算。
    expect(first.daily).toMatchObject({ from: '2026-03-03', until: '2026-03-12', days: 10, perDayFen: 800_000 });
    expect([first.lead.source, first.lead.violatedOn, first.lead.party.name]).toEqual([
      'daily',
      '2026-03-03',
      fined.lead.party.name,
    ]);
    scene.at('2026-03-20');
    const again = await doAct(scene, mine, 'recheck', fined.caseId, { recheck: recheckOf({ on: '2026-03-20' }) });
    const recheckId = again.rechecks.at(-1)?.recheckId ?? '';
    const opened = await doAct(scene, mine, 'open-daily', fined.caseId, { recheckId });
    const second = await caseOf(scene, opened.rechecks.at(-1)?.dailyCaseId ?? '');
    expect(second.daily).toMatchObject({ from: '2026-03-13', until: '2026-03-20', days: 8 });
    expect(await tryAct(scene, mine, 'open-daily', fined.caseId, { recheckId })).toEqual(['recheck-unknown']);
  });

  test('two at once open one case', async () => {
    const { caseId } = await finedCase();
    const checked = await doAct(scene, lead(scene), 'recheck', caseId, { recheck: recheckOf() });
    const recheckId = checked.rechecks[0]?.recheckId ?? '';
    const both = await Promise.all([1, 2].map(() => tryAct(scene, lead(scene), 'open-daily', caseId, { recheckId })));
    expect(both.toSorted((a, b) => a.length - b.length)).toEqual([[], ['recheck-unknown']]);
  });

  test('what was corrected leads to nothing, and nobody types such a case', async () => {
    const { caseId, lead: given } = await finedCase();
    const mine = lead(scene);
    const done = await doAct(scene, mine, 'recheck', caseId, { recheck: recheckOf({ isCorrected: true }) });
    const recheckId = done.rechecks[0]?.recheckId ?? '';
    expect(await tryAct(scene, mine, 'open-daily', caseId, { recheckId })).toEqual(['recheck-unknown']);
    expect(given.source).not.toBe('daily');
  });
});

describe('a case of 按日连续处罚', () => {
  test('is one fine of exactly the days times the first, told, heard of, discussed, decided', async () => {
    const mine = lead(scene);
    const file = await dailyCase(await finedCase());
    const { caseId, daily } = file;
    const sum = daily === null ? 0 : dailyFen(daily);
    expect(sum).toBe(8_000_000);
    const report = (outcome: Outcome) =>
      tryAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(file, outcome) });
    expect(await report(fine(sum - 1))).toEqual(['daily-amount']);
    expect(await report({ kind: 'penalty', items: [{ kind: 'fine', fen: sum }, { kind: 'stop' }] })).toEqual([
      'daily-amount',
    ]);
    expect(await report(fine(sum))).toEqual([]);
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
    const told = await doAct(scene, mine, 'serve-notice', caseId, { service: sampleService(scene) });
    // 八万元 is heard of whatever the benchmark says.
    expect(told.notices[0]?.isHeard).toBe(true);
    await doAct(scene, mine, 'note-waiver', caseId, { on: scene.today(), statement: '放弃' });
    expect(await tryAct(scene, mine, 'submit-decision', caseId, { outcome: fine(sum - 1), opinion: '少一些' })).toEqual(
      ['daily-amount'],
    );
    await doAct(scene, mine, 'submit-decision', caseId, { outcome: fine(sum), opinion: '按日连续处罚' });
    await doAct(scene, HEAD, 'discuss', caseId, {
      on: scene.today(),
      attendeeIds: ['head', 'deputy', 'chief'],
      record: '同意',
      outcome: fine(sum),
    });
    const decided = await doAct(scene, HEAD, 'decide', caseId, { documentHash: await hashToSign(scene, caseId) });
    expect(decided.papers.at(-1)?.form).toBe('decision-daily');
    const served = await doAct(scene, mine, 'serve-decision', caseId, { service: sampleService(scene) });
    expect([served.state, served.servedOn]).toEqual(['executing', scene.today()]);
  });

  test('is not signed when the decision it rests on no longer stands', async () => {
    const mine = lead(scene);
    const fined = await finedCase();
    const file = await dailyCase(fined);
    const { caseId } = file;
    const outcome = fine(8_000_000);
    await doAct(scene, mine, 'finish-investigation', caseId, { report: reportOf(file, outcome) });
    await doAct(scene, LEGAL, 'review', caseId, { outcome: 'agreed', opinion: '同意' });
    await doAct(scene, mine, 'serve-notice', caseId, { service: sampleService(scene) });
    await doAct(scene, mine, 'note-waiver', caseId, { on: scene.today(), statement: '放弃' });
    await doAct(scene, mine, 'submit-decision', caseId, { outcome, opinion: '呈批' });
    await doAct(scene, HEAD, 'discuss', caseId, {
      on: scene.today(),
      attendeeIds: ['head', 'deputy', 'chief'],
      record: '同意',
      outcome,
    });
    await doAct(scene, HEAD, 'revoke-decision', fined.caseId, { reason: '适用依据有误' });
    const hash = await hashToSign(scene, caseId);
    expect(await tryAct(scene, HEAD, 'decide', caseId, { documentHash: hash })).toEqual(['daily-base-revoked']);
  });
});
