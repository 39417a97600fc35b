/** What follows when a finding of an order was voided: its publication, a review that bound the bureau, the assessment, the archive. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { completenessOf } from '../archive/reads/course.ts';
import { archiveFollowers } from '../archive/jobs.ts';
import { findVolumeOf } from '../archive/reads/volumes.ts';
import type { Actor, Role } from '../core/actor.ts';
import { answer } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { listDocuments } from '../core/register/reads.ts';
import { read } from '../core/transact.ts';
import { approveEntry, confirmEntry, correctEntry, publishEntry, withdrawEntry } from '../disclosure/actions.ts';
import { publishExposure, withdrawExposure } from '../disclosure/actions/exposure.ts';
import { copyHash, copyOf, findEntryOfVisit, type Entry } from '../disclosure/reads/entries.ts';
import { listExposureRows } from '../disclosure/reads/exposures.ts';
import { listVersions } from '../disclosure/reads/published.ts';
import { disclosureTurns } from '../disclosure/reads/turns.ts';
import { disclosureDuties } from '../disclosure/rules/duties.ts';
import { disclosureReadSpecs } from '../disclosure/routes.ts';
import { composedPdf, composeDocument } from '../inspection/actions/compose.ts';
import { closeVisit } from '../inspection/actions/sign.ts';
import { SERIES } from '../inspection/reads/documents.ts';
import { CHIEF, DAY, openScene, visitOf, type Scene, type Team } from '../inspection/scene.testing.ts';
import { carryOutMatter, decideMatter, recordMatter } from '../oversight/actions/assessment.ts';
import { listIndicatorRows } from '../oversight/reads/indicators.ts';
import { assessmentTurns } from '../oversight/reads/quality.ts';
import { assessmentDuties } from '../oversight/rules/assessment.ts';
import { decideExposure, proposeExposure } from '../rectification/actions/remind.ts';
import type { StoredOrder } from '../rectification/reads/orders.ts';
import { served } from '../rectification/scene.testing.ts';
import { act, done, head, supervisor } from '../testing/draw-ceremony.ts';
import { pdfText } from '../testing/pdf.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { catchUp, tryVoid } from './void-finding.testing.ts';

const REVIEWER = actorOf(['disclosure-reviewer'], 'reviewer');
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
}, 60_000);
afterAll(() => scene.close());
afterEach(() => scene.runtime.clock.set(`${DAY}T01:00:00Z`));

async function entryOf({ inspectionId }: Pick<Team, 'inspectionId'>): Promise<Entry> {
  const entry = await read(scene.runtime, 1, (tx) => findEntryOfVisit(tx, inspectionId));
  if (entry === undefined) throw new Error('no entry');
  return entry;
}

/** The result through all three hands. */
async function publish(team: Team): Promise<string> {
  const { entry_id: entryId } = await entryOf(team);
  await done(scene.runtime, team.lead, confirmEntry, { entryId });
  await done(scene.runtime, CHIEF, approveEntry, { entryId });
  const hash = copyHash(copyOf(await entryOf(team)));
  await done(scene.runtime, REVIEWER, publishEntry, { entryId, hash });
  return entryId;
}

async function owedTo({ staffId }: Actor, role: Role, record: string): Promise<(string | null)[][]> {
  const own = Object.entries(disclosureDuties).filter(([, { owners }]) => owners.some((owner) => owner === role));
  const asked = { staffId, duties: new Set(own.map(([name]) => name)), most: 50, skip: 0 };
  const open = await read(scene.runtime, 1, (tx) => disclosureTurns(tx, asked));
  return open.flatMap(({ duty, turns }) =>
    turns.filter((turn) => turn.record === record).map(({ dueOn }) => [duty, dueOn]),
  );
}

const numbersOf = ({ content }: Entry): number[] =>
  'findings' in content ? content.findings.map(({ number }) => number) : [];
const conclusionOf = ({ content }: Entry): string => ('conclusion' in content ? content.conclusion : '');

async function servedAndDrafted(findings: number): Promise<{ team: Team; order: StoredOrder }> {
  const made = await served(
    scene,
    Array.from({ length: findings }, () => ({ days: 7 })),
  );
  await catchUp(scene);
  return made;
}

