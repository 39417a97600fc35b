/** 证据 of a visit. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../../core/uploads/tables.ts';
import '../tables/documents.ts';
import { keyOf } from '../rules/record.ts';
import type { EvidenceRow } from '../types/evidence.ts';

/** In the order in which it was attached; what was withdrawn too. */
export async function listEvidence(tx: ReadTx, inspectionId: string): Promise<EvidenceRow[]> {
  const rows = await tx.db
    .selectFrom('evidence as e')
    .innerJoin('upload as u', (join) =>
      join.onRef('u.bureau_id', '=', 'e.bureau_id').onRef('u.sha256', '=', 'e.sha256'),
    )
    .selectAll('e')
    .select(['u.format', 'u.size', 'u.taken_at as camera_time'])
    .where('e.bureau_id', '=', tx.bureauId)
    .where('e.inspection_id', '=', inspectionId)
    .orderBy('e.at')
    .orderBy('e.evidence_id')
    .execute();
  return rows.map((row) => ({
    evidenceId: row.evidence_id,
    sha256: row.sha256,
    name: row.name,
    caption: row.caption,
    format: row.format,
    size: row.size,
    findingId: row.finding_id,
    point: row.item_id === null || row.point_no === null ? null : { itemId: row.item_id, pointNo: row.point_no },
    takenAt: row.taken_at,
    cameraTime: row.camera_time,
    hasPlace: row.place !== null,
    attachedBy: row.attached_by,
    at: row.at,
    withdrawReason: row.withdraw_reason,
  }));
}

/** How many standing pieces each finding has. */
export async function countEvidence(tx: ReadTx, inspectionId: string): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { findingId, withdrawReason } of await listEvidence(tx, inspectionId))
    if (findingId !== null && withdrawReason === null) counts.set(findingId, (counts.get(findingId) ?? 0) + 1);
  return counts;
}

/** Check points and findings that have a standing piece: what closing the record asks for. */
export async function evidencedIn(
  tx: ReadTx,
  inspectionId: string,
): Promise<{ readonly points: ReadonlySet<string>; readonly findings: ReadonlySet<string>; readonly total: number }> {
  const standing = (await listEvidence(tx, inspectionId)).filter(({ withdrawReason }) => withdrawReason === null);
  return {
    points: new Set(standing.flatMap(({ point }) => (point === null ? [] : [keyOf(point)]))),
    findings: new Set(standing.flatMap(({ findingId }) => (findingId === null ? [] : [findingId]))),
    total: standing.length,
  };
}
