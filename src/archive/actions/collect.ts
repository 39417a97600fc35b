/** 收集: everything of a closed file, as it stands now, ready to be assembled. @module */
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listMaterials, readArchiveSettings, type Volume } from '../reads/volumes.ts';
import { collectCase } from './collect-case.ts';
import { collectDraw } from './collect-draw.ts';
import { collectVisit } from './collect-visit.ts';
import { originalsOf } from './originals.ts';
import { placed, type Collected, type Loose, type Piece, type Placed } from './pieces.ts';

export type Files = Pick<Runtime, 'files' | 'fieldCipher'>;

export interface House {
  readonly name: string;
  readonly isDemo: boolean;
}

/** The file and how it would be assembled now. */
export interface CollectedVolume extends Placed {
  readonly collected: Collected;
  readonly house: House;
}

export async function collectVolume(tx: ReadTx, runtime: Files, volume: Volume): Promise<CollectedVolume> {
  const house = await houseOf(tx);
  const own = await collectOwn(tx, runtime, house, volume);
  const added = await addedTo(tx, runtime, house, volume.volume_id);
  const collected = {
    ...own,
    pieces: [...own.pieces, ...added.pieces],
    media: [...own.media, ...added.media],
  };
  const { settings } = await readArchiveSettings(tx);
  const first = volume.kind === 'penalty' && settings.isDecisionFirst ? ['spot-decision', 'decision', 'service'] : [];
  return { ...placed(collected, first), collected, house };
}

function collectOwn(
  tx: ReadTx,
  runtime: Files,
  house: House,
  { inspection_id: inspectionId, case_id: caseId, draw_id: drawId }: Volume,
): Promise<Collected> {
  if (inspectionId !== null) return collectVisit(tx, runtime, house, inspectionId);
  return caseId === null ? collectDraw(tx, runtime, house, drawId ?? '') : collectCase(tx, runtime, house, caseId);
}

export async function houseOf(tx: ReadTx): Promise<House> {
  const { name, is_demo: isDemo } = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  return { name, isDemo };
}

/** Scans have pages; what is a film or a workbook stands with the media. */
async function addedTo(
  tx: ReadTx,
  runtime: Files,
  house: House,
  volumeId: string,
): Promise<{ readonly pieces: Piece[]; readonly media: Loose[] }> {
  return originalsOf(tx, runtime, house, await listMaterials(tx, volumeId));
}