describe('a result that is public', () => {
  test('is to be corrected within three workdays; the correction leaves the voided finding out, and says why', async () => {
    const { team, order } = await servedAndDrafted(2);
    const entryId = await publish(team);
    await tryVoid(scene, order);
    // Nothing changes by itself: a person corrects it.
    await catchUp(scene);
    expect(numbersOf(await entryOf(team))).toEqual([1, 2]);
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', entryId)).toEqual([['disclosure.correct', '2026-03-17']]);
    const [page] = disclosureReadSpecs.filter(({ path }) => path === '/api/disclosures/:entryId');
    const seen = page && (await answer(scene.runtime, REVIEWER, page, { entryId }));
    expect(seen).toMatchObject({ ok: true, value: { voided: [1], withdrawBy: '2026-03-17' } });
    const reason = '第 1 条问题经复核不成立，已撤销';
    const gone = [{ at: 'findings.1.text', text: '已撤销' }];
    expect(codes(await act(scene.runtime, REVIEWER, correctEntry, { entryId, wording: gone, reason }))).toEqual([
      'disclosure-place-unknown',
    ]);
    await done(scene.runtime, REVIEWER, correctEntry, { entryId, wording: [], reason });
    const after = await entryOf(team);
    expect([numbersOf(after), after.version, after.corrected_on]).toEqual([[2], 2, DAY]);
    const versions = await read(scene.runtime, 1, (tx) => listVersions(tx, entryId));
    expect(versions.map(({ version, reason: said }) => [version, said])).toEqual([
      [2, reason],
      [1, null],
    ]);
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', entryId)).toEqual([]);
    expect(codes(await act(scene.runtime, REVIEWER, correctEntry, { entryId, wording: [], reason }))).toEqual([
      'disclosure-nothing-changed',
    ]);
    // The last one goes the same way, on a day of its own; what is left is a visit without a problem.
    await tryVoid(scene, order, { n: 1 });
    await catchUp(scene);
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', entryId)).toEqual([['disclosure.correct', '2026-03-17']]);
    await done(scene.runtime, REVIEWER, correctEntry, { entryId, wording: [], reason });
    expect([numbersOf(await entryOf(team)), conclusionOf(await entryOf(team))]).toEqual([[], 'no-problem']);
  });

  test('that is withdrawn instead is owed nothing any more', async () => {
    const { team, order } = await servedAndDrafted(1);
    const entryId = await publish(team);
    await tryVoid(scene, order);
    await catchUp(scene);
    await done(scene.runtime, REVIEWER, withdrawEntry, { entryId, reason: '检查结果列的问题已撤销' });
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', entryId)).toEqual([]);
  });

  test('a second finding that is voided before the correction does not lengthen its days', async () => {
    const { team, order } = await servedAndDrafted(2);
    const entryId = await publish(team);
    await tryVoid(scene, order);
    await catchUp(scene);
    scene.runtime.clock.set('2026-03-16T01:00:00Z');
    await tryVoid(scene, order, { n: 1 });
    await catchUp(scene);
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', entryId)).toEqual([['disclosure.correct', '2026-03-17']]);
  });
});

describe('a result on its way', () => {
  test('no longer names it, goes back to its handler and through all hands again', async () => {
    const { team, order } = await servedAndDrafted(2);
    const { entry_id: entryId } = await entryOf(team);
    await done(scene.runtime, team.lead, confirmEntry, { entryId });
    await done(scene.runtime, CHIEF, approveEntry, { entryId });
    await tryVoid(scene, order);
    await catchUp(scene);
    const after = await entryOf(team);
    expect(after).toMatchObject({ state: 'drafted', confirmed_by: null, approved_by: null, version: 1 });
    expect([numbersOf(after), after.return_reason]).toEqual([
      [2],
      '第 1 条问题已撤销，公示稿不再列出，请重新核对并确认',
    ]);
    expect(await owedTo(team.lead, 'officer', entryId)).toEqual([['disclosure.confirm', after.due_on]]);
    expect(await publish(team)).toBe(entryId);
  });
});

describe('an exposure', () => {
  async function decided(): Promise<{ order: StoredOrder; exposureId: string }> {
    scene.runtime.clock.set(`${DAY}T01:00:00Z`);
    const { team, order } = await servedAndDrafted(1);
    scene.runtime.clock.set('2026-03-26T01:00:00Z');
    const one = { orderId: order.orderId, findingId: order.items[0]?.findingId ?? '' };
    await done(scene.runtime, team.lead, proposeExposure, { ...one, ground: 'overdue', facts: '期限届满仍未更换' });
    const { exposureId } = await done(scene.runtime, head, decideExposure, {
      ...one,
      outcome: 'expose',
      opinion: '同意',
    });
    return { order, exposureId };
  }
  const stateOf = async (exposureId: string) => {
    const rows = await read(scene.runtime, 1, (tx) => listExposureRows(tx));
    return rows.find((row) => row.exposureId === exposureId)?.state;
  };

  test('that waits for its review is never published; one that is public is owed its withdrawal', async () => {
    const waiting = await decided();
    await catchUp(scene);
    const out = await decided();
    await catchUp(scene);
    const text = '车间使用非防爆插座';
    await done(scene.runtime, REVIEWER, publishExposure, { exposureId: out.exposureId, text });
    for (const { order } of [waiting, out]) await tryVoid(scene, order);
    await catchUp(scene);
    expect(await stateOf(waiting.exposureId)).toBe('cancelled');
    const publishing = { exposureId: waiting.exposureId, text };
    expect(codes(await act(scene.runtime, REVIEWER, publishExposure, publishing))).toEqual(['disclosure-state']);
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', waiting.exposureId)).toEqual([]);
    expect(await owedTo(REVIEWER, 'disclosure-reviewer', out.exposureId)).toEqual([
      ['disclosure.withdraw-exposure', null],
    ]);
    const withdrawal = { exposureId: out.exposureId, reason: '该项问题已撤销' };
    await done(scene.runtime, REVIEWER, withdrawExposure, withdrawal);
  });

  test('that was decided and not drafted yet is not drafted', async () => {
    const { order, exposureId } = await decided();
    await tryVoid(scene, order);
    await catchUp(scene);
    expect(await stateOf(exposureId)).toBeUndefined();
  });
});

