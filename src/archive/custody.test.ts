import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { read } from '../core/transact.ts';
import { carryCase, doAct, HEAD, LARGE, openedCaseScene } from '../penalty/scene.testing.ts';
import { act, deputy, done, head, office, supervisor } from '../testing/draw-ceremony.ts';
import { loggedDeeds } from '../testing/deeds.ts';
import { codes } from '../testing/refusal-codes.ts';
import { actorOf } from '../testing/runtime.ts';
import { appraise, decideAppraisal, withdrawDestruction } from './actions/appraise.ts';
import { reopenVolume } from './actions/bind.ts';
import { examineVolume } from './actions/examine.ts';
import { decideLoan, readVolume, requestLoan, returnLoan } from './actions/lend.ts';
import {
  cancelDestruction,
  confirmTransfer,
  destroyVolumes,
  listDestruction,
  listTransfer,
  signDestruction,
} from './actions/lists.ts';
import { amendVolume } from './actions/seal.ts';
import { purgeDestroyed, recordFixity } from './actions/store.ts';
import { copyPdf } from './documents/copy.ts';
import { listPdf } from './documents/lists.ts';
import { findList } from './reads/custody.ts';
import { viewList } from './reads/custody-view.ts';
import { readSealed, storeOf } from './reads/store.ts';
import { findVolume, listVersions, type Volume } from './reads/volumes.ts';
import { ARCHIVIST, closeFined, sealed, settleArchive, volumeOf } from './scene.testing.ts';

const scene = openedCaseScene();

const CHIEF = actorOf(['section-chief'], 'chief-of-archive');
const OFFICER = actorOf(['officer'], 'reader');

/** A case with a penalty, closed, explained, sealed. */
async function sealedCase(): Promise<Volume> {
  const { runtime } = scene;
  scene.at('2026-03-02');
  const { caseId } = await carryCase(scene, 'executing', LARGE);
  await closeFined(scene, caseId, 6_000_000);
  await settleArchive(runtime);
  await sealed(runtime, await volumeOf(runtime, { caseId }));
  return volumeOf(runtime, { caseId });
}

const again = async (volume: Volume): Promise<Volume> => {
  const found = await read(scene.runtime, 1, (tx) => findVolume(tx, volume.volume_id));
  if (found === undefined) throw new Error('gone');
  return found;
};

describe('a sealed case', () => {
  test('is kept for ever when it was discussed, with decision and service first and what is internal in its own part', async () => {
    const volume = await sealedCase();
    expect([volume.state, volume.retention, volume.keep_until]).toEqual(['archived', 'permanent', null]);
    const entries = volume.content?.entries ?? [];
    expect(
      entries
        .filter(({ part }) => part === 'main')
        .slice(0, 2)
        .map(({ requirement }) => requirement),
    ).toEqual(['decision', 'service']);
    expect(
      entries
        .filter(({ part }) => part === 'inner')
        .map(({ requirement }) => requirement)
        .toSorted(),
    ).toEqual(['discussion', 'review']);
  });

  test('is lent by another person, as a copy with the borrower on every page, until it is given back', async () => {
    const { runtime } = scene;
    const { volume_id: volumeId, archive_number: number } = await sealedCase();
    expect(codes(await act(runtime, OFFICER, readVolume, { volumeId, what: 'copy' }))).toEqual([
      'archive-not-borrowed',
    ]);
    const { loanId } = await done(runtime, OFFICER, requestLoan, {
      volumeId,
      purpose: '办理类似案件参考',
      withInner: true,
    });
    expect(codes(await act(runtime, OFFICER, requestLoan, { volumeId, purpose: '再借' }))).toEqual([
      'archive-loan-running',
    ]);
    const lend = { loanId, outcome: 'lent' as const, reply: '同意' };
    expect(codes(await act(runtime, ARCHIVIST, decideLoan, lend))).toEqual(['archive-inner-heads']);
    const borrower = { ...deputy, staffId: OFFICER.staffId };
    expect(codes(await act(runtime, borrower, decideLoan, lend))).toEqual(['archive-loan-own']);
    await done(runtime, deputy, decideLoan, lend);
    await done(runtime, OFFICER, readVolume, { volumeId, what: 'copy' });
    expect(codes(await act(runtime, OFFICER, readVolume, { volumeId, what: 'bag' }))).toEqual([
      'archive-bag-archivist',
    ]);
    const volume = await read(runtime, 1, (tx) => findVolume(tx, volumeId));
    const parts = [];
    for (const entry of volume?.content?.entries ?? []) {
      const bytes = await readSealed(
        runtime.files,
        { code: '120111', archiveNumber: number ?? '' },
        `data/${entry.path}`,
      );
      if (bytes !== undefined) parts.push({ entry, bytes });
    }
    const file = join(mkdtempSync(join(tmpdir(), 'sunlot-copy-')), 'copy.pdf');
    writeFileSync(
      file,
      await copyPdf({ archiveNumber: number ?? '', title: '案卷', borrower: '借阅人甲', on: '2026-03-05', parts }),
    );
    execFileSync('qpdf', ['--check', file]);
    const pages = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1);
    expect(pages).toHaveLength(volume?.pages ?? 0);
    for (const page of pages) expect(page.replaceAll(/\s/g, '')).toContain('借阅人甲');
    expect(pages[0]?.replaceAll(/\s/g, '')).toContain('正卷第1页');
    scene.at('2026-04-30');
    expect(codes(await act(runtime, OFFICER, readVolume, { volumeId, what: 'copy' }))).toEqual([
      'archive-loan-overdue',
    ]);
    expect(codes(await act(runtime, CHIEF, returnLoan, { loanId }))).toEqual(['archive-loan-other']);
    await done(runtime, OFFICER, returnLoan, { loanId });
    expect(codes(await act(runtime, OFFICER, returnLoan, { loanId }))).toEqual(['archive-loan-state']);
  });

  test('gets a new version for what came later, and the old one stays as it was', async () => {
    const { runtime } = scene;
    const volume = await sealedCase();
    const { volume_id: volumeId } = volume;
    expect(codes(await act(runtime, ARCHIVIST, amendVolume, { volumeId, reason: '没有变化' }))).toEqual([
      'archive-nothing-new',
    ]);
    const legal = actorOf(['legal-reviewer'], 'legal');
    await doAct(scene, legal, 'note-challenge', volume.case_id ?? '', {
      kind: 'reconsideration',
      on: scene.today(),
      organ: '区人民政府',
    });
    await settleArchive(runtime);
    expect((await again(volume)).later_on).toBe('2026-03-02');
    expect(codes(await act(runtime, ARCHIVIST, reopenVolume, { volumeId, reason: '改' }))).toEqual(['archive-state']);
    const amended = await done(runtime, ARCHIVIST, amendVolume, { volumeId, reason: '补入复议材料' });
    expect([amended.version, amended.archiveNumber]).toEqual([2, volume.archive_number]);
    const versions = await read(runtime, 1, (tx) => listVersions(tx, volumeId));
    expect(versions.map(({ version, storedAs }) => [version, storedAs])).toEqual([
      [2, 'v2'],
      [1, 'v1'],
    ]);
    expect(versions[0]?.seal).not.toBe(versions[1]?.seal);
    expect((await recordFixity(runtime, 1)).findings).toEqual([]);
    await expect(
      runtime.asOwner((owner) =>
        owner
          .deleteFrom('archive_version')
          .execute()
          .then(() => undefined),
      ),
    ).rejects.toThrow('append-only');
  });
});

