/** Volumes and what belongs to each, as they are stored. @module */
import { sql, type Selectable } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { ArchiveVolumeTable } from '../tables.ts';
import { DEFAULT_ARCHIVE, type ArchiveSettings } from '../types/settings.ts';
import type { VolumeFace } from '../types/volume.ts';

export type Volume = Selectable<ArchiveVolumeTable>;

/** Undefined when this bureau has no such volume. */
export async function findVolume(tx: ReadTx, volumeId: string): Promise<Volume | undefined> {
  return tx.db
    .selectFrom('archive_volume')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .executeTakeFirst();
}

/** What a volume is of. */
export type VolumeOf = { readonly inspectionId: string } | { readonly caseId: string } | { readonly drawId: string };

export function columnsOf(of: VolumeOf): Pick<Volume, 'kind' | 'inspection_id' | 'case_id' | 'draw_id'> {
  const none = { inspection_id: null, case_id: null, draw_id: null };
  if ('caseId' in of) return { ...none, kind: 'penalty', case_id: of.caseId };
  if ('drawId' in of) return { ...none, kind: 'draw', draw_id: of.drawId };
  return { ...none, kind: 'inspection', inspection_id: of.inspectionId };
}

/** The volume of a visit, a case or a draw; undefined while it is not closed. */
export async function findVolumeOf(tx: ReadTx, of: VolumeOf): Promise<Volume | undefined> {
  const { inspection_id: inspectionId, case_id: caseId, draw_id: drawId } = columnsOf(of);
  const rows = tx.db.selectFrom('archive_volume').selectAll().where('bureau_id', '=', tx.bureauId);
  if (inspectionId !== null) return rows.where('inspection_id', '=', inspectionId).executeTakeFirst();
  if (caseId !== null) return rows.where('case_id', '=', caseId).executeTakeFirst();
  return rows.where('draw_id', '=', drawId).executeTakeFirst();
}

/** 归档设置 in force. */
export async function readArchiveSettings(
  tx: ReadTx,
): Promise<{ readonly version: number; readonly settings: ArchiveSettings }> {
  const row = await tx.db
    .selectFrom('archive_setting')
    .select(['version', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { version: 0, settings: DEFAULT_ARCHIVE };
  const { categories, retention } = row.content;
  // Settings saved before there was a kind of volume do not name it.
  const settings = {
    ...row.content,
    categories: { ...DEFAULT_ARCHIVE.categories, ...categories },
    retention: { ...DEFAULT_ARCHIVE.retention, ...retention },
  };
  return { version: row.version, settings };
}

/** 缺件说明, by requirement. */
export async function listExceptions(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_exception')
    .select(['requirement', 'reason', 'explained_by as by', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('at')
    .orderBy('requirement')
    .execute();
}

export async function listMaterials(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_material')
    .select([
      'material_id as materialId',
      'requirement',
      'title',
      'dated',
      'sha256',
      'format',
      'size',
      'added_by as by',
      'at',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('at')
    .orderBy('material_id')
    .execute();
}

export async function listVolumeSteps(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_step')
    .select(['number', 'deed', 'from_state as from', 'to_state as to', 'note', 'done_by as by', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('number')
    .execute();
}

/** Sealed versions, the newest first. */
export async function listVersions(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_version')
    .select([
      'version',
      'stored_as as storedAs',
      'content',
      'seal',
      'files',
      'bytes',
      'reason',
      'sealed_by as by',
      'sealed_on as on',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('version', 'desc')
    .execute();
}

/** 四性检测报告, the newest first. */
export async function listReports(tx: ReadTx, volumeId: string) {
  return tx.db
    .selectFrom('archive_report')
    .select([
      'number',
      'moment',
      'version',
      'has_passed as hasPassed',
      'results',
      'examined_by as by',
      'examined_on as on',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('volume_id', '=', volumeId)
    .orderBy('number', 'desc')
    .execute();
}

/** Unsealed volumes in which something changed, a bundle built since included: they may be looked at again by themselves. */
export async function listStale(tx: ReadTx, most: number): Promise<string[]> {
  const { rows } = await sql<{ volume_id: string }>`
    SELECT volume_id FROM archive_volume v
    WHERE bureau_id = ${tx.bureauId} AND (is_stale OR (state = 'collecting' AND draw_id IS NOT NULL AND EXISTS (
      SELECT 1 FROM draw_bundle b WHERE b.bureau_id = v.bureau_id AND b.draw_id = v.draw_id AND b.at > v.updated_at)))
    ORDER BY closed_on, volume_id LIMIT ${most}`.execute(tx.db);
  return rows.map(({ volume_id: id }) => id);
}

/** What the row itself says of a volume, as its papers name it. */
export function namedBy(
  row: Volume,
): Pick<VolumeFace, 'kind' | 'title' | 'party' | 'creditCode' | 'year' | 'closedOn' | 'retention' | 'keepUntil'> {
  return {
    kind: row.kind,
    title: row.title,
    party: row.party,
    creditCode: row.credit_code,
    year: row.year,
    closedOn: row.closed_on,
    retention: row.retention,
    keepUntil: row.keep_until,
  };
}
