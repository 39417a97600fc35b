/** 开放审核, 鉴定, and the settings that give a volume its term. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { archiveDeeds, custodyDeeds } from '../deeds.ts';
import { isInOpenList, listAppraisals } from '../reads/custody.ts';
import { readArchiveSettings } from '../reads/volumes.ts';
import { appraisalRefusals, extensionRefusals, keepUntil } from '../rules/retention.ts';
import { Appraise, DecideAppraisal, ReviewOpening } from '../types/after.ts';
import { SetArchive } from '../types/settings.ts';
import { Reasoned } from '../types/volume.ts';
import { moveVolume } from '../writes.ts';
import { openVolume, VolumeAnswer } from './open.ts';

export const reviewOpening = defineDeed({
  kind: 'archive.review-opening',
  rule: archiveDeeds['archive.review-opening'],
  input: ReviewOpening,
  output: VolumeAnswer,
  run: async (tx, { volumeId, opening, reason }) => {
    const opened = await openVolume(tx, 'archive.review-opening', volumeId);
    if (!opened.ok) return opened;
    if (opened.value.opening === opening) return refuse([{ code: 'archive-opening-same', at: 'opening' }]);
    const { state } = await moveVolume(tx, opened.value, {
      deed: 'archive.review-opening',
      note: reason,
      change: { opening },
    });
    tx.record({ kind: 'archive.review-opening', subject: `volume/${volumeId}`, facts: { opening } });
    return ok({ volumeId, state });
  },
});

/** 续存 or 销毁, proposed by the archivist. */
export const appraise = defineDeed({
  kind: 'archive.appraise',
  rule: archiveDeeds['archive.appraise'],
  input: Appraise,
  output: VolumeAnswer,
  run: async (tx, { volumeId, proposal, retention, reason }) => {
    const opened = await openVolume(tx, 'archive.appraise', volumeId);
    if (!opened.ok) return opened;
    const volume = opened.value;
    const refusals = [
      ...(volume.retention === 'permanent' ? [{ code: 'archive-permanent' }] : []),
      ...appraisalRefusals(
        { retention: volume.retention, keepUntil: volume.keep_until },
        { proposal, retention },
        tx.today,
      ),
    ];
    if (refusals.length > 0) return refuse([...new Map(refusals.map((each) => [each.code, each])).values()]);
    const { length } = await listAppraisals(tx, volumeId);
    await tx.db
      .insertInto('archive_appraisal')
      .values({
        bureau_id: tx.bureauId,
        volume_id: volumeId,
        number: length + 1,
        proposal,
        retention: proposal === 'extend' ? (retention ?? null) : null,
        reason,
        proposed_by: tx.actor.staffId,
        proposed_on: tx.today,
      })
      .execute();
    const { state } = await moveVolume(tx, volume, { deed: 'archive.appraise', to: 'appraising', note: reason });
    tx.record({
      kind: 'archive.appraise',
      subject: `volume/${volumeId}`,
      facts: { proposal, retention: retention ?? '' },
    });
    return ok({ volumeId, state });
  },
});

/** By the head; what is refused stays as it was. */
export const decideAppraisal = defineDeed({
  kind: 'archive.decide-appraisal',
  rule: archiveDeeds['archive.decide-appraisal'],
  input: DecideAppraisal,
  output: VolumeAnswer,
  run: async (tx, { volumeId, outcome, reply }) => {
    const opened = await openVolume(tx, 'archive.decide-appraisal', volumeId);
    if (!opened.ok) return opened;
    const volume = opened.value;
    const appraisal = (await listAppraisals(tx, volumeId)).at(-1);
    if (appraisal === undefined) throw new Error(`volume ${volumeId} is appraised by nobody`);
    if (appraisal.proposed_by === tx.actor.staffId) return refuse([{ code: 'archive-appraisal-own' }]);
    const { proposal, retention } = appraisal;
    const isAgreed = outcome === 'agreed';
    const refusals = isAgreed && retention !== null ? extensionRefusals(volume.retention, retention) : [];
    if (refusals.length > 0) return refuse(refusals);
    await tx.db
      .updateTable('archive_appraisal')
      .set({ outcome, reply, decided_by: tx.actor.staffId, decided_on: tx.today })
      .where('bureau_id', '=', tx.bureauId)
      .where('volume_id', '=', volumeId)
      .where('number', '=', appraisal.number)
      .execute();
    const longer = isAgreed && retention !== null ? { retention, keep_until: keepUntil(volume.year, retention) } : {};
    const { state } = await moveVolume(tx, volume, {
      deed: 'archive.decide-appraisal',
      to: isAgreed && proposal === 'destroy' ? 'condemned' : 'archived',
      note: reply,
      change: longer,
    });
    tx.record({
      kind: 'archive.decide-appraisal',
      subject: `volume/${volumeId}`,
      facts: { proposal, outcome, retention: retention ?? '' },
    });
    return ok({ volumeId, state });
  },
});

export const withdrawDestruction = defineDeed({
  kind: 'archive.withdraw-destruction',
  rule: archiveDeeds['archive.withdraw-destruction'],
  input: Reasoned,
  output: VolumeAnswer,
  run: async (tx, { volumeId, reason }) => {
    const opened = await openVolume(tx, 'archive.withdraw-destruction', volumeId);
    if (!opened.ok) return opened;
    // The list is taken back first: it names what is to be destroyed.
    if (await isInOpenList(tx, volumeId)) return refuse([{ code: 'archive-in-list' }]);
    const { state } = await moveVolume(tx, opened.value, {
      deed: 'archive.withdraw-destruction',
      to: 'archived',
      note: reason,
    });
    tx.record({ kind: 'archive.withdraw-destruction', subject: `volume/${volumeId}`, facts: {} });
    return ok({ volumeId, state });
  },
});

/** New settings hold for what is sealed from now on; a number that was given stays. */
export const setArchive = defineDeed({
  kind: 'archive.set-settings',
  rule: custodyDeeds['archive.set-settings'],
  input: SetArchive,
  output: z.object({ version: z.int() }),
  run: async (tx, { version: seen, settings }) => {
    const { version } = await readArchiveSettings(tx);
    if (version !== seen) return refuse([{ code: 'archive-settings-changed' }]);
    await tx.db
      .insertInto('archive_setting')
      .values({
        bureau_id: tx.bureauId,
        version: seen + 1,
        content: JSON.stringify(settings),
        set_by: tx.actor.staffId,
        at: tx.now,
      })
      .execute();
    tx.record({ kind: 'archive.set-settings', subject: `bureau/${tx.bureauId}`, facts: { version: seen + 1 } });
    return ok({ version: seen + 1 });
  },
});