describe('the end of a term', () => {
  test('a permanent file is never appraised away, a term only grows, and destruction needs two who had nothing to do with it', async () => {
    const { runtime } = scene;
    const permanent = await sealedCase();
    const destroy = (volumeId: string) => ({ volumeId, proposal: 'destroy' as const, reason: '期满，无继续保存价值' });
    expect(codes(await act(runtime, ARCHIVIST, appraise, destroy(permanent.volume_id)))).toEqual(['archive-permanent']);
    const volume = await shortVolume();
    const { volume_id: volumeId } = volume;
    expect(volume.keep_until).toBe('2056-12-31');
    expect(codes(await act(runtime, ARCHIVIST, appraise, destroy(volumeId)))).toEqual(['archive-term-running']);
    expect(
      codes(await act(runtime, ARCHIVIST, appraise, { volumeId, proposal: 'extend', retention: 'ten', reason: '短' })),
    ).toEqual(['archive-not-longer']);
    scene.at('2057-01-04');
    await done(runtime, ARCHIVIST, appraise, destroy(volumeId));
    const agree = { volumeId, outcome: 'agreed' as const, reply: '同意' };
    const proposer = { ...head, staffId: ARCHIVIST.staffId };
    expect(codes(await act(runtime, proposer, decideAppraisal, agree))).toEqual(['archive-appraisal-own']);
    await done(runtime, head, decideAppraisal, agree);
    const { listId, hash } = await done(runtime, ARCHIVIST, listDestruction, { volumeIds: [volumeId] });
    expect(codes(await act(runtime, ARCHIVIST, listDestruction, { volumeIds: [volumeId] }))).toEqual([
      'archive-in-list',
    ]);
    expect(codes(await act(runtime, ARCHIVIST, destroyVolumes, { listId }))).toEqual(['archive-supervisors-missing']);
    expect(codes(await act(runtime, supervisor, signDestruction, { listId, hash: '0'.repeat(64) }))).toEqual([
      'archive-other-list',
    ]);
    for (const { staffId } of [ARCHIVIST, head])
      expect(codes(await act(runtime, { ...supervisor, staffId }, signDestruction, { listId, hash }))).toEqual([
        'archive-supervisor-concerned',
      ]);
    await done(runtime, supervisor, signDestruction, { listId, hash });
    expect(codes(await act(runtime, supervisor, signDestruction, { listId, hash }))).toEqual([
      'archive-signed-already',
    ]);
    expect(codes(await act(runtime, ARCHIVIST, destroyVolumes, { listId }))).toEqual(['archive-supervisors-missing']);
    await done(runtime, office, signDestruction, { listId, hash });
    const folder = join(storeOf(runtime.files, '120111'), volume.archive_number ?? '');
    await done(runtime, ARCHIVIST, destroyVolumes, { listId });
    expect(existsSync(folder)).toBe(true);
    expect(await purgeDestroyed(runtime, 1)).toBe(1);
    expect(existsSync(folder)).toBe(false);
    expect((await recordFixity(runtime, 1)).findings).toEqual([]);
    // The list stays, with the name of what is gone.
    const list = await read(runtime, 1, (tx) => findList(tx, listId));
    if (list === undefined) throw new Error('no list');
    const view = await read(runtime, 1, (tx) => viewList(tx, list, ARCHIVIST));
    expect(view.volumes[0]?.archiveNumber).toBe(volume.archive_number);
    expect(Buffer.from(listPdf({ name: '测试局', isDemo: true }, view)).toString('latin1', 0, 5)).toBe('%PDF-');
    await expect(
      runtime.asOwner((owner) =>
        owner
          .updateTable('archive_volume')
          .set({ state: 'archived', destroyed_on: null })
          .where('volume_id', '=', volumeId)
          .execute()
          .then(() => undefined),
      ),
    ).rejects.toThrow('was destroyed');
  });

  test('a destruction is taken back by the head, its list first: nothing is gone, and the volume may be appraised again', async () => {
    const { runtime } = scene;
    const { volume_id: volumeId } = await shortVolume();
    scene.at('2057-01-04');
    await done(runtime, ARCHIVIST, appraise, { volumeId, proposal: 'destroy', reason: '期满' });
    const reason = '发现仍有查考价值';
    const withdraw = () => act(runtime, head, withdrawDestruction, { volumeId, reason });
    expect(codes(await withdraw()), 'not decided yet').toEqual(['archive-state']);
    await done(runtime, head, decideAppraisal, { volumeId, outcome: 'agreed', reply: '同意' });
    const { listId } = await done(runtime, ARCHIVIST, listDestruction, { volumeIds: [volumeId] });
    expect(codes(await withdraw())).toEqual(['archive-in-list']);
    const cancel = () => act(runtime, head, cancelDestruction, { listId, reason });
    expect(codes(await cancel())).toEqual([]);
    expect(codes(await cancel())).toEqual(['archive-list-ended']);
    expect(await read(runtime, 1, (tx) => findList(tx, listId))).toMatchObject({
      state: 'cancelled',
      ended_by: 'head',
      ended_on: '2057-01-04',
    });
    expect(codes(await act(runtime, ARCHIVIST, destroyVolumes, { listId }))).toEqual(['archive-list-ended']);
    expect(codes(await withdraw())).toEqual([]);
    expect((await read(runtime, 1, (tx) => findVolume(tx, volumeId)))?.state).toBe('archived');
    expect(await loggedDeeds(runtime, 'archive.cancel-destruction')).toMatchObject([
      { subject: `archive-list/${listId}`, actor: 'head' },
    ]);
    expect(await loggedDeeds(runtime, 'archive.withdraw-destruction')).toMatchObject([
      { subject: `volume/${volumeId}`, actor: 'head' },
    ]);
    await done(runtime, ARCHIVIST, appraise, { volumeId, proposal: 'extend', retention: 'permanent', reason: '查考' });
  });

  test('a transfer needs a test of each volume made for it', async () => {
    const { runtime } = scene;
    const { volume_id: volumeId } = await sealedCase();
    const { listId } = await done(runtime, ARCHIVIST, listTransfer, { volumeIds: [volumeId] });
    const receipt = { organ: '测试区档案馆', receiver: '接收人', number: '接〔2026〕1号', on: scene.today() };
    expect(codes(await act(runtime, ARCHIVIST, confirmTransfer, { listId, receipt }))).toEqual([
      'archive-transfer-untested',
    ]);
    expect((await done(runtime, ARCHIVIST, examineVolume, { volumeId })).hasPassed).toBe(true);
    await done(runtime, ARCHIVIST, confirmTransfer, { listId, receipt });
    expect(codes(await act(runtime, HEAD, confirmTransfer, { listId, receipt }))).toEqual(['not-allowed']);
    expect(codes(await act(runtime, ARCHIVIST, confirmTransfer, { listId, receipt }))).toEqual(['archive-list-ended']);
  });
});

/** Of thirty years: nobody discussed it and no hearing was told of. */
async function shortVolume(): Promise<Volume> {
  const { runtime } = scene;
  scene.at('2026-03-02');
  const { caseId } = await carryCase(scene, 'lead');
  await doAct(scene, deputy, 'decline-lead', caseId, { reason: '事实不成立' });
  await settleArchive(runtime);
  await sealed(runtime, await volumeOf(runtime, { caseId }));
  return volumeOf(runtime, { caseId });
}