describe('a review that went against the bureau', () => {
  const owed = async (): Promise<string[]> => {
    const asked = { staffId: 'x', duties: new Set(Object.keys(assessmentDuties)), most: 50, skip: 0 };
    return (await read(scene.runtime, 1, (tx) => assessmentTurns(tx, asked))).map(({ duty }) => duty);
  };

  test('binds the section: its findings are voided on it, and what was done is noted, once', async () => {
    const { team, order } = await servedAndDrafted(1);
    const { team: elsewhere, order: other } = await servedAndDrafted(1);
    const matterOf = async ({ inspectionId }: Team, outcome: 'founded' | 'unfounded'): Promise<string> => {
      const matter = { kind: 'review' as const, inspectionId, receivedOn: DAY, summary: '不服第 1 项责令整改' };
      const { matterId } = await done(scene.runtime, supervisor, recordMatter, matter);
      expect(codes(await tryVoid(scene, order, { basis: { kind: 'matter', matterId } }))).toEqual([
        'void-matter-unfit',
      ]);
      await done(scene.runtime, supervisor, decideMatter, { matterId, outcome, conclusion: '复议决定已送达' });
      return matterId;
    };
    const refused = await matterOf(elsewhere, 'unfounded');
    expect(codes(await tryVoid(scene, other, { basis: { kind: 'matter', matterId: refused } }))).toEqual([
      'void-matter-unfit',
    ]);
    expect(await owed()).toEqual([]);
    const matterId = await matterOf(team, 'founded');
    expect(codes(await tryVoid(scene, other, { basis: { kind: 'matter', matterId } }))).toEqual(['void-matter-unfit']);
    expect(await owed()).toEqual(['assessment.carry-out-matter']);
    expect(await tryVoid(scene, order, { basis: { kind: 'matter', matterId } })).toMatchObject({ ok: true });
    const note = { matterId, carriedOut: '已撤销第 1 条问题' };
    expect(codes(await act(scene.runtime, supervisor, carryOutMatter, note))).toEqual(['not-allowed']);
    await done(scene.runtime, CHIEF, carryOutMatter, note);
    for (const again of [note, { ...note, matterId: refused }])
      expect(codes(await act(scene.runtime, CHIEF, carryOutMatter, again))).toEqual(['matter-not-binding']);
    expect(await owed()).toEqual([]);
  });
});

test('neither for nor against anybody in the assessment: what was voided is not looked at', async () => {
  const { order } = await servedAndDrafted(2);
  scene.runtime.clock.set('2026-04-30T01:00:00Z');
  const keys = async () =>
    (await read(scene.runtime, 1, (tx) => listIndicatorRows(tx, 'closing', 2026))).map(({ key }) => key);
  const [first, second] = order.items.map(({ findingId }) => findingId);
  expect(await keys()).toEqual(expect.arrayContaining([first, second]));
  await tryVoid(scene, order);
  const left = await keys();
  expect([left.includes(first ?? ''), left.includes(second ?? '')]).toEqual([false, true]);
});

test('the record is printed as it was signed, and its volume asks for the decision that is there', async () => {
  const { team, order } = await servedAndDrafted(1);
  await tryVoid(scene, order);
  await catchUp(scene);
  const visit = await visitOf(scene, team);
  const printed = async (form: 'record' | 'result'): Promise<string> => {
    const pdf = await read(scene.runtime, 1, async (tx) => {
      const composed = await composeDocument(tx, scene.runtime, visit, form);
      if (!composed.ok) throw new Error(JSON.stringify(composed.refusals));
      return composedPdf(composed.value, tx.today).pdf;
    });
    return pdfText(pdf);
  };
  expect(await printed('record')).toContain('非防爆插座');
  expect(await printed('result')).not.toContain('非防爆插座');
  await done(scene.runtime, CHIEF, closeVisit, { inspectionId: team.inspectionId });
  for (const follower of archiveFollowers) await follow(scene.runtime, 1, follower);
  const matrix = await read(scene.runtime, 1, async (tx) => {
    const volume = await findVolumeOf(tx, { inspectionId: team.inspectionId });
    if (volume === undefined) throw new Error('no volume');
    return (await completenessOf(tx, volume)).matrix;
  });
  const paper = matrix.find(({ code }) => code === 'finding-void');
  expect(paper).toMatchObject({ why: '有问题已撤销', isMet: true });
  const papers = await read(scene.runtime, 1, (tx) => listDocuments(tx, SERIES, team.inspectionId));
  expect(papers.filter(({ form }) => form === 'finding-void')).toHaveLength(1);
});
