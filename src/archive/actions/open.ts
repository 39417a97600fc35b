/** What every deed on a volume begins with, and what follows when its file changed. @module */
import { z } from 'zod';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { completenessOf, type Completeness } from '../reads/course.ts';
import { readArchiveSettings, type Volume } from '../reads/volumes.ts';
import { moveRefusals, type VolumeDeed } from '../rules/moves.ts';
import { missingOf } from '../rules/requirements.ts';
import { keepUntil } from '../rules/retention.ts';
import { VOLUME_STATES, VolumeId } from '../types/volume.ts';
import { lockVolume, markVolume, moveVolume, type VolumeChange } from '../writes.ts';

export const VolumeAnswer = z.object({ volumeId: VolumeId, state: z.enum(codesOf(VOLUME_STATES)) });

/** The volume, locked, for a deed that the table of states knows. */
export async function openVolume(tx: Tx, deed: VolumeDeed, volumeId: string): Promise<Result<Volume>> {
  const volume = await lockVolume(tx, volumeId);
  if (volume === undefined) return refuse([{ code: 'archive-volume-not-found' }]);
  const refusals = moveRefusals(deed, volume.state);
  return refusals.length > 0 ? refuse(refusals) : ok(volume);
}

/** What the matrix says is written on the volume: what is missing, and the term that its course asks for. */
export async function lookAgain(tx: Tx, volume: Volume): Promise<Completeness & { readonly change: VolumeChange }> {
  const found = await completenessOf(tx, volume);
  const { settings } = await readArchiveSettings(tx);
  const retention = settings.retention[found.ground];
  return {
    ...found,
    change: {
      missing: missingOf(found.matrix).length,
      is_stale: false,
      retention,
      keep_until: keepUntil(volume.year, retention),
    },
  };
}

/** 齐全性检查 that finds nothing missing. */
export async function takeCheck(tx: Tx, volume: Volume, change: VolumeChange): Promise<Volume> {
  const checked = await moveVolume(tx, volume, { deed: 'archive.check', to: 'complete', change });
  tx.record({ kind: 'archive.check', subject: `volume/${volume.volume_id}`, facts: { retention: checked.retention } });
  return checked;
}

/** Something in the file changed: an unsealed volume is collected again, a sealed one asks for an amendment. */
export async function noteChange(tx: Tx, volume: Volume): Promise<void> {
  const { volume_id: volumeId, state } = volume;
  if (state === 'destroyed') return;
  if (state === 'collecting') return markVolume(tx, volumeId, { is_stale: true });
  if (volume.archive_number === null) {
    await moveVolume(tx, volume, {
      deed: 'archive.reopen',
      to: 'collecting',
      note: '卷内材料有变化',
      change: { is_stale: true },
    });
    tx.record({ kind: 'archive.reopen', subject: `volume/${volumeId}`, facts: {} });
    return;
  }
  if (volume.later_on !== null) return;
  await moveVolume(tx, volume, { deed: 'archive.note-later', change: { later_on: tx.today } });
  tx.record({ kind: 'archive.note-later', subject: `volume/${volumeId}`, facts: { version: volume.version } });
}
