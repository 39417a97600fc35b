/** 归档封存, and 更正: the next version of a sealed volume. @module */
import { z } from 'zod';
import { staffNames } from '../../bureau/reads.ts';
import { defineDeed, documentHash } from '../../core/command.ts';
import { publishCheckpoints } from '../../core/log/checkpoint.ts';
import { takeSerial } from '../../core/register/register.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { archiveDeeds } from '../deeds.ts';
import {
  listExceptions,
  listReports,
  listVolumeSteps,
  namedBy,
  readArchiveSettings,
  type Volume,
} from '../reads/volumes.ts';
import { metadataOf } from '../rules/metadata.ts';
import { missingRefusals, papersOf } from '../rules/requirements.ts';
import { archiveNumber, seriesOf } from '../rules/retention.ts';
import { OneVolume, Reasoned, type VolumeFace } from '../types/volume.ts';
import { insertVersion, moveVolume } from '../writes.ts';
import { sealBag, type Sealed } from './bag.ts';
import { collectVolume, type CollectedVolume } from './collect.ts';
import { lookAgain, openVolume, VolumeAnswer } from './open.ts';

const SealAnswer = VolumeAnswer.extend({ archiveNumber: z.string(), version: z.int(), seal: z.string() });

export const sealVolume = defineDeed({
  kind: 'archive.seal',
  rule: archiveDeeds['archive.seal'],
  input: OneVolume,
  output: SealAnswer,
  run: async (tx, { volumeId }, runtime) => {
    await publishCheckpoints(runtime, tx.bureauId);
    const opened = await openVolume(tx, 'archive.seal', volumeId);
    if (!opened.ok) return opened;
    const volume = opened.value;
    const collected = await collectVolume(tx, runtime, volume);
    // What was tested is what is sealed, to the byte.
    if (!isAsAssembled(collected, volume)) return refuse([{ code: 'archive-changed' }]);
    const { settings } = await readArchiveSettings(tx);
    const { kind, year, retention } = volume;
    const { serial } = await takeSerial(tx, seriesOf(kind, retention), volumeId, year);
    const number = archiveNumber(settings, { kind, year, retention, serial });
    return ok(await sealAs(tx, runtime, { volume, collected, number, deed: 'archive.seal', reason: null }));
  },
});

/** What came after the seal goes into a new version; the one before stays as it is. */
export const amendVolume = defineDeed({
  kind: 'archive.amend',
  rule: archiveDeeds['archive.amend'],
  input: Reasoned,
  output: SealAnswer,
  run: async (tx, { volumeId, reason }, runtime) => {
    await publishCheckpoints(runtime, tx.bureauId);
    const opened = await openVolume(tx, 'archive.amend', volumeId);
    if (!opened.ok) return opened;
    const volume = opened.value;
    const { matrix } = await lookAgain(tx, volume);
    const collected = await collectVolume(tx, runtime, volume);
    const refusals = [
      ...missingRefusals(matrix),
      ...(isAsAssembled(collected, volume) ? [{ code: 'archive-nothing-new' }] : []),
    ];
    if (refusals.length > 0) return refuse(refusals);
    return ok(
      await sealAs(tx, runtime, {
        volume,
        collected,
        number: volume.archive_number ?? '',
        deed: 'archive.amend',
        reason,
      }),
    );
  },
});

function isAsAssembled({ content }: CollectedVolume, volume: Volume): boolean {
  return volume.content !== null && documentHash(content) === documentHash(volume.content);
}

interface Sealing {
  readonly volume: Volume;
  readonly collected: CollectedVolume;
  readonly number: string;
  readonly deed: 'archive.seal' | 'archive.amend';
  readonly reason: string | null;
}

async function sealAs(tx: Tx, runtime: Runtime, sealing: Sealing) {
  const { volume, collected, number, deed, reason } = sealing;
  const { volume_id: volumeId } = volume;
  const version = volume.version + 1;
  const sealed = await putIntoStore(tx, runtime, sealing, version);
  const { content } = collected;
  const pages = content.entries.reduce((sum, entry) => sum + entry.pages, 0);
  const moved = await moveVolume(tx, volume, {
    deed,
    to: 'archived',
    ...(reason === null ? {} : { note: reason }),
    change: {
      archive_number: number,
      version,
      content: JSON.stringify(content),
      pages,
      later_on: null,
      is_stale: false,
    },
  });
  await insertVersion(tx, volumeId, { ...sealed, version, content, reason });
  tx.record({
    kind: deed,
    subject: `volume/${volumeId}`,
    facts: {
      number,
      version,
      document: sealed.seal,
      files: sealed.files,
      pages,
      until: moved.keep_until ?? 'permanent',
    },
  });
  return { volumeId, state: moved.state, archiveNumber: number, version, seal: sealed.seal };
}

async function putIntoStore(
  tx: Tx,
  runtime: Runtime,
  { volume, collected, number, reason }: Sealing,
  version: number,
): Promise<Sealed> {
  const { settings } = await readArchiveSettings(tx);
  const [exceptions, steps, [report]] = [
    await listExceptions(tx, volume.volume_id),
    await listVolumeSteps(tx, volume.volume_id),
    await listReports(tx, volume.volume_id),
  ];
  const names = await staffNames(tx, [
    tx.actor.staffId,
    ...exceptions.map(({ by }) => by),
    ...steps.map(({ by }) => by),
  ]);
  const face: VolumeFace = {
    organ: collected.house.name,
    isDemo: collected.house.isDemo,
    archiveNumber: number,
    fonds: settings.fonds,
    ...namedBy(volume),
    version,
    sealedOn: tx.today,
    sealedBy: names.get(tx.actor.staffId) ?? tx.actor.name,
    reason,
    content: collected.content,
  };
  return sealBag(tx, runtime, {
    volume: collected,
    face,
    metadata: metadataOf(
      face,
      steps.map((step) => ({ ...step, by: names.get(step.by) ?? step.by })),
    ),
    explained: exceptions.map(({ requirement, reason: why, by }) => ({
      title: papersOf(volume.kind)[requirement]?.title ?? requirement,
      reason: why,
      by: names.get(by) ?? by,
    })),
    results: report?.results ?? [],
  });
}
