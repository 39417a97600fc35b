/** 收集 to 组卷: the matrix, what was explained, what was added, and the catalogue. @module */
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { findUpload } from '../../core/uploads/receive.ts';
import { archiveDeeds } from '../deeds.ts';
import { completenessOf } from '../reads/course.ts';
import type { Volume } from '../reads/volumes.ts';
import { explainRefusals, missingRefusals, papersOf } from '../rules/requirements.ts';
import { AddMaterial, ExplainMissing, OneVolume, Reasoned } from '../types/volume.ts';
import { moveVolume, putException } from '../writes.ts';
import { collectVolume } from './collect.ts';
import { lookAgain, openVolume, takeCheck, VolumeAnswer } from './open.ts';

/** 齐全性检查: refused with everything that is missing, all at once. */
export const checkVolume = defineDeed({
  kind: 'archive.check',
  rule: archiveDeeds['archive.check'],
  input: OneVolume,
  output: VolumeAnswer,
  run: async (tx, { volumeId }) => {
    const opened = await openVolume(tx, 'archive.check', volumeId);
    if (!opened.ok) return opened;
    const { matrix, change } = await lookAgain(tx, opened.value);
    const refusals = missingRefusals(matrix);
    if (refusals.length > 0) return refuse(refusals);
    const { state } = await takeCheck(tx, opened.value, change);
    return ok({ volumeId, state });
  },
});

/** 缺件说明: what cannot be had, and why. A second word replaces the first; both stand in the course. */
export const explainMissing = defineDeed({
  kind: 'archive.explain-missing',
  rule: archiveDeeds['archive.explain-missing'],
  input: ExplainMissing,
  output: VolumeAnswer,
  run: async (tx, { volumeId, requirement, reason }) => {
    const opened = await openVolume(tx, 'archive.explain-missing', volumeId);
    if (!opened.ok) return opened;
    const { matrix } = await completenessOf(tx, opened.value);
    const refusals = explainRefusals(matrix, requirement);
    if (refusals.length > 0) return refuse(refusals);
    await putException(tx, volumeId, { requirement, reason });
    const title = matrix.find(({ code }) => code === requirement)?.title ?? requirement;
    const { state } = await moveVolume(tx, opened.value, {
      deed: 'archive.explain-missing',
      note: `${title}：${reason}`,
      change: { is_stale: true },
    });
    tx.record({ kind: 'archive.explain-missing', subject: `volume/${volumeId}`, facts: { requirement } });
    return ok({ volumeId, state });
  },
});

/** A scan of what exists on paper. The file was checked when it was uploaded. */
export const addMaterial = defineDeed({
  kind: 'archive.add-material',
  rule: archiveDeeds['archive.add-material'],
  input: AddMaterial,
  output: VolumeAnswer,
  run: async (tx, { volumeId, requirement, title, dated, sha256 }) => {
    const opened = await openVolume(tx, 'archive.add-material', volumeId);
    if (!opened.ok) return opened;
    const upload = await findUpload(tx, sha256);
    const refusals = [
      ...(Object.hasOwn(papersOf(opened.value.kind), requirement)
        ? []
        : [{ code: 'archive-requirement-unknown', at: 'requirement' }]),
      ...(upload === undefined ? [{ code: 'archive-file-unknown', at: 'sha256' }] : []),
      ...(dated > tx.today ? [{ code: 'archive-day-later', at: 'dated', facts: { today: tx.today } }] : []),
    ];
    if (refusals.length > 0 || upload === undefined) return refuse(refusals);
    await tx.db
      .insertInto('archive_material')
      .values({
        bureau_id: tx.bureauId,
        volume_id: volumeId,
        material_id: tx.newId(),
        requirement,
        title,
        dated,
        sha256,
        ...upload,
        added_by: tx.actor.staffId,
        at: tx.now,
      })
      .execute();
    const { state } = await moveVolume(tx, opened.value, {
      deed: 'archive.add-material',
      note: title,
      change: { is_stale: true },
    });
    tx.record({ kind: 'archive.add-material', subject: `volume/${volumeId}`, facts: { requirement, file: sha256 } });
    return ok({ volumeId, state });
  },
});

/** 组卷: the order, the page numbers, the hash of every piece. */
export const assembleVolume = defineDeed({
  kind: 'archive.assemble',
  rule: archiveDeeds['archive.assemble'],
  input: OneVolume,
  output: VolumeAnswer,
  run: async (tx, { volumeId }, runtime) => {
    const opened = await openVolume(tx, 'archive.assemble', volumeId);
    if (!opened.ok) return opened;
    const { state } = await takeAssembly(tx, runtime, opened.value);
    return ok({ volumeId, state });
  },
});

export async function takeAssembly(tx: Tx, runtime: Runtime, volume: Volume): Promise<Volume> {
  const { content } = await collectVolume(tx, runtime, volume);
  const pages = content.entries.reduce((sum, entry) => sum + entry.pages, 0);
  const assembled = await moveVolume(tx, volume, {
    deed: 'archive.assemble',
    to: 'assembled',
    change: { content: JSON.stringify(content), pages },
  });
  tx.record({
    kind: 'archive.assemble',
    subject: `volume/${volume.volume_id}`,
    facts: { documents: content.entries.length, pages, media: content.media.length, deeds: content.deeds },
  });
  return assembled;
}

export const reopenVolume = defineDeed({
  kind: 'archive.reopen',
  rule: archiveDeeds['archive.reopen'],
  input: Reasoned,
  output: VolumeAnswer,
  run: async (tx, { volumeId, reason }) => {
    const opened = await openVolume(tx, 'archive.reopen', volumeId);
    if (!opened.ok) return opened;
    const { state } = await moveVolume(tx, opened.value, {
      deed: 'archive.reopen',
      to: 'collecting',
      note: reason,
      // Whoever put it back says when it is looked at again.
      change: { is_stale: false },
    });
    tx.record({ kind: 'archive.reopen', subject: `volume/${volumeId}`, facts: {} });
    return ok({ volumeId, state });
  },
});
